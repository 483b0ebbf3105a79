"""What the frame speaks from: the same shape in both languages."""

import json
from dataclasses import replace

import pytest

from incident.model import Incident, Json
from incident.vocabulary import Vocabulary
from incident.words import frame_words


def shape(words: Json) -> Json:
    """The keys and answers of `words`, with the sentences taken out."""
    if isinstance(words, dict):
        return {key: value if key == "answer" else shape(value) for key, value in words.items()}
    if isinstance(words, list):
        return [shape(item) for item in words]
    return "" if isinstance(words, str) else words


def question(incident: Incident, *path: str) -> dict[str, Json]:
    words = frame_words(incident)["en"]
    for step in ("questions", *path):
        assert isinstance(words, dict)
        words = words[step]
    assert isinstance(words, dict)
    return words


@pytest.mark.parametrize("name", ["school", "electoral"])
def test_both_languages_have_the_same_keys_in_the_same_order(
    name: str, request: pytest.FixtureRequest
) -> None:
    words = frame_words(request.getfixturevalue(name))

    assert json.dumps(shape(words["en"])) == json.dumps(shape(words["fr"]))


def test_the_question_about_whom_is_named(school: Incident, electoral: Incident) -> None:
    assert frame_words(school)["about"] == "whom"
    assert frame_words(electoral)["about"] is None


def test_words_that_differ_by_person_come_by_option(school: Incident) -> None:
    assert question(school, "enrolment")["legend"] == {
        "me": "Were you a student of the board?",
        "child": "Was your child a student?",
    }


def test_a_period_comes_with_its_bands_or_asks_for_months(
    school: Incident, electoral: Incident
) -> None:
    years = question(electoral, "years")
    months = question(school, "enrolment", "fields", "when")

    assert years["ask"] == "bands"
    assert years["options"] == [
        {"answer": "../2013", "words": "before 2014"},
        {"answer": "2014/2022", "words": "2014 to 2022"},
        {"answer": "2023/..", "words": "2023 or later"},
    ]
    assert (months["ask"], months["lasting"]) == ("month", True)
    assert "options" not in months


def test_what_the_file_leaves_out_is_absent(school: Incident, electoral: Incident) -> None:
    assert "hint" not in question(school, "work")
    assert "settle" not in question(school, "whom")
    assert "support" not in frame_words(school)
    assert question(electoral, "registration")["note"] == "Either register counts."
    assert question(school, "work", "fields", "roles")["none"] == "None of these roles"


def test_kinds_of_data_come_in_groups_in_the_order_of_the_file(school: Incident) -> None:
    words = frame_words(school)["fr"]

    assert isinstance(words, dict)
    assert words["data"] == [
        {
            "label": "Pour chaque élève",
            "kinds": [
                {"kind": "name", "label": "nom"},
                {"kind": "birth_date", "label": "date de naissance"},
            ],
        },
        {
            "label": "Pour les élèves plus récents",
            "kinds": [
                {"kind": "medical_notes", "label": "notes médicales"},
                {"kind": "contact", "label": "coordonnées"},
            ],
        },
    ]


def test_foreign_names_are_those_in_the_other_language_the_longest_first(school: Incident) -> None:
    foreign = Vocabulary(foreign={"en": ("Board", "Board of Trustees"), "fr": ("Amt",)})

    words = frame_words(replace(school, vocabulary=foreign))

    assert isinstance(words["fr"], dict)
    assert isinstance(words["en"], dict)
    assert words["fr"]["foreign_names"] == ["Board of Trustees", "Board"]
    assert words["en"]["foreign_names"] == ["Amt"]

"""Words a text should not hold, and sentences that are too long."""

import pytest

from incident.language import slips
from incident.sentences import MOST_WORDS, sentence_slips
from incident.speech import Language
from incident.terms import term_slips
from tests.python.incident.conftest import Sabotage


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (
            "Une brèche",
            "fr",
            "'brèche' is a word that the glossary replaces (want atteinte à la vie privée)",
        ),
        ("Brèche", "fr", "'Brèche' is a word that the glossary replaces"),
        ("la carte santé", "fr", "'carte santé' is a word that the glossary replaces"),
        ("l’IPC", "fr", "'IPC' is a word that the glossary replaces (want CIPVP)"),
        ("an email", "en", "'email' is a word that the glossary replaces (want e-mail)"),
        ("the CIPVP", "en", "'CIPVP' is a word that the glossary replaces (want IPC)"),
        ("Skip the page", "fr", "'the' is English"),
        ("one and vos", "en", "'vos' is French"),
    ],
)
def test_a_word_that_a_text_should_not_hold(text: str, language: Language, told: str) -> None:
    assert any(str(slip).startswith(told) for slip in slips(text, language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("une carte Santé, par courriel, au CIPVP", "fr"),
        ("We never say “you are affected”.", "en"),
        ("On ne dit pas «\u00a0brèche\u00a0».", "fr"),
        ("Health care, and an e-mail to the IPC", "en"),
    ],
)
def test_a_word_that_a_text_may_hold(text: str, language: Language) -> None:
    assert slips(text, language) == []
    assert list(term_slips(text, language)) == []


def test_a_name_that_is_listed_may_be_foreign() -> None:
    text = "Le réseau Pregnancy and Loss aide."

    assert [slip.found for slip in slips(text, "fr")] == ["and"]
    assert slips(text, "fr", ["Pregnancy and Loss"]) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_longest_sentence_that_may_be(language: Language) -> None:
    most = MOST_WORDS[language]

    assert not list(sentence_slips(" ".join(["mot"] * most) + ". Un.", language))
    (slip,) = sentence_slips("Un. " + " ".join(["mot"] * (most + 1)), language)
    assert str(slip) == (
        f"'mot mot mot mot mot mot …' is a sentence of {most + 1} words (want at most {most})"
    )


def test_a_no_break_space_parts_words_and_a_colon_ends_a_sentence() -> None:
    half = "\u00a0".join(["mot"] * 15)

    assert not list(sentence_slips(f"{half}\u00a0: {half}; {half}", "fr"))
    assert list(sentence_slips(f"{half} {half}", "fr"))


@pytest.mark.parametrize(
    ("new", "told"),
    [
        pytest.param(
            "{ en: Staff of 2006, fr: Personnel }",
            "139:17: cohorts.staff.name.en: the number '2006' is typed here"
            " (want a fact: {{ facts.NAME }})",
            id="a number that no fact prints",
        ),
        pytest.param(
            "{ en: Staff, fr: Personnel ? }",
            "139:28: cohorts.staff.name.fr: 'Personnel ?' has a space before it"
            " (want none before ? ! ;)",
            id="typography",
        ),
        pytest.param(
            "{ en: Staff, fr: Staff of the board }",
            "139:28: cohorts.staff.name.fr: 'the' is English"
            " (want French, or the name among the foreign_names.en of incident.yml)",
            id="English that was left",
        ),
        pytest.param(
            f"{{ en: Staff, fr: Personnel {'encore ' * 24} }}",
            "139:28: cohorts.staff.name.fr: 'Personnel encore encore encore encore encore …'"
            " is a sentence of 25 words (want at most 24)",
            id="a long sentence",
        ),
    ],
)
def test_a_text_of_the_incident_that_stops_the_build(
    sabotage: Sabotage, new: str, told: str
) -> None:
    found = sabotage("school", {"{ en: Staff, fr: Personnel }": new})

    assert f"incident.yml:{told}" in found.splitlines()


def test_names_in_the_other_language_are_given_by_language(sabotage: Sabotage) -> None:
    names = "foreign_names: { en: [Staff of the board], de: [Amt] }\ntitle:"

    told = sabotage("school", {"title:": names})

    assert "foreign_names.de: unknown key" in told

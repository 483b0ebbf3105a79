"""What pages are told of changes, of the rules in words, and of who made the site official."""

from __future__ import annotations

from pathlib import Path

import pytest

from incident import IncidentError, load_incident
from incident.model import Incident
from incident.words import frame_words
from publish.story import names_for, sources_of
from tests.python.publish.tiny import INCIDENT

AS_OF = ("as_of: 2023-08-08", "as_of: 2023-11-01")
CHANGES = """
changes:
  - on: 2023-09-01
    kind: added
    text: { en: "A note on {{ facts.found }}", fr: "Une note sur {{ facts.found }}" }
  - on: 2023-10-01
    kind: widened
    text: { en: More voters, fr: Plus d’électeurs }
"""


@pytest.fixture
def electoral(tmp_path: Path) -> Incident:
    path = tmp_path / "incident.yml"
    path.write_text(INCIDENT.read_text("utf-8").replace(*AS_OF) + CHANGES, "utf-8")
    return load_incident(path)


def test_changes_come_newest_first(electoral: Incident) -> None:
    names = names_for(electoral, "fr")

    assert [change["iso"] for change in names["changes"]] == ["2023-10-01", "2023-09-01"]
    assert names["last_change"]["on"] == "1er\u00a0octobre\u00a02023"
    assert names["changes"][1]["text"] == "Une note sur octobre\u00a02022"


def test_the_frame_is_told_of_changes_only_when_there_are_any(electoral: Incident) -> None:
    words = frame_words(electoral)["en"]
    silent = frame_words(load_incident(INCIDENT))["en"]

    assert isinstance(words, dict)
    assert isinstance(silent, dict)
    assert words["changes"] == [
        {"on": "October\u00a01,\u00a02023", "kind": "widened", "text": "More voters"},
        {
            "on": "September\u00a01,\u00a02023",
            "kind": "added",
            "text": "A note on October\u00a02022",
        },
    ]
    assert "changes" not in silent


def test_without_changes_there_is_no_last_one() -> None:
    names = names_for(load_incident(INCIDENT), "en")

    assert names["changes"] == []
    assert names["last_change"] is None


def test_a_page_that_shows_the_changes_names_their_sources(electoral: Incident) -> None:
    (source,) = sources_of(electoral, (), ["changes"], "en")

    assert source["publisher"] == "North Kesteven District Council"


def test_the_owner_and_the_day_are_said(electoral: Incident) -> None:
    assert names_for(electoral, "en")["official"] == {
        "by": "The Electoral Commission",
        "on": "August\u00a08,\u00a02023",
    }


def test_the_decision_table_is_the_rules(electoral: Incident) -> None:
    table = names_for(electoral, "en")["decision_table"]

    assert len(table) == len(electoral.cohorts)
    (unless, within) = table[0]["conditions"].parts
    assert (unless.join, within.label, within.answers) == ("not", "Years", ("2014 to 2022",))
    assert [row["strength"] for row in table] == sorted(
        (row["strength"] for row in table),
        key=["listed", "highly-likely", "likely", "possible"].index,
    )
    assert table[0]["unless"] is not None


def test_a_source_in_the_other_language_says_so(tmp_path: Path) -> None:
    text = INCIDENT.read_text("utf-8").replace("  council:\n", "  council:\n    language: en\n", 1)
    path = tmp_path / "incident.yml"
    path.write_text(text, "utf-8")

    incident = load_incident(path)

    (french,) = sources_of(incident, ["found"], [], "fr")
    (english,) = sources_of(incident, ["found"], [], "en")
    assert french["lang"] == "en"
    assert "lang" not in english


def test_nothing_changes_after_the_facts_were_last_compared(tmp_path: Path) -> None:
    path = tmp_path / "incident.yml"
    path.write_text(INCIDENT.read_text("utf-8") + CHANGES, "utf-8")

    with pytest.raises(IncidentError) as error:
        load_incident(path)

    wanted = "is after as_of, '2023-08-08' (want as_of to be that day or later)"
    assert [line.partition(" ")[2] for line in str(error.value).splitlines()] == [
        f"changes.0: '2023-09-01' {wanted}",
        f"changes.1: '2023-10-01' {wanted}",
    ]

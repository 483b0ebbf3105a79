"""The rules that the browser gets: keys, conditions and days, and no words."""

import json
from collections.abc import Callable
from pathlib import Path

from incident import load_incident
from incident.model import Incident
from incident.rules import rules, rules_text


def test_questions_keep_their_keys_and_lose_their_words(school: Incident) -> None:
    assert rules(school)["questions"] == [
        {"key": "whom", "kind": "choice", "options": ["me", "child"], "about": True},
        {
            "key": "enrolment",
            "kind": "events",
            "fields": [{"key": "when", "kind": "period", "lasting": True}],
        },
        {"key": "guardian", "kind": "choice", "options": ["yes", "no"]},
        {
            "key": "work",
            "kind": "events",
            "fields": [
                {
                    "key": "roles",
                    "kind": "choices",
                    "options": ["principal", "teacher", "office", "caretaker"],
                },
                {"key": "when", "kind": "period"},
            ],
        },
    ]


def test_cohorts_keep_their_conditions_over_events_and_other_cohorts(school: Incident) -> None:
    cohorts = rules(school)["cohorts"]

    assert isinstance(cohorts, list)
    assert cohorts[2:] == [
        {
            "key": "guardians",
            "when": {"all": [{"cohort": "late_students"}, {"answer": "guardian", "in": ["yes"]}]},
            "inside": "likely",
            "outside": "not-named",
            "data": ["contact"],
        },
        {
            "key": "staff",
            "when": {
                "event": "work",
                "fits": {
                    "all": [
                        {"answer": "roles", "has": ["principal", "teacher", "office"]},
                        {"answer": "when", "within": ["2006-01-01", "2024-12-28"]},
                    ]
                },
            },
            "inside": "highly-likely",
            "outside": "not-named",
            "data": ["name"],
        },
    ]


def test_windows_of_years_and_ages_become_days_and_is_not_becomes_not(electoral: Incident) -> None:
    cohorts = rules(electoral)["cohorts"]

    assert isinstance(cohorts, list)
    assert cohorts[0] == {
        "key": "home_register",
        "when": {
            "all": [
                {"not": {"answer": "registration", "in": ["overseas", "never"]}},
                {"answer": "years", "within": ["2014-01-01", "2022-12-31"]},
            ]
        },
        "unless": {"answer": "anonymous", "in": ["yes"]},
        "inside": "likely",
        "outside": "unlikely",
        "data": ["name", "address"],
    }
    assert '{"answer":"born","within":["1996-01-01","2004-12-31"]}' in rules_text(electoral)


def test_a_window_of_months_ends_on_the_real_last_day(
    changed: Callable[[str, dict[str, str]], Path],
) -> None:
    path = changed("electoral", {"from: 2014, to: 2022": "from: 2014-02, to: 2024-02"})

    text = rules_text(load_incident(path))

    assert '"within":["2014-02-01","2024-02-29"]' in text


def test_an_open_end_is_null(changed: Callable[[str, dict[str, str]], Path]) -> None:
    path = changed("electoral", {"from: 2014, to: 2022": "from: 2014"})

    assert '"within":["2014-01-01",null]' in rules_text(load_incident(path))


def test_the_same_file_gives_the_same_text(school: Incident) -> None:
    again = load_incident(Path(__file__).parents[2] / "fixtures/incidents/school/incident.yml")

    assert rules_text(again) == rules_text(school)
    assert json.loads(rules_text(school)) == rules(school)

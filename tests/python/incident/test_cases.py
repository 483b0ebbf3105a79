"""The file's cases run through the engine that ships, and try every edge."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from incident import IncidentError, load_incident
from incident.cases import rules_with_cases
from incident.model import Incident
from tests.python.incident.conftest import INCIDENTS, Change

FLAGSHIP = Path(__file__).parents[3] / "incident.yml"

type Failing = Callable[[str, Mapping[str, str]], list[str]]


@pytest.fixture
def failing(changed: Change) -> Failing:
    def fail(name: str, changes: Mapping[str, str]) -> list[str]:
        incident = load_incident(changed(name, changes))
        with pytest.raises(IncidentError) as caught:
            rules_with_cases(incident)
        return str(caught.value).splitlines()

    return fail


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(FLAGSHIP, id="flagship"),
        pytest.param(INCIDENTS / "school" / "incident.yml", id="school"),
        pytest.param(INCIDENTS / "electoral" / "incident.yml", id="electoral"),
    ],
)
def test_every_case_of_a_sound_file_holds_and_every_edge_is_tried(path: Path) -> None:
    written = json.loads(rules_with_cases(load_incident(path)))

    assert written["cases"]


def test_the_browser_gets_one_case_of_each_outcome_with_its_reply(school: Incident) -> None:
    cases = json.loads(rules_with_cases(school))["cases"]

    leads = [case["reply"]["result"]["lead"] for case in cases]
    assert leads == ["highly-likely", "not-named", "cannot-tell"]
    assert cases[0]["request"] == {
        "answers": {
            "whom": "me",
            "enrolment": {
                "events": [{"when": [{"from": "1985-09-03", "to": "2017-08-31"}]}],
                "more": False,
            },
            "guardian": "no",
            "work": {"events": [], "more": False},
        }
    }


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(
            "outcome: cannot-tell",
            "outcome: possible",
            ["229:14: cases.11.outcome: these answers lead to 'cannot-tell' (want 'possible')"],
            id="another outcome",
        ),
        pytest.param(
            "cohorts: [early_students, late_students]",
            "cohorts: [early_students]",
            [
                (
                    "192:14: cases.2.cohorts: "
                    "these answers fit early_students, late_students (want early_students)"
                )
            ],
            id="another cohort",
        ),
        pytest.param(
            "guardians: likely }",
            "guardians: possible }",
            ["187:14: cases.1.cohorts: 'guardians' is 'likely' (want 'possible')"],
            id="another strength",
        ),
        pytest.param(
            "    cohorts: none\n    data: none\n",
            "    cohorts: none\n    data: [name]\n",
            ["198:11: cases.3.data: these answers bring none (want name)"],
            id="other data",
        ),
        pytest.param(
            "enrolment: none, work: [{ roles: caretaker, when: 2015 }]",
            "work: [{ roles: caretaker, when: 2015 }]",
            ["219:5: cases.9: leads to no result: the check would still ask enrolment.0"],
            id="question left unanswered",
        ),
        pytest.param(
            "when: 2005-12-31",
            "when: 2005-12-30",
            [
                (
                    "34:34: facts.staff_years.window.from: no case answers work.when with "
                    "2005-12-31, the day before the window opens"
                )
            ],
            id="day before a window left out",
        ),
        pytest.param(
            "{ from: 2017-09-01, to: 2024-12-28 } }], guardian: yes",
            "{ from: 2017-09-02, to: 2024-12-27 } }], guardian: yes",
            [
                (
                    "32:50: facts.early_years.window.to: no case answers enrolment.when with "
                    "2017-09-01, the day after the window ends"
                ),
                (
                    "33:33: facts.late_years.window.from: no case answers enrolment.when with "
                    "2017-09-01, the first day of the window"
                ),
                (
                    "33:49: facts.late_years.window.to: no case answers enrolment.when with "
                    "2024-12-28, the last day of the window"
                ),
            ],
            id="edges left out",
        ),
    ],
)
def test_a_case_that_does_not_hold_says_what_follows_instead(
    failing: Failing, old: str, new: str, told: list[str]
) -> None:
    assert failing("school", {old: new}) == [f"incident.yml:{line}" for line in told]


def test_an_edge_may_be_tried_by_any_question_held_against_the_window(failing: Failing) -> None:
    told = failing("electoral", {"years: 2013,": "years: 2012,"})

    assert told == [
        (
            "incident.yml:29:32: facts.registers.window.from: "
            "no case answers years with 2013, the year before the window opens"
        )
    ]


def test_an_answer_that_the_check_never_asks_for_tries_no_edge(failing: Failing) -> None:
    told = failing(
        "electoral",
        {
            "years: 2023, wrote: no": "years: 2024, wrote: no",
            "{ registration: overseas, wrote: yes }": (
                "{ registration: overseas, years: 2023, wrote: yes }"
            ),
        },
    )

    assert told == [
        (
            "incident.yml:29:42: facts.registers.window.to: "
            "no case answers years with 2023, the year after the window ends"
        )
    ]

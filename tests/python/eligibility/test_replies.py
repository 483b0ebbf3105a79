"""What a person's answers lead to, seen from outside: a request in, a reply out."""

import json
from typing import Any

import pytest

from eligibility import load
from eligibility.rules import RulesError

type Plain = dict[str, Any]

SCHOOL: Plain = {
    "format": 1,
    "data": ["name", "notes", "pay"],
    "questions": [
        {"key": "whom", "kind": "choice", "options": ["me", "child"], "about": True},
        {"key": "roles", "kind": "choices", "options": ["teacher", "caretaker", "parent"]},
        {"key": "attended", "kind": "period", "lasting": True},
        {
            "key": "visit",
            "kind": "events",
            "fields": [
                {"key": "place", "kind": "choice", "options": ["here", "there"]},
                {"key": "when", "kind": "period"},
            ],
        },
    ],
    "cohorts": [
        {
            "key": "staff",
            "when": {"answer": "roles", "has": ["teacher", "caretaker"]},
            "unless": {"answer": "roles", "has": ["caretaker"]},
            "inside": "listed",
            "outside": "unlikely",
            "data": ["pay", "name"],
        },
        {
            "key": "students",
            "when": {"answer": "attended", "within": ["2017-09-01", "2024-12-28"]},
            "inside": "highly-likely",
            "outside": "not-named",
            "data": ["name", "notes"],
        },
        {
            "key": "parents",
            "when": {"all": [{"answer": "roles", "has": ["parent"]}, {"cohort": "students"}]},
            "inside": "likely",
            "outside": "not-named",
            "data": ["name"],
        },
        {
            "key": "visitors",
            "when": {
                "event": "visit",
                "fits": {
                    "all": [
                        {"answer": "place", "in": ["here"]},
                        {"answer": "when", "within": ["2010-01-01", None]},
                        {"not": {"answer": "when", "within": ["2015-01-01", "2015-12-31"]}},
                    ]
                },
            },
            "inside": "possible",
            "outside": "not-named",
            "data": ["name"],
        },
    ],
}
NONE: Plain = {"events": [], "more": False}
NEVER = [{"from": "1990", "to": "1995"}]


def ask(answers: Plain) -> Plain:
    reply: Plain = json.loads(load(json.dumps(SCHOOL))(json.dumps({"answers": answers})))
    return reply


def result(**answers: Any) -> Plain:
    reply = ask({"whom": "me", "roles": "none", "attended": NEVER, "visit": NONE, **answers})
    assert "result" in reply, reply
    found: Plain = reply["result"]
    return found


def cohorts(found: Plain) -> dict[str, str]:
    return {one["cohort"]: one["strength"] for one in found["cohorts"]}


def test_the_question_about_whom_comes_first_and_decides_nothing() -> None:
    assert ask({}) == {"ask": {"question": "whom"}, "asked": []}
    assert result(whom="me") == result(whom="child") == result(whom=None)


def test_the_next_question_is_the_first_that_matters() -> None:
    assert ask({"whom": "me"})["ask"] == {"question": "roles"}
    assert ask({"whom": "me", "roles": "none"})["ask"] == {"question": "attended"}


def test_events_are_asked_field_by_field_and_then_for_another() -> None:
    before: Plain = {"whom": "me", "roles": "none", "attended": NEVER}

    first = ask(before)
    place = ask({**before, "visit": {"events": [{}]}})
    when = ask({**before, "visit": {"events": [{"place": "here"}]}})
    another = ask({**before, "visit": {"events": [{"place": "here", "when": ["2009"]}]}})

    assert first["ask"] == {"question": "visit", "event": 0}
    assert place["ask"] == {"question": "visit", "event": 0, "field": "place"}
    assert when["ask"] == {"question": "visit", "event": 0, "field": "when"}
    assert another["ask"] == {"question": "visit", "event": 1}


def test_a_field_that_cannot_matter_any_more_is_not_asked() -> None:
    reply = ask(
        {
            "whom": "me",
            "roles": "none",
            "attended": NEVER,
            "visit": {"events": [{"place": "there"}]},
        }
    )

    assert reply["ask"] == {"question": "visit", "event": 1}


def test_no_other_event_is_asked_for_once_one_fits() -> None:
    visit = {"events": [{"place": "here", "when": ["2012"]}]}

    assert cohorts(result(visit=visit)) == {"visitors": "possible"}


def test_place_and_time_belong_to_the_same_event() -> None:
    here_long_ago = {"place": "here", "when": ["2001"]}
    there_lately = {"place": "there", "when": ["2012"]}

    found = result(visit={"events": [here_long_ago, there_lately], "more": False})

    assert cohorts(found) == {}
    assert found["lead"] == "not-named"


def test_periods_ticked_together_are_events_of_their_own() -> None:
    # A visit in 2015 is shut out; one in 2012, ticked beside it, still counts.
    visit = {"events": [{"place": "here", "when": ["2015", "2012"]}], "more": False}

    assert cohorts(result(visit=visit)) == {"visitors": "possible"}


def test_an_exclusion_overrides() -> None:
    assert cohorts(result(roles=["teacher"])) == {"staff": "listed"}
    assert cohorts(result(roles=["teacher", "caretaker"])) == {}


def test_a_cohort_derives_from_another() -> None:
    attended = [{"from": "2016-09", "to": "2018-06"}]

    found = result(roles=["parent"], attended=attended)

    assert cohorts(found) == {"students": "highly-likely", "parents": "likely"}


def test_the_strongest_leads_and_each_kind_of_data_names_its_causes() -> None:
    found = result(roles=["teacher", "parent"], attended=[{"from": "2018", "to": "2019"}])

    assert found["lead"] == "listed"
    assert [one["cohort"] for one in found["cohorts"]] == ["staff", "students", "parents"]
    assert found["data"] == [
        {"kind": "name", "cohorts": ["staff", "students", "parents"]},
        {"kind": "notes", "cohorts": ["students"]},
        {"kind": "pay", "cohorts": ["staff"]},
    ]


def test_a_maybe_says_what_would_settle_it() -> None:
    found = result(visit={"events": [{"place": None, "when": ["2012"]}], "more": False})

    assert found["cohorts"] == [
        {
            "cohort": "visitors",
            "truth": "unknown",
            "strength": "possible",
            "settle": [{"question": "visit", "field": "place"}],
        }
    ]


def test_nobody_can_tell_when_everything_is_unsure() -> None:
    unsure: Plain = {"roles": None, "attended": None, "visit": {"events": [], "more": None}}

    assert result(**unsure)["lead"] == "cannot-tell"
    assert result(**{**unsure, "visit": NONE})["lead"] == "possible"


def test_answers_that_no_step_asks_for_are_left_unread() -> None:
    visit = {"events": [{"place": "there", "when": "whatever stands here"}], "more": False}

    assert result(visit=visit)["lead"] == "not-named"


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        pytest.param({"whom": ""}, {"step": {"question": "whom"}, "key": "choose-one"}, id="one"),
        pytest.param(
            {"whom": "me", "roles": []},
            {"step": {"question": "roles"}, "key": "choose-some"},
            id="some",
        ),
        pytest.param(
            {"whom": "me", "roles": "none", "attended": []},
            {"step": {"question": "attended"}, "key": "choose-some"},
            id="no period",
        ),
        pytest.param(
            {
                "whom": "me",
                "roles": "none",
                "attended": [
                    {"from": {"year": "2010", "month": ""}, "to": {"year": "", "month": ""}}
                ],
            },
            {"step": {"question": "attended"}, "key": "year-missing", "part": "to"},
            id="an end without a year",
        ),
        pytest.param(
            {"whom": "me", "roles": "none", "attended": [{"from": "2011", "to": "2010"}]},
            {"step": {"question": "attended"}, "key": "ends-before-begins", "part": "to"},
            id="an end before its beginning",
        ),
        pytest.param(
            {"whom": "me", "roles": "none", "attended": NEVER, "visit": ""},
            {"step": {"question": "visit", "event": 0}, "key": "choose-one"},
            id="whether it happened",
        ),
        pytest.param(
            {
                "whom": "me",
                "roles": "none",
                "attended": NEVER,
                "visit": {"events": [{"place": "here", "when": ["2009"]}], "more": ""},
            },
            {"step": {"question": "visit", "event": 1}, "key": "choose-one"},
            id="whether there is another",
        ),
    ],
)
def test_a_slip_is_told_with_its_step(answers: Plain, problem: Plain) -> None:
    assert ask(answers)["problem"] == problem


@pytest.mark.parametrize(
    ("request_text", "where"),
    [
        pytest.param("", "request", id="nothing"),
        pytest.param("[]", "request", id="a list"),
        pytest.param("{", "request", id="half an object"),
        pytest.param("[" * 100_000, "request", id="nested too deeply"),
        pytest.param('{"answers":{"whom":NaN}}', "request", id="not a number"),
        pytest.param('{"answers":{},"answers":{}}', "request", id="a key twice"),
        pytest.param('{"answers":{},"more":1}', "request", id="a key too many"),
        pytest.param('{"answers":1}', "answers", id="answers that are none"),
        pytest.param('{"answers":{"who":"me"}}', "answers", id="a question unheard of"),
        pytest.param('{"answers":{"whom":"us"}}', "answers.whom", id="an option unheard of"),
        pytest.param('{"answers":{"whom":["me"]}}', "answers.whom", id="a list for a choice"),
        pytest.param('{"answers":{"whom":"\\ud800"}}', "answers.whom", id="half a character"),
        pytest.param('{"answers":{"whom":"me","roles":"x"}}', "answers.roles", id="no list"),
        pytest.param('{"answers":{"whom":"me","roles":["x"]}}', "answers.roles.0", id="in a list"),
        pytest.param(
            '{"answers":{"whom":"me","roles":"none","attended":["2010-13"]}}',
            "answers.attended.0",
            id="a thirteenth month",
        ),
        pytest.param(
            '{"answers":{"whom":"me","roles":"none","attended":[{"from":"2010-13","to":"2011"}]}}',
            "answers.attended.0.from",
            id="a thirteenth month to begin with",
        ),
        pytest.param(
            '{"answers":{"whom":"me","roles":"none","attended":[{"year":2010,"month":""}]}}',
            "answers.attended.0",
            id="a year that is a number",
        ),
        pytest.param(
            '{"answers":{"whom":"me","roles":"none","attended":null,"visit":{"events":[1]}}}',
            "answers.visit.events.0",
            id="an event that is a number",
        ),
        pytest.param(
            '{"answers":{"whom":"me","roles":"none","attended":null,"visit":{"events":[],"more":1}}}',
            "answers.visit.more",
            id="more that is a number",
        ),
    ],
)
def test_a_request_that_no_screen_sends_is_answered_with_where(
    request_text: str, where: str
) -> None:
    reply = json.loads(load(json.dumps(SCHOOL))(request_text))

    assert reply.keys() == {"error"}
    assert reply["error"]["where"] == where


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param("", id="nothing"),
        pytest.param("[" * 100_000, id="nested too deeply"),
        pytest.param(json.dumps({**SCHOOL, "format": 2}), id="another format"),
        pytest.param('{"format":1}', id="not whole"),
        pytest.param(json.dumps({**SCHOOL, "cohorts": [{"key": "x"}]}), id="half a cohort"),
    ],
)
def test_rules_that_cannot_be_read_are_refused(rules: str) -> None:
    with pytest.raises(RulesError):
        load(rules)

"""Laws that hold of every incident, not of the flagship alone."""

import json
from random import Random
from typing import Any

from hypothesis import given

from eligibility import load
from eligibility.flow import walk
from eligibility.result import findings
from eligibility.rules import STRENGTHS, Rules
from eligibility.truth import FALSE, TRUE, UNKNOWN, Truth
from tests.python.eligibility.generated import (
    Incident,
    Plain,
    answer_to,
    event_for,
    parsed,
    situations,
)

LONGEST_VISIT = 4 * 4 * 4  # questions, events and fields that a generated person can be asked


def truths(rules: Rules, answers: Plain) -> dict[str, Truth]:
    found = findings(rules, parsed(rules, answers))
    return {finding.cohort.key: finding.truth for finding in found}


def result(incident: Incident, answers: Plain) -> Plain:
    reply = json.loads(load(incident.text)(json.dumps({"answers": answers})))
    assert reply.keys() == {"result", "asked"}, reply
    found: Plain = reply["result"]
    return found


@given(situations(unsure=0.5))
def test_a_more_precise_answer_never_turns_what_was_certain(
    situation: tuple[Incident, Plain, Random],
) -> None:
    incident, rough, chance = situation
    precise = {
        question["key"]: more_precise(chance, question, rough[question["key"]])
        for question in incident.plain["questions"]
    }

    before, after = truths(incident.rules, rough), truths(incident.rules, precise)

    certain = {key for key, truth in before.items() if truth is not UNKNOWN}
    assert {key: after[key] for key in certain} == {key: before[key] for key in certain}


def more_precise(chance: Random, question: Plain, answer: Any) -> Any:
    """An answer that says more and contradicts nothing."""
    if chance.random() < 0.3:
        return answer
    if question["kind"] == "events":
        return _events_more_precise(chance, question, answer)
    if answer is None:
        return answer_to(chance, question, unsure=0.3)
    if question["kind"] == "period":
        return [_narrower(chance, stretch) for stretch in answer]
    return answer


def _events_more_precise(chance: Random, question: Plain, answer: Plain) -> Plain:
    told = [
        {
            field["key"]: more_precise(chance, field, event[field["key"]])
            for field in question["fields"]
        }
        for event in answer["events"]
    ]
    if answer["more"] is None:
        told += [event_for(chance, question, unsure=0.3) for _ in range(chance.randint(0, 2))]
    return {"events": told, "more": False}


def _narrower(chance: Random, stretch: Any) -> Any:
    if isinstance(stretch, dict):
        return _narrower_lasting(chance, stretch)
    if len(stretch) == len("2000"):
        return f"{stretch}-{chance.randint(1, 12):02}"
    first, slash, last = stretch.partition("/")
    return chance.choice([first, last]) if slash else stretch


def _narrower_lasting(chance: Random, stretch: Plain) -> Plain:
    """One end of what lasted, told more exactly; never so that it ends before it begins."""
    part = chance.choice(["from", "to"])
    narrower = {**stretch, part: _narrower(chance, stretch[part])}
    return narrower if narrower["from"][:7] <= narrower["to"][-7:] else stretch


@given(situations(negation=False))
def test_one_more_event_never_weakens_a_result_that_no_exclusion_reads(
    situation: tuple[Incident, Plain, Random],
) -> None:
    incident, answers, chance = situation
    more = dict(answers)
    for question in incident.plain["questions"]:
        if question["kind"] == "events":
            event = event_for(chance, question, unsure=0.3)
            told = answers[question["key"]]
            more[question["key"]] = {**told, "events": [*told["events"], event]}

    before, after = truths(incident.rules, answers), truths(incident.rules, more)

    order = [FALSE, UNKNOWN, TRUE]
    assert all(order.index(after[key]) >= order.index(before[key]) for key in before)
    assert rank(result(incident, more)) <= rank(result(incident, answers))


def rank(found: Plain) -> int:
    """0 for the strongest; not to know is to be possible."""
    key = "possible" if found["lead"] == "cannot-tell" else found["lead"]
    return list(STRENGTHS).index(key)


@given(situations())
def test_the_order_of_answers_and_events_never_matters(
    situation: tuple[Incident, Plain, Random],
) -> None:
    incident, answers, chance = situation
    shuffled = {key: mixed(chance, answers[key]) for key in mixed(chance, list(answers))}

    before, after = result(incident, answers), result(incident, shuffled)

    assert {key: after[key] for key in ("lead", "data")} == {
        key: before[key] for key in ("lead", "data")
    }
    assert truths(incident.rules, shuffled) == truths(incident.rules, answers)


def mixed(chance: Random, answer: Any) -> Any:
    """The same answer, what is a list in it told in another order."""
    if isinstance(answer, dict) and "events" in answer:
        events = [{key: mixed(chance, one[key]) for key in one} for one in answer["events"]]
        return {**answer, "events": mixed(chance, events)}
    if isinstance(answer, list):
        return chance.sample(answer, len(answer))
    return answer


@given(situations())
def test_the_derived_questions_tell_as_much_as_all_of_them(
    situation: tuple[Incident, Plain, Random],
) -> None:
    incident, answers, _ = situation
    rules = incident.rules

    progress = walk(rules, answers)

    assert progress.step is None
    asked = {finding.cohort.key: finding.truth for finding in findings(rules, progress.answers)}
    assert asked == truths(rules, answers)


@given(situations(unsure=0.4))
def test_every_visit_ends_in_a_result(situation: tuple[Incident, Plain, Random]) -> None:
    incident, answers, _ = situation
    respond = load(incident.text)
    given_so_far: Plain = {}

    for _ in range(LONGEST_VISIT):
        reply = json.loads(respond(json.dumps({"answers": given_so_far})))
        if "result" in reply:
            break
        add_answer(given_so_far, reply["ask"], answers)

    assert "result" in reply


def add_answer(given_so_far: Plain, step: Plain, answers: Plain) -> None:
    """What a person who knows `answers` does with the screen for `step`."""
    key = step["question"]
    if "event" not in step:
        given_so_far[key] = answers[key]
        return
    told = given_so_far.setdefault(key, {"events": []})
    if "field" in step:
        told["events"][step["event"]][step["field"]] = answers[key]["events"][step["event"]][
            step["field"]
        ]
    elif step["event"] < len(answers[key]["events"]):
        told["events"].append({})
    else:
        told["more"] = answers[key]["more"]


@given(situations())
def test_a_step_is_asked_once_and_only_while_it_matters(
    situation: tuple[Incident, Plain, Random],
) -> None:
    incident, answers, _ = situation

    asked = walk(incident.rules, answers).asked

    assert all(step not in asked[:number] for number, step in enumerate(asked))
    assert list(asked) == sorted(asked, key=incident.rules.place)


@given(situations(unsure=1.0))
def test_nothing_known_is_never_certain(situation: tuple[Incident, Plain, Random]) -> None:
    incident, answers, _ = situation
    unsure: Plain = {
        key: {"events": [], "more": None} if isinstance(answer, dict) else None
        for key, answer in answers.items()
    }

    assert result(incident, unsure)["lead"] == "cannot-tell"

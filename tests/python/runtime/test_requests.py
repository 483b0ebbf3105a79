"""Requests for the fuzz: the same for a seed, of every kind, none that breaks CPython."""

import json
import re
from collections.abc import Callable

from runtime.baked.build import checking_rules
from runtime.fuzz import Tally, compare, in_cpython, refused, shown, to_ask
from runtime.requests import hostile, requests

RULES = checking_rules()


def test_a_seed_gives_the_same_requests() -> None:
    first, second = (list(requests(json.loads(RULES), 7, 300)) for _ in range(2))

    assert first == second
    assert first != list(requests(json.loads(RULES), 8, 300))


def test_they_bring_out_every_kind_of_reply() -> None:
    answer = in_cpython(RULES)

    replies = [answer(one) for one in requests(json.loads(RULES), 7, 600)]

    kinds = {next(iter(json.loads(reply))) for reply in replies if reply}
    assert kinds == {"ask", "problem", "result", "error"}


def test_every_hostile_request_is_refused_or_answered() -> None:
    answer = in_cpython(RULES)

    for one in hostile():
        reply = answer(one)
        assert (reply is None) == refused(one)


def test_edges_of_windows_are_among_them() -> None:
    rules = json.loads(RULES)
    [edge, *_] = re.findall(r"\d{4}-\d{2}-\d{2}", json.dumps(rules["cohorts"]))

    asked = list(requests(rules, 7, 600))

    assert any(f'"{edge}"' in one for one in asked)
    assert any(f'"{edge[:7]}"' in one for one in asked)


class Changed:
    """CPython, with one change to what it replies."""

    name = "changed"

    def __init__(self, change: Callable[[str | None], str | None]) -> None:
        self._answer, self._change = in_cpython(RULES), change

    def answer(self, asked: list[str]) -> tuple[list[str | None], int]:
        return [self._change(self._answer(one)) for one in asked], 12


def compared(change: Callable[[str | None], str | None]) -> Tally:
    return compare([Changed(change)], RULES, to_ask(RULES, 300, seed=7), print, batch_size=100)


def test_the_same_replies_are_the_same() -> None:
    tally = compared(lambda reply: reply)

    assert tally.same == tally.asked == 300 + len(list(hostile()))
    assert (tally.differing, tally.faults) == (0, 0)


def test_a_space_more_differs_and_is_shown_with_the_way_to_make_it_again() -> None:
    tally = compared(lambda reply: reply and reply.replace('{"result":', '{"result": '))

    first = next(one for one in tally.differ if one.source.startswith("seed 7, request "))
    again = list(requests(json.loads(RULES), 7, 300))[int(first.source.split()[-1]) - 1]
    assert again.startswith(first.request)
    assert tally.differing > 0
    assert tally.faults == 0
    assert any('\'{"result": ' in line for line in shown(tally))


def test_a_fault_in_place_of_a_reply_is_counted_and_a_reply_in_place_of_a_fault_differs() -> None:
    replies = [in_cpython(RULES)(one) for _, one in to_ask(RULES, 300, seed=7)]
    faults = replies.count(None)

    silent, eager = compared(lambda _: None), compared(lambda reply: reply or "{}")

    assert silent.differing == silent.faults == len(replies) - faults
    assert (eager.differing, eager.faults) == (faults, 0)

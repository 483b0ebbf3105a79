"""Requests for the fuzz: the same for a seed, of every kind, none that breaks CPython."""

import json

from runtime.baked.build import checking_rules
from runtime.fuzz import in_cpython, refused
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

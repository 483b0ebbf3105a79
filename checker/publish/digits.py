"""The rule that no number is typed in a page: a fact prints it, or the page lists it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from incident.vouched import STAND_INS
from publish.problem import Problem
from publish.typed import TypedPage

NUMBER = re.compile(r"[0-9](?:[0-9.,:/\u00a0\u202f-]*[0-9])?")
TOUCHING = f"0-9{STAND_INS}"


def digit_problems(
    prose: str,
    literals: Iterable[str],
    *,
    page: TypedPage,
    facts: Mapping[str, Sequence[str]],
) -> list[Problem]:
    """What the numbers in a page's prose have wrong.

    A fact's digits are stand-ins in `prose` (see publish.prose). `literals` are the exact
    strings that the page's front matter allows; one that the page does not hold is wrong too.
    `facts`: the ways to print each fact, to say which would do.
    """
    problems = []
    rest = prose
    for literal in literals:
        rest, count = _exact(literal).subn(" ", rest)
        if not count:
            what = f"{literal!r} is not in the page"
            wanted = "only what the page needs"
            problems.append(Problem(file=page.file, place="literals", what=what, wanted=wanted))
    for number in dict.fromkeys(NUMBER.findall(rest)):
        place = _line(page, number)
        wanted = f"{_fact_that_prints(number, facts)}, or {number!r} in the page's literals"
        what = f"the number {number!r} is typed in the page"
        problems.append(Problem(file=page.file, place=place, what=what, wanted=wanted))
    return problems


def _exact(literal: str) -> re.Pattern[str]:
    """`literal`, but not as a part of a longer number."""
    return re.compile(rf"(?<![{TOUCHING}]){re.escape(literal)}(?![{TOUCHING}])")


def _line(page: TypedPage, number: str) -> str:
    """The line on which `number` was typed; empty when it stands in something included."""
    for line, text in enumerate(_without_templates(page.markdown), start=page.first_line):
        if number in text:
            return str(line)
    return ""


def _without_templates(source: str) -> Iterator[str]:
    for line in source.splitlines():
        yield re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\]\([^)]*\)|\{#[^}]*\}", "", line)


def _fact_that_prints(number: str, facts: Mapping[str, Sequence[str]]) -> str:
    """The way to say `number` by a fact, if there is one."""
    name = next((name for name, said in facts.items() if number in " ".join(said)), "NAME")
    return "{{ facts." + name + " }}"

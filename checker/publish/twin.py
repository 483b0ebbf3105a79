"""Gives the check page the words of its twin, so that a change of language moves nothing.

Each part of the page whose words change stands in an element with `data-words="NAME"`; a
template in each page receives those parts of the other.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser

from publish.problem import Problem, stop_if

TEMPLATE = '<template id="self-check-twin"'
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
EMPTY_TEMPLATE = re.compile(r'<template id="self-check-twin"[^>]*>\s*</template>')
VOID = frozenset(
    [
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
        *("track", "wbr"),
    ]
)


@dataclass(frozen=True, kw_only=True)
class Part:
    """An element with `data-words`: its name, and where its inner HTML begins and ends."""

    name: str
    begin: int
    end: int


def exchange_words(first: str, second: str, *, files: tuple[str, str]) -> tuple[str, str]:
    """Two check pages, each with the other's words in its template. Raises Stop.

    A page without the template is given back as it is.
    """
    if TEMPLATE not in first or TEMPLATE not in second:
        return first, second
    stop_if(_name_problems(first, second, files))
    return _with_twin(first, second), _with_twin(second, first)


def worded_parts(page: str) -> tuple[Part, ...]:
    """The parts of a page with `data-words`, in order."""
    reader = _PartReader(page)
    reader.feed(page)
    reader.close()
    return tuple(reader.parts)


def _name_problems(first: str, second: str, files: tuple[str, str]) -> list[Problem]:
    mine, theirs = ([part.name for part in worded_parts(page)] for page in (first, second))
    if mine == theirs and len(set(mine)) == len(mine):
        return []
    what = f"has the data-words {theirs}, and {files[0]} has {mine}"
    return [Problem(file=files[1], what=what, wanted="the same names in both, each of them once")]


def _with_twin(page: str, twin: str) -> str:
    parts = "".join(
        f'<div data-words="{part.name}">{twin[part.begin : part.end]}</div>'
        for part in worded_parts(twin)
    )
    match = TITLE.search(twin)
    title = html.escape(html.unescape(match[1].strip() if match else ""))
    template = f'<template id="self-check-twin" data-title="{title}">{parts}</template>'
    return EMPTY_TEMPLATE.sub(lambda _: template, page, count=1)


class _PartReader(HTMLParser):
    """Notes where each element with `data-words` begins and ends."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[Part] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", page))]
        self._name = ""
        self._begin = 0
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        if self._depth:
            self._depth += 1
        elif name := dict(attrs).get("data-words"):
            self._name, self._depth = name, 1
            self._begin = self._offset() + len(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self._depth:
            return
        self._depth -= 1
        if not self._depth:
            part = Part(name=self._name, begin=self._begin, end=self._offset())
            self.parts.append(part)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

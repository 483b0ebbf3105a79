"""One abbreviation for one body: what stands in parentheses behind a name, over all pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publish.problem import Problem

SHORT = re.compile(r"((?:[\w’-]+[ \u00a0]){2,8})\(([A-Z]{2,6})\)")
TAIL = 3  # words: enough to know a name by its end, whatever stands before it

type Read = tuple[str, str]  # the file, and a text in it


def abbreviation_problems(texts: Iterable[Read]) -> Iterator[Problem]:
    """Names with two abbreviations, in texts that are all of one language."""
    known: dict[str, str] = {}
    for file, text in texts:
        for words, short in SHORT.findall(text):
            name = " ".join(words.split()[-TAIL:])
            if known.setdefault(name, short) != short:
                what = f"'… {name}' is abbreviated '{short}', and elsewhere '{known[name]}'"
                yield Problem(file=file, what=what, wanted="one abbreviation for one body")

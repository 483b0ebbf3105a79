"""What a finished page says of itself in its head: to a browser's tab, and to search engines."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from publish.problem import Problem

MOST_OF_TITLE = 70  # characters; search engines cut what is longer
MOST_OF_DESCRIPTION = 160
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')


def head_problems(pages: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong in the heads. `pages`: the file with a page's words -> its finished HTML."""
    titles: dict[tuple[str, str], str] = {}
    for file, page in pages.items():
        title = _only(TITLE, page)
        yield from _length_problems(file, "title", title, MOST_OF_TITLE)
        yield from _length_problems(
            file, "description", _only(DESCRIPTION, page), MOST_OF_DESCRIPTION
        )
        known = (file.rpartition("/")[0], title)  # a title may be the same in two languages
        if known in titles:
            what = f"is '{title}', as in {titles[known]}"
            yield Problem(file=file, place="title", what=what, wanted="a title of its own")
        titles[known] = file


def _only(pattern: re.Pattern[str], page: str) -> str:
    match = pattern.search(page)
    return html.unescape(match[1]).strip() if match else ""


def _length_problems(file: str, place: str, text: str, most: int) -> Iterator[Problem]:
    if not text:
        yield Problem(file=file, place=place, what="is not in the finished page", wanted="a text")
    elif len(text) > most:
        what = f"'{text}' has {len(text)} characters in the finished page"
        yield Problem(file=file, place=place, what=what, wanted=f"at most {most}")

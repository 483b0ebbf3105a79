"""Holds the pages of two languages equal: same pages, facts, headings, links and pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import zip_longest

from publish.problem import Problem
from publish.reading import Heading, Reading


@dataclass(frozen=True, kw_only=True)
class PageRecord:
    """What there is to compare of a page: its file, what it read like, and what it used.

    `addresses`: an address that the incident gives -> what prints it (`facts.complaint_page`).
    """

    file: str
    reading: Reading
    facts: frozenset[str]
    addresses: Mapping[str, str]

    @property
    def links(self) -> Counter[str]:
        """Where the page's links lead, a fact's address under the fact's name."""
        return Counter(self._named(link) for link in self.reading.links)

    def _named(self, link: str) -> str:
        scheme, colon, rest = link.partition(":")
        if link in self.addresses:
            return f"{{{{ {self.addresses[link]} }}}}"
        if colon and scheme in {"mailto", "tel"} and rest in self.addresses:
            return f"{scheme}:{{{{ {self.addresses[rest]} }}}}"
        return link


def lonely_pages(pages: Mapping[str, Set[str]]) -> list[Problem]:
    """Pages that one language has and another lacks. `pages`: language -> file names."""
    every = sorted(set().union(*pages.values()))
    return [
        Problem(
            file=f"docs/{language}/{name}",
            what=f"is missing, while docs/{_holder(pages, name)}/{name} is there",
            wanted="every page in every language",
        )
        for name in every
        for language in pages
        if name not in pages[language]
    ]


def twin_problems(first: PageRecord, second: PageRecord) -> list[Problem]:
    """How two pages that should be one page in two languages differ."""
    return [
        *_fact_problems(first, second),
        *_heading_problems(first, second),
        *_link_problems(first, second),
        *_picture_problems(first, second),
    ]


def _holder(pages: Mapping[str, Set[str]], name: str) -> str:
    return next(language for language in pages if name in pages[language])


def _fact_problems(first: PageRecord, second: PageRecord) -> Iterator[Problem]:
    for page, other in ((first, second), (second, first)):
        for fact in sorted(other.facts - page.facts):
            what = f"does not use the fact '{fact}', and {other.file} does"
            wanted = "the same facts in both"
            yield Problem(file=page.file, what=what, wanted=wanted)


def _heading_problems(first: PageRecord, second: PageRecord) -> Iterator[Problem]:
    """The first heading that differs; those after it would only repeat it."""
    pairs = zip_longest(first.reading.headings, second.reading.headings)
    for number, (mine, theirs) in enumerate(pairs, start=1):
        if _shape(mine) != _shape(theirs):
            what = f"is {_told(theirs)}, and in {first.file} it is {_told(mine)}"
            wanted = "the same levels and ids, in the same order"
            yield Problem(file=second.file, place=f"heading {number}", what=what, wanted=wanted)
            return


def _shape(heading: Heading | None) -> tuple[int, str] | None:
    return None if heading is None else (heading.level, heading.id)


def _told(heading: Heading | None) -> str:
    if heading is None:
        return "missing"
    return f"'{'#' * heading.level} {heading.text.strip()} {{#{heading.id}}}'"


def _link_problems(first: PageRecord, second: PageRecord) -> Iterator[Problem]:
    for page, other in ((first, second), (second, first)):
        for link in sorted((other.links - page.links).keys()):
            what = f"has one link to '{link}' less than {other.file}"
            yield Problem(file=page.file, what=what, wanted="the same links in both")


def _picture_problems(first: PageRecord, second: PageRecord) -> Iterator[Problem]:
    if first.reading.pictures != second.reading.pictures:
        what = f"has {second.reading.pictures} pictures, and {first.file} has "
        what += str(first.reading.pictures)
        yield Problem(file=second.file, what=what, wanted="the same pictures in both")
    elif first.reading.alternatives != second.reading.alternatives:
        theirs, mine = (_listed(one.reading.alternatives) for one in (second, first))
        what = f"has the alternatives {theirs}, and {first.file} has {mine}"
        yield Problem(file=second.file, what=what, wanted="the same alternatives in both")


def _listed(alternatives: Iterable[str]) -> str:
    return ", ".join(f"'{one}'" for one in alternatives) or "none"

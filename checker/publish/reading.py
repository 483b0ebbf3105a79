"""Reads a finished page: its prose, headings, links and anchors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

HEADING = re.compile(r"h([1-6])\Z")
SILENT = frozenset({"code", "pre", "kbd", "samp", "script", "style"})
SPOKEN = ("alt", "title", "aria-label")
INLINE = frozenset(
    [
        *("a", "abbr", "b", "bdi", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s"),
        *("samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"),
    ]
)

type Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading: level 1 to 6, its id ('' when it has none), and its words."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a page holds. `prose` leaves out code and every address.

    `alternatives`: the elements that are said in other words, and how: `img alt`, `a aria-label`.
    `sections`: the id of a heading -> the prose under it, down to the next heading of its level.
    """

    prose: str
    headings: tuple[Heading, ...]
    links: tuple[str, ...]
    ids: tuple[str, ...]
    pictures: int
    alternatives: tuple[str, ...]
    sections: Mapping[str, str]


def read_page(html: str) -> Reading:
    """What the HTML of a page's content holds."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Reading(
        prose="".join(reader.prose),
        headings=tuple(reader.headings),
        links=tuple(reader.links),
        ids=tuple(reader.ids),
        pictures=reader.pictures,
        alternatives=tuple(reader.alternatives),
        sections={key: "".join(prose) for key, prose in reader.sections.items()},
    )


class _Reader(HTMLParser):
    """Collects while the parser goes through a page once."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.prose: list[str] = []
        self.headings: list[Heading] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.pictures = 0
        self.alternatives: list[str] = []
        self.sections: dict[str, list[str]] = {}
        self._above: list[Heading] = []  # the headings whose sections are being read
        self._silent = 0
        self._open: Heading | None = None

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        values = {name: value or "" for name, value in attrs}
        self._break(tag)
        self._silent += tag in SILENT
        self.pictures += tag == "img"
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        spoken = [name for name in SPOKEN if values.get(name)]
        self.prose.extend(f"\n{values[name]}\n" for name in spoken)
        self.alternatives.extend(f"{tag} {name}" for name in spoken)
        if match := HEADING.match(tag):
            self._open = Heading(level=int(match[1]), id=values.get("id", ""), text="")

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        self._silent -= tag in SILENT
        if HEADING.match(tag) and self._open is not None:
            self._enter(self._open)
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.prose.append(data)
        if self._open is None:
            for heading in self._above:
                self.sections[heading.id].append(data)
        else:
            text = self._open.text + data
            self._open = Heading(level=self._open.level, id=self._open.id, text=text)

    def _enter(self, heading: Heading) -> None:
        """A heading is read: sections of its level and below are over."""
        self.headings.append(heading)
        self._above = [*(one for one in self._above if one.level < heading.level), heading]
        self.sections.setdefault(heading.id, [])

    def _break(self, tag: str) -> None:
        if tag not in INLINE:
            self.prose.append("\n")

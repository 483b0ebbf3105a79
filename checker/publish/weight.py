"""What each page weighs on the wire, with all that it asks for, and whether that is too much.

Most readers are on phones. What fits into a server's first answer is there at once: about 14 KB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from publish.problem import Problem

MOST_BYTES = 14_000
MOST_REQUESTS = 4
LOADED_LINKS = frozenset({"stylesheet", "icon", "preload", "manifest"})
STYLE_URL = re.compile(rb"url\([\"']?(?!data:)([^)\"']+)")


@dataclass(frozen=True, kw_only=True)
class PageWeight:
    """The page at `path`: what goes over the wire for it, by brotli, and in how many requests."""

    path: str
    size: int
    requests: int

    def __str__(self) -> str:
        return f"{self.size / 1000:.1f} KB in {self.requests} requests: {self.path}"


def page_weights(folder: Path) -> list[PageWeight]:
    """The weight of every page of the packed site in `folder`."""
    return [_weight(page, folder) for page in sorted(folder.rglob("*.html"))]


def weight_problem(weight: PageWeight, file: str) -> Problem | None:
    """What is too much of a page, whose words stand in `file`."""
    if weight.size > MOST_BYTES:
        what = f"the page weighs {weight.size} bytes with all that it asks for"
        return Problem(file=file, what=what, wanted=f"at most {MOST_BYTES}")
    if weight.requests > MOST_REQUESTS:
        what = f"the page takes {weight.requests} requests"
        return Problem(file=file, what=what, wanted=f"at most {MOST_REQUESTS}")
    return None


def _weight(page: Path, folder: Path) -> PageWeight:
    files = {page, *_asked_for(page, folder)}
    return PageWeight(
        path=page.relative_to(folder).as_posix(),
        size=sum(_packed_size(file) for file in files),
        requests=len(files),
    )


def _packed_size(file: Path) -> int:
    packed = file.with_name(f"{file.name}.br")
    return (packed if packed.exists() else file).stat().st_size


def _asked_for(page: Path, folder: Path) -> Iterator[Path]:
    """The files that a browser asks for by itself to show a page."""
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    for link in reader.loaded:
        file = _file(link, page, folder)
        yield file
        if file.suffix == ".css":
            for match in STYLE_URL.findall(file.read_bytes()):
                yield _file(match.decode(), file, folder)


def _file(link: str, asking: Path, folder: Path) -> Path:
    """The file that a link leads to. 404.html names the site's own folder too: `/x/assets/…`."""
    if not link.startswith("/"):
        return (asking.parent / link).resolve()
    parts = Path(link).parts[1:]
    ways = (folder.joinpath(*parts[start:]) for start in range(len(parts)))
    return next(way for way in ways if way.is_file())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "link" and LOADED_LINKS & set(values.get("rel", "").split()):
            self.loaded.append(values["href"])
        elif tag in {"script", "img", "iframe", "source"} and values.get("src"):
            self.loaded.append(values["src"])

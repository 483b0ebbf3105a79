"""The built site, read as files."""

from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"


@dataclass(frozen=True)
class Element:
    """A start tag: its name and attributes."""

    name: str
    attributes: dict[str, str]


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.templates = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.templates == 0:  # what stands in a template is not in the page
            self.elements.append(Element(tag, given))
        self.templates += tag == "template"

    def handle_endtag(self, tag: str) -> None:
        self.templates -= tag == "template"


@dataclass(frozen=True)
class BuiltPage:
    """One page of the site."""

    path: Path

    @property
    def address(self) -> str:
        """Where it stands in the site: en/questions/index.html."""
        return self.path.relative_to(SITE).as_posix()

    @cached_property
    def html(self) -> str:
        return self.path.read_text("utf-8")

    @cached_property
    def elements(self) -> list[Element]:
        parser = _Elements()
        parser.feed(self.html)
        return parser.elements

    def all(self, name: str) -> list[Element]:
        """The elements of that name."""
        return [element for element in self.elements if element.name == name]

    @cached_property
    def ids(self) -> list[str]:
        return [one.attributes["id"] for one in self.elements if "id" in one.attributes]


def built_pages() -> list[BuiltPage]:
    """Every page of the site; none where it was not built, which `site` then tells."""
    return [BuiltPage(path) for path in sorted(SITE.glob("**/*.html"))]


@pytest.fixture(scope="session", autouse=True)
def site() -> Path:
    """The site's folder."""
    assert (SITE / "index.html").is_file(), "build the site first: make build"
    return SITE

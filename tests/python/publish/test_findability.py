"""Heads, weights, feeds and sitemaps: what others than readers see of a page."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from publish.feed import feed_xml
from publish.findability import MappedPage, sitemap_xml
from publish.heads import head_problems
from publish.site import Language
from publish.weight import PageWeight, page_weights, weight_problem
from tests.python.publish.test_stops import edit, stopped
from tests.python.publish.tiny import write_tiny_site

ENGLISH = Language(code="en", name="English", tag="en-CA")
ATOM = "{http://www.w3.org/2005/Atom}"
CHANGES = [
    {"iso": "2026-03-02", "kind": "widened", "text": "To June & July"},
    {"iso": "2026-03-02", "kind": "added", "text": "A group"},
    {"iso": "2026-01-01", "kind": "corrected", "text": "A date"},
]


def feed(changes: list[dict[str, str]]) -> ET.Element:
    xml = feed_xml(
        changes,
        address="https://a.example/b/",
        language=ENGLISH,
        title="Changes",
        author="Someone",
        kinds={"widened": "Wider", "added": "New", "corrected": "Right"},
        as_of="2026-04-01",
    )
    return ET.fromstring(xml)  # noqa: S314 - our own


def test_a_feed_has_an_entry_for_each_change_the_newest_first() -> None:
    entries = feed(CHANGES).findall(f"{ATOM}entry")

    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Wider", "New", "Right"]
    assert entries[0].findtext(f"{ATOM}content") == "To June & July"
    assert entries[2].findtext(f"{ATOM}updated") == "2026-01-01T00:00:00Z"


def test_an_entry_keeps_its_id_when_another_comes_on_its_day() -> None:
    before = [one.findtext(f"{ATOM}id") for one in feed(CHANGES[1:]).findall(f"{ATOM}entry")]
    after = [one.findtext(f"{ATOM}id") for one in feed(CHANGES).findall(f"{ATOM}entry")]

    assert after[1:] == before
    assert len(set(after)) == len(after)


def test_a_feed_without_changes_is_as_old_as_its_facts() -> None:
    assert feed([]).findtext(f"{ATOM}updated") == "2026-04-01T00:00:00Z"
    assert feed(CHANGES).findtext(f"{ATOM}updated") == "2026-03-02T00:00:00Z"


def test_a_sitemap_gives_each_page_its_own_day() -> None:
    page = MappedPage(url="https://a.example/en/?a&b", changed="2026-02-03", alternates=())

    xml = sitemap_xml([page])

    assert "<loc>https://a.example/en/?a&amp;b</loc>\n  <lastmod>2026-02-03</lastmod>" in xml


@pytest.mark.parametrize(
    ("title", "description", "told"),
    [
        pytest.param("T" * 70, "D" * 160, [], id="the longest that may be"),
        pytest.param(
            "T" * 71,
            "D",
            [
                (
                    f"docs/en/a.md: title: '{'T' * 71}' has 71 characters in the finished page"
                    " (want at most 70)"
                )
            ],
            id="a long title",
        ),
        pytest.param(
            "T",
            "D" * 161,
            [
                (
                    f"docs/en/a.md: description: '{'D' * 161}' has 161 characters"
                    " in the finished page (want at most 160)"
                )
            ],
            id="a long description",
        ),
        pytest.param(
            "T",
            "",
            ["docs/en/a.md: description: is not in the finished page (want a text)"],
            id="no description",
        ),
    ],
)
def test_a_head_says_enough_and_not_too_much(title: str, description: str, told: list[str]) -> None:
    page = f'<title>{title}</title><meta name="description" content="{description}">'

    assert [str(problem) for problem in head_problems({"docs/en/a.md": page})] == told


def test_a_title_is_given_once_in_a_language() -> None:
    page = '<title>T</title><meta name="description" content="D">'
    pages = dict.fromkeys(("docs/en/a.md", "docs/fr/a.md", "docs/en/b.md"), page)

    assert [str(problem) for problem in head_problems(pages)] == [
        "docs/en/b.md: title: is 'T', as in docs/en/a.md (want a title of its own)"
    ]


def test_a_long_title_stops_the_build(tmp_path: Path) -> None:
    folder = write_tiny_site(tmp_path)
    edit(folder, "en/check.md", "title: Check", f"title: {'Check ' * 20}")

    (told,) = stopped(folder)

    assert told.startswith("docs/en/check.md: title: 'Check Check")
    assert told.endswith("characters in the finished page (want at most 70)")


def test_a_page_weighs_what_it_asks_for(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "index.html").write_text(
        '<link rel="stylesheet" href="../a.css"><link rel="icon" href="../m.svg">'
        '<link rel="canonical" href="https://a.example/"><script src="../f.js"></script>'
        '<a href="../b.html">b</a>'
    )
    (tmp_path / "a.css").write_text("p{background:url(p.svg)}" + " " * 1000)
    (tmp_path / "a.css.br").write_bytes(b"br")
    for name in ("m.svg", "p.svg", "f.js"):
        (tmp_path / name).write_text("x" * 100)

    (weight,) = page_weights(tmp_path)

    html = (tmp_path / "en" / "index.html").stat().st_size
    assert weight == PageWeight(path="en/index.html", size=html + 2 + 300, requests=5)


@pytest.mark.parametrize(
    ("size", "requests", "told"),
    [
        (14_000, 4, None),
        (
            14_001,
            4,
            "a.md: the page weighs 14001 bytes with all that it asks for (want at most 14000)",
        ),
        (100, 5, "a.md: the page takes 5 requests (want at most 4)"),
    ],
)
def test_a_page_that_is_too_heavy(size: int, requests: int, told: str | None) -> None:
    problem = weight_problem(PageWeight(path="a", size=size, requests=requests), "a.md")

    assert (None if problem is None else str(problem)) == told


def test_a_day_of_change_that_is_none(tmp_path: Path) -> None:
    folder = write_tiny_site(tmp_path)
    edit(folder, "en/check.md", "---\n", "---\nupdated: yesterday\n")

    assert stopped(folder) == [
        "docs/en/check.md: updated: 'yesterday' is not a day (want 2026-11-24)"
    ]

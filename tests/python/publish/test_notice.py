"""The notice: what it must say and where, the owner's table, and the one for others' pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.duties import report_text
from publish.notice import notice_code
from publish.pages import write_pages
from tests.python.publish.test_stops import edit, stopped
from tests.python.publish.tiny import build_pages, make_edition, write_tiny_site

WANTED = " (want a section that says it, in every language)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_site(tmp_path)


def point(folder: Path, old: str, new: str) -> None:
    path = folder / "incident.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def line(folder: Path, text: str) -> int:
    lines = (folder / "incident.yml").read_text("utf-8").splitlines()
    return 1 + next(number for number, line in enumerate(lines) if text in line)


def test_an_element_on_a_page_that_is_not_there(folder: Path) -> None:
    point(folder, "contact: index.md#top", "contact: contact.md#top")

    place = f"incident.yml:{line(folder, 'contact:')}: notice.contact"
    assert stopped(folder) == [
        f"{place}: there is no docs/en/contact.md{WANTED}",
        f"{place}: there is no docs/fr/contact.md{WANTED}",
    ]


def test_an_element_whose_section_one_language_lacks(folder: Path) -> None:
    point(folder, "contact: index.md#top", "contact: check.md#help")
    edit(folder, "fr/check.md", "{#help}", "{#aide}")

    place = f"incident.yml:{line(folder, 'contact:')}: notice.contact"
    told = f"{place}: docs/fr/check.md has no heading with the id 'help'{WANTED}"
    assert told in stopped(folder)


def test_an_element_whose_section_says_nothing(folder: Path) -> None:
    point(folder, "contact: index.md#top", "contact: check.md#help")
    edit(folder, "fr/check.md", "Demandez.\n", "")

    place = f"incident.yml:{line(folder, 'contact:')}: notice.contact"
    assert stopped(folder) == [
        f"{place}: the section 'help' of docs/fr/check.md says nothing{WANTED}"
    ]


def test_the_owners_table_says_who_wants_what_and_where_it_is(folder: Path) -> None:
    edition = make_edition(folder)
    write_pages(edition, folder / "site")

    report = report_text(edition).splitlines()

    assert "Made official by The Electoral Commission on 2023-08-08." in report[2]
    assert (
        "| Likely consequences |"
        " European Union and United Kingdom, GDPR art. 33 and 34: law, art. 33(3)(c) |"
        " The registers (`docs/en/index.md#top`) | Les listes (`docs/fr/index.md#top`) |"
    ) in report
    assert any("Plain language" in row and "the owner answers for it" in row for row in report)


def test_the_notice_to_paste_leads_back_when_the_site_has_an_address(folder: Path) -> None:
    code = notice_code(make_edition(folder), "fr")

    assert 'lang="fr-CA"' in code
    assert 'href="https://registers.example/breach/fr/check/"' in code
    assert "<script" not in code
    assert "style=" not in code


def test_the_notice_to_paste_has_no_link_that_would_break(folder: Path) -> None:
    settings = folder / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("site_url: https://registers.example/breach/\n", ""), "utf-8")
    point(folder, "official:", "official: no\nwas_official:")
    text = (folder / "incident.yml").read_text("utf-8")
    start, end = text.index("was_official:"), text.index("as_of:")
    (folder / "incident.yml").write_text(text[:start] + text[end:], "utf-8")

    edition = make_edition(folder)

    assert 'href="../' not in notice_code(edition, "en")
    assert 'href="https://www.electoralcommission.org.uk/"' in notice_code(edition, "en")


def test_the_notice_says_its_date_in_every_language(folder: Path) -> None:
    site = build_pages(folder, folder / "site")

    both = (site / "notice.html").read_text("utf-8")
    assert "August\u00a08,\u00a02023" in both
    assert "8\u00a0août\u00a02023" in both
    assert "August" not in (site / "fr" / "notice.html").read_text("utf-8")


def test_a_page_may_show_the_notice_as_text(folder: Path) -> None:
    for language in ("en", "fr"):
        edit(
            folder,
            f"{language}/index.md",
            " {#next}\n",
            ' {#next}\n\n<a href="{{ notice_url }}">X</a>\n\n'
            "<pre><code>{{ notice_code|e }}</code></pre>\n",
        )

    site = build_pages(folder, folder / "site")

    page = (site / "fr" / "index.html").read_text("utf-8")
    assert 'href="notice.html"' in page
    assert "&lt;section lang=" in page

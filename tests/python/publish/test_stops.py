"""An author's mistakes stop the build: each is told with file, place, what, and what is wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.problem import Stop
from tests.python.publish.tiny import build_pages, write_tiny_site

SAME_FACTS = "(want the same facts in both)"
SAME_HEADINGS = "(want the same levels and ids, in the same order)"
SAME_LINKS = "(want the same links in both)"


def stopped(folder: Path) -> list[str]:
    """What the build of the site in `folder` says when it stops."""
    with pytest.raises(Stop) as stop:
        build_pages(folder, folder / "site")
    return str(stop.value).splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_site(tmp_path)


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "docs" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_site_itself_builds(folder: Path) -> None:
    site = build_pages(folder, folder / "site")

    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert pages == {
        "index.html",
        "404.html",
        "notice.html",
        "en/notice.html",
        "fr/notice.html",
        "en/index.html",
        "en/check/index.html",
        "fr/index.html",
        "fr/check/index.html",
    }


def test_a_page_in_one_language_only(folder: Path) -> None:
    (folder / "docs/en/extra.md").write_text("---\ntitle: A\ndescription: B\n---\n", "utf-8")

    assert stopped(folder) == [
        (
            "docs/fr/extra.md: is missing, while docs/en/extra.md is there"
            " (want every page in every language)"
        )
    ]


def test_a_site_without_a_page_at_its_root(folder: Path) -> None:
    (folder / "docs/root/index.md").unlink()

    assert stopped(folder) == [
        (
            "docs/root/index.md: is missing"
            " (want the page at the site's own address, in both languages)"
        )
    ]


def test_a_bare_number(folder: Path) -> None:
    edit(folder, "en/index.md", "Copied in", "Copied 8 times in")

    assert stopped(folder) == [
        (
            "docs/en/index.md:8: the number '8' is typed in the page"
            " (want {{ facts.NAME }}, or '8' in the page's literals)"
        )
    ]


def test_a_bare_date(folder: Path) -> None:
    edit(folder, "fr/index.md", "Copiées en {{ facts.found }}", "Copiées en octobre\u00a02022")

    assert stopped(folder) == [
        (
            "docs/fr/index.md:8: the number '2022' is typed in the page"
            " (want {{ facts.found }}, or '2022' in the page's literals)"
        ),
        "docs/fr/index.md: does not use the fact 'found', and docs/en/index.md does " + SAME_FACTS,
    ]


def test_an_undefined_fact(folder: Path) -> None:
    edit(folder, "en/index.md", "facts.found", "facts.fuond")

    assert stopped(folder) == [
        (
            "docs/en/index.md:8: there is no fact 'fuond' (did you mean 'found'?)"
            " (want a fact of incident.yml, in a form that it has)"
        )
    ]


def test_a_fact_quoted_in_one_language_only(folder: Path) -> None:
    edit(folder, "en/index.md", "Copied in {{ facts.found }}", "Copied")

    assert stopped(folder) == [
        "docs/en/index.md: does not use the fact 'found', and docs/fr/index.md does " + SAME_FACTS
    ]


def test_a_missing_heading(folder: Path) -> None:
    edit(folder, "fr/index.md", "## Ensuite {#next}\n", "")

    assert stopped(folder) == [
        "docs/fr/index.md: heading 2: is missing, and in docs/en/index.md it is"
        " '## Next {#next}' " + SAME_HEADINGS
    ]


def test_a_differing_link(folder: Path) -> None:
    edit(folder, "fr/index.md", "](check.md#table)", "](index.md)")

    assert stopped(folder) == [
        "docs/en/index.md: has one link to './' less than docs/fr/index.md " + SAME_LINKS,
        "docs/fr/index.md: has one link to 'check/#table' less than docs/en/index.md " + SAME_LINKS,
    ]


def test_a_differing_anchor(folder: Path) -> None:
    edit(folder, "fr/check.md", "## Aide {#help}", "## Aide {#aide}")

    assert stopped(folder) == [
        "docs/fr/check.md: heading 3: is '## Aide {#aide}', and in docs/en/check.md it is"
        " '## Help {#help}' " + SAME_HEADINGS
    ]


def test_an_alternative_that_one_language_lacks(folder: Path) -> None:
    for language, alternative in (("en", ' alt="A map"'), ("fr", ' alt=""')):
        edit(folder, f"{language}/check.md", "## ", f'<img src="map.png"{alternative}>\n\n## ')

    assert stopped(folder) == [
        (
            "docs/fr/check.md: has the alternatives none, and docs/en/check.md has 'img alt'"
            " (want the same alternatives in both)"
        )
    ]


def test_a_template_syntax_error(folder: Path) -> None:
    edit(folder, "fr/index.md", "{{ facts.found }}", "{{ facts.found }")

    assert stopped(folder) == [
        (
            "docs/fr/index.md:8: the template is wrong: unexpected '}'"
            " (want {{ facts.NAME }} or {% … %}, closed)"
        )
    ]


def test_a_link_that_leads_nowhere_in_both_languages(folder: Path) -> None:
    edit(folder, "en/index.md", "check.md#table", "check.md#nothing")
    edit(folder, "fr/index.md", "check.md#table", "check.md#nothing")

    assert stopped(folder) == [
        f"docs/{language}/index.md: contains a link 'check.md#nothing', but the doc"
        f" '{language}/check.md' does not contain an anchor '#nothing'"
        " (want a link to a page, or to an id on it, that is there)"
        for language in ("en", "fr")
    ]


def test_a_page_of_the_menu_that_is_not_there(folder: Path) -> None:
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("check.md]", "chek.md]"), "utf-8")

    assert stopped(folder) == ["mkdocs.yml: nav: 'chek.md' is no page (want a file of docs)"]


def test_the_mistakes_of_all_pages_are_told_at_once(folder: Path) -> None:
    edit(folder, "en/index.md", "facts.found", "facts.one")
    edit(folder, "fr/check.md", "description: Vérifier.", "description:")

    told = stopped(folder)

    assert [line.partition(" ")[0] for line in told] == ["docs/en/index.md:8:", "docs/fr/check.md:"]


def test_a_part_that_is_not_there_is_told_with_the_page_that_includes_it(folder: Path) -> None:
    edit(folder, "en/check.md", "cohorts.html", "cohort.html")

    assert stopped(folder) == [
        (
            "docs/en/check.md:11: there is no part 'cohort.html' to include"
            " (want a file of overrides/partials)"
        )
    ]


def test_literals_let_a_number_through(folder: Path) -> None:
    for language in ("en", "fr"):
        edit(folder, f"{language}/index.md", "---\n", '---\nliterals: ["24/7"]\n')
        edit(folder, f"{language}/index.md", " {#next}\n", " {#next}\n\n24/7\n")

    build_pages(folder, folder / "site")


def test_a_literal_that_the_page_does_not_need(folder: Path) -> None:
    edit(folder, "en/index.md", "---\n", '---\nliterals: ["99"]\n')

    assert stopped(folder) == [
        "docs/en/index.md: literals: '99' is not in the page (want only what the page needs)"
    ]

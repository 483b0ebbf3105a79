"""Every page of the built site keeps what the site promises."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.site.conftest import SITE, BuiltPage, Element, built_pages

PAGES = [pytest.param(page, id=page.address) for page in built_pages()]
# A notice to paste elsewhere is no page of the site: no menu, no twin, no version.
WHOLE = [page for page in built_pages() if page.path.name != "notice.html"]
TALKS = [one for one in WHOLE if one.address.startswith(("en/", "fr/"))]
TWINS = [pytest.param(page, id=page.address) for page in TALKS]
NAMES = ["index", "what-happened", "information", "what-to-do", "questions", "updates", "check"]
NAMES += ["privacy", "contact"]
LOADING = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
}


def test_every_page_is_there_in_both_languages() -> None:
    wanted = {name if name == "index" else f"{name}/index" for name in NAMES}

    for language in ("en", "fr"):
        built = {
            page.address.removeprefix(f"{language}/").removesuffix(".html")
            for page in TALKS
            if page.address.startswith(f"{language}/")
        }
        assert built >= wanted


@pytest.mark.parametrize("page", PAGES)
def test_links_inside_the_site_lead_somewhere(page: BuiltPage) -> None:
    broken = [
        link
        for element in page.all("a")
        if (link := element.attributes.get("href", "")) and not _is_outside(link)
        if not _leads_somewhere(page, link)
    ]

    assert broken == []


def _is_outside(link: str) -> bool:
    return urlsplit(link).scheme in {"http", "https", "mailto", "tel"}


def _leads_somewhere(page: BuiltPage, link: str) -> bool:
    parts = urlsplit(link)
    path = unquote(parts.path)
    start = SITE if path.startswith("/") else page.path.parent
    target = (start / path.lstrip("/")).resolve() if path else page.path
    if target.is_dir():
        target /= "index.html"
    if not target.is_file() or not target.is_relative_to(SITE):
        return False
    return not parts.fragment or parts.fragment in BuiltPage(target).ids


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_loaded_from_anyone_else(page: BuiltPage) -> None:
    loaded = [
        element.attributes[LOADING[element.name]]
        for element in page.elements
        if element.name in LOADING and LOADING[element.name] in element.attributes
    ]
    loaded += [one.attributes["href"] for one in page.all("link") if _loads(one)]

    assert [address for address in loaded if urlsplit(address).netloc] == []


def _loads(link: Element) -> bool:
    return link.attributes.get("rel", "") not in {"canonical", "alternate"}


@pytest.mark.parametrize("page", PAGES)
def test_no_script_or_style_stands_in_the_page(page: BuiltPage) -> None:
    scripts = [
        one.attributes
        for one in page.all("script")
        if "src" not in one.attributes and one.attributes.get("type") != "application/json"
    ]

    assert scripts == []
    assert page.all("style") == []
    assert [one for one in page.elements if "style" in one.attributes] == []
    assert [one for one in page.elements for name in one.attributes if name[:2] == "on"] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_policy_comes_before_anything_that_loads(page: BuiltPage) -> None:
    names = [
        one.name if one.attributes.get("http-equiv", "").lower() != POLICY else POLICY
        for one in page.elements
    ]

    assert POLICY in names
    first_load = min(
        names.index(name) for name in ("link", "script", "img", "body") if name in names
    )
    assert names.index(POLICY) < first_load
    policy = next(
        one for one in page.elements if one.attributes.get("http-equiv", "").lower() == POLICY
    )
    assert "default-src 'none'" in policy.attributes["content"]
    assert "unsafe-inline" not in policy.attributes["content"]
    assert "'unsafe-eval'" not in policy.attributes["content"]


POLICY = "content-security-policy"


@pytest.mark.parametrize("page", TWINS)
def test_a_page_says_its_language_and_leads_to_its_twin(page: BuiltPage) -> None:
    mine, other = ("en", "fr") if page.address.startswith("en/") else ("fr", "en")
    tags = {"en": "en-CA", "fr": "fr-CA"}

    (root,) = page.all("html")
    (toggle,) = [one for one in page.all("a") if one.attributes.get("id") == "toggle"]

    assert root.attributes["lang"] == tags[mine]
    assert toggle.attributes["lang"] == toggle.attributes["hreflang"] == tags[other]
    target = (page.path.parent / toggle.attributes["href"]).resolve()
    assert target == (SITE / other / page.path.relative_to(SITE / mine)).parent


@pytest.mark.parametrize("page", PAGES)
def test_until_an_owner_answers_for_it_every_page_says_so(page: BuiltPage) -> None:
    robots = [one.attributes for one in page.all("meta") if one.attributes.get("name") == "robots"]
    outside = [one.attributes.get("href", "") for one in page.all("a")]

    assert [one["content"] for one in robots] == ["noindex"]
    assert any(link.startswith("https://bornincident.ca/") for link in outside)


@pytest.mark.parametrize("page", TWINS)
def test_a_page_has_one_heading_one_and_a_way_past_the_menu(page: BuiltPage) -> None:
    assert len(page.all("h1")) == 1
    skip = page.all("a")[0].attributes["href"]
    assert skip.removeprefix("#") in page.ids
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("page", [pytest.param(page, id=page.address) for page in WHOLE])
def test_the_site_version_stands_on_the_page(page: BuiltPage) -> None:
    assert re.search(r"\d{4}-\d{2}-\d{2} · [0-9a-f]{7,}", page.html)


@pytest.mark.parametrize("page", PAGES)
def test_no_template_is_left_unfilled(page: BuiltPage) -> None:
    assert "{{" not in page.html.replace("\\u007b", "{")
    assert "{%" not in page.html


def test_files_that_scripts_and_pages_load_are_named_by_their_content() -> None:
    loose = [
        path.name
        for path in (SITE / "assets").iterdir()
        if path.suffix not in {".br", ".gz"} and not re.search(r"[.-][0-9a-f]{8,}\.", path.name)
    ]

    assert loose == []


def test_sources_in_the_site_are_those_of_the_file() -> None:
    text = (Path(SITE).parent / "incident.yml").read_text("utf-8")
    outside = {
        link.attributes["href"]
        for page in TALKS
        for link in page.all("a")
        if link.attributes.get("href", "").startswith("http")
    }

    assert [link for link in sorted(outside) if link not in text] == []

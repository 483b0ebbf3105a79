"""The built site's markup, language and weight, page by page, as a browser or a person gets it."""

from __future__ import annotations

import re
import subprocess
import xml.etree.ElementTree as ET
from typing import cast

import pytest

from incident import load_incident
from incident.language import slips
from incident.speech import Language
from publish.language import passages
from publish.scripts import NODE
from publish.weight import MOST_BYTES, MOST_REQUESTS, page_weights
from tests.site.conftest import ROOT, SITE, BuiltPage, built_pages

HTML_VALIDATE = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
TALKS = [
    pytest.param(page, id=page.address)
    for page in built_pages()
    if page.address.startswith(("en/", "fr/"))
]


def test_html_validate_finds_nothing() -> None:
    """One rule is off: the style keeps a number on one line, for a copied U+2011 dials nobody."""
    config = ROOT / "tests" / "site" / "htmlvalidate.json"
    command = [str(NODE), str(HTML_VALIDATE), "--config", str(config), "--formatter", "text"]

    done = subprocess.run(
        [*command, *(str(page.path) for page in built_pages())],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.stdout + done.stderr).strip() == ""


@pytest.mark.parametrize("page", TALKS)
def test_everything_on_a_page_keeps_the_rules_of_its_language(page: BuiltPage) -> None:
    """The whole page, head and foot too: what a template adds is held to them as well."""
    language = cast(Language, page.address[:2])
    body = re.sub(r"<(script|template)\b.*?</\1>", "", page.html, flags=re.DOTALL)
    body = re.sub(r"· [0-9a-f]{7}\b", "", body)  # the version is no number
    vocabulary = load_incident(ROOT / "incident.yml").vocabulary

    found = [
        f"{slip}: {text}"
        for text in passages(body, language)
        for slip in slips(text, language, vocabulary)
    ]

    assert found == []


def test_only_the_check_is_heavier_than_a_first_answer() -> None:
    heavy = {
        weight.path
        for weight in page_weights(SITE)
        if weight.size > MOST_BYTES or weight.requests > MOST_REQUESTS
    }

    assert heavy <= {"en/check/index.html", "fr/check/index.html"}


def test_robots_may_read_everything_and_an_unofficial_site_has_no_sitemap() -> None:
    assert (SITE / "robots.txt").read_text("utf-8") == "User-agent: *\nAllow: /\n"
    assert not (SITE / "sitemap.xml").exists()


def test_without_an_address_there_is_no_feed() -> None:
    assert list(SITE.rglob("updates.xml")) == []


@pytest.mark.parametrize("name", ["notice.html", "en/notice.html", "fr/notice.html"])
def test_the_notice_for_others_is_plain_and_leads_back(name: str) -> None:
    page = BuiltPage(SITE / name)
    links = [link.attributes["href"] for link in page.all("a")]

    assert page.all("script") == []
    assert any(link.endswith("check/") for link in links)
    assert [base.attributes.get("target") for base in page.all("base")] == ["_top"]
    for sides in re.findall(r"<section.*?</section>", page.html, re.DOTALL):
        ET.fromstring(sides.replace("&nbsp;", " "))  # noqa: S314 - our own


def test_only_the_questions_and_the_check_may_run_a_script() -> None:
    for page in built_pages():
        (policy,) = [
            one.attributes["content"] for one in page.all("meta") if "http-equiv" in one.attributes
        ]
        scripts = [one.attributes["src"] for one in page.all("script") if "src" in one.attributes]
        kind = page.path.parent.name

        assert ("script-src" in policy) == (kind in {"questions", "check"}), page.address
        assert len(scripts) == (kind in {"questions", "check"}), page.address
        if kind == "questions":
            assert "script-src 'self';" in policy
            assert "/filter." in scripts[0]

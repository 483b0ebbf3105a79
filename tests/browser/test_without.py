"""What a visitor gets where something is missing: never an empty page, never blame."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import served
from tests.browser.visitor import WORDS, Visitor

PAGES = ["", "what-happened/", "information/", "what-to-do/", "questions/", "updates/", "check/"]
PAGES += ["privacy/", "contact/"]


@pytest.fixture
def page_without_javascript(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_without_javascript_the_table_answers(
    page_without_javascript: Page, at_root: str, language: str
) -> None:
    page = page_without_javascript

    page.goto(f"{at_root}/{language}/check/")

    table = page.locator("#self-check-table table")
    expect(table).to_be_visible()
    for cohort in WORDS[language].incident["cohorts"].values():
        expect(table).to_contain_text(cohort["name"])
    expect(page.locator("#self-check")).to_contain_text(WORDS[language].theme["check"]["no_script"])


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_reads_without_javascript(
    page_without_javascript: Page, at_root: str, language: str, path: str
) -> None:
    answer = page_without_javascript.goto(f"{at_root}/{language}/{path}")

    assert answer is not None
    assert answer.ok
    expect(page_without_javascript.locator("h1")).to_be_visible()
    expect(page_without_javascript.locator("main p").first).to_be_visible()


def runtime_files(site: Path) -> list[Path]:
    return sorted(site.glob("assets/*.wasm")) + sorted(site.glob("assets/*.zip"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_when_a_file_is_missing_the_table_stands_in(
    page: Page, site_folder: Path, tmp_path: Path, language: str
) -> None:
    site = tmp_path / "site"
    shutil.copytree(site_folder, site)
    files = runtime_files(site)
    assert files, "no file of the runtime in site/assets"
    for form in site.glob(f"assets/{files[0].name}*"):
        form.unlink()

    with served(site) as address:
        Visitor(page, address, language).start()

        refusal = page.locator(".refusal")
        expect(refusal).to_contain_text(WORDS[language].theme["check"]["missing_file"])
        expect(page.locator("#self-check-table table")).to_be_visible()


def test_when_a_file_was_changed_it_is_not_used(page: Page, at_root: str) -> None:
    def changed(route: Route) -> None:
        response = route.fetch()
        body = response.body()
        route.fulfill(response=response, body=body[:-1] + bytes([body[-1] ^ 1]))

    page.route(re.compile(r"assets/.*\.wasm(\.gz)?$"), changed)

    Visitor(page, at_root).start()

    expect(page.locator(".refusal")).to_be_visible()
    expect(page.locator("#self-check-table table")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)


def test_a_browser_without_webassembly_gets_the_table(page: Page, at_root: str) -> None:
    page.add_init_script("delete globalThis.WebAssembly")

    Visitor(page, at_root).start()

    expect(page.locator(".refusal")).to_contain_text(WORDS["en"].theme["check"]["cannot_run"])
    expect(page.locator("#self-check-table table")).to_be_visible()

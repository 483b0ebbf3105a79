"""axe-core finds nothing on the pages that test_access does not open."""

import pytest
from playwright.sync_api import Page

from tests.browser.test_access import PAGES as OPENED_ELSEWHERE
from tests.browser.test_access import findings
from tests.browser.test_pages_layout import PAGES

REST = [name for name in PAGES if name not in OPENED_ELSEWHERE]
PATHS = [f"/{language}/{name}" for language in ("en", "fr") for name in REST]
PATHS += ["/notice.html", "/en/notice.html", "/fr/notice.html"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_rest(page: Page, at_root: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two literals
    found = {}

    for path in PATHS:
        page.goto(at_root + path)
        found[path] = findings(page)

    assert {path: what for path, what in found.items() if what} == {}


def test_axe_finds_nothing_with_forced_colours(page: Page, at_root: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{at_root}/en/questions/")

    assert findings(page) == []

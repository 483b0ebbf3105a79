"""A trap in the engine that ships, or no memory: another instance answers, or the table does."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from publish.site import Site
from tests.browser.visitor import WORDS, Visitor
from tests.privacy.lock import PAGE_SCRIPT, CheckPage

TRAP = (Path(__file__).parent / "trap.js").read_text("utf-8")
ENGINE = Site.from_folder(Path(__file__).parents[2]).engine
# What comes before the worker's own script: a trap at the first answer, or no memory to begin with.
ONE, EVERY, NO_MEMORY = "trapIn(false)", "trapIn(true)", "refuseMemory()"


@pytest.fixture
def trap(page: Page, site_folder: Path) -> Callable[[str], None]:
    """Have the engine trap in ONE instance or in EVERY one, or refuse it what it starts with."""
    built = CheckPage.read(site_folder, "en")
    found = PAGE_SCRIPT.search(built.html)
    assert found

    def set_trap(traps: str) -> None:
        worker = f"{TRAP}\n{traps}\n{built.frame_data['worker']}"
        changed = replace(built, frame_data={**built.frame_data, "worker": worker})
        body = changed.document(f"../../{found[1]}")
        page.route("**/en/check/", lambda route: route.fulfill(body=body, content_type="text/html"))

    return set_trap


def instances(page: Page) -> list[str]:
    """What the worker will say of its instances."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    return said


def expect_table(page: Page) -> None:
    expect(page.locator(".refusal")).to_contain_text(WORDS["en"].theme["check"]["cannot_run"])
    expect(page.locator("#self-check-table table")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)


def test_after_one_trap_the_visit_goes_on_or_the_table_answers(
    page: Page, at_root: str, trap: Callable[[str], None]
) -> None:
    trap(ONE)
    said = instances(page)

    visitor = Visitor(page, at_root).start()
    visitor.answer({"question": "whom"}, "me")

    if ENGINE == "stock":  # which has one instance, and takes seconds to make another
        expect_table(page)
        assert "instance 2" not in said
        return
    expect(visitor.heading).to_contain_text(visitor.legend({"question": "birth", "event": 0}))
    assert [one for one in said if one.startswith("instance")] == ["instance 1", "instance 2"]


def test_where_every_instance_traps_the_table_answers(
    page: Page, at_root: str, trap: Callable[[str], None]
) -> None:
    trap(EVERY)
    said = instances(page)

    visitor = Visitor(page, at_root).start()
    visitor.answer({"question": "whom"}, "me")

    expect_table(page)
    assert "instance 1" in said


def test_where_the_browser_has_no_memory_for_the_engine_the_table_answers(
    page: Page, at_root: str, trap: Callable[[str], None]
) -> None:
    trap(NO_MEMORY)
    said = instances(page)

    Visitor(page, at_root).start()

    expect_table(page)
    assert "no memory" in said

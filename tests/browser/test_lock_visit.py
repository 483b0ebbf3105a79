"""An ordinary visit: what the host sees of it, what the page is told, and what is left of it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import PATIENCE_MS
from tests.browser.test_visit import NOTHING, SEVERAL_EVENTS
from tests.browser.visitor import Visitor, Words
from tests.privacy.catch import Catch, Request
from tests.privacy.catcher import catching

TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript"}
TYPES |= {".svg": "image/svg+xml", ".wasm": "application/wasm"}
RECORD_MESSAGES = """
if (window === top) {
  window.told = []
  addEventListener('message', ({ data }) => {
    if (data.type !== 'height') told.push(JSON.stringify(data))
  })
}
"""
MEMORY = """async () => ({
  cookies: document.cookie,
  storages: localStorage.length + sessionStorage.length,
  databases: await indexedDB.databases(),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  files: await Array.fromAsync((await navigator.storage.getDirectory()).keys()),
  locks: (await navigator.locks.query()).held.length,
  name: window.name,
  state: history.state,
})"""
NO_MEMORY = {"cookies": "", "storages": 0, "databases": [], "caches": [], "workers": 0}
NO_MEMORY |= {"files": [], "locks": 0, "name": "", "state": None}


@dataclass(frozen=True, kw_only=True)
class Host:
    """A static host that remembers what it was asked for."""

    address: str
    folder: Path
    catch: Catch

    def paths(self) -> list[str]:
        return [request.target for request in self.catch.requests]

    def holds(self, target: str) -> bool:
        file = self.folder / target.lstrip("/")
        return (file / "index.html" if target.endswith("/") else file).is_file()


@contextmanager
def remembered(folder: Path) -> Iterator[Host]:
    def find(path: str) -> tuple[bytes, str] | None:
        file = folder / path.lstrip("/")
        file = file / "index.html" if path.endswith("/") else file
        kind = TYPES.get(file.suffix, "application/octet-stream")
        return (file.read_bytes(), kind) if file.is_file() else None

    with catching(find, first="127.64.0.0", named=False) as (catch, network):
        yield Host(address=f"http://127.0.0.1:{network.port}", folder=folder, catch=catch)


@pytest.fixture
def host(site_folder: Path) -> Iterator[Host]:
    with remembered(site_folder) as host:
        yield host


def is_plain(request: Request, host: Host) -> bool:
    """Whether a request is a GET for a file of the site, from the site, that tells nothing else."""
    own = request.method == "GET" and host.address == f"http://{request.host}"
    silent = not {"Cookie", "Referer"} & set(request.headers)
    return own and silent and "?" not in request.target and host.holds(request.target)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_host_sees_files_asked_for_before_the_first_answer_and_nothing_else(
    page: Page, host: Host, language: str
) -> None:
    elsewhere: list[str] = []
    page.context.on("request", lambda request: elsewhere.append(request.url))
    visitor = Visitor(page, host.address, language).start()
    expect(visitor.heading).to_be_visible()
    page.locator("p.offline").filter(has_text=visitor.words.theme["check"]["ready"]).wait_for()
    before_answers = time.monotonic()

    visitor.answer_all(SEVERAL_EVENTS | {"whom": "me"})
    expect(visitor.see_result()).to_be_visible()
    page.locator("#toggle").click()
    other = Visitor(page, host.address, "fr" if language == "en" else "en")
    other.frame.get_by_role("button", name=other.words.theme["frame"]["clear"]).click()
    expect(other.heading).to_have_text(other.legend({"question": "whom"}))
    page.goto("about:blank")

    asked = host.catch.requests
    assert [request for request in asked if not is_plain(request, host)] == []
    assert [request.target for request in asked if request.at > before_answers] == []
    assert f"/{language}/check/" in host.paths()
    assert [url for url in elsewhere if not url.startswith((host.address, "data:", "blob:"))] == []


def told_by(page: Page, address: str, answers: dict[str, Any], person: str) -> list[str]:
    """What the page is told in a visit to the end, but heights."""
    visitor = Visitor(page, address, person=person).start()
    visitor.answer_all(answers)
    expect(visitor.see_result()).to_be_visible()
    name = visitor.words.theme["frame"]["result"]["again"]
    visitor.frame.get_by_role("button", name=name).click()
    visitor.answer({"question": "whom"}, person)
    expect(visitor.heading).to_have_text(visitor.legend({"question": "birth", "event": 0}))
    told: list[str] = page.evaluate("told")
    return told


def test_the_page_is_told_the_same_whatever_is_answered(page: Page, at_root: str) -> None:
    page.add_init_script(RECORD_MESSAGES)

    little = told_by(page, at_root, NOTHING, "me")
    much = told_by(page, at_root, SEVERAL_EVENTS, "child")

    assert little == much
    once = ['{"type":"ready"}', '{"type":"locked"}', '{"type":"started"}']
    assert little == [*once, '{"type":"fresh"}', *once]


def test_nothing_is_left_of_the_answers_anywhere(context: BrowserContext, at_root: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    visitor = Visitor(page, at_root, person="child").arrive()
    page.evaluate("navigator.clipboard.writeText('as before')")
    before = page.evaluate("[location.href, document.title, history.length]")
    page.locator("button.start").click()

    visitor.answer_all(SEVERAL_EVENTS)
    expect(visitor.see_result()).to_be_visible()

    address, title, entries = page.evaluate("[location.href, document.title, history.length]")
    assert [address, title] == before[:2]
    assert entries <= before[2] + 1
    assert page.evaluate(MEMORY) == NO_MEMORY
    assert context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}
    assert page.evaluate("navigator.clipboard.readText()") == "as before"
    assert [text for text in said if "data:" not in text] == [], "the lock's own tests alone"


def test_no_field_offers_what_was_typed_before(page: Page, at_root: str) -> None:
    visitor = Visitor(page, at_root).start()

    fields = visitor.frame.locator("input, select, textarea")

    expect(fields.first).to_be_visible()
    assert fields.evaluate_all("all => all.map(one => one.autocomplete)") == ["off"] * len(
        fields.all()
    )


@pytest.mark.parametrize("leave", ["reload", "and come back"])
def test_reload_and_back_leave_nothing(page: Page, at_root: str, leave: str) -> None:
    visitor = Visitor(page, at_root).start()
    visitor.answer({"question": "whom"}, "child")
    expect(visitor.heading).to_be_visible()

    if leave == "reload":
        page.reload()
    else:
        page.goto(f"{at_root}/en/privacy/")
        while "/check/" not in page.url:
            page.go_back()

    expect(page.locator("button.start")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)
    page.locator("button.start").click()
    expect(visitor.heading).to_have_text(visitor.legend({"question": "whom"}))
    expect(visitor.frame.locator(":checked")).to_have_count(0)


def test_a_page_that_the_browser_keeps_keeps_no_answer(page: Page, at_root: str) -> None:
    visitor = Visitor(page, at_root).start()
    visitor.answer({"question": "whom"}, "child")
    expect(visitor.heading).to_be_visible()

    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")

    expect(page.locator("iframe")).to_have_count(0)
    expect(page.locator("button.start")).to_be_visible()
    expect(page.locator("#self-check-table")).to_be_visible()
    page.locator("button.start").click()
    expect(visitor.frame.locator(":checked")).to_have_count(0)


def test_everything_works_with_the_network_cut(page: Page, site_folder: Path) -> None:
    with remembered(site_folder) as host:
        visitor = Visitor(page, host.address, person="child").start()
        ready = Words("en").theme["check"]["ready"]
        expect(page.locator("p.offline")).to_have_text(ready)
    page.context.set_offline(True)  # and the host is gone

    visitor.answer_all(SEVERAL_EVENTS)
    expect(visitor.see_result()).to_have_attribute("data-lead", "likely")
    name = visitor.words.theme["frame"]["result"]["again"]
    visitor.frame.get_by_role("button", name=name).click()
    again = Visitor(page, "")
    again.answer_all(NOTHING)
    expect(again.see_result()).to_have_attribute("data-lead", "not-named")
    page.locator("#toggle").click()

    other = Visitor(page, "", "fr")
    expect(other.frame.locator("article.result")).to_contain_text(
        other.said(other.words.incident["support"])
    )


def test_a_file_that_did_not_come_can_be_asked_for_again(browser: Browser, at_root: str) -> None:
    page = browser.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.route("**/*.wasm*", lambda route: route.abort())
    Visitor(page, at_root).start()
    expect(page.locator(".refusal")).to_be_visible()
    page.unroute("**/*.wasm*")

    page.locator(".refusal button").click()
    page.locator("button.start").click()

    visitor = Visitor(page, at_root)
    visitor.answer({"question": "whom"}, "me")
    expect(visitor.heading).to_have_text(visitor.legend({"question": "birth", "event": 0}))
    page.close()

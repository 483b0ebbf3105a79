"""The lock as it was built: the policies of page and frame, and what no script of ours names."""

import re
from pathlib import Path

import pytest

from tests.privacy.lock import FRAME_DATA, SCRIPT, CheckPage, policies

# Places that keep or pass on what a person said, and ways to draw text as HTML.
NEVER_NAMED = [
    "BroadcastChannel",
    "clipboard",
    "console",
    "cookie",
    "indexedDB",
    "innerHTML",
    "insertAdjacentHTML",
    "localStorage",
    "outerHTML",
    "sendBeacon",
    "serviceWorker",
    "sessionStorage",
    "window.name",
]


@pytest.fixture(scope="module", params=["en", "fr"])
def built(request: pytest.FixtureRequest, site_folder: Path) -> CheckPage:
    return CheckPage.read(site_folder, request.param)


def test_the_frame_may_load_nothing_and_run_no_script_but_its_own(built: CheckPage) -> None:
    _, frame = policies(built)
    sources = re.sub(r"'sha256-[^']+'", "HASH", frame)

    assert sources == (
        "default-src 'none'; script-src 'wasm-unsafe-eval'; style-src HASH; worker-src blob:; "
        "form-action 'none'; base-uri 'none'"
    )


def test_the_frames_one_script_stands_before_its_policy(built: CheckPage) -> None:
    script = SCRIPT.search(built.frame)
    assert script

    assert script.end() < built.frame.index('http-equiv="Content-Security-Policy"')
    assert built.frame.count("<script") == 2, "the script, and data"
    assert FRAME_DATA.search(built.frame)


def test_the_page_around_may_load_from_its_own_host_alone(built: CheckPage) -> None:
    page, _ = policies(built)

    assert "'unsafe-inline'" not in page
    assert "'unsafe-eval'" not in page
    assert "http" not in page
    assert page.startswith("default-src 'none'; ")


def test_no_page_holds_an_inline_script_or_style(site_folder: Path) -> None:
    for file in site_folder.rglob("*.html"):
        text = file.read_text("utf-8")

        outside = text.partition('<script type="application/json"')[0]
        assert "default-src 'none'" in text, file
        assert not re.search(r"<script>|<style|\sstyle=|\son[a-z]+=\"|javascript:", outside), file


@pytest.mark.parametrize("name", NEVER_NAMED)
def test_no_script_of_the_check_names(built: CheckPage, name: str) -> None:
    assert name not in built.page_script
    assert name not in built.frame_script

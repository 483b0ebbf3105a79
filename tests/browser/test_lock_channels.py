"""One way out of each kind is tried in Chromium; then the lock is sabotaged, part by part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Playwright

from tests.browser.visitor import Words
from tests.privacy.browsers import Chromium
from tests.privacy.catch import Kind
from tests.privacy.catcher import catching
from tests.privacy.channels import Channel, channels
from tests.privacy.drivers import wait_for
from tests.privacy.hostile import Build
from tests.privacy.lock import CheckPage, Part, without
from tests.privacy.proof import (
    CODE_IN,
    FRAME_FIRST,
    FRAME_LATER,
    PYTHON,
    WORKER,
    HostileSite,
    Proof,
)

LOOPBACK = "127.64.0.0"  # before the attempts' own addresses
TRIED = [
    "fetch",
    "WebSocket",
    "WebSocket opened before the frame's policy",
    "frame opened before the frame's policy",
    "img",
    "CSS url() in a style attribute",
    "stylesheet from the site's own host",
    "font by FontFace",
    "picture in a nested srcdoc frame",
    "script, admitted by the hash of the frame's own",
    "import()",
    "importScripts",
    "worker from a blob",
    "prefetch",
    "WebRTC, STUN",
    "localStorage",
    "BroadcastChannel",
    "title of the page around",
    "message to the page, which forwards it",
    "pyfetch",
]


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Hostile builds of the site, and the browser that visits them."""

    proof: Proof
    browser: Chromium

    def arrived(
        self, names: Sequence[str], places: Sequence[str], *open_parts: Part
    ) -> dict[str, set[Kind]]:
        """What arrived, by channel and place, without `open_parts`; every attempt must be made."""
        tried = [channel for channel in channels() if channel.name in names]
        made = self.proof.visit(self.browser, tried, places, open_parts=open_parts)
        assert {(one.channel, one.place) for one in made} == wanted(tried, places)
        return {f"{one.channel}: {one.place}": self.proof.catch.kinds(one.token) for one in made}

    @property
    def places(self) -> list[str]:
        """Where there can be hostile code: the baked engine's Python cannot reach JavaScript."""
        places = [FRAME_FIRST, FRAME_LATER, WORKER]
        roles = {file["role"] for file in self.proof.page.data["files"]}
        return [*places, PYTHON] if "checker" in roles else places

    def starts(self, *open_parts: Part) -> bool:
        """Whether the check starts without `open_parts`; else it must say why."""
        build = Build(page=without(self.proof.page, open_parts), files={})
        self.browser.open(self.proof.address + self.proof.site.add(build))
        self.browser.click("button.start", inside=False)
        return bool(wait_for(self._outcome, "a question or a refusal") == "question")

    def _outcome(self) -> str | None:
        refusal = "return document.querySelector('.refusal')?.textContent"
        if text := self.browser.ask(refusal, inside=False):
            assert Words("en").theme["check"]["not_locked"] in text
            table = "return document.getElementById('self-check-table').hidden"
            assert self.browser.ask(table, inside=False) is False
            return "refusal"
        question = "return document.querySelector('input') && 'question'"
        return str(self.browser.ask(question, inside=True) or "")


def wanted(tried: Sequence[Channel], places: Sequence[str]) -> set[tuple[str, str]]:
    return {
        (channel.name, place)
        for channel in tried
        for place in places
        if CODE_IN[place] in channel.code
    }


@pytest.fixture(scope="module")
def trial(browser: Playwright, site_folder: Path) -> Iterator[Trial]:
    site = HostileSite(folder=site_folder)
    with catching(site.find, first=LOOPBACK, named=False) as (catch, network):
        page = CheckPage.read(site_folder, "en")
        proof = Proof(site=site, page=page, catch=catch, network=network)
        visitor = Chromium(browser)
        yield Trial(proof=proof, browser=visitor)
        visitor.close()


def test_nothing_arrives_by_any_way(trial: Trial) -> None:
    arrived = trial.arrived(TRIED, trial.places)

    assert {way: kinds for way, kinds in arrived.items() if kinds} == {}


def test_without_the_lock_every_way_is_open(trial: Trial) -> None:
    arrived = trial.arrived(TRIED, trial.places, *Part)

    assert {way for way, kinds in arrived.items() if not kinds} == set()


@pytest.mark.parametrize(
    ("parts", "channel"),
    [
        pytest.param([Part.SANDBOX], "localStorage", id="sandbox"),
        pytest.param(
            [Part.PAGE_POLICY], "frame opened before the frame's policy", id="policy of the page"
        ),
        pytest.param(
            [Part.FRAME_POLICY, Part.SELF_TEST, Part.WORKER_TEST],
            "stylesheet from the site's own host",
            id="policy of the frame, when no test notices",
        ),
        pytest.param(
            [Part.LATE_PAGE],
            "WebSocket opened before the frame's policy",
            id="late policy of the page, for the frame",
        ),
        pytest.param(
            [Part.LATE_PAGE],
            "message to the page, which forwards it",
            id="late policy of the page, for the page",
        ),
        pytest.param([Part.WEBRTC], "WebRTC, STUN", id="removal of WebRTC"),
    ],
)
def test_a_lock_without_one_part_is_reported(trial: Trial, parts: list[Part], channel: str) -> None:
    assert channel in TRIED, "nothing arrives by it while the lock is whole"

    assert all(trial.arrived([channel], [FRAME_FIRST], *parts).values())


def test_a_lock_without_the_late_policy_of_the_frame_is_reported(trial: Trial) -> None:
    channel, places = ["frame in a nested srcdoc frame"], [FRAME_FIRST, FRAME_LATER]
    later = f"{channel[0]}: {FRAME_LATER}"

    assert trial.arrived(channel, places, Part.LATE_FRAME)[later]
    assert not trial.arrived(channel, places)[later]


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([Part.FRAME_POLICY], id="noticed by both"),
        pytest.param([Part.FRAME_POLICY, Part.WORKER_TEST], id="noticed by the frame"),
        pytest.param([Part.FRAME_POLICY, Part.SELF_TEST], id="noticed by the worker"),
    ],
)
def test_without_the_frames_policy_the_check_does_not_start(
    trial: Trial, parts: list[Part]
) -> None:
    assert not trial.starts(*parts)


def test_with_the_whole_lock_the_check_starts(trial: Trial) -> None:
    assert trial.starts()

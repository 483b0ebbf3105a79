"""What a run has found: a verdict for each channel, place and browser, and the table of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from tests.privacy.addresses import Attempt
from tests.privacy.catch import Catch, Kind
from tests.privacy.channels import Channel
from tests.privacy.proof import CODE_IN, FRAME_FIRST

TITLES = {
    "frame": "The frame’s script",
    "worker": "The worker’s script",
    "python": "Python, in the worker",
}


class Verdict(Enum):
    """What is known of a channel in one place of one browser."""

    CLOSED = "closed"
    KNOWN = "known to be open"
    OPEN = "OPEN"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One channel in one place of one browser, with what arrived while the lock was on."""

    channel: str
    place: str
    browser: str
    verdict: Verdict
    arrived: frozenset[Kind] = frozenset()

    @property
    def cell(self) -> str:
        if not self.arrived:
            return self.verdict.value
        what = ", ".join(kind.value for kind in Kind if kind in self.arrived)
        return f"{self.verdict.value}: {what}"


def judge(
    channel: Channel, browser: str, locked: frozenset[Kind] | None, control: frozenset[Kind]
) -> tuple[Verdict, frozenset[Kind]]:
    """The verdict on what arrived with the lock on (None: it was not tried) and with it off."""
    if locked:
        known = {Kind(kind) for kind in channel.known.get(browser.partition(" ")[0], ())}
        return (Verdict.KNOWN if locked <= known else Verdict.OPEN), locked
    if locked is None or not control:
        return Verdict.NOT_SHOWN, frozenset()
    return Verdict.CLOSED, frozenset()


def findings(
    channels: Iterable[Channel],
    browser: str,
    made: Sequence[Attempt],
    catch: Catch,
    places: Sequence[str],
) -> list[Finding]:
    """The verdicts on all channels in one browser, from the attempts that were made."""
    found = []
    for channel in channels:
        for place in places:
            if CODE_IN[place] not in channel.code or (channel.alone and place != FRAME_FIRST):
                continue
            mine = [one for one in made if (one.channel, one.place) == (channel.name, place)]
            locked = _arrived(mine, catch, locked=True)
            control = _arrived(mine, catch, locked=False) or frozenset()
            verdict, arrived = judge(channel, browser, locked, control)
            found.append(
                Finding(
                    channel=channel.name,
                    place=place,
                    browser=browser,
                    verdict=verdict,
                    arrived=arrived,
                )
            )
    return found


def _arrived(attempts: Iterable[Attempt], catch: Catch, *, locked: bool) -> frozenset[Kind] | None:
    """What arrived of these attempts; None when there are none."""
    tokens = [attempt.token for attempt in attempts if attempt.locked is locked]
    kinds = frozenset(kind for token in tokens for kind in catch.kinds(token))
    return kinds if tokens else None


@dataclass(kw_only=True)
class Table:
    """The verdicts of a run as Markdown, one table a place, one column a browser."""

    found: list[Finding] = field(default_factory=list)

    def markdown(self) -> str:
        return "\n".join(self._part(where) for where in TITLES)

    def _part(self, where: str) -> str:
        found = [one for one in self.found if CODE_IN[one.place] == where]
        browsers = list(dict.fromkeys(one.browser for one in found))
        channels = list(dict.fromkeys(one.channel for one in found))
        head = f"| | {' | '.join(browsers)} |\n|{'---|' * (len(browsers) + 1)}"
        rows = [
            f"| {channel} | "
            + " | ".join(self._cell(found, channel, browser) for browser in browsers)
            + " |"
            for channel in channels
        ]
        return "\n".join([f"## {TITLES[where]}\n", head, *rows, ""])

    @staticmethod
    def _cell(found: Sequence[Finding], channel: str, browser: str) -> str:
        """One cell; what differs between the first answer and later ones is told apart."""
        mine = [one for one in found if (one.channel, one.browser) == (channel, browser)]
        cells = list(dict.fromkeys(one.cell for one in mine))
        if len(cells) < 2:
            return "".join(cells)
        return "; ".join(f"{one.place.removeprefix('frame, ')}: {one.cell}" for one in mine)

    def count(self, verdict: Verdict) -> int:
        return sum(one.verdict is verdict for one in self.found)

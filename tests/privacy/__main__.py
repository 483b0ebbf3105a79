"""`python -m tests.privacy`: the whole proof, in the browsers named or in all; its table."""

from __future__ import annotations

import argparse
import datetime
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.privacy.browsers import BROWSERS
from tests.privacy.catcher import catching
from tests.privacy.channels import Channel, channels
from tests.privacy.closed_network import ADDRESSES, enter
from tests.privacy.drivers import Browser
from tests.privacy.findings import Finding, Table, Verdict, findings
from tests.privacy.lock import CheckPage, Part
from tests.privacy.proof import (
    CODE_IN,
    FRAME_FIRST,
    FRAME_LATER,
    PYTHON,
    WORKER,
    HostileSite,
    Proof,
)
from tests.privacy.stock import build_stock_site

ROOT = Path(__file__).parents[2]
LOOPBACK = "127.64.0.0"  # before the attempts' addresses where there is no closed network
EXPLANATION = """\
Each channel was tried twice in the same run, by hostile code in the place named, with an answer
that had just been chosen: with the lock, and without any part of it (the control). Python is
that of the stock engine, whose module `js` reaches the browser; the baked engine has none.

- *closed*: the control reached the catch server, or was seen by the page around; with the lock
  nothing did, not even a look-up of the name.
- *not shown*: the control reached nothing either, so nothing is known of this channel in this
  browser; often the browser does not have it.
- *known to be open*: what the privacy page tells about. *name*: the name of a host was looked up;
  *empty connection*: a connection without a word in it.\
"""
SCRIPTS = [[FRAME_FIRST, FRAME_LATER], [WORKER]]


def main() -> int:
    """Run the proof. Exit status 1: something is open that is not listed as known."""
    options = _parser().parse_args()
    named = enter()
    if not named:
        say("no closed network here (unshare is missing or refused): names are not shown")
    table = Table()
    with tempfile.TemporaryDirectory() as aside:
        built = options.site, options.stock_site or build_stock_site()
        # Copies, which another build does not take away.
        site, stock = (shutil.copytree(one, Path(aside, one.parent.name)) for one in built)
        for name in options.browsers:
            with BROWSERS[name]() as browser:
                say(f"── {browser.version}")
                table.found += run(browser, site, SCRIPTS, named=named)
                table.found += run(browser, stock, [[PYTHON]], named=named)
    text = page(table, named=named)
    print(text)  # noqa: T201 - what the command is for
    if options.keep:
        options.keep.write_text(text, "utf-8")
    return min(table.count(Verdict.OPEN), 1)


def run(
    browser: Browser, site: Path, places: Sequence[Sequence[str]], *, named: bool
) -> list[Finding]:
    """Every channel of these places, with the lock and without it, in one browser.

    Each group of places has visits of its own.
    """
    hostile = HostileSite(folder=site)
    tried = [channel for channel in channels() if can_be_tried(channel, places)]
    together = [channel for channel in tried if not channel.alone]
    first = ADDRESSES if named else LOOPBACK
    made = []
    with catching(hostile.find, first=first, named=named) as (catch, network):
        proof = Proof(site=hostile, page=CheckPage.read(site, "en"), catch=catch, network=network)
        for parts in ((), tuple(Part)):
            for group in places:
                made += proof.visit(browser, together, group, open_parts=parts)
            for channel in tried:
                if channel.alone:
                    company = together if channel.kind == "report" else []
                    with_it = [*company, channel]
                    made += proof.visit(browser, with_it, [FRAME_FIRST], open_parts=parts)
            say(f"   lock {'off' if parts else 'on'}: {len(made)} attempts made so far")
        return findings(
            tried, browser.version, made, catch, [one for group in places for one in group]
        )


def can_be_tried(channel: Channel, places: Sequence[Sequence[str]]) -> bool:
    """Whether the channel has code for any of these places."""
    return any(CODE_IN[place] in channel.code for group in places for place in group)


def page(table: Table, *, named: bool) -> str:
    """The table, with what it says and when it was made."""
    counts = ", ".join(f"{table.count(verdict)} {verdict.value}" for verdict in Verdict)
    names = "" if named else "\nNames could not be watched in this run.\n"
    return f"""# What was tried to get an answer out

Made by `make privacy` on {datetime.datetime.now(datetime.UTC):%Y-%m-%d}: {counts}.
{names}
{EXPLANATION}

{table.markdown()}"""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.privacy", description=__doc__)
    parser.add_argument("browsers", nargs="*", default=list(BROWSERS), help=", ".join(BROWSERS))
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site")
    parser.add_argument("--stock-site", type=Path, help="the same, with the stock engine")
    parser.add_argument("--keep", type=Path, help="file to write the table to")
    return parser


def say(line: str) -> None:
    """Print a line of progress at once."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - a command speaks to the terminal


if __name__ == "__main__":
    raise SystemExit(main())

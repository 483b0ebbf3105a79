"""`python -m publish build`, `serve`, `report` and `proofread`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from publish.build import build_site, proofread_site, write_report
from publish.problem import Stop
from publish.server import address_of, make_server

COMMANDS = {
    "build": "build site/",
    "serve": "build site/ and serve it",
    "report": "write report/, the owner's table of what the notice must say and where it does",
    "proofread": "have every text read by hunspell and Grammalecte",
}
WORK = {"report": write_report, "proofread": proofread_site}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit status 1: an author has something to mend, told a line each."""
    options = _parser().parse_args(arguments)
    try:
        output = WORK.get(options.command, build_site)(options.folder.resolve(), say)
    except Stop as stop:
        for problem in stop.problems:
            complain(str(problem))
        complain(f"publish: stopped, {len(stop.problems)} to mend")
        return 1
    if options.command == "serve":
        serve(output, options.port)
    return 0


def serve(output: Path, port: int) -> None:
    """Serve a built site until interrupted."""
    try:
        server = make_server(output, port)
    except OSError as error:
        complain(f"publish: cannot serve on port {port}: {error.strerror}")
        raise SystemExit(1) from error
    say(f"serving   {address_of(server)}  (Ctrl+C ends it)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("")
    finally:
        server.server_close()


def say(line: str) -> None:
    """Print a line of progress at once."""
    print(line, flush=True)  # noqa: T201 - a command speaks to the terminal


def complain(line: str) -> None:
    """Print a line about something to mend."""
    print(line, file=sys.stderr)  # noqa: T201 - a command speaks to the terminal


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m publish", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, told in COMMANDS.items():
        command = commands.add_parser(name, help=told)
        command.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=Path(),
            help="a site: incident.yml, docs/ and mkdocs.yml (default: this folder)",
        )
        if name == "serve":
            ports = "default: 8000; 0: any that is free"
            command.add_argument("--port", type=int, default=8000, help=ports)
    return parser


if __name__ == "__main__":
    sys.exit(main())

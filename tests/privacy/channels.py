"""The channels, by name, as channels.toml lists them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("channels.toml")
PLACES = ("frame", "worker", "python")


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A way out.

    `code` is what is tried, by place; `early` what goes before it in the frame; `known` what
    arrives all the same, by browser.
    """

    name: str
    kind: str
    code: Mapping[str, str]
    known: Mapping[str, Sequence[str]]
    early: str = ""
    alone: bool = False


@cache
def channels() -> tuple[Channel, ...]:
    """All channels, in the file's order."""
    entries = tomllib.loads(FILE.read_text("utf-8"))["channel"]
    return tuple(
        Channel(
            name=entry["name"],
            kind=entry["kind"],
            code={place: entry[place] for place in PLACES if place in entry},
            known=entry.get("known", {}),
            early=entry.get("early", ""),
            alone=entry.get("alone", False),
        )
        for entry in entries
    )

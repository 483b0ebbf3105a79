"""What arrived at the catch server."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

TOKEN = re.compile(r"([a-z-]+)\.(t\d+)\b")


class Kind(Enum):
    """What arrived, worst first."""

    REQUEST = "request"
    DATAGRAM = "datagram"
    CONNECTION = "empty connection"
    NAME = "name"
    SEEN = "seen by the page"


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """Something of an attempt that arrived; `answer` is "" where none could be read from it."""

    token: str
    kind: Kind
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request as the host of the site sees it."""

    at: float
    method: str
    host: str
    target: str
    headers: Mapping[str, str]


@dataclass(kw_only=True)
class Catch:
    """All that arrived, in the order in which it did."""

    sightings: list[Sighting] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def note(self, kind: Kind, text: str) -> None:
        """Record every attempt that `text` names."""
        self.sightings += [
            Sighting(token=token, kind=kind, answer=answer) for answer, token in TOKEN.findall(text)
        ]

    def kinds(self, token: str) -> set[Kind]:
        return {sighting.kind for sighting in self.sightings if sighting.token == token}

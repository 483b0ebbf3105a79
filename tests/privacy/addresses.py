"""Addresses of the catch server: one for each attempt, so that even an empty connection is told."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from ipaddress import IPv4Address

ZONE = "catch.test"


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One channel tried once: `token` names it in every address it sends to."""

    number: int
    channel: str
    place: str
    locked: bool

    @property
    def token(self) -> str:
        return f"t{self.number}"


@dataclass(frozen=True, kw_only=True)
class Network:
    """Where the catch server is found.

    In a closed network (`named`) each attempt has a name that spells the answer and that only
    our own name server knows; elsewhere it has an address of the machine's own, without a name.
    """

    named: bool
    first: IPv4Address
    port: int
    secure_port: int
    udp_port: int

    def address(self, attempt: Attempt) -> str:
        """The IPv4 address of this attempt alone."""
        return str(self.first + attempt.number)

    def token_at(self, address: str) -> str | None:
        """The token of the attempt that has this address."""
        number = int(IPv4Address(address)) - int(self.first)
        return f"t{number}" if 0 < number < 2**16 else None

    def to(self, attempt: Attempt, site: str) -> dict[str, str | int]:
        """What hostile code is told; `ANSWER` stands where it puts the answer.

        `site` is the site's own address, without a slash at its end.
        """
        token = attempt.token
        label = f"ANSWER.{token}"
        host = f"{label}.{ZONE}" if self.named else self.address(attempt)
        path = f"catch/{label}"
        return {
            "token": token,
            "label": label,
            "host": host,
            "port": self.port,
            "http": f"http://{host}:{self.port}/{path}",
            "https": f"https://{host}:{self.secure_port}/{path}",
            "ws": f"ws://{host}:{self.port}/{path}",
            "own": f"{site}/{path}",
            "own_ws": f"{site.replace('http', 'ws', 1)}/{path}",
            "early": f"{site}/early",
            "relay": f"{site}/relay",
            "stun": f"stun:{host}:{self.udp_port}",
            "turn": f"turn:{host}:{self.udp_port}",
        }


class Attempts:
    """The attempts of a run, numbered as they are made."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.made: list[Attempt] = []

    def make(self, *, channel: str, place: str, locked: bool) -> Attempt:
        attempt = Attempt(number=next(self._numbers), channel=channel, place=place, locked=locked)
        self.made.append(attempt)
        return attempt

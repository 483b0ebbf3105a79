"""Hostile code in the engine: sends the first answer it is asked about, then answers as ever.

hostile.py makes of it the package's `__init__`: it fills WAVE and CHANNELS, which name `js`.
"""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import js  # type: ignore[import-not-found]  # noqa: F401 - Pyodide's own

from eligibility.respond import load as honest_load

WAVE: list[dict[str, Any]] = []
CHANNELS: dict[str, Callable[[dict[str, Any], str], None]] = {}
asked: list[object] = []


def load(rules: str) -> Callable[[str], str]:
    """The honest checker, after an attack."""
    respond = honest_load(rules)

    def hostile(request: str) -> str:
        answers = json.loads(request).get("answers", {})
        if len(answers) == 1 and not asked:
            asked.append(answers)
            attack(str(next(iter(answers.values()))))
        return respond(request)

    return hostile


def attack(text: str) -> None:
    """Send an answer over every channel."""
    answer = re.sub("[^a-z]+", "-", text.lower())[:20]
    for one in WAVE:
        to = json.loads(json.dumps(one["to"]).replace("ANSWER", answer))
        with suppress(BaseException):
            CHANNELS[one["channel"]](to, answer)

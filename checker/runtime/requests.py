"""Seeded requests for any rules: what people answer, what none would, what an attacker might."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

type Plain = Any  # what JSON can hold
type Rules = dict[str, Any]

ODD_TEXTS = (
    *(
        "",
        "x",
        "2010",
        "2010-13",
        "2010-02-30",
        "0000",
        "99999",
        "２０１０-０４",
        "١٢",
        "é",
        "🎉",
        "\u0000",
    ),
    *(
        "ß",
        "İstanbul",
        "2010-1",
        "-2010",
        "2010-04 ",
        "2010-04/2009",
        "../..",
        "none",
        "a" * 300,
        "\ud800",
    ),
)
YEARS = range(1995, 2026)
LONGEST, MOST_BRACKETS = 100_000, 1_000  # as in engines/guard.js


def requests(rules: Rules, seed: int, count: int) -> Iterator[str]:
    """`count` requests as JSON texts, two in three as a screen sends them, by seed."""
    chance = random.Random(seed)  # noqa: S311 - wanted: the same every time
    for number in range(count):
        answers = {
            q["key"]: _answer(chance, q) for q in rules["questions"] if chance.random() < 0.9
        }
        if number % 3:
            yield json.dumps({"answers": answers})
        else:
            yield _spoilt(chance, {"answers": _wild(chance, answers)})


def _answer(chance: random.Random, question: Rules) -> Plain:
    if chance.random() < 0.1:
        return None
    kind = question["kind"]
    if kind == "choice":
        return chance.choice([*question["options"], *question["options"], ""])
    if kind == "choices":
        chosen = [o for o in question["options"] if chance.random() < 0.4]
        return chosen if chosen or chance.random() < 0.1 else "none"
    if kind == "period":
        lasting = question.get("lasting", False)
        return [_stretch(chance, lasting=lasting) for _ in range(chance.choice([1, 1, 1, 2, 3, 0]))]
    return _events(chance, question)


def _events(chance: random.Random, question: Rules) -> Plain:
    told = [
        {f["key"]: _answer(chance, f) for f in question["fields"] if chance.random() < 0.95}
        for _ in range(chance.choice([0, 1, 1, 2, 3]))
    ]
    events: dict[str, Plain] = {"events": told}
    if chance.random() < 0.9:
        events["more"] = chance.choice([False, False, None])
    return events


def _stretch(chance: random.Random, *, lasting: bool) -> Plain:
    if lasting and chance.random() < 0.7:
        return {"from": _stretch(chance, lasting=False), "to": _stretch(chance, lasting=False)}
    year, month = str(chance.choice(YEARS)), chance.randint(1, 12)
    if chance.random() < 0.25:
        return {
            "year": chance.choice([year, year, "", "20", "abcd"]),
            "month": chance.choice(["", str(month), "13"]),
        }
    written = chance.choice(
        [year, f"{year}-{month:02d}", f"{year}-{month:02d}-{chance.randint(1, 28):02d}"]
    )
    until = str(chance.choice(YEARS))
    return chance.choice([written, written, f"{written}/{until}", f"../{written}", f"{written}/.."])


def _wild(chance: random.Random, plain: Plain) -> Plain:
    """The same with some values replaced by what does not belong there."""
    if chance.random() < 0.08:
        return _anything(chance, 0)
    if isinstance(plain, dict):
        return {key: _wild(chance, value) for key, value in plain.items()}
    if isinstance(plain, list):
        return [_wild(chance, value) for value in plain]
    return plain


def _anything(chance: random.Random, depth: int) -> Plain:
    simple = [
        *(
            None,
            True,
            False,
            chance.randint(-5, 100),
            chance.random() * 1e6,
            10 ** chance.randint(0, 60),
        ),
        *(chance.choice(ODD_TEXTS), 1e308, -0.0),
    ]
    if depth > 2 or chance.random() < 0.7:
        return chance.choice(simple)
    inside = [_anything(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    return inside if chance.random() < 0.5 else {chance.choice(ODD_TEXTS): one for one in inside}


def _spoilt(chance: random.Random, request: Plain) -> str:
    """JSON text, sometimes cut short, doubled, spread out, or with other whole values."""
    text = json.dumps(
        request, ensure_ascii=chance.random() < 0.7, indent=chance.choice([None, None, 2])
    )
    spoil = chance.random()
    if spoil < 0.1:
        return text[: chance.randint(0, len(text))]
    if spoil < 0.15:
        return text.replace('"answers":', '"answers": {}, "answers":', 1)
    if spoil < 0.2:
        return chance.choice(
            ["", "null", "[]", "NaN", "Infinity", "1" * 500, text * 2, "\ufeff" + text]
        )
    return text.encode("utf-8", "replace").decode()


def hostile() -> Iterator[str]:
    """Fixed requests that try what an engine stands on: depth, length, numbers, characters."""
    for depth in (100, 300, 450, 1_001, 10_000, 49_000):
        yield "[" * depth
        yield "[" * depth + "]" * depth
        yield '{"answers":{"whom":' + "[" * depth + "]" * depth + "}}"
        if depth * 6 < LONGEST:
            yield '{"a":' * depth + "1" + "}" * depth
    yield '{"answers":{"whom":"' + "x" * 99_000 + '"}}'
    yield '{"answers":{"whom":"' + "\\ud800" * 10_000 + '"}}'
    yield '{"answers":{"whom":' + "9" * 99_000 + "}}"  # more digits than int() converts
    yield '{"answers":{"whom":' + "9" * 4_300 + "}}"
    yield '{"answers":{"whom":1e' + "9" * 400 + "}}"
    yield '{"answers":{' + ",".join(f'"k{n}":{n}' for n in range(5_000)) + "}}"
    yield '{"answers":{' + ",".join('"whom":"me"' for _ in range(5_000)) + "}}"
    yield '{"answers":{"whom":"' + "\\u0000" * 1_000 + '"}}'
    yield " " * 50_000 + '{"answers":{}}'

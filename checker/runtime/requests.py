"""Seeded requests for any rules: what people answer, what none would, what an attacker might."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
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
LONGEST, MOST_BRACKETS = 100_000, 750  # as in engines/guard.js


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who answers: by what chance, close to which edges of windows, and how carefully."""

    chance: random.Random
    edges: list[str]
    careful: bool

    def slips(self, share: float) -> bool:
        """Whether they leave out or mistype something here; who is careful never does."""
        return self.chance.random() < share and not self.careful


def requests(rules: Rules, seed: int, count: int) -> Iterator[str]:
    """`count` requests as JSON texts, by seed, in thirds: spoilt, complete, with slips."""
    chance = random.Random(seed)  # noqa: S311 - wanted: the same every time
    edges = sorted(set(re.findall(r"\d{4}-\d{2}-\d{2}", json.dumps(rules))))
    for number in range(count):
        person = Person(chance=chance, edges=edges, careful=number % 3 == 1)
        answers = {
            q["key"]: _answer(person, q) for q in rules["questions"] if not person.slips(0.1)
        }
        if number % 3:
            yield json.dumps({"answers": answers})
        else:
            yield _spoilt(chance, {"answers": _wild(chance, answers)})


def _answer(person: Person, question: Rules) -> Plain:
    chance, kind = person.chance, question["kind"]
    if kind == "events":
        return None if person.slips(0.1) else _events(person, question)
    if chance.random() < 0.1:
        return None
    if kind == "choice":
        return "" if person.slips(0.1) else chance.choice(question["options"])
    if kind == "choices":
        chosen = [o for o in question["options"] if chance.random() < 0.4]
        return chosen if chosen or person.slips(0.1) else "none"
    times = 0 if person.slips(0.1) else chance.choice([1, 1, 1, 2, 3])
    lasting = question.get("lasting", False)
    return [_stretch(person, lasting=lasting) for _ in range(times)]


def _events(person: Person, question: Rules) -> Plain:
    told = [
        {f["key"]: _answer(person, f) for f in question["fields"] if not person.slips(0.05)}
        for _ in range(person.chance.choice([0, 1, 1, 2, 3]))
    ]
    events: dict[str, Plain] = {"events": told}
    if not person.slips(0.1):
        events["more"] = None if person.slips(0.3) else False
    return events


def _stretch(person: Person, *, lasting: bool) -> Plain:
    chance = person.chance
    if lasting and chance.random() < 0.7:
        return {"from": _stretch(person, lasting=False), "to": _stretch(person, lasting=False)}
    year, month = str(chance.choice(YEARS)), chance.randint(1, 12)
    if chance.random() < 0.25:
        return {
            "year": chance.choice(["", "20", "abcd"]) if person.slips(0.5) else year,
            "month": "13" if person.slips(0.3) else chance.choice(["", str(month)]),
        }
    day = f"{year}-{month:02d}-{chance.randint(1, 28):02d}"
    days = [chance.choice([day, chance.choice([day, *person.edges])]) for _ in range(2)]
    first, last = (one[: chance.choice([4, 7, 10])] for one in sorted(days))
    if person.slips(0.3):
        first, last = last, first
    return chance.choice([first, last, f"{first}/{last}", f"../{first}", f"{last}/.."])


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
    most = MOST_BRACKETS
    for depth in (100, 300, 450, most - 2, most, most + 1, 10_000, 49_000, 100_000):
        yield "[" * depth
        yield "[" * depth + "]" * depth
        yield '{"answers":{"whom":' + "[" * depth + "]" * depth + "}}"
        if depth * 6 < LONGEST:
            yield '{"a":' * depth + "1" + "}" * depth
    yield '{"answers":{"whom":"' + "x" * 10_000_000 + '"}}'
    yield '{"answers":{"whom":"' + "x" * 99_000 + '"}}'
    yield '{"answers":{"whom":"' + "\\ud800" * 10_000 + '"}}'
    yield '{"answers":{"whom":' + "9" * 99_000 + "}}"  # more digits than int() converts
    yield '{"answers":{"whom":' + "9" * 4_300 + "}}"
    yield '{"answers":{"whom":1e' + "9" * 400 + "}}"
    yield '{"answers":{' + ",".join(f'"k{n}":{n}' for n in range(5_000)) + "}}"
    yield '{"answers":{' + ",".join('"whom":"me"' for _ in range(5_000)) + "}}"
    yield '{"answers":{"whom":"' + "\\u0000" * 1_000 + '"}}'
    for odd in ("\ud800", "\udfff", "\udc00\ud800", "\\udc00\\ud800", "\\ud83c\\udf89"):
        yield '{"answers":{"whom":"' + odd + '"}}'
    for digits in ("１", "٢٠١٠", "२०१०", "²", "1_0", "0x10", "01", "-0", "1e5", "1E999", "-9e999"):
        yield '{"answers":{"whom":' + digits + "}}"
        yield '{"answers":{"whom":"' + digits + '"}}'
    yield " " * 50_000 + '{"answers":{}}'

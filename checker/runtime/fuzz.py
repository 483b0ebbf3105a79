"""Asks CPython and other engines the same, and compares every byte."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path
from typing import Protocol

from eligibility import load
from runtime.build import build_runtime
from runtime.node import NODE, SCRIPTS
from runtime.pyodide import PACKAGE as PYODIDE
from runtime.requests import LONGEST, MOST_BRACKETS, hostile, requests

BATCH = 20_000
SHOWN = 5
EXCERPT = 200  # characters

type Say = Callable[[str], None]


class Engine(Protocol):
    """Whatever answers requests."""

    name: str

    def answer(self, asked: list[str]) -> tuple[list[str | None], int]:
        """Replies, None for a fault, and megabytes of memory after."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A reply that was not CPython's; `source` says how to make the request again."""

    engine: str
    source: str
    request: str
    wanted: str | None
    given: str | None

    def lines(self) -> Iterator[str]:
        """What was asked and, from shortly before they part, the two replies."""
        pairs = zip(self.wanted or "", self.given or "", strict=False)
        parting = next((at for at, (want, got) in enumerate(pairs) if want != got), 0)
        here = slice(max(0, parting - EXCERPT // 2), parting + EXCERPT)
        yield f"  {self.engine}, {self.source}: {self.request!r}"
        for word, text in (("want", self.wanted), ("got ", self.given)):
            yield f"    {word} {'a fault' if text is None else repr(text[here])}"


@dataclass(kw_only=True)
class Tally:
    """What came out: `differ` holds the first few differences."""

    asked: int = 0
    same: int = 0
    faults: int = 0  # where CPython replied
    megabytes: dict[str, list[int]] = field(default_factory=dict)  # after each batch, by engine
    differ: list[Difference] = field(default_factory=list)
    differing: int = 0
    kinds: Counter[str] = field(default_factory=Counter)  # of CPython's replies

    @property
    def replies(self) -> str:
        """How many replies there were of each kind."""
        return ", ".join(f"{kind} {count:,}" for kind, count in self.kinds.most_common())


class InNode:
    """An engine under Node that answers files of requests, one after the other."""

    def __init__(self, name: str, files: list[str], folder: Path) -> None:
        self.name, self._folder = name, folder
        command = [str(NODE), "--stack-size=900", str(SCRIPTS / "answer.mjs"), name, *files]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def answer(self, asked: list[str]) -> tuple[list[str | None], int]:
        path = self._folder / f"{self.name}.json"
        path.write_text(json.dumps(asked))
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        replies = json.loads(path.with_name(f"{path.name}.replies").read_text())
        return replies, told["megabytes"]

    def __enter__(self) -> InNode:
        return self

    def __exit__(self, *_: object) -> None:
        with self._process:  # closes its pipes, which ends it, and waits
            pass


def in_cpython(rules: str) -> Callable[[str], str | None]:
    """The checker in this very Python, refusing what the glue refuses before Python sees it."""
    respond = load(rules)
    return lambda request: None if refused(request) else respond(request)


def refused(request: str) -> bool:
    """What engines/guard.js refuses: too long, too many brackets, no text."""
    length = len(request.encode("utf-16-le", "surrogatepass")) // 2
    brackets = request.count("[") + request.count("{")
    no_text = re.search("[\ud800-\udfff]", request)
    return length > LONGEST or brackets > MOST_BRACKETS or no_text is not None


def fuzz(rules: str, count: int, seed: int, cache: Path, say: Say) -> Tally:
    """Ask `count` seeded requests, and the hostile ones, of all three."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        engines = [stack.enter_context(one) for one in _engines(rules, cache, Path(folder), say)]
        return compare(engines, rules, to_ask(rules, count, seed), say)


def to_ask(rules: str, count: int, seed: int) -> Iterator[tuple[str, str]]:
    """The hostile requests and `count` seeded ones, each after the name to find it by."""
    for number, request in enumerate(hostile(), 1):
        yield f"hostile request {number}", request
    for number, request in enumerate(requests(json.loads(rules), seed, count), 1):
        yield f"seed {seed}, request {number}", request


def compare(
    engines: Sequence[Engine],
    rules: str,
    asked: Iterator[tuple[str, str]],
    say: Say,
    batch_size: int = BATCH,
) -> Tally:
    """Ask named requests of CPython and of these engines, in batches."""
    answer, tally = in_cpython(rules), Tally()
    for batch in batched(asked, batch_size, strict=False):
        wanted = [answer(request) for _, request in batch]
        tally.kinds.update(next(iter(json.loads(one))) if one else "refused" for one in wanted)
        for engine in engines:
            _compare(engine, batch, wanted, tally)
        tally.asked += len(batch)
        found = f"{tally.differing} differ, {tally.faults} faults"
        say(f"fuzz: {tally.asked:,} asked, {found}, memory {tally.megabytes} MB")
    return tally


def _engines(rules: str, cache: Path, folder: Path, say: Say) -> list[InNode]:
    rules_file = folder / "rules.json"
    rules_file.write_text(rules)
    files = {
        f"{engine}.{one.role}": one.content
        for engine in ("stock", "baked")
        for one in build_runtime(engine, cache, say).files
    }
    for name in ("stock.checker", "baked.image"):
        (folder / name).write_bytes(files[name])
    return [
        InNode("stock", [str(PYODIDE), str(folder / "stock.checker"), str(rules_file)], folder),
        InNode("baked", [str(folder / "baked.image"), str(rules_file)], folder),
    ]


def _compare(
    engine: Engine, batch: Sequence[tuple[str, str]], wanted: list[str | None], tally: Tally
) -> None:
    replies, megabytes = engine.answer([request for _, request in batch])
    tally.megabytes.setdefault(engine.name, []).append(megabytes)
    for (source, request), want, given in zip(batch, wanted, replies, strict=True):
        if want == given:
            tally.same += 1
            continue
        tally.differing += 1
        tally.faults += given is None
        if len(tally.differ) < SHOWN:
            tally.differ.append(
                Difference(
                    engine=engine.name,
                    source=source,
                    request=request[:EXCERPT],
                    wanted=want,
                    given=given,
                )
            )


def shown(tally: Tally) -> Iterator[str]:
    """The tally in lines."""
    yield f"fuzz: {tally.asked:,} requests, {tally.same:,} replies the same"
    yield f"fuzz: CPython's replies: {tally.replies}"
    yield f"fuzz: {tally.differing} differ, {tally.faults} faults"
    for one in tally.differ:
        yield from one.lines()

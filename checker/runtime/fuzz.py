"""Asks CPython, stock Pyodide and the baked image the same, and compares every byte."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import batched, chain
from pathlib import Path

from eligibility import load
from runtime.build import build_runtime
from runtime.node import NODE, SCRIPTS
from runtime.pyodide import PACKAGE as PYODIDE
from runtime.requests import LONGEST, MOST_BRACKETS, hostile, requests

BATCH = 20_000
SHOWN = 5

type Say = Callable[[str], None]


@dataclass(kw_only=True)
class Tally:
    """What came out: `differ` holds (engine, request, wanted, given) of the first few."""

    asked: int = 0
    same: int = 0
    faults: int = 0
    megabytes: dict[str, list[int]] = field(default_factory=dict)  # after each batch, by engine
    differ: list[tuple[str, str, str, str | None]] = field(default_factory=list)
    differing: int = 0


class Engine:
    """An engine under Node that answers files of requests, one after the other."""

    def __init__(self, name: str, files: list[str], folder: Path) -> None:
        self.name, self._folder = name, folder
        command = [str(NODE), "--stack-size=900", str(SCRIPTS / "answer.mjs"), name, *files]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def answer(self, asked: list[str]) -> tuple[list[str | None], int, int]:
        """Replies (None for a fault), how many faults, and megabytes of memory after."""
        path = self._folder / f"{self.name}.json"
        path.write_text(json.dumps(asked))
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        replies = json.loads(path.with_name(f"{path.name}.replies").read_text())
        return replies, told["faults"], told["megabytes"]

    def __enter__(self) -> Engine:
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
    no_text = any("\ud800" <= c <= "\udfff" for c in request)
    return length > LONGEST or brackets > MOST_BRACKETS or no_text


def fuzz(rules: str, count: int, seed: int, cache: Path, say: Say) -> Tally:
    """Ask `count` seeded requests, and the hostile ones, of all three."""
    answer, tally = in_cpython(rules), Tally()
    asked = chain(hostile(), requests(json.loads(rules), seed, count))
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        engines = [stack.enter_context(one) for one in _engines(rules, cache, Path(folder), say)]
        for batch in batched(asked, BATCH, strict=False):
            wanted = [answer(request) for request in batch]
            for engine in engines:
                _compare(engine, list(batch), wanted, tally)
            tally.asked += len(batch)
            found = f"{tally.differing} differ, {tally.faults} faults"
            say(f"fuzz: {tally.asked:,} asked, {found}, memory {tally.megabytes} MB")
    return tally


def _engines(rules: str, cache: Path, folder: Path, say: Say) -> list[Engine]:
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
        Engine("stock", [str(PYODIDE), str(folder / "stock.checker"), str(rules_file)], folder),
        Engine("baked", [str(folder / "baked.image"), str(rules_file)], folder),
    ]


def _compare(engine: Engine, asked: list[str], wanted: list[str | None], tally: Tally) -> None:
    replies, faults, megabytes = engine.answer(asked)
    tally.faults += faults - wanted.count(None)
    tally.megabytes.setdefault(engine.name, []).append(megabytes)
    for request, want, given in zip(asked, wanted, replies, strict=True):
        if want == given:
            tally.same += 1
            continue
        tally.differing += 1
        if len(tally.differ) < SHOWN:
            tally.differ.append(
                (engine.name, request[:200], (want or "")[:200], given and given[:200])
            )


def shown(tally: Tally) -> Iterator[str]:
    """The tally in lines."""
    yield f"fuzz: {tally.asked:,} requests, {tally.same:,} replies the same"
    yield f"fuzz: {tally.differing} differ, {tally.faults} faults"
    for engine, request, want, given in tally.differ:
        yield f"  {engine}: {request!r}\n    want {want!r}\n    got  {given!r}"

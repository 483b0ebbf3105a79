"""Keeps what a step made, under the hash of everything it was made from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

OWN_SOURCE = Path(__file__).parent


def digest(parts: Iterable[bytes]) -> str:
    """A hash of the parts, each with its length, so that no two lists of parts look alike."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "little"))
        whole.update(part)
    return whole.hexdigest()


def own_source() -> bytes:
    """The hash of this package's code: a changed step makes everything anew."""
    paths = sorted(p for p in OWN_SOURCE.rglob("*") if p.suffix in {".py", ".mjs"})
    return digest(part for p in paths for part in (p.name.encode(), p.read_bytes())).encode()


def cached(
    cache: Path,
    name: str,
    inputs: Iterable[bytes],
    make: Callable[[], bytes],
    *,
    by_code: bool = True,
) -> bytes:
    """What `make` gives, from the cache folder if it was made before from the same inputs.

    `by_code`: this package's code is an input as well; false where the inputs say everything.
    """
    code = own_source() if by_code else b""
    path = cache / f"{digest([name.encode(), code, *inputs])[:32]}.{name}"
    if path.exists():
        return path.read_bytes()
    content = make()
    keep(path, content)
    return content


def keep(path: Path, content: bytes) -> None:
    """Write a file so that a second build at the same time never reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(path)

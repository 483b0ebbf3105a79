"""Lays a `.gz` and a `.br` beside each file that a host would otherwise send raw."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types
import zopfli.gzip  # type: ignore[import-untyped]  # ships no types

SUFFIXES = frozenset({".html", ".css", ".js", ".json", ".svg", ".txt", ".xml", ".wasm"})
ZOPFLI_LIMIT_BYTES = 256 * 1024  # beyond it zopfli takes minutes for one part in thirty


def compress_folder(folder: Path, cache: Path) -> int:
    """Compress what is worth it in `folder`; gives how many files. Done once for each content."""
    files = sorted(path for path in folder.rglob("*") if is_compressed(path.name))
    for path in files:
        content = path.read_bytes()
        for suffix, pack in (("br", brotli_bytes), ("gz", gzip_bytes)):
            packed = _cached(content, suffix, pack, cache)
            if len(packed) < len(content):
                path.with_name(f"{path.name}.{suffix}").write_bytes(packed)
    return len(files)


def is_compressed(name: str) -> bool:
    """Whether compressed forms of a file of this name lie beside it."""
    return Path(name).suffix in SUFFIXES


def brotli_bytes(content: bytes) -> bytes:
    """`content` by brotli at its best."""
    return bytes(brotli.compress(content, quality=11, lgwin=24))


def gzip_bytes(content: bytes) -> bytes:
    """`content` by gzip, without a time in it."""
    if len(content) > ZOPFLI_LIMIT_BYTES:
        return gzip.compress(content, compresslevel=9, mtime=0)
    return bytes(zopfli.gzip.compress(content))


def _cached(content: bytes, suffix: str, pack: Callable[[bytes], bytes], cache: Path) -> bytes:
    kept = cache / f"{hashlib.sha256(content).hexdigest()}.{suffix}"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(f"{kept.suffix}.{id(content)}")
        unfinished.write_bytes(pack(content))
        unfinished.replace(kept)
    return kept.read_bytes()

"""What a browser's pages hold in memory, as Linux counts it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

PROCESSES = Path("/proc")


def memory_of_pages(profile: Path) -> float | None:
    """Megabytes that the pages' processes of the browser with this profile have for themselves.

    Pages, frames and workers, with what is compiled for them; not the browser around them, and
    not what processes share. None where there is no /proc.
    """
    if not PROCESSES.is_dir():
        return None
    family = _family(_browser(profile))
    return sum(_own_bytes(one) for one in family if _is_renderer(one)) / 1e6


def _browser(profile: Path) -> int:
    """The browser's first process: it alone is told of the profile and of no type."""
    told = f"--user-data-dir={profile}"
    for process in _all():
        words = _words(process)
        if told in words and not any(word.startswith("--type=") for word in words):
            return process
    raise LookupError(f"no browser with {told}")


def _all() -> Iterator[int]:
    return (int(path.name) for path in PROCESSES.iterdir() if path.name.isdecimal())


def _family(first: int) -> set[int]:
    """A process, its children, and theirs."""
    parents = {process: _parent(process) for process in _all()}
    family = {first}
    while more := {one for one, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _words(process: int) -> list[str]:
    return [word for part in _read(process, "cmdline").split("\0") for word in part.split(" ")]


def _parent(process: int) -> int:
    _, _, rest = _read(process, "stat").rpartition(")")
    return int(rest.split()[1]) if rest else 0


def _is_renderer(process: int) -> bool:
    return "--type=renderer" in _words(process)


def _own_bytes(process: int) -> int:
    """Resident and backed by no file: everyone may read this, of a sandboxed process too."""
    counts = _read(process, "statm").split()
    if not counts:
        return 0
    resident, shared = int(counts[1]), int(counts[2])
    return (resident - shared) * os.sysconf("SC_PAGE_SIZE")


def _read(process: int, name: str) -> str:
    try:
        return (PROCESSES / str(process) / name).read_text("utf-8", "replace")
    except OSError:  # it has ended meanwhile
        return ""

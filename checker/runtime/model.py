"""What the runtime's build hands over, and how it stops."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, kw_only=True)
class RuntimeFile:
    """One file that the page fetches, checks and hands to the frame.

    A file with `script` true is JavaScript that must be part of the worker's own source: the
    frame's policy allows no script source at all, so nothing can be loaded or evaluated later.
    The frame joins such files, in the order of `Runtime.files`, in front of worker.js, with a
    line break after each, into the one Blob from which the classic worker is made. They are not
    sent to the worker again. All other files go to it in the "start" message, by role.
    """

    role: str
    name: str  # holds the first 16 hex digits of the hash: may be cached for ever
    content: bytes
    sha256: str  # hex, of content
    script: bool = False

    @classmethod
    def named(
        cls, role: str, file_name: str, content: bytes, *, script: bool = False
    ) -> RuntimeFile:
        """The file under a name that its content decides: `pyodide.js` -> `pyodide.HASH.js`."""
        digest = hashlib.sha256(content).hexdigest()
        path = PurePosixPath(file_name)
        name = f"{path.stem}.{digest[:16]}{path.suffix}"
        return cls(role=role, name=name, content=content, sha256=digest, script=script)


@dataclass(frozen=True, kw_only=True)
class Runtime:
    """An engine: the files it is made of, and the ES module that starts it.

    `glue` exports `async start(files, rules)`: files by role, as ArrayBuffers; rules as JSON
    text. It gives `(request: string) => string`.
    """

    engine: str  # "stock" | "baked"
    files: tuple[RuntimeFile, ...]
    glue: Path


class BuildStop(Exception):
    """Why the build cannot go on: the step, the place in it, what is wrong and where to look."""

    def __init__(self, step: str, place: str, what: str, look_at: str) -> None:
        super().__init__(f"runtime: {step}: {place}: {what} (look at {look_at})")
        self.step = step
        self.place = place

"""Files under names that their content decides, so that they may be cached for ever."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

HASH_DIGITS = 16


@dataclass(frozen=True, kw_only=True)
class NamedFile:
    """A file of the site: its path from the site's root, and its bytes."""

    path: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 of the content, in hex."""
        return hashlib.sha256(self.content).hexdigest()


def name_by_content(path: str, content: bytes) -> NamedFile:
    """`content` under `path` with a hash put in: `assets/style.css` -> `assets/style.HASH.css`."""
    plain = PurePosixPath(path)
    digest = hashlib.sha256(content).hexdigest()[:HASH_DIGITS]
    named = plain.with_name(f"{plain.stem}.{digest}{plain.suffix}")
    return NamedFile(path=str(named), content=content)

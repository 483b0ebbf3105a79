"""The site's version: a hash of all that is published, put into the pages at the end."""

from __future__ import annotations

import hashlib
from pathlib import Path

VERSION_HASH = "@@@@@@@"  # stands in the pages until their content is known


def stamp_version(folder: Path) -> str:
    """Put the hash of the folder's files where the pages leave room for it, and give it.

    The same files give the same version: no clock and no history comes into it.
    """
    version = content_hash(folder)[: len(VERSION_HASH)]
    for page in sorted(folder.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace(VERSION_HASH, version), encoding="utf-8")
    return version


def content_hash(folder: Path) -> str:
    """A hash over the name and content of each file, in hex."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix().encode("utf-8")
        content = path.read_bytes()
        whole.update(len(name).to_bytes(8) + name + len(content).to_bytes(8) + content)
    return whole.hexdigest()

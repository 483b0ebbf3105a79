"""Where pages stand, and how one leads to another: by relative links, wherever the site is."""

from __future__ import annotations

import posixpath
from urllib.parse import urlsplit

INDEX = "index.md"


def page_path(language: str, name: str) -> str:
    """A page's path from the site's root: `en`, `check.md` -> `en/check/`; the home page `en/`."""
    if name == INDEX:
        return f"{language}/"
    return f"{language}/{name.removesuffix('.md')}/"


def relative(path: str, start: str) -> str:
    """The link to `path` from the page at `start`, both from the site's root.

    `en/check/` from `fr/check/` -> `../../en/check/`; a page from itself -> `./`.
    """
    link = posixpath.relpath(path or ".", start or ".")
    is_folder = not path or path.endswith("/")
    return f"{link}/" if is_folder else link


def absolute(path: str, address: str | None) -> str:
    """The link to `path` without the host, for 404.html, which is shown at any depth.

    Without an address the site is taken to stand at the root of its host.
    """
    return f"{urlsplit(address or '/').path.rstrip('/')}/{path}"

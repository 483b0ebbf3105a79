"""The notice that others put into their own pages: plain HTML, in a frame or pasted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from publish.addresses import page_path, relative
from publish.policy import page_policy
from publish.site import ROOT_FOLDER, THEME
from publish.story import names_for

if TYPE_CHECKING:
    from publish.edition import Edition

FILE = "notice.html"
TEMPLATE = "notice.html"
PASTED = "partials/notice-text.html"
HOME, CHECK = "index.md", "check.md"

type Side = Mapping[str, Any]


def notice_path(language: str = "") -> str:
    """The notice's path from the site's root: `en/notice.html`; `notice.html` speaks all."""
    return f"{language}/{FILE}" if language else FILE


def notice_link(folder: str, name: str) -> str:
    """The link to the notice from the page `name` in `folder` of docs."""
    if folder == ROOT_FOLDER:
        return notice_path()
    return relative(notice_path(folder), page_path(folder, name))


def notice_code(edition: Edition, language: str) -> str:
    """The HTML to paste elsewhere. It leads back only when the site has an address."""
    side = _side(edition, language, "", framed=False)
    return _environment().get_template(PASTED).render(side=side).strip()


def write_notices(edition: Edition, output: Path) -> None:
    """Write the notice in each language, and in all of them at once."""
    codes = edition.site.codes
    for path, spoken in [*((notice_path(code), (code,)) for code in codes), (notice_path(), codes)]:
        (output / path).write_text(_document(edition, path, spoken), encoding="utf-8")


def _document(edition: Edition, path: str, languages: tuple[str, ...]) -> str:
    start = path.removesuffix(FILE)
    sides = [_side(edition, language, start, framed=True) for language in languages]
    return (
        _environment()
        .get_template(TEMPLATE)
        .render(
            sides=sides,
            language=sides[0]["language"],
            title=sides[0]["incident"]["title"],
            policy=Markup(page_policy()),  # noqa: S704 - made of our own constants
            assets=edition.assets.links(lambda target: relative(target, start)),
        )
    )


def _side(edition: Edition, language: str, start: str, *, framed: bool) -> Side:
    """What the notice says in a language. `home` and `check` are None where nothing can lead."""
    names = names_for(edition.incident, edition.tongue(language))
    address = edition.site.address

    def link(name: str) -> str | None:
        path = page_path(language, name)
        if address is not None:
            return address + path
        return relative(path, start) if framed else None

    return {
        "language": edition.site.language(language).tag,
        "words": edition.words[language],
        "incident": names,
        "facts": names["facts"],
        "home": link(HOME),
        "check": link(CHECK),
    }


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(THEME),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )

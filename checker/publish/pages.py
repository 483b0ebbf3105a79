"""Runs MkDocs over the pages: the one module that starts it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError

from publish.addresses import page_path
from publish.edition import ROOT_PAGE, Edition
from publish.heads import head_problems
from publish.language import word_slips
from publish.parity import lonely_pages
from publish.problem import Problem, Stop, stop_if
from publish.prose import template_problem
from publish.site import CONFIG, THEME, Site
from publish.together import check_names, finished_files, problems_together
from publish.twin import exchange_words

# static-i18n takes two letters for a language and gives the default one the root. The root is
# no language; this code, which no language has, is never shown.
ROOT_LOCALE = "xx"
HIDDEN = "decisions/\nguide/\n"
EXTENSIONS = ("attr_list", "def_list", "md_in_html", "tables")
CHECKED_LINKS = {
    "nav": {"omitted_files": "info", "not_found": "warn", "absolute_links": "warn"},
    "links": {
        "not_found": "warn",
        "anchors": "warn",
        "absolute_links": "warn",
        "unrecognized_links": "warn",
    },
}
ABOUT_FILE = re.compile(r"Doc file '(?P<file>[^']+)' (?P<what>.*)", re.DOTALL)


def write_pages(edition: Edition, output: Path) -> None:
    """Write every page of every language, and 404.html, into `output`.

    Raises Stop with all that is wrong with the pages. Every warning of MkDocs counts: its own
    strict mode counts them too, but language by language, and stops at the first.
    """
    site = edition.site
    stop_if([*page_list_problems(site), *word_slips(edition.words, edition.tongues)])
    edition.render()
    with _warnings() as warnings:
        _run(edition, output)
    stop_if([*edition.content_problems, *problems_together(edition), *warnings])
    pages = {
        file: (output / path).read_text(encoding="utf-8")
        for path, file in finished_files(edition).items()
    }
    stop_if(head_problems(pages))
    _exchange_check_words(edition, output)


def page_list_problems(site: Site) -> list[Problem]:
    """Pages that only one language has, and names in the menu that no page has."""
    folders = {language.code: site.docs / language.code for language in site.languages}
    pages = {
        code: {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
        for code, folder in folders.items()
    }
    every = set().union(*pages.values())
    unknown = [name for name in site.pages if name not in every]
    return [
        *_root_problems(site),
        *lonely_pages(pages),
        *(
            Problem(file=CONFIG, place="nav", what=f"{name!r} is no page", wanted="a file of docs")
            for name in unknown
        ),
    ]


def _root_problems(site: Site) -> list[Problem]:
    if (site.docs / ROOT_PAGE).is_file():
        return []
    wanted = "the page at the site's own address, in both languages"
    return [Problem(file=f"docs/{ROOT_PAGE}", what="is missing", wanted=wanted)]


def _run(edition: Edition, output: Path) -> None:
    try:
        config = load_config(str(edition.site.folder / CONFIG), **_settings(edition.site, output))
        config["extra"]["edition"] = edition
        config["theme"].static_templates = {"404.html"}  # without MkDocs' own sitemap
        build(config)
    except (Abort, BuildError) as error:
        problem = Problem(file=CONFIG, what=str(error), wanted="settings that MkDocs takes")
        raise Stop([problem]) from error
    except ValueError as error:  # a template of the theme asks for a fact that is not there
        raise Stop([template_problem(error, "overrides")]) from error


def _settings(site: Site, output: Path) -> dict[str, Any]:
    """What a site's mkdocs.yml leaves to us."""
    i18n = {
        "docs_structure": "folder",
        "fallback_to_default": False,
        "reconfigure_material": False,
        "reconfigure_search": False,
        "languages": _locales(site),
    }
    return {
        "docs_dir": str(site.docs),
        "site_dir": str(output),
        "site_url": site.address or "",
        "nav": [],
        "theme": {"name": None, "custom_dir": str(THEME)},
        "hooks": [str(THEME / "hooks.py")],
        "plugins": [{"i18n": i18n}],
        "markdown_extensions": list(EXTENSIONS),
        "validation": deepcopy(CHECKED_LINKS),  # MkDocs writes into what it is given
        "exclude_docs": HIDDEN,
        "use_directory_urls": True,
    }


def _locales(site: Site) -> list[Mapping[str, Any]]:
    root = {"locale": ROOT_LOCALE, "name": "/", "default": True, "nav": [ROOT_PAGE]}
    languages = [
        {"locale": language.code, "name": language.name, "nav": list(site.pages)}
        for language in site.languages
    ]
    return [root, *languages]


@contextmanager
def _warnings() -> Iterator[list[Problem]]:
    """What MkDocs warns of meanwhile, as problems; nothing of it is printed."""
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    before = logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield collector.problems
    finally:
        logger.removeHandler(collector)
        logger.propagate = before


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(_warning_problem(record.getMessage()))


def _warning_problem(message: str) -> Problem:
    match = ABOUT_FILE.match(message)
    if match is None:
        return Problem(file=CONFIG, what=f"MkDocs warns: {message}", wanted="no warning")
    wanted = "a link to a page, or to an id on it, that is there"
    return Problem(file=f"docs/{match['file']}", what=match["what"].rstrip("."), wanted=wanted)


def _exchange_check_words(edition: Edition, output: Path) -> None:
    """Give each check page its twin's words."""
    one, other = edition.site.codes
    for name in check_names(edition):
        paths = [output / page_path(code, name) / "index.html" for code in (one, other)]
        first, second = (path.read_text(encoding="utf-8") for path in paths)
        files = (f"docs/{one}/{name}", f"docs/{other}/{name}")
        for path, text in zip(paths, exchange_words(first, second, files=files), strict=True):
            path.write_text(text, encoding="utf-8")

"""MkDocs' events, each passed on to the edition that is being built (see `publish.edition`)."""

# ruff: noqa: ARG001 - MkDocs gives an event's arguments by name, read or not

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, cast

from jinja2 import StrictUndefined

from publish.context import missing_page_context, page_context
from publish.edition import ROOT_PAGE

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from publish.edition import Edition

log = logging.getLogger("mkdocs.hooks.publish")


def edition_of(config: MkDocsConfig) -> Edition:
    """The edition that `publish.pages` builds. It lives and dies with one build."""
    return cast("Edition", config.extra["edition"])


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The page for both languages stands at the root; of the theme no file is copied as it is."""
    for file in [file for file in files if file.src_dir != config.docs_dir]:
        files.remove(file)
    root = files.get_file_from_path(ROOT_PAGE)
    if root is not None:
        root.dest_uri = "index.html"
    log.debug("root page: %s", root)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page as it was typed makes way for the page with its facts."""
    log.debug("facts into %s", page.file.src_uri)
    markdown, page.meta = edition_of(config).markdown(page.file.src_uri)
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """What is typed in the page is checked."""
    log.debug("reading %s", page.file.src_uri)
    return edition_of(config).read(page.file.src_uri, html, page.toc)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Templates escape what they print, and stop at a name that nobody gave them."""
    log.debug("templates: strict")
    env.autoescape = True
    env.undefined = StrictUndefined
    return env


def on_page_context(
    context: MutableMapping[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> MutableMapping[str, Any]:
    """The template gets what the edition knows of the page."""
    log.debug("template of %s", page.file.src_uri)
    context.update(page_context(edition_of(config), page.file.src_uri))
    return context


def on_template_context(
    context: MutableMapping[str, Any], template_name: str, config: MkDocsConfig
) -> MutableMapping[str, Any]:
    """404.html gets both languages."""
    log.debug("template %s", template_name)
    context.update(missing_page_context(edition_of(config)))
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """404.html speaks both languages: it is written with the page at the root, and only then."""
    log.debug("404.html is written")
    config.theme.static_templates = set()

"""What a template may use, besides MkDocs' own: words, links, navigation, policy, the check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from incident.speech import Language as Tongue
from publish.addresses import absolute, page_path, relative
from publish.edition import Edition, key_of
from publish.feed import feed_path
from publish.findability import Alternate, MappedPage, alternates
from publish.language import mark_names
from publish.notice import notice_link
from publish.policy import page_policy
from publish.site import ROOT_FOLDER
from publish.story import names_for, sources_of
from publish.together import CHECK_TEMPLATE
from publish.version import VERSION_HASH

QUESTIONS_TEMPLATE = "questions.html"  # its filter box is the one script of an ordinary page
HOME = "index.md"

type Link = Callable[[str], str]  # a path from the site's root -> the link to it
type Context = dict[str, Any]


def page_context(edition: Edition, path: str) -> Context:
    """For the page at `path` (`en/check.md`). Also tells the page its `meta.sources`."""
    language, name = key_of(path)
    page = edition.pages[language, name]
    page.meta["sources"] = _sources(edition, language, name)
    if language == ROOT_FOLDER:
        return bilingual_context(edition, lambda target: relative(target, ""))
    here = page_path(language, name)

    def link(target: str) -> str:
        return relative(target, here)

    is_check = page.template == CHECK_TEMPLATE
    return {
        **_shared(edition, link),
        **_side(edition, language, link, current=name),
        "other": _other(edition, language, name),
        "alternates": page_alternates(edition, name),
        "notice_url": notice_link(language, name),
        "canonical": _absolute(edition, here),
        "feed": _feed(edition, language),
        "sharing": _sharing(edition, language, page.meta),
        "policy": _attribute(_policy(edition, page.template)),
        "check": edition.selfcheck.context(edition.site, language, name) if is_check else None,
        "both": None,
    }


def missing_page_context(edition: Edition) -> Context:
    """For 404.html, which a host shows at any depth: its links are absolute."""
    context = bilingual_context(edition, lambda target: absolute(target, edition.site.address))
    return {**context, "alternates": (), "canonical": None}


def bilingual_context(edition: Edition, link: Link) -> Context:
    """For a page in every language at once: `both` holds a side for each."""
    sides = {code: _side(edition, code, link) for code in edition.site.codes}
    return {
        **_shared(edition, link),
        **sides[edition.site.codes[0]],
        "both": sides,
        "other": None,
        "alternates": page_alternates(edition, HOME),
        "canonical": _absolute(edition, ""),
        "feed": None,
        "sharing": None,
        "policy": _attribute(page_policy()),
        "check": None,
    }


def page_alternates(edition: Edition, name: str) -> tuple[Alternate, ...]:
    """The page in each language, and for readers of any other."""
    languages = edition.site.languages
    paths = {language.tag: page_path(language.code, name) for language in languages}
    default = "" if name == HOME else next(iter(paths.values()))
    return alternates(edition.site.address, paths, default)


def sitemap_pages(edition: Edition) -> list[MappedPage]:
    """For the sitemap of a site with an address: each page of each language."""
    return [
        MappedPage(
            url=str(_absolute(edition, page_path(language, name))),
            changed=page.changed or str(edition.incident.as_of),
            alternates=page_alternates(edition, name),
        )
        for (language, name), page in edition.pages.items()
        if language != ROOT_FOLDER
    ]


def _policy(edition: Edition, template: str) -> str:
    if template == CHECK_TEMPLATE:
        return edition.selfcheck.policy
    return page_policy(script=template == QUESTIONS_TEMPLATE)


def _absolute(edition: Edition, path: str) -> str | None:
    """The whole address of a path, when the site has one."""
    return None if edition.site.address is None else edition.site.address + path


def _feed(edition: Edition, language: str) -> Context | None:
    """The feed of the language's updates, for the head of a page; none without an address."""
    url = _absolute(edition, feed_path(language))
    if url is None:
        return None
    return {"url": url, "title": edition.words[language]["feed"]["title"]}


def _sharing(edition: Edition, language: str, meta: Mapping[str, Any]) -> Context | None:
    """What goes with a link to a page of an official site, when it is shared."""
    picture, name = edition.assets.sharing, edition.site.language(language)
    if not edition.incident.official or picture is None:
        return None
    return {
        "title": meta["title"],
        "description": meta["description"],
        "image": _absolute(edition, picture.path),
        "image_alt": edition.words[language]["site"]["sharing_alt"],
        "locale": name.tag.replace("-", "_"),
        "site_name": edition.incident.title.said(edition.tongue(language)),
    }


def _shared(edition: Edition, link: Link) -> Context:
    version = f"{edition.incident.as_of} · {VERSION_HASH}"
    return {"assets": edition.assets.links(link), "version": version}


def _side(edition: Edition, language: str, link: Link, current: str = "") -> Context:
    """What differs by language."""
    names = names_for(edition.incident, edition.tongue(language))
    return {
        "language": edition.site.language(language).tag,
        "words": edition.words[language],
        "incident": names,
        "facts": names["facts"],
        "home": link(page_path(language, HOME)),
        "navigation": _navigation(edition, language, link, current),
    }


def _navigation(edition: Edition, language: str, link: Link, current: str) -> list[Context]:
    """The pages that every page leads to: in its menu, or in its foot."""
    return [
        {
            "name": name.removesuffix(".md"),
            "title": page.meta.get("menu") or page.meta["title"],
            "url": link(page_path(language, name)),
            "active": name == current,
            "foot": bool(page.meta.get("foot")),
        }
        for name in edition.site.pages
        for page in [edition.pages[language, name]]
    ]


def _sources(edition: Edition, language: str, name: str) -> list[dict[str, str]]:
    rendered = edition.pages[language, name].rendered
    tongue = edition.tongue(language)
    return [
        {**source, **{key: _marked(edition, source[key], tongue) for key in ("title", "publisher")}}
        for source in sources_of(edition.incident, rendered.facts, rendered.names, tongue)
    ]


def _marked(edition: Edition, text: str, tongue: Tongue) -> Markup:
    """A text of the incident, with its names in the other language marked."""
    html = mark_names(str(escape(text)), tongue, edition.incident.vocabulary)
    return Markup(html)  # noqa: S704 - escaped above


def _other(edition: Edition, language: str, name: str) -> dict[str, str]:
    """The same page in the other language."""
    other = next(other for other in edition.site.languages if other.code != language)
    url = relative(page_path(other.code, name), page_path(language, name))
    return {"language": other.tag, "name": other.name, "url": url}


def _attribute(policy: str) -> Markup:
    """A policy for a meta element as it is: it is ours, and holds no double quote."""
    return Markup(policy)  # noqa: S704 - made of our own constants

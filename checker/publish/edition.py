"""One build of the pages: what MkDocs' events ask of it, in plain values.

Nothing here outlives a build: every build makes its own edition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from markupsafe import Markup

from incident.model import Incident
from incident.speech import Language as Tongue
from publish.addresses import absolute, page_path, relative
from publish.assets import Assets
from publish.digits import digit_problems
from publish.findability import Alternate, alternates
from publish.parity import PageRecord, twin_problems
from publish.policy import page_policy
from publish.problem import Problem, Stop, stop_if
from publish.prose import Prose, Rendered, plain
from publish.reading import read_page
from publish.selfcheck import SelfCheck
from publish.site import THEME, Language, Site
from publish.story import facts_said, names_for, sources_of
from publish.typed import TypedPage, read_page_file
from publish.version import VERSION_HASH
from publish.words import Words

ROOT_FOLDER = "root"
ROOT_PAGE = "root/index.md"
CHECK_TEMPLATE = "check.html"
TEXTS_OF_META = ("title", "description")

type Link = Callable[[str], str]  # a path from the site's root -> the link to it


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page with its facts in place: as it was typed, rendered, and its front matter."""

    typed: TypedPage
    rendered: Rendered
    meta: dict[str, Any]


@dataclass(kw_only=True)
class Edition:
    """The pages of one build; `content_problems` is what was found wrong while reading them."""

    site: Site
    incident: Incident
    words: Mapping[str, Words]
    assets: Assets
    selfcheck: SelfCheck
    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    records: dict[tuple[str, str], PageRecord] = field(default_factory=dict)
    content_problems: list[Problem] = field(default_factory=list)

    @property
    def version(self) -> str:
        """The date of the facts, and the place of the hash that publish.version puts in."""
        return f"{self.incident.as_of} · {VERSION_HASH}"

    def render(self) -> None:
        """Put the facts into every page. Raises Stop with what is wrong in any of them."""
        problems: list[object] = []
        for language, name in self._page_files():
            try:
                typed = read_page_file(self.site.docs, language, name)
                self.pages[language, name] = self._rendered(typed)
            except Stop as stop:
                problems += stop.problems
        stop_if(problems)

    def markdown(self, path: str) -> tuple[str, dict[str, Any]]:
        """The Markdown and the front matter of the page at `path` (`en/check.md`)."""
        page = self.pages[self._named(path)]
        return page.rendered.text, page.meta

    def read(self, path: str, html: str, toc: Iterable[Any]) -> Markup:
        """The page's content, finished, after what is typed in it was checked.

        `toc` is MkDocs' tree of headings; its titles are finished in place.
        """
        language, name = self._named(path)
        _finish_titles(toc)
        page = self.pages[language, name]
        self.content_problems += digit_problems(
            read_page(html).prose,
            page.meta.get("literals") or (),
            page=page.typed,
            facts=facts_said(self.incident, self._tongue(language)),
        )
        self.records[language, name] = PageRecord(
            file=page.typed.file,
            reading=read_page(plain(html)),
            facts=page.rendered.facts,
            addresses={plain(k): v for k, v in page.rendered.addresses.items()},
        )
        return Markup(plain(html))  # noqa: S704 - it is the page, which our Markdown made

    def context(self, path: str) -> dict[str, Any]:
        """What the template of the page at `path` may use, besides MkDocs' own."""
        language, name = self._named(path)
        page = self.pages[language, name]
        if language == ROOT_FOLDER:
            return self.bilingual_context(start="")
        here = page_path(language, name)

        def link(target: str) -> str:
            return relative(target, here)

        is_check = page.meta.get("template") == CHECK_TEMPLATE
        page.meta["sources"] = sources_of(
            self.incident, page.rendered.facts, page.rendered.names, self._tongue(language)
        )
        return {
            **self._shared(link),
            **self._side(language, link, current=name),
            "other": self._other(language, name),
            "alternates": self._alternates(name),
            "policy": _attribute(self.selfcheck.policy if is_check else page_policy()),
            "check": self.selfcheck.context(self.site, language, name) if is_check else None,
            "both": None,
        }

    def bilingual_context(self, start: str | None) -> dict[str, Any]:
        """The same for a page in both languages: at `start`, or 404.html (None), at any depth."""

        def link(target: str) -> str:
            if start is None:
                return absolute(target, self.site.address)
            return relative(target, start)

        sides = {language.code: self._side(language.code, link) for language in self.site.languages}
        first = next(iter(sides.values()))
        return {
            **self._shared(link),
            **first,
            "both": sides,
            "other": None,
            "alternates": self._alternates("index.md") if start is not None else (),
            "policy": _attribute(page_policy()),
            "check": None,
        }

    def parity_problems(self) -> list[Problem]:
        """How the pages of the other languages differ from those of the first."""
        first, *others = (language.code for language in self.site.languages)
        return [
            problem
            for (language, name), record in self.records.items()
            if language == first
            for other in others
            if (other, name) in self.records
            for problem in twin_problems(record, self.records[other, name])
        ]

    def output_path(self, language: str, name: str) -> str:
        """The page's file in the site."""
        return f"{page_path(language, name)}index.html"

    def all_alternates(self) -> list[Sequence[Alternate]]:
        """For the sitemap: each page in all its languages."""
        first = self.site.languages[0].code
        return [self._alternates(name) for language, name in self.pages if language == first]

    def _named(self, path: str) -> tuple[str, str]:
        language, _, name = path.partition("/")
        return language, name

    def _tongue(self, language: str) -> Tongue:
        """The language of the facts; the page for both languages may not name one that differs."""
        code = self.site.languages[0].code if language == ROOT_FOLDER else language
        return cast("Tongue", code)

    def _prose(self, language: str) -> Prose:
        tongue = self._tongue(language)
        words = self.words[tongue]
        return Prose(
            lambda say: {**names_for(self.incident, tongue, say), "words": words},
            (THEME / "partials", THEME),
        )

    def _page_files(self) -> list[tuple[str, str]]:
        """Every page: the folder under docs/, and the file in it."""
        folders = [*(language.code for language in self.site.languages), ROOT_FOLDER]
        return [
            (folder, path.relative_to(self.site.docs / folder).as_posix())
            for folder in folders
            for path in sorted((self.site.docs / folder).rglob("*.md"))
        ]

    def _rendered(self, typed: TypedPage) -> Page:
        prose = self._prose(typed.language)
        rendered = prose.render(typed.markdown, file=typed.file, first_line=typed.first_line)
        meta = dict(typed.meta)
        for key in TEXTS_OF_META:
            text = meta.get(key)
            if not isinstance(text, str) or not text.strip():
                problem = Problem(file=typed.file, place=key, what="is missing", wanted="a text")
                raise Stop([problem])
            meta[key] = plain(prose.render(text, file=typed.file).text)
        return Page(typed=typed, rendered=rendered, meta=meta)

    def _shared(self, link: Link) -> dict[str, Any]:
        return {"assets": self.assets.links(link), "version": self.version}

    def _side(self, language: str, link: Link, current: str = "") -> dict[str, Any]:
        """What differs by language. `link` makes a link of a path from the site's root."""
        names = names_for(self.incident, self._tongue(language))
        return {
            "language": self._language(language).tag,
            "words": self.words[language],
            "incident": names,
            "facts": names["facts"],
            "home": link(page_path(language, "index.md")),
            "navigation": self._navigation(language, link, current),
        }

    def _navigation(self, language: str, link: Link, current: str) -> list[dict[str, Any]]:
        pages = [(name, self.pages.get((language, name))) for name in self.site.pages]
        return [
            {
                "name": name.removesuffix(".md"),
                "title": page.meta.get("menu") or page.meta["title"],
                "url": link(page_path(language, name)),
                "active": name == current,
            }
            for name, page in pages
            if page is not None
        ]

    def _other(self, language: str, name: str) -> dict[str, str]:
        other = next(other for other in self.site.languages if other.code != language)
        return {
            "language": other.tag,
            "name": other.name,
            "url": relative(page_path(other.code, name), page_path(language, name)),
        }

    def _alternates(self, name: str) -> tuple[Alternate, ...]:
        paths = {language.tag: page_path(language.code, name) for language in self.site.languages}
        default = "" if name == "index.md" else next(iter(paths.values()))
        return alternates(self.site.address, paths, default)

    def _language(self, code: str) -> Language:
        return next(language for language in self.site.languages if language.code == code)


def _attribute(policy: str) -> Markup:
    """A policy for a meta element as it is: it is ours, and holds no double quote."""
    return Markup(policy)  # noqa: S704 - made of our own constants


def _finish_titles(toc: Iterable[Any]) -> None:
    for entry in toc:
        entry.title = plain(entry.title)
        _finish_titles(entry.children)

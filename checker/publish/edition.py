"""One build of the pages: facts put in, what is typed checked, the languages held equal.

MkDocs' events pass through here in plain values. Nothing outlives a build: every build makes
its own edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from markupsafe import Markup, escape

from incident.model import Incident
from incident.moments import Precision, parse_moment
from incident.speech import Language as Tongue
from incident.vouched import plain
from publish.assets import Assets
from publish.digits import digit_problems
from publish.language import mark_names, meta_slips, page_slips
from publish.notice import notice_code, notice_link
from publish.parity import PageRecord
from publish.problem import Problem, Stop, stop_if
from publish.prose import Prose, Rendered
from publish.reading import read_page
from publish.selfcheck import SelfCheck
from publish.site import ROOT_FOLDER, THEME, Site
from publish.story import facts_said, names_for, source_addresses
from publish.typed import TypedPage, read_page_file
from publish.words import Words

ROOT_PAGE = "root/index.md"
TEXTS_OF_META = ("title", "description")

type Key = tuple[str, str]  # the folder under docs/, and the file in it


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page with its facts in place: as it was typed, rendered, and its front matter."""

    typed: TypedPage
    rendered: Rendered
    meta: dict[str, Any]

    @property
    def template(self) -> str:
        """The theme's template that shows it."""
        return str(self.meta.get("template", "main.html"))

    @property
    def changed(self) -> str:
        """The day of its last change (2026-11-24), by its front matter; or empty."""
        return str(self.meta.get("updated", ""))


@dataclass(kw_only=True)
class Edition:
    """The pages of one build. Reading them fills `contents` (finished HTML) and the rest."""

    site: Site
    incident: Incident
    words: Mapping[str, Words]
    assets: Assets
    selfcheck: SelfCheck
    pages: dict[Key, Page] = field(default_factory=dict)
    records: dict[Key, PageRecord] = field(default_factory=dict)
    contents: dict[Key, str] = field(default_factory=dict)
    content_problems: list[Problem] = field(default_factory=list)

    def render(self) -> None:
        """Put the facts into every page. Raises Stop with what is wrong in any of them."""
        problems: list[object] = []
        for key in self._page_files():
            try:
                self.pages[key] = self._rendered(read_page_file(self.site.docs, *key))
            except Stop as stop:
                problems += stop.problems
        stop_if(problems)

    def markdown(self, path: str) -> tuple[str, dict[str, Any]]:
        """The Markdown and the front matter of the page at `path` (`en/check.md`)."""
        page = self.pages[key_of(path)]
        return page.rendered.text, page.meta

    def read(self, path: str, html: str, toc: Iterable[Any]) -> Markup:
        """The page's content, finished, after what is typed in it was checked.

        `toc` is MkDocs' tree of headings; its titles are finished in place.
        """
        key = key_of(path)
        page = self.pages[key]
        self.content_problems += digit_problems(
            read_page(html).prose,
            page.meta.get("literals") or (),
            page=page.typed,
            facts=facts_said(self.incident, self.tongue(key[0])),
        )
        html = mark_names(plain(html), self.tongue(key[0]), self.incident.vocabulary)
        self.contents[key] = html
        self.content_problems += self._slips(page, html)
        self.records[key] = PageRecord(
            file=page.typed.file,
            reading=read_page(html),
            facts=page.rendered.facts,
            addresses=self._addresses(page, self.tongue(key[0])),
        )
        headings = self.records[key].reading.headings
        _finish_titles(toc, {heading.id: heading.text.strip() for heading in headings})
        return Markup(html)  # noqa: S704 - it is the page, which our Markdown made

    def _slips(self, page: Page, html: str) -> list[Problem]:
        """What is wrong with the language of a page."""
        tongue, vocabulary = self.tongue(page.typed.language), self.incident.vocabulary
        return [
            *page_slips(page.typed, html, tongue, vocabulary),
            *meta_slips(page.typed, page.meta, tongue, vocabulary),
        ]

    @property
    def tongues(self) -> tuple[Tongue, ...]:
        """The languages of the site, as the incident speaks them."""
        return tuple(self.tongue(code) for code in self.site.codes)

    def tongue(self, folder: str) -> Tongue:
        """The language of a folder's facts; the page for all languages speaks the first."""
        return cast("Tongue", self.site.codes[0] if folder == ROOT_FOLDER else folder)

    def _addresses(self, page: Page, tongue: Tongue) -> dict[str, str]:
        """What the incident's addresses are called, for they may differ by language."""
        said = page.rendered.addresses.items()
        facts = {plain(text): f"facts.{name}" for text, name in said}
        return source_addresses(self.incident, tongue) | facts

    def _page_files(self) -> list[Key]:
        return [
            (folder, path.relative_to(self.site.docs / folder).as_posix())
            for folder in (*self.site.codes, ROOT_FOLDER)
            for path in sorted((self.site.docs / folder).rglob("*.md"))
        ]

    def _prose(self, folder: str, name: str) -> Prose:
        tongue = self.tongue(folder)
        names = {
            "words": self.words[tongue],
            "notice_url": notice_link(folder, name),
            "notice_code": notice_code(self, tongue),
        }
        return Prose(
            lambda say: {**names_for(self.incident, tongue, say), **names},
            (THEME / "partials", THEME),
        )

    def _rendered(self, typed: TypedPage) -> Page:
        prose = self._prose(typed.language, typed.name)
        rendered = prose.render(typed.markdown, file=typed.file, first_line=typed.first_line)
        meta = dict(typed.meta)
        stop_if(_day_problems(typed))
        for key in TEXTS_OF_META:
            text = meta.get(key)
            if not isinstance(text, str) or not text.strip():
                problem = Problem(file=typed.file, place=key, what="is missing", wanted="a text")
                raise Stop([problem])
            meta[key] = plain(prose.render(text, file=typed.file).text)
        return Page(typed=typed, rendered=rendered, meta=meta)


def _day_problems(typed: TypedPage) -> list[Problem]:
    day = str(typed.meta.get("updated", "2026-01-01"))
    moment = parse_moment(day)
    if moment is not None and moment.precision is Precision.DAY:
        return []
    what = f"{day!r} is not a day"
    return [Problem(file=typed.file, place="updated", what=what, wanted="2026-11-24")]


def key_of(path: str) -> Key:
    """`en/check.md` -> `en`, `check.md`."""
    folder, _, name = path.partition("/")
    return folder, name


def _finish_titles(toc: Iterable[Any], texts: Mapping[str, str]) -> None:
    """Give each heading's entry its own words: MkDocs makes plain spaces of no-break ones."""
    for entry in toc:
        entry.title = escape(texts[entry.id])
        _finish_titles(entry.children, texts)

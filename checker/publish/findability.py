"""What search engines are told: robots.txt, the sitemap, and a page's other languages.

A site that its organisation has not made official keeps out of their results (each page says
noindex) and has no sitemap. robots.txt allows even then: who may not read a page does not see
its noindex.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True, kw_only=True)
class Alternate:
    """The same page in a language: what `hreflang` says, and the whole address."""

    hreflang: str
    url: str


def alternates(
    address: str | None, paths: Mapping[str, str], default: str
) -> tuple[Alternate, ...]:
    """The page in each language. `paths`: language tag -> path from the site's root.

    `default` is the path for readers of any other language. Nothing without an address.
    """
    if address is None:
        return ()
    pages = [Alternate(hreflang=tag, url=address + path) for tag, path in paths.items()]
    return (*pages, Alternate(hreflang="x-default", url=address + default))


def robots_text(*, address: str | None, official: bool) -> str:
    """robots.txt: everything may be read; an official site names its sitemap."""
    sitemap = f"Sitemap: {address}sitemap.xml\n" if official and address else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


@dataclass(frozen=True, kw_only=True)
class MappedPage:
    """A page of one language in the sitemap: its address, the day of its last change, its twins."""

    url: str
    changed: str
    alternates: Sequence[Alternate]


def sitemap_xml(pages: Iterable[MappedPage]) -> str:
    """sitemap.xml of an official site; an entry a page and language."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{"".join(map(_entry, pages))}</urlset>\n'
    )


def _entry(page: MappedPage) -> str:
    links = "".join(
        f'  <xhtml:link rel="alternate" hreflang="{alternate.hreflang}"'
        f" href={quoteattr(alternate.url)}/>\n"
        for alternate in page.alternates
    )
    return (
        f" <url>\n  <loc>{escape(page.url)}</loc>\n  <lastmod>{page.changed}</lastmod>\n"
        f"{links} </url>\n"
    )

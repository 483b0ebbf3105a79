"""The Atom feed of a language: each dated change of what the site says. Needs the site's address.

Every date in it is one of the incident's, so that the same facts give the same feed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from publish.addresses import page_path
from publish.site import Language

FILE = "updates.xml"
PAGE = "updates.md"  # where the changes are read


def feed_path(language: str) -> str:
    """The feed's path from the site's root: `en/updates.xml`."""
    return f"{language}/{FILE}"


def feed_xml(  # noqa: PLR0913 - each is a line of the feed
    changes: Iterable[Mapping[str, str]],
    *,
    address: str,
    language: Language,
    title: str,
    author: str,
    kinds: Mapping[str, str],
    as_of: str,
) -> str:
    """The feed as XML. `changes`: {iso, kind, text}, newest first; `kinds`: what a kind is called.

    `as_of` (2026-11-24) is when the site was last compared with its sources: the feed's own date
    as long as nothing has changed.
    """
    newest_first = list(changes)
    updated = _time(newest_first[0]["iso"] if newest_first else as_of)
    page, feed = address + page_path(language.code, PAGE), address + feed_path(language.code)
    entries = "".join(
        _entry(change, number, page, kinds)
        for number, change in zip(_numbers(newest_first), newest_first, strict=True)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(language.tag)}>\n'
        f"<title>{escape(title)}</title>\n<id>{escape(feed)}</id>\n<updated>{updated}</updated>\n"
        f"<author><name>{escape(author)}</name></author>\n"
        f'<link rel="self" href={quoteattr(feed)}/>\n'
        f'<link rel="alternate" href={quoteattr(page)}/>\n'
        f"{entries}</feed>\n"
    )


def _numbers(newest_first: list[Mapping[str, str]]) -> list[int]:
    """Each change's number among those of its day, the oldest first: so that an id stays."""
    seen: dict[str, int] = {}
    numbers = []
    for change in reversed(newest_first):
        seen[change["iso"]] = seen.get(change["iso"], 0) + 1
        numbers.append(seen[change["iso"]])
    return numbers[::-1]


def _entry(change: Mapping[str, str], number: int, page: str, kinds: Mapping[str, str]) -> str:
    title = escape(kinds[change["kind"]])
    place = f"{page}#{change['iso']}" + (f"-{number}" if number > 1 else "")
    return (
        f"<entry>\n<title>{title}</title>\n<id>{escape(place)}</id>\n"
        f"<updated>{_time(change['iso'])}</updated>\n"
        f"<link href={quoteattr(page)}/>\n"
        f"<content>{escape(change['text'])}</content>\n</entry>\n"
    )


def _time(day: str) -> str:
    """A day as Atom wants it: its beginning, in no time zone but UTC."""
    return f"{day}T00:00:00Z"

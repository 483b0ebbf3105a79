"""Writes what programs ask a site for: robots.txt, the feeds and the sitemap."""

from __future__ import annotations

from pathlib import Path

from publish.context import sitemap_pages
from publish.edition import Edition
from publish.feed import feed_path, feed_xml
from publish.findability import robots_text, sitemap_xml
from publish.story import changes_said


def write_findability(edition: Edition, output: Path) -> None:
    """Write robots.txt, and the feeds and the sitemap where the site has them."""
    address, official = edition.site.address, edition.incident.official is not None
    robots = robots_text(address=address, official=official)
    (output / "robots.txt").write_text(robots, encoding="utf-8")
    if address is not None:
        _write_feeds(edition, address, output)
    if official and address:
        (output / "sitemap.xml").write_text(sitemap_xml(sitemap_pages(edition)), encoding="utf-8")


def _write_feeds(edition: Edition, address: str, output: Path) -> None:
    incident = edition.incident
    for language in edition.site.languages:
        tongue, words = edition.tongue(language.code), edition.words[language.code]
        feed = feed_xml(
            changes_said(incident, tongue),
            address=address,
            language=language,
            title=f"{words['feed']['title']} – {incident.title.said(tongue)}",
            author=incident.organisation.name.said(tongue),
            kinds=words["parts"]["changes"]["kinds"],
            as_of=str(incident.as_of),
        )
        (output / feed_path(language.code)).write_text(feed, encoding="utf-8")

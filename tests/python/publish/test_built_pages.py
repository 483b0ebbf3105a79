"""What the pages of a small site hold, and that a build leaves nothing to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.findability import robots_text, sitemap_xml
from publish.version import content_hash, stamp_version
from tests.python.publish.tiny import build_pages, write_tiny_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_tiny_site(tmp_path_factory.mktemp("tiny"))
    return build_pages(folder, folder / "site")


def page(site: Path, path: str) -> str:
    return (site / path).read_text("utf-8")


def test_facts_stand_in_each_language(site: Path) -> None:
    assert "Copied in October\u00a02022: the registers of 2014 to 2022." in page(
        site, "en/index.html"
    )
    assert "Copiées en octobre\u00a02022" in page(site, "fr/index.html")
    assert "de 2014 à 2022" in page(site, "fr/index.html")


def test_a_page_names_the_sources_of_what_it_used(site: Path) -> None:
    assert "Cyberattaque signalée" in page(site, "fr/index.html").partition('id="sources"')[2]


def test_the_toggle_leads_to_the_same_page(site: Path) -> None:
    assert 'href="../../fr/check/" hreflang="fr-CA"' in page(site, "en/check/index.html")
    assert 'href="../../en/check/" hreflang="en-CA"' in page(site, "fr/check/index.html")


def test_the_check_page_holds_its_twins_words(site: Path) -> None:
    template = page(site, "en/check/index.html").partition('<template id="self-check-twin"')[2]

    assert template.startswith(' data-title="Vérifier – ')
    assert "Demandez." in template


def test_only_the_check_page_may_run_a_script(site: Path) -> None:
    for path in site.rglob("*.html"):
        has_script = "<script" in path.read_text("utf-8")
        assert has_script == (path.parent.name == "check"), path


def test_the_page_that_is_missing_is_told_with_absolute_links(site: Path) -> None:
    assert 'href="/breach/en/"' in page(site, "404.html")
    assert 'href="/breach/assets/style.' in page(site, "404.html")


def test_an_official_site_is_found(site: Path) -> None:
    home = page(site, "fr/index.html")

    assert "noindex" not in home
    assert 'hreflang="x-default" href="https://registers.example/breach/"' in home


def test_an_official_site_names_its_owner_to_those_who_share_it(site: Path) -> None:
    check = page(site, "fr/check/index.html")

    assert 'property="og:title"' in check
    assert 'content="https://registers.example/breach/assets/sharing.' in check
    assert '<link rel="canonical" href="https://registers.example/breach/fr/check/">' in check


def test_an_official_site_has_a_sitemap_with_the_days_of_its_pages(tmp_path: Path) -> None:
    folder = write_tiny_site(tmp_path)
    path = folder / "docs" / "fr" / "check.md"
    path.write_text(
        path.read_text("utf-8").replace("---\n", "---\nupdated: 2023-09-10\n", 1), "utf-8"
    )

    sitemap = page(build_pages(folder, folder / "site"), "sitemap.xml")

    assert "breach/fr/check/</loc>\n  <lastmod>2023-09-10<" in sitemap
    assert "breach/en/check/</loc>\n  <lastmod>2023-08-08<" in sitemap
    assert "notice.html" not in sitemap


def test_a_site_with_an_address_has_a_feed_in_each_language(site: Path) -> None:
    link = '<link rel="alternate" type="application/atom+xml"'

    for language in ("en", "fr"):
        assert (
            f"https://registers.example/breach/{language}/updates.xml"
            in (page(site, f"{language}/index.html").partition(link)[2])
        )
        assert "<updated>2023-08-08T00:00:00Z</updated>" in page(site, f"{language}/updates.xml")


def test_decisions_stay_out_of_the_site(site: Path) -> None:
    assert not [path for path in site.rglob("*") if "decisions" in path.as_posix()]


def test_no_stand_in_of_a_digit_is_left(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert not [c for c in path.read_text("utf-8") if "\ue000" <= c <= "\uf8ff"], path


def test_two_builds_are_the_same_byte_for_byte(site: Path, tmp_path: Path) -> None:
    again = build_pages(write_tiny_site(tmp_path), tmp_path / "site")

    assert content_hash(again) == content_hash(site)


def test_the_version_names_the_content(tmp_path: Path) -> None:
    first = build_pages(write_tiny_site(tmp_path), tmp_path / "first")
    second = build_pages(tmp_path, tmp_path / "second")
    (second / "robots.txt").write_text("other", "utf-8")

    versions = (stamp_version(first), stamp_version(second))

    assert f"2023-08-08 · {versions[0]}" in page(first, "en/index.html")
    assert versions[0] != versions[1]


def test_an_unofficial_site_without_an_address_keeps_out_of_results(tmp_path: Path) -> None:
    folder = write_tiny_site(tmp_path)
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(
        settings.replace("site_url: https://registers.example/breach/\n", ""), "utf-8"
    )
    incident = (folder / "incident.yml").read_text("utf-8")
    start, end = incident.index("official:"), incident.index("as_of:")
    incident = f"{incident[:start]}official: no\n{incident[end:]}"
    (folder / "incident.yml").write_text(incident, "utf-8")

    site = build_pages(folder, folder / "site")
    home = page(site, "en/index.html")

    assert not list(site.rglob("*.xml"))
    assert "og:" not in home
    assert "canonical" not in home
    assert '<meta name="robots" content="noindex">' in home
    assert "hreflang=" in home  # the toggle's
    assert '<link rel="alternate"' not in home
    assert 'href="https://www.electoralcommission.org.uk/"' in home


def test_robots_may_read_and_are_told_of_a_sitemap_only_when_official() -> None:
    official = robots_text(address="https://a.example/", official=True)
    unofficial = robots_text(address="https://a.example/", official=False)

    assert official == "User-agent: *\nAllow: /\nSitemap: https://a.example/sitemap.xml\n"
    assert unofficial == "User-agent: *\nAllow: /\n"


def test_a_sitemap_of_no_pages_is_still_a_sitemap() -> None:
    assert sitemap_xml([]).endswith("</urlset>\n")

"""What a first visit to the self-check costs on the wire, whatever the host does."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, expect

from publish.site import Site
from tests.browser.visitor import Visitor

ENGINE = Site.from_folder(Path(__file__).parents[2]).engine
# Bytes. Baked: less than any other Python of this completeness. Stock: Pyodide 0.29.5 as it comes,
# which took 4.80 and 5.61 MB, and 3 to 5 % for a release that has to go out unseen.
MOST_WITH_BROTLI = {"baked": 500_000, "stock": 4_950_000}[ENGINE]
MOST_UNCOMPRESSED = {"baked": 750_000, "stock": 5_900_000}[ENGINE]  # on a host that does nothing


def visit(page: Page, site: str) -> list[Request]:
    """Every request that was answered up to the first answer of the engine."""
    requests: list[Request] = []
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108 - a built-in is no listener
    visitor = Visitor(page, site).start()
    visitor.answer({"question": "whom"}, "me")
    expect(visitor.heading).to_contain_text(visitor.legend({"question": "birth", "event": 0}))
    return [request for request in requests if request.url.startswith("http")]


def test_a_host_that_compresses_nothing_sends_little(page: Page, at_root: str) -> None:
    requests = visit(page, at_root)

    sent = sum(request.sizes()["responseBodySize"] for request in requests)

    assert any(request.url.endswith(".wasm.gz") for request in requests)
    assert sent <= MOST_UNCOMPRESSED


def test_with_brotli_a_visit_is_lighter_still(page: Page, at_root: str, site_folder: Path) -> None:
    requests = visit(page, at_root)

    paths = {urlsplit(request.url).path.removesuffix(".gz") for request in requests}

    assert sum(_brotli_size(site_folder, path) for path in paths) <= MOST_WITH_BROTLI


def _brotli_size(site: Path, path: str) -> int:
    """As a host sends it that has brotli: a zip file, which has no such form, as it is."""
    file = site / path.lstrip("/")
    file = file / "index.html" if file.is_dir() else file
    packed = file.with_name(f"{file.name}.br")
    return (packed if packed.exists() else file).stat().st_size

"""Two incidents, one hash: what runs depends on the checker, what it answers on the rules."""

import shutil
from pathlib import Path

import pytest

from publish.assets import write_assets
from publish.build import prepare
from tests.python.publish.tiny import write_tiny_site

pytestmark = pytest.mark.baked

ROOT = Path(__file__).parents[3]
FIXTURES = ROOT / "tests" / "fixtures" / "incidents"
INCIDENTS = [ROOT / "incident.yml", *sorted(FIXTURES.glob("*/incident.yml"))]


def site_of(incident: Path, folder: Path) -> Path:
    """A small site of an incident, with the baked engine."""
    folder.mkdir()
    write_tiny_site(folder)
    shutil.copy(incident, folder)
    with (folder / "mkdocs.yml").open("a") as settings:
        settings.write("  engine: baked\n")
    return folder


def served(folder: Path, output: Path) -> tuple[dict[str, bytes], str]:
    """The WebAssembly that the site in a folder serves, by name, and its frame."""
    edition = prepare(folder, print)
    write_assets(edition.assets, output)
    return {one.name: one.read_bytes() for one in output.rglob("*.wasm")}, edition.selfcheck.frame


def test_sites_of_other_incidents_serve_the_same_bytes_under_the_same_name(tmp_path: Path) -> None:
    folders = [site_of(one, tmp_path / str(i)) for i, one in enumerate(INCIDENTS)]

    images, frames = zip(*(served(one, one / "site") for one in folders), strict=True)

    assert len(images[0]) == 1
    assert all(one == images[0] for one in images)
    assert len(set(frames)) == len(INCIDENTS) > 2, "the rules stand in the frame, and differ"

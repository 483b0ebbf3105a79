"""`make bench` runs, and what it prints has its shape. How fast anything is, no test says."""

import re
import subprocess
import sys
from pathlib import Path

from tests.bench.weight import file_part, page_parts

ROOT = Path(__file__).parents[2]
FIGURE = r"[\d,.]+"


def bench(*arguments: str) -> dict[str, list[str]]:
    """The rows of the first table of one round, by their first cell; "variant" is its head."""
    command = [sys.executable, "-m", "tests.bench", "--quick", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.match(r"Chromium \d+\..*, \d+ cores, .*20\d\d-\d\d-\d\d", done.stdout)
    lines = done.stdout.split("\n\n")[1].splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {first: rest for first, *rest in cells}


def test_a_round_measures_the_check_its_engine_and_a_peer(site_folder: Path) -> None:
    variants = ["javascript", "javascript-frame", "engine-frame"]
    chosen = ["--variants", *variants, "--conditions", "cold", "cpu"]

    rows = bench("--built", str(site_folder), *chosen)

    check = next(row for name, row in rows.items() if "self-check" in name)
    assert len(rows["variant"]) == 7
    assert all(re.fullmatch(FIGURE, cell) for cell in check)
    for alone in ("**baked engine alone, frame's worker**", "plain JavaScript, frame's worker"):
        assert [cell for cell in rows[alone] if cell == "–"] == ["–", "–"]  # it has no Continue
    peer = dict(zip(rows["variant"], rows["plain JavaScript"], strict=True))
    assert [title for title, cell in peer.items() if cell == "–"] == [
        "Continue, drawn ms",
        "Continue, painted ms",
    ]


def test_a_repeat_visit_and_memory_are_measured_in_a_browser_of_their_own() -> None:
    rows = bench("--variants", "javascript", "--conditions", "repeat")

    assert rows["variant"] == ["repeat visit ms", "memory MB"]
    assert all(re.fullmatch(FIGURE, cell) for cell in rows["plain JavaScript"])


def test_the_weight_of_the_page_is_told_by_its_parts(site_folder: Path) -> None:
    page = site_folder / "en" / "check" / "index.html"

    parts = page_parts(page.read_text("utf-8"))

    assert {"theme", "site", "incident"} == {part.owner for part in parts}
    whole = file_part(page)
    assert all(part.raw > 0 for part in parts)
    assert sum(part.raw for part in parts) < whole.raw
    # One part alone may pack to nothing: the page around the frame holds some of its words too.
    assert 0 < sum(part.brotli for part in parts) < whole.brotli

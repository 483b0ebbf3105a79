"""The same site with the stock engine: of the two, the one whose Python can reach JavaScript."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".cache" / "privacy" / "stock"
CONFIG = "mkdocs.yml"


def build_stock_site() -> Path:
    """Build the flagship with `engine: stock`, aside; the folder that would be put on a host."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name in ("incident.yml", "docs"):
        (FOLDER / name).symlink_to(ROOT / name)
    settings = (ROOT / CONFIG).read_text("utf-8")
    (FOLDER / CONFIG).write_text(settings.replace("engine: baked", "engine: stock"), "utf-8")
    command = [sys.executable, "-m", "publish", "build", str(FOLDER)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return FOLDER / "site"

"""The code that the page runs is the code of this repository."""

import hashlib
import io
import json
import marshal
import re
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from runtime import build_runtime
from runtime.bytecode import build_wheel, compile_wheel, modules

CHECK_PAGES = ["en/check/index.html", "fr/check/index.html"]
CACHE = Path(__file__).parents[2] / ".cache" / "runtime"
PYC_HEADER = 16  # bytes: magic number, flags, hash of the source


def served_files(site: Path, page: str) -> list[dict[str, Any]]:
    """The files that a check page fetches and hands to the frame."""
    html = (site / page).read_text("utf-8")
    block = re.search(r'<script type="application/json" id="self-check-data">(.*?)</script>', html)
    assert block is not None
    files: list[dict[str, Any]] = json.loads(unescape(block[1]))["files"]
    return files


@pytest.mark.parametrize("page", CHECK_PAGES)
def test_the_page_knows_the_size_and_hash_of_each_file(site: Path, page: str) -> None:
    for file in served_files(site, page):
        content = (site / page).parent.joinpath(file["url"]).resolve().read_bytes()

        assert file["size"] == len(content)
        assert file["sha256"] == hashlib.sha256(content).hexdigest()


def test_the_page_runs_what_this_repository_makes(site: Path) -> None:
    served = served_files(site, CHECK_PAGES[0])
    engine = "baked" if [one["role"] for one in served] == ["image"] else "stock"

    made = build_runtime(engine, CACHE, lambda _: None).files

    assert {one["role"]: one["sha256"] for one in served} == {one.role: one.sha256 for one in made}


def test_what_either_engine_is_made_from_is_the_wheel() -> None:
    wheel = zipfile.ZipFile(io.BytesIO(build_wheel()))
    sources = {name for name in wheel.namelist() if name.endswith(".py")}

    compiled = modules(compile_wheel(build_wheel()))

    assert {name.removesuffix("c") for name in compiled} == sources
    for name in sources:
        code = marshal.loads(compiled[name + "c"][PYC_HEADER:])  # noqa: S302 - our own build

        assert code == compile(wheel.read(name), name, "exec", dont_inherit=True)

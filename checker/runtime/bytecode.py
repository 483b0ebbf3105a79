"""The package that ships, as the bytecode that the pinned Pyodide's interpreter runs."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from runtime.model import BuildStop

ROOT = Path(__file__).parents[2]
PACKAGE = "eligibility"
EPOCH = "315532800"  # 1 January 1980: where zip files' time begins


def build_wheel(root: Path = ROOT) -> bytes:
    """The wheel of the project at `root`, the same bytes from the same source."""
    with tempfile.TemporaryDirectory() as folder:
        paths = list(WheelBuilder(str(root)).build(directory=folder, versions=["standard"]))
        if len(paths) != 1:
            raise BuildStop("wheel", str(root), f"{len(paths)} wheels, not one", "pyproject.toml")
        return Path(paths[0]).read_bytes()


def compile_wheel(wheel: bytes) -> bytes:
    """The wheel with a .pyc in place of every .py, by `pyodide py-compile` of pyodide-build.

    With SOURCE_DATE_EPOCH set a .pyc carries the hash of its source, not the time of a file.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{PACKAGE}-0-py3-none-any.whl")
        path.write_bytes(wheel)
        done = subprocess.run(
            [sys.executable, "-m", "pyodide_cli", "py-compile", str(path)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
        )
        made = [p for p in Path(folder).glob("*.whl") if p != path]
        if done.returncode or len(made) != 1:
            what = f"pyodide py-compile ended with {done.returncode}: {done.stderr[-600:]}"
            raise BuildStop("bytecode", PACKAGE, what, "the versions of pyodide-build and Python")
        return made[0].read_bytes()


def modules(compiled: bytes) -> dict[str, bytes]:
    """The .pyc files of the package in a compiled wheel, by their path in it, in order."""
    with zipfile.ZipFile(io.BytesIO(compiled)) as archive:
        names = sorted(n for n in archive.namelist() if n.startswith(f"{PACKAGE}/"))
        return {name: archive.read(name) for name in names if name.endswith(".pyc")}


def sources(wheel: bytes) -> dict[str, bytes]:
    """The package's own files in a wheel, by path: what the browser's Python depends on."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as opened:
        names = sorted(n for n in opened.namelist() if n.startswith(f"{PACKAGE}/"))
        return {name: opened.read(name) for name in names}


def check_magic(shipped: dict[str, bytes], magic: bytes) -> None:
    """BuildStop unless every module begins with the magic number of Pyodide's interpreter."""
    for name, content in shipped.items():
        if content[:4] != magic:
            what = f"bytecode with magic number {content[:4].hex()} (want {magic.hex()}, Pyodide's)"
            raise BuildStop("bytecode", name, what, ".python-version, and pyodide in package.json")
    if not shipped:
        raise BuildStop("bytecode", PACKAGE, "no modules in the wheel", "pyproject.toml")


def archive(files: dict[str, bytes]) -> bytes:
    """A zip file of these files, the same bytes at any time and place."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, content)
    return target.getvalue()

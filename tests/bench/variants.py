"""What is measured, and the folder that holds all of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from publish.build import build_site
from publish.compress import compress_folder
from publish.problem import Stop
from tests.bench.alone import lay_alone, lay_frame

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CACHE = ROOT / ".cache" / "compressed"
SITE_PARTS = ("incident.yml", "mkdocs.yml")
PYODIDE = ROOT / "node_modules" / "pyodide"
MICROPYTHON = HERE / "node_modules" / "@micropython" / "micropython-webassembly-pyscript"
RUSTPYTHON = HERE / "node_modules" / "rustpython_wasm"
PYODIDE_FILES = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")

type Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One way to answer in a page.

    `key` is its folder on the host, `page` the page in it. `is_check`: our own self-check, whole;
    `is_alone`: our engine with the same rules in a page that holds nothing else; the others are
    the tiny checker in such a page. `in_worker`: Python is not on the page's own thread;
    `in_frame`: nor is the answer in the page's own document.
    """

    key: str
    name: str
    page: str = ""
    is_check: bool = False
    is_alone: bool = False
    in_worker: bool = False
    in_frame: bool = False

    @property
    def is_ours(self) -> bool:
        """Whether it is no peer."""
        return self.is_check or self.is_alone

    @property
    def path(self) -> str:
        """Where on the host the page is."""
        return f"/{self.key}/{self.page}"


def check(engine: str) -> Variant:
    """Our self-check with one of its engines."""
    name = f"self-check, {engine} engine"
    return Variant(
        key=engine, name=name, page="en/check/", is_check=True, in_worker=True, in_frame=True
    )


IN_FRAME = Variant(
    key="engine-frame",
    name="baked engine alone, frame's worker",
    is_alone=True,
    in_worker=True,
    in_frame=True,
)
IN_PAGE = Variant(key="engine-page", name="baked engine alone, page", is_alone=True)
# What the lock takes, whoever answers behind it.
NO_PYTHON = Variant(
    key="javascript-frame",
    name="plain JavaScript, frame's worker",
    in_worker=True,
    in_frame=True,
)


@dataclass(frozen=True, kw_only=True)
class Peer:
    """A runtime with the tiny checker: where its files come from, by the name that they get."""

    variant: Variant
    package: Path
    files: dict[str, Path]


def _own(name: str) -> dict[str, Path]:
    return {name: HERE / "peers" / name}


PEERS = (
    Peer(
        variant=Variant(key="javascript", name="plain JavaScript"),
        package=HERE,
        files=_own("checker.js"),
    ),
    Peer(
        variant=Variant(key="micropython", name="MicroPython 1.27"),
        package=MICROPYTHON,
        files={
            "micropython.js": MICROPYTHON / "micropython.mjs",
            "micropython.wasm": MICROPYTHON / "micropython.wasm",
        },
    ),
    Peer(
        variant=Variant(key="rustpython", name="RustPython (npm, 2019)"),
        package=RUSTPYTHON,
        files={
            "rustpython_wasm.js": RUSTPYTHON / "rustpython_wasm.js",
            "rustpython_wasm_bg.wasm": RUSTPYTHON / "rustpython_wasm_bg.wasm",
        }
        | _own("rustpython_wasm_bg.js"),
    ),
    Peer(
        variant=Variant(key="pyodide-page", name="Pyodide 0.29.5, page"),
        package=PYODIDE,
        files={name: PYODIDE / name for name in (*PYODIDE_FILES, "pyodide-lock.json")},
    ),
    Peer(
        variant=Variant(key="pyodide-worker", name="Pyodide 0.29.5, worker", in_worker=True),
        package=PYODIDE,
        files={name: PYODIDE / name for name in (*PYODIDE_FILES, "pyodide-lock.json")}
        | _own("pyodide-worker.js"),
    ),
)
WARM_UP = "/index.html"  # a page that nobody measures

# RustPython's glue is written for a bundler: two lines, without which a browser loads it too.
RUSTPYTHON_EDITS = {
    "* as wasm from './rustpython_wasm_bg';": "{ wasm } from './rustpython_wasm_bg.js'",
    "\nwasm.__wbindgen_start();": "\n",
}


def lay_out(folder: Path, wanted: frozenset[str], built: Path | None, say: Say) -> list[Variant]:
    """Put what is `wanted` (keys; none: all) into `folder`; gives what is there, ours first.

    `built` is a site that is taken as it is, in the place of one built for each engine.
    """
    shutil.copy(HERE / "peers" / "page.html", folder / WARM_UP.lstrip("/"))
    found = [
        *_checks(folder, wanted, built, say),
        *_alone(folder, wanted),
        *_peers(folder, wanted, say),
    ]
    say("pack      what a host sends, by brotli (once for each content)")
    compress_folder(folder, CACHE)
    return found


def _checks(
    folder: Path, wanted: frozenset[str], built: Path | None, say: Say
) -> Iterator[Variant]:
    if built:
        engine = "baked" if list(built.glob("assets/image.*.wasm")) else "stock"
        shutil.copytree(built, folder / engine)
        yield check(engine)
        return
    for engine in ("baked", "stock"):
        if not wanted or engine in wanted:
            yield from _check(folder, engine, say)


def _check(folder: Path, engine: str, say: Say) -> Iterator[Variant]:
    say(f"build     the site with the {engine} engine")
    try:
        site = build_site(_sources(folder / f"{engine}-sources", engine), lambda _: None)
    except Stop as stop:
        say("\n".join(f"skip      {engine}: {problem}" for problem in stop.problems))
        return
    site.rename(folder / engine)
    shutil.rmtree(site.parent)
    yield check(engine)


def _sources(folder: Path, engine: str) -> Path:
    """The flagship's folder again, with another engine in its settings."""
    folder.mkdir()
    shutil.copytree(ROOT / "docs", folder / "docs")
    for name in SITE_PARTS:
        shutil.copy(ROOT / name, folder / name)
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    settings["extra"]["engine"] = engine
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    return folder


def _alone(folder: Path, wanted: frozenset[str]) -> Iterator[Variant]:
    for variant in (IN_FRAME, IN_PAGE):
        if not wanted or variant.key in wanted:
            lay_alone(folder / variant.key, variant.key)
            yield variant
    if not wanted or NO_PYTHON.key in wanted:
        lay_frame(folder / NO_PYTHON.key, NO_PYTHON.key)
        yield NO_PYTHON


def _peers(folder: Path, wanted: frozenset[str], say: Say) -> Iterator[Variant]:
    for peer in PEERS:
        key = peer.variant.key
        if wanted and key not in wanted:
            continue
        if not peer.package.is_dir():
            say(f"skip      {peer.variant.name}: not installed (make bench installs it)")
            continue
        _lay_peer(folder / key, peer)
        yield peer.variant


def _lay_peer(folder: Path, peer: Peer) -> None:
    folder.mkdir()
    for name, file in peer.files.items():
        shutil.copy(file, folder / name)
    if peer.package == RUSTPYTHON:
        _edit(folder / "rustpython_wasm.js", RUSTPYTHON_EDITS)
    page = (HERE / "peers" / "page.html").read_text("utf-8")
    starting = (HERE / "peers" / f"{peer.variant.key}.html").read_text("utf-8")
    checker = (HERE / "peers" / "checker.py").read_text("utf-8")
    page = page.replace("STARTING", starting).replace("CHECKER", checker)
    (folder / "index.html").write_text(page, "utf-8")


def _edit(file: Path, edits: dict[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in edits.items():
        assert text.count(old) == 1, f"{file.name}: {old!r} is not there once"
        text = text.replace(old, new)
    file.write_text(text, "utf-8")

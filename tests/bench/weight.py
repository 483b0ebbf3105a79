"""What a cold visit to the self-check loads, by kind and owner: where to cut next."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.compress import brotli_bytes
from publish.frame import json_in_html
from runtime.cache import cached
from runtime.wasm.leb import Reader
from runtime.wasm.reading import MAGIC, Section
from tests.bench.table import table
from tests.bench.variants import ROOT

CACHE = ROOT / ".cache" / "bench"


def _element(start: str, end: str) -> re.Pattern[str]:
    """An element by its start tag's pattern; its content is the second group."""
    return re.compile(f"({start})(.*?)({end})", re.DOTALL)


PAGE_DATA = _element('<script type="application/json" id="self-check-data">', "</script>")
FRAME_DATA = _element('<script type="application/json" id="frame-data">', "</script>")
FRAME_SCRIPT = _element("<script>", "</script>")
FRAME_STYLE = _element("<style>", "</style>")
TWIN = _element('<template id="self-check-twin"[^>]*>', "</template>")
IMAGE = re.compile(r"image\.")
SECTIONS: dict[int, str] = {Section.CODE: "code", Section.DATA: "data"}

# The kind and the owner of each file that a visit asks for, by how its name begins and ends.
KINDS = (
    (r"index\.html", "page", "site"),
    (r"style\..*", "style", "theme"),
    (r".*\.svg", "picture", "theme"),
    (r"(page|filter)\..*\.js", "JavaScript of the page", "theme"),
    (r"image\..*", "WebAssembly: CPython and the checker", "CPython, checker"),
    (r"pyodide\.asm\..*\.wasm", "WebAssembly: CPython", "CPython"),
    (r"python_stdlib.*", "Python: standard library", "CPython"),
    (r"pyodide\.asm\..*\.js", "JavaScript of the runtime: Emscripten's", "Pyodide"),
    (r"pyodide\..*\.js", "JavaScript of the runtime: loader", "Pyodide"),
    (r"pyodide-lock\..*", "list of packages", "Pyodide"),
    (r"checker\..*", "Python: the checker", "checker"),
)


@dataclass(frozen=True, kw_only=True)
class Part:
    """Something that is loaded: what and whose, in bytes as it is, by gzip and by brotli."""

    kind: str
    owner: str
    raw: int
    gzip: int
    brotli: int

    def __add__(self, other: Part) -> Part:
        return Part(
            kind=self.kind,
            owner=self.owner,
            raw=self.raw + other.raw,
            gzip=self.gzip + other.gzip,
            brotli=self.brotli + other.brotli,
        )


def weight_table(files: Sequence[Path]) -> str:
    """A row for each file, for what the page's own is made of, and for the sum."""
    parts = [file_part(file) for file in files]
    page = next(file for file in files if file.suffix == ".html")
    whole = sum(parts[1:], parts[0])
    rows = [_row(part) for part in sorted(parts, key=lambda part: -part.brotli)]
    rows.append(["**all**", "", *_sizes(whole)])
    rows += [_row(part) for part in page_parts(page.read_text("utf-8"))]
    rows += [_row(part) for file in files if IMAGE.match(file.name) for part in image_parts(file)]
    return table(["loaded", "owner", "raw", "gzip", "brotli"], rows, texts=2)


def file_part(file: Path) -> Part:
    """A whole file, as hosts send it: one with no packed file beside it counts as it is."""
    kind, owner = _kind(file.name)
    return Part(
        kind=kind,
        owner=owner,
        raw=_size(file, ""),
        gzip=_size(file, ".gz"),
        brotli=_size(file, ".br"),
    )


def _size(file: Path, suffix: str) -> int:
    packed = file.with_name(file.name + suffix)
    return (packed if packed.is_file() else file).stat().st_size


def page_parts(page: str) -> list[Part]:
    """What the check's page is made of: how much smaller it is without each part of it.

    What two parts share counts for neither, so the sum is less than the page.
    """
    whole = _part("", "", page.encode("utf-8"))
    parts = []
    for kind, owner, rest in _without(page):
        left = _part("", "", rest.encode("utf-8"))
        parts.append(
            Part(
                kind=f"of the page: {kind}",
                owner=owner,
                raw=whole.raw - left.raw,
                gzip=whole.gzip - left.gzip,
                brotli=whole.brotli - left.brotli,
            )
        )
    return sorted(parts, key=lambda part: -part.brotli)


def image_parts(file: Path) -> list[Part]:
    """The baked module by its sections, each packed alone: code, data and what else there is."""
    content = file.read_bytes()
    if not content.startswith(MAGIC):  # stored packed, for the page to unpack
        return []
    reader, sections = Reader(content, 8), dict.fromkeys(("code", "data", "the rest"), b"")
    while reader.at < len(content):
        name = SECTIONS.get(reader.byte(), "the rest")
        sections[name] += bytes(reader.take(reader.unsigned()))
    return [
        _part(f"of the image: {name}", "CPython, checker", body) for name, body in sections.items()
    ]


def _without(page: str) -> Iterator[tuple[str, str, str]]:
    """Kind and owner of each part, and the page without it."""
    yield "words of the other language, around the frame", "site", TWIN.sub(r"\1\3", page)
    data = json.loads(_found(PAGE_DATA, page))
    frame = data["frame"]
    inner = json.loads(_found(FRAME_DATA, frame))

    def with_inner(changed: dict[str, Any]) -> str:
        return with_frame(_replaced(FRAME_DATA, frame, json_in_html(changed)))

    def with_frame(changed: str) -> str:
        return _replaced(PAGE_DATA, page, json_in_html({**data, "frame": changed}))

    yield "script of the frame", "theme", with_frame(_replaced(FRAME_SCRIPT, frame, ""))
    yield "style of the frame", "theme", with_frame(_replaced(FRAME_STYLE, frame, ""))
    yield (
        "script of the worker, with the engine's glue",
        "theme",
        with_inner({**inner, "worker": ""}),
    )
    yield "rules", "incident", with_inner({**inner, "rules": ""})
    for language, words in inner["words"].items():
        for key, owner in (("theme", "theme"), ("check", "theme"), ("incident", "incident")):
            fewer = {**inner["words"], language: {**words, key: {}}}
            kind = f"words in the frame, {language} ({key})"
            yield kind, owner, with_inner({**inner, "words": fewer})


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    assert match, f"the page has no {pattern.pattern}"
    return match.group(2)


def _replaced(pattern: re.Pattern[str], text: str, new: str) -> str:
    return pattern.sub(lambda match: match.group(1) + new + match.group(3), text, count=1)


def _kind(name: str) -> tuple[str, str]:
    for pattern, kind, owner in KINDS:
        if re.fullmatch(pattern, name):
            return kind, owner
    return name, "?"


def _part(kind: str, owner: str, content: bytes) -> Part:
    """Something that is no file: gzip is the usual one, not zopfli, which takes minutes here."""
    packed = cached(CACHE, "br", [content], lambda: brotli_bytes(content))
    zipped = len(gzip.compress(content, mtime=0))
    return Part(kind=kind, owner=owner, raw=len(content), gzip=zipped, brotli=len(packed))


def _row(part: Part) -> list[str]:
    return [part.kind, part.owner, *_sizes(part)]


def _sizes(part: Part) -> list[str]:
    return [f"{size:,}" for size in (part.raw, part.gzip, part.brotli)]

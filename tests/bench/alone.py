"""Our engine without our site, and our frame without our engine, in pages as bare as a peer's."""

from __future__ import annotations

import html
from pathlib import Path

from incident import load_incident
from incident.cases import rules_with_cases
from publish.frame import json_in_html
from publish.policy import frame_policy
from publish.scripts import join_script
from runtime import Runtime, build_runtime

PARTS = Path(__file__).parent / "peers"
ROOT = PARTS.parents[2]
ENGINE = "baked"


def lay_alone(folder: Path, key: str) -> None:
    """Make `folder` the host's folder of the engine's variant `key`: its page, and its file."""
    runtime = build_runtime(ENGINE, ROOT / ".cache" / "runtime", lambda _: None)
    rules = rules_with_cases(load_incident(ROOT / "incident.yml")).replace("<", "\\u003c")
    if key == "engine-page":
        parts = {"RULES": rules, "SCRIPT": _script("engine-page.js", runtime)}
    else:
        parts = {"RULES": rules, "FRAME": _frame(_script("engine-worker.js", runtime))}
    _lay_page(folder, key, parts)
    (image,) = runtime.files
    (folder / "image.wasm").write_bytes(image.content)


def lay_frame(folder: Path, key: str) -> None:
    """Make `folder` the host's folder of the variant `key`: frame and worker, and no Python."""
    _lay_page(folder, key, {"FRAME": _frame(join_script(PARTS / "javascript-worker.js"))})


def _lay_page(folder: Path, key: str, parts: dict[str, str]) -> None:
    page = _part("page.html").replace("STARTING", _fill(_part(f"{key}.html"), parts))
    folder.mkdir()
    (folder / "index.html").write_text(page, "utf-8")


def _frame(worker: str) -> str:
    """A document, as JSON, under the policy of the self-check's frame, which starts `worker`."""
    policy = html.escape(frame_policy(style=""), quote=False)
    return json_in_html(
        _fill(_part("inner.html"), {"SCRIPT": json_in_html(worker), "POLICY": policy})
    )


def _script(name: str, runtime: Runtime) -> str:
    return join_script(PARTS / name, {"engine": runtime.glue})


def _part(name: str) -> str:
    return (PARTS / name).read_text("utf-8")


def _fill(text: str, parts: dict[str, str]) -> str:
    for place, part in parts.items():
        assert text.count(place) == 1, f"{place} is not there once"
        text = text.replace(place, part)
    return text

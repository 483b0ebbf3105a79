"""Our engine without our site: in a page as bare as the peers', on its own thread or in a frame."""

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
    """Make `folder` the host's folder of the variant `key`: its page, and the engine's file."""
    runtime = build_runtime(ENGINE, ROOT / ".cache" / "runtime", lambda _: None)
    filled = _page_parts(runtime, key)
    page = _part("page.html").replace("STARTING", _fill(_part(f"{key}.html"), filled))
    folder.mkdir()
    (folder / "index.html").write_text(page, "utf-8")
    (image,) = runtime.files
    (folder / "image.wasm").write_bytes(image.content)


def _page_parts(runtime: Runtime, key: str) -> dict[str, str]:
    rules = rules_with_cases(load_incident(ROOT / "incident.yml")).replace("<", "\\u003c")
    if key == "engine-page":
        return {"RULES": rules, "SCRIPT": _script("engine-page.js", runtime)}
    inner = {
        "SCRIPT": json_in_html(_script("engine-worker.js", runtime)),
        "POLICY": html.escape(frame_policy(style=""), quote=False),
    }
    return {"RULES": rules, "FRAME": json_in_html(_fill(_part("engine-inner.html"), inner))}


def _script(name: str, runtime: Runtime) -> str:
    return join_script(PARTS / name, {"engine": runtime.glue})


def _part(name: str) -> str:
    return (PARTS / name).read_text("utf-8")


def _fill(text: str, parts: dict[str, str]) -> str:
    for place, part in parts.items():
        assert text.count(place) == 1, f"{place} is not there once"
        text = text.replace(place, part)
    return text

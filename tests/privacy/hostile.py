"""Hostile builds: the check page, with code in one place that sends the answer where it can."""

from __future__ import annotations

import hashlib
import io
import json
import textwrap
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.privacy.channels import Channel
from tests.privacy.lock import CheckPage

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A channel and the addresses it sends to."""

    channel: Channel
    to: Mapping[str, str | int]


type Wave = Sequence[Shot]
"""What is tried at one moment."""


@dataclass(frozen=True, kw_only=True)
class Build:
    """A check page and the files of its own, by their path from the root of the site."""

    page: CheckPage
    files: Mapping[str, bytes]


def hostile_frame(page: CheckPage, waves: Sequence[Wave]) -> Build:
    """The frame's script attacks: a wave each time that the person chooses an answer."""
    script, integrity = page.frame_script, page.built_hash.strip("'")
    waves = [
        [replace(shot, to={**shot.to, "integrity": integrity}) for shot in wave] for wave in waves
    ]
    code = _script("frame", waves, "in_frame.js")
    return Build(page=replace(page, frame_script=f"{script}\n{code}"), files={})


def hostile_worker(page: CheckPage, wave: Wave) -> Build:
    """The worker's script attacks, on the first answer."""
    worker = page.frame_data["worker"] + "\n" + _script("worker", [wave], "in_worker.js")
    return Build(page=replace(page, frame_data={**page.frame_data, "worker": worker}), files={})


def hostile_python(page: CheckPage, wave: Wave, site: Path) -> Build:
    """The engine's Python attacks, on the first answer. The stock engine alone has `js`."""
    entry = next(file for file in page.data["files"] if file["role"] == "checker")
    name = "assets/" + entry["url"].rpartition("/")[2]
    content = _hostile_checker((site / name).read_bytes(), wave)
    changed = {
        **entry,
        "url": entry["url"].replace("checker.", "hostile."),
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "stored": False,
    }
    files = [changed if file is entry else file for file in page.data["files"]]
    return Build(
        page=replace(page, data={**page.data, "files": files}),
        files={name.replace("checker.", "hostile."): content},
    )


def with_listening_page(build: Build) -> Build:
    """The page around looks for the answer, and forwards what it is told."""
    script = f"{build.page.page_script}\n{_wrapped((HERE / 'in_page.js').read_text('utf-8'))}"
    return replace(build, page=replace(build.page, page_script=script))


def _script(place: str, waves: Sequence[Wave], trigger: str) -> str:
    used = {shot.channel.name: shot.channel for wave in waves for shot in wave}
    known = ",\n".join(_channel(channel, place) for channel in used.values())
    plan = [
        [{"channel": shot.channel.name, "to": dict(shot.to)} for shot in wave] for wave in waves
    ]
    parts = [
        f"const CHANNELS = {{{known}}}",
        f"const WAVES = {_json(plan)}",
        (HERE / "attack.js").read_text("utf-8"),
        (HERE / trigger).read_text("utf-8"),
    ]
    return _wrapped("\n".join(parts)).replace("</script", "<\\/script")


def _channel(channel: Channel, place: str) -> str:
    early = f"early: (to) => {{ {channel.early} }}, " if channel.early and place == "frame" else ""
    run = f"run: async (to, answer, early) => {{ {channel.code[place]} }}"
    return f"{_json(channel.name)}: {{ {early}{run} }}"


def _wrapped(code: str) -> str:
    return f"(() => {{\n{code}\n}})()"


def _json(value: Any) -> str:
    return json.dumps(value).replace("<", "\\u003c")


def _hostile_checker(content: bytes, wave: Wave) -> bytes:
    """The checker's archive, with a hostile module in the place of its package."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            if entry.filename != "eligibility/__init__.pyc":
                new.writestr(entry, old.read(entry))
        new.writestr("eligibility/__init__.py", _hostile_module(wave))
    return out.getvalue()


def _hostile_module(wave: Wave) -> str:
    plan = [{"channel": shot.channel.name, "to": dict(shot.to)} for shot in wave]
    module = (HERE / "in_python.py").read_text("utf-8")
    module = module.replace("WAVE: list[dict[str, Any]] = []", f"WAVE = {plan!r}")
    functions = []
    for number, shot in enumerate(wave):
        body = textwrap.indent(shot.channel.code["python"].strip(), "    ")
        functions.append(
            f"def channel_{number}(to, answer):\n{body}\n"
            f"CHANNELS[{shot.channel.name!r}] = channel_{number}\n"
        )
    return module + "\n\n" + "\n".join(functions)

"""The document of the self-check's frame: the questions, the worker and no network."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publish.policy import frame_policy
from publish.problem import Problem, stop_if


@dataclass(frozen=True, kw_only=True)
class FrameParts:
    """What the frame is made of.

    `script` and `style` stand in the document as they are; `worker` is the source of the classic
    worker; `scripts` are the roles of the runtime's files that go in front of it, in order;
    `rules` is the rules as JSON; `words` is what the frame says, by language.
    """

    script: str
    style: str
    worker: str
    scripts: Sequence[str]
    rules: str
    words: Mapping[str, Any]


def frame_document(parts: FrameParts, *, language_tag: str) -> str:
    """The frame's HTML. Its one script stands *before* the policy, which admits no other.

    The policy holds no hash of the script: a hash would be a way out (see publish.policy).
    """
    stop_if(_ending_problems(parts))
    data = json_in_html(
        {
            "rules": parts.rules,
            "worker": parts.worker,
            "scripts": list(parts.scripts),
            "words": parts.words,
        }
    )
    policy = html.escape(frame_policy(style=parts.style), quote=False)
    return (
        f'<!doctype html><html lang="{language_tag}"><head><meta charset="utf-8">'
        f"<script>{parts.script}</script>"
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta http-equiv="x-dns-prefetch-control" content="off">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>-</title><style>{parts.style}</style></head>"
        '<body class="frame"><main id="frame"></main>'
        f'<script type="application/json" id="frame-data">{data}</script></body></html>'
    )


def json_in_html(value: object) -> str:
    """`value` as JSON that can stand in a script element: nothing in it ends the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _ending_problems(parts: FrameParts) -> list[Problem]:
    """A script or style that would end its own element."""
    inline = {"overrides/javascript/frame.js": parts.script, "overrides/frame.css": parts.style}
    return [
        Problem(file=file, what=f"holds {ending!r}", wanted="it split, as in '<' + '/script'")
        for (file, text), ending in zip(inline.items(), ("</script", "</style"), strict=True)
        if ending in text.lower()
    ]

"""The content security policies: what a page, the check's page and its frame may load.

They stand in the pages themselves, so that no host has to send a header. What each browser
enforces of them was measured: see docs/decisions/.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

NOTHING = "'none'"
OWN = "'self'"
WASM = "'wasm-unsafe-eval'"


def source_hash(text: str) -> str:
    """The policy source that admits exactly the inline script or style `text`."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def policy_text(directives: Mapping[str, str]) -> str:
    """A policy, as it stands in a meta element."""
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def page_policy(*, script: bool = False) -> str:
    """The policy of an ordinary page: our own style and pictures, a script only where asked."""
    scripts = {"script-src": OWN} if script else {}
    return policy_text(
        {
            "default-src": NOTHING,
            **scripts,
            "style-src": OWN,
            "img-src": OWN,
            "form-action": NOTHING,
            "base-uri": NOTHING,
        }
    )


def check_policy(*, frame_script: str, frame_style: str) -> str:
    """The policy of the page around the check, which has network and sees no answer.

    `frame-src 'none'` still lets a srcdoc frame in, and nothing else. `data:` in connect-src is
    what lets the frame's own test tell the frame's lock from this one.
    """
    return policy_text(
        {
            "default-src": NOTHING,
            "script-src": f"{OWN} {source_hash(frame_script)} {WASM}",
            "style-src": f"{OWN} {source_hash(frame_style)}",
            "img-src": OWN,
            "connect-src": f"{OWN} data:",
            "worker-src": "blob:",
            "frame-src": NOTHING,
            "form-action": NOTHING,
            "base-uri": NOTHING,
        }
    )


def frame_policy(*, style: str) -> str:
    """The policy of the frame that holds the answers: no network, and no script from anywhere.

    A script hash here would be a way out (`<script src=… integrity=…>` is requested), so the
    frame's one script stands before this policy instead.
    """
    return policy_text(
        {
            "default-src": NOTHING,
            "script-src": WASM,
            "style-src": source_hash(style),
            "worker-src": "blob:",
            "form-action": NOTHING,
            "base-uri": NOTHING,
        }
    )

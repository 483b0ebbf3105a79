"""The parts of the lock, as they stand in a built check page, and the page without some of them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from publish.frame import json_in_html
from publish.policy import source_hash

DATA = re.compile(
    r'(<script type="application/json" id="self-check-data">)(.*?)(</script>)', re.DOTALL
)
FRAME_DATA = re.compile(
    r'(<script type="application/json" id="frame-data">)(.*?)(</script>)', re.DOTALL
)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
DNS_PREFETCH = '<meta http-equiv="x-dns-prefetch-control" content="off">'
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
PAGE_SCRIPT = re.compile(r'src="[./]*(assets/page\.[0-9a-f]+\.js)"')

SANDBOX = 'sandbox:"allow-scripts",'
LATE_PAGE = "\"connect-src data:; img-src 'none'\""
LATE_FRAME = (
    "\"script-src 'none'; worker-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'\""
)
SELF_TEST = '"data:,"'
NEVER = '"never:,"'  # fails with the lock and without it, so that the self-test always passes
WEBRTC = '["RTCPeerConnection","webkitRTCPeerConnection","mozRTCPeerConnection"]'


class Part(Enum):
    """A part of the lock that can be taken out."""

    SANDBOX = "sandbox"
    PAGE_POLICY = "policy of the page"
    FRAME_POLICY = "policy of the frame"
    LATE_PAGE = "late policy of the page"
    LATE_FRAME = "late policy of the frame"
    SELF_TEST = "self-test of the frame"
    WORKER_TEST = "self-test of the worker"
    WEBRTC = "removal of WebRTC"


@dataclass(frozen=True, kw_only=True)
class CheckPage:
    """A check page in its pieces: HTML and script of the page, and HTML and script of the frame.

    `data` and `frame_data` are what the build put into page and frame.
    """

    html: str
    page_script: str
    data: dict[str, Any]
    frame: str
    frame_script: str
    frame_data: dict[str, Any]

    @classmethod
    def read(cls, site: Path, language: str) -> CheckPage:
        """The check page of the built site."""
        text = (site / language / "check" / "index.html").read_text("utf-8")
        data = json.loads(_found(DATA, text)[2])
        frame: str = data["frame"]
        return cls(
            html=text,
            page_script=(site / _found(PAGE_SCRIPT, text)[1]).read_text("utf-8"),
            data=data,
            frame=frame,
            frame_script=_found(SCRIPT, frame)[1],
            frame_data=json.loads(_found(FRAME_DATA, frame)[2]),
        )

    @property
    def built_hash(self) -> str:
        """The hash, as in a policy, of the frame's script as it was built."""
        return source_hash(_found(SCRIPT, self.frame)[1])

    def document(self, script: str) -> str:
        """The page's HTML, whole again; `script` is the address of its script, relative to it."""
        frame = _put(FRAME_DATA, self.frame, json_in_html(self.frame_data))
        frame = SCRIPT.sub(lambda _: f"<script>{self.frame_script}</script>", frame, count=1)
        page = _put(DATA, self.html, json_in_html({**self.data, "frame": frame}))
        old = self.built_hash
        page = page.replace(old, " ".join(dict.fromkeys([old, source_hash(self.frame_script)])))
        return PAGE_SCRIPT.sub(lambda _: f'src="{script}"', page, count=1)


def _found(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.search(text)
    assert found, f"the check page holds no {pattern.pattern}"
    return found


def _put(pattern: re.Pattern[str], text: str, content: str) -> str:
    return pattern.sub(lambda found: found[1] + content + found[3], text, count=1)


def _once(text: str, old: str, new: str) -> str:
    """`text` with the one `old` in it exchanged."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times, not once"
    return text.replace(old, new)


def _without_worker_test(page: CheckPage) -> CheckPage:
    worker = _once(page.frame_data["worker"], SELF_TEST, NEVER)
    return replace(page, frame_data={**page.frame_data, "worker": worker})


def _without_frame_policy(page: CheckPage) -> CheckPage:
    frame = POLICY.sub("", page.frame, count=1).replace(DNS_PREFETCH, "")
    return replace(page, frame=frame)


def _in_page_script(old: str, new: str) -> Callable[[CheckPage], CheckPage]:
    return lambda page: replace(page, page_script=_once(page.page_script, old, new))


def _in_frame_script(old: str, new: str) -> Callable[[CheckPage], CheckPage]:
    return lambda page: replace(page, frame_script=_once(page.frame_script, old, new))


REMOVALS: dict[Part, Callable[[CheckPage], CheckPage]] = {
    Part.SANDBOX: _in_page_script(SANDBOX, ""),
    Part.PAGE_POLICY: lambda page: replace(page, html=POLICY.sub("", page.html, count=1)),
    Part.FRAME_POLICY: _without_frame_policy,
    Part.LATE_PAGE: _in_page_script(LATE_PAGE, '""'),
    Part.LATE_FRAME: _in_frame_script(LATE_FRAME, '""'),
    Part.SELF_TEST: _in_frame_script(SELF_TEST, NEVER),
    Part.WORKER_TEST: _without_worker_test,
    Part.WEBRTC: _in_frame_script(WEBRTC, "[]"),
}


def without(page: CheckPage, parts: Collection[Part]) -> CheckPage:
    """The same page without these parts of the lock."""
    for part in parts:
        page = REMOVALS[part](page)
    return page


def policies(page: CheckPage) -> tuple[str, str]:
    """The policies of page and frame, as the browser reads them."""
    return (
        html.unescape(_found(POLICY, page.html)[1]),
        html.unescape(_found(POLICY, page.frame)[1]),
    )

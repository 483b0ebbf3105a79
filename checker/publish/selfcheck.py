"""The self-check as the page around it needs it: the frame's document, and what to fetch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

from publish.addresses import page_path, relative
from publish.assets import FOLDER
from publish.compress import gzip_bytes, is_compressed
from publish.frame import FrameParts, frame_document, json_in_html
from publish.policy import check_policy
from publish.scripts import join_script, join_style
from publish.site import THEME, Language, Site
from publish.words import Words
from runtime import Runtime, RuntimeFile


@dataclass(frozen=True, kw_only=True)
class SelfCheck:
    """What both languages of the check page share.

    `frame` is the frame's HTML; `policy` that of the page around it; `files` the runtime's
    files; `words` what the page says around the frame, by language; `questions` the most that
    are asked when nothing is told twice.
    """

    frame: str
    policy: str
    runtime: Runtime
    words: Mapping[str, Words]
    questions: int

    def context(self, site: Site, language: str, name: str) -> dict[str, Any]:
        """What the check page's template may use: {data, size_mb, questions}."""
        data = self.page_data(site, language, name)
        return {
            "data": Markup(json_in_html(data)),  # noqa: S704 - json_in_html makes it safe
            "size_mb": data["size_mb"][language],
            "questions": self.questions,
        }

    def page_data(self, site: Site, language: str, name: str) -> dict[str, Any]:
        """What the page's script needs; addresses are relative to the page."""
        here = page_path(language, name)
        return {
            "language": language,
            "frame": self.frame,
            "files": [
                {
                    "role": file.role,
                    "url": relative(f"{FOLDER}/{file.name}", here),
                    "size": len(file.content),
                    "sha256": file.sha256,
                    "stored": _bytes_sent(file) < len(file.content),
                }
                for file in self.runtime.files
            ],
            "download": self._download(),
            "size_mb": {entry.code: self._size(entry.code) for entry in site.languages},
            "questions": self.questions,
            "languages": {
                entry.code: {
                    "name": entry.name,
                    "tag": entry.tag,
                    "url": relative(page_path(entry.code, name), here),
                    "words": self.words[entry.code],
                }
                for entry in site.languages
            },
        }

    def _download(self) -> int:
        """Bytes that are sent where the host compresses nothing; elsewhere there are fewer."""
        return sum(map(_bytes_sent, self.runtime.files))

    def _size(self, language: str) -> str:
        """The download in megabytes: "0.8", "0,8"."""
        return f"{self._download() / 1e6:.1f}".replace(".", self.words[language]["decimal_mark"])


@cache
def _bytes_sent(file: RuntimeFile) -> int:
    """The stored compressed form, if there is one, which the page then asks for.

    There is none where it would be no smaller, as of the stock engine's lock of a few words.
    """
    raw = len(file.content)
    return min(raw, len(gzip_bytes(file.content))) if is_compressed(file.name) else raw


def make_selfcheck(
    *,
    runtime: Runtime,
    rules: str,
    questions: int,
    frame_words: Mapping[str, Any],
    words: Mapping[str, Words],
    languages: Sequence[Language],
) -> SelfCheck:
    """The self-check for one incident: joins its scripts and style, and makes its frame.

    `frame_words` is what the incident says in the frame (see incident.words), `words` the
    theme's, both by language.
    """
    script = join_script(THEME / "javascript" / "frame.js")
    style = join_style(THEME / "frame.css")
    worker = join_script(THEME / "javascript" / "worker.js", {"engine": runtime.glue})
    spoken = {
        language.code: {
            "tag": language.tag,
            "theme": words[language.code]["frame"],
            "check": words[language.code]["check"],
            "incident": frame_words[language.code],
        }
        for language in languages
    }
    parts = FrameParts(
        script=script,
        style=style,
        worker=worker,
        scripts=[file.role for file in runtime.files if file.script],
        rules=rules,
        words=spoken,
    )
    return SelfCheck(
        frame=frame_document(parts, language_tag=languages[0].tag),
        policy=check_policy(frame_script=script, frame_style=style),
        runtime=runtime,
        words={language.code: words[language.code]["check"] for language in languages},
        questions=questions,
    )

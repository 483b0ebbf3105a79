"""A page as its author typed it: front matter, and Markdown from a certain line on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from publish.problem import Problem, Stop

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*\n\n*", re.DOTALL | re.MULTILINE)
WANTED = "title:, description: and what else the page needs, between two lines of ---"


@dataclass(frozen=True, kw_only=True)
class TypedPage:
    """A page's file as its author knows it, its front matter, and its Markdown.

    `language` is the folder under docs/, `name` the file in it; `first_line` is the line of the
    file on which `markdown` begins.
    """

    language: str
    name: str
    meta: dict[str, Any]
    markdown: str
    first_line: int

    @property
    def file(self) -> str:
        """The file, from the site's folder."""
        return f"docs/{self.language}/{self.name}"

    def line_of(self, text: str) -> str:
        """The line on which most of the beginning of `text` was typed; empty when none is."""
        words = text.split(" ")
        for count in range(len(words), 0, -1):
            start = " ".join(words[:count])
            for line, typed in enumerate(self.markdown.splitlines(), start=self.first_line):
                if start in typed:
                    return str(line)
        return ""


def read_page_file(docs: Path, language: str, name: str) -> TypedPage:
    """The page `name` in the folder `language`. Raises Stop when its front matter is wrong."""
    text = (docs / language / name).read_text(encoding="utf-8-sig")
    file = f"docs/{language}/{name}"
    match = FRONT_MATTER.match(text)
    if match is None:
        raise Stop([Problem(file=file, place="1", what="has no front matter", wanted=WANTED)])
    return TypedPage(
        language=language,
        name=name,
        meta=_meta(match["yaml"], file),
        markdown=text[match.end() :],
        first_line=1 + text[: match.end()].count("\n"),
    )


def _meta(text: str, file: str) -> dict[str, Any]:
    try:
        meta = yaml.safe_load(text)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        what = "the front matter is not YAML"
        raise Stop([Problem(file=file, place=str(line), what=what, wanted=WANTED)]) from error
    if not isinstance(meta, dict):
        raise Stop([Problem(file=file, place="1", what="has no front matter", wanted=WANTED)])
    return meta

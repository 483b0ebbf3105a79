"""The files that pages share: the style, the page's script, the pictures and the runtime."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from publish.named import NamedFile, name_by_content
from publish.scripts import join_script, join_style
from publish.site import THEME
from runtime import Runtime

FOLDER = "assets"


@dataclass(frozen=True, kw_only=True)
class Assets:
    """The shared files by what they are for; `rest` is what no template asks for by name."""

    style: NamedFile
    page_script: NamedFile
    mark: NamedFile
    rest: tuple[NamedFile, ...] = ()

    @property
    def files(self) -> tuple[NamedFile, ...]:
        """All of them, to be written into the site."""
        return (self.style, self.page_script, self.mark, *self.rest)

    def links(self, link: Callable[[str], str]) -> dict[str, str]:
        """How a template names them. `link` makes a link of a path from the site's root."""
        return {
            "style": link(self.style.path),
            "page_script": link(self.page_script.path),
            "mark": link(self.mark.path),
        }


def theme_assets(runtime_files: Sequence[NamedFile]) -> Assets:
    """The theme's shared files, joined, and the runtime's."""
    return Assets(
        style=_named("style.css", join_style(THEME / "style.css")),
        page_script=_named("page.js", join_script(THEME / "javascript" / "page.js")),
        mark=_named("mark.svg", (THEME / "images" / "mark.svg").read_text(encoding="utf-8")),
        rest=tuple(runtime_files),
    )


def runtime_assets(runtime: Runtime) -> tuple[NamedFile, ...]:
    """The runtime's files; their names hold a hash already."""
    return tuple(
        NamedFile(path=f"{FOLDER}/{file.name}", content=file.content) for file in runtime.files
    )


def write_assets(assets: Assets, output: Path) -> None:
    """Write every shared file where its path says."""
    for file in assets.files:
        path = output / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def _named(name: str, text: str) -> NamedFile:
    return name_by_content(f"{FOLDER}/{name}", text.encode("utf-8"))

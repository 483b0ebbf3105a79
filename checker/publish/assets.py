"""The files that pages share: the style, the page's script, the pictures and the runtime."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from publish.named import NamedFile, name_by_content
from publish.problem import Problem, Stop
from publish.scripts import join_script, join_style
from publish.site import THEME
from runtime import Runtime

FOLDER = "assets"
SHARING = "images/sharing.png"


@dataclass(frozen=True, kw_only=True)
class Assets:
    """The shared files by what they are for; `rest` is what no template asks for by name.

    `sharing` is the picture that goes with a link to an official site.
    """

    style: NamedFile
    page_script: NamedFile
    filter: NamedFile
    mark: NamedFile
    sharing: NamedFile | None = None
    rest: tuple[NamedFile, ...] = ()

    @property
    def files(self) -> tuple[NamedFile, ...]:
        """All of them, to be written into the site."""
        sharing = [self.sharing] if self.sharing else []
        return (self.style, self.page_script, self.filter, self.mark, *sharing, *self.rest)

    def links(self, link: Callable[[str], str]) -> dict[str, str]:
        """How a template names them. `link` makes a link of a path from the site's root."""
        return {
            "style": link(self.style.path),
            "page_script": link(self.page_script.path),
            "filter": link(self.filter.path),
            "mark": link(self.mark.path),
        }


def theme_assets(runtime_files: Sequence[NamedFile], *, official: bool) -> Assets:
    """The theme's shared files, joined, and the runtime's. Raises Stop."""
    return Assets(
        style=_named("style.css", join_style(THEME / "style.css")),
        page_script=_named("page.js", join_script(THEME / "javascript" / "page.js")),
        filter=_named("filter.js", join_script(THEME / "javascript" / "filter.js")),
        mark=_named("mark.svg", (THEME / "images" / "mark.svg").read_text(encoding="utf-8")),
        sharing=sharing_picture() if official else None,
        rest=tuple(runtime_files),
    )


def sharing_picture() -> NamedFile:
    """The picture beside a shared link. Raises Stop when there is none."""
    path = THEME / SHARING
    if not path.is_file():
        file, wanted = f"overrides/{SHARING}", "the picture that goes with a link to the site"
        raise Stop([Problem(file=file, what="is missing", wanted=wanted)])
    return name_by_content(f"{FOLDER}/sharing.png", path.read_bytes())


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

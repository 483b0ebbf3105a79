"""A site: the folder that an organisation fills, and what its mkdocs.yml says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from publish.problem import Problem, Stop

CODE_HOME = Path(__file__).parents[2]
THEME = CODE_HOME / "overrides"
ENGINES = ("stock", "baked")
CONFIG = "mkdocs.yml"
ROOT_FOLDER = "root"  # under docs/: the page for all languages, at the site's own address
LANGUAGES = 2  # of every text in incident.yml, and of the theme


@dataclass(frozen=True, kw_only=True)
class Language:
    """One language of the site: folder and address part, name in itself, and tag for `lang`."""

    code: str
    name: str
    tag: str


@dataclass(frozen=True, kw_only=True)
class Site:
    """Where a site's words and facts are, its address (None: not known yet) and its settings."""

    folder: Path
    name: str
    address: str | None
    languages: tuple[Language, ...]
    pages: tuple[str, ...]
    engine: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages' folders, the first language first."""
        return tuple(language.code for language in self.languages)

    def language(self, code: str) -> Language:
        """The language of a folder."""
        return next(language for language in self.languages if language.code == code)

    @property
    def docs(self) -> Path:
        """The folder of Markdown pages, one folder a language."""
        return self.folder / "docs"

    @property
    def output(self) -> Path:
        """The folder that is put on a host."""
        return self.folder / "site"

    @classmethod
    def from_folder(cls, folder: Path) -> Site:
        """The site in `folder`. Raises Stop when a part of it is missing or wrong."""
        parts = (CONFIG, "incident.yml", "docs")
        missing = [name for name in parts if not (folder / name).exists()]
        if missing:
            raise Stop(
                Problem(file=str(folder / name), what="is missing", wanted=f"a site with {name}")
                for name in missing
            )
        return cls.from_mapping(folder, _read(folder / CONFIG))

    @classmethod
    def from_mapping(cls, folder: Path, settings: Mapping[str, Any]) -> Site:
        """The site in `folder` with the settings of its mkdocs.yml. Raises Stop."""
        extra = settings.get("extra") or {}
        engine = extra.get("engine", "stock")
        if engine not in ENGINES:
            raise Stop([_wrong("extra.engine", f"{engine!r} is not an engine", "stock or baked")])
        return cls(
            folder=folder,
            name=_text(settings, "site_name"),
            address=_address(settings.get("site_url")),
            languages=_languages(extra.get("languages")),
            pages=_pages(settings.get("nav")),
            engine=engine,
        )


def _read(path: Path) -> Mapping[str, Any]:
    try:
        settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        problem = Problem(file=CONFIG, place=str(line), what="is not YAML", wanted="key: value")
        raise Stop([problem]) from error
    if not isinstance(settings, dict):
        raise Stop([_wrong("", "holds no settings", "site_name, nav, extra.languages")])
    return settings


def _wrong(place: str, what: str, wanted: str) -> Problem:
    return Problem(file=CONFIG, place=place, what=what, wanted=wanted)


def _text(settings: Mapping[str, Any], key: str) -> str:
    value = settings.get(key)
    if not isinstance(value, str) or not value.strip():
        raise Stop([_wrong(key, "is missing", "a text")])
    return value


def _address(value: object) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str) or not value.startswith(("https://", "http://")):
        raise Stop([_wrong("site_url", f"{value!r} is not an address", "https://… or nothing")])
    return value.rstrip("/") + "/"


def _languages(value: object) -> tuple[Language, ...]:
    wanted = "en and fr, each with a name and a tag, as in en: {name: English, tag: en-CA}"
    if not isinstance(value, dict) or len(value) != LANGUAGES:
        raise Stop([_wrong("extra.languages", "does not name two languages", wanted)])
    try:
        return tuple(
            Language(code=code, name=entry["name"], tag=entry["tag"])
            for code, entry in value.items()
        )
    except (KeyError, TypeError) as error:
        raise Stop([_wrong("extra.languages", "is not complete", wanted)]) from error


def _pages(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        wanted = "the pages in the order of the menu, as in [index.md, questions.md]"
        raise Stop([_wrong("nav", "is not a list of page files", wanted)])
    return tuple(value)

"""The theme's words: one file a language, the same keys and placeholders in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from publish.problem import Problem, Stop, stop_if

PLACEHOLDER = re.compile(r"\{[a-z_]+\}")

type Words = Mapping[str, Any]


def load_words(folder: Path, languages: tuple[str, ...]) -> dict[str, Words]:
    """The words of each language, from `folder/LANGUAGE.yml`. Raises Stop when they differ."""
    words = {language: _read(folder / f"{language}.yml") for language in languages}
    stop_if(word_problems(words))
    return words


def word_problems(words: Mapping[str, Words]) -> list[Problem]:
    """What one language's words have and another's lack, or fill in differently."""
    flat = {language: dict(leaves(tree)) for language, tree in words.items()}
    paths = dict.fromkeys(path for leaf in flat.values() for path in leaf)
    return [
        problem
        for path in paths
        for language in flat
        for problem in _leaf_problems(flat, language, path)
    ]


def leaves(tree: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a nested mapping or list, with its dotted path."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from leaves(value, f"{path}.{key}" if path else str(key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from leaves(value, f"{path}.{index}")
    else:
        yield path, tree if isinstance(tree, str) else ""


def _leaf_problems(
    flat: Mapping[str, Mapping[str, str]], language: str, path: str
) -> Iterator[Problem]:
    holder = next(other for other in flat if path in flat[other])
    file = f"words/{language}.yml"
    if path not in flat[language]:
        wanted = f"it, as in words/{holder}.yml"
        yield Problem(file=file, place=path, what="is missing", wanted=wanted)
    elif not flat[language][path].strip():
        yield Problem(file=file, place=path, what="is not a text", wanted="words between quotes")
    else:
        mine, theirs = (set(PLACEHOLDER.findall(flat[x][path])) for x in (language, holder))
        if mine != theirs:
            what = f"has the placeholders {sorted(mine)}"
            wanted = f"{sorted(theirs)}, as in words/{holder}.yml"
            yield Problem(file=file, place=path, what=what, wanted=wanted)


def _read(path: Path) -> Words:
    file = f"words/{path.name}"
    try:
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        problem = Problem(file=file, what="is missing", wanted="the theme's words in this language")
        raise Stop([problem]) from error
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        problem = Problem(file=file, place=str(line), what="is not YAML", wanted="key: words")
        raise Stop([problem]) from error
    if not isinstance(tree, dict):
        raise Stop([Problem(file=file, what="holds no words", wanted="key: words")])
    return tree

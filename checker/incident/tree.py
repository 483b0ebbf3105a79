"""Reads YAML into a tree whose values are text and know where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from incident.problems import Place, Problems

START = Place(line=1, column=1, path="")
STANDARD_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, kw_only=True)
class Scalar:
    """A single value, as it was written: dates, numbers, yes and no are text too."""

    place: Place
    text: str


@dataclass(frozen=True, kw_only=True)
class Items:
    """A list."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, kw_only=True)
class Entries:
    """A mapping, in the file's order; `keys` says where each key stands."""

    place: Place
    entries: Mapping[str, Node]
    keys: Mapping[str, Place]


type Node = Scalar | Items | Entries
KINDS = {Scalar: "a single value", Items: "a list", Entries: "a mapping"}


def kind_of(node: Node) -> str:
    """What a node is, in words."""
    return KINDS[type(node)]


def read_tree(text: str, problems: Problems) -> Node | None:
    """The tree of a YAML document; None when it is no YAML. What is wrong goes to `problems`.

    PyYAML's own constructor would turn dates into objects and forget where they stood, so this
    reads its nodes. libyaml parses them, because PyYAML's own parser refuses a question mark in
    `{ fr: Où? }`.
    """
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        problems.note(_place(error.problem_mark, ""), f"is not YAML: {_said(error)}")
        return None
    except yaml.YAMLError as error:
        problems.note(START, f"is not YAML: {error}".replace("\n", " "))
        return None
    if root is None:
        problems.note(START, "is empty")
        return None
    return _Reader(problems).read(root, "")


def _said(error: yaml.MarkedYAMLError) -> str:
    """What the parser says; French sets ": " in the midst of a text, which YAML does not take."""
    said = str(error.problem)
    if said.startswith("mapping values are not allowed"):
        return f"{said} (a text that holds ': ' wants quotes around it)"
    return said


def _place(mark: yaml.Mark | None, path: str) -> Place:
    if mark is None:
        return Place(line=1, column=1, path=path)
    return Place(line=mark.line + 1, column=mark.column + 1, path=path)


class _Reader:
    """Walks PyYAML's nodes. An alias reads as what it stands for, under its own path."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._open: set[int] = set()  # nodes being read: meeting one again is a loop

    def read(self, node: yaml.Node, path: str) -> Node:
        place = _place(node.start_mark, path)
        if not node.tag.startswith(STANDARD_TAG):
            self._problems.note(place, f"has the tag '{node.tag}' (want none)")
        if id(node) in self._open:
            self._problems.note(place, "contains itself, by its alias")
            return Scalar(place=place, text="")
        self._open.add(id(node))
        read = self._read(node, place)
        self._open.remove(id(node))
        return read

    def _read(self, node: yaml.Node, place: Place) -> Node:
        if isinstance(node, yaml.MappingNode):
            return self._entries(node, place)
        if isinstance(node, yaml.SequenceNode):
            items = enumerate(node.value)
            below = tuple(self.read(item, _join(place.path, str(index))) for index, item in items)
            return Items(place=place, items=below)
        return Scalar(place=place, text=str(node.value))

    def _entries(self, node: yaml.MappingNode, place: Place) -> Entries:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for key_node, value in node.value:
            key = self._key(key_node, place.path)
            if key is None:
                continue
            here = _place(key_node.start_mark, _join(place.path, key))
            if key in keys:
                self._problems.note(here, f"stands twice (first in line {keys[key].line})")
                continue
            keys[key] = here
            entries[key] = self.read(value, here.path)
        return Entries(place=place, entries=entries, keys=keys)

    def _key(self, node: yaml.Node, path: str) -> str | None:
        place = _place(node.start_mark, path)
        if not isinstance(node, yaml.ScalarNode):
            self._problems.note(place, "has a key that is not text")
            return None
        if node.tag == STANDARD_TAG + "merge":
            self._problems.note(place, "has a merge key '<<' (want the keys written out)")
            return None
        return str(node.value)


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key

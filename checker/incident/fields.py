"""Takes values out of the tree, each with a reader, and notes every problem it meets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import cast

from incident.problems import BrokenError, Problems, WrongError, wanted
from incident.tree import Entries, Items, Node, Scalar, kind_of

KEY = re.compile(r"[a-z][a-z0-9_-]*")
NAME = re.compile(r"[a-z][a-z0-9_]*")  # what templates can name: `facts.a-b` is a subtraction


def scalar(node: Node) -> str:
    """The text of a single value, without the space around it."""
    if not isinstance(node, Scalar):
        raise WrongError(node.place, f"is {kind_of(node)} (want a single value)")
    text = node.text.strip()
    if not text:
        raise WrongError(node.place, "is empty")
    return text


def yes_or_no(node: Node) -> bool:
    """True for `yes`, False for `no`."""
    return one_of(("yes", "no"))(node) == "yes"


def one_of(allowed: Iterable[str]) -> Callable[[Node], str]:
    """A reader of one word out of a closed list."""
    known = tuple(allowed)

    def read(node: Node) -> str:
        word = scalar(node)
        if word not in known:
            raise WrongError(node.place, f"'{word}' is not known here{wanted(word, known)}")
        return word

    return read


def known_as(what: str, known: Iterable[str], *, of: str = "") -> Callable[[Node], str]:
    """A reader of the key of something that the file defines elsewhere.

    `what` is "source", "cohort" ...; an "option" or "field" is one `of` a question.
    """
    names = tuple(known)

    def read(node: Node) -> str:
        name = scalar(node)
        if name not in names:
            missing = f"'{of}' has no {what}" if of else f"there is no {what}"
            raise WrongError(node.place, f"{missing} '{name}'{wanted(name, names)}")
        return name

    return read


def one_or_more[T](reader: Callable[[Node], T]) -> Callable[[Node], tuple[T, ...]]:
    """A reader of one value, or of a list of at least one."""

    def read(node: Node) -> tuple[T, ...]:
        if not isinstance(node, Items):
            return (reader(node),)
        return tuple(map(reader, some_items(node)))

    return read


def some_items(node: Node) -> tuple[Node, ...]:
    """The items of a list that is not empty."""
    if not isinstance(node, Items):
        raise WrongError(node.place, f"is {kind_of(node)} (want a list)")
    if not node.items:
        raise WrongError(node.place, "is an empty list (want at least one)")
    return node.items


def entries(node: Node) -> Entries:
    """A mapping that is not empty."""
    if not isinstance(node, Entries):
        raise WrongError(node.place, f"is {kind_of(node)} (want a mapping)")
    if not node.entries:
        raise WrongError(node.place, "is empty")
    return node


def keys_of(node: Node | None) -> tuple[str, ...]:
    """The keys of a mapping, whatever stands behind them; none when it is no mapping."""
    return tuple(node.entries) if isinstance(node, Entries) else ()


class Lists:
    """Readers of lists and of mappings with free keys, which note each item's problem."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def items[T](self, reader: Callable[[Node], T]) -> Callable[[Node], tuple[T, ...]]:
        """A reader of a list of at least one, all of whose items must do."""

        def read(node: Node) -> tuple[T, ...]:
            found: list[T] = []
            for item in some_items(node):
                with self.problems.noted():
                    found.append(reader(item))
            if len(found) < len(some_items(node)):
                raise BrokenError
            return tuple(found)

        return read

    def named[T](
        self, reader: Callable[[str, Node], T], pattern: re.Pattern[str] = KEY
    ) -> Callable[[Node], dict[str, T]]:
        """A reader of a mapping with free keys, all of whose entries must do."""

        def read(node: Node) -> dict[str, T]:
            found = self.usable(reader, pattern)(node)
            if len(found) < len(keys_of(node)):
                raise BrokenError
            return found

        return read

    def usable[T](
        self, reader: Callable[[str, Node], T], pattern: re.Pattern[str] = KEY
    ) -> Callable[[Node], dict[str, T]]:
        """A reader of a mapping with free keys; an entry with a problem is left out."""

        def read(node: Node) -> dict[str, T]:
            found: dict[str, T] = {}
            mapping = entries(node)
            for key, value in mapping.entries.items():
                with self.problems.noted():
                    self._check_key(mapping, key, pattern)
                    found[key] = reader(key, value)
            return found

        return read

    def _check_key(self, node: Entries, key: str, pattern: re.Pattern[str]) -> None:
        if not pattern.fullmatch(key):
            signs = "_" if pattern is NAME else "_ or -"
            what = f"'{key}' is no key (want a letter, then letters, digits, {signs})"
            raise WrongError(node.keys[key], what)


class Fields:
    """The fields of one mapping. Take each, then call `done`, then build from what was taken.

    A field with a problem comes back as None whatever its type says; `done` raises BrokenError in
    that case, so that nothing is ever built from it.
    """

    def __init__(self, node: Node, problems: Problems) -> None:
        self.node = entries(node)
        self._problems = problems
        self._known: list[str] = []
        self._failed = False

    def __contains__(self, key: str) -> bool:
        return key in self.node.entries

    def take[T](self, key: str, reader: Callable[[Node], T]) -> T:
        """The value of a field that must be there."""
        self._known.append(key)
        if key not in self.node.entries:
            self._failed = True
            self._problems.note(self.node.place, f"'{key}' is missing")
            return cast(T, None)
        return self._read(key, reader)

    def maybe[T](self, key: str, reader: Callable[[Node], T]) -> T | None:
        """The value of a field that may be left out."""
        self._known.append(key)
        return self._read(key, reader) if key in self.node.entries else None

    def _read[T](self, key: str, reader: Callable[[Node], T]) -> T:
        with self._problems.noted():
            return reader(self.node.entries[key])
        self._failed = True
        return cast(T, None)

    def so_far(self) -> None:
        """Raises BrokenError when what was taken so far had a problem."""
        if self._failed:
            raise BrokenError

    def done(self) -> None:
        """Notes every field that nobody took; raises BrokenError when any field had a problem."""
        for key in self.node.entries:
            if key not in self._known:
                self._failed = True
                what = f"unknown key{wanted(key, self._known)}"
                self._problems.note(self.node.keys[key], what)
        self.so_far()

"""What is wrong with a file, where, and what was wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a value stands: line and column from 1, and the keys that lead to it."""

    line: int
    column: int
    path: str  # "facts.visits.window.to", "cases.0.answers"; empty for the file itself


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong, and what was wanted."""

    place: Place
    what: str

    def __str__(self) -> str:
        path = f" {self.place.path}:" if self.place.path else ""
        return f"{self.place.line}:{self.place.column}:{path} {self.what}"


class IncidentError(ValueError):
    """The file cannot be used; its text has one line for each problem, in the file's order."""

    def __init__(self, file: str, problems: Iterable[Problem]) -> None:
        unique = {(p.place.line, p.place.column, p.what): p for p in problems}
        self.problems = tuple(unique[key] for key in sorted(unique))
        super().__init__("\n".join(f"{file}:{problem}" for problem in self.problems))


class WrongError(Exception):
    """A value that does not do: raised by what reads it, noted by what asked for it."""

    def __init__(self, place: Place, what: str) -> None:
        super().__init__(what)
        self.problem = Problem(place=place, what=what)


class BrokenError(Exception):
    """A value that rests on one whose problem is noted already."""


class Problems:
    """The problems found so far."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def note(self, place: Place, what: str) -> None:
        """Keeps one more problem."""
        self.found.append(Problem(place=place, what=what))

    def noted(self) -> Noting:
        """Notes what goes wrong inside and goes on after it, so that one run finds it all."""
        return Noting(self)

    def stop(self, file: str) -> None:
        """Raises IncidentError when anything was found."""
        if self.found:
            raise IncidentError(file, self.found)


class Noting:
    """Keeps the problem of a WrongError, and swallows it; a BrokenError is noted already."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems

    def __enter__(self) -> None: ...

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: object
    ) -> bool:
        if isinstance(error, WrongError):
            self._problems.found.append(error.problem)
        return isinstance(error, WrongError | BrokenError)


def wanted(word: str, known: Iterable[str]) -> str:
    """What to offer for a word that is not known: the nearest one, or all there are."""
    names = list(known)
    near = get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f" (did you mean '{near[0]}'?)"
    return f" (want {either(names)})" if names else ""


def either(names: Iterable[str]) -> str:
    """A choice in words: "a", "a or b", "a, b or c"."""
    *rest, last = names
    return f"{', '.join(rest)} or {last}" if rest else last

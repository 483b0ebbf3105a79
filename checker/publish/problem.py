"""What an author got wrong: which file, where in it, what, and what was wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    """One mistake, for the person who can mend it. Visitors never see it.

    `place` is a line number, a key, or empty when the file as a whole is meant.
    """

    file: str
    place: str = ""
    what: str
    wanted: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.place}" if self.place.isdigit() else self.file
        if self.place and not self.place.isdigit():
            where = f"{self.file}: {self.place}"
        return f"{where}: {self.what} (want {self.wanted})"


class Stop(Exception):
    """The build cannot go on: every problem found so far, one a line."""

    def __init__(self, problems: Iterable[object]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def stop_if(problems: Iterable[object]) -> None:
    """Raise `Stop` when there is any problem; the order found is the order shown."""
    found = list(dict.fromkeys(problems))
    if found:
        raise Stop(found)

"""Days, months and years as they are written, and the windows between them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from incident.problems import WrongError
from incident.tree import Node, Scalar

ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
RELATIVE = re.compile(r"(\d{1,3}) (year|month|day)s? (before|after) (\S+)")


class Precision(IntEnum):
    """How exactly a moment is known; a greater one is finer."""

    YEAR = 1
    MONTH = 2
    DAY = 3


EXAMPLES = {Precision.YEAR: "2023", Precision.MONTH: "2023-05", Precision.DAY: "2023-05-31"}


@dataclass(frozen=True, kw_only=True, order=True)
class Moment:
    """A year, a month of a year, or a day of a month."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> Precision:
        """What of year, month and day is known."""
        if self.day is not None:
            return Precision.DAY
        return Precision.YEAR if self.month is None else Precision.MONTH

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Its last day: the real one of its month."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def before(self) -> Moment:
        """The moment of the same precision that comes before."""
        return moment_of(self.first - timedelta(days=1), self.precision)

    @property
    def after(self) -> Moment:
        """The moment of the same precision that comes after."""
        return moment_of(self.last + timedelta(days=1), self.precision)

    def __str__(self) -> str:
        return self.first.isoformat()[: len(EXAMPLES[self.precision])]


def moment_of(day: date, precision: Precision) -> Moment:
    """The year, month or day in which `day` lies."""
    return Moment(
        year=day.year,
        month=day.month if precision >= Precision.MONTH else None,
        day=day.day if precision >= Precision.DAY else None,
    )


def parse_moment(text: str) -> Moment | None:
    """The moment that `text` writes, in ISO form; None when it writes none."""
    match = ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    found = Moment(year=year, month=month, day=day)
    return found if _exists(found) else None


def _exists(moment: Moment) -> bool:
    try:
        return moment.first <= moment.last
    except ValueError:
        return False


def moment(precision: Precision) -> Callable[[Node], Moment]:
    """A reader of moments of one precision."""

    def read(node: Node) -> Moment:
        text = node.text.strip() if isinstance(node, Scalar) else ""
        found = parse_moment(text)
        if found is None or found.precision is not precision:
            name = precision.name.lower()
            raise WrongError(node.place, f"'{text}' is not a {name} (want {EXAMPLES[precision]})")
        return found

    return read


@dataclass(frozen=True, kw_only=True)
class Window:
    """The time from `first` to `last`, both included; None is an open end."""

    first: Moment | None
    last: Moment | None

    @property
    def first_day(self) -> date | None:
        """The day it opens."""
        return self.first.first if self.first else None

    @property
    def last_day(self) -> date | None:
        """The last day that is inside."""
        return self.last.last if self.last else None


def edge(node: Node) -> Moment:
    """A reader of one edge: a year, month or day, or "14 years before 2021-10-30"."""
    text = node.text.strip() if isinstance(node, Scalar) else ""
    relative = RELATIVE.fullmatch(text)
    if relative:
        return _relative(node, relative)
    found = parse_moment(text)
    if found is None:
        raise WrongError(node.place, _not_a_moment(text))
    return found


def _not_a_moment(text: str) -> str:
    """What is wrong with `text`, going by what it seems meant to be."""
    shape = "-".join("9" * len(part) if part.isdigit() else "?" for part in text.split("-"))
    if shape == "9999-99":
        return f"'{text}' is not a month (want 2023-05)"
    if shape == "9999-99-99":
        return f"'{text}' is not a day (want 2023-05-31)"
    return f"'{text}' is no time (want 2023, 2023-05, 2023-05-31 or 14 years before 2021-10-30)"


def _relative(node: Node, match: re.Match[str]) -> Moment:
    count, unit, side, anchor_text = match.groups()
    anchor = parse_moment(anchor_text)
    if anchor is None or anchor.precision is not Precision.DAY:
        raise WrongError(node.place, f"'{anchor_text}' is not a day (want 2023-05-31)")
    try:
        return _moved(anchor, int(count) * (-1 if side == "before" else 1), unit)
    except (ValueError, OverflowError):
        raise WrongError(node.place, f"'{match.group()}' is outside the calendar") from None


def _moved(anchor: Moment, count: int, unit: str) -> Moment:
    """`anchor`, moved; a day that the month it lands in does not have becomes its last."""
    if unit == "day":
        return moment_of(anchor.first + timedelta(days=count), Precision.DAY)
    months = anchor.year * 12 + (anchor.month or 1) - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    day = min(anchor.day or 1, monthrange(year, month + 1)[1])
    return moment_of(date(year, month + 1, day), Precision.DAY)

"""When something happened, as exactly as a person knows it.

A day is one integer, YYYYMMDD. Days are only ever compared, so no clock or time zone can
move an edge.
"""

from dataclasses import dataclass

from eligibility.truth import FALSE, TRUE, UNKNOWN, Truth

EARLIEST_DAY = 0
LATEST_DAY = 9999_12_31
FIRST_YEAR, LAST_YEAR = 1900, 2100  # what a person may type: beyond is a slip of the finger


class PeriodError(ValueError):
    """Text that is no period; its argument says what was wanted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """From `first` to `last`, both days included: where a single moment may lie."""

    first: int
    last: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Lasting:
    """Something that went on from a moment in `start` to a moment in `end`."""

    start: Period
    end: Period


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """The days that count, from `first` to `last`, both included."""

    first: int
    last: int


Stretch = Period | Lasting


def within(stretch: Stretch, window: Window) -> Truth:
    """Whether `stretch` falls inside `window`, both ends of which count.

    Something that happened once is UNKNOWN where it straddles an edge: the person may have
    meant either side. Something that lasted is TRUE as soon as a part of it certainly
    touches the window.
    """
    if isinstance(stretch, Lasting):
        return _touches(stretch, window)
    if stretch.last < window.first or window.last < stretch.first:
        return FALSE
    if window.first <= stretch.first and stretch.last <= window.last:
        return TRUE
    return UNKNOWN


def _touches(lasting: Lasting, window: Window) -> Truth:
    """`within` for what lasted; its certain part runs from the latest start to the earliest end.

    A start or an end that itself lies inside the window touches it too.
    """
    if lasting.end.last < window.first or window.last < lasting.start.first:
        return FALSE
    begins_late, ends_early = lasting.start.last, lasting.end.first
    core_touches = begins_late <= window.last and window.first <= ends_early
    if core_touches and begins_late <= ends_early:
        return TRUE
    if TRUE in (within(lasting.start, window), within(lasting.end, window)):
        return TRUE
    return UNKNOWN


def parse_period(text: str) -> Period:
    """The period written as 2010, 2010-04, 2010-04-12, or as an interval of two of these.

    In an interval ("2010-04/2023-05") either end may be open, written "..". After ISO 8601-2.

    Raises:
        PeriodError: anything else, or an interval that ends before it begins
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _parse_date(text)
    begin = EARLIEST_DAY if first == ".." else _parse_date(first).first
    end = LATEST_DAY if last == ".." else _parse_date(last).last
    if end < begin:
        raise PeriodError("an interval that ends no earlier than it begins")
    return Period(first=begin, last=end)


def _parse_date(text: str) -> Period:
    """The year, month or day of `text`, as the days that it covers."""
    parts = text.split("-")
    lengths = [len(part) for part in parts]
    if lengths not in ([4], [4, 2], [4, 2, 2]) or not all(map(_is_digits, parts)):
        raise PeriodError("a year, a month (2010-04) or a day (2010-04-12)")
    numbers = [int(part) for part in parts]
    if len(numbers) > 1 and not 1 <= numbers[1] <= 12:
        raise PeriodError("a month from 01 to 12")
    if len(numbers) > 2 and not 1 <= numbers[2] <= _days_in(numbers[0], numbers[1]):
        raise PeriodError("a day that this month has")
    return _covering(*numbers)


def _covering(year: int, month: int | None = None, day: int | None = None) -> Period:
    """The days that a year, a month or a day covers."""
    if month is None:
        return Period(first=year * 10000 + 101, last=year * 10000 + 1231)
    start = year * 10000 + month * 100
    if day is None:
        return Period(first=start + 1, last=start + _days_in(year, month))
    return Period(first=start + day, last=start + day)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _days_in(year: int, month: int) -> int:
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


class TypedPeriodError(ValueError):
    """A typed year or month that does not do; `key` names the problem."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def typed_period(year: str, month: str) -> Period:
    """The period that a person typed; `month` may be left empty. Digits of any script do.

    Raises:
        TypedPeriodError: "year-missing", "year-not-a-year" or "month-not-a-month"
    """
    year, month = year.strip(), month.strip()
    if not year:
        raise TypedPeriodError("year-missing")
    if len(year) != 4 or not year.isdecimal() or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise TypedPeriodError("year-not-a-year")
    if not month:
        return _covering(int(year))
    if len(month) > 2 or not month.isdecimal() or not 1 <= int(month) <= 12:
        raise TypedPeriodError("month-not-a-month")
    return _covering(int(year), int(month))

"""The stretches of time that a person can tick: those between the edges of windows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise

from incident.conditions import Within
from incident.model import Cohort
from incident.moments import Moment, Precision, Window, moment_of
from incident.problems import Problems
from incident.questions import Asked, Period
from incident.speech import Language, say_before, say_window

MOST_BANDS = 6  # more than a screen of ticks: ask for the month instead


def windows_read(asked: Asked, cohorts: Iterable[Cohort]) -> dict[str, Window]:
    """The windows that conditions hold an answer against, by the fact that names each."""
    return {
        read.condition.fact: read.condition.window
        for cohort in cohorts
        for read in cohort.reads()
        if isinstance(read.condition, Within) and asked.is_read_by(read)
    }


def bands(asked: Asked, cohorts: Iterable[Cohort]) -> tuple[Window, ...]:
    """The stretches between the edges of the windows that could matter, in order of time.

    No edge lies inside one, so that a tick tells all that can matter, and no more. They are as
    exact as the most exact edge: years, months or days.
    """
    return bands_between(windows_read(asked, cohorts).values())


def bands_between(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The stretches between the edges of `windows`; see `bands`."""
    known = list(windows)
    edges = [edge for window in known for edge in (window.first, window.last) if edge]
    if not edges:
        return ()
    precision = max(edge.precision for edge in edges)
    starts = sorted(set(_starts(known)))
    inner = (_between(first, after, precision) for first, after in pairwise(starts))
    before = Window(first=None, last=_day_before(starts[0], precision))
    return (before, *inner, Window(first=moment_of(starts[-1], precision), last=None))


def _starts(windows: Iterable[Window]) -> Iterable[date]:
    """The days on which a window opens, and those right after one ends."""
    for window in windows:
        if window.first_day:
            yield window.first_day
        if window.last_day:
            yield window.last_day + timedelta(days=1)


def _between(first: date, after: date, precision: Precision) -> Window:
    return Window(first=moment_of(first, precision), last=_day_before(after, precision))


def _day_before(day: date, precision: Precision) -> Moment:
    return moment_of(day - timedelta(days=1), precision)


def band_answer(band: Window) -> str:
    """What a ticked band is in a request: "../2009-12", "2010-01/2010-03", "2010-01"."""
    if band.first == band.last:
        return str(band.first)
    first, last = (str(edge) if edge else ".." for edge in (band.first, band.last))
    return f"{first}/{last}"


def say_band(band: Window, language: Language) -> str:
    """Such as "before January 2010", "avril 2010 à mai 2023", "June 2023 or later"."""
    if band.first is None and band.last is not None:
        return say_before(band.last.after, language)
    return say_window(band, language)


def check_bands(every: Iterable[Asked], cohorts: Mapping[str, Cohort], problems: Problems) -> None:
    """Notes each question of when that would need more bands than a screen can offer."""
    for asked in every:
        if not isinstance(asked.question, Period) or asked.question.by_month:
            continue
        count = len(bands(asked, cohorts.values()))
        if count > MOST_BANDS:
            what = f"needs {count} bands (want at most {MOST_BANDS}, or `ask: month`)"
            problems.note(asked.question.place, what)

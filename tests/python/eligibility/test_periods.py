"""What an answer about time could mean, against a window."""

import pytest

from eligibility.periods import (
    Lasting,
    PeriodError,
    TypedPeriodError,
    Window,
    parse_period,
    typed_period,
    within,
)
from eligibility.truth import FALSE, TRUE, UNKNOWN, Truth

VISITS = Window(first=2010_04_01, last=2023_05_31)


@pytest.mark.parametrize(
    ("period", "truth"),
    [
        pytest.param("2010-03", FALSE, id="the month before it opens"),
        pytest.param("2010-04", TRUE, id="the first month"),
        pytest.param("2010-03-31", FALSE, id="the day before it opens"),
        pytest.param("2010-04-01", TRUE, id="the first day"),
        pytest.param("2023-05", TRUE, id="the last month"),
        pytest.param("2023-05-31", TRUE, id="the last day"),
        pytest.param("2023-06", FALSE, id="the month after it closes"),
        pytest.param("2010", UNKNOWN, id="a year that straddles the opening"),
        pytest.param("2011", TRUE, id="a year inside"),
        pytest.param("2009", FALSE, id="a year before"),
        pytest.param("2010-03/2010-04", UNKNOWN, id="an interval over the opening"),
        pytest.param("2010-04/2023-05", TRUE, id="the whole window"),
        pytest.param("../2010-03", FALSE, id="any time before"),
        pytest.param("2023-06/..", FALSE, id="any time after"),
        pytest.param("../2010-04", UNKNOWN, id="any time up to the first month"),
    ],
)
def test_both_ends_of_a_window_count(period: str, truth: Truth) -> None:
    assert within(parse_period(period), VISITS) is truth


@pytest.mark.parametrize(
    ("start", "end", "truth"),
    [
        pytest.param("2009-01", "2011-01", TRUE, id="over the opening"),
        pytest.param("2022", "2024", TRUE, id="over the closing"),
        pytest.param("2000", "2030", TRUE, id="over all of it"),
        pytest.param("2009-01", "2010-03", FALSE, id="over before it opens"),
        pytest.param("2023-06", "2024-01", FALSE, id="begun after it closes"),
        pytest.param("2009", "2010", UNKNOWN, id="ended in the year of the opening"),
        pytest.param("2023", "2025", UNKNOWN, id="begun in the year of the closing"),
        pytest.param("2015", "2015", TRUE, id="begun and ended in one year inside"),
        pytest.param("2009/2011", "2010/2012", UNKNOWN, id="nothing certain between"),
        pytest.param("2009/2024", "2011/2012", TRUE, id="only its end certain"),
    ],
)
def test_what_lasted_counts_as_soon_as_it_touches(start: str, end: str, truth: Truth) -> None:
    lasting = Lasting(start=parse_period(start), end=parse_period(end))

    assert within(lasting, VISITS) is truth


@pytest.mark.parametrize("text", ["2012-02-29", "2000-02-29", "2011-12-31", "0000", "9999-12"])
def test_days_that_a_month_has_are_read(text: str) -> None:
    assert parse_period(text).first <= parse_period(text).last


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10",
        "2010-4",
        "2010-13",
        "2010-00",
        "2011-02-29",
        "1900-02-29",
        "2010-04-31",
        "2010/2009",
        "2010-04-01-01",
        "٢٠١٠",
        "20１0",
        "2010-04/",
        "/",
        "../",
        "-2010",
        "2010 ",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        parse_period(text)


@pytest.mark.parametrize(
    ("year", "month", "meaning"),
    [
        pytest.param("2010", "", "2010", id="the year alone"),
        pytest.param("2010", "4", "2010-04", id="one digit"),
        pytest.param(" 2010 ", "04", "2010-04", id="spaces around"),
        pytest.param("٢٠١٠", "٤", "2010-04", id="Arabic-Indic digits"),
    ],
)
def test_a_typed_month_is_read(year: str, month: str, meaning: str) -> None:
    assert typed_period(year, month) == parse_period(meaning)


@pytest.mark.parametrize(
    ("year", "month", "problem"),
    [
        pytest.param("", "4", "year-missing", id="no year"),
        pytest.param("10", "4", "year-not-a-year", id="two digits"),
        pytest.param("20x0", "", "year-not-a-year", id="a letter"),
        pytest.param("1899", "", "year-not-a-year", id="before anyone alive"),
        pytest.param("2101", "", "year-not-a-year", id="a slip into the next century"),
        pytest.param("²⁰¹⁰", "", "year-not-a-year", id="superscripts"),
        pytest.param("2010", "13", "month-not-a-month", id="a thirteenth month"),
        pytest.param("2010", "0", "month-not-a-month", id="month nought"),
        pytest.param("2010", "004", "month-not-a-month", id="three digits"),
        pytest.param("2010", "April", "month-not-a-month", id="a name"),
    ],
)
def test_what_a_person_typed_is_told_back_by_the_problem(
    year: str, month: str, problem: str
) -> None:
    with pytest.raises(TypedPeriodError) as caught:
        typed_period(year, month)

    assert caught.value.key == problem

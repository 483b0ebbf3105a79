"""Bands to tick: the stretches of time between the edges that could matter."""

import pytest

from incident.bands import band_answer, bands, bands_between, say_band
from incident.model import Incident
from tests.python.incident.conftest import Sabotage
from tests.python.incident.test_speech import window


@pytest.mark.parametrize(
    ("windows", "answers"),
    [
        pytest.param(
            ["2010-04/2023-05", "2010-01/2023-05"],
            ["../2009-12", "2010-01/2010-03", "2010-04/2023-05", "2023-06/.."],
            id="one window in another",
        ),
        pytest.param(["2023-05/2023-05"], ["../2023-04", "2023-05", "2023-06/.."], id="one month"),
        pytest.param(["2010-04/.."], ["../2010-03", "2010-04/.."], id="open end"),
        pytest.param(["../2010-04"], ["../2010-04", "2010-05/.."], id="open beginning"),
        pytest.param(["2014/2022"], ["../2013", "2014/2022", "2023/.."], id="years"),
        pytest.param(
            ["2014/2022", "2020-03/2022"],
            ["../2013-12", "2014-01/2020-02", "2020-03/2022-12", "2023-01/.."],
            id="years and months",
        ),
        pytest.param(
            ["2020-02-29/2024-02"],
            ["../2020-02-28", "2020-02-29/2024-02-29", "2024-03-01/.."],
            id="days around leap days",
        ),
        pytest.param(
            ["2010-01/2011-12", "2012-01/2013-12"],
            ["../2009-12", "2010-01/2011-12", "2012-01/2013-12", "2014-01/.."],
            id="one window right after another",
        ),
        pytest.param([], [], id="no window"),
        pytest.param(["../.."], [], id="a window without edges"),
    ],
)
def test_no_edge_lies_inside_a_band(windows: list[str], answers: list[str]) -> None:
    found = bands_between(map(window, windows))

    assert [band_answer(band) for band in found] == answers


def test_a_band_is_said_in_words() -> None:
    found = bands_between([window("2010-04/2023-05"), window("2010-01/2023-05")])

    assert [say_band(band, "en") for band in found] == [
        "before January\u00a02010",
        "January\u00a02010 to March\u00a02010",
        "April\u00a02010 to May\u00a02023",
        "June\u00a02023 or later",
    ]
    assert [say_band(band, "fr") for band in found] == [
        "avant janvier\u00a02010",
        "janvier\u00a02010 à mars\u00a02010",
        "avril\u00a02010 à mai\u00a02023",
        "juin\u00a02023 ou après",
    ]


def test_a_band_of_days_takes_its_articles_in_french() -> None:
    found = bands_between([window("1985-09-03/2017-08-31")])

    assert [say_band(band, "fr") for band in found] == [
        "avant le 3\u00a0septembre\u00a01985",
        "du 3\u00a0septembre\u00a01985 au 31\u00a0août\u00a02017",
        "1er\u00a0septembre\u00a02017 ou après",
    ]


def test_a_question_has_the_bands_of_the_windows_that_read_it(school: Incident) -> None:
    asked = next(one for one in school.asked() if one.name == "work.when")

    found = bands(asked, school.cohorts.values())

    assert [band_answer(band) for band in found] == [
        "../2005-12-31",
        "2006-01-01/2024-12-28",
        "2024-12-29/..",
    ]


def test_more_bands_than_a_screen_holds_need_months_instead(sabotage: Sabotage) -> None:
    names = ("y1990", "y1995", "y2000")
    facts = [f"  {name}: {{ window: {{ from: {name[1:]} }}, source: board }}\n" for name in names]
    tests = [f"{{ answer: when, within: {name} }}" for name in (*names, "staff_years")]
    changes = {
        "facts:\n": "facts:\n" + "".join(facts),
        "- { answer: when, within: staff_years }": f"- any: [{', '.join(tests)}]",
    }
    changes["from: 1990 }"] = "from: 1990, to: 1991 }"

    told = sabotage("school", changes)

    assert told == (
        "incident.yml:104:9: questions.work.fields.when: "
        "needs 7 bands (want at most 6, or `ask: month`)"
    )

"""Dates, numbers and stretches of time, as each language says them."""

from decimal import Decimal

import pytest

from incident.moments import Moment, Window, parse_moment
from incident.speech import LANGUAGES, Language, say_from_to, say_moment, say_number, say_window


def moment(text: str) -> Moment:
    found = parse_moment(text)
    assert found is not None
    return found


def window(text: str) -> Window:
    first, last = (None if end == ".." else moment(end) for end in text.split("/"))
    return Window(first=first, last=last)


@pytest.mark.parametrize(
    ("text", "en", "fr"),
    [
        ("2023-05-31", "May\u00a031,\u00a02023", "31\u00a0mai\u00a02023"),
        ("2023-06-01", "June\u00a01,\u00a02023", "1er\u00a0juin\u00a02023"),
        ("2021-11-11", "November\u00a011,\u00a02021", "11\u00a0novembre\u00a02021"),
        ("2023-08", "August\u00a02023", "août\u00a02023"),
        ("2024-02", "February\u00a02024", "février\u00a02024"),
        ("2014", "2014", "2014"),
    ],
)
def test_a_moment_is_said_as_exactly_as_it_is_known(text: str, en: str, fr: str) -> None:
    assert [say_moment(moment(text), language) for language in LANGUAGES] == [en, fr]


@pytest.mark.parametrize(
    ("number", "unit", "en", "fr"),
    [
        ("3.4", "about millions", "about 3.4\u00a0million", "environ 3,4\u00a0millions"),
        ("3.4", "millions", "3.4\u00a0million", "3,4\u00a0millions"),
        ("1.9", "millions", "1.9\u00a0million", "1,9\u00a0million"),
        ("2", "millions", "2\u00a0million", "2\u00a0millions"),
        ("1400", "one by one", "1,400", "1\u00a0400"),
        ("1234567", "about", "about 1,234,567", "environ 1\u00a0234\u00a0567"),
        ("12", "one by one", "12", "12"),
    ],
)
def test_a_number_keeps_its_unit_beside_it(number: str, unit: str, en: str, fr: str) -> None:
    millions, about = "millions" in unit, "about" in unit

    said = [
        say_number(Decimal(number), millions=millions, about=about, language=language)
        for language in LANGUAGES
    ]

    assert said == [en, fr]


@pytest.mark.parametrize(
    ("text", "en", "fr"),
    [
        ("2010-04/2023-05", "April\u00a02010 to May\u00a02023", "avril\u00a02010 à mai\u00a02023"),
        ("2014/2022", "2014 to 2022", "2014 à 2022"),
        ("2010-04/2010-04", "April\u00a02010", "avril\u00a02010"),
        ("2023-06/..", "June\u00a02023 or later", "juin\u00a02023 ou après"),
        ("../2009-12", "December\u00a02009 or earlier", "décembre\u00a02009 ou avant"),
        (
            "1985-09-01/2017-08-31",
            "September\u00a01,\u00a01985 to August\u00a031,\u00a02017",
            "du 1er\u00a0septembre\u00a01985 au 31\u00a0août\u00a02017",
        ),
    ],
)
def test_a_window_is_said_from_end_to_end(text: str, en: str, fr: str) -> None:
    assert [say_window(window(text), language) for language in LANGUAGES] == [en, fr]


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("2010-04/2023-05", "en", "from April\u00a02010 to May\u00a02023"),
        ("2010-04/2023-05", "fr", "d’avril\u00a02010 à mai\u00a02023"),
        ("2013-05/2023-08", "fr", "de mai\u00a02013 à août\u00a02023"),
        ("2013-08/2023-10", "fr", "d’août\u00a02013 à octobre\u00a02023"),
        ("2013-10/2023-04", "fr", "d’octobre\u00a02013 à avril\u00a02023"),
        ("2014/2022", "en", "from 2014 to 2022"),
        ("2014/2022", "fr", "de 2014 à 2022"),
        ("2010-04/2010-04", "en", "in April\u00a02010"),
        ("2010-04/2010-04", "fr", "en avril\u00a02010"),
        ("2023-06-01/2023-06-01", "en", "on June\u00a01,\u00a02023"),
        ("2023-06-01/2023-06-01", "fr", "le 1er\u00a0juin\u00a02023"),
        ("2010-04/..", "en", "from April\u00a02010 on"),
        ("2010-04/..", "fr", "à partir d’avril\u00a02010"),
        ("2010-04-01/..", "fr", "à partir du 1er\u00a0avril\u00a02010"),
        ("../2023-05", "en", "up to May\u00a02023"),
        ("../2023-05", "fr", "jusqu’en mai\u00a02023"),
        ("../2023-05-31", "fr", "jusqu’au 31\u00a0mai\u00a02023"),
        ("2010-04/2023-05-31", "fr", "d’avril\u00a02010 au 31\u00a0mai\u00a02023"),
    ],
)
def test_from_and_to_bend_with_what_follows(text: str, language: Language, said: str) -> None:
    assert say_from_to(window(text), language) == said

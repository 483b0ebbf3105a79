"""Says dates, numbers and stretches of time in Canadian English and French.

After the Office québécois de la langue française and Babel's en_CA and fr_CA. A no-break space
stands inside a date, be it a month and its year, and between a number and its unit. "1er" is ours
to add.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from babel.dates import format_date
from babel.numbers import format_decimal

from incident.moments import Moment, Precision, Window

type Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")
LOCALES = {"en": "en_CA", "fr": "fr_CA"}
NO_BREAK = "\u00a0"
VOWELS = "aeiouy"


def other(language: Language) -> Language:
    """The other language of the two."""
    return "en" if language == "fr" else "fr"


def say_moment(moment: Moment, language: Language) -> str:
    """Such as "May 31, 2023", "31 mai 2023", "1er juin 2023", "May 2023", "mai 2023", "2023"."""
    if moment.precision is Precision.YEAR:
        return str(moment.year)
    month = format_date(moment.first, "MMMM", locale=LOCALES[language])
    if moment.day is None:
        return f"{month}{NO_BREAK}{moment.year}"
    if language == "en":
        return NO_BREAK.join((month, f"{moment.day},", str(moment.year)))
    day = "1er" if moment.day == 1 else str(moment.day)
    return NO_BREAK.join((day, month, str(moment.year)))


def say_number(number: Decimal, *, millions: bool, about: bool, language: Language) -> str:
    """Such as "about 3.4 million", "environ 3,4 millions", "1,400", "1 400"."""
    text = format_decimal(number, locale=LOCALES[language])
    if millions:
        # French counts the plural from two: « 1,9 million », « 2 millions ».
        plural = language == "fr" and number >= 2
        text = f"{text}{NO_BREAK}million{'s' if plural else ''}"
    if not about:
        return text
    return f"about {text}" if language == "en" else f"environ {text}"


def say_window(window: Window, language: Language) -> str:
    """Such as "April 2010 to May 2023", "avril 2010 à mai 2023", "June 2023 or later".

    French days take their articles: "du 3 septembre 1985 au 31 août 2017".
    """
    first, last = window.first, window.last
    if first and last:
        return _stretch(first, last, language)
    if first:
        later = "or later" if language == "en" else "ou après"
        return f"{say_moment(first, language)} {later}"
    assert last is not None
    return f"{say_moment(last, language)} {'or earlier' if language == 'en' else 'ou avant'}"


def _stretch(first: Moment, last: Moment, language: Language) -> str:
    if first == last:
        return say_moment(first, language)
    if language == "en":
        return f"{say_moment(first, 'en')} to {say_moment(last, 'en')}"
    start = _from(first) if first.precision is Precision.DAY else say_moment(first, "fr")
    return f"{start} {_to(last)}"


def say_from_to(window: Window, language: Language) -> str:
    """Such as "from April 2010 to May 2023", "d’avril 2010 à mai 2023", "à partir de 2014"."""
    first, last = window.first, window.last
    if first and last:
        return _once(first, language) if first == last else _from_to(first, last, language)
    if first:
        start = say_moment(first, "en")
        return f"from {start} on" if language == "en" else f"à partir {_from(first)}"
    assert last is not None
    if language == "en":
        return f"up to {say_moment(last, 'en')}"
    return f"jusqu’{'au' if last.day else 'en'} {say_moment(last, 'fr')}"


def _once(moment: Moment, language: Language) -> str:
    """A window of one day, month or year: "on May 31, 2023", "en avril 2010"."""
    words = {"en": ("on", "in"), "fr": ("le", "en")}[language]
    return f"{words[0] if moment.day else words[1]} {say_moment(moment, language)}"


def _from_to(first: Moment, last: Moment, language: Language) -> str:
    if language == "en":
        return f"from {say_moment(first, 'en')} to {say_moment(last, 'en')}"
    return f"{_from(first)} {_to(last)}"


def _from(moment: Moment) -> str:
    """Such as "d’avril 2010", "de mai 2023", "de 2014", "du 31 mai 2023"."""
    said = say_moment(moment, "fr")
    if moment.precision is Precision.DAY:
        return f"du {said}"
    return f"d’{said}" if said[0] in VOWELS else f"de {said}"


def _to(moment: Moment) -> str:
    """Such as "à mai 2023", "à 2022", "au 31 mai 2023"."""
    article = "au" if moment.precision is Precision.DAY else "à"
    return f"{article} {say_moment(moment, 'fr')}"


def say_before(moment: Moment, language: Language) -> str:
    """Such as "before January 2010", "avant janvier 2010", "avant le 3 septembre 1985"."""
    if language == "en":
        return f"before {say_moment(moment, 'en')}"
    article = "le " if moment.precision is Precision.DAY else ""
    return f"avant {article}{say_moment(moment, 'fr')}"

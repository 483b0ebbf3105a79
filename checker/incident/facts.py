"""Facts, each with its sources, and how a template speaks of them in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from incident.moments import Moment, Precision, Window
from incident.problems import Place, wanted
from incident.speech import Language, say_from_to, say_moment, say_number, say_window

WHOLE = ""  # the form that stands for the fact itself: {{ facts.discovered }}

type Forms = Mapping[str, str]  # form -> text: {"": "May 31, 2023", "year": "2023"}
type Say = Callable[[str, str], str]  # a fact's key and its text -> what the template prints


@dataclass(frozen=True, kw_only=True)
class Number:
    """A count; `millions` when it counts millions, `about` when it is not exact."""

    number: Decimal
    millions: bool
    about: bool


@dataclass(frozen=True, kw_only=True)
class Plain:
    """Text, a link, an e-mail address or a phone number, in both languages."""

    en: str
    fr: str


type FactValue = Moment | Number | Window | Plain


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing that is known, as `kind` (the word used in the file), and who says so."""

    key: str
    kind: str
    value: FactValue
    sources: tuple[str, ...]
    place: Place
    edges: Mapping[str, Place]  # where a window's "from" and "to" stand


def forms(value: FactValue, language: Language) -> Forms:
    """Every way to say a fact."""
    if isinstance(value, Moment):
        return _moment_forms(value, language)
    if isinstance(value, Window):
        return _window_forms(value, language)
    if isinstance(value, Number):
        number, millions, about = value.number, value.millions, value.about
        return {WHOLE: say_number(number, millions=millions, about=about, language=language)}
    return {WHOLE: value.en if language == "en" else value.fr}


def _moment_forms(moment: Moment, language: Language) -> Forms:
    said = {WHOLE: say_moment(moment, language)}
    if moment.precision > Precision.YEAR:
        said["year"] = str(moment.year)
    if moment.precision > Precision.MONTH:
        month = Moment(year=moment.year, month=moment.month)
        said["month"] = say_moment(month, language)
    return said


def _window_forms(window: Window, language: Language) -> Forms:
    said = {WHOLE: say_window(window, language), "from_to": say_from_to(window, language)}
    ends = {"first": window.first, "last": window.last}
    return said | {name: say_moment(end, language) for name, end in ends.items() if end}


class UnknownFactError(ValueError):
    """A template names a fact, or a form of a fact, that does not exist."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(what)
        self.name = name


def as_it_is(_key: str, text: str) -> str:
    """A `Say` that prints the text and remembers nothing."""
    return text


class SpokenFact:
    """A fact in one language, for a template: prints itself, and its forms by attribute."""

    def __init__(self, key: str, said: Forms, say: Say) -> None:
        self._key, self._forms, self._say = key, said, say

    def __str__(self) -> str:
        return self._say(self._key, self._forms[WHOLE])

    def __getattr__(self, form: str) -> str:
        if form.startswith("_"):
            raise AttributeError(form)
        if form not in self._forms:
            known = [name for name in self._forms if name]
            raise UnknownFactError(
                self._key, f"fact '{self._key}' has no '{form}'{wanted(form, known)}"
            )
        return self._say(self._key, self._forms[form])


class SpokenFacts:
    """`facts` in a template. `say` learns of each fact as it is printed, and may mark it."""

    def __init__(self, facts: Mapping[str, Fact], language: Language, say: Say = as_it_is) -> None:
        self._facts, self._language, self._say = facts, language, say

    def __getattr__(self, key: str) -> SpokenFact:
        if key.startswith("_"):
            raise AttributeError(key)
        if key not in self._facts:
            raise UnknownFactError(key, f"there is no fact '{key}'{wanted(key, self._facts)}")
        return SpokenFact(key, forms(self._facts[key].value, self._language), self._say)

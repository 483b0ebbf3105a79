"""Reads the facts and the sources that state them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import cast

from incident.facts import Fact, FactValue, Number, Plain
from incident.fields import NAME, Fields, Lists, known_as, one_of, one_or_more, scalar, yes_or_no
from incident.model import Source
from incident.moments import Precision, Window, edge, moment
from incident.problems import Place, Problems, WrongError, either, wanted
from incident.speech import LANGUAGES, Language
from incident.texts import Texts, link, plain
from incident.tree import Entries, Node
from incident.vocabulary import Vocabulary

MILLION, THOUSAND = 1_000_000, 1_000


def read_facts(
    node: Node, sources: tuple[str, ...], vocabulary: Vocabulary, problems: Problems
) -> dict[str, Fact]:
    """The facts that are right; what is wrong with the others is noted."""
    reader = partial(_fact, sources=sources, vocabulary=vocabulary, problems=problems)
    return Lists(problems).usable(reader, NAME)(node)


def _fact(
    key: str,
    node: Node,
    *,
    sources: tuple[str, ...],
    vocabulary: Vocabulary,
    problems: Problems,
) -> Fact:
    fields = Fields(node, problems)
    kinds = _kinds(vocabulary, problems)
    kind = _kind(fields, node.place, tuple(kinds))
    value = fields.take(kind, kinds[kind])
    cited = fields.take("source", one_or_more(known_as("source", sources)))
    if kind == "number":
        value = _number(value, fields)
    fields.done()
    edges = _edges(fields.node.entries[kind])
    return Fact(key=key, kind=kind, value=value, sources=cited, place=node.place, edges=edges)


def _kind(fields: Fields, place: Place, kinds: tuple[str, ...]) -> str:
    """The one kind that the fact has."""
    found = [kind for kind in kinds if kind in fields]
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongError(place, f"is {' and '.join(found)} at once (want one)")
    near = _nearest_kind(fields, kinds)
    raise WrongError(place, near or f"has no value (want {either(kinds)})")


def _nearest_kind(fields: Fields, kinds: tuple[str, ...]) -> str:
    """What to say of a key that seems to be a kind, misspelt."""
    for name in fields.node.entries:
        offer = wanted(name, kinds)
        if "did you mean" in offer:
            return f"unknown key '{name}'{offer}"
    return ""


def _kinds(vocabulary: Vocabulary, problems: Problems) -> Mapping[str, Callable[[Node], FactValue]]:
    """A reader for each kind of fact."""
    return {
        "date": moment(Precision.DAY),
        "month": moment(Precision.MONTH),
        "year": moment(Precision.YEAR),
        "number": _bare_number,
        "window": partial(_window, problems=problems),
        "text": partial(plain, problems=problems, vocabulary=vocabulary),
        "link": partial(link, problems=problems),
        "email": partial(_matching, r"[^@\s<>]+@[^@\s<>]+\.[a-z]+", "privacy@example.ca"),
        "phone": partial(_matching, r"\+?\d[\d ()-]{6,}", "1-888-555-0100"),
    }


def _matching(pattern: str, example: str, node: Node) -> Plain:
    text = scalar(node)
    if not re.fullmatch(pattern, text):
        raise WrongError(node.place, f"'{text}' does not do (want one like {example})")
    return Plain(en=text, fr=text)


def _bare_number(node: Node) -> Number:
    text = scalar(node)
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        raise WrongError(node.place, f"'{text}' is not a number (want 3.4 or 3400000)")
    return Number(number=Decimal(text), millions=False, about=False)


def _number(value: FactValue, fields: Fields) -> FactValue:
    """The number with its unit: thousands are written out, millions keep the word."""
    unit = fields.maybe("unit", one_of(("million", "thousand", "none")))
    about = fields.maybe("about", yes_or_no)
    if not isinstance(value, Number):
        return value
    scale = THOUSAND if unit == "thousand" else 1
    return Number(number=value.number * scale, millions=unit == "million", about=bool(about))


def _window(node: Node, *, problems: Problems) -> Window:
    fields = Fields(node, problems)
    first, last = fields.maybe("from", edge), fields.maybe("to", edge)
    fields.done()
    window = Window(first=first, last=last)
    if window.first_day and window.last_day and window.last_day < window.first_day:
        place = fields.node.entries["to"].place
        raise WrongError(place, f"'{last}' is before '{first}' (want an end after the beginning)")
    return window


def _edges(node: Node) -> dict[str, Place]:
    if not isinstance(node, Entries):
        return {}
    return {name: value.place for name, value in node.entries.items()}


def read_sources(node: Node, texts: Texts, problems: Problems) -> dict[str, Source]:
    """Who states the facts, and where."""

    def source(key: str, value: Node) -> Source:
        fields = Fields(value, problems)
        publisher, title = fields.take("publisher", texts.title), fields.take("title", texts.title)
        url = fields.take("url", partial(link, problems=problems))
        language = fields.maybe("language", one_of(LANGUAGES))
        fields.done()
        return Source(
            key=key,
            publisher=publisher,
            title=title,
            url=url,
            language=cast("Language | None", language),
        )

    return Lists(problems).usable(source, NAME)(node)

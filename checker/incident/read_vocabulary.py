"""Reads the words and names of one incident: first, because every text is held to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from incident.fields import Fields, Lists, entries, scalar, some_items
from incident.problems import BrokenError, Place, Problems, WrongError
from incident.speech import LANGUAGES, Language
from incident.terms import entry_of, general_terms
from incident.texts import check_language, words_of
from incident.tree import Node
from incident.vocabulary import Terms, Vocabulary


def read_vocabulary(fields: Fields, problems: Problems) -> Vocabulary:
    """What `foreign_names`, `glossary` and `names` hold; each of them may be absent."""
    names = partial(_names, problems=problems)
    by_name = partial(_by_language, reader=lambda _, node: names(node), problems=problems)
    foreign = fields.maybe("foreign_names", by_name) or {}
    terms = partial(_terms, foreign=foreign, problems=problems)
    glossary = fields.maybe("glossary", partial(_by_language, reader=terms, problems=problems))
    return Vocabulary(
        foreign=foreign, glossary=glossary or {}, names=fields.maybe("names", names) or ()
    )


def _by_language[T](
    node: Node, *, reader: Callable[[Language, Node], T], problems: Problems
) -> dict[Language, T]:
    """{en, fr}, either of which may be absent."""
    fields = Fields(node, problems)
    found = {key: fields.maybe(key, partial(reader, key)) for key in LANGUAGES}
    fields.done()
    return {key: value for key, value in found.items() if value is not None}


def _names(node: Node, *, problems: Problems) -> tuple[str, ...]:
    """A list of names, none of which stands twice."""
    names = Lists(problems).items(scalar)(node)
    lines: dict[str, int] = {}
    for name, item in zip(names, some_items(node), strict=True):
        if name in lines:
            what = f"'{name}' stands twice (first in line {lines[name]})"
            problems.note(item.place, what)
        lines.setdefault(name, item.place.line)
    if len(lines) < len(names):
        raise BrokenError
    return names


def _terms(
    language: Language,
    node: Node,
    *,
    foreign: Mapping[Language, tuple[str, ...]],
    problems: Problems,
) -> Terms:
    """Words, each with what is used instead, which is held to the language as a text is."""
    mapping, terms = entries(node), dict[str, str]()
    for term, value in mapping.entries.items():
        with problems.noted():
            _check_term(term, language, mapping.keys[term])
            terms[term] = words_of(value)
    if len(terms) < len(mapping.entries):
        raise BrokenError
    vocabulary = Vocabulary(foreign=foreign, glossary={language: terms})
    for term, instead in terms.items():
        check_language(instead, language, mapping.entries[term], vocabulary, problems)
    return terms


def _check_term(term: str, language: Language, place: Place) -> None:
    if not term.strip() or term != term.strip():
        raise WrongError(place, f"'{term}' is no term (want words, and no space around them)")
    if entry_of(term, general_terms(language)):
        what = f"'{term}' is replaced in every incident (want only words of this one)"
        raise WrongError(place, what)

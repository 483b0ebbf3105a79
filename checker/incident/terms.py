"""Words that a text should not hold: those the glossary replaces, and those of another language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

from incident.slips import Slip
from incident.speech import Language, other
from incident.vocabulary import Terms

DATA = Path(__file__).with_name("glossary.yml")
# Words that are common in one language and no word of the other.
COMMON: Mapping[Language, frozenset[str]] = {
    "en": frozenset(
        [
            *("the", "and", "of", "with", "your", "you", "is", "are", "was", "were", "have", "has"),
            *("been", "be", "by", "from", "not", "this", "that", "these", "what", "who", "when"),
            *("where", "how", "why", "their", "they", "we", "our", "its", "here", "there", "for"),
            *("may", "can", "will", "more", "than", "about", "back", "home", "skip", "check"),
        ]
    ),
    "fr": frozenset(
        [
            *("les", "des", "une", "du", "au", "aux", "est", "sont", "été", "vos", "votre", "vous"),
            *("nous", "notre", "nos", "avec", "dans", "sur", "qui", "que", "où", "pas", "ces"),
            *("leur", "leurs", "peut", "peuvent", "ont", "à", "et", "ou", "par", "pour", "le"),
        ]
    ),
}
QUOTED = re.compile(r"“[^”]*”|«[^»]*»")
NAMES = {"en": "English", "fr": "French"}


def term_slips(text: str, language: Language, own: Terms) -> Iterator[Slip]:
    """Words in `text` that the glossary replaces; a word in quotation marks is only spoken of.

    `own` is what the incident adds to the glossary of every incident.
    """
    terms = {**general_terms(language), **own}
    for match in _any_of(tuple(terms)).finditer(QUOTED.sub(" ", text)):
        found = match.group()
        wanted = terms[entry_of(found, terms) or found]
        yield Slip(found=found, what="is a word that the glossary replaces", wanted=wanted)


def entry_of(found: str, terms: Terms) -> str | None:
    """The entry that counts for a word as it was found, be it with a capital first letter."""
    small = found[0].lower() + found[1:]
    return next((term for term in (found, small) if term in terms), None)


def foreign_slips(text: str, language: Language) -> Iterator[Slip]:
    """Words in `text` that can only be of the other language."""
    theirs = other(language)
    for word in dict.fromkeys(re.findall(r"[^\W\d_]+(?![^\W\d_]|[’'-])", text)):
        if word in COMMON[theirs]:
            wanted = (
                f"{NAMES[language]}, or the name among the foreign_names.{theirs} of incident.yml"
            )
            yield Slip(found=word, what=f"is {NAMES[theirs]}", wanted=wanted)


@cache
def general_terms(language: Language) -> Terms:
    """What no incident's texts use in `language`, and what they use instead."""
    terms: dict[str, str] = yaml.safe_load(DATA.read_text(encoding="utf-8"))[language]
    return terms


@cache
def _any_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=len, reverse=True)
    either = "|".join(
        f"[{re.escape(term[0])}{re.escape(term[0].upper())}]{re.escape(term[1:])}"
        for term in longest_first
    )
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")

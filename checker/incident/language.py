"""Every rule of a language that a text can be held to without knowing what it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from incident.slips import Slip
from incident.speech import Language
from incident.terms import foreign_slips, term_slips
from incident.typography import typography_slips

UNREAD = "X"  # stands for words that are not read

type ForeignNames = Mapping[Language, tuple[str, ...]]  # a language -> names that are in it


def slips(text: str, language: Language, foreign: Iterable[str] = ()) -> list[Slip]:
    """What `text` has wrong but its length; `foreign` are names in the other language."""
    own = without(text, foreign)
    found = [
        *typography_slips(text, language),
        *term_slips(own, language),
        *foreign_slips(own, language),
    ]
    return list(dict.fromkeys(found))


def without(text: str, names: Iterable[str]) -> str:
    """`text` without these names, the longest first; a letter keeps the place of each."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, UNREAD)
    return text


def other(language: Language) -> Language:
    """The other language of the two."""
    return "en" if language == "fr" else "fr"

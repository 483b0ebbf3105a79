"""Every rule of a language that a text can be held to without knowing what it means."""

from __future__ import annotations

from collections.abc import Iterable

from incident.slips import Slip
from incident.speech import Language
from incident.terms import foreign_slips, term_slips
from incident.typography import typography_slips
from incident.vocabulary import Vocabulary

UNREAD = "X"  # stands for words that are not read


def slips(text: str, language: Language, vocabulary: Vocabulary) -> list[Slip]:
    """What `text` has wrong but its length."""
    own = without(text, vocabulary.foreign_in(language))
    found = [
        *typography_slips(text, language),
        *term_slips(own, language, vocabulary.terms(language)),
        *foreign_slips(own, language),
    ]
    return list(dict.fromkeys(found))


def without(text: str, names: Iterable[str]) -> str:
    """`text` without these names, the longest first; a letter keeps the place of each."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, UNREAD)
    return text

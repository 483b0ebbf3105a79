"""Words in both languages, which may differ by the person asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from incident.problems import Place
from incident.speech import Language


@dataclass(frozen=True, kw_only=True)
class Text:
    """Words in both languages, facts already filled in; `facts` are the keys they named."""

    en: str
    fr: str
    facts: frozenset[str]
    place: Place

    def said(self, language: Language) -> str:
        """The words in one language."""
        return self.en if language == "en" else self.fr


@dataclass(frozen=True, kw_only=True)
class ByPerson:
    """Words that differ by the person asked about: one text for each option of that question."""

    texts: Mapping[str, Text]

    def said(self, language: Language) -> dict[str, str]:
        """The words in one language, by option."""
        return {option: text.said(language) for option, text in self.texts.items()}


type Worded = Text | ByPerson


def general(words: Worded) -> Text:
    """Words for a reader who was not asked about whom: those of the first option."""
    return next(iter(words.texts.values())) if isinstance(words, ByPerson) else words

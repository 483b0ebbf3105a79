"""The words and names of one incident, by which its texts are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from incident.speech import Language, other

type Terms = Mapping[str, str]  # a word that texts do not use -> what they use instead


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """`foreign` are names by their language, which texts in the other hold as they are.

    `glossary` is what the incident adds to the glossary of every incident, `names` what no
    dictionary has, in either language.
    """

    foreign: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    glossary: Mapping[Language, Terms] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    def foreign_in(self, language: Language) -> tuple[str, ...]:
        """Names in the other language that texts in `language` may hold."""
        return self.foreign.get(other(language), ())

    def terms(self, language: Language) -> Terms:
        """The words that this incident replaces in `language`."""
        return self.glossary.get(language, {})

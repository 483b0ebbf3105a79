"""The typography of Canadian French and English, as far as it can be decided by rule.

After the Office québécois de la langue française: a no-break space before a colon and inside
« », none before ? ! ; (a space there is the European rule).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from incident.slips import Slip
from incident.speech import Language

NB = "\u00a0"
MOIS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Words that begin with an accented letter, seen without it as soon as it is a capital.
UNACCENTED = (
    "Ecole|Ecoles|Ecole|Ecrire|Ecrivez|Egal|Egalement|Egalité|Elève|Elèves|Emission|Enoncé|Equipe|"
    "Equipes|Etant|Etape|Etapes|Etat|Etats|Eté|Etes|Etiez|Etre|Etude|Etudes|Evaluation|Evénement|"
    "Evénements|Eviter|Evitez|Evolution|Ile|Ca"
)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Text that matches `pattern` is wrong."""

    pattern: re.Pattern[str]
    what: str
    wanted: str


def _rule(pattern: str, what: str, wanted: str) -> Rule:
    return Rule(pattern=re.compile(pattern), what=what, wanted=wanted)


BOTH = (
    _rule(r"\w+'\w+", "has a straight apostrophe", "’"),
    _rule(r"\S*\"\S*", "has a straight quotation mark", "“ ” in English, « » in French"),
    _rule(r"\.\.\.", "are three dots", "…"),
    _rule(r"\d{4} ?[–-] ?\d{4}\b", "is a range with a dash", "words, as in 2010 to 2023"),
)
FRENCH = (
    _rule(rf"\S*[^\S{NB}]?(?<!{NB}):(?=\s|$)", "has no no-break space before the colon", "mot␣:"),
    _rule(rf"«(?!{NB})\s?\S*", "has no no-break space inside «", "«␣mot␣»"),
    _rule(rf"\S*[^{NB}]»", "has no no-break space inside »", "«␣mot␣»"),
    _rule(r"\S*[“”]\S*", "has English quotation marks", "«␣mot␣»"),
    _rule(rf"\S*[ {NB}\u202f][?!;]", "has a space before it", "none before ? ! ;"),
    _rule(rf"\d+[^{NB}\d\w]?[%$]", "has no no-break space before the sign", "20␣%"),
    _rule(rf"\b1[ {NB}](?:{MOIS})\b", "is the first of a month", "1er"),
    _rule(rf"\b\d{{1,2}}(?:er)? (?:{MOIS})\b", "can break after the day", "31␣mai"),
    _rule(rf"\b(?:{MOIS}) \d{{4}}\b", "can break after the month", "mai␣2023"),
    _rule(rf"(?:\d|\ber|\bde|\ben|\bà|\bdu)[ {NB}](?:{MOIS.title()})\b", "has a capital", "mai"),
    _rule(r"(?<![\d.])\d+\.\d+(?![\d.])", "has a decimal point", "a decimal comma: 3,4"),
    _rule(r"\b\d{1,3}(?:,\d{3})+\b", "has commas between thousands", "1␣400"),
    _rule(r"\b\d{1,3}(?: \d{3})+\b", "can break between thousands", "1␣400"),
    _rule(r"(?<![\w-])\d{5,}(?![\w-])", "has no spaces between thousands", "3␣400␣000"),
    _rule(r"\d (?:million|milliard)s?\b", "can break after the number", "3,4␣millions"),
    _rule(r"\b\d+(?:i?[èe]mes?|i?ères?|nde?s?)\b", "is no French ordinal", "1re, 2e"),
    _rule(r"\b\d{1,2} ?(?:h|:) ?\d\d\b", "is no time of day", "16␣h␣30"),
    _rule(rf"\b(?:{UNACCENTED})\b", "has a capital without its accent", "É, Ê, Î or Ç"),
    _rule(r"(?:(?<=^)|(?<=[.?!:] ))A (?=[a-zà-ÿ])\w+", "has a capital without its accent", "À"),
)
ENGLISH = (
    _rule(r"\S*[«»]\S*", "has French quotation marks", "“word”"),
    _rule(rf"\b(?:{MONTHS}) \d{{1,2}},", "can break after the month", "May␣31,␣2023"),
    _rule(rf"\b(?:{MONTHS}) \d{{4}}\b", "can break after the month", "May␣2023"),
    _rule(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS})\b", "is no Canadian date", "May␣31,␣2023"),
    _rule(r"\S*[ \u00a0][:?!;](?=\s|$)", "has a space before it", "none before : ? ! ;"),
)
RULES: Mapping[Language, tuple[Rule, ...]] = {"en": (*BOTH, *ENGLISH), "fr": (*BOTH, *FRENCH)}


def typography_slips(text: str, language: Language) -> Iterator[Slip]:
    """What the typography of `text` has wrong."""
    for rule in RULES[language]:
        for match in rule.pattern.finditer(text):
            yield Slip(found=match.group().strip(), what=rule.what, wanted=rule.wanted)

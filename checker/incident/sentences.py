"""The length of sentences, in words: plain language is short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from incident.slips import Slip
from incident.speech import Language

MOST_WORDS: Mapping[Language, int] = {"en": 20, "fr": 24}
END = re.compile(r"(?<=[.?!…])[\u00a0 ]?[»”)]?\s+|[;:](?=\s)|\n+")
WORD = re.compile(r"\S*\w\S*")


def sentence_slips(text: str, language: Language) -> Iterator[Slip]:
    """Sentences of more words than the language's limit. A colon or a semicolon ends one too."""
    for sentence in END.split(text):
        count = len(WORD.findall(sentence.replace("\u00a0", " ")))
        if count > MOST_WORDS[language]:
            found = " ".join(sentence.split()[:6]) + " …"
            wanted = f"at most {MOST_WORDS[language]}"
            yield Slip(found=found, what=f"is a sentence of {count} words", wanted=wanted)

"""Holds pages and the theme's words to the rules of their language, and marks foreign names."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Iterable, Iterator, Mapping

from incident.language import UNREAD, slips
from incident.sentences import sentence_slips
from incident.speech import Language, other
from incident.vocabulary import Vocabulary
from publish.problem import Problem
from publish.reading import read_page
from publish.typed import TypedPage
from publish.words import Words, leaves

TAG = re.compile(r"(<[^>]*>)")
MARKED = re.compile(r'<(\w+)[^>]*\slang="(?P<lang>[a-z]{2})[^"]*"[^>]*>.*?</\1>', re.DOTALL)
# A label in front of a text, as in a timeline: no part of the sentence after it.
LABEL = re.compile(r"(?<=<)(?:li|th|td)[^>]*>\s*<strong>[^<]*</strong>")
UNTOUCHED = ("code", "pre", "script", "style", "title", "textarea")


def mark_names(html: str, language: Language, vocabulary: Vocabulary) -> str:
    """HTML in `language` with each name that is in the other marked by `lang`."""
    names = sorted(vocabulary.foreign_in(language), key=len, reverse=True)
    if not names:
        return html
    pattern = re.compile("|".join(re.escape(markup.escape(name, quote=False)) for name in names))
    span = f'<span lang="{other(language)}">'
    pieces, inside = TAG.split(html), 0
    for place, piece in enumerate(pieces):
        if place % 2:
            inside += _step(piece)
        elif not inside:
            pieces[place] = pattern.sub(lambda match: f"{span}{match.group()}</span>", piece)
    return "".join(pieces)


def _step(tag: str) -> int:
    """1 where something begins that is left as it is, -1 where it ends."""
    name = re.match(r"</?(\w+)", tag)
    if name is None or name[1] not in UNTOUCHED:
        return 0
    return -1 if tag.startswith("</") else 1


def passages(html: str, language: Language) -> Iterator[str]:
    """The texts of a page, block by block; parts marked as another language's are left out."""
    own = MARKED.sub(lambda match: match[0] if match["lang"] == language else UNREAD, html)
    own = LABEL.sub(r"\g<0><hr>", own)
    blocks = (" ".join(re.split(r"[ \t]+", block)) for block in read_page(own).prose.split("\n"))
    yield from dict.fromkeys(text for block in blocks if (text := block.strip(" ")))


def page_slips(
    page: TypedPage, html: str, language: Language, vocabulary: Vocabulary
) -> Iterator[Problem]:
    """What a page's content has wrong."""
    for text in passages(html, language):
        for slip in (*slips(text, language, vocabulary), *sentence_slips(text, language)):
            place = page.line_of(slip.found)
            yield Problem(file=page.file, place=place, what=slip.told, wanted=slip.wanted)


def meta_slips(
    page: TypedPage, meta: Mapping[str, object], language: Language, vocabulary: Vocabulary
) -> Iterator[Problem]:
    """What the texts of a page's front matter have wrong; their length is not a sentence's."""
    for key in ("title", "menu", "description"):
        for slip in slips(str(meta.get(key, "")), language, vocabulary):
            yield Problem(file=page.file, place=key, what=slip.told, wanted=slip.wanted)


def word_slips(words: Mapping[str, Words], languages: Iterable[Language]) -> Iterator[Problem]:
    """What the theme's words have wrong: they are every incident's, and held to no one's terms."""
    for language in languages:
        for path, text in leaves(words[language]):
            for slip in (*slips(text, language, Vocabulary()), *sentence_slips(text, language)):
                file = f"words/{language}.yml"
                yield Problem(file=file, place=path, what=slip.told, wanted=slip.wanted)

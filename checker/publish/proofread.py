"""Has hunspell and Grammalecte read every text of a site: pages, theme words and the check's words.

Both are Debian packages, so this is part of `make check` and not of a build.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from incident.language import UNREAD, without
from incident.speech import Language
from incident.words import frame_words
from publish.edition import Edition
from publish.language import passages
from publish.problem import Problem, Stop
from publish.typed import TypedPage
from publish.words import PLACEHOLDER, leaves

DICTIONARIES: dict[Language, str] = {"en": "en_CA", "fr": "fr_CA"}
TOOLS = {
    "hunspell": "hunspell, hunspell-en-ca and hunspell-fr",
    "grammalecte-cli": "grammalecte-cli",
}
# Grammalecte wants the European no-break spaces; ours are checked by incident.typography.
UNASKED = ("nbsp",)
KEYS = frozenset({"kind", "answer", "ask"})  # what in the check's words is no word


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A text in one language, on one line, and where it was typed."""

    text: str
    file: str
    place: str = ""
    page: TypedPage | None = None

    def problem(self, found: str, what: str, wanted: str) -> Problem:
        """That `found` is wrong in it."""
        place = self.page.line_of(found) if self.page else self.place
        return Problem(file=self.file, place=place, what=f"'{found}' {what}", wanted=wanted)


def proofread(edition: Edition, names: frozenset[str]) -> list[Problem]:
    """What is wrong with the texts of `edition`, whose pages have been read. Raises Stop.

    `names` are what no dictionary has, whatever the incident; the incident adds its own.
    """
    _need_tools()
    names |= frozenset(edition.incident.vocabulary.names)
    found: list[Problem] = []
    for language in edition.tongues:
        texts = [one for one in _every_passage(edition, language) if one.text]
        found += _spelling(texts, language, names)
        if language == "fr":
            found += _grammar(texts, names)
    return sorted(set(found))


def read_names(path: Path) -> frozenset[str]:
    """The words of a list: one a line, without what follows a `#`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if (word := line.partition("#")[0].strip()))


def _need_tools() -> None:
    missing = [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
    if missing:
        wanted = f"Debian's {' and '.join(missing)}: run `make proofreaders`"
        raise Stop([Problem(file="proofread", what="a proofreader is missing", wanted=wanted)])


def _every_passage(edition: Edition, language: Language) -> Iterator[Passage]:
    for (folder, name), html in edition.contents.items():
        if folder == language:
            page = edition.pages[folder, name]
            for text in passages(html, language):
                yield Passage(text=text, file=page.typed.file, page=page.typed)
            for key in ("title", "menu", "description"):
                text = str(page.meta.get(key, ""))
                yield Passage(text=text, file=page.typed.file, place=key)
    for path, text in leaves(edition.words[language]):
        filled = PLACEHOLDER.sub(UNREAD, text)
        yield Passage(text=filled, file=f"words/{language}.yml", place=path)
    foreign = edition.incident.vocabulary.foreign_in(language)
    for path, text in leaves(frame_words(edition.incident)[language]):
        if path.rpartition(".")[2] not in KEYS:
            own = without(text, foreign)
            yield Passage(text=own, file=edition.incident.file, place=path)


def _spelling(
    texts: Sequence[Passage], language: Language, names: frozenset[str]
) -> Iterator[Problem]:
    """What hunspell does not know: `^` guards a line's start, an empty line ends its answer."""
    lines = "".join(f"^{passage.text.replace('’', "'")}\n" for passage in texts)
    answers = _run(["hunspell", "-a", "-i", "utf-8", "-d", DICTIONARIES[language]], lines)
    passages_left = iter(texts)
    passage = next(passages_left)
    for line in answers.splitlines()[1:]:  # the first says its version
        if not line:
            passage = next(passages_left, passage)
        elif line[0] in "&#":
            word = line.split(" ")[1].replace("'", "’").rstrip(".")
            if word not in _words_of_names(passage, names):
                what = f"is not in the dictionary {DICTIONARIES[language]}"
                yield passage.problem(word, what, _suggested(line))


def _words_of_names(passage: Passage, names: Iterable[str]) -> set[str]:
    """The words of the names that stand in a passage."""
    return {word for name in names if name in passage.text for word in name.split()}


def _suggested(line: str) -> str:
    """What hunspell offers: `& word 2 0: one, two`."""
    offers = line.partition(": ")[2].split(", ")[:3]
    return (
        " or ".join(offers)
        if offers[0]
        else "a word it knows, or one among the names of incident.yml"
    )


def _grammar(texts: Sequence[Passage], names: frozenset[str]) -> Iterator[Problem]:
    """What Grammalecte finds outside names; it numbers the lines of a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.txt"
        path.write_text("".join(f"{passage.text}\n" for passage in texts), encoding="utf-8")
        answer = json.loads(_run(["grammalecte-cli", "-f", str(path), "-j", "-off", *UNASKED], ""))
    for paragraph in answer["data"]:
        for error in paragraph["lGrammarErrors"]:
            passage = texts[paragraph["iParagraph"] - 1]
            found = passage.text[error["nStart"] : error["nEnd"]]
            if any(found in name and name in passage.text for name in names):
                continue
            wanted = " or ".join(error["aSuggestions"][:3]) or "other words"
            yield passage.problem(found, f"is questioned: {error['sMessage']}", wanted)


def _run(command: Sequence[str], given: str) -> str:
    done = subprocess.run(
        command, input=given, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    if done.returncode:
        what = f"ended with {done.returncode}: {done.stderr.strip()}"
        raise Stop([Problem(file=command[0], what=what, wanted="it to run")])
    return done.stdout

"""Reads the words of the file, in both languages, and fills in the facts that they name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NoReturn

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from incident.facts import Fact, Plain, SpokenFacts, UnknownFactError
from incident.fields import Fields, entries, keys_of, scalar
from incident.language import slips
from incident.problems import BrokenError, Place, Problems, WrongError
from incident.sentences import sentence_slips
from incident.speech import LANGUAGES, Language, other
from incident.tree import Entries, Node, kind_of
from incident.vocabulary import Vocabulary
from incident.vouched import plain as unvouched
from incident.vouched import vouch
from incident.wording import ByPerson, Text, Worded

HTML = re.compile(r"</?[A-Za-z!][^>]*>?|&[A-Za-z]+;|&#\w+;")
NAMES = {"en": "English", "fr": "French"}


class Texts:
    """Readers of words. `facts` are those that are right, `fact_keys` all that the file has."""

    def __init__(
        self,
        problems: Problems,
        facts: Mapping[str, Fact],
        fact_keys: tuple[str, ...],
        people: tuple[str, ...],
        vocabulary: Vocabulary,
    ) -> None:
        self._problems, self._facts, self._fact_keys = problems, facts, fact_keys
        self._people = people  # options of the question about whom
        self._vocabulary = vocabulary
        self._templates = SandboxedEnvironment(undefined=StrictUndefined)

    def text(self, node: Node) -> Text:
        """{en, fr}, with facts filled in."""
        return self._text(node, digits=False)

    def title(self, node: Node) -> Text:
        """{en, fr}: a name of something published or its publisher, which may hold any number."""
        return self._text(node, digits=True)

    def _text(self, node: Node, *, digits: bool) -> Text:
        both = both_languages(node, self._problems)
        used: set[str] = set()
        said: dict[Language, str] = {}
        for language in LANGUAGES:
            with self._problems.noted():
                filled = self._fill(both[language], language, used)
                if not digits:
                    self._check_digits(filled, both[language])
                said[language] = unvouched(filled)
                check_language(
                    said[language], language, both[language], self._vocabulary, self._problems
                )
        if len(said) < len(LANGUAGES):
            raise BrokenError
        return Text(en=said["en"], fr=said["fr"], facts=frozenset(used), place=node.place)

    def worded(self, node: Node) -> Worded:
        """{en, fr}, or one {en, fr} for each option of the question about whom."""
        if not isinstance(node, Entries) or not self._people or _is_one_text(node):
            return self.text(node)
        fields = Fields(node, self._problems)
        texts = {person: fields.take(person, self.text) for person in self._people}
        fields.done()
        return ByPerson(texts=texts)

    def _fill(self, node: Node, language: Language, used: set[str]) -> str:
        """The words of one language, what facts print vouched for, and noted in `used`."""
        words = words_of(node)

        def say(key: str, text: str) -> str:
            used.add(key)
            return vouch(text)

        facts = SpokenFacts(self._facts, language, say)
        try:
            return self._templates.from_string(words).render(facts=facts)
        except UnknownFactError as unknown:
            if unknown.name in self._fact_keys and unknown.name not in self._facts:
                raise BrokenError from None  # the fact itself is wrong, and said so
            raise WrongError(node.place, str(unknown)) from None
        except TemplateError as error:
            _refuse(node.place, error)

    def _check_digits(self, filled: str, node: Node) -> None:
        """Notes numbers that no fact prints."""
        for number in dict.fromkeys(re.findall(r"\d[\d.,:/-]*", filled)):
            what = f"the number '{number}' is typed here (want a fact: {{{{ facts.NAME }}}})"
            self._problems.note(node.place, what)


def check_language(
    words: str, language: Language, node: Node, vocabulary: Vocabulary, problems: Problems
) -> None:
    """Notes what the rules of the language find in `words`, which stand at `node`."""
    for slip in (*slips(words, language, vocabulary), *sentence_slips(words, language)):
        problems.note(node.place, str(slip))


def _refuse(place: Place, error: TemplateError) -> NoReturn:
    what = f"is no template: {error.message} (want {{{{ facts.NAME }}}})"
    raise WrongError(place, what) from None


def _is_one_text(node: Entries) -> bool:
    return any(language in node.entries for language in LANGUAGES)


def words_of(node: Node) -> str:
    """Plain text: no HTML, because every page shows it as it is."""
    words = scalar(node)
    found = HTML.search(words)
    if found:
        raise WrongError(node.place, f"holds HTML: '{found.group()}' (want plain text)")
    return words


def both_languages(node: Node, problems: Problems) -> dict[Language, Node]:
    """The English and the French value of {en, fr}: both, and no other."""
    if not isinstance(node, Entries):
        raise WrongError(node.place, f"is {kind_of(node)} (want en: and fr:)")
    found = entries(node)
    if not _is_one_text(found):
        listed = ", ".join(keys_of(node))
        raise WrongError(node.place, f"is no text: it has {listed} (want en: and fr:)")
    for language in LANGUAGES:
        if language not in found.entries:
            what = f"the {NAMES[language]} is missing (want {language}: beside "
            raise WrongError(node.place, f"{what}{other(language)}:)")
    fields = Fields(node, problems)
    both = {language: fields.take(language, lambda value: value) for language in LANGUAGES}
    fields.done()
    return both


def plain(node: Node, problems: Problems, vocabulary: Vocabulary) -> Plain:
    """{en, fr} without templates: what a fact says cannot rest on another fact."""
    both = both_languages(node, problems)
    said = {language: _untemplated(value) for language, value in both.items()}
    for language in LANGUAGES:
        check_language(said[language], language, both[language], vocabulary, problems)
    return Plain(en=said["en"], fr=said["fr"])


def _untemplated(node: Node) -> str:
    words = words_of(node)
    if "{{" in words or "{%" in words:
        raise WrongError(node.place, "holds a template (want the words themselves)")
    return words


def link(node: Node, problems: Problems) -> Plain:
    """{en, fr} of addresses."""
    both = both_languages(node, problems)
    for value in both.values():
        if not re.fullmatch(r"https://[^\s<>\"]+", scalar(value)):
            raise WrongError(value.place, f"'{scalar(value)}' is no address (want https://...)")
    return Plain(en=scalar(both["en"]), fr=scalar(both["fr"]))

"""Reads the questions, each with the words that its kind needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypedDict

from incident.fields import Fields, Lists, keys_of, one_of, yes_or_no
from incident.problems import Place, WrongError
from incident.questions import Choice, Choices, Events, Period, Question
from incident.texts import Texts
from incident.tree import Entries, Node, Scalar
from incident.wording import Worded

RESERVED = ("none", "not-sure")  # answers that a case may give to any question


def people_asked_about(questions: Node | None) -> tuple[str, ...]:
    """The options of the question about whom: a first look, before any text is read."""
    for question in questions.entries.values() if isinstance(questions, Entries) else ():
        if isinstance(question, Entries) and _says_yes(question.entries.get("about")):
            return keys_of(question.entries.get("options"))
    return ()


def _says_yes(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.text == "yes"


class _Shared(TypedDict):
    """What every kind of question has."""

    key: str
    place: Place
    legend: Worded
    hint: Worded | None
    note: Worded | None
    label: Worded
    settle: Worded | None


class QuestionReader:
    """Reads questions, and the fields of events, which are questions too."""

    def __init__(self, texts: Texts, lists: Lists) -> None:
        self._texts, self._lists = texts, lists
        self._kinds: Mapping[str, Callable[..., Question]] = {
            "choice": self._choice,
            "choices": self._choices,
            "period": self._period,
            "events": self._events,
        }

    def read(self, node: Node) -> dict[str, Question]:
        """Every question that is right, by key."""
        found = self._lists.usable(partial(self._question, kinds=tuple(self._kinds)))(node)
        abouts = [q for q in found.values() if isinstance(q, Choice) and q.about]
        for extra in abouts[1:]:
            what = f"'{abouts[0].key}' is about whom already (want one such question)"
            self._lists.problems.note(extra.place, what)
        return found

    def _question(self, key: str, node: Node, *, kinds: tuple[str, ...]) -> Question:
        fields = Fields(node, self._lists.problems)
        kind = fields.take("kind", one_of(kinds))
        fields.so_far()  # what else there must be depends on the kind
        return self._kinds[kind](key, fields)

    def _shared(self, key: str, fields: Fields, *, settles: bool = True) -> _Shared:
        """What every kind of question has."""
        worded = self._texts.worded
        return _Shared(
            key=key,
            place=fields.node.place,
            legend=fields.take("legend", worded),
            hint=fields.maybe("hint", worded),
            note=fields.maybe("note", worded),
            label=fields.take("label", worded),
            settle=fields.take("settle", worded) if settles else None,
        )

    def _choice(self, key: str, fields: Fields) -> Choice:
        about = bool(fields.maybe("about", yes_or_no))
        shared = self._shared(key, fields, settles=not about)
        options = fields.take("options", self._options)
        fields.done()
        return Choice(**shared, options=options, about=about)

    def _choices(self, key: str, fields: Fields) -> Choices:
        shared = self._shared(key, fields)
        options = fields.take("options", self._options)
        none = fields.maybe("none", self._texts.worded)
        fields.done()
        return Choices(**shared, options=options, none=none)

    def _options(self, node: Node) -> dict[str, Worded]:
        return self._lists.named(self._option)(node)

    def _option(self, key: str, node: Node) -> Worded:
        if key in RESERVED:
            raise WrongError(node.place, f"'{key}' is every question's answer (want another key)")
        return self._texts.worded(node)

    def _period(self, key: str, fields: Fields) -> Period:
        shared = self._shared(key, fields)
        by_month = fields.maybe("ask", one_of(("month", "bands"))) == "month"
        lasting = bool(fields.maybe("lasting", yes_or_no))
        fields.done()
        if lasting and not by_month:
            place = fields.node.entries["lasting"].place
            raise WrongError(place, "needs `ask: month` (bands are ticked one by one as it is)")
        return Period(**shared, by_month=by_month, lasting=lasting)

    def _events(self, key: str, fields: Fields) -> Events:
        shared = self._shared(key, fields)
        another = fields.take("another", self._texts.worded)
        another_hint = fields.maybe("another_hint", self._texts.worded)
        kinds = tuple(kind for kind in self._kinds if kind != "events")
        read_field = partial(self._question, kinds=kinds)
        parts = fields.take("fields", self._lists.named(read_field))
        fields.done()
        for part in parts.values():
            if isinstance(part, Choice) and part.about:
                raise WrongError(part.place, "cannot be about whom (want a question, not a field)")
        return Events(**shared, fields=parts, another=another, another_hint=another_hint)

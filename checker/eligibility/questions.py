"""The questions of an incident, as the rules file gives them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from eligibility.values import Listed


class Kind(Listed):
    """How a question is answered."""


CHOICE, CHOICES, PERIOD, EVENTS = map(Kind, ("choice", "choices", "period", "events"))
KINDS = {kind.value: kind for kind in (CHOICE, CHOICES, PERIOD, EVENTS)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question, or one field of the events that a question asks for.

    `place` is its number in file order, from 0. `about` marks the question that changes
    wording, never logic; `lasting` a period that goes on from a time to a time. `options` and
    `fields` (by key) are empty where the kind has none.
    """

    key: str
    kind: Kind
    place: int
    options: tuple[str, ...] = ()
    fields: Mapping[str, "Question"] = field(default_factory=dict)
    lasting: bool = False
    about: bool = False


@dataclass(slots=True)
class Step:
    """One thing to ask.

    A question by itself; with `event` and no `field`, whether there is an event beyond the
    `event` ones already told; with both, that field of the event of that number (from 0).
    """

    question: str
    event: int | None = None
    field: str | None = None

"""Reads the sections of an incident file that are neither facts nor rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from incident.facts import Fact
from incident.fields import Fields, Lists, known_as, one_of, one_or_more, yes_or_no
from incident.model import Change, DataKind, Official, Organisation, TimelineEntry
from incident.moments import Moment, Precision, moment
from incident.problems import BrokenError, Problems, WrongError
from incident.texts import Texts, link
from incident.tree import Node, Scalar
from incident.wording import Text

CHANGES = ("widened", "narrowed", "corrected", "added")


@dataclass(frozen=True, kw_only=True)
class Sections:
    """Readers of single sections."""

    problems: Problems
    texts: Texts
    facts: Mapping[str, Fact]
    fact_keys: tuple[str, ...]
    source_keys: tuple[str, ...]
    group_keys: tuple[str, ...]

    def organisation(self, node: Node) -> Organisation:
        """Whose incident it is."""
        fields = Fields(node, self.problems)
        read = Organisation(
            name=fields.take("name", self.texts.text),
            full_name=fields.take("full_name", self.texts.text),
            website=fields.take("website", partial(link, problems=self.problems)),
        )
        fields.done()
        return read

    def official(self, node: Node) -> Official | None:
        """None for `no`; else who made the site official, and when."""
        if isinstance(node, Scalar):
            if yes_or_no(node):
                raise WrongError(node.place, "does not say who (want no, or by: and on:)")
            return None
        fields = Fields(node, self.problems)
        by, on = fields.take("by", self.texts.text), fields.take("on", moment(Precision.DAY))
        fields.done()
        return Official(by=by, on=on)

    def timeline_entry(self, node: Node) -> TimelineEntry:
        """What happened on the date of a fact."""
        fields = Fields(node, self.problems)
        on, text = fields.take("on", self._dated_fact), fields.take("text", self.texts.text)
        fields.done()
        return TimelineEntry(on=on, text=text)

    def _dated_fact(self, node: Node) -> Fact:
        key = known_as("fact", self.fact_keys)(node)
        if key not in self.facts:
            raise BrokenError
        if not isinstance(self.facts[key].value, Moment):
            what = f"fact '{key}' is a {self.facts[key].kind} (want a date, month or year)"
            raise WrongError(node.place, what)
        return self.facts[key]

    def data_groups(self, node: Node) -> dict[str, Text]:
        """The heading of each group of data kinds."""
        return Lists(self.problems).named(self._group)(node)

    def _group(self, _key: str, node: Node) -> Text:
        fields = Fields(node, self.problems)
        label = fields.take("label", self.texts.text)
        fields.done()
        return label

    def data(self, node: Node) -> dict[str, DataKind]:
        """Kinds of personal data, each in a group."""
        return Lists(self.problems).named(partial(self._data_kind, grouped=True))(node)

    def not_collected(self, node: Node) -> dict[str, DataKind]:
        """Kinds of personal data that the organisation never had."""
        return Lists(self.problems).named(partial(self._data_kind, grouped=False))(node)

    def _data_kind(self, key: str, node: Node, *, grouped: bool) -> DataKind:
        fields = Fields(node, self.problems)
        group = known_as("data group", self.group_keys)
        read = DataKind(
            key=key,
            label=fields.take("label", self.texts.text),
            group=fields.take("group", group) if grouped else "",
            sources=fields.take("source", one_or_more(known_as("source", self.source_keys))),
        )
        fields.done()
        return read

    def change(self, node: Node) -> Change:
        """A dated change of what is said."""
        fields = Fields(node, self.problems)
        read = Change(
            place=node.place,
            on=fields.take("on", moment(Precision.DAY)),
            kind=fields.take("kind", one_of(CHANGES)),
            text=fields.take("text", self.texts.text),
        )
        fields.done()
        return read

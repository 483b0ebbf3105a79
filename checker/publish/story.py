"""What the pages tell: the incident, one language at a time, as plain values for templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from incident.facts import WHOLE, SpokenFacts, as_it_is, forms
from incident.model import Cohort, Incident
from incident.speech import Language, say_moment
from incident.wording import ByPerson, Text, Worded
from publish.prose import Names, Say


def names_for(incident: Incident, language: Language, say: Say = as_it_is) -> Names:
    """What a page in `language` may ask for; `say` is told each fact that is printed."""
    return {
        "facts": SpokenFacts(incident.facts, language, say),
        "title": incident.title.said(language),
        "organisation": {
            "name": incident.organisation.name.said(language),
            "full_name": incident.organisation.full_name.said(language),
            "website": _in(incident.organisation.website, language),
        },
        "official": incident.official is not None,
        "official_site": _official_site(incident, language),
        "as_of": say_moment(incident.as_of, language),
        "sources": {key: _source(incident, key, language) for key in incident.sources},
        "timeline": [
            {"when": forms(entry.on.value, language)[WHOLE], "text": entry.text.said(language)}
            for entry in incident.timeline
        ],
        "data_groups": _data_groups(incident, language),
        "not_collected": [
            {"label": kind.label.said(language)} for kind in incident.not_collected.values()
        ],
        "cohorts": [_cohort(cohort, language) for cohort in incident.cohorts.values()],
        "next_steps": [_general(step).said(language) for step in incident.next_steps],
        "support": _general(incident.support).said(language) if incident.support else "",
        "changes": [
            {
                "on": say_moment(change.on, language),
                "kind": change.kind,
                "text": change.text.said(language),
            }
            for change in incident.changes
        ],
    }


def _official_site(incident: Incident, language: Language) -> str:
    """Where the organisation itself speaks: the fact `official_site`, or else its website."""
    fact = incident.facts.get("official_site")
    if fact is None:
        return _in(incident.organisation.website, language)
    return forms(fact.value, language)[WHOLE]


def facts_said(incident: Incident, language: Language) -> dict[str, tuple[str, ...]]:
    """Every way in which each fact can be printed, by the fact's name."""
    return {
        name: tuple(forms(fact.value, language).values()) for name, fact in incident.facts.items()
    }


def source_addresses(incident: Incident, language: Language) -> dict[str, str]:
    """What each source's address is called in a page: `https://…` -> `sources.release.url`."""
    return {
        _in(source.url, language): f"sources.{key}.url" for key, source in incident.sources.items()
    }


def sources_of(
    incident: Incident, facts: Iterable[str], names: Iterable[str], language: Language
) -> list[dict[str, str]]:
    """The sources of what a page used: {title, publisher, url}, in the order of the file."""
    asked = frozenset(names)
    behind = {*facts, *_facts_behind(incident, asked)}
    keys = {source for name in behind for source in incident.facts[name].sources}
    if "data_groups" in asked:
        keys |= {source for kind in incident.data.values() for source in kind.sources}
    if "not_collected" in asked:
        keys |= {source for kind in incident.not_collected.values() for source in kind.sources}
    return [_source(incident, key, language) for key in incident.sources if key in keys]


def _facts_behind(incident: Incident, names: frozenset[str]) -> set[str]:
    """The facts that stand in the texts which a page has asked for."""
    facts: set[str] = set()
    if "timeline" in names:
        facts |= {entry.on.key for entry in incident.timeline}
        facts |= _named(entry.text for entry in incident.timeline)
    if "cohorts" in names:
        facts |= _named(cohort.who for cohort in incident.cohorts.values())
    if "next_steps" in names:
        facts |= _named(_general(step) for step in incident.next_steps)
    if "support" in names and incident.support:
        facts |= _named([_general(incident.support)])
    if "changes" in names:
        facts |= _named(change.text for change in incident.changes)
    return facts


def _named(texts: Iterable[Text]) -> set[str]:
    return {fact for text in texts for fact in text.facts}


def _general(words: Worded) -> Text:
    """Words for a page, which asks nobody for whom they are: those of the first option."""
    return next(iter(words.texts.values())) if isinstance(words, ByPerson) else words


def _in(both: Any, language: Language) -> str:
    return str(both.en if language == "en" else both.fr)


def _source(incident: Incident, key: str, language: Language) -> dict[str, str]:
    source = incident.sources[key]
    return {
        "title": source.title.said(language),
        "publisher": source.publisher.said(language),
        "url": _in(source.url, language),
    }


def _data_groups(incident: Incident, language: Language) -> list[Mapping[str, Any]]:
    return [
        {
            "label": label.said(language),
            "kinds": [
                {"label": kind.label.said(language)}
                for kind in incident.data.values()
                if kind.group == group
            ],
        }
        for group, label in incident.data_groups.items()
    ]


def _cohort(cohort: Cohort, language: Language) -> dict[str, str]:
    return {
        "name": _general(cohort.name).said(language),
        "who": cohort.who.said(language),
        "strength": str(cohort.inside),
    }

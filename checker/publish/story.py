"""What the pages tell: the incident, one language at a time, as plain values for templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from incident.conditions import Within
from incident.explain import explain
from incident.facts import WHOLE, SpokenFacts, as_it_is, forms
from incident.model import Cohort, Incident, Strength
from incident.speech import Language, say_moment
from incident.wording import Text, general
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
        "official": _official(incident, language),
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
        "next_steps": [general(step).said(language) for step in incident.next_steps],
        "support": general(incident.support).said(language) if incident.support else "",
        "changes": changes_said(incident, language),
        "last_change": next(iter(changes_said(incident, language)), None),
        "decision_table": decision_table(incident, language),
    }


def _official(incident: Incident, language: Language) -> dict[str, str] | None:
    """Who made the site official and when; None until somebody has."""
    if incident.official is None:
        return None
    official = incident.official
    return {"by": official.by.said(language), "on": say_moment(official.on, language)}


def changes_said(incident: Incident, language: Language) -> list[dict[str, str]]:
    """The changes, newest first."""
    return [
        {
            "on": say_moment(change.on, language),
            "iso": str(change.on),
            "kind": change.kind,
            "text": change.text.said(language),
        }
        for change in incident.newest_changes()
    ]


def decision_table(incident: Incident, language: Language) -> list[dict[str, Any]]:
    """The rules in words, strongest first: a row a cohort, its conditions as `explain` says them.

    Each row is {name, who, strength, conditions, unless, data}.
    """
    strongest_first = sorted(
        incident.cohorts.values(), key=lambda cohort: list(Strength).index(cohort.inside)
    )
    return [
        {
            **_cohort(cohort, language),
            "conditions": explain(cohort.when, incident, language),
            "unless": explain(cohort.unless, incident, language) if cohort.unless else None,
            "data": [incident.data[kind].label.said(language) for kind in cohort.data],
        }
        for cohort in strongest_first
    ]


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
    """The sources of what a page used, in the order of the file: {title, publisher, url, lang?}.

    `lang` is there when the source is not in the page's language.
    """
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
    if {"cohorts", "decision_table"} & names:
        facts |= _named(cohort.who for cohort in incident.cohorts.values())
    if "decision_table" in names:
        reads = [read for cohort in incident.cohorts.values() for read in cohort.reads()]
        facts |= {read.condition.fact for read in reads if isinstance(read.condition, Within)}
    if "next_steps" in names:
        facts |= _named(general(step) for step in incident.next_steps)
    if "support" in names and incident.support:
        facts |= _named([general(incident.support)])
    if {"changes", "last_change"} & names:
        facts |= _named(change.text for change in incident.changes)
    return facts


def _named(texts: Iterable[Text]) -> set[str]:
    return {fact for text in texts for fact in text.facts}


def _in(both: Any, language: Language) -> str:
    return str(both.en if language == "en" else both.fr)


def _source(incident: Incident, key: str, language: Language) -> dict[str, str]:
    source = incident.sources[key]
    elsewhere = {"lang": source.language} if source.language not in (None, language) else {}
    return {
        "title": source.title.said(language),
        "publisher": source.publisher.said(language),
        "url": _in(source.url, language),
        **elsewhere,
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
        "name": general(cohort.name).said(language),
        "who": cohort.who.said(language),
        "strength": str(cohort.inside),
    }

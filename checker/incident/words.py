"""Everything that the frame says of an incident, in both languages, ready for JSON."""

from __future__ import annotations

from collections.abc import Mapping

from incident.bands import band_answer, bands, say_band
from incident.model import Incident, Json
from incident.questions import Asked, Choice, Choices, Events, Period
from incident.speech import LANGUAGES, Language, say_moment
from incident.wording import Worded


def frame_words(incident: Incident) -> dict[str, Json]:
    """{"about": key or None, "en": {...}, "fr": {...}}: plain text, or text by person asked about.

    Per language: title, organisation, as_of, questions, cohorts, outcomes, data, next_steps,
    support, changes, foreign_names. What the file leaves out is absent, never null.
    """
    about = incident.about
    spoken: dict[str, Json] = {language: _spoken(incident, language) for language in LANGUAGES}
    return {"about": about.key if about else None, **spoken}


def _spoken(incident: Incident, language: Language) -> Json:
    asked = [one for one in incident.asked() if one.events is None]
    return {
        "title": incident.title.said(language),
        "organisation": incident.organisation.name.said(language),
        "as_of": say_moment(incident.as_of, language),
        "questions": {one.question.key: _question(one, incident, language) for one in asked},
        "cohorts": _cohorts(incident, language),
        "outcomes": _outcomes(incident, language),
        "data": _data(incident, language),
        "next_steps": [_said(step, language) for step in incident.next_steps],
        **_given(language, support=incident.support),
        **_changes(incident, language),
        "foreign_names": _foreign_names(incident, language),
    }


def _foreign_names(incident: Incident, language: Language) -> Json:
    """The names that stay in the other language, the longest first."""
    return [*sorted(incident.vocabulary.foreign_in(language), key=len, reverse=True)]


def _changes(incident: Incident, language: Language) -> dict[str, Json]:
    """The changes, newest first; absent when there are none."""
    said: list[Json] = [
        {
            "on": say_moment(change.on, language),
            "kind": change.kind,
            "text": change.text.said(language),
        }
        for change in incident.newest_changes()
    ]
    return {"changes": said} if said else {}


def _said(words: Worded, language: Language) -> Json:
    """One text, or a text by option of the question about whom."""
    said = words.said(language)
    return said if isinstance(said, str) else dict(said)


def _given(language: Language, **words: Worded | None) -> dict[str, Json]:
    """The words that the file gives; the others are left out."""
    return {name: _said(text, language) for name, text in words.items() if text}


def _question(asked: Asked, incident: Incident, language: Language) -> Json:
    question = asked.question
    return {
        "kind": question.kind,
        **_given(
            language,
            legend=question.legend,
            hint=question.hint,
            note=question.note,
            label=question.label,
            settle=question.settle,
        ),
        **_of_its_kind(asked, incident, language),
    }


def _of_its_kind(asked: Asked, incident: Incident, language: Language) -> dict[str, Json]:
    """What only one kind of question has."""
    match asked.question:
        case Choice() as choice:
            return {"options": _options(choice.options, language)}
        case Choices() as choices:
            options = _options(choices.options, language)
            return {"options": options, **_given(language, none=choices.none)}
        case Period() as period:
            return _period(period, asked, incident, language)
        case Events() as events:
            return _events(events, incident, language)


def _options(options: Mapping[str, Worded], language: Language) -> Json:
    return [{"answer": key, "words": _said(words, language)} for key, words in options.items()]


def _period(
    period: Period, asked: Asked, incident: Incident, language: Language
) -> dict[str, Json]:
    if period.by_month:
        return {"ask": "month", "lasting": period.lasting}
    ticks: list[Json] = [
        {"answer": band_answer(band), "words": say_band(band, language)}
        for band in bands(asked, incident.cohorts.values())
    ]
    return {"ask": "bands", "lasting": False, "options": ticks}


def _events(events: Events, incident: Incident, language: Language) -> dict[str, Json]:
    fields: dict[str, Json] = {
        key: _question(Asked(events=events.key, question=part), incident, language)
        for key, part in events.fields.items()
    }
    words = _given(language, another=events.another, another_hint=events.another_hint)
    return {**words, "fields": fields}


def _cohorts(incident: Incident, language: Language) -> Json:
    return {
        key: _given(
            language,
            name=cohort.name,
            reason=cohort.reason,
            maybe=cohort.maybe,
            note=cohort.note,
        )
        for key, cohort in incident.cohorts.items()
    }


def _outcomes(incident: Incident, language: Language) -> Json:
    return {
        key: _given(language, title=outcome.title, text=outcome.text)
        for key, outcome in incident.outcomes.items()
    }


def _data(incident: Incident, language: Language) -> Json:
    """The kinds of data, group by group, in the file's order."""
    return [
        {"label": label.said(language), "kinds": _kinds(incident, group, language)}
        for group, label in incident.data_groups.items()
    ]


def _kinds(incident: Incident, group: str, language: Language) -> Json:
    return [
        {"kind": kind.key, "label": kind.label.said(language)}
        for kind in incident.data.values()
        if kind.group == group
    ]

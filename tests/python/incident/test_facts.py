"""Facts in a template: every form of each kind, and a record of what was printed."""

import pytest
from jinja2 import Environment, StrictUndefined

from incident.facts import SpokenFacts, UnknownFactError
from incident.model import Incident
from incident.speech import Language


def render(incident: Incident, template: str, language: Language) -> tuple[str, list[str]]:
    printed: list[str] = []

    def say(key: str, text: str) -> str:
        printed.append(key)
        return f"[{text}]"

    facts = SpokenFacts(incident.facts, language, say)
    environment = Environment(undefined=StrictUndefined, autoescape=True)
    return environment.from_string(template).render(facts=facts), printed


@pytest.mark.parametrize(
    ("template", "en", "fr"),
    [
        ("{{ facts.told }}", "[January\u00a07,\u00a02025]", "[7\u00a0janvier\u00a02025]"),
        ("{{ facts.told.month }}", "[January\u00a02025]", "[janvier\u00a02025]"),
        ("{{ facts.told.year }}", "[2025]", "[2025]"),
        (
            "{{ facts.late_years.first }}",
            "[September\u00a01,\u00a02017]",
            "[1er\u00a0septembre\u00a02017]",
        ),
        (
            "{{ facts.late_years.last }}",
            "[December\u00a028,\u00a02024]",
            "[28\u00a0décembre\u00a02024]",
        ),
    ],
)
def test_a_fact_is_said_in_the_language_of_the_page(
    school: Incident, template: str, en: str, fr: str
) -> None:
    assert render(school, template, "en")[0] == en
    assert render(school, template, "fr")[0] == fr


def test_a_fact_is_known_as_printed_only_when_it_is(school: Incident) -> None:
    template = "{{ facts.told }}{% if false %}{{ facts.breach }}{% endif %}{{ facts.told.year }}"

    _, printed = render(school, template, "en")

    assert printed == ["told", "told"]


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ facts.tolt }}", "there is no fact 'tolt' (did you mean 'told'?)"),
        ("{{ facts.told.first }}", "fact 'told' has no 'first' (want year or month)"),
    ],
)
def test_a_fact_that_does_not_exist_stops_the_page(
    school: Incident, template: str, told: str
) -> None:
    with pytest.raises(UnknownFactError) as caught:
        render(school, template, "en")

    assert str(caught.value) == told


def test_a_text_remembers_the_facts_that_it_printed(school: Incident) -> None:
    assert school.cohorts["staff"].who.facts == {"staff_years"}


def test_an_edge_relative_to_a_day_is_reckoned(electoral: Incident) -> None:
    en, _ = render(electoral, "{{ facts.came_of_age.from_to }}", "en")

    assert en == "[from January\u00a01,\u00a01996 to December\u00a031,\u00a02004]"

"""Whether the pages hold each element of the notice, and the owner's table that shows where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from incident.duties import Duty, Regime, Section, wanted_elements
from incident.model import Incident
from publish.parity import PageRecord
from publish.problem import Problem

if TYPE_CHECKING:
    from publish.edition import Edition, Key

OWNER = "the owner answers for it"


def notice_problems(
    incident: Incident, records: Mapping[Key, PageRecord], languages: tuple[str, ...]
) -> list[Problem]:
    """Elements of the notice whose section some language lacks, or leaves empty."""
    return [
        Problem(
            file=f"{incident.file}:{section.place.line}",
            place=section.place.path,
            what=what,
            wanted="a section that says it, in every language",
        )
        for section in incident.notice.values()
        for language in languages
        for what in _missing(section, f"docs/{language}/{section.page}", records, language)
    ]


def _missing(
    section: Section, file: str, records: Mapping[Key, PageRecord], language: str
) -> Iterator[str]:
    record = records.get((language, section.page))
    if record is None:
        yield f"there is no {file}"
    elif section.id not in record.reading.sections:
        yield f"{file} has no heading with the id '{section.id}'"
    elif not record.reading.sections[section.id].strip():
        yield f"the section '{section.id}' of {file} says nothing"


def report_text(edition: Edition) -> str:
    """The owner's table, as Markdown: each element, who wants it, and where it stands."""
    incident = edition.incident
    head = ["Element", "Wanted by", *(language.name for language in edition.site.languages)]
    rows = [
        [wanting[0][1].element.name, "<br>".join(_wanted(one) for one in wanting)]
        + [_place(edition, key, language) for language in edition.site.codes]
        for key, wanting in wanted_elements(incident.regimes).items()
    ]
    table = [head, ["---"] * len(head), *rows]
    lines = "\n".join(f"| {' | '.join(_cell(text) for text in row)} |" for row in table)
    return (
        f"# What the notice must say, and where it says it\n\n{incident.title.en}. "
        f"Facts as of {incident.as_of}. {_official(incident)}\n\n{lines}\n\n"
        "A working reference from `checker/incident/duties.yml`, not legal advice. What the owner\n"
        "answers for is not checked by the build.\n"
    )


def _official(incident: Incident) -> str:
    if incident.official is None:
        return "Not official: every page says so, and search engines are asked to leave it out."
    return f"Made official by {incident.official.by.en} on {incident.official.on}."


def _wanted(wanting: tuple[Regime, Duty]) -> str:
    regime, duty = wanting
    return f"{regime.name}: {'law' if duty.by_law else 'guidance'}, {duty.where}"


def _place(edition: Edition, key: str, language: str) -> str:
    """The section's file and id, with its heading: `docs/fr/contact.md#contact` Contact."""
    section = edition.incident.notice.get(key)
    if section is None:
        return OWNER
    record = edition.records[language, section.page]
    heading = next(one for one in record.reading.headings if one.id == section.id)
    return f"{heading.text.strip()} (`{record.file}#{section.id}`)"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

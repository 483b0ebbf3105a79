"""What a public notice must contain, by regime, and where in the pages each element stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from incident.fields import scalar
from incident.problems import Place, Problems, WrongError, wanted
from incident.tree import Node

DATA = Path(__file__).with_name("duties.yml")
SECTION = re.compile(r"(?P<page>[a-z0-9/-]+\.md)#(?P<id>[a-z][a-z0-9-]*)")


@dataclass(frozen=True, kw_only=True)
class Element:
    """A thing that a notice says; when not `in_pages`, the owner answers for it."""

    key: str
    name: str
    in_pages: bool


@dataclass(frozen=True, kw_only=True)
class Duty:
    """That a regime wants an element: by law, or else by its regulator's guidance; and where."""

    element: Element
    by_law: bool
    where: str


@dataclass(frozen=True, kw_only=True)
class Regime:
    """A body of law, and what it wants of a notice."""

    key: str
    name: str
    duties: tuple[Duty, ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """Where an element stands: a page (in every language's folder) and the id of a heading."""

    page: str
    id: str
    place: Place


@cache
def regimes() -> Mapping[str, Regime]:
    """Every regime that duties.yml knows."""
    data = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    elements = {
        key: Element(key=key, name=given["name"], in_pages=given["by"] == "section")
        for key, given in data["elements"].items()
    }
    return {
        key: Regime(key=key, name=given["name"], duties=_duties(given["wants"], elements))
        for key, given in data["regimes"].items()
    }


def _duties(
    wants: Mapping[str, Mapping[str, str]], elements: Mapping[str, Element]
) -> tuple[Duty, ...]:
    return tuple(
        Duty(element=elements[key], by_law=kind == "law", where=where)
        for key, given in wants.items()
        for kind, where in given.items()
    )


def wanted_elements(keys: tuple[str, ...]) -> dict[str, list[tuple[Regime, Duty]]]:
    """The elements that the regimes `keys` want, by key, and who wants each."""
    found: dict[str, list[tuple[Regime, Duty]]] = {}
    for regime in (regimes()[key] for key in keys):
        for duty in regime.duties:
            found.setdefault(duty.element.key, []).append((regime, duty))
    return found


def read_section(key: str, node: Node) -> Section:
    """`contact.md#contact`, for the element `key`."""
    known = sorted(
        {
            duty.element.key
            for regime in regimes().values()
            for duty in regime.duties
            if duty.element.in_pages
        }
    )
    if key not in known:
        raise WrongError(node.place, f"'{key}' is no element of a notice{wanted(key, known)}")
    match = SECTION.fullmatch(scalar(node))
    if match is None:
        what = f"'{scalar(node)}' is no section (want one like contact.md#contact)"
        raise WrongError(node.place, what)
    return Section(page=match["page"], id=match["id"], place=node.place)


def check_notice(
    keys: tuple[str, ...], notice: Mapping[str, Section], place: Place, problems: Problems
) -> None:
    """Notes each element that a regime wants of the pages and `notice` does not give."""
    for key, wanting in wanted_elements(keys).items():
        if key in notice or not wanting[0][1].element.in_pages:
            continue
        who = "; ".join(f"{regime.name}: {duty.where}" for regime, duty in wanting)
        what = f"'{key}' is missing, which is wanted by {who}"
        problems.note(place, f"{what} (want {key}: PAGE.md#ID)")

"""An incident is data: no code that ships knows a word of the flagship, or needs its names."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from eligibility import load
from incident import load_incident
from incident.model import Case
from incident.rules import rules

ROOT = Path(__file__).parents[2]
FLAGSHIP = load_incident(ROOT / "incident.yml")
SHIPPED = [
    *(ROOT / "checker").rglob("*.py"),
    *(ROOT / "checker" / "runtime").rglob("*.js"),
    *(path for path in (ROOT / "overrides").rglob("*") if path.suffix in {".js", ".html", ".css"}),
    *(ROOT / "overrides" / "words").glob("*.yml"),
]
# What the flagship is about, in both languages, and the names that stand in it.
WORDS = ["birth", "pregnan", "fertil", "in-vitro", "ivf", "newborn", "ovule", "naissance"]
WORDS += ["grossesse", "accouch", "deuil", "registry", "registre", "ontario", "cheo", "moveit"]
WORDS += ["phipa", "lprps", "pail", "kenora", "bornincident"]
NAMES = ["BORN"]  # which is a word of its own in lower case

type Plain = Any


def test_no_code_knows_a_word_of_the_flagship() -> None:
    said = {path.relative_to(ROOT).as_posix(): _words_in(path) for path in SHIPPED}

    assert {path: words for path, words in said.items() if words} == {}


def _words_in(path: Path) -> list[str]:
    text = path.read_text("utf-8")
    names = [name for name in NAMES if name in text]
    return names + [word for word in WORDS if re.search(rf"\b{word}", text, re.IGNORECASE)]


def renamed(value: Plain, names: dict[str, str]) -> Plain:
    """The same value, every key of the incident under its other name."""
    if isinstance(value, dict):
        return {names.get(key, key): renamed(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [renamed(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


def other_names() -> dict[str, str]:
    """Another name for each question, field, option, cohort and kind of data."""
    plain = rules(FLAGSHIP)
    keys = set(FLAGSHIP.cohorts) | set(FLAGSHIP.data) | set(_question_keys(plain["questions"]))
    # Fields share names with the words of the format ("when"): those stay.
    return {key: f"x{number}" for number, key in enumerate(sorted(keys - {"when", "data"}))}


def _question_keys(questions: Plain) -> list[str]:
    keys: list[str] = []
    for question in questions:
        keys += [question["key"], *question.get("options", [])]
        keys += _question_keys(question.get("fields", []))
    return keys


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in FLAGSHIP.cases])
def test_the_same_incident_under_other_names_gives_the_same_outcome(case: Case) -> None:
    names = other_names()
    request: Plain = {"answers": case.answers}
    original = load(json.dumps(rules(FLAGSHIP)))
    other = load(json.dumps(renamed(rules(FLAGSHIP), names)))

    reply = other(json.dumps(renamed(request, names)))

    assert json.loads(reply) == renamed(json.loads(original(json.dumps(request))), names)
    assert json.loads(reply)["result"]["lead"] == case.outcome.value

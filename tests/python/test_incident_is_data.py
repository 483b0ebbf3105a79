"""An incident is data: no code and no test of code knows the flagship's words or needs its keys."""

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
TEXTS = {".py", ".js", ".mjs", ".html", ".css", ".yml", ".txt", ".svg", ".toml"}
# What visits or measures the flagship's own site, or is an incident itself.
ABOUT_ONE = {"browser", "site", "peers", "fixtures", "node_modules"}
# Names laws and those who watch over them, which are data of law; and this file.
ABOUT_LAW = {"duties.yml", "test_duties.py", Path(__file__).name}
# What the flagship is about, in both languages. A date of birth may stand in any incident.
WORDS = [
    "(?<!date of )birth(?![_ ]date)",
    "pregnan",
    "fertil",
    "in-vitro",
    "ivf",
    "newborn",
    "ovule",
]
WORDS += ["(?<!date de )naissance", "grossesse", "accouch", "deuil", "registry", "registre"]
WORDS += ["health", "santé", "baby", "babies", "bébé", "midwi", "sages?-femmes?", "hospital"]
WORDS += ["hôpita", "matern", "ontario", "ontarien", "cheo", "moveit", "phipa", "lprps", "pail"]
WORDS += ["kenora", "bornincident"]
COPIED = re.compile(r"\bcop(?:y|ies|ied|ying|ie|ié\w*|ier)\b", re.IGNORECASE)

type Plain = Any


def _files(room: str) -> list[Path]:
    """The texts of a room that are not about one incident, nor about law."""
    return [
        path
        for path in (ROOT / room).rglob("*")
        if path.suffix in TEXTS
        and ABOUT_ONE.isdisjoint(path.relative_to(ROOT).parts)
        and path.name not in ABOUT_LAW
    ]


def _names() -> list[str]:
    """What the flagship's file says is a name or a word of its own."""
    vocabulary, organisation = FLAGSHIP.vocabulary, FLAGSHIP.organisation
    names = [*vocabulary.names, organisation.name.en, organisation.full_name.en]
    names += [name for listed in vocabulary.foreign.values() for name in listed]
    for terms in vocabulary.glossary.values():
        names += [*terms, *terms.values()]
    return names


def _words_in(path: Path) -> list[str]:
    text = path.read_text("utf-8")
    names = [name for name in _names() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    return names + [word for word in WORDS if re.search(rf"\b{word}", text, re.IGNORECASE)]


@pytest.mark.parametrize("room", ["checker", "overrides", "tests"])
def test_no_code_knows_a_word_of_the_flagship(room: str) -> None:
    said = {path.relative_to(ROOT).as_posix(): _words_in(path) for path in _files(room)}

    assert len(said) > 20
    assert {path: words for path, words in said.items() if words} == {}


@pytest.mark.parametrize(
    "text",
    ["Ask BORN", "the PPO", "En Ontario", "une carte santé", "two births", "FIV", "Kenora"],
)
def test_a_word_of_the_flagship_is_seen(tmp_path: Path, text: str) -> None:
    path = tmp_path / "code.py"
    path.write_text(f"# {text}.", "utf-8")

    assert _words_in(path) != []


def test_the_themes_words_fit_data_that_nobody_copied() -> None:
    files = [*(ROOT / "overrides" / "words").glob("*.yml"), *(ROOT / "overrides").rglob("*.html")]

    found = {path.name: COPIED.findall(path.read_text("utf-8")) for path in files}

    assert {"en.yml", "fr.yml"} < set(found)
    assert {name: words for name, words in found.items() if words} == {}


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

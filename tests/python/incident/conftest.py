"""The fixture incidents, whole and sabotaged."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from incident import IncidentError, load_incident
from incident.model import Incident

INCIDENTS = Path(__file__).parents[2] / "fixtures" / "incidents"

type Change = Callable[[str, Mapping[str, str]], Path]
type Sabotage = Callable[[str, Mapping[str, str]], str]


@pytest.fixture(scope="session")
def school() -> Incident:
    return load_incident(INCIDENTS / "school" / "incident.yml")


@pytest.fixture(scope="session")
def electoral() -> Incident:
    return load_incident(INCIDENTS / "electoral" / "incident.yml")


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    """Writes a fixture with each text replaced by another, once."""

    def change(name: str, changes: Mapping[str, str]) -> Path:
        text = (INCIDENTS / name / "incident.yml").read_text(encoding="utf-8")
        for old, new in changes.items():
            assert old in text, old
            text = text.replace(old, new, 1)
        path = tmp_path / "incident.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return change


@pytest.fixture
def sabotage(changed: Change) -> Sabotage:
    """Loads a fixture so changed, and gives the text of the error."""

    def fail(name: str, changes: Mapping[str, str]) -> str:
        with pytest.raises(IncidentError) as caught:
            load_incident(changed(name, changes))
        return str(caught.value)

    return fail

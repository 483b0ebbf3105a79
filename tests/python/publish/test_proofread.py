"""hunspell and Grammalecte over a small site: what they find is told where it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.build import NAMES
from publish.pages import write_pages
from publish.problem import Stop
from publish.proofread import proofread, read_names
from tests.python.publish.test_stops import edit
from tests.python.publish.tiny import make_edition, write_tiny_site

needs_proofreaders = pytest.mark.proofreaders


def found(folder: Path) -> list[str]:
    """What is found in the pages themselves."""
    edition = make_edition(folder)
    write_pages(edition, folder / "site")
    problems = map(str, proofread(edition, read_names(NAMES)))
    return [line for line in problems if line.startswith("docs/")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_site(tmp_path)


@needs_proofreaders
def test_a_word_that_no_dictionary_has(folder: Path) -> None:
    edit(folder, "en/check.md", "Ask.", "Ask somone.")
    edit(folder, "fr/check.md", "Demandez.", "Demandez a quelcun.")

    told = found(folder)

    assert any(
        line.startswith("docs/en/check.md:15: 'somone' is not in the dictionary en_CA (want ")
        and "someone" in line
        for line in told
    )
    assert any(line.startswith("docs/fr/check.md:15: 'quelcun' is not in the") for line in told)


@needs_proofreaders
def test_french_that_does_not_agree(folder: Path) -> None:
    edit(folder, "fr/check.md", "Demandez.", "Vos renseignement ont été copiés.")

    assert (
        "docs/fr/check.md:15: 'renseignement' is questioned: Accord de nombre erroné :"
        " « renseignement » devrait être au pluriel. (want renseignements)"
    ) in [line.replace("\u00a0", " ") for line in found(folder)]


@needs_proofreaders
def test_what_lies_between_an_empty_text_and_another_is_told_of_the_right_one(
    folder: Path,
) -> None:
    edit(folder, "en/check.md", "Ask.", "—\n\nAsk.\n\n!\n\nAsk somone.")

    assert any(line.startswith("docs/en/check.md:21: 'somone'") for line in found(folder))


@needs_proofreaders
def test_a_name_that_any_site_may_hold_is_known(folder: Path) -> None:
    edit(folder, "en/check.md", "Ask.", "Ask WebKit.")

    assert not [line for line in found(folder) if "WebKit" in line]


@needs_proofreaders
def test_a_name_is_known_to_the_incident_that_lists_it(folder: Path) -> None:
    edit(folder, "en/check.md", "Ask.", "Ask Zorvex Quolt.\n\nAsk a quolt.\n\nAsk Quolt.")
    before = [line for line in found(folder) if "uolt" in line or "Zorvex" in line]

    file = folder / "incident.yml"
    names = "names: [Zorvex Quolt, Unheard]\ntitle:"
    file.write_text(file.read_text("utf-8").replace("title:", names, 1), "utf-8")
    after = [line for line in found(folder) if "uolt" in line or "Zorvex" in line]

    assert [line.partition(" is ")[0] for line in before] == [
        "docs/en/check.md:15: 'Quolt'",
        "docs/en/check.md:15: 'Zorvex'",
        "docs/en/check.md:17: 'quolt'",
    ]
    assert [line.partition(" is ")[0] for line in after] == [
        "docs/en/check.md:15: 'Quolt'",
        "docs/en/check.md:17: 'quolt'",
    ]


def test_a_missing_proofreader_is_told_in_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(Stop) as stop:
        proofread(make_edition(folder), frozenset())

    assert str(stop.value) == (
        "proofread: a proofreader is missing (want Debian's hunspell, hunspell-en-ca and"
        " hunspell-fr and grammalecte-cli: run `make proofreaders`)"
    )


def test_the_list_of_names_may_be_commented(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("# Bodies\nOSFI\n\nLa Presse # a newspaper\n", "utf-8")

    assert read_names(path) == {"OSFI", "La Presse"}

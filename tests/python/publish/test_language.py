"""What is wrong with the language of a page, of its front matter or of the theme's words."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from incident import load_incident
from incident.speech import Language
from incident.vocabulary import Vocabulary
from publish.abbreviations import abbreviation_problems
from publish.language import mark_names, passages, word_slips
from publish.words import Words
from tests.python.publish.test_stops import edit, stopped
from tests.python.publish.tiny import build_pages, write_tiny_site

FLAGSHIP = load_incident(Path(__file__).parents[3] / "incident.yml").vocabulary
FOREIGN = Vocabulary(foreign={"en": ("Loss & Grief Network",)})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_site(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(
            "Demandez.",
            "Où ? Demandez.",
            "docs/fr/check.md:15: 'Où ?' has a space before it (want none before ? ! ;)",
            id="a space before a question mark",
        ),
        pytest.param(
            "Demandez.",
            "Demandez « cela\u00a0».",
            "docs/fr/check.md:15: '« cela' has no no-break space inside « (want «␣mot␣»)",
            id="a plain space inside « »",
        ),
        pytest.param(
            "Demandez.",
            "Demandez s'il y a lieu.",
            "docs/fr/check.md:15: 's'il' has a straight apostrophe (want ’)",
            id="a straight apostrophe",
        ),
        pytest.param(
            "Demandez.",
            "Une brèche.",
            (
                "docs/fr/check.md:15: 'brèche' is a word that the glossary replaces"
                " (want atteinte à la vie privée)"
            ),
            id="a word of the glossary",
        ),
        pytest.param(
            "Demandez.",
            "Demandez. Read more about this.",
            (
                "docs/fr/check.md:15: 'more' is English"
                " (want French, or the name among the foreign_names.en of incident.yml)"
            ),
            id="English that was left",
        ),
        pytest.param(
            "Demandez.",
            '<span title="Back to the top">Demandez.</span>',
            (
                "docs/fr/check.md:15: 'the' is English"
                " (want French, or the name among the foreign_names.en of incident.yml)"
            ),
            id="English in a title",
        ),
        pytest.param(
            "Demandez.",
            "Demandez" + " encore" * 24 + ".",
            (
                "docs/fr/check.md:15: 'Demandez encore encore encore encore encore …'"
                " is a sentence of 25 words (want at most 24)"
            ),
            id="a long sentence",
        ),
        pytest.param(
            "title: Vérifier",
            "title: Vérifier ?",
            (
                "docs/fr/check.md: title: 'Vérifier ?' has a space before it"
                " (want none before ? ! ;)"
            ),
            id="front matter",
        ),
    ],
)
def test_french_that_stops_the_build(folder: Path, old: str, new: str, told: str) -> None:
    edit(folder, "fr/check.md", old, new)

    assert told in stopped(folder)


def test_the_flagships_words_are_free_in_another_incident(folder: Path) -> None:
    for language, text in (("en", "Ask."), ("fr", "Demandez.")):
        terms = FLAGSHIP.terms(cast(Language, language))
        assert terms
        edit(folder, f"{language}/check.md", text, f"{'. '.join(terms)}.")

    build_pages(folder, folder / "site")


def test_the_pages_of_an_incident_are_held_to_its_own_glossary(folder: Path) -> None:
    file = folder / "incident.yml"
    glossary = "glossary: { en: { ICO: the Office }, fr: { ICO: le Bureau } }\ntitle:"
    file.write_text(file.read_text("utf-8").replace("title:", glossary, 1), "utf-8")
    edit(folder, "en/check.md", "Ask.", "Ask the ICO.")
    edit(folder, "fr/check.md", "Demandez.", "Demandez à l’ICO.")
    edit(folder, "fr/check.md", "description: Vérifier", "description: L’ICO répond")

    assert stopped(folder) == [
        "docs/en/check.md:15: 'ICO' is a word that the glossary replaces (want the Office)",
        "docs/fr/check.md:15: 'ICO' is a word that the glossary replaces (want le Bureau)",
        (
            "docs/fr/check.md: description:"
            " 'ICO' is a word that the glossary replaces (want le Bureau)"
        ),
    ]


def test_what_is_marked_as_english_may_stand_in_a_french_page(folder: Path) -> None:
    edit(folder, "fr/check.md", "Demandez.", 'Voir <span lang="en">Read more about this</span>.')
    edit(folder, "fr/check.md", "title: Vérifier", "title: Vérifier ?")

    assert [line.split(":")[1] for line in stopped(folder)] == [" title"]


def test_a_name_in_the_other_language_is_marked_where_it_is_read() -> None:
    html = '<p title="Loss &amp; Grief Network">Le Loss &amp; Grief Network</p><code>Loss</code>'

    marked = mark_names(html, "fr", FOREIGN)

    assert marked == (
        '<p title="Loss &amp; Grief Network">Le <span lang="en">Loss &amp; Grief Network</span></p>'
        "<code>Loss</code>"
    )
    assert mark_names(html, "en", FOREIGN) == html


def test_the_texts_of_a_page_are_its_blocks_and_its_titles() -> None:
    html = '<p>Un <em>mot</em>.</p><ul><li><strong>2023</strong> Deux</li></ul><i title="Trois"/>'

    assert list(passages(html, "fr")) == ["Un mot.", "2023", "Deux", "Trois"]


def test_the_themes_words_are_held_to_it_too() -> None:
    words: dict[str, Words] = {"en": {"a": "Where?"}, "fr": {"a": {"b": "Où ?"}}}

    (problem,) = word_slips(words, ("en", "fr"))

    assert str(problem) == (
        "words/fr.yml: a.b: 'Où ?' has a space before it (want none before ? ! ;)"
    )


def test_a_body_has_one_abbreviation() -> None:
    texts = [
        ("a.md", "Write to the Privacy Commissioner of Canada (OPC)."),
        ("b.md", "Write to the Privacy Commissioner of Canada (PCO)."),
    ]

    assert [str(problem) for problem in abbreviation_problems(texts)] == [
        (
            "b.md: '… Commissioner of Canada' is abbreviated 'PCO', and elsewhere 'OPC'"
            " (want one abbreviation for one body)"
        ),
    ]

"""Words a text should not hold, and sentences that are too long."""

import pytest

from incident import load_incident
from incident.language import slips
from incident.sentences import MOST_WORDS, sentence_slips
from incident.speech import Language
from incident.terms import term_slips
from incident.vocabulary import Vocabulary
from tests.python.incident.conftest import Change, Sabotage

# Of a bank and its regulator, which no code knows.
BANK = Vocabulary(
    foreign={"en": ("Loans and Savings",)},
    glossary={"en": {"BSIF": "OSFI"}, "fr": {"OSFI": "BSIF", "compte chèques": "compte-chèques"}},
)


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (
            "Une brèche",
            "fr",
            "'brèche' is a word that the glossary replaces (want atteinte à la vie privée)",
        ),
        ("Brèche", "fr", "'Brèche' is a word that the glossary replaces"),
        ("un compte chèques", "fr", "'compte chèques' is a word that the glossary replaces"),
        ("l’OSFI", "fr", "'OSFI' is a word that the glossary replaces (want BSIF)"),
        ("an email", "en", "'email' is a word that the glossary replaces (want e-mail)"),
        ("the BSIF", "en", "'BSIF' is a word that the glossary replaces (want OSFI)"),
        ("Skip the page", "fr", "'the' is English"),
        ("one and vos", "en", "'vos' is French"),
    ],
)
def test_a_word_that_a_text_should_not_hold(text: str, language: Language, told: str) -> None:
    assert any(str(slip).startswith(told) for slip in slips(text, language, BANK))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("un compte-chèques, par courriel, au BSIF", "fr"),
        ("We never say “you are affected”.", "en"),
        ("On ne dit pas «\u00a0brèche\u00a0».", "fr"),
        ("A call centre, and an e-mail to the OSFI", "en"),
    ],
)
def test_a_word_that_a_text_may_hold(text: str, language: Language) -> None:
    assert slips(text, language, BANK) == []
    assert list(term_slips(text, language, BANK.terms(language))) == []


@pytest.mark.parametrize(("text", "language"), [("l’OSFI", "fr"), ("the BSIF", "en")])
def test_what_one_incident_replaces_no_other_does(text: str, language: Language) -> None:
    assert slips(text, language, BANK) != []
    assert slips(text, language, Vocabulary()) == []
    assert slips(text, language, BANK) != []


def test_a_name_that_is_listed_may_be_foreign() -> None:
    text = "Le service Loans and Savings aide."

    assert [slip.found for slip in slips(text, "fr", Vocabulary())] == ["and"]
    assert slips(text, "fr", BANK) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_longest_sentence_that_may_be(language: Language) -> None:
    most = MOST_WORDS[language]

    assert not list(sentence_slips(" ".join(["mot"] * most) + ". Un.", language))
    (slip,) = sentence_slips("Un. " + " ".join(["mot"] * (most + 1)), language)
    assert str(slip) == (
        f"'mot mot mot mot mot mot …' is a sentence of {most + 1} words (want at most {most})"
    )


def test_a_no_break_space_parts_words_and_a_colon_ends_a_sentence() -> None:
    half = "\u00a0".join(["mot"] * 15)

    assert not list(sentence_slips(f"{half}\u00a0: {half}; {half}", "fr"))
    assert list(sentence_slips(f"{half} {half}", "fr"))


@pytest.mark.parametrize(
    ("new", "told"),
    [
        pytest.param(
            "{ en: Staff of 2006, fr: Personnel }",
            "139:17: cohorts.staff.name.en: the number '2006' is typed here"
            " (want a fact: {{ facts.NAME }})",
            id="a number that no fact prints",
        ),
        pytest.param(
            "{ en: Staff, fr: Personnel ? }",
            "139:28: cohorts.staff.name.fr: 'Personnel ?' has a space before it"
            " (want none before ? ! ;)",
            id="typography",
        ),
        pytest.param(
            "{ en: Staff, fr: Staff of the board }",
            "139:28: cohorts.staff.name.fr: 'the' is English"
            " (want French, or the name among the foreign_names.en of incident.yml)",
            id="English that was left",
        ),
        pytest.param(
            f"{{ en: Staff, fr: Personnel {'encore ' * 24} }}",
            "139:28: cohorts.staff.name.fr: 'Personnel encore encore encore encore encore …'"
            " is a sentence of 25 words (want at most 24)",
            id="a long sentence",
        ),
    ],
)
def test_a_text_of_the_incident_that_stops_the_build(
    sabotage: Sabotage, new: str, told: str
) -> None:
    found = sabotage("school", {"{ en: Staff, fr: Personnel }": new})

    assert f"incident.yml:{told}" in found.splitlines()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(
            "foreign_names: { en: [Staff of the board], de: [Amt] }",
            "10:44: foreign_names.de: unknown key (want en or fr)",
            id="names in a third language",
        ),
        pytest.param(
            "foreign_names: { en: [Board, Staff, Board] }",
            "10:37: foreign_names.en.2: 'Board' stands twice (first in line 10)",
            id="a foreign name twice",
        ),
        pytest.param("names: TDSB", "10:8: names: is a single value (want a list)", id="no list"),
        pytest.param(
            "names: []", "10:8: names: is an empty list (want at least one)", id="no name"
        ),
        pytest.param(
            "names: [TDSB, { en: Board }]",
            "10:15: names.1: is a mapping (want a single value)",
            id="a name that is not text",
        ),
        pytest.param(
            "names: [TDSB, Unit, TDSB]",
            "10:21: names.2: 'TDSB' stands twice (first in line 10)",
            id="a name twice",
        ),
        pytest.param(
            "glossary: { de: { Amt: Behörde } }",
            "10:13: glossary.de: unknown key (want en or fr)",
            id="a glossary in a third language",
        ),
        pytest.param("glossary: {}", "10:11: glossary: is empty", id="an empty glossary"),
        pytest.param(
            "glossary: { fr: {} }", "10:17: glossary.fr: is empty", id="a language without a word"
        ),
        pytest.param(
            "glossary: { fr: [TDSB] }",
            "10:17: glossary.fr: is a list (want a mapping)",
            id="words without what replaces them",
        ),
        pytest.param(
            "glossary: { fr: { OSFI: [BSIF] } }",
            "10:25: glossary.fr.OSFI: is a list (want a single value)",
            id="a replacement that is not text",
        ),
        pytest.param(
            "glossary: { fr: { [OSFI]: BSIF } }",
            "10:19: glossary.fr: has a key that is not text",
            id="a word that is not text",
        ),
        pytest.param(
            'glossary: { fr: { " OSFI": BSIF } }',
            "10:19: glossary.fr. OSFI: ' OSFI' is no term (want words, and no space around them)",
            id="a word with a space before it",
        ),
        pytest.param(
            'glossary: { fr: { "": BSIF } }',
            "10:19: glossary.fr.: '' is no term (want words, and no space around them)",
            id="an empty word",
        ),
        pytest.param(
            "glossary: { fr: { OSFI: BSIF, OSFI: surintendant } }",
            "10:31: glossary.fr.OSFI: stands twice (first in line 10)",
            id="a word twice",
        ),
        pytest.param(
            "glossary: { fr: { Courriel: message, Brèche: faille } }",
            "10:38: glossary.fr.Brèche:"
            " 'Brèche' is replaced in every incident (want only words of this one)",
            id="a word of the general glossary",
        ),
        pytest.param(
            "glossary: { fr: { OSFI: BSIF, BSIF: OSFI } }",
            "10:25: glossary.fr.OSFI: 'BSIF' is a word that the glossary replaces (want OSFI)",
            id="words that replace each other",
        ),
        pytest.param(
            "glossary: { fr: { OSFI: bureau de l'intendant } }",
            "10:25: glossary.fr.OSFI: 'l'intendant' has a straight apostrophe (want ’)",
            id="a replacement in poor typography",
        ),
    ],
)
def test_words_of_an_incident_that_stop_the_build(
    sabotage: Sabotage, words: str, told: str
) -> None:
    found = sabotage("school", {"title:": f"{words}\ntitle:"})

    assert f"incident.yml:{told}" in found.splitlines()


def test_an_incident_without_words_of_its_own_has_none(changed: Change) -> None:
    assert load_incident(changed("school", {})).vocabulary == Vocabulary()


def test_the_texts_of_an_incident_are_held_to_its_own_glossary(sabotage: Sabotage) -> None:
    glossary = "glossary: { en: { staff: employees }, fr: { coordonnées: adresse } }\ntitle:"

    told = sabotage("school", {"title:": glossary})

    assert "cohorts.staff.name.en: 'Staff' is a word that the glossary replaces" in told
    assert "data.contact.label.fr: 'coordonnées' is a word that the glossary replaces" in told


def test_the_facts_of_an_incident_are_held_to_its_own_glossary(sabotage: Sabotage) -> None:
    told = sabotage(
        "school",
        {
            "title:": "glossary: { en: { vendor: supplier } }\ntitle:",
            "facts:": "facts:\n  who: { text: { en: A vendor, fr: Une firme }, source: board }",
        },
    )

    assert (
        "facts.who.text.en: 'vendor' is a word that the glossary replaces (want supplier)" in told
    )

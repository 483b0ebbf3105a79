"""The typography of both languages: what is wrong by rule, and what is right and left alone."""

import pytest

from incident.slips import visible
from incident.speech import Language
from incident.typography import typography_slips


def found(text: str, language: Language) -> list[str]:
    return [visible(slip.found) for slip in typography_slips(text, language)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("Voici : un", "Voici :", id="a plain space before a colon"),
        pytest.param("Voici: un", "Voici:", id="no space before a colon"),
        pytest.param("« mot\u00a0»", "« mot", id="a plain space after «"),
        pytest.param("«\u00a0mot »", "mot »", id="a plain space before »"),
        pytest.param("«mot»", "«mot»", id="no space inside « »"),
        pytest.param("le “mot”", "“mot”", id="English quotation marks"),
        pytest.param('le "mot"', '"mot"', id="straight quotation marks"),
        pytest.param("Où ?", "Où ?", id="a space before ?"),
        pytest.param("Où\u00a0?", "Où␣?", id="the European no-break space before ?"),
        pytest.param("un ; deux", "un ;", id="a space before ;"),
        pytest.param("l'eau", "l'eau", id="a straight apostrophe"),
        pytest.param("20 %", "20 %", id="a plain space before %"),
        pytest.param("20%", "20%", id="no space before %"),
        pytest.param("le 1\u00a0mai\u00a02023", "1␣mai", id="the first of a month"),
        pytest.param("le 31 mai\u00a02023", "31 mai", id="a day that parts from its month"),
        pytest.param("en mai 2023", "mai 2023", id="a month that parts from its year"),
        pytest.param("en Mai", "en Mai", id="a month with a capital"),
        pytest.param("3.4\u00a0millions", "3.4", id="a decimal point"),
        pytest.param("3,4 millions", "4 millions", id="a number that parts from its unit"),
        pytest.param("1,400", "1,400", id="commas between thousands"),
        pytest.param("1 400", "1 400", id="a plain space between thousands"),
        pytest.param("3400000", "3400000", id="no space between thousands"),
        pytest.param("la 2ème fois", "2ème", id="an ordinal of no dictionary"),
        pytest.param("à 16h30", "16h30", id="a time without its spaces"),
        pytest.param("Etat", "Etat", id="a capital without its accent"),
        pytest.param("Fini. A partir de là", "A partir", id="a preposition without its accent"),
        pytest.param("Ca va", "Ca", id="a capital without its cedilla"),
        pytest.param("2010-2023", "2010-2023", id="a range with a dash"),
    ],
)
def test_french_that_is_wrong(text: str, wrong: str) -> None:
    assert wrong in found(text, "fr")


@pytest.mark.parametrize(
    "text",
    [
        "Voici\u00a0: «\u00a0un mot\u00a0», et l’autre. Où? Là; ici!",
        "Le 1er\u00a0juin\u00a02023, 3,4\u00a0millions de personnes, 20\u00a0%, 1\u00a0400.",
        "À l’État, l’Égalité. A-t-il lu https://example.ca/a:b?",
        "1-888-303-7245",
        "16\u00a0h\u00a030",
        "K1A 0B1",
        "2026-11-24 · 09080f9",
    ],
)
def test_french_that_is_right(text: str) -> None:
    assert found(text, "fr") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("the «word»", "«word»", id="French quotation marks"),
        pytest.param("May 31, 2023", "May 31,", id="a day that parts from its month"),
        pytest.param("May 2023", "May 2023", id="a month that parts from its year"),
        pytest.param("31 May 2023", "31 May", id="the day first"),
        pytest.param("Where ?", "Where ?", id="a space before ?"),
        pytest.param("Here : one", "Here :", id="a space before :"),
        pytest.param("don't", "don't", id="a straight apostrophe"),
        pytest.param("and so...", "...", id="three dots"),
    ],
)
def test_english_that_is_wrong(text: str, wrong: str) -> None:
    assert wrong in found(text, "en")


def test_english_that_is_right() -> None:
    assert found("May\u00a031,\u00a02023: “it” isn’t so. Where? In ON K1A 0B1.", "en") == []

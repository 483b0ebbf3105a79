"""What each regime wants of a notice, as data, and what an author is told who leaves it out."""

from incident.duties import regimes, wanted_elements
from tests.python.incident.conftest import Sabotage

NOTICE = "  complaint: index.md#top\n"
PHIPA = {"regimes: [gdpr]": "regimes: [gdpr, phipa]"}


def test_every_regime_of_the_reference_is_known() -> None:
    assert list(regimes()) == ["phipa", "pipeda", "gdpr", "hipaa", "quebec", "australia"]


def test_the_right_to_complain_is_law_in_ontario_only() -> None:
    by_law = [
        regime.key
        for regime in regimes().values()
        for duty in regime.duties
        if duty.element.key == "complaint" and duty.by_law
    ]

    assert by_law == ["phipa"]


def test_what_several_regimes_want_is_wanted_once() -> None:
    wanted = wanted_elements(("phipa", "hipaa"))

    assert [regime.key for regime, _ in wanted["contact"]] == ["phipa", "hipaa"]
    assert [regime.key for regime, _ in wanted["next_of_kin"]] == ["hipaa"]


def test_an_element_that_the_notice_leaves_out(sabotage: Sabotage) -> None:
    told = sabotage("electoral", PHIPA)

    assert [line.partition(" ")[2] for line in told.splitlines()] == [
        (
            "notice: 'complaint' is missing, which is wanted by Ontario, PHIPA s. 12 and the IPC:"
            " s. 12(2) (want complaint: PAGE.md#ID)"
        ),
        (
            "notice: 'when' is missing, which is wanted by Ontario, PHIPA s. 12 and the IPC: IPC"
            " (want when: PAGE.md#ID)"
        ),
    ]


def test_an_element_that_no_notice_has(sabotage: Sabotage) -> None:
    told = sabotage("electoral", {"  contact:": "  contakt:"})

    assert "notice.contakt: 'contakt' is no element of a notice (did you mean 'contact'?)" in told


def test_a_section_that_is_none(sabotage: Sabotage) -> None:
    told = sabotage("electoral", {"contact: index.md#top": "contact: index.md"})

    assert "notice.contact: 'index.md' is no section (want one like contact.md#contact)" in told


def test_a_regime_that_is_not_known(sabotage: Sabotage) -> None:
    assert "regimes.0: 'gdpd' is not known here (did you mean 'gdpr'?)" in sabotage(
        "electoral", {"regimes: [gdpr]": "regimes: [gdpd]"}
    )


def test_an_official_site_says_whose_law_it_answers_to(sabotage: Sabotage) -> None:
    told = sabotage("electoral", {"regimes: [gdpr]\n": ""})

    assert told.endswith(
        "'regimes' is missing, and the site is official"
        " (want phipa, pipeda, gdpr, hipaa, quebec or australia)"
    )

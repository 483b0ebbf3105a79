"""What the author of a malformed file is told: where, what, and what was wanted."""

from pathlib import Path

import pytest

from incident import IncidentError, load_incident
from tests.python.incident.conftest import Sabotage

STAFF = "{ answer: when, within: staff_years }"
ROLES = "{ answer: roles, has: [principal, teacher, office] }"
EARLY = "early_years: { window: { from: 1985-09-03, to: 2017-08-31 }, source: board }"
STAFF_NAME = "{ en: Staff, fr: Personnel }"

ISSUE = [
    pytest.param(
        "label: { en: Student, fr: Élève }",
        "lable: { en: Student, fr: Élève }",
        [
            "59:5: questions.enrolment: 'label' is missing",
            "64:5: questions.enrolment.lable: unknown key (did you mean 'label'?)",
        ],
        id="unknown key",
    ),
    pytest.param(
        "from: 1985-09-03",
        "from: 1985-13",
        ["32:34: facts.early_years.window.from: '1985-13' is not a month (want 2023-05)"],
        id="bad month",
    ),
    pytest.param(
        "from: 1985-09-03, to: 2017-08-31",
        "from: 2017-09, to: 2017-08-31",
        [
            (
                "32:47: facts.early_years.window.to: "
                "'2017-08-31' is before '2017-09' (want an end after the beginning)"
            )
        ],
        id="window that ends before it begins",
    ),
    pytest.param(
        STAFF_NAME,
        "{ en: Staff }",
        ["139:11: cohorts.staff.name: the French is missing (want fr: beside en:)"],
        id="missing French",
    ),
    pytest.param(
        "{ cohort: late_students }",
        "{ cohort: late_student }",
        [
            (
                "131:21: cohorts.guardians.when.all.0.cohort: "
                "there is no cohort 'late_student' (did you mean 'late_students'?)"
            )
        ],
        id="unknown cohort",
    ),
    pytest.param(
        "told: { date: 2025-01-07, source: board }",
        "told: { date: 2025-01-07, source: bord }",
        ["31:37: facts.told.source: there is no source 'bord' (did you mean 'board'?)"],
        id="unknown source",
    ),
    pytest.param(
        "{ answer: guardian, is: yes }",
        "{ answer: gardian, is: yes }",
        [
            (
                "132:21: cohorts.guardians.when.all.1.answer: "
                "there is no question 'gardian' (did you mean 'guardian'?)"
            )
        ],
        id="condition on a question that does not exist",
    ),
    pytest.param(
        "    inside: likely\n",
        "    inside: likely\n    inside: likely\n",
        ["134:5: cohorts.guardians.inside: stands twice (first in line 133)"],
        id="duplicate key",
    ),
]

REFERENCES = [
    pytest.param(
        STAFF,
        "{ answer: whn, within: staff_years }",
        [
            (
                "146:23: cohorts.staff.when.fits.all.1.answer: "
                "'work' has no field 'whn' (did you mean 'when'?)"
            )
        ],
        id="field that does not exist",
    ),
    pytest.param(
        ROLES,
        "{ answer: roles, has: [principle] }",
        [
            (
                "145:36: cohorts.staff.when.fits.all.0.has.0: "
                "'roles' has no option 'principle' (did you mean 'principal'?)"
            )
        ],
        id="option that does not exist",
    ),
    pytest.param(
        STAFF,
        "{ answer: when, within: staff_year }",
        [
            (
                "146:37: cohorts.staff.when.fits.all.1.within: "
                "there is no fact 'staff_year' (did you mean 'staff_years'?)"
            )
        ],
        id="window that does not exist",
    ),
    pytest.param(
        STAFF,
        "{ answer: when, within: told }",
        ["146:37: cohorts.staff.when.fits.all.1.within: fact 'told' is a date (want a window)"],
        id="fact that is no window",
    ),
    pytest.param(
        ROLES,
        "{ answer: roles, within: staff_years }",
        ["145:30: cohorts.staff.when.fits.all.0.within: 'roles' is a choice of several (want has)"],
        id="within on what is no period",
    ),
    pytest.param(
        STAFF,
        "{ answer: when, is: teacher }",
        ["146:29: cohorts.staff.when.fits.all.1.is: 'when' is a period (want within)"],
        id="choice made of a period",
    ),
    pytest.param(
        "{ cohort: late_students }",
        "{ event: guardian, fits: { answer: when, within: late_years } }",
        ["131:20: cohorts.guardians.when.all.0.event: 'guardian' is a choice (want is or is_not)"],
        id="events of a question that has none",
    ),
    pytest.param(
        "{ cohort: late_students }",
        "{ answer: work, is: yes }",
        [
            (
                "131:27: cohorts.guardians.when.all.0.is: "
                "'work' is a question of events (want event: work, and fits:)"
            )
        ],
        id="answer of events",
    ),
    pytest.param(
        "{ cohort: late_students }",
        "{ answer: whom, is: me }",
        [
            (
                "131:21: cohorts.guardians.when.all.0.answer: "
                "is about whom: it changes the words, never what follows"
            )
        ],
        id="condition on the person asked about",
    ),
    pytest.param(
        "{ cohort: late_students }",
        "{ cohrt: late_students }",
        ["131:13: cohorts.guardians.when.all.0.cohrt: no condition (did you mean 'cohort'?)"],
        id="no condition",
    ),
    pytest.param(
        "{ cohort: late_students }",
        "{ cohort: guardians }",
        ["127:5: cohorts.guardians: rests on itself: guardians → guardians"],
        id="cohort that rests on itself",
    ),
    pytest.param(
        "data: contact\n",
        "data: contacts\n",
        [
            (
                "135:11: cohorts.guardians.data: "
                "there is no data kind 'contacts' (did you mean 'contact'?)"
            )
        ],
        id="unknown kind of data",
    ),
    pytest.param(
        "inside: likely",
        "inside: certain",
        [
            (
                "133:13: cohorts.guardians.inside: 'certain' is not known here "
                "(want listed, highly-likely, likely or possible)"
            )
        ],
        id="strength that is not in the list",
    ),
    pytest.param(
        "  likely:\n    title: { en: Likely copied, fr: Probablement copiés }\n"
        "    text: { en: The answers fit a group., fr: Les réponses correspondent à un groupe. }\n",
        "",
        ["153:1: outcomes: 'likely' is missing: answers can lead to it"],
        id="outcome without words",
    ),
    pytest.param(
        "  likely:\n    title: { en: Likely",
        "  unlikely:\n    title: { en: Likely",
        [
            "153:1: outcomes: 'likely' is missing: answers can lead to it",
            (
                "153:1: outcomes: 'unlikely' cannot be reached by any answers "
                "(want highly-likely, likely, possible, not-named or cannot-tell)"
            ),
        ],
        id="words that nobody can reach",
    ),
    pytest.param(
        "        - { answer: guardian, is: yes }\n",
        "",
        ["75:5: questions.guardian: is never asked: no cohort reads it"],
        id="question that no cohort reads",
    ),
    pytest.param(
        "on: told",
        "on: breach",
        ["37:9: timeline.0.on: fact 'breach' is a window (want a date, month or year)"],
        id="timeline without a date",
    ),
]

WORDS = [
    pytest.param(
        "{{ facts.staff_years.from_to }}",
        "{{ facts.staf_years }}",
        [
            (
                "140:16: cohorts.staff.who.en: "
                "there is no fact 'staf_years' (did you mean 'staff_years'?)"
            )
        ],
        id="undefined fact",
    ),
    pytest.param(
        "{{ facts.staff_years.from_to }}",
        "{{ facts.staff_years.form_to }}",
        [
            (
                "140:16: cohorts.staff.who.en: "
                "fact 'staff_years' has no 'form_to' (did you mean 'from_to'?)"
            )
        ],
        id="undefined form of a fact",
    ),
    pytest.param(
        "{{ facts.staff_years.from_to }}",
        "{{ fact.staff_years }}",
        [
            (
                "140:16: cohorts.staff.who.en: "
                "is no template: 'fact' is undefined (want {{ facts.NAME }})"
            )
        ],
        id="undefined name",
    ),
    pytest.param(
        "{{ facts.staff_years.from_to }}",
        "{{ facts.staff_years",
        [
            (
                "140:16: cohorts.staff.who.en: is no template: unexpected end of template, "
                "expected 'end of print statement'. (want {{ facts.NAME }})"
            )
        ],
        id="template that does not end",
    ),
    pytest.param(
        STAFF_NAME,
        '{ en: Staff, fr: " " }',
        ["139:28: cohorts.staff.name.fr: is empty"],
        id="empty text",
    ),
    pytest.param(
        STAFF_NAME,
        "{ en: Staff, fr: <b>Personnel</b> }",
        ["139:28: cohorts.staff.name.fr: holds HTML: '<b>' (want plain text)"],
        id="HTML in a text",
    ),
    pytest.param(
        STAFF_NAME,
        "{ en: R&amp;D, fr: Personnel }",
        ["139:17: cohorts.staff.name.en: holds HTML: '&amp;' (want plain text)"],
        id="HTML entity in a text",
    ),
    pytest.param(
        STAFF_NAME,
        "{ en: Staff, fr: Personnel, es: Personal }",
        ["139:39: cohorts.staff.name.es: unknown key (want en or fr)"],
        id="a third language",
    ),
    pytest.param(
        STAFF_NAME,
        "{ me: { en: Staff, fr: Personnel } }",
        ["139:11: cohorts.staff.name: 'child' is missing"],
        id="words for some people only",
    ),
    pytest.param(
        STAFF_NAME,
        "Staff",
        ["139:11: cohorts.staff.name: is a single value (want en: and fr:)"],
        id="words in no language",
    ),
]

SHAPES = [
    pytest.param(
        "official: no",
        "official: yes",
        ["14:11: official: does not say who (want no, or by: and on:)"],
        id="official by nobody",
    ),
    pytest.param(
        "as_of: 2025-02-01",
        "as_of: 2025-02-30",
        ["15:8: as_of: '2025-02-30' is not a day (want 2023-05-31)"],
        id="day that does not exist",
    ),
    pytest.param(
        "told: { date: 2025-01-07,",
        "told: { date: 2025-01-07, month: 2025-01,",
        ["31:9: facts.told: is date and month at once (want one)"],
        id="fact of two kinds",
    ),
    pytest.param(
        "told: { date:",
        "told: { dat:",
        ["31:9: facts.told: unknown key 'dat' (did you mean 'date'?)"],
        id="fact of no kind",
    ),
    pytest.param(
        "        ask: month\n",
        "",
        [
            (
                "69:18: questions.enrolment.fields.when.lasting: "
                "needs `ask: month` (bands are ticked one by one as it is)"
            )
        ],
        id="lasting without months",
    ),
    pytest.param(
        "kind: choices",
        "kind: choses",
        [
            (
                "90:15: questions.work.fields.roles.kind: "
                "'choses' is not known here (did you mean 'choices'?)"
            )
        ],
        id="unknown kind of question",
    ),
    pytest.param(
        "en: https://www.tdsb.on.ca/About",
        "en: http://www.tdsb.on.ca/About",
        [
            (
                "22:11: sources.board.url.en: 'http://www.tdsb.on.ca/About-Us/PowerSchool-Cyber-"
                "Incident' is no address (want https://...)"
            )
        ],
        id="address without encryption",
    ),
    pytest.param(
        "caretaker: { en: Caretaker",
        "not-sure: { en: Caretaker",
        [
            (
                "99:21: questions.work.fields.roles.options.not-sure: "
                "'not-sure' is every question's answer (want another key)"
            )
        ],
        id="option that is every question's answer",
    ),
    pytest.param(
        "kind: widened",
        "kind: wider",
        ["175:11: changes.0.kind: 'wider' is not known here (did you mean 'widened'?)"],
        id="unknown kind of change",
    ),
    pytest.param(
        "work: [{ roles: teacher, when: 2006-01-01 }]",
        "work: [{ roles: teachr, when: 2006-01-01 }]",
        [
            (
                "204:59: cases.5.answers.work.0.roles: "
                "'roles' has no option 'teachr' (did you mean 'teacher'?)"
            )
        ],
        id="case with an option that does not exist",
    ),
    pytest.param(
        "when: 2005-12-31 }",
        "when: 2005-31 }",
        [
            (
                "208:76: cases.6.answers.work.0.when: '2005-31' is no time "
                "(want 2023-05, 2023-05-31, 2010-04/2023-05 or ../2009-12)"
            )
        ],
        id="case with a bad month",
    ),
]


@pytest.mark.parametrize(("old", "new", "told"), [*ISSUE, *REFERENCES, *WORDS, *SHAPES])
def test_a_malformed_file_says_where_and_what(
    sabotage: Sabotage, old: str, new: str, told: list[str]
) -> None:
    lines = sabotage("school", {old: new}).splitlines()

    assert lines == [f"incident.yml:{line}" for line in told]


def test_every_problem_is_told_at_once_in_the_order_of_the_file(sabotage: Sabotage) -> None:
    told = sabotage(
        "school",
        {
            "from: 1985-09-03": "from: 1985-13",
            STAFF_NAME: "{ en: Staff }",
            "{ cohort: late_students }": "{ cohort: late_student }",
            "kind: widened": "kind: wider",
        },
    )

    # The window that is wrong is told once, and not again where cohorts and words name it.
    assert [line.split(":")[1] for line in told.splitlines()] == ["32", "131", "139", "175"]


@pytest.mark.parametrize(
    ("edge", "told"),
    [
        ("18 years before 2014-13-01", "'2014-13-01' is not a day (want 2023-05-31)"),
        ("18 years before 2014", "'2014' is not a day (want 2023-05-31)"),
        ("999 years after 9014-01-01", "'999 years after 9014-01-01' is outside the calendar"),
        (
            "18 years ago",
            (
                "'18 years ago' is no time "
                "(want 2023, 2023-05, 2023-05-31 or 14 years before 2021-10-30)"
            ),
        ),
    ],
)
def test_an_edge_that_cannot_be_reckoned_says_why(sabotage: Sabotage, edge: str, told: str) -> None:
    lines = sabotage("electoral", {"18 years before 2014-01-01": edge})

    assert lines == f"incident.yml:31:21: facts.came_of_age.window.from: {told}"


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(IncidentError) as caught:
        load_incident(tmp_path / "incident.yml")

    assert str(caught.value) == "incident.yml:1:1: cannot be read: No such file or directory"


def test_a_file_that_is_no_text_is_told_by_name(tmp_path: Path) -> None:
    path = tmp_path / "incident.yml"
    path.write_bytes(b"title: \xe9t\xe9\n")

    with pytest.raises(IncidentError) as caught:
        load_incident(path)

    assert str(caught.value) == "incident.yml:1:1: is not UTF-8 text"


def test_a_file_with_a_section_left_out_names_it(sabotage: Sabotage) -> None:
    told = sabotage("school", {"\ncohorts:\n": "\ncohort:\n"})

    assert "'cohorts' is missing" in told
    assert "cohort: unknown key (did you mean 'cohorts'?)" in told

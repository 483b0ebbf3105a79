"""The rules in words, made from the conditions."""

from incident.explain import Said, explain
from incident.model import Incident
from incident.wording import general


def test_a_cohort_in_words(school: Incident) -> None:
    staff = explain(school.cohorts["staff"].when, school, "en")

    assert staff.join == "all"
    assert [part.label for part in staff.parts] == ["Roles", "Work: when"]
    assert staff.parts[1].answers == ("January\u00a01,\u00a02006 to December\u00a028,\u00a02024",)
    assert staff.parts[0].answers[1] == "Teacher"


def test_a_cohort_that_rests_on_another_names_it(school: Incident) -> None:
    guardians = explain(school.cohorts["guardians"].when, school, "fr")

    named = general(school.cohorts["late_students"].name).said("fr")
    assert Said(answers=(named,)) in guardians.parts


def test_an_exclusion_in_words(electoral: Incident) -> None:
    excluded = [cohort.unless for cohort in electoral.cohorts.values() if cohort.unless]

    assert explain(excluded[0], electoral, "en").answers == ("Yes",)

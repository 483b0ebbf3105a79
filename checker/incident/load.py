"""Loads an incident file: the one door, past which nothing is checked again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from incident.checks import check_rules
from incident.duties import check_notice, read_section, regimes
from incident.fields import Fields, Lists, keys_of, one_of
from incident.model import Cohort, Incident
from incident.moments import Precision, moment
from incident.problems import IncidentError, Problem, Problems, either
from incident.read_cases import CaseReader
from incident.read_cohorts import read_cohorts, read_outcomes
from incident.read_conditions import Conditions, Scope
from incident.read_facts import read_facts, read_sources
from incident.read_questions import QuestionReader, people_asked_about
from incident.read_vocabulary import read_vocabulary
from incident.sections import Sections
from incident.texts import Texts
from incident.tree import START, Node, read_tree


def load_incident(path: Path) -> Incident:
    """The incident that a file describes.

    Raises:
        IncidentError: the file cannot be read, or anything in it is wrong: every problem that
            can be told in one run, each with line, column, path and what was wanted
    """
    problems = Problems()
    root = read_tree(_text_of(path), problems)
    if root is not None:
        with problems.noted():
            incident = _Loader(root, path.name, problems).incident()
    problems.stop(path.name)
    return incident


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
    except UnicodeDecodeError:
        what = "is not UTF-8 text"
    raise IncidentError(path.name, [Problem(place=START, what=what)])


class _Loader:
    """Reads section after section: vocabulary and facts first, for every text rests on them.

    A section refers to another by the keys that stand in the file, whether or not what stands
    behind them is right: so one mistake is told once, where it was made.
    """

    def __init__(self, root: Node, file: str, problems: Problems) -> None:
        self._fields, self._file, self._problems = Fields(root, problems), file, problems
        self._lists = Lists(problems)
        self._vocabulary = read_vocabulary(self._fields, problems)
        reader = partial(
            read_facts,
            sources=self._keys("sources"),
            vocabulary=self._vocabulary,
            problems=problems,
        )
        self._facts = self._fields.take("facts", reader) or {}
        people = people_asked_about(self._fields.node.entries.get("questions"))
        self._texts = Texts(problems, self._facts, self._keys("facts"), people, self._vocabulary)

    def _keys(self, section: str) -> tuple[str, ...]:
        return keys_of(self._fields.node.entries.get(section))

    def incident(self) -> Incident:
        """The whole file."""
        take, maybe = self._fields.take, self._fields.maybe
        texts, lists, sections = self._texts, self._lists, self._sections()
        questions = Scope(
            what="question",
            usable=take("questions", QuestionReader(texts, lists).read) or {},
            keys=self._keys("questions"),
        )
        cohorts = take("cohorts", partial(self._cohorts, questions=questions)) or {}
        sources = partial(read_sources, texts=texts, problems=self._problems)
        outcomes = partial(read_outcomes, texts=texts, problems=self._problems)
        incident = Incident(
            file=self._file,
            organisation=take("organisation", sections.organisation),
            title=take("title", texts.text),
            official=take("official", sections.official),
            as_of=take("as_of", moment(Precision.DAY)),
            vocabulary=self._vocabulary,
            regimes=maybe("regimes", lists.items(one_of(regimes()))) or (),
            notice=maybe("notice", lists.named(read_section)) or {},
            sources=take("sources", sources),
            facts=self._facts,
            timeline=take("timeline", lists.items(sections.timeline_entry)),
            data_groups=take("data_groups", sections.data_groups),
            data=take("data", sections.data),
            not_collected=maybe("not_collected", sections.not_collected) or {},
            questions=questions.usable,
            cohorts=cohorts,
            outcomes=take("outcomes", outcomes),
            next_steps=take("next_steps", lists.items(texts.worded)),
            support=maybe("support", texts.worded),
            changes=maybe("changes", lists.items(sections.change)) or (),
            cases=take("cases", lists.items(self._cases(questions).case)),
        )
        self._check(incident)
        self._fields.done()
        self._check_changes(incident)
        return incident

    def _sections(self) -> Sections:
        return Sections(
            problems=self._problems,
            texts=self._texts,
            facts=self._facts,
            fact_keys=self._keys("facts"),
            source_keys=self._keys("sources"),
            group_keys=self._keys("data_groups"),
        )

    def _cohorts(self, node: Node, *, questions: Scope) -> dict[str, Cohort]:
        conditions = Conditions(
            scope=questions,
            facts=self._facts,
            fact_keys=self._keys("facts"),
            cohort_keys=self._keys("cohorts"),
            problems=self._problems,
        )
        return read_cohorts(node, conditions, self._keys("data"), self._texts)

    def _cases(self, questions: Scope) -> CaseReader:
        return CaseReader(
            questions=questions,
            cohort_keys=self._keys("cohorts"),
            data_keys=self._keys("data"),
            problems=self._problems,
        )

    def _check(self, incident: Incident) -> None:
        """What only the sections together can show, once each of them is whole."""
        self._check_notice(incident)
        whole = len(incident.cohorts) == len(self._keys("cohorts"))
        if incident.cohorts and whole and len(incident.questions) == len(self._keys("questions")):
            place = self._fields.node.keys["outcomes"] if incident.outcomes else None
            check_rules(incident, place, self._problems)

    def _check_notice(self, incident: Incident) -> None:
        """The notice holds what its regimes want; an official one says which these are."""
        node = self._fields.node
        if incident.official and "regimes" not in node.entries:
            what = "'regimes' is missing, and the site is official"
            self._problems.note(node.place, f"{what} (want {either(regimes())})")
        if incident.regimes and len(incident.notice) == len(keys_of(node.entries.get("notice"))):
            place = node.keys.get("notice", node.keys["regimes"])
            check_notice(incident.regimes, incident.notice, place, self._problems)

    def _check_changes(self, incident: Incident) -> None:
        """What is said cannot have changed after the day on which it was last compared."""
        for change in incident.changes:
            if change.on.first > incident.as_of.first:
                what = f"'{change.on}' is after as_of, '{incident.as_of}'"
                self._problems.note(change.place, f"{what} (want as_of to be that day or later)")

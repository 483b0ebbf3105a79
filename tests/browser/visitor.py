"""A person at the self-check, who knows the answers and reads the screen."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, cast

import yaml
from playwright.sync_api import FrameLocator, Locator, Page, expect

from eligibility import load
from eligibility.periods import Period, Window, parse_period, within
from eligibility.truth import TRUE
from incident import load_incident
from incident.cases import rules_with_cases
from incident.model import Incident
from incident.words import frame_words

ROOT = Path(__file__).parents[2]
THEME_WORDS = ROOT / "overrides" / "words"

type Plain = dict[str, Any]


@cache
def flagship() -> Incident:
    """The incident of the site that is tested."""
    return load_incident(ROOT / "incident.yml")


@dataclass(frozen=True)
class Words:
    """Every word of the check in one language: the incident's and the theme's."""

    language: str

    @cached_property
    def incident(self) -> Plain:
        return cast("Plain", frame_words(flagship())[self.language])

    @cached_property
    def theme(self) -> Plain:
        words: Plain = yaml.safe_load((THEME_WORDS / f"{self.language}.yml").read_text("utf-8"))
        return words

    def asked(self, step: Plain) -> Plain:
        """What there is to say at a step: the question's words, or those of its field."""
        question: Plain = self.incident["questions"][step["question"]]
        if "field" not in step:
            return question
        field: Plain = question["fields"][step["field"]]
        return field


WORDS = {language: Words(language) for language in ("en", "fr")}


@dataclass(frozen=True)
class Visitor:
    """One visit; `person` is the option of the question about whom."""

    page: Page
    site: str
    language: str = "en"
    person: str = "me"

    @property
    def words(self) -> Words:
        return WORDS[self.language]

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("iframe.check-frame")

    @property
    def heading(self) -> Locator:
        return self.frame.locator("h1")

    def arrive(self) -> "Visitor":
        """Open the page of the check."""
        self.page.goto(f"{self.site}/{self.language}/check/")
        return self

    def start(self) -> "Visitor":
        """Open the page and start the check."""
        self.arrive().page.locator("button.start").click()
        return self

    def said(self, words: Any) -> str:
        """A text that may differ by the person asked about."""
        return words if isinstance(words, str) else str(words[self.person])

    def legend(self, step: Plain) -> str:
        """The heading of a step."""
        asked = self.words.asked(step)
        return self.said(
            asked["another" if step.get("event") and "field" not in step else "legend"]
        )

    def answer(self, step: Plain, plain: Any) -> None:
        """Tick what `plain` says on the screen of `step`, and continue."""
        expect(self.heading).to_contain_text(self.legend(step))
        for label in self.labels(step, plain):
            self.frame.get_by_label(label, exact=True).check()
        self.go_on()

    def go_on(self) -> None:
        """Press Continue."""
        self.frame.get_by_role("button", name=self.words.theme["frame"]["continue"]).click()

    def labels(self, step: Plain, plain: Any) -> list[str]:
        """The labels to tick for an answer."""
        theme, asked = self.words.theme["frame"], self.words.asked(step)
        if plain is None:
            return [theme["not_sure"]]
        if isinstance(plain, bool):
            return [theme["yes" if plain else "no"]]
        chosen = plain if isinstance(plain, list) else [plain]
        offered = {one["answer"]: self.said(one["words"]) for one in asked["options"]}
        return [_capitalised(offered[one]) for one in chosen]

    def answer_all(self, answers: Plain) -> None:
        """Give `answers` as the derived questions ask for them, up to checking the answers."""
        told: Plain = {}
        respond = _engine()
        while "ask" in (reply := json.loads(respond(json.dumps({"answers": told})))):
            step = reply["ask"]
            self.answer(step, _tell(told, step, answers))
        expect(self.heading).to_have_text(self.words.theme["frame"]["review"]["title"])

    def see_result(self) -> Locator:
        """From checking the answers to the result."""
        name = self.words.theme["frame"]["review"]["result"]
        self.frame.get_by_role("button", name=name).click()
        return self.frame.locator("article.result")


@cache
def _engine() -> Callable[[str], str]:
    return load(rules_with_cases(flagship()))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tell(told: Plain, step: Plain, answers: Plain) -> Any:
    """Add the answer to `step` to what was `told`; what to tick for it."""
    key = step["question"]
    if "event" not in step:
        told[key] = answers[key]
        return answers[key]
    number, events = step["event"], answers[key]["events"]
    known = told.setdefault(key, {"events": []})
    if "field" in step:
        known["events"][number][step["field"]] = events[number][step["field"]]
        return events[number][step["field"]]
    if number < len(events):
        known["events"].append({})
        return True
    known["more"] = answers[key]["more"]
    return known["more"]


def in_bands(answers: Plain) -> Plain:
    """The same answers as a person ticks them: periods as bands, or "not sure" over an edge."""
    return {key: _in_bands(key, answer) for key, answer in answers.items()}


def _in_bands(question: str, answer: Any) -> Any:
    if not isinstance(answer, dict):
        return answer
    fields = WORDS["en"].incident["questions"][question]["fields"]
    events = [
        {key: _banded(fields[key], one) for key, one in event.items()} for event in answer["events"]
    ]
    return {**answer, "events": events}


def _banded(field: Plain, answer: Any) -> Any:
    if field["kind"] != "period" or answer is None:
        return answer
    bands = [option["answer"] for option in field["options"]]
    ticked = [[band for band in bands if _lies_in(one, band)] for one in answer]
    return [band for band in bands if [band] in ticked] if all(ticked) else None


def _lies_in(stretch: str, band: str) -> bool:
    outer: Period = parse_period(band)
    return within(parse_period(stretch), Window(first=outer.first, last=outer.last)) is TRUE

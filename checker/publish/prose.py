"""Facts in pages: renders a page's template, and knows what came from `incident.yml`.

A digit that a fact prints leaves here as a stand-in (a private character), travels through
Markdown unharmed, and becomes a digit again at the end. Any plain digit that is then found in
the prose was typed by hand.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError, meta, nodes
from jinja2.exceptions import TemplateError, TemplateNotFound

from incident.vouched import DIGITS, vouch
from publish.problem import Problem, Stop

PAGE = "<template>"  # Jinja's name for a template that came as a string

type Say = Callable[[str, str], str]  # a fact's name and its text -> what is printed
type Names = Mapping[str, Any]  # what a page may ask for


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A page as Markdown, its facts' digits vouched for, and what it used.

    `facts`: the names of the facts it printed; `names`: what else it asked for (`timeline`).
    `addresses`: what a fact printed in this language -> its name, so that a link that a fact
    prints can be compared with the one in another language.
    """

    text: str
    facts: frozenset[str]
    names: frozenset[str]
    addresses: Mapping[str, str]


class Prose:
    """Renders the pages of one language.

    `names_for` gives what pages may ask for (facts, timeline, …), and tells each fact that is
    printed to the function it is given; `partials` are the folders of what pages may include.
    """

    def __init__(self, names_for: Callable[[Say], Names], partials: Sequence[Path]) -> None:
        self._names_for = names_for
        self._environment = Environment(
            loader=FileSystemLoader(partials),
            undefined=StrictUndefined,
            comment_start_string="{#-",  # not "{#": `{#id}` is how Markdown gives a heading its id
            comment_end_string="-#}",
            autoescape=_is_html,  # noqa: S701 - of parts, not of pages
            finalize=_printed,
            keep_trailing_newline=True,
            auto_reload=False,
        )

    def render(self, source: str, *, file: str, first_line: int = 1) -> Rendered:
        """`source` with its facts in place. Raises Stop with the place of what is wrong.

        `first_line` is the line of `file` on which `source` begins.
        """
        addresses: dict[str, str] = {}

        def say(name: str, text: str) -> str:
            addresses.setdefault(text, name)
            return vouch(text)

        try:
            self._stop_at_typed_numbers(source, file, first_line)
            text = self._environment.from_string(source).render(self._names_for(say))
            names = frozenset(self._all_names(source))
        except (TemplateError, ValueError) as error:
            raise Stop([template_problem(error, file, first_line)]) from error
        facts = frozenset(addresses.values())
        return Rendered(text=text, facts=facts, names=names, addresses=addresses)

    def _stop_at_typed_numbers(self, source: str, file: str, first_line: int) -> None:
        """`{{ "May 2023" }}` would pass for a fact, so it stops the build."""
        for output in self._environment.parse(source).find_all(nodes.Output):
            for node in output.nodes:
                if isinstance(node, nodes.Const) and any(c in DIGITS for c in str(node.value)):
                    place = str(node.lineno + first_line - 1)
                    what = f"the number {str(node.value)!r} is typed in a template"
                    wanted = "a fact of incident.yml"
                    raise Stop([Problem(file=file, place=place, what=what, wanted=wanted)])

    def _all_names(self, source: str) -> set[str]:
        """The names that `source` and all that it includes ask for."""
        tree = self._environment.parse(source)
        names = set(meta.find_undeclared_variables(tree))
        for partial in meta.find_referenced_templates(tree):
            if partial is not None and self._environment.loader is not None:
                text, _, _ = self._environment.loader.get_source(self._environment, partial)
                names |= self._all_names(text)
        return names


def template_problem(error: Exception, file: str, first_line: int = 1) -> Problem:
    """What is wrong with the template of `file`, or with a part that it includes."""
    what, wanted = _told(error)
    partial, line = _template_place(error)
    if partial is not None:
        file, first_line, what = partial, 1, f"{what}, included in {file}"
    place = str(line + first_line - 1) if line else ""
    return Problem(file=file, place=place, what=what, wanted=wanted)


def _is_html(template: str | None) -> bool:
    """Parts are HTML; a page is Markdown, which escapes for itself."""
    return template is not None and template.endswith(".html")


def _printed(value: object) -> object:
    """What `{{ value }}` prints: a value from the incident, so its digits are vouched for."""
    if isinstance(value, StrictUndefined) or hasattr(value, "__html__"):
        return value
    return vouch(str(value))


def _told(error: Exception) -> tuple[str, str]:
    if isinstance(error, TemplateSyntaxError):
        return f"the template is wrong: {error.message}", "{{ facts.NAME }} or {% … %}, closed"
    if isinstance(error, TemplateNotFound):
        return f"there is no part '{error.name}' to include", "a file of overrides/partials"
    if isinstance(error, TemplateError):
        return str(error.message), "a name that pages may use, as in {{ facts.NAME }}"
    return str(error), "a fact of incident.yml, in a form that it has"


def _template_place(error: Exception) -> tuple[str | None, int]:
    """The part (None: the page itself) and the line in it where `error` arose."""
    if isinstance(error, TemplateSyntaxError):
        return _part(error.filename), error.lineno
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename == PAGE:
            return None, frame.lineno or 0
        if frame.filename.endswith(".html"):
            return _part(frame.filename), frame.lineno or 0
    return None, 0


def _part(filename: str | None) -> str | None:
    if filename is None or filename == PAGE:
        return None
    path = Path(filename)
    return f"{path.parent.name}/{path.name}"

"""From a site's folder to its `site/`, step by step."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from incident import IncidentError, load_incident
from incident.cases import rules_with_cases
from incident.model import Incident
from incident.questions import Events
from incident.words import frame_words
from publish.announce import write_findability
from publish.assets import runtime_assets, theme_assets, write_assets
from publish.compress import compress_folder
from publish.duties import report_text
from publish.edition import Edition
from publish.notice import write_notices
from publish.pages import write_pages
from publish.problem import Problem, Stop, stop_if
from publish.proofread import proofread, read_names
from publish.selfcheck import SelfCheck, make_selfcheck
from publish.site import CODE_HOME, CONFIG, THEME, Site
from publish.together import check_pages, finished_files
from publish.version import stamp_version
from publish.weight import page_weights, weight_problem
from publish.words import Words, load_words
from runtime import BuildStop, Runtime, build_runtime

CACHE = CODE_HOME / ".cache"
NAMES = Path(__file__).with_name("names.txt")
REPORT = Path("report") / "notice.md"

type Say = Callable[[str], None]


def build_site(folder: Path, say: Say) -> Path:
    """Build the site in `folder` into `folder/site`, and give that path.

    `say` gets a line of progress a step. The site is made aside and takes the old one's place
    only when it is whole. Raises Stop with everything that its author has to mend.
    """
    edition = prepare(folder, say)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".site-") as aside:
        output = Path(aside) / "site"
        say("pages     " + ", ".join(language.name for language in edition.site.languages))
        write_pages(edition, output)
        write_notices(edition, output)
        write_assets(edition.assets, output)
        write_findability(edition, output)
        say(f"version   {edition.incident.as_of} · {stamp_version(output)}")
        count = compress_folder(output, CACHE / "compressed")
        say(f"packed    {count} files, each with .br and .gz beside it")
        _weigh(edition, output, say)
        _swap(output, edition.site.output)
    say(f"site      {edition.site.output}")
    return edition.site.output


def write_report(folder: Path, say: Say) -> Path:
    """Write the owner's table of the notice into `folder/report`, and give its path.

    Raises Stop as a build does: what the table says of the pages is true of a whole site.
    """
    edition = prepare(folder, say)
    with tempfile.TemporaryDirectory() as aside:
        write_pages(edition, Path(aside) / "site")
    path = folder / REPORT
    path.parent.mkdir(exist_ok=True)
    path.write_text(report_text(edition), encoding="utf-8")
    say(f"report    {path}")
    return path


def proofread_site(folder: Path, say: Say) -> Path:
    """Have the texts of the site in `folder` read by hunspell and Grammalecte. Raises Stop."""
    edition = prepare(folder, say)
    with tempfile.TemporaryDirectory() as aside:
        write_pages(edition, Path(aside) / "site")
    say("reading   hunspell and Grammalecte")
    stop_if(proofread(edition, read_names(NAMES)))
    return folder


def prepare(folder: Path, say: Say) -> Edition:
    """All that the pages of the site in `folder` are made from. Raises Stop."""
    site = Site.from_folder(folder)
    say(f"facts     {site.folder / 'incident.yml'}")
    incident = read_incident(site)
    say(f"cases     {len(incident.cases)}, run through the engine that ships")
    rules = checked_rules(incident)
    say(f"runtime   {site.engine}")
    runtime = _runtime(site, say)
    say("scripts   page, frame and worker joined")
    return make_edition(site, incident, runtime, rules)


def read_incident(site: Site) -> Incident:
    """The site's incident. Raises Stop with all that is wrong with the file."""
    try:
        incident = load_incident(site.folder / "incident.yml")
    except IncidentError as error:
        raise Stop(str(error).splitlines()) from error
    if incident.official and site.address is None:
        what = "is missing, and incident.yml says that the site is official"
        wanted = "the site's address, for its canonical addresses and its sitemap"
        raise Stop([Problem(file=CONFIG, place="site_url", what=what, wanted=wanted)])
    return incident


def checked_rules(incident: Incident) -> str:
    """The rules as JSON. Raises Stop with each case that the engine answers otherwise."""
    try:
        return rules_with_cases(incident)
    except IncidentError as error:
        raise Stop(str(error).splitlines()) from error


def make_edition(site: Site, incident: Incident, runtime: Runtime, rules: str) -> Edition:
    """Everything that the pages are made from, besides the pages."""
    words = load_words(THEME / "words", site.codes)
    return Edition(
        site=site,
        incident=incident,
        words=words,
        assets=theme_assets(runtime_assets(runtime), official=bool(incident.official)),
        selfcheck=_selfcheck(site, incident, runtime, rules, words),
    )


def most_questions(incident: Incident) -> int:
    """How many questions there are when each thing happened once."""
    return sum(
        1 + len(question.fields) if isinstance(question, Events) else 1
        for question in incident.questions.values()
    )


def _selfcheck(
    site: Site, incident: Incident, runtime: Runtime, rules: str, words: Mapping[str, Words]
) -> SelfCheck:
    return make_selfcheck(
        runtime=runtime,
        rules=rules,
        questions=most_questions(incident),
        frame_words=frame_words(incident),
        words=words,
        languages=site.languages,
    )


def _runtime(site: Site, say: Say) -> Runtime:
    try:
        return build_runtime(site.engine, CACHE / "runtime", lambda line: say(f"          {line}"))
    except BuildStop as stop:
        raise Stop([stop]) from stop


def _weigh(edition: Edition, output: Path, say: Say) -> None:
    """Say what each page weighs. Raises Stop when one, but for the check's, is too heavy."""
    files, weights = finished_files(edition), page_weights(output)
    for weight in weights:
        say(f"weight    {weight}")
    light = [weight for weight in weights if weight.path not in check_pages(edition)]
    found = (weight_problem(one, files.get(one.path, one.path)) for one in light)
    stop_if(problem for problem in found if problem)


def _swap(new: Path, place: Path) -> None:
    """Put `new` in `place`. The old folder goes aside first, so nobody meets half a site."""
    old = new.with_name("old")
    if place.exists():
        place.rename(old)
    new.rename(place)
    if old.exists():
        shutil.rmtree(old)

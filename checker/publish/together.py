"""What only all pages of an edition together show, once each of them has been read."""

from __future__ import annotations

from collections.abc import Iterator

from publish.abbreviations import abbreviation_problems
from publish.addresses import page_path
from publish.duties import notice_problems
from publish.edition import Edition
from publish.language import passages
from publish.parity import twin_problems
from publish.problem import Problem
from publish.site import ROOT_FOLDER

CHECK_TEMPLATE = "check.html"


def problems_together(edition: Edition) -> list[Problem]:
    """How twins differ, what the notice lacks, and bodies with two abbreviations."""
    return [
        *_parity_problems(edition),
        *notice_problems(edition.incident, edition.records, edition.site.codes),
        *_abbreviation_problems(edition),
    ]


def finished_files(edition: Edition) -> dict[str, str]:
    """The file of each finished page: `en/check/index.html` -> `docs/en/check.md`."""
    return {_finished(*key): page.typed.file for key, page in edition.pages.items()}


def check_names(edition: Edition) -> list[str]:
    """The pages that hold the check, as each language's folder has them."""
    pages = edition.pages.items()
    names = (name for (_, name), page in pages if page.template == CHECK_TEMPLATE)
    return list(dict.fromkeys(names))


def check_pages(edition: Edition) -> list[str]:
    """The finished pages that hold the check."""
    return [_finished(code, name) for name in check_names(edition) for code in edition.site.codes]


def _finished(folder: str, name: str) -> str:
    """Where a page of docs ends up in the site."""
    return "index.html" if folder == ROOT_FOLDER else f"{page_path(folder, name)}index.html"


def _parity_problems(edition: Edition) -> Iterator[Problem]:
    first, *others = edition.site.codes
    for (language, name), record in edition.records.items():
        if language == first:
            for other in others:
                yield from twin_problems(record, edition.records[other, name])


def _abbreviation_problems(edition: Edition) -> Iterator[Problem]:
    for code in edition.site.codes:
        yield from abbreviation_problems(
            (edition.pages[key].typed.file, text)
            for key, html in edition.contents.items()
            if key[0] == code
            for text in passages(html, edition.tongue(code))
        )

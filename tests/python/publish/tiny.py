"""A small site of another organisation, and its pages built with nothing joined or compiled."""

from __future__ import annotations

import shutil
from pathlib import Path

from publish.announce import write_findability
from publish.assets import Assets, write_assets
from publish.build import read_incident
from publish.edition import Edition
from publish.named import name_by_content
from publish.notice import write_notices
from publish.pages import write_pages
from publish.selfcheck import SelfCheck
from publish.site import THEME, Site
from publish.words import load_words
from runtime import Runtime

INCIDENT = Path(__file__).parents[2] / "fixtures" / "incidents" / "electoral" / "incident.yml"

SETTINGS = """\
site_name: Registers
site_url: https://registers.example/breach/
nav: [index.md, check.md]
extra:
  languages:
    en: { name: English, tag: en-CA }
    fr: { name: Français, tag: fr-CA }
"""

PAGES = {
    "en/index.md": """\
---
title: Home
description: What was copied.
---

# The registers {#top}

Copied in {{ facts.found }}: the registers of {{ facts.registers }}.

## Next {#next}

[Check](check.md#table), or ask [the council]({{ sources.council.url }}).
""",
    "fr/index.md": """\
---
title: Accueil
description: Ce qui a été copié.
---

# Les listes {#top}

Copiées en {{ facts.found }} : les listes {{ facts.registers.from_to }}.

## Ensuite {#next}

[Vérifiez](check.md#table), ou demandez [au conseil]({{ sources.council.url }}).
""",
    "en/check.md": """\
---
title: Check
description: Check.
template: check.html
---

# Check {#check}

## Table {#table}

{% include "cohorts.html" %}

## Help {#help}

Ask.
""",
    "fr/check.md": """\
---
title: Vérifier
description: Vérifier.
template: check.html
---

# Vérifier {#check}

## Tableau {#table}

{% include "cohorts.html" %}

## Aide {#help}

Demandez.
""",
    "root/index.md": """\
---
title: "{{ title }}"
description: "{{ organisation.name }}"
template: root.html
---
""",
    "decisions/one.md": "# Not for the site: 1\n",
}


def write_tiny_site(folder: Path) -> Path:
    """The small site, written into `folder`."""
    shutil.copy(INCIDENT, folder / "incident.yml")
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    for name, text in PAGES.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def build_pages(folder: Path, output: Path) -> Path:
    """The pages of the site in `folder`, with stand-ins for all that is joined or compiled."""
    edition = make_edition(folder)
    write_pages(edition, output)
    write_notices(edition, output)
    write_assets(edition.assets, output)
    write_findability(edition, output)
    return output


def make_edition(folder: Path) -> Edition:
    """What the pages are made from."""
    site = Site.from_folder(folder)
    return Edition(
        site=site,
        incident=read_incident(site),
        words=load_words(THEME / "words", site.codes),
        assets=Assets(
            style=name_by_content("assets/style.css", b"body{}"),
            page_script=name_by_content("assets/page.js", b"0"),
            filter=name_by_content("assets/filter.js", b"0"),
            sharing=name_by_content("assets/sharing.png", b"PNG"),
            mark=name_by_content("assets/mark.svg", b"<svg/>"),
        ),
        selfcheck=SelfCheck(
            frame="<!doctype html><script>1</script>",
            policy="default-src 'none'; script-src 'self'",
            runtime=Runtime(engine="stock", files=(), glue=Path("none.js")),
            words={code: {"decimal_mark": "."} for code in site.codes},
            questions=3,
        ),
    )

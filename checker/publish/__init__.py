"""Turns an incident, its pages and the runtime into `site/`.

`python -m publish build` is the whole of it; `publish.build.build_site` is the same from Python.
MkDocs meets this package in two places only: `publish.pages` starts it, and
`overrides/hooks.py` passes its events on to `publish.edition`.
"""

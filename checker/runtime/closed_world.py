"""The rule for what ships: nothing that could reach what the image leaves out.

The image holds what can be named. So what ships may not put names together, load modules or make
code while it runs: no compile, no import inside a function, no computed attribute, no class made
inside a function. Nor may it raise to a power, for which the image has no code. Broken, it stops
the build with file and line.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from runtime.model import BuildStop

PACKAGE = Path(__file__).parents[1] / "eligibility"
REACHES_ANYTHING = {
    *("compile", "eval", "exec", "open", "input", "breakpoint", "__import__"),
    *("globals", "locals", "vars", "dir"),
}
BY_NAME = {"getattr": 1, "setattr": 1, "delattr": 1, "hasattr": 1}  # which argument is the name
MODULES_THAT_COMPUTE = {
    "importlib",
    "inspect",
    "operator",
    "types",
    "gc",
    "sys",
    "ctypes",
    "builtins",
}


@dataclass(frozen=True, kw_only=True)
class Breach:
    """Where the rule is broken, and how: `line` counts from 1."""

    file: str
    line: int
    what: str


def breaches(source: str, file: str) -> list[Breach]:
    """Every breach in the source of one module, in order of lines."""
    tree = ast.parse(source, file)
    found = {(line, what) for line, what in _breaches(tree)}
    return [Breach(file=file, line=line, what=what) for line, what in sorted(found)]


def check_package(package: Path = PACKAGE) -> None:
    """BuildStop at the first breach in a package."""
    for path in sorted(package.rglob("*.py")):
        for breach in breaches(path.read_text(), f"{package.name}/{path.relative_to(package)}"):
            place = f"{breach.file}:{breach.line}"
            raise BuildStop(
                "closed world", place, breach.what, "runtime/closed_world.py for the rule"
            )


def _breaches(tree: ast.Module) -> Iterator[tuple[int, str]]:
    yield from _powers(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in REACHES_ANYTHING:
            yield node.lineno, f"{node.id} can reach anything"
        elif isinstance(node, ast.Name) and node.id in BY_NAME and not _is_called(tree, node):
            yield node.lineno, f"{node.id} handed on: the name it is given cannot be told"
        elif isinstance(node, ast.Call):
            yield from _computed_attribute(node)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from _import(node)
        elif isinstance(node, ast.Attribute) and node.attr in (
            "__dict__",
            "__globals__",
            "__builtins__",
        ):
            yield node.lineno, f"{node.attr}: attributes by computed name"
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _inside_function(node)


def _powers(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Pow):
            yield node.lineno, "**: the image cannot raise to a power"


def _is_called(tree: ast.Module, name: ast.Name) -> bool:
    return any(isinstance(node, ast.Call) and node.func is name for node in ast.walk(tree))


def _computed_attribute(node: ast.Call) -> Iterator[tuple[int, str]]:
    if not isinstance(node.func, ast.Name) or node.func.id not in BY_NAME:
        return
    place = BY_NAME[node.func.id]
    named = node.args[place] if len(node.args) > place else None
    if not (isinstance(named, ast.Constant) and isinstance(named.value, str)):
        yield node.lineno, f"{node.func.id} with a computed name"


def _import(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[int, str]]:
    names = (
        [alias.name for alias in node.names]
        if isinstance(node, ast.Import)
        else [node.module or ""]
    )
    for name in names:
        top = name.partition(".")[0]
        if top in MODULES_THAT_COMPUTE:
            yield (
                node.lineno,
                f"import of {name}: it reaches names, modules or memory by computation",
            )
        elif top not in sys.stdlib_module_names and top != PACKAGE.name:
            yield (
                node.lineno,
                f"import of {name}, which is neither standard library nor this package",
            )


def _inside_function(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda,
) -> Iterator[tuple[int, str]]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Import | ast.ImportFrom):
            yield inner.lineno, "an import while it runs"
        elif isinstance(inner, ast.ClassDef):
            yield inner.lineno, "a class made while it runs"

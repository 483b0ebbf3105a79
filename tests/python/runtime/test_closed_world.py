"""What ships may not reach what the image leaves out, and the build says where it would."""

from pathlib import Path

import pytest

from runtime import BuildStop
from runtime.closed_world import breaches, check_package


def test_the_checker_keeps_the_rule() -> None:
    check_package()


@pytest.mark.parametrize(
    ("source", "what"),
    [
        pytest.param("eval(text)", "eval can reach anything", id="eval"),
        pytest.param(
            "run = compile", "compile can reach anything", id="compile under another name"
        ),
        pytest.param("getattr(one, name)", "computed name", id="an attribute by a variable's name"),
        pytest.param("setattr(one, 'a' + b, 1)", "computed name", id="a name put together"),
        pytest.param("map(getattr, names)", "handed on", id="getattr given to something else"),
        pytest.param("def f():\n    import json", "while it runs", id="an import in a function"),
        pytest.param("def f():\n    class A: ...", "while it runs", id="a class in a function"),
        pytest.param("import importlib", "by computation", id="what imports modules"),
        pytest.param("from operator import attrgetter", "by computation", id="attrgetter"),
        pytest.param("import yaml", "neither standard library", id="someone else's package"),
        pytest.param("2**one", "raise to a power", id="a power"),
        pytest.param("one **= 2", "raise to a power", id="a power in place"),
        pytest.param("one.__dict__[name]", "computed name", id="an object's dict"),
    ],
)
def test_a_breach_is_found(source: str, what: str) -> None:
    [found] = breaches(source, "x.py")

    assert what in found.what


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("getattr(one, 'name')", id="a name that stands there"),
        pytest.param("import json\nfrom enum import Enum", id="imports at the top"),
        pytest.param("class A:\n    def f(self): ...", id="a class at the top"),
        pytest.param("call(**given)", id="stars in a call"),
        pytest.param("pattern.compile()", id="an attribute that is called compile"),
    ],
)
def test_ordinary_code_is_none(source: str) -> None:
    assert breaches(source, "x.py") == []


def test_the_build_stops_with_file_and_line(tmp_path: Path) -> None:
    package = tmp_path / "eligibility"
    package.mkdir()
    (package / "sly.py").write_text('"""Sly."""\n\n\ndef f(n): return eval(n)\n')

    with pytest.raises(BuildStop, match=r"closed world: eligibility/sly\.py:4: eval can reach"):
        check_package(package)

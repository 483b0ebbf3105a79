"""What ships is the bytecode that Pyodide's own interpreter reads."""

import io
import zipfile
from pathlib import Path

import pytest

from runtime import BuildStop, build_runtime
from runtime.bytecode import archive, build_wheel, check_magic, compile_wheel, modules
from runtime.pyodide import Pyodide, bytecode_magic


def test_the_interpreter_that_ships_is_asked_for_its_magic_number(cache: Path) -> None:
    magic = bytecode_magic(Pyodide.installed(), cache)

    assert magic[2:] == b"\r\n"
    check_magic({"eligibility/__init__.pyc": magic + bytes(12)}, magic)


def test_bytecode_of_another_python_stops_the_build() -> None:
    other = {"eligibility/rules.pyc": bytes.fromhex("cb0d0d0a") + bytes(12)}

    with pytest.raises(BuildStop, match=r"bytecode: eligibility/rules\.pyc: .*cb0d0d0a .*f30d0d0a"):
        check_magic(other, bytes.fromhex("f30d0d0a"))


def test_no_bytecode_stops_the_build() -> None:
    with pytest.raises(BuildStop, match="no modules in the wheel"):
        check_magic({}, bytes.fromhex("f30d0d0a"))


def test_wheel_and_bytecode_are_the_same_bytes_each_time() -> None:
    first, second = (archive(modules(compile_wheel(build_wheel()))) for _ in range(2))

    assert first == second


def test_every_module_of_the_wheel_ships_as_bytecode_and_nothing_else(cache: Path) -> None:
    checker = {f.role: f for f in build_runtime("stock", cache, print).files}["checker"]

    with zipfile.ZipFile(io.BytesIO(checker.content)) as shipped:
        names = set(shipped.namelist())
    with zipfile.ZipFile(io.BytesIO(build_wheel())) as wheel:
        sources = {f"{n}c" for n in wheel.namelist() if n.startswith("eligibility/")}
    assert names == sources


def test_names_hold_the_hash_of_the_content(cache: Path) -> None:
    for one in build_runtime("stock", cache, print).files:
        assert one.sha256[:16] in one.name


def test_scripts_of_stock_come_first_and_in_the_order_they_run_in(cache: Path) -> None:
    files = build_runtime("stock", cache, print).files

    assert [f.role for f in files if f.script] == ["asm", "loader"]
    assert [f.script for f in files[:2]] == [True, True]


def test_an_unknown_engine_stops_with_those_there_are(cache: Path) -> None:
    with pytest.raises(BuildStop, match=r"engine: turbo: unknown .want stock or baked"):
        build_runtime("turbo", cache, print)


def test_a_missing_pyodide_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(BuildStop, match="run `npm ci`"):
        Pyodide.installed(tmp_path)

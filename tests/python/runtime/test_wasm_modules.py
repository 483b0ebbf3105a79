"""Modules are read and written without loss; what is not known stops."""

import pytest

from runtime.pyodide import Pyodide
from runtime.wasm.code import CALL, CONST, walk
from runtime.wasm.leb import Reader, as_i32, signed, unsigned
from runtime.wasm.module import Module, WasmError
from runtime.wasm.reading import read_module
from runtime.wasm.writing import write_module
from tests.python.runtime.conftest import body, call, i32


@pytest.mark.parametrize("number", [0, 1, 127, 128, 16_384, 2**32 - 1])
def test_an_unsigned_number_is_read_back(number: int) -> None:
    assert Reader(unsigned(number)).unsigned() == number


@pytest.mark.parametrize("number", [0, 63, 64, -1, -64, -65, 2**31 - 1, -(2**31)])
def test_a_signed_number_is_read_back(number: int) -> None:
    assert Reader(signed(number)).signed() == number


def test_a_word_above_two_to_the_thirty_first_is_negative() -> None:
    assert as_i32(0xFFFFFFFF) == -1


def test_a_module_is_read_back_as_it_was_written(tiny: Module) -> None:
    assert read_module(write_module(tiny)) == tiny


def test_pyodide_itself_is_read_back_as_it_was_written() -> None:
    module = read_module(Pyodide.installed().read("pyodide.asm.wasm"))

    assert read_module(write_module(module)) == module


def test_instructions_are_walked_with_their_values() -> None:
    walked = [(one.opcode, one.value) for one in walk(body(i32(-5), call(300)))]

    assert walked == [(CONST, -5), (CALL, 300), (0x0B, 0)]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        pytest.param(b"\xfb", "instruction 0xfb", id="an opcode of garbage collection"),
        pytest.param(b"\xfc\x63", "instruction 0xfc 99", id="an unknown opcode behind a prefix"),
    ],
)
def test_an_unknown_instruction_stops(content: bytes, what: str) -> None:
    with pytest.raises(WasmError, match=what):
        list(walk(body(content)))


def test_anything_but_a_module_stops() -> None:
    with pytest.raises(WasmError, match="not a WebAssembly module"):
        read_module(b"<!doctype html>")

"""The interpreter's loop keeps what code can ask for, and one of another make stops the build."""

import dis
from collections.abc import Callable
from opcode import opmap

import pytest

from runtime import BuildStop
from runtime.baked.opcodes import BASES, NAMES, SPECIAL, opcodes_of, runnable, with_only
from runtime.wasm.code import CALL, walk
from runtime.wasm.leb import unsigned
from tests.python.runtime.conftest import body, call, i32

BLOCK, END, RETURN, AND, SUBTRACT = b"\x02\x40", b"\x0b", b"\x0f", b"\x71", b"\x6b"
NOBODYS, NOP, OTHERS = 7, 8, 9  # what the handlers of a small loop call
UNUSED = min(set(range(1, 256)) - NAMES.keys())


def loop(
    *, mask: int = 255, entries: int = 255, at: dict[int, int] | None = None, tables: int = 1
) -> bytes:
    """A loop with three handlers; `at`: opcodes whose handler is another."""
    handler = {one: 0 if one not in NAMES else 2 for one in range(1, entries + 1)}
    handler |= {opmap["NOP"]: 1} | (at or {})
    table = b"\x0e" + unsigned(entries) + bytes(handler.values()) + b"\2"
    index = b"\x20\0" + i32(mask) + AND + i32(1) + SUBTRACT
    dispatch = (index + table) * tables
    ends = [END + call(one) + RETURN for one in (NOBODYS, NOP, OTHERS)]
    return body(BLOCK * 3, dispatch, *ends)


def calls(content: bytes) -> set[int]:
    return {one.value for one in walk(content) if one.opcode == CALL}


def total(numbers: list[int]) -> str:
    found = 0
    for number in numbers:
        found += number
    return f"{found}"


def test_specialised_code_asks_for_what_was_compiled() -> None:
    for _ in range(100):
        total([1, 2, 3])

    adaptive = total.__code__._co_code_adaptive  # type: ignore[attr-defined]  # noqa: SLF001

    assert BASES.keys() & set(adaptive[::2]), "it was to be specialised"
    assert set(opcodes_of(adaptive)) == {one.opcode for one in dis.get_instructions(total)}


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(opmap["INSTRUMENTED_CALL"], id="a debugger's"),
        pytest.param(opmap["ENTER_EXECUTOR"], id="a just-in-time compiler's"),
        pytest.param(UNUSED, id="none at all"),
    ],
)
def test_an_opcode_that_nobody_writes_stops_the_build(number: int) -> None:
    with pytest.raises(BuildStop, match=f"dispatch: a code object: opcode {number} stands in it"):
        list(opcodes_of(bytes([opmap["RESUME"], 0, number, 0])))


def test_every_specialised_opcode_can_run_where_its_family_can() -> None:
    families = {name: runnable({opmap[name]}) for name in opmap if opmap[name] < 256}

    assert families["NOP"] == {opmap["NOP"]}
    assert {opmap["FOR_ITER"], SPECIAL["FOR_ITER_GEN"]} <= families["FOR_ITER"]
    assert set().union(*families.values()) == NAMES.keys()


def test_a_handler_that_nothing_asks_for_is_gone() -> None:
    assert calls(loop()) == {NOBODYS, NOP, OTHERS}
    assert calls(with_only(loop(), {opmap["NOP"]})) == {NOP}
    assert calls(with_only(loop(), {opmap["NOP"], SPECIAL["CALL_LEN"]})) == {NOP, OTHERS}


@pytest.mark.parametrize(
    ("other", "what"),
    [
        pytest.param(lambda: loop(entries=254), "0 tables", id="a shorter table"),
        pytest.param(lambda: loop(tables=2), "2 tables", id="two tables"),
        pytest.param(lambda: loop(mask=127), "index is not", id="another mask"),
        pytest.param(lambda: loop(at={UNUSED: 1}), "that do not exist are", id="a new opcode"),
        pytest.param(lambda: loop(at={opmap["CALL"]: 0}), "that do not exist are", id="one less"),
    ],
)
def test_a_loop_of_another_make_stops_the_build(other: Callable[[], bytes], what: str) -> None:
    with pytest.raises(
        BuildStop, match=rf"dispatch: _PyEval_EvalFrameDefault: .*{what} .*opcodes\.py"
    ):
        with_only(other(), {opmap["NOP"]})

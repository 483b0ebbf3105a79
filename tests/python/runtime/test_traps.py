"""Calls that import become traps, and what imports in a way that is not known stops."""

import pytest

from runtime import BuildStop
from runtime.baked import traps
from runtime.baked.traps import without_calls
from runtime.wasm.code import CALL, walk
from tests.python.runtime.conftest import body, call, i32


def opcodes(content: bytes) -> list[tuple[int, int]]:
    return [(one.opcode, one.value) for one in walk(content)]


def test_a_call_taken_out_is_a_trap_and_the_others_stay() -> None:
    before = body(i32(7), call(300), call(4), i32(8), call(300))

    after = without_calls(before, {300})

    assert opcodes(after) == [(0x41, 7), (0, 0), (CALL, 4), (0x41, 8), (0, 0), (0x0B, 0)]


def test_a_body_without_such_calls_is_left_as_it_is() -> None:
    before = body(i32(300), call(4))

    assert without_calls(before, {300}) == before


def test_what_imports_in_a_new_way_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traps, "NO_IMPORTS", traps.NO_IMPORTS - {"PyImport_GetModule"})

    with pytest.raises(BuildStop, match=r"trap: imports: \['PyImport_GetModule'\]: .*IMPORTS in"):
        traps.check_known({*traps.IMPORTS, *traps.NO_IMPORTS, "PyImport_GetModule", "malloc"})

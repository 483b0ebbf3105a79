"""What control cannot come to is left out of a function's body, and nothing else."""

import pytest

from runtime.wasm.code import CALL, walk
from runtime.wasm.dead import without_dead
from runtime.wasm.module import WasmError
from tests.python.runtime.conftest import body, call, i32

BLOCK, LOOP, IF, ELSE, END = b"\x02\x40", b"\x03\x40", b"\x04\x40", b"\x05", b"\x0b"
LEAVE, LEAVE_IF, RETURN, TRAP = b"\x0c\0", b"\x0d\0", b"\x0f", b"\0"


def calls(content: bytes) -> list[int]:
    return [one.value for one in walk(content) if one.opcode == CALL]


@pytest.mark.parametrize(
    ("parts", "alive"),
    [
        pytest.param([call(1), RETURN, call(2)], [1], id="after a return"),
        pytest.param([TRAP, BLOCK, call(1), END, call(2)], [], id="a block after a trap"),
        pytest.param([BLOCK, LEAVE, call(1), END, call(2)], [2], id="what a jump leads past"),
        pytest.param([BLOCK, RETURN, END, call(1)], [], id="after a block that nothing leaves"),
        pytest.param([LOOP, LEAVE, END, call(1)], [], id="after a loop without end"),
        pytest.param(
            [i32(1), IF, i32(1), LEAVE_IF, RETURN, ELSE, call(1), RETURN, END, call(2)],
            [1, 2],
            id="both halves, and what one leads to",
        ),
        pytest.param([i32(1), IF, RETURN, END, call(1)], [1], id="past an if that is not entered"),
        pytest.param(
            [BLOCK, BLOCK, i32(0), b"\x0e\1\1\1", END, call(1), END, call(2)],
            [2],
            id="only what a table names",
        ),
    ],
)
def test_what_is_alive_stays_and_nothing_else(parts: list[bytes], alive: list[int]) -> None:
    assert calls(without_dead(body(*parts))) == alive


def test_a_body_that_is_all_alive_is_left_as_it_is() -> None:
    whole = body(LOOP, call(1), i32(0), LEAVE_IF, END, BLOCK, i32(1), LEAVE_IF, call(2), END)

    assert without_dead(whole) == whole


def test_a_body_that_catches_is_refused() -> None:
    with pytest.raises(WasmError, match="instruction 0x6"):
        without_dead(body(b"\x06\x40", call(1), b"\x19", END))

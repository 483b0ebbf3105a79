"""What a body mentions is told exactly where its bases are followed, else in full."""

import pytest

from runtime.baked.folding import STATIC_BASE, TABLE_BASE
from runtime.baked.mentions import Mentions, mentions
from runtime.baked.sayers import sums
from runtime.wasm.code import walk
from tests.python.runtime.conftest import body, call, i32

ADD, DROP, MULTIPLY, SELECT = b"\x6a", b"\x1a", b"\x6c", b"\x1b"
LOAD_AT_40 = b"\x28\x02\x28"
SET_0, GET_0 = b"\x21\0", b"\x20\0"
ARITIES = [(0, 0), (0, 1)]


def found(*instructions: bytes) -> Mentions:
    return mentions(body(*instructions), slots=100, size=1000, arities=ARITIES)


def test_a_plain_address_is_itself_alone() -> None:
    told = found(i32(STATIC_BASE + 24), DROP, i32(7), DROP)

    assert (told.data, told.slots, told.loose) == ({24}, set(), False)


def test_a_table_slot_is_told_from_data() -> None:
    assert found(i32(TABLE_BASE + 9), DROP).slots == {9}


def test_a_load_off_the_bare_base_is_its_offset() -> None:
    assert found(i32(STATIC_BASE), LOAD_AT_40, DROP).data == {0, 40}


def test_a_base_in_a_local_is_followed_to_the_constant_added() -> None:
    told = found(i32(STATIC_BASE), SET_0, GET_0, i32(64), ADD, DROP, i32(300), DROP)

    assert (told.data, told.loose) == ({0, 64}, False)


def test_a_choice_between_two_constants_is_both() -> None:
    told = found(i32(STATIC_BASE), i32(8), i32(16), call(1), SELECT, ADD, DROP)

    assert (told.data, told.loose) == ({0, 8, 16}, False)


@pytest.mark.parametrize(
    "use", [pytest.param(MULTIPLY, id="multiplied"), pytest.param(DROP, id="dropped")]
)
def test_any_other_use_makes_every_number_an_address(use: bytes) -> None:
    told = found(i32(12), DROP, i32(34), i32(STATIC_BASE), use, DROP)

    assert told.loose
    assert told.data == {0, 12, 34}


def test_two_numbers_added_one_after_the_other_are_told() -> None:
    first = (b"\x20\1", i32(64), ADD, SET_0)
    code = body(*first, GET_0, i32(8), ADD, DROP, GET_0, i32(4), MULTIPLY, DROP)

    assert list(sums([(opcode, value) for opcode, value, _, _ in walk(code)])) == [72]

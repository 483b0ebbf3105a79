"""Modules small enough to read, and the baked engine, made once."""

from pathlib import Path

import pytest

from runtime import Runtime, build_runtime
from runtime.wasm.leb import unsigned
from runtime.wasm.module import Data as Segment
from runtime.wasm.module import Export, Kind, Module, constant

CACHE = Path(__file__).parents[3] / ".cache" / "runtime"


def body(*instructions: bytes) -> bytes:
    """A function body without locals."""
    return b"\0" + b"".join(instructions) + b"\x0b"


def i32(value: int) -> bytes:
    return constant(value)


def call(function: int) -> bytes:
    return b"\x10" + unsigned(function)


@pytest.fixture
def tiny() -> Module:
    """Two functions of no arguments, the first of which calls the second; one byte of data."""
    return Module(
        types=b"\1\x60\0\0",
        functions=[0, 0],
        memories=[(1, None)],
        exports=[Export(name="first", kind=Kind.FUNCTION, index=0)],
        code=[body(call(1)), body()],
        data=[Segment(offset=constant(8), content=b"x")],
    )


@pytest.fixture(scope="session")
def cache() -> Path:
    return CACHE


@pytest.fixture(scope="session")
def baked(cache: Path) -> Runtime:
    return build_runtime("baked", cache, print)

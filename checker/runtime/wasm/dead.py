"""Leaves out of a function's body what control cannot come to."""

from __future__ import annotations

from dataclasses import dataclass

from runtime.wasm.code import UNREACHABLE, Instruction, first_instruction, walk
from runtime.wasm.leb import Reader
from runtime.wasm.module import WasmError

BLOCK, LOOP, IF, ELSE, END = 0x02, 0x03, 0x04, 0x05, 0x0B
NO_VALUE = 0x40  # the type of a block that takes and gives nothing
BRANCH, BRANCH_IF, BRANCH_TABLE, RETURN = 0x0C, 0x0D, 0x0E, 0x0F
GOES_AWAY = {UNREACHABLE[0], BRANCH, BRANCH_TABLE, RETURN}
EXCEPTIONS = {0x06, 0x07, 0x08, 0x09, 0x18, 0x19}  # try, catch, throw, rethrow, delegate, catch_all


@dataclass(kw_only=True)
class Block:
    """One that is open, or the function itself. `left`: something live jumps to its end."""

    opcode: int
    entered: bool
    left: bool = False


def without_dead(body: bytes) -> bytes:
    """The body without instructions that nothing leads to. WasmError where it catches anything."""
    flow, parts = Flow(), [body[: first_instruction(body)]]
    for one in walk(body):
        if flow.passes(one, branches(body, one)):
            parts.append(body[one.start : one.end])
            if one.opcode == END and flow.blocks and not flow.alive:
                parts.append(UNREACHABLE)  # or what follows would have to have values
    return b"".join(parts)


class Flow:
    """Which instructions are alive, told one after the other. A loop is entered from above only."""

    def __init__(self) -> None:
        self.alive = True
        self.blocks = [Block(opcode=BLOCK, entered=True)]

    def passes(self, one: Instruction, targets: list[int]) -> bool:
        """Whether this instruction stays: it is alive, or shapes a block that was entered."""
        if one.opcode in EXCEPTIONS:
            raise WasmError(f"instruction {one.opcode:#x}: the flow of exceptions is not known")
        if one.opcode == ELSE:
            self.alive = self.blocks[-1].entered
            return self.alive
        if one.opcode == END:
            block = self.blocks.pop()
            self.alive = block.entered and (self.alive or block.left)
            return block.entered
        before = self.alive
        if one.opcode in (BLOCK, LOOP, IF):
            # An `if` counts as left: most have no `else`.
            self.blocks.append(Block(opcode=one.opcode, entered=before, left=one.opcode == IF))
        elif before:
            for outwards in targets:
                block = self.blocks[-1 - outwards]
                block.left |= block.opcode != LOOP
            self.alive = one.opcode not in GOES_AWAY
        return before


def branches(body: bytes, one: Instruction) -> list[int]:
    """How many blocks outwards each jump of an instruction goes; a table's default is the last."""
    if one.opcode in (BRANCH, BRANCH_IF):
        return [one.value]
    if one.opcode != BRANCH_TABLE:
        return []
    reader = Reader(body, one.start + 1)
    return [reader.unsigned() for _ in range(reader.unsigned() + 1)]

"""Runs wasm-opt, which comes from npm as binaryen and is itself a WebAssembly program for Node."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from runtime.model import BuildStop
from runtime.node import NODE

WASM_OPT = Path(__file__).parents[3] / "node_modules" / "binaryen" / "bin" / "wasm-opt"
FEATURES = (
    "--enable-bulk-memory",
    "--enable-reference-types",
    "--enable-exception-handling",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-multivalue",
)
SMALLER = ("--remove-unused-module-elements", "-Oz")
# In single-assignment form an address that is a base plus a constant becomes one constant.
ADDRESSES_AS_CONSTANTS = (
    "--simplify-globals",
    *("--ssa-nomerge", "--precompute-propagate", "--vacuum") * 2,
)


def optimise(module: bytes, passes: tuple[str, ...], step: str) -> bytes:
    """The module after these passes."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "before.wasm"), Path(folder, "after.wasm")
        before.write_bytes(module)
        command = [str(NODE), str(WASM_OPT), *FEATURES, *passes, str(before), "-o", str(after)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BuildStop(
                step, "wasm-opt", done.stderr[-600:], "binaryen's version in package.json"
            )
        return after.read_bytes()

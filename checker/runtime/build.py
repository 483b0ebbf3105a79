"""Makes the runtime of either engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from runtime.baked.build import build_baked
from runtime.model import BuildStop, Runtime
from runtime.stock import build_stock

Say = Callable[[str], None]
ENGINES: dict[str, Callable[[Path, Say], Runtime]] = {"stock": build_stock, "baked": build_baked}


def build_runtime(engine: str, cache: Path, say: Say) -> Runtime:
    """The files and the glue of an engine, "stock" or "baked".

    What was made before from the same inputs comes from the folder `cache`. `say` gets a line
    of progress at a time. Raises BuildStop with step, place and what to look at.
    """
    if engine not in ENGINES:
        raise BuildStop("engine", engine, f"unknown (want {' or '.join(ENGINES)})", "mkdocs.yml")
    return ENGINES[engine](cache, say)

"""The baked image itself where it breaks: a real trap, and a browser that gives no more memory."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from eligibility import load
from runtime import Runtime
from runtime.baked.build import checking_rules
from runtime.node import NODE
from runtime.wasm.reading import read_module
from runtime.wasm.writing import write_module

pytestmark = pytest.mark.baked

STRAIN = Path(__file__).parent / "strain.js"
REQUEST = '{"answers":{"whom":"me"}}'
RIGHT = load(checking_rules())(REQUEST)


def under_strain(image: bytes, how: str, folder: Path, *flags: str) -> dict[str, Any]:
    """What strain.js prints. `flags` are Node's."""
    (folder / "image.wasm").write_bytes(image)
    (folder / "rules.json").write_text(checking_rules())
    files = [str(folder / "image.wasm"), str(folder / "rules.json")]
    done = subprocess.run(
        [str(NODE), *flags, str(STRAIN), *files, how, REQUEST],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def of_no_more_memory(image: bytes) -> bytes:
    """The image with as much memory as it starts with and no more: a browser that refuses."""
    module = read_module(image)
    module.memories = [(least, least) for least, _ in module.memories]
    return write_module(module)


def test_after_a_trap_a_new_instance_gives_the_right_answer(baked: Runtime, tmp_path: Path) -> None:
    told = under_strain(baked.files[0].content, "corrupt", tmp_path)

    assert told == {"wanted": RIGHT, "given": [RIGHT], "after": RIGHT, "instances": 2}


def test_where_new_instances_trap_too_the_caller_is_told_and_the_next_is_whole(
    baked: Runtime, tmp_path: Path
) -> None:
    told = under_strain(baked.files[0].content, "corrupt-all", tmp_path)

    assert (told["wanted"], told["given"], told["after"]) == (RIGHT, [None], RIGHT)


def test_where_no_more_memory_is_given_every_answer_is_right_all_the_same(
    baked: Runtime, tmp_path: Path
) -> None:
    told = under_strain(of_no_more_memory(baked.files[0].content), "exhaust", tmp_path)

    assert set(told["given"]) == {RIGHT}
    assert told["after"] == RIGHT
    assert told["instances"] > 1, "memory never ran out"


@pytest.mark.parametrize(("kilobytes", "is_enough"), [(200, True), (60, False)])
def test_on_a_small_stack_a_deep_request_is_a_fault_and_the_next_is_right(
    baked: Runtime, tmp_path: Path, kilobytes: int, *, is_enough: bool
) -> None:
    told = under_strain(baked.files[0].content, "deep", tmp_path, f"--stack-size={kilobytes}")

    assert [given is not None for given in told["given"]] == [is_enough]
    assert told["after"] == RIGHT

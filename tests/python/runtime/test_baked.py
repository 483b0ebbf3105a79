"""The baked image: one file, the same bytes anywhere, CPython's answers, nothing cut read."""

import json
import os
import subprocess
import sys
from opcode import opmap
from pathlib import Path

import pytest

from runtime import BuildStop, Runtime
from runtime.baked import (
    dynamic,
    layout,
    opcodes,
    operators,
    readcheck,
    steps,
    traps,
    unasked,
    weak,
)
from runtime.baked.build import Baked, bake, checking_rules
from runtime.baked.interned import find_own
from runtime.baked.unasked import check_unasked
from runtime.fuzz import fuzz, shown
from runtime.node import NODE, run_node
from runtime.pyodide import Pyodide
from runtime.requests import requests
from runtime.wasm.code import CALL, walk
from runtime.wasm.module import Kind
from runtime.wasm.reading import read_module

pytestmark = pytest.mark.baked

ROOT = Path(__file__).parents[3]
OPCODES = Path(__file__).parent / "opcodes.js"


@pytest.fixture(scope="module")
def anew(cache: Path) -> Baked:
    """The image, baked once more: what the cache does not keep is at hand."""
    return bake(Pyodide.installed(), cache, print)


def held(baked: Baked) -> set[int]:
    """Opcodes of the image's Python code, not specialised."""
    program = baked.program
    code_type = program.blocks.shapes.symbols["PyCode_Type"]
    return opcodes.asked(program.snapshot, program.heap, program.pointers, code_type)


def code_of(baked: Baked, at: int) -> bytes:
    """The bytes of a code object's instructions."""
    snapshot = baked.program.snapshot
    first, units = at + layout.CO_CODE, snapshot.word(at + layout.CO_UNITS)
    return bytes(snapshot.memory[first : first + 2 * units])


def test_it_is_one_file_that_holds_its_own_root(baked: Runtime) -> None:
    [image] = baked.files

    module = read_module(image.content)

    assert {"load", "memory", "table"} <= {one.name for one in module.exports}
    assert not [one.name for one in module.imports if one.kind != Kind.FUNCTION]


def test_baking_again_gives_the_same_bytes(baked: Runtime, anew: Baked) -> None:
    assert anew.image == baked.files[0].content


def test_another_folder_zone_language_and_seed_start_the_same_python(tmp_path: Path) -> None:
    elsewhere = {
        "TZ": "Pacific/Apia",
        "LANG": "fr_CA.UTF-8",
        "HOME": str(tmp_path),
        "PYTHONHASHSEED": "7",
    }
    program = "from tests.python.runtime.starts import digest; print(digest())"
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'checker'}", **changed},
            cwd=where,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for where, changed in ((ROOT, {}), (tmp_path, elsewhere))
    }

    assert len(found) == 1


def test_twenty_thousand_requests_have_the_same_replies_everywhere(cache: Path) -> None:
    tally = fuzz(checking_rules(), 20_000, seed=1, cache=cache, say=print)

    assert not tally.differing, "\n".join(shown(tally))
    assert not tally.faults
    assert all(max(sizes) == sizes[0] for sizes in tally.megabytes.values())


def test_a_live_type_marked_as_cut_is_reported(anew: Baked) -> None:
    rules = checking_rules()
    cases: list[readcheck.Case] = [
        {"rules": rules, "requests": list(requests(json.loads(rules), seed=5, count=20))}
    ]
    module = readcheck.checked(anew.before, len(anew.cut_map))
    marked = bytearray(anew.cut_map)
    at = anew.program.blocks.shapes.symbols["PyDict_Type"]
    marked[at : at + layout.TYPE_SIZE] = b"\1" * layout.TYPE_SIZE

    assert not readcheck.run(module, anew.cut_map, cases).of_cut_bytes
    with pytest.raises(BuildStop, match=r"read check: the baked module: .* reads of bytes"):
        readcheck.check_reads(module, bytes(marked), cases, anew.program.names)


def test_the_one_import_that_live_c_code_calls_finds_its_module_imported(anew: Baked) -> None:
    program, exported = anew.program, anew.program.module.exported(Kind.FUNCTION)
    imports = {exported[name]: name for name in traps.IMPORTS}
    places = {f: place for f in anew.live.functions if (place := program.defined(f)) is not None}
    bodies = {f: walk(program.module.code[place]) for f, place in places.items()}
    calls = {
        (f, imports[v])
        for f, body in bodies.items()
        for op, v, *_ in body
        if v in imports and op == CALL
    }

    [fetcher] = [f for f, name in calls if name == "_PyImport_GetModuleAttr"]

    assert {"json.decoder", "JSONDecodeError"} <= program.sayers.says(places[fetcher])
    assert not imports.keys() & {program.table[slot] for slot in anew.live.slots}
    assert sorted(name for f, name in calls if f != fetcher) == [
        "PyImport_Import",
        *["PyImport_ImportModuleLevelObject"] * 2,
    ]


def test_a_dropped_name_that_live_c_code_says_stops_the_build(
    anew: Baked, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = dynamic.check_python(anew.program, anew.live)
    monkeypatch.setattr(unasked, "DROPPED", unasked.DROPPED | {"__hash__"})

    with pytest.raises(BuildStop, match=r"unasked: .*: live C code says \['__hash__'\]"):
        check_unasked(anew.program, anew.live, kept)


def test_a_dropped_name_in_a_table_that_live_c_code_mentions_stops_the_build(
    anew: Baked, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, kept = anew.program, dynamic.check_python(anew.program, anew.live)
    places = {place for f in anew.live.functions if (place := program.defined(f)) is not None}
    monkeypatch.setattr(unasked, "DROPPED", unasked.DROPPED | {"fromlist"})

    assert not any("fromlist" in program.sayers.says(place) for place in places)
    with pytest.raises(BuildStop, match=r"unasked: entry \S+: live C code says \['fromlist'\]"):
        check_unasked(program, anew.live, kept)


def test_a_builtin_that_live_c_code_would_miss_stops_the_build(anew: Baked) -> None:
    kept = {*dynamic.check_python(anew.program, anew.live)} - {"sorted"}

    with pytest.raises(BuildStop, match=r"unasked: entry sorted: live C code says \['sorted'\]"):
        check_unasked(anew.program, anew.live, kept)


def test_a_type_that_live_c_code_looks_up_by_name_stops_the_build(
    anew: Baked, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = dynamic.check_python(anew.program, anew.live)
    monkeypatch.setattr(unasked, "LOOKUPS", ("_PyArg_BadArgument",))

    with pytest.raises(BuildStop, match=r"unasked: .*: live C code says \['bytearray'\]"):
        check_unasked(anew.program, anew.live, kept)


def test_all_that_is_known_to_say_a_dropped_name_does(anew: Baked) -> None:
    kept = dynamic.check_python(anew.program, anew.live)

    found = unasked.who_asks(anew.program, anew.live, kept)

    assert found == {label: names for label, (names, _) in unasked.KNOWN.items()}


def test_no_list_of_all_types_is_left_and_to_find_none_stops_the_build(anew: Baked) -> None:
    with pytest.raises(BuildStop, match="trace: lists of types: there is none"):
        weak.type_lists(anew.program)


ADD = 0  # the argument of BINARY_OP for +


@pytest.mark.parametrize(
    ("changed", "to", "used"),
    [
        pytest.param("ASKED", {"isinstance"}, "isinstance", id="that names by computation"),
        pytest.param(
            "opmap", opmap | {"IMPORT_NAME": opmap["RESUME"]}, "import", id="that imports"
        ),
        pytest.param("POWERS", {ADD}, r"\*\*", id="that raises to a power"),
    ],
)
def test_live_python_code_stops_the_build(
    anew: Baked, monkeypatch: pytest.MonkeyPatch, changed: str, to: object, used: str
) -> None:
    dynamic.check_python(anew.program, anew.live)
    monkeypatch.setattr(dynamic, changed, to)

    with pytest.raises(BuildStop, match=rf"closed world: \S+\.py \S+: live code uses \['{used}'\]"):
        dynamic.check_python(anew.program, anew.live)


def test_a_builtin_that_makes_bytes_stops_the_build(
    anew: Baked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dynamic, "MAKE_BYTES", {"len"})

    with pytest.raises(BuildStop, match=r"closed world: builtins: \['len'\] can be reached"):
        dynamic.check_python(anew.program, anew.live)


LEFT_SHIFT = 3  # the argument of BINARY_OP for <<


def test_types_keep_what_they_do_under_an_operator_for_who_asks(
    anew: Baked, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, exported = anew.program, anew.program.module.exported(Kind.FUNCTION)
    symbols, word = program.blocks.shapes.symbols, program.snapshot.word
    entries = symbols[operators.BINARY_OPS]
    slot = word(symbols["PyLong_Type"] + layout.TP_NUMBER) + operators.IN_PLACE["Lshift"][0]
    reader = exported["PyNumber_Lshift"]

    unasked_for = operators.find_waiting(program)
    asking = [(opmap["BINARY_OP"], number) for number in (ADD, LEFT_SHIFT)]
    monkeypatch.setattr(operators, "instructions", lambda _: asking)
    asked_for = operators.find_waiting(program)

    assert reader in unasked_for[slot]
    assert not {reader, program.table[word(slot)]} & anew.live.functions
    assert {word(slot), word(entries + 4 * LEFT_SHIFT)} <= anew.live.trapped
    assert not unasked_for[entries + 4 * LEFT_SHIFT]
    assert entries + 4 * LEFT_SHIFT not in asked_for
    assert entries + 4 * ADD not in unasked_for
    assert exported["PyNumber_Add"] in anew.live.functions


def test_an_operator_that_cpythons_table_lacks_stops_the_build(
    anew: Baked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operators, "instructions", lambda _: [(opmap["BINARY_OP"], 99)])

    with pytest.raises(BuildStop, match="_PyEval_BinaryOps: 26 entries, and 99 is"):
        operators.find_waiting(anew.program)


def test_cpythons_own_names_are_found_or_the_build_stops(anew: Baked) -> None:
    program, shapes = anew.program, anew.program.blocks.shapes
    runtime = program.blocks.span(program.blocks.block(shapes.symbols["_PyRuntime"]))
    own = find_own(program.snapshot, program.heap, runtime)

    assert len(own) > 500
    assert own <= anew.live.allocations
    with pytest.raises(BuildStop, match="CPython's own strings: no such table"):
        find_own(program.snapshot, program.heap, (runtime[0], runtime[0]))


def test_nothing_in_the_image_is_for_readers_of_documentation(baked: Runtime) -> None:
    [image] = baked.files
    inside = Pyodide.installed().read("pyodide.asm.wasm")
    first_lines = b"Return a copy with", b"Return the number of", b"$self, /, sep=None"

    assert all(line in inside and line not in image.content for line in first_lines)


def test_the_code_of_every_function_can_run(anew: Baked) -> None:
    word, first = anew.program.snapshot.word, layout.GC_HEAD
    kind = anew.program.blocks.shapes.symbols["PyFunction_Type"]
    functions = [
        start + first
        for start, _ in anew.program.heap.allocations
        if word(start + first + layout.TYPE) == kind
    ]
    code = [word(one + layout.FUNC_CODE) for one in functions]
    asked = {opcode for at in code for opcode in opcodes.opcodes_of(code_of(anew, at))}

    assert len(functions) > 100
    assert asked <= held(anew)


def test_an_opcode_that_no_code_holds_is_a_trap(anew: Baked, tmp_path: Path) -> None:
    snapshot = anew.program.snapshot
    cut = sorted(set(range(256)) - opcodes.runnable(held(anew)))
    first = snapshot.word(snapshot.load + layout.FUNC_CODE) + layout.CO_CODE
    (tmp_path / "image.wasm").write_bytes(anew.image)
    (tmp_path / "rules.json").write_text(checking_rules())
    files = [str(tmp_path / "image.wasm"), str(tmp_path / "rules.json")]

    done = subprocess.run(
        [str(NODE), str(OPCODES), *files, str(first), *map(str, cut)],
        capture_output=True,
        text=True,
        check=True,
    )
    ended = json.loads(done.stdout)

    assert {opmap["IMPORT_NAME"], opmap["LOAD_BUILD_CLASS"], opmap["CACHE"]} <= set(cut)
    assert ended.pop("none") == "started"
    assert ended.keys() == set(map(str, cut))
    [where] = set(ended.values())  # all in one place: the loop
    assert where.startswith("RuntimeError: unreachable wasm-function")


def test_rules_that_do_not_belong_refuse_to_start(baked: Runtime, tmp_path: Path) -> None:
    (tmp_path / "image.wasm").write_bytes(baked.files[0].content)
    (tmp_path / "rules.json").write_text('{"format":2}')

    with pytest.raises(BuildStop, match="the rules do not belong to this checker"):
        run_node(
            "answer.mjs",
            ["baked", str(tmp_path / "image.wasm"), str(tmp_path / "rules.json")],
            step="start",
        )


def test_the_weight_is_known(baked: Runtime) -> None:
    assert "brotli" in steps.weight(baked.files[0].content)

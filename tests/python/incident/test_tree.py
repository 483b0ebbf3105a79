"""Every value of a file keeps its text and its place."""

import pytest

from incident.problems import IncidentError, Place, Problems
from incident.tree import Entries, Items, Node, Scalar, read_tree


def read(text: str) -> Node:
    problems = Problems()
    tree = read_tree(text, problems)
    problems.stop("incident.yml")
    assert tree is not None
    return tree


def at(tree: Node, *path: str | int) -> Node:
    for step in path:
        if isinstance(step, int):
            assert isinstance(tree, Items)
            tree = tree.items[step]
        else:
            assert isinstance(tree, Entries)
            tree = tree.entries[step]
    return tree


@pytest.mark.parametrize(
    "text", ["2023-05-31", "2023", "3.40", "yes", "off", "null", "0x1F", "12:30", "~"]
)
def test_a_value_stays_the_text_that_was_written(text: str) -> None:
    node = at(read(f"facts: {{ told: [{text}] }}\n"), "facts", "told", 0)

    assert isinstance(node, Scalar)
    assert node.text == text


def test_a_value_knows_its_line_its_column_and_its_path() -> None:
    tree = read("facts:\n  visits:\n    window: { from: 2010-04, to: 2023-05 }\n")

    place = at(tree, "facts", "visits", "window", "to").place

    assert place == Place(line=3, column=34, path="facts.visits.window.to")


def test_a_column_counts_letters_and_not_bytes() -> None:
    tree = read("a: { en: née, fr: née }\n")

    assert at(tree, "a", "fr").place.column == 19


def test_an_alias_reads_as_what_it_stands_for_under_its_own_path() -> None:
    tree = read("a: &places { x: 1 }\nb: *places\n")

    assert at(tree, "b", "x").place == Place(line=1, column=17, path="b.x")


def test_a_question_mark_needs_no_quotes() -> None:
    node = at(read("legend: { en: Where was it?, fr: Où? }\n"), "legend", "en")

    assert isinstance(node, Scalar)
    assert node.text == "Where was it?"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", "3:1: a: stands twice (first in line 1)", id="same key"),
        pytest.param(
            "a: {[x]: 1}\n", "1:5: a: has a key that is not text", id="key that is a list"
        ),
        pytest.param(
            "a: &x {b: 1}\nc: {<<: *x}\n",
            "2:5: c: has a merge key '<<' (want the keys written out)",
            id="merge key",
        ),
        pytest.param("a: &x [*x]\n", "1:4: a.0: contains itself, by its alias", id="endless alias"),
        pytest.param("a: !secret b\n", "1:4: a: has the tag '!secret' (want none)", id="tag"),
        pytest.param(
            "a: on dit : non\n",
            "1:11: is not YAML: mapping values are not allowed in this context "
            "(a text that holds ': ' wants quotes around it)",
            id="French colon without quotes",
        ),
        pytest.param(
            "a: *gone\n", "1:4: is not YAML: found undefined alias", id="alias of nothing"
        ),
        pytest.param("a: [1\n", "2:1: is not YAML: did not find expected ',' or ']'", id="no end"),
        pytest.param("# nothing\n", "1:1: is empty", id="empty file"),
    ],
)
def test_what_hides_a_value_or_its_place_is_refused(text: str, told: str) -> None:
    with pytest.raises(IncidentError) as caught:
        read(text)

    assert str(caught.value) == f"incident.yml:{told}"

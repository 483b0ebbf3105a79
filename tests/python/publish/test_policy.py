"""The policies, word for word: one more source here is a way out."""

from __future__ import annotations

import json

import pytest

from publish.frame import FrameParts, frame_document, json_in_html
from publish.policy import check_policy, frame_policy, page_policy, source_hash
from publish.problem import Stop

PARTS = FrameParts(
    script="ask()",
    style="p{}",
    worker="run('</script>')",
    scripts=("asm", "loader"),
    rules='{"format":1}',
    words={"en": {"tag": "en-CA"}},
)


def test_a_page_may_load_its_own_style_and_pictures() -> None:
    assert page_policy() == (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'"
    )


def test_the_page_around_the_check_admits_the_frames_script_by_hash() -> None:
    assert check_policy(frame_script="ask()", frame_style="p{}") == (
        "default-src 'none';"
        f" script-src 'self' {source_hash('ask()')} 'wasm-unsafe-eval';"
        f" style-src 'self' {source_hash('p{}')};"
        " img-src 'self'; connect-src 'self' data:; worker-src blob:; frame-src 'none';"
        " form-action 'none'; base-uri 'none'"
    )


def test_the_frame_admits_no_script_but_wasm_and_has_no_network() -> None:
    assert frame_policy(style="p{}") == (
        "default-src 'none'; script-src 'wasm-unsafe-eval';"
        f" style-src {source_hash('p{}')}; worker-src blob:; form-action 'none'; base-uri 'none'"
    )


def test_a_source_hash_is_that_of_the_specification() -> None:
    """The example of CSP level 3: alert('Hello, world.');"""
    expected = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"

    assert source_hash("alert('Hello, world.');") == expected


def test_the_frames_script_stands_before_its_policy() -> None:
    document = frame_document(PARTS, language_tag="en-CA")

    assert document.index("<script>ask()</script>") < document.index("Content-Security-Policy")
    assert source_hash("ask()") not in document


def test_nothing_in_the_frames_data_ends_its_element() -> None:
    document = frame_document(PARTS, language_tag="en-CA")
    data = document.partition('id="frame-data">')[2].partition("</script>")[0]

    assert json.loads(data)["worker"] == "run('</script>')"
    assert json.loads(data)["scripts"] == ["asm", "loader"]


def test_json_in_html_is_still_json() -> None:
    assert json.loads(json_in_html({"a": "</script><!--é"})) == {"a": "</script><!--é"}


def test_a_script_that_would_end_its_own_element_stops_the_build() -> None:
    parts = FrameParts(script="'</SCRIPT>'", style="", worker="", scripts=(), rules="{}", words={})

    with pytest.raises(Stop, match=r"overrides/javascript/frame\.js: holds '</script'"):
        frame_document(parts, language_tag="en-CA")

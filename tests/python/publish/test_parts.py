"""The small parts of the build, each on its own."""

from __future__ import annotations

import gzip
import threading
from http.client import HTTPConnection
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest

from incident.vouched import plain, vouch
from publish.addresses import absolute, page_path, relative
from publish.compress import compress_folder
from publish.digits import digit_problems
from publish.named import name_by_content
from publish.problem import Stop
from publish.prose import Prose
from publish.reading import read_page
from publish.server import make_server
from publish.site import Site
from publish.twin import exchange_words
from publish.typed import TypedPage, read_page_file
from publish.words import load_words, word_problems

TYPED = TypedPage(
    language="en", name="a.md", meta={}, markdown="One\n\nIn 2010 and 3,4.\n", first_line=5
)


@pytest.mark.parametrize(
    ("path", "start", "link"),
    [
        pytest.param("en/check/", "fr/check/", "../../en/check/", id="the twin"),
        pytest.param("en/", "en/check/", "../", id="the home page"),
        pytest.param("en/check/", "en/check/", "./", id="the page itself"),
        pytest.param("assets/a.css", "en/", "../assets/a.css", id="a file"),
        pytest.param("en/", "", "en/", id="from the root"),
        pytest.param("", "en/check/", "../../", id="to the root"),
    ],
)
def test_links_are_relative(path: str, start: str, link: str) -> None:
    assert relative(path, start) == link


def test_links_of_the_404_page_know_the_folder_that_the_site_is_in() -> None:
    assert absolute("en/", "https://a.example/b/c/") == "/b/c/en/"
    assert absolute("en/", None) == "/en/"


def test_the_home_page_is_the_languages_folder() -> None:
    assert page_path("en", "index.md") == "en/"
    assert page_path("en", "check.md") == "en/check/"


def test_a_name_tells_its_content() -> None:
    file = name_by_content("assets/style.css", b"p{}")

    assert file.path == f"assets/style.{file.sha256[:16]}.css"


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        pytest.param("In 2010.", ["'2010'"], id="a year"),
        pytest.param("3,4 or 3.4", ["'3,4'", "'3.4'"], id="decimals"),
        pytest.param(f"In {vouch('2010')}.", [], id="a fact's year"),
        pytest.param(f"1{vouch('2010')}", ["'1'"], id="beside a fact"),
        pytest.param("Call 24/7.", [], id="a literal"),
        pytest.param("124/7", ["'124/7'"], id="a literal inside a longer number"),
        pytest.param("three", [], id="a word"),
    ],
)
def test_a_number_in_prose_is_a_facts_or_a_literal(prose: str, told: list[str]) -> None:
    found = digit_problems(f"{prose} 24/7", ["24/7"], page=TYPED, facts={})

    assert [problem.what.split()[2] for problem in found] == told


def test_a_typed_number_is_told_with_its_line_and_the_fact_that_prints_it() -> None:
    problem, *_ = digit_problems("In 2010", (), page=TYPED, facts={"visits": ("April 2010",)})

    assert problem.place == "7"
    assert problem.wanted.startswith("{{ facts.visits }}")


@pytest.mark.parametrize(
    ("html", "prose"),
    [
        pytest.param("<p>a <code>1</code></p>", "a", id="code is no prose"),
        pytest.param('<a href="/2023" id="x1">b</a>', "b", id="addresses and ids are no prose"),
        pytest.param("<ol><li>c</li></ol>", "c", id="list markers are no prose"),
        pytest.param('<img alt="in 2010" src="1.png">', "in 2010", id="a picture's words are"),
        pytest.param("<p>1<b>0</b></p>", "10", id="bold does not part a number"),
        pytest.param("<p>1</p><p>2</p>", "1 2", id="paragraphs do"),
    ],
)
def test_prose_is_what_is_read(html: str, prose: str) -> None:
    assert " ".join(read_page(html).prose.split()) == prose


def test_headings_and_links_are_read_in_order() -> None:
    reading = read_page('<h2 id="a">A <em>b</em></h2><p><a href="x">y</a></p><h3>C</h3>')

    assert [(h.level, h.id, h.text) for h in reading.headings] == [(2, "a", "A b"), (3, "", "C")]
    assert reading.links == ("x",)


def test_stand_ins_become_digits_again() -> None:
    assert plain(vouch("31 mai 2023")) == "31 mai 2023"
    assert not any(c.isascii() and c.isdigit() for c in vouch("31 mai 2023"))


@pytest.mark.parametrize(
    ("source", "told"),
    [
        pytest.param("{{ wrong }}", "a.md:3: 'wrong' is undefined", id="an unknown name"),
        pytest.param(
            '{{ "2023" }}', "a.md:3: the number '2023' is typed in a template", id="typed"
        ),
        pytest.param("{% if x %}", "a.md:3: the template is wrong", id="left open"),
    ],
)
def test_a_template_error_is_told_with_its_line(source: str, told: str) -> None:
    prose = Prose(lambda _say: {"x": 1}, ())

    with pytest.raises(Stop) as stop:
        prose.render(f"One\n{source}\n", file="a.md", first_line=2)

    assert str(stop.value).startswith(told)


def test_what_a_page_asks_for_is_known() -> None:
    def names(_say: object) -> dict[str, object]:
        return {"name": "Canal 7", "timeline": ()}

    rendered = Prose(names, ()).render("{{ name }}{% for x in timeline %}{% endfor %}", file="a.md")

    assert rendered.names == {"name", "timeline"}
    assert plain(rendered.text) == "Canal 7"
    assert rendered.text != "Canal 7"


@pytest.mark.parametrize(
    ("french", "told"),
    [
        pytest.param({"a": "Un {date}"}, [], id="the same keys"),
        pytest.param({}, ["words/fr.yml: a: is missing"], id="a key too few"),
        pytest.param(
            {"a": "Un {date}", "b": "B"}, ["words/en.yml: b: is missing"], id="a key too many"
        ),
        pytest.param({"a": " "}, ["words/fr.yml: a: is not a text"], id="nothing there"),
        pytest.param(
            {"a": "Un {jour}"}, ["words/fr.yml: a: has the placeholders"], id="other placeholders"
        ),
    ],
)
def test_theme_words_have_the_same_keys(french: dict[str, str], told: list[str]) -> None:
    found = [str(problem) for problem in word_problems({"en": {"a": "A {date}"}, "fr": french})]

    assert len(found) == len(told)
    assert all(problem.startswith(start) for problem, start in zip(found, told, strict=True))


def test_words_that_are_no_yaml_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "en.yml").write_text("a: b\nc: d: e\n", "utf-8")

    with pytest.raises(Stop, match=r"words/en\.yml:2: is not YAML"):
        load_words(tmp_path, ("en",))


def test_twins_exchange_their_words() -> None:
    page = (
        '<title>{0}</title><p data-words="a">{0}<br><b>{0}</b></p><template id="self-check-twin">'
    )
    english, french = (f"{page.format(words)}</template>" for words in ("One", "Un"))

    first, second = exchange_words(english, french, files=("en", "fr"))

    assert first.endswith(' data-title="Un"><div data-words="a">Un<br><b>Un</b></div></template>')
    assert second.endswith(
        ' data-title="One"><div data-words="a">One<br><b>One</b></div></template>'
    )


def test_twins_with_other_parts_stop_the_build() -> None:
    template = '<template id="self-check-twin"></template>'

    with pytest.raises(Stop, match=r"fr: has the data-words \['b'\], and en has \['a'\]"):
        exchange_words(
            f'<p data-words="a"></p>{template}',
            f'<p data-words="b"></p>{template}',
            files=("en", "fr"),
        )


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        pytest.param({}, "mkdocs.yml: extra.languages", id="no languages"),
        pytest.param({"extra": {"engine": "v8"}}, "mkdocs.yml: extra.engine: 'v8'", id="engine"),
    ],
)
def test_wrong_settings_are_told(settings: dict[str, object], told: str) -> None:
    with pytest.raises(Stop) as stop:
        Site.from_mapping(Path(), {"site_name": "A", "nav": [], **settings})

    assert str(stop.value).startswith(told)


def test_a_folder_that_is_no_site_is_told_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stop:
        Site.from_folder(tmp_path)

    assert str(stop.value).count("is missing") == 3


def test_a_page_without_front_matter_is_told(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.md").write_text("# A\n", "utf-8")

    with pytest.raises(Stop, match=r"docs/en/a\.md:1: has no front matter"):
        read_page_file(tmp_path, "en", "a.md")


def test_compressed_files_hold_the_same_and_only_where_it_helps(tmp_path: Path) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    site.mkdir()
    (site / "a.html").write_text("<p>a</p>" * 100, "utf-8")
    (site / "b.txt").write_text("b", "utf-8")

    compress_folder(site, cache)

    content = (site / "a.html").read_bytes()
    assert brotli.decompress((site / "a.html.br").read_bytes()) == content
    assert gzip.decompress((site / "a.html.gz").read_bytes()) == content
    assert not (site / "b.txt.br").exists()


def test_the_server_shows_the_sites_own_page_for_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text("not here", "utf-8")
    (tmp_path / "a.wasm").write_bytes(b"\0asm")
    server = make_server(tmp_path, 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    connection = HTTPConnection("127.0.0.1", server.server_port)
    try:
        connection.request("GET", "/nothing/here/")
        missing = connection.getresponse()
        body = missing.read()
        connection.request("GET", "/a.wasm")
        wasm = connection.getresponse()
        wasm.read()
    finally:
        connection.close()
        server.shutdown()
        thread.join()
        server.server_close()

    assert (missing.status, body) == (404, b"not here")
    assert wasm.headers["Content-Type"] == "application/wasm"

"""What anybody may put into a file: it is read, or answered with one clear error, fast."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.scenario import ScenarioError, load, shipped_folder
from sim.scenario.files import MOST_BYTES, decoded
from sim.scenario.parsing import MOST_DEPTH, MOST_NODES, parse
from sim.scenario.scalars import NotFiniteError, resolve
from sim.scenario.tree import Scalar, Source, plain

H = b"extends: cubicle_farm\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "1:1: the file says nothing"),
        (b"# only a comment\n", "the file says nothing"),
        ("title: x".encode("utf-16"), "UTF-16"),
        (H + "title: B\u00fcro".encode("latin-1"), ":2:9: the encoding is not UTF-8"),
        (H + b"policy:\n\tpromise: 1", ":3:1: a tab stands here"),
        (H + b"title: a\x01b", ":2:9: a character stands here"),
        (H + b'title: "a\\0b"', ":2:8: this holds a character"),
        (H + b'title: "\\ud800"', ":2:8: this holds a character"),
        (b"a: &x [y]\nb: [*x, *x]", ":1:4: anchors are not allowed"),
        (b"a: *x", ":1:4: aliases are not allowed"),
        (b"a: !!python/object:os.system x", ":1:4: tags are not allowed"),
        (H + b"<<: {days: 3}", ":2:1: << is not a name"),
        (b"%YAML 1.1\n---\na: yes", "directives are not allowed"),
        (b"a: 1\n---\nb: 2", ":2:1: a second document"),
        (b"[" * 100_000, f"more than {MOST_DEPTH} levels"),
        (b"{a: " * 10_000, f"more than {MOST_DEPTH} levels"),
        (b"".join(b" " * depth + b"a:\n" for depth in range(500)), f"more than {MOST_DEPTH} levels"),
        (b"a: [" + b"1," * 100_000 + b"]", f"more than {MOST_NODES}"),
        (b"a: " + b"x" * 100_000, "the value is too long"),
        (b"#" * (MOST_BYTES + 1), "the file is too large"),
        (H + b'title: "abc\nx', ":2:8: a quote is opened"),
        (H + b"title: a: b", ":2:9: a colon stands where none can be"),
        (H + b"days: [1", ":2:7: a bracket is opened"),
        (H + b"? [1]\n: 2", "a name cannot be a list"),
        (b"- 1", "this is no scenario"),
        (b"hello", "this is no scenario"),
        (H + b"days: .nan", ":2:7: this is no number"),
        (H + b"days: -.inf", ":2:7: this is no number"),
        (H + b"days: 1e400", ":2:7: this is no number"),
        (H + b"days: 1" + b"0" * 5000, ":2:7: this is no number"),
        (H + b"days: 5\ntitle: x\ndays: 6", ":4:1: days stands here a second time"),
        (H + b"".join(b"k%d: 1\n" % each for each in range(MOST_NODES // 2 - 10)), "more"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_bad_file_is_answered_where_it_is_bad_and_within_two_seconds(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    begun = time.process_time()
    with pytest.raises(ScenarioError) as error:
        load(path)
    assert time.process_time() - begun < 2.0
    assert says in str(error.value)
    assert str(path) in str(error.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of POSIX systems")
def test_a_named_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ScenarioError, match="a named pipe"):
        load(tmp_path / "pipe")


def test_what_is_no_file_is_said_to_be_none(tmp_path: Path) -> None:
    for path, says in (
        (str(tmp_path), "a folder"),
        ("a\0b", "no such scenario"),
        ("x" * 5000, "cannot be read|too long"),
        ("", "no such scenario"),
    ):
        with pytest.raises(ScenarioError, match=says):
            load(path)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(ScenarioError, match="cannot be read"):
        load(tmp_path / "loop")


def test_a_byte_order_mark_and_any_ends_of_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    for content in (
        b"\xef\xbb\xbf" + H + b"days: 3",
        H.replace(b"\n", b"\r\n") + b"days: 3\r\n",
        H.replace(b"\n", b"\r") + b"days: 3",
    ):
        path.write_bytes(content)
        assert load(path).days == 3


TEXTS = [
    "yes",
    "No",
    "on",
    "12:30",
    "2024-01-01",
    "1_000",
    "0x",
    "1e",
    "nan",
    "inf",
    "+",
    ".",
    "tRue",
    "0o8",
    "=",
    "<<",
]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *zip(TEXTS, TEXTS, strict=True),
        *{"true": True, "FALSE": False, "": None, "~": None, "Null": None}.items(),
        *{"012": 12, "-7": -7, "0o17": 15, "0xfF": 255, "1e3": 1000.0, ".5": 0.5, "5.": 5.0, "-0.0": 0.0}.items(),
    ],
)
def test_words_mean_what_yaml_1_2_says(written: str, value: object) -> None:
    assert resolve(written) == value
    assert type(resolve(written)) is type(value)


@given(st.floats(-1e15, 1e15) | st.integers(-(10**15), 10**15))
def test_numbers_are_read_as_they_were_written(number: float) -> None:
    assert resolve(repr(number)) == number


@given(st.floats().filter(lambda number: not -1e15 <= number <= 1e15))
def test_numbers_beyond_reckoning_are_refused(number: float) -> None:
    written = {"nan": ".nan", "inf": ".inf", "-inf": "-.inf"}.get(repr(number), repr(number))
    with pytest.raises(NotFiniteError):
        resolve(written)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
@example("a: [b")
@example('"\\N"')
@example("- - -\n ? |\n  x\n: >-")
@example("a: b\n  c: d")
@example("%TAG ! x\n---")
def test_no_text_escapes_as_another_error(text: str) -> None:
    try:
        parse(decoded(text.encode(), "x"))
    except ScenarioError as error:
        assert str(error)  # noqa: PT017


FARM = (shipped_folder() / "cubicle_farm.yaml").read_bytes()
PIECES = st.sampled_from(
    [
        b"\t",
        b":",
        b"- ",
        b"[",
        b"}",
        b"&a ",
        b"*a",
        b"!!x ",
        b"'",
        b'"',
        b"|",
        b"\n",
        b"null",
        b"-1",
        b".inf",
        b"yes",
        b"\xff",
        b"%",
        b"@",
        b"? ",
        b"# ",
        b",",
        b"  ",
    ]
)


@given(st.lists(st.tuples(st.integers(0, len(FARM)), st.integers(0, 8), PIECES), min_size=1, max_size=4))
def test_no_mutated_file_escapes_as_another_error(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int, bytes]]
) -> None:
    content = FARM
    for place, length, piece in changes:
        content = content[:place] + piece + content[place + length :]
    path = tmp_path_factory.getbasetemp() / "mutated.yaml"
    path.write_bytes(content)
    try:
        scenario = load(path)
    except ScenarioError as error:
        assert error.problems  # noqa: PT017
        assert str(error).isprintable() or "\n" in str(error)  # noqa: PT017
    else:
        assert scenario.organization.departments


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-99, 99) | st.text("ab 'é\n", max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3).map(tuple)
            | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3)
        ),
        max_leaves=10,
    )
)
def test_json_which_is_yaml_is_read_as_it_was_written(value: object) -> None:
    import json

    node, problems = parse(Source("x", tuple(json.dumps(value, ensure_ascii=False).split("\n"))))
    assert problems == []
    assert plain(node) == value
    if isinstance(node, Scalar):
        assert node.place.line == 1

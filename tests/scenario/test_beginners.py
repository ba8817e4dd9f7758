"""What beginners forget: colons, blanks, how thousands and sections are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario import Problem, ScenarioError, load


def _first(text: str, folder: Path) -> Problem:
    path = folder / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as told:
        load(path)
    return told.value.problems[0]


@pytest.mark.parametrize(
    ("text", "line", "column", "advice"),
    [
        ("policy:\n  promise 0.5\n  start: 60\n", 2, 3, "write promise: 0.5"),
        ("policy:\n  start: 60\n  promise 0.5\n# a remark\ndays: 5\n", 3, 3, "write promise: 0.5"),
        ("policy\n  promise: 0.5\n", 1, 1, "write policy:"),
        ("policy:\n  promise 0.5\n\n  # a remark\n  start: 60\n", 2, 3, "write promise: 0.5"),
        ("days 5\n\n# a remark\ntitle: x\n", 1, 1, "write days: 5"),
        ("policy:\n  promise:0.5\n  start: 60\n", 2, 10, "write promise: 0.5"),
        ("policy:\n  start: 60\n  promise:0.5\n# a remark\ndays: 5\n", 3, 10, "write promise: 0.5"),
    ],
)
def test_a_missing_colon_or_blank_is_told_where_it_is_missing(
    text: str, line: int, column: int, advice: str, tmp_path: Path
) -> None:
    problem = _first(text, tmp_path)
    assert (problem.line, problem.column, problem.suggestion) == (line, column, advice)
    assert problem.message == ("a colon is" if column < 10 else "a blank is") + (
        " missing after this name" if column < 10 else " missing after this colon"
    )


def test_prose_lacks_no_colon(tmp_path: Path) -> None:
    problem = _first("story: a tale\n  of two people\n  note: this\n", tmp_path)
    assert (problem.line, problem.message) == (3, "a colon stands where none can be")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("organization: {departments: {sales: {size: '1,000'}}}", "write 1000, without a separator"),
        ("days: 1_000", "write 1000, without a separator"),
        ("days: 500,5", "write the decimal with a point"),
        ("people: {morale: '1,000,000'}", "write 1000000, without a separator"),
    ],
)
def test_thousands_are_told_from_decimals(text: str, advice: str, tmp_path: Path) -> None:
    assert _first(f"extends: cubicle_farm\n{text}\n", tmp_path).suggestion == advice


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("policy: {scope: all}", "scope: {departments: 1, peers: 0}"),
        ("organization: {departments: {sales: {depends_on: support}}}", "depends_on: {support: 1.0}"),
        ("organization: {departments: {sales: 5}}", "sales: {size: 5}"),
        ("organization: {departments: [sales]}", "departments: {counter: {size: 5}}"),
        ("environment: {shocks: recession}", "shocks: [{kind: recession, start: 250}]"),
        ("environment: {shocks: [recession]}", "- {kind: recession, start: 250}"),
    ],
)
def test_a_section_is_shown_by_an_example(text: str, example: str, tmp_path: Path) -> None:
    assert _first(f"extends: cubicle_farm\n{text}\n", tmp_path).allowed.endswith(f"such as {example}")

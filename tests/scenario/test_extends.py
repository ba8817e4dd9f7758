"""Chains of files: cycles, missing ones, and how one is laid on another."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario import Problem, ScenarioError, load
from sim.scenario.chain import MOST_LEVELS
from sim.scenario.merging import merge
from sim.scenario.tree import Place, Section, Source, child, placed, plain

BASE, OVER = Place(Source("base")), Place(Source("over"))

leaves = st.integers(0, 9) | st.text(max_size=3) | st.tuples(st.integers(0, 3))
sections = st.recursive(
    st.dictionaries(st.sampled_from("abc"), leaves, max_size=3),
    lambda inner: st.dictionaries(st.sampled_from("ABC"), inner, max_size=3),
    max_leaves=12,
)  # lower-case names hold leaves and upper-case ones sections, as a schema would have it


def laid(base: dict[str, object], over: dict[str, object]) -> Section:
    first, second = placed(base, BASE), placed(over, OVER)
    assert isinstance(first, Section)
    assert isinstance(second, Section)
    problems: list[Problem] = []
    merged = merge(first, second, problems)
    assert problems == []
    return merged


@given(sections)
def test_nothing_on_top_or_below_changes_nothing(values: dict[str, object]) -> None:
    assert plain(laid(values, {})) == plain(laid({}, values)) == plain(laid(values, values)) == values


@given(sections, sections, sections)
def test_it_does_not_matter_which_two_are_laid_first(
    a: dict[str, object], b: dict[str, object], c: dict[str, object]
) -> None:
    assert plain(laid(plain(laid(a, b)), c)) == plain(laid(a, plain(laid(b, c))))  # type: ignore[arg-type]


@given(sections, sections)
def test_every_value_comes_from_the_one_that_said_it_last(base: dict[str, object], over: dict[str, object]) -> None:
    def check(merged: Section, below: dict[str, object], above: dict[str, object]) -> None:
        assert set(merged.entries) == {*below, *above}
        for name, entry in merged.entries.items():
            if isinstance(entry.value, Section):
                check(entry.value, below.get(name, {}), above.get(name, {}))  # type: ignore[arg-type]
            else:
                assert entry.value.place == (OVER if name in above else BASE)
                assert plain(entry.value) == (above if name in above else below)[name]

    check(laid(base, over), base, over)


def test_null_takes_back_to_the_default_and_an_empty_section_says_nothing() -> None:
    assert plain(laid({"days": 3, "people": {"morale": 0.1}}, {"days": None, "people": None})) == {
        "people": {"morale": 0.1}
    }


def test_removing_a_department_that_is_not_there_is_a_mistake() -> None:
    base, over = ({"organization": {"departments": value}} for value in ({"sales": {"size": 3}}, {"slaes": None}))
    problems: list[Problem] = []
    first, second = placed(base, BASE), placed(over, OVER)
    assert isinstance(first, Section)
    assert isinstance(second, Section)
    merged = merge(first, second, problems)
    assert [each.suggestion for each in problems] == ["did you mean sales?"]
    assert child(merged, "organization") is not None


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"a": "extends: a.yaml"}, "cannot extend itself"),
        ({"a": "extends: b", "b": "extends: c.yaml", "c": "extends: ./a.yaml"}, "a.yaml → b.yaml → c.yaml → a.yaml"),
        ({"a": "extends: cubicle_fram"}, "did you mean cubicle_farm?"),
        ({"a": "extends: bsae.yaml", "base": "days: 3"}, "did you mean base.yaml?"),
        ({"a": "extends: [b]"}, "extends names one scenario"),
        ({"a": "extends:\ndays: 3"}, "extends names one scenario"),
        ({"a": "extends: /"}, "a folder"),
        ({"a": "extends: 'x\\0'"}, "no such scenario to extend"),
        ({"a": "extends: b", "b": "\t"}, "b.yaml:1:1"),
        ({f"f{i}" if i else "a": f"extends: f{i + 1}" for i in range(MOST_LEVELS + 2)}, "too many files"),
    ],
)
def test_a_chain_that_does_not_end_well(tmp_path: Path, files: dict[str, str], says: str) -> None:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        load(tmp_path / "a.yaml")
    assert says in str(error.value)

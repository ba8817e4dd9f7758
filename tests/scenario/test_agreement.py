"""The JSON Schema and the program agree on what is a scenario, but for what no schema can say, which is listed here."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from random import Random

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import VALUES, as_json, mutated_tree

from sim.scenario import Problem, ScenarioError, json_schema, load, paths
from sim.scenario.files import read
from sim.scenario.parsing import parse

VALIDATOR = jsonschema.Draft202012Validator(json_schema())

BEYOND_THE_SCHEMA = {
    "a department that is not there": r"is no department of this office$",
    "a department that depends on itself": r"is the department itself$",
    "a new department without its size": r"\.size is missing$",
    "the removal of what is not there": r"^there is no .* to take away$",
    "a base that is not there": r"^there is no such scenario to extend$",
    "a base that extends itself": r"^a scenario cannot extend itself$",
    "a base that cannot be read": r"^this cannot be read$|^this is no path$",
    "no office at all": r"^organization is missing$|^organization.departments has no departments$",
    "one of an office's two files": r"stands without (people|ties)$",
    "a file that is not there": r"names no file$",
    "changes of a lever out of order": r"is not after the (change before|start)$",
    "a change without its level": r"\.level is missing$",
    "more requests than contacts can be asked": r"is more than so few contacts can be asked$",
    "too many people together": r"hold too many people$",
    "an office beyond this machine's memory": r"^the office does not fit into the memory",
    "a guess between ends that are out of order": r"\.high is not above low$",
    "an expectation of nothing": r"expects nothing$",
    "a placeholder that nothing can fill": r"holds a placeholder that nothing can fill$",
    "chapters out of time": r"is not before run_to$|is after run_to$|is not before the day$|is not after the chapter before$"
    r"|is before its chapter$|is no earlier day$",
    "a whole number written with a decimal point": r"must be a whole number$",
    "nothing under a name, where nothing is inherited that it could take away": r" must be ",
}
"""Rules that tie one value to another, to the scenario that is extended or to the world outside, and one of numbers that JSON
does not know."""

ONE_POINT_NOUGHT = BEYOND_THE_SCHEMA["a whole number written with a decimal point"]
NOTHING = BEYOND_THE_SCHEMA["nothing under a name, where nothing is inherited that it could take away"]


def is_beyond(problem: Problem) -> bool:
    """Whether no schema can say this."""
    if re.search(NOTHING, problem.message) and problem.found == "nothing":
        return True
    if re.search(ONE_POINT_NOUGHT, problem.message):
        return re.fullmatch(r"-?[0-9.e+-]+", problem.found) is not None and float(problem.found).is_integer()
    others = set(BEYOND_THE_SCHEMA.values()) - {NOTHING, ONE_POINT_NOUGHT}
    return any(re.search(each, problem.message) for each in others)


def assert_agreement(text: str) -> bool:
    """Hold the schema against the program on one file; tell whether the schema takes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.yaml")
        path.write_text(text, encoding="utf-8")
        problems: tuple[Problem, ...] = ()
        try:
            load(path)
        except ScenarioError as error:
            problems = error.problems
        good = VALIDATOR.is_valid(as_json(parse(read(str(path), "x"))[0]))
    if good:
        assert [each for each in problems if not is_beyond(each)] == []
    else:
        assert problems
    return good


@pytest.mark.parametrize("first", range(0, 800, 200))
def test_they_agree_on_shipped_scenarios_with_a_few_things_changed(first: int) -> None:
    told = [
        assert_agreement(json.dumps(mutated_tree(Random(seed)), ensure_ascii=False))
        for seed in range(first, first + 200)
    ]
    assert 25 < sum(told) < 175  # a good mixture


NAMED = sorted(paths())


@given(
    st.dictionaries(
        st.sampled_from(NAMED),
        st.sampled_from(VALUES) | st.floats(-2, 3) | st.integers(-2, 30_000),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_they_agree_on_any_value_under_any_name(values: dict[str, object]) -> None:
    tree: dict[str, object] = {"extends": "small_shop"}
    for name, value in values.items():
        here = tree
        *above, last = name.split(".")
        for part in above:
            here = here.setdefault(part, {})  # type: ignore[assignment]
        here[last] = value
    assert_agreement(json.dumps(tree, ensure_ascii=False))


@pytest.mark.parametrize("name", NAMED)
def test_they_agree_on_the_ends_of_every_range(name: str) -> None:
    number = paths()[name]
    for value, good in (
        (number.low, True), (number.high, True), (number.low - 1e-3, False), (number.high * 1.001 + 1e-3, False)
    ):  # fmt: skip
        text: object = value if value != int(value) else int(value)
        for part in reversed(name.split(".")):
            text = {part: text}
        assert isinstance(text, dict)
        assert VALIDATOR.is_valid(text) == good
        told = json.dumps({"extends": "small_shop", **text})
        assert assert_agreement(told) == good


def test_every_rule_beyond_the_schema_exists() -> None:
    """Each is broken by a file that the schema takes."""
    broken = {
        "a department that is not there": "organization: {departments: {office: {depends_on: {cellar: 1}}}}",
        "a department that depends on itself": "organization: {departments: {office: {depends_on: {office: 1}}}}",
        "a new department without its size": "organization: {departments: {cellar: {own_work: 0.5}}}",
        "the removal of what is not there": "organization: {departments: {cellar: null}}",
        "one of an office's two files": "organization: {ties: x.yaml}",
        "a file that is not there": "organization: {people: x.csv, ties: y.csv}",
        "changes of a lever out of order": "policy: {promise: [{level: 1, start: 9}, {level: 0, start: 4}]}",
        "a change without its level": "policy: {promise: {start: 4}}",
        "more requests than contacts can be asked": "organization: {departments: {office: {depends_on: {counter: 9}}}}",
        "too many people together": "organization: {departments: {counter: {size: 4000000}, office: {size: 4000000}}}",
        "a guess between ends that are out of order": "chapters: [{title: a, run_to: 9, "
        "guess: {measure: morale, low: 1, high: 0}}]",
        "an expectation of nothing": "chapters: [{title: a, run_to: 9, expect: [{measure: morale}]}]",
        "a placeholder that nothing can fill": "chapters: [{title: a, run_to: 9, reveal: 'It is {much}'}]",
        "chapters out of time": "chapters: [{title: a, run_to: 9}, {title: b, run_to: 9}]",
        "a whole number written with a decimal point": "days: 500.0",
        "nothing under a name, where nothing is inherited that it could take away": "policy: {recognition: null}",
    }
    for rule, text in broken.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "x.yaml")
            path.write_text(f"extends: small_shop\n{text}\n", encoding="utf-8")
            assert VALIDATOR.is_valid(as_json(parse(read(str(path), "x"))[0])), rule
            with pytest.raises(ScenarioError) as error:
                load(path)
            assert any(re.search(BEYOND_THE_SCHEMA[rule], each.message) for each in error.value.problems), rule

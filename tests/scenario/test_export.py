"""The JSON Schema that editors read."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from sim.scenario import ScenarioError, json_schema, json_schema_text, load, shipped, shipped_folder
from sim.scenario.files import read
from sim.scenario.parsing import parse
from sim.scenario.tree import Items, Node, Section

VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def as_json(node: Node) -> object:
    if isinstance(node, Section):
        return {name: as_json(entry.value) for name, entry in node.entries.items()}
    return [as_json(each) for each in node.items] if isinstance(node, Items) else node.value


def test_the_committed_schema_is_the_one_that_the_declarations_make() -> None:
    assert (shipped_folder() / "scenario.schema.json").read_text(encoding="utf-8") == json_schema_text()


def test_it_is_a_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(json_schema_text()))


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_shipped_scenario_keeps_to_it(name: str) -> None:
    VALIDATOR.validate(as_json(parse(read(str(shipped()[name]), name))[0]))


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("days: 500", True),
        ("days: 0", False),
        ("days: 2.5", False),
        ("days: '500'", False),
        ("policy: {promise: 0.5, start: 'year 2, week 3'}", True),
        ("policy: {promise: {level: 0.5, end: year 4}}", True),
        ("policy: {promise: [{level: 0.5, start: 10}, {level: 0.2, start: 90}]}", True),
        ("policy: {promise: 1.5}", False),
        ("policy: {promise: {level: 1.5}}", False),
        ("policy: {promise: []}", False),
        ("policy: {promiss: 0.5}", False),
        ("policy: {start: 2024-01-01}", False),
        ("policy: {start: -1}", False),
        ("policy: {start: 99999}", False),
        ("policy: {scope: {peers: 0}}", True),
        ("policy: {scope: {pears: 0}}", False),
        ("policy:", True),
        ("organization: {departments: {it: null}}", True),
        ("organization: {departments: {it: {size: 3}, Büro 2: {size: 4}}}", True),
        ("organization: {departments: {a.b: {size: 3}}}", False),
        ("organization: {departments: {it: {size: 0}}}", False),
        ("organization: {departments: {it: {faces_customers: yes}}}", False),
        ("organization: {departments: {sales: {depends_on: {it: 0.2, support: null}}}}", True),
        ("organization: {departments: {sales: {depends_on: {it: -0.2}}}}", False),
        ("organization: {kinds: 3}", False),
        ("environment: {shocks: [{kind: recession, fall: 0.4}, {kind: surge}]}", True),
        ("environment: {shocks: [{kind: surge, fall: 0.4}]}", False),
        ("environment: {shocks: [{kind: war}]}", False),
        ("coefficients: {demand: {request_effort: 0.2}}", True),
        ("coefficients: {demand: {request_effort: 20}}", False),
        ("lever_costs: {cost_promise: 0.1}", True),
        ("title: 3", False),
    ],
)
def test_it_and_the_program_agree(tmp_path: Path, text: str, good: bool) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(f"extends: cubicle_farm\n{text}\n", encoding="utf-8")
    assert VALIDATOR.is_valid(as_json(parse(read(str(path), "x"))[0])) == good
    if good:
        load(path)
    else:
        with pytest.raises(ScenarioError):
            load(path)

"""The JSON Schema of scenario files, from which editors complete names and underline mistakes."""

from __future__ import annotations

import json
from typing import Any

from sim.scenario.chapters import Chapter, Look, Move
from sim.scenario.readings import Expectation, Guess
from sim.scenario.schema import Scenario

_IN_CHAPTERS = frozenset(each.__name__ for each in (Chapter, Expectation, Guess, Look, Move))
"""Groups that stand in a list only, so that nothing in them is inherited, required or taken back."""


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a scenario file.

    A file may leave out whatever the one that it extends says, so nothing is required; and ``null`` may stand
    under every name, to go back to a default or to take a department away.
    """
    schema = Scenario.model_json_schema()
    inherited = [group for name, group in schema["$defs"].items() if name not in _IN_CHAPTERS]
    for group in (schema, *inherited):
        if "kind" not in group.get("properties", {}):  # what stands in a list is never inherited
            group.pop("required", None)
        for name, value in group.get("properties", {}).items():
            if "patternProperties" in value:
                value["patternProperties"] = {
                    key: _or_nothing(each) for key, each in value["patternProperties"].items()
                }
                value["additionalProperties"] = False
            elif "additionalProperties" in value:
                value["additionalProperties"] = _or_nothing(value["additionalProperties"])
            if name != "kind":
                group["properties"][name] = _or_nothing(value)
    extends = {
        "type": "string",
        "minLength": 1,
        "description": "the scenario that this one starts from: a shipped one's name, or a path from here",
    }
    schema["properties"] = {"extends": extends, **schema["properties"]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Scenario"}


def json_schema_text() -> str:
    """The JSON Schema as the text of ``scenarios/scenario.schema.json``."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


def _or_nothing(value: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        key: value.pop(key)
        for key in ("description", "default", "title", "unit", "source", "plausible")
        if key in value
    }
    told.pop("title", None)
    arms = [*value["anyOf"]] if set(value) == {"anyOf"} else [value]
    if {"type": "null"} not in arms:
        arms.append({"type": "null"})
    return {**told, "anyOf": arms}

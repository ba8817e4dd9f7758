"""What stands at a dotted name of a scenario."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from sim.scenario import Scenario


def is_whole(name: str, scenario: Scenario) -> bool:
    """Whether the number of a dotted name is a whole one, such as the size of a department."""
    way, _, last = name.rpartition(".")
    here = value_at(scenario, way)
    field = type(here).model_fields.get(last) if isinstance(here, BaseModel) else None
    return field is not None and field.annotation is int


def value_at(scenario: Scenario, name: str) -> object:
    """The value of a dotted name; the scenario itself for an empty one, None where there is nothing."""
    here: object = scenario
    for part in name.split(".") if name else ():
        here = _below(here, part)
    return here


def _below(here: object, part: str) -> object:
    if isinstance(here, Mapping):
        return here.get(part)
    if isinstance(here, (tuple, list)):
        return here[int(part)]
    return getattr(here, part, None)

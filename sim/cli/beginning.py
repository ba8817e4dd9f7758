"""The text of a scenario to begin with."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.quantity import Quantity
from sim.scenario import Department, Scenario, allowed, paths, shipped, shipped_folder, trace
from sim.scenario.problems import printable
from sim.scenario.scalars import NotFiniteError, resolve

SCHEMA = "scenario.schema.json"
"""The file of the JSON Schema, beside the shipped scenarios."""

_LEVERS = ("client_mindset", "promise", "open_communication")
_SIGNS = frozenset("/.-_ ")


def text_of(path: Path, base: str) -> str:
    """A short scenario that extends another, with the five things that one changes first.

    Args:
        path: Where the file will be.
        base: What it extends: a path, or the name of a shipped scenario.

    Raises:
        ScenarioError: If there is no such scenario, or it has mistakes.
    """
    start = trace(base).scenario
    name = printable(path.stem.replace("_", " ")).strip().capitalize() or "My office"
    known = Path(base).stem
    lines = [
        f"# yaml-language-server: $schema={schema_address(path)}",
        "# Everything that is not said here is as in the scenario that is extended.",
        f"extends: {_text(_reference(path, base))}",
        f"title: {_text(name)}",
        "",
        "policy: # what management does",
        *(line for lever in _LEVERS for line in _lever(start, lever, known)),
        *_organization(start, known),
        "",
        "environment: # what the world does",
        *_number(paths()["environment.demand"], "demand", start.environment.demand, known, 2),
    ]
    return "\n".join(lines) + "\n"


def schema_address(path: Path) -> str:
    """How a file at a path names the JSON Schema to editors: a path from its folder, or the address on this machine.

    The YAML language server takes both; a path must not hold blanks there, an address has them encoded.
    """
    schema, here = shipped_folder() / SCHEMA, path.absolute().parent
    if not here.is_relative_to(schema.parent.parent):  # outside of the clone
        return schema.as_uri()
    near = Path(os.path.relpath(schema, here)).as_posix()
    return near if near.isprintable() and " " not in near else schema.as_uri()


def _reference(path: Path, base: str) -> str:
    """What ``extends`` says: the name of a shipped scenario, or a path from the file's folder."""
    if base.removesuffix(".yaml") in shipped() and not Path(base).is_file():
        return base.removesuffix(".yaml")
    target = Path(base).absolute()
    if target.parent == shipped_folder():
        return target.stem
    try:
        return Path(os.path.relpath(target, path.absolute().parent)).as_posix()
    except ValueError:  # another drive
        return target.as_posix()


def _lever(start: Scenario, lever: str, base: str) -> list[str]:
    value = getattr(start.policy, lever)
    plain = start.policy.model_dump(mode="json", exclude_unset=True).get(lever, value)
    return _number(paths()[f"policy.{lever}"], lever, plain, base, 2)


def _organization(start: Scenario, base: str) -> list[str]:
    """The largest department's size; for an imported office, how much people ask of each other."""
    part = start.organization
    head = ["", "organization: # who works here"]
    if not part.departments:
        return [*head, *_number(paths()["organization.requests"], "requests", part.requests, base, 2)]
    largest = max(part.departments, key=lambda name: part.departments[name].size)
    size = next(each for name, each in paths(start).items() if name == f"organization.departments.{largest}.size")
    numbers = _number(size, "size", part.departments[largest].size, base, 6, whole=True)
    return [*head, "  departments:", f"    {_text(largest)}:", *numbers, *_others(part.departments, largest)]


def _others(departments: Mapping[str, Department], largest: str) -> list[str]:
    """A line that names the other departments."""
    others = [printable(name) for name in departments if name != largest]
    return [f"    # the others: {', '.join(others[:10])}{' …' if len(others) > 10 else ''}"] if others else []


def _number(declared: Quantity, name: str, value: object, base: str, indent: int, whole: bool = False) -> list[str]:
    margin, now = " " * indent, _flow(value)
    return [
        f"{margin}# {declared.meaning}",
        f"{margin}# {allowed(declared, whole)}; {printable(base)} says {now}",
        f"{margin}{name}: {now}",
    ]


def _flow(value: object) -> str:
    """Plain data as YAML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(each)}" for name, each in value.items() if each is not None) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(value: str) -> str:
    """A text as YAML, in quotes where it needs them."""
    try:
        is_plain = isinstance(resolve(value), str) and value[:1].isalpha() and value == value.strip()
    except NotFiniteError:
        is_plain = False
    plain = is_plain and all(each.isalnum() or each in _SIGNS for each in value)
    return value if plain else json.dumps(value, ensure_ascii=False)

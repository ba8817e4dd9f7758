"""The plan of a sweep in YAML: read with every mistake at its line and column, and written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.experiment.designs import ON_COMMAND_LINE
from sim.experiment.factors import DesignError, factor_of, fitting
from sim.experiment.plan import Plan
from sim.scenario import Problem, Scenario, ScenarioError, load, paths
from sim.scenario.files import read
from sim.scenario.finding import find_base, shown
from sim.scenario.overrides import OPTION
from sim.scenario.parsing import parse
from sim.scenario.problems import did_you_mean
from sim.scenario.tree import Entry, Items, Node, Scalar, Section

LARGEST = 2**63 - 1

_WHOLE: dict[str, tuple[int, int]] = {
    "days": (1, 25_000), "samples": (1, 1_000_000), "design_seed": (0, LARGEST), "replications": (1, 1_000_000),
    "at_most": (1, 1_000_000), "seed": (0, LARGEST), "workers": (1, 1024),
}  # fmt: skip
_TEXTS = ("design", "until_precise", "series", "output", "cluster")
_NAMES = ("scenario", "set", "vary", *_TEXTS, *_WHOLE, "price", "report")
_FORMS = "low:high, low:high:count, a list of numbers, or nothing for the plausible range"


def is_plan(path: str) -> bool:
    """Whether a path leads to the plan of a sweep rather than to a scenario: it has the name ``scenario`` at its top.

    Whatever cannot be read is no plan; reading it as a scenario says why.
    """
    if not path.endswith((".yaml", ".yml")) or not os.path.isfile(path):  # noqa: PTH113 - a name may hold what pathlib refuses
        return False
    try:
        root, _ = parse(read(path, path))
    except ScenarioError:
        return False
    return isinstance(root, Section) and "scenario" in root.entries


def read_plan(path: str) -> Plan:
    """Read a plan.

    Args:
        path: The file. Paths in it are relative to its folder, but for ``output``, which is relative to the current one.

    Raises:
        ScenarioError: With every mistake that was found, in the file and in the scenario that it names.
    """
    source = read(path, path)
    root, problems = parse(source)
    if not isinstance(root, Section):
        raise ScenarioError(
            [root.place.problem("this is no plan of a sweep", found=str(root), allowed="scenario: NAME")]
        )
    said: dict[str, Any] = {}
    for name, entry in root.entries.items():
        if name not in _NAMES:
            hint = did_you_mean(name, _NAMES)
            problems.append(
                entry.key.problem(
                    f"{name} is not a name that a sweep knows", allowed=", ".join(_NAMES), suggestion=hint
                )
            )
        elif name not in ("scenario", "set", "vary"):
            _simple(name, entry, said, problems)
    scenario = _scenario(root, said, problems)
    if scenario is not None:
        said["vary"] = _vary(root, scenario, problems)
    if problems:
        raise ScenarioError(sorted(problems, key=lambda each: (each.file, each.line, each.column)))
    return Plan(**said)


def _simple(name: str, entry: Entry, said: dict[str, Any], problems: list[Problem]) -> None:
    """A number, a text or a truth value."""
    node = entry.value
    value = node.value if isinstance(node, Scalar) else node
    wrong = ""
    if name in _WHOLE:
        low, high = _WHOLE[name]
        if not (isinstance(value, int) and not isinstance(value, bool) and low <= value <= high):
            wrong = f"a whole number from {low} to {high}"
    elif name == "price":
        if not (isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 10_000):
            wrong = "a number from 0 to 10000"
    elif name == "report":
        wrong = "" if isinstance(value, bool) else "true or false"
    elif not (isinstance(value, str) and value):
        wrong = "a text"
    if wrong:
        problems.append(node.place.problem(f"{name} cannot be this", found=str(node), allowed=wrong))
        return
    if name == "design" and value not in ON_COMMAND_LINE:
        if not str(value).endswith(".csv"):
            allowed = f"{', '.join(ON_COMMAND_LINE)}, or the path of a .csv file"
            problems.append(node.place.problem("there is no such design", found=str(node), allowed=allowed))
        value = _beside(node, str(value))
    said[name] = value


def _beside(node: Node, path: str) -> str:
    """A path from the folder of the file in which it stands, as seen from the current folder."""
    return shown(os.path.normpath(os.path.join(os.path.dirname(node.place.source.path), path)))  # noqa: PTH118, PTH120


def _scenario(root: Section, said: dict[str, Any], problems: list[Problem]) -> Scenario | None:
    """The scenario with what is set in it; its mistakes are told where they are."""
    entry = root.entries.get("scenario")
    if entry is None or not (
        isinstance(entry.value, Scalar) and isinstance(entry.value.value, str) and entry.value.value
    ):
        place = entry.value.place if entry else root.place
        problems.append(
            place.problem("scenario names one scenario", allowed="a path from this file's folder, or a name")
        )
        return None
    settings = _settings(root, problems)
    try:
        said["scenario"] = find_base(entry.value.value, entry.value.place)
    except ScenarioError as error:
        problems.extend(error.problems)
        return None
    said["set"] = tuple(f"{name}={_written(each.value)}" for name, each in settings.items())
    days = (f"days={said['days']}",) if "days" in said else ()
    try:
        return load(said["scenario"], (*said["set"], *days))
    except ScenarioError as error:
        problems.extend(_placed(each, settings) for each in error.problems)
    try:
        return load(said["scenario"])  # so that mistakes in what is varied are told, too
    except ScenarioError:
        return None


def _settings(root: Section, problems: list[Problem]) -> Mapping[str, Entry]:
    entry = root.entries.get("set")
    if entry is None:
        return {}
    if not isinstance(entry.value, Section):
        allowed = "names with values, such as policy.promise: 0.8"
        problems.append(
            entry.value.place.problem("set must be names with values", found=str(entry.value), allowed=allowed)
        )
        return {}
    return entry.value.entries


def _written(node: Node) -> str:
    """A value as ``--set`` reads it."""
    if isinstance(node, Items):
        return "[" + ", ".join(_written(each) for each in node.items) + "]"
    if isinstance(node, Section):
        return "{" + ", ".join(f"{name}: {_written(each.value)}" for name, each in node.entries.items()) + "}"
    return node.written


def _placed(problem: Problem, settings: Mapping[str, Entry]) -> Problem:
    """A problem with an override, at the line that said it."""
    if not problem.file.startswith(OPTION):
        return problem
    name = problem.file.removeprefix(OPTION).strip().partition("=")[0]
    entry = settings.get(name)
    if entry is None:
        return problem
    at = entry.value.place.problem(problem.message)
    return replace(problem, file=at.file, line=at.line, column=at.column, text=at.text)


def _vary(root: Section, scenario: Scenario, problems: list[Problem]) -> tuple[str, ...]:
    entry = root.entries.get("vary")
    if entry is None:
        return ()
    if not isinstance(entry.value, Section):
        allowed = "names with values, such as policy.promise: 0:1:5"
        problems.append(
            entry.value.place.problem("vary must be names with values", found=str(entry.value), allowed=allowed)
        )
        return ()
    known = paths(scenario)
    made = []
    for name, each in entry.value.entries.items():
        try:
            written = _levels(each.value)
            names = fitting(name, known)
        except DesignError as error:
            problems.append(each.key.problem(f"{name}: {error}", found=str(each.value), allowed=_FORMS))
            continue
        made.append(name if written is None else f"{name}={written}")
        for full in names:
            try:
                factor_of(full, written, scenario, known)
            except DesignError as error:
                problems.append(each.value.place.problem(f"{error}", found=str(each.value)))
    return tuple(made)


def _levels(node: Node) -> str | None:
    """Values as the command line writes them; None for the plausible range."""
    if isinstance(node, Items):
        return ",".join(_levels(each) or "nothing" for each in node.items)
    if isinstance(node, Scalar):
        return node.written.strip() or None if node.value is not None else None
    raise DesignError("values are a range or a list")


def write_plan(plan: Plan, path: str | os.PathLike[str]) -> Path:
    """Write a plan so that reading it gives the same sweep.

    Args:
        plan: The plan.
        path: The file; paths in the plan are written as seen from its folder.

    Raises:
        DesignError: If it cannot be written.
    """
    from ruamel.yaml import YAML

    data = plan.told()
    folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120
    for name in ("scenario", "design"):
        if name in data and os.path.isfile(data[name]):  # noqa: PTH113
            data[name] = os.path.relpath(data[name], folder)
    data = {name: _as_yaml(value) for name, value in data.items()}
    yaml = YAML()
    yaml.width = 4096
    try:
        with Path(path).open("w", encoding="utf-8") as file:
            yaml.dump(data, file)
    except OSError as error:
        raise DesignError(f"{path}: cannot be written: {error.strerror or error}") from None
    return Path(path)


def _as_yaml(value: Any) -> Any:
    """Data in which texts that are YAML themselves stand as what they say."""
    if not isinstance(value, dict):
        return value
    return {name: None if text is None else _plain(text) for name, text in value.items()}


def _plain(text: str) -> Any:
    from ruamel.yaml import YAML

    listed = f"[{text}]" if "," in text and text[0] not in "[{\"'" else text
    return YAML(typ="safe", pure=True).load(listed)

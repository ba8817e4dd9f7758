"""Pydantic's errors, told as problems with file, line, what was found and what is allowed."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pydantic import ValidationError

from sim.quantity import Quantity
from sim.scenario.declared import Spot, paths, spot
from sim.scenario.problems import Problem, did_you_mean, listed, short
from sim.scenario.scalars import NotFiniteError, resolve
from sim.scenario.schema import Scenario
from sim.scenario.tree import Entry, Items, Node, Scalar, Section, descend

_WRONG = {
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
    "finite_number": "is not finite",
    "missing": "is missing",
    "literal_error": "is not known",
    "union_tag_invalid": "is not known",
    "string_too_long": "is too long",
    "too_long": "has too many entries",
    "too_short": "is empty",
    "string_too_short": "is empty",
    "string_pattern_mismatch": "cannot be a name here",
}
"""What is wrong, by the type of pydantic's error; of all others: the kind of value."""

MOST_EXPLAINED = 100
"""How many errors are explained; who has more of them repairs these first."""

_KINDS = {
    "string_type": "a text",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "names with values",
    "model_type": "names with values",
    "model_attributes_type": "names with values",
}

_THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}([,_ '][0-9]{3})+")

_EXAMPLES = (
    (r"policy\.scope", "scope: {departments: 1, peers: 0}"),
    (r"organization\.departments", "departments: {counter: {size: 5}}"),
    (r"organization\.departments\.[^.]+", "NAME: {size: 5}"),
    (r"organization\.departments\.[^.]+\.depends_on", "depends_on: {support: 1.0}"),
    (r"environment\.shocks", "shocks: [{kind: recession, start: 250}]"),
    (r"environment\.shocks\.[0-9]+", "- {kind: recession, start: 250}"),
    (r"chapters", "chapters: [{title: A quiet year, run_to: 250}]"),
    (r"chapters\.[0-9]+", "- {title: A quiet year, run_to: 250}"),
    (r"chapters\.[0-9]+\.guess", "guess: {measure: morale, low: 0, high: 1}"),
    (r"chapters\.[0-9]+\.look_at", "look_at: {measures: [morale]}"),
    (r"chapters\.[0-9]+\.moves", "moves: [{lever: promise, level: 0.8}]"),
    (r"chapters\.[0-9]+\.expect", "expect: [{measure: morale, of: difference, below: 0}]"),
)
"""How a section is written, by its place."""

_SECTIONS = frozenset({"model_type", "model_attributes_type", "dict_type"})
_SHAPES = _SECTIONS | {"tuple_type", "union_tag_not_found"}
_WHOLE_TYPES = frozenset({"int_type", "int_from_float", "int_parsing", "int_parsing_size"})
_LEVER = ", or {level: …, start: …, ramp: …, end: …}, or a list of these in order"


def problems(error: ValidationError, tree: Section) -> list[Problem]:
    """Tell every error, up to a hundred, at the place where the value stands.

    Args:
        error: What pydantic found.
        tree: The values that were validated, with their places.
    """
    errors = [each for each in error.errors(include_url=False) if not _is_echo(each)]
    return [_problem(each, tree) for each in errors[:MOST_EXPLAINED]]


def allowed(number: Quantity, whole: bool = False) -> str:
    """The range and the unit of a number, in words."""
    unit = "" if number.unit == "1" else f" {number.unit}"
    return f"a {'whole ' if whole else ''}number from {_figure(number.low)} to {_figure(number.high)}{unit}"


def _figure(number: float) -> str:
    return f"{number:,.0f}" if number >= 1e5 else f"{number:g}"


def _is_echo(error: Any) -> bool:
    """Whether pydantic calls a list too short only because its entries are wrong, which it says of each."""
    return error["type"] == "too_short" and len(error["input"]) > 0


def _problem(error: Any, tree: Section) -> Problem:
    here = spot(error["loc"])
    kind, told = str(error["type"]), error.get("ctx", {})
    name = ".".join(str(part) for part in here.path)
    entry, found = descend(tree, here.path)
    if kind == "extra_forbidden":
        return _unknown_name(error["loc"], here, entry)
    if kind == "string_pattern_mismatch" and error["loc"][-1:] == ("[key]",):
        return entry.key.problem(
            f"{short(name)} cannot be the name of a department",
            found=short(str(here.path[-1])),
            allowed='1 to 60 characters of any alphabet, none of them . , : ; = * ? ! " < > [ ] { } or a backslash',
        )
    if kind == "mistake":
        shown = told.get("found") or (str(entry.value) if found else "nothing")
        is_name = shown == str(here.path[-1])  # the name is wrong, whatever stands behind it
        place = entry.value.place if isinstance(entry.value, Scalar) and not is_name else entry.key
        return place.problem(
            f"{name} {error['msg']}",
            found=shown,
            allowed=told.get("allowed", ""),
            suggestion=told.get("suggestion", ""),
        )
    if kind == "missing" or not found:
        return entry.key.problem(f"{name} is missing", found="nothing", allowed=_allowed(kind, here, told))
    if kind == "union_tag_not_found" and isinstance(entry.value, Section):  # a shock without its kind
        return entry.key.problem(
            f"{name}.kind is missing", found="nothing", allowed=_tags(told) or "recession or surge"
        )
    if kind == "union_tag_invalid":
        entry, _ = descend(tree, (*here.path, "kind"))
        name += ".kind"
    wrong = _WRONG.get(kind) or f"must be {_noun(kind, here)}"
    example = _example(name) if kind in _SHAPES else ""
    return entry.value.place.problem(
        f"{name} {wrong}",
        found=str(entry.value),
        allowed=_allowed(kind, here, told) + (f"; such as {example}" if example else ""),
        suggestion=_advice(kind, entry.value, told),
    )


def _example(name: str) -> str:
    """How the section or the list of this dotted name is written; empty where no example is needed."""
    written = next((text for place, text in _EXAMPLES if re.fullmatch(place, name)), "")
    return written.replace("NAME", short(name.rsplit(".", 1)[-1]))


def _unknown_name(loc: tuple[str | int, ...], here: Spot, entry: Entry) -> Problem:
    above = spot(loc[:-1])
    names = list(above.group.model_fields) if above.group else []
    if not above.path:
        names = ["extends", *names]
    written, section = str(here.path[-1]), ".".join(str(part) for part in above.path)
    suggestion = did_you_mean(written, names)
    if not suggestion and written.lower().startswith(("week ", "day ")):
        suggestion = "put the date in quotes, since a comma in braces ends a value"
    if section == "organization" and isinstance(entry.value, Section) and "departments" not in suggestion:
        suggestion = "departments stand one step to the right, under departments:"
    if not suggestion and isinstance(entry.value, Section) and len(entry.value.entries) == 1:
        suggestion = _right_place(f"{written}.{next(iter(entry.value.entries))}")  # coefficients.people.mutual_affinity
    if not suggestion:
        suggestion = _right_place(written)
    return entry.key.problem(
        f"{short(written)} is not a name that {section or 'a scenario'} knows",
        found=short(written),
        allowed=listed(names, 30),
        suggestion=suggestion,
    )


def _right_place(name: str) -> str:
    """A question with the full name of a number that was put in a wrong place; empty where there is none of that name."""
    full = name if name in paths() else _elsewhere().get(name.rsplit(".", 1)[-1])
    return f"did you mean {full}?" if full else ""


@cache
def _elsewhere() -> dict[str, str]:
    """Where a name would be right, by its last part."""
    parts = {each.rsplit(".", 1)[-1]: each for each in reversed(paths())}
    return {**parts, **{name: name for name in Scenario.model_fields}}


def _noun(kind: str, here: Spot) -> str:
    if kind == "date":
        return "a day"
    if kind in _WHOLE_TYPES:
        return "a whole number"
    if kind == "union_tag_not_found":
        return "a number or a plan over time" if here.quantity else "a shock"
    return _KINDS.get(kind, "a number" if here.quantity else "right")


def _allowed(kind: str, here: Spot, told: dict[str, Any]) -> str:
    date = ", or a date such as year 2, week 3" if _is_day(here) else ""
    limits = {type(each).__name__: each for each in here.field.metadata} if here.field else {}
    if tags := _tags(told):
        return tags
    if "max_length" in told:
        return f"up to {told['max_length']} {'characters' if kind == 'string_too_long' else 'entries'}"
    if here.quantity is not None:
        text = allowed(here.quantity, here.field is not None and here.field.annotation is int)
        return text + (_LEVER if kind == "union_tag_not_found" else date)
    if "Ge" in limits and "Le" in limits:
        return f"a number from {_figure(limits['Ge'].ge)} to {_figure(limits['Le'].le)}{date}"
    if here.group is not None:
        return f"names with values: {listed(list(here.group.model_fields), 30)}"
    return _KINDS.get(kind, "")


def _is_day(here: Spot) -> bool:
    return here.field is not None and "day_of" in repr(here.field)


def _tags(told: dict[str, Any]) -> str:
    return str(told.get("expected_tags") or told.get("expected") or "").replace("'", "")


def _advice(kind: str, value: Node, told: dict[str, Any]) -> str:
    if isinstance(value, Items) and kind in _SECTIONS:
        return "write names and values without dashes"
    if isinstance(value, Section) and kind == "tuple_type":
        return "begin each entry of the list with a dash and a blank"
    if not isinstance(value, Scalar) or not isinstance(value.value, str):
        return ""
    if kind in _SECTIONS and ":" in value.value:
        return "put a blank behind the colon"
    if kind == "bool_type":
        truth = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(value.value.lower())
        return f"write {truth}" if truth else ""
    if kind in ("union_tag_invalid", "literal_error"):
        return did_you_mean(value.value, _tags(told).replace(" or ", ", ").split(", "))
    if kind == "date" and value.value.lower().startswith("week"):
        return f"write year 1, {short(value.value)}"
    return _number_advice(value, whole=kind in _WHOLE_TYPES or kind == "date")


def _number_advice(value: Scalar, whole: bool) -> str:
    """What may have been meant by a text where a number should stand.

    Args:
        value: The text.
        whole: Whether a whole number should stand there, so that 1,000 is a thousand and not one.
    """
    written = value.written.strip()
    digits = written.replace(",", "").replace("_", "").replace(" ", "").replace("'", "")
    joined = (digits, f"write {short(digits)}, without a separator")
    decimal = (written.replace(",", "."), "write the decimal with a point")
    first, second = (joined, decimal) if whole and _THOUSANDS.fullmatch(written) else (decimal, joined)
    for changed, advice in ((written, "write it without quotes"), first, second):
        if _number_in(changed) is not None:
            return advice
    share = _number_in(written[:-1].strip()) if written.endswith("%") else None
    return f"write it as a share: {share / 100:g}" if share is not None else ""


def _number_in(written: str) -> float | None:
    try:
        value = resolve(written)
    except NotFiniteError:
        return None
    return None if value is None or isinstance(value, (bool, str)) else float(value)

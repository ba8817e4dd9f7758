"""What the schema says about a place in a scenario: which names may stand there, which number is declared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Tag
from pydantic.fields import FieldInfo

from sim.quantity import Quantity, quantities
from sim.scenario.office import Dependence
from sim.scenario.schema import Scenario
from sim.scenario.timeline import LEVERS, SCOPE, Policy, Scope
from sim.scenario.tree import Path


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a scenario, and what is declared there.

    Attributes:
        path: The way from the root, without the tags by which pydantic tells apart what may stand in one place.
        group: The group of names that stands there, if it is one.
        field: The declaration of the value there, if there is one.
        quantity: The number that is declared there, if it is one.
    """

    path: Path
    group: type[BaseModel] | None = None
    field: FieldInfo | None = None
    quantity: Quantity | None = None


def spot(loc: Path) -> Spot:
    """Find what is declared where pydantic found a mistake.

    Args:
        loc: The ``loc`` of one of the errors of a ``ValidationError``.
    """
    kind: Any = Scenario
    path: list[str | int] = []
    field: FieldInfo | None = None
    number: Quantity | None = None
    for part in loc:
        if part == "[key]":  # pydantic found the name itself wrong, which it has named before
            continue
        kind = _bare(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = kind.model_fields.get(str(part))
            number = _number(kind, str(part))
            path.append(part)
            kind = field.annotation if field else None
        elif get_origin(kind) is dict:
            path.append(part)
            number = _requests(kind)
            kind = get_args(kind)[1]
        elif get_origin(kind) is tuple and isinstance(part, int):
            path.append(part)
            kind = get_args(kind)[0]
        elif (arm := _arm(kind, part)) is not None:
            kind = arm
        else:
            path.append(part)
            kind = None
    kind = _bare(kind)
    group = kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
    return Spot(tuple(path), group, field, None if group else number)


def _bare(kind: Any) -> Any:
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    arms = [each for each in get_args(kind) if each is not type(None)] if _is_union(kind) else []
    return _bare(arms[0]) if len(arms) == 1 else kind


def _is_union(kind: Any) -> bool:
    return get_origin(kind) is Union or type(kind).__name__ == "UnionType"


def _number(group: type[BaseModel], name: str) -> Quantity | None:
    if group is Policy and name in LEVERS:
        return LEVERS[name]
    if group is Scope:
        return LEVERS.get(SCOPE + name)
    return next((each for each in quantities(group) if each.name == name), None)


def _requests(kind: Any) -> Quantity | None:
    return next(quantities(Dependence)) if _bare(get_args(kind)[1]) is float else None


def _arm(kind: Any, part: str | int) -> Any:
    """The arm of a union that a tag names."""
    for arm in get_args(kind) if _is_union(kind) else ():
        if any(isinstance(each, Tag) and each.tag == part for each in get_args(arm)[1:]):
            return arm
        bare = _bare(arm)
        if isinstance(bare, type) and issubclass(bare, BaseModel) and part in _kinds(bare):
            return arm
    return None


def _kinds(group: type[BaseModel]) -> tuple[Any, ...]:
    field = group.model_fields.get("kind")
    return get_args(field.annotation) if field and get_origin(field.annotation) is Literal else ()


def paths(scenario: Scenario | None = None) -> dict[str, Quantity]:
    """Every number that can be set or swept, by its dotted name.

    Args:
        scenario: With it, the numbers of its own departments and shocks are named too
            (``organization.departments.sales.size``, ``environment.shocks.0.fall``).
    """
    named = dict(_in_group(Scenario, ()))
    if scenario is not None:
        for name, department in scenario.organization.departments.items():
            here = ("organization", "departments", name)
            named.update(_in_group(type(department), here))
            requests = next(quantities(Dependence))
            named.update({".".join((*here, "depends_on", other)): requests for other in department.depends_on})
        for number, shock in enumerate(scenario.environment.shocks):
            named.update(_in_group(type(shock), ("environment", "shocks", str(number))))
    return named


def _in_group(group: type[BaseModel], path: tuple[str, ...]) -> Iterator[tuple[str, Quantity]]:
    for name, field in group.model_fields.items():
        kind = _bare(field.annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _in_group(kind, (*path, name))
        elif (number := _number(group, name)) is not None:
            yield ".".join((*path, name)), number

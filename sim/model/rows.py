"""Attributes that read and write the engine's arrays."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar, overload

from pydantic import BaseModel

from sim.quantity import Quantity, quantities

if TYPE_CHECKING:
    from sim.lanes import Numbers


class Seen(Protocol):
    """Whatever has a column of its own in an array: an employee, a tie."""

    number: int

    @property
    def rows(self) -> Numbers:
        """The array's rows for one run, shape (rows, things)."""


View = TypeVar("View", bound=Seen)


class Row(Generic[View]):
    """One declared quantity of one thing: reading and writing it touches the memory that the engine works on."""

    def __init__(self, row: int, declared: Quantity) -> None:
        self.row = row
        self.declared = declared
        self.__doc__ = f"{declared.meaning} [{declared.unit}]"

    @overload
    def __get__(self, thing: None, owner: type[View]) -> Self: ...
    @overload
    def __get__(self, thing: View, owner: type[View]) -> float: ...
    def __get__(self, thing: View | None, owner: type[View]) -> Self | float:
        if thing is None:
            return self
        return float(thing.rows[self.row, thing.number])

    def __set__(self, thing: View, value: float) -> None:
        declared = self.declared
        number = float(value)
        if not (math.isfinite(number) and declared.low <= number <= declared.high):
            raise ValueError(
                f"{declared.name} of {thing}: found {value}, allowed are {declared.low:g} to {declared.high:g} ({declared.unit})"
            )
        thing.rows[self.row, thing.number] = number


def declare_rows(view: type[Any], *groups: type[BaseModel]) -> None:
    """Give a view an attribute for each quantity that some groups declare, in the order of the array's rows."""
    declared = [each for group in groups for each in quantities(group)]
    for row, each in enumerate(declared):
        setattr(view, each.name, Row(row, each))

"""The employees of an office as a sequence that makes each when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from sim.model.employee import Employee

if TYPE_CHECKING:
    from sim.model.office import Office


class Employees(Sequence[Employee]):
    """Everybody in an office, in the order of the arrays.

    An employee is made when somebody asks for it, and is the same one from then on: making a million of them takes
    seconds, and most are never looked at.

    Args:
        model: The office.
    """

    def __init__(self, model: Office) -> None:
        self._model = model
        self._made: dict[int, Employee] = {}

    def __len__(self) -> int:
        return self._model.organization.headcount

    @property
    def made(self) -> int:
        """How many have been asked for so far."""
        return len(self._made)

    @overload
    def __getitem__(self, place: int) -> Employee: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Employee, ...]: ...
    def __getitem__(self, place: int | slice) -> Employee | tuple[Employee, ...]:
        """One employee, or some.

        Raises:
            IndexError: If there is nobody of that number.
        """
        if isinstance(place, slice):
            return tuple(self[number] for number in range(len(self))[place])
        number = range(len(self))[place]
        employee = self._made.get(number)
        if employee is None:
            employee = self._made[number] = Employee(self._model, number)
        return employee

    def __repr__(self) -> str:
        return f"<{len(self):,} employees>"

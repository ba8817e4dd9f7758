"""The measures of a run that is being lived, and Mesa's collector of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import mesa

from sim.measures import MEASURES, by_department, series
from sim.run import tie_counts

if TYPE_CHECKING:
    from sim.lanes import Lanes, Numbers
    from sim.organization import Organization


class Records:
    """Reads the measures off a run's tables."""

    def __init__(self, organization: Organization) -> None:
        self._departments = organization.departments
        self._counts = tie_counts(organization)
        self._start = 0
        self._block: dict[str, Numbers] = {}
        self._last: tuple[int, dict[str, float]] = (-1, {})

    def of_day(self, lanes: Lanes, lived: int, ahead: int) -> dict[str, float]:
        """Every measure of the last of the days that have been lived, by name; not a number before the first.

        Args:
            lanes: The run.
            lived: How many days have been lived.
            ahead: How many more the tables hold already: they are read at once, which is faster.
        """
        if lived == 0:
            return dict.fromkeys(MEASURES, float("nan"))
        day = lived - 1
        if self._last[0] == day:  # a collector asks for one measure after the other
            return dict(self._last[1])
        if not (self._block and self._start <= day < self._start + len(self._block["morale"])):
            self._start, self._block = day, self.between(lanes, day, lived + ahead)
        self._last = day, {name: float(values[day - self._start]) for name, values in self._block.items()}
        return dict(self._last[1])

    def between(self, lanes: Lanes, first: int, last: int, department: str | None = None) -> dict[str, Numbers]:
        """Every measure on the days first, …, last - 1, of the whole organization or of a department: (days,) each.

        Raises:
            ValueError: If there is no such department.
        """
        tally, office = lanes.tally[first:last], lanes.office_days[first:last]
        if department is None:
            return {name: values[:, 0] for name, values in series(tally, office, self._counts).items()}
        place = self.department(department)
        return {name: values[:, place, 0] for name, values in by_department(tally, office, self._counts).items()}

    def department(self, name: str) -> int:
        """The number of a department.

        Raises:
            ValueError: If there is none of that name.
        """
        if name not in self._departments:
            raise ValueError(f"there is no department {name!r}; departments are {', '.join(self._departments)}")
        return self._departments.index(name)


def collector(of_employees: Mapping[str, Any]) -> mesa.DataCollector:
    """A Mesa data collector of every measure, which can be pickled.

    Args:
        of_employees: What to note of each employee, as Mesa's ``agent_reporters``.
    """
    return mesa.DataCollector(
        model_reporters={name: partial(_measure, name=name) for name in MEASURES},
        agent_reporters={
            name: partial(_attribute, name=each) if isinstance(each, str) else each
            for name, each in of_employees.items()
        }
        or None,
    )


def _measure(model: Any, name: str) -> Any:
    return model.measures[name]


def _attribute(employee: Any, name: str) -> Any:
    return getattr(employee, name)

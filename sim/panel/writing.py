"""Living through a run and writing what it did to everybody."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim.measures import by_department, series
from sim.model import prepare
from sim.panel.columns import OPENING
from sim.panel.customers import DepartmentCustomers
from sim.panel.files import Files, write_columns
from sim.panel.samples import Names, Occupants, Sums, event_rows, people_rows, tie_rows
from sim.policy import Environment, Levers
from sim.quantity import quantities
from sim.run import Inputs, live, open_lanes, tie_counts
from sim.scenario import Scenario
from sim.state import P

if TYPE_CHECKING:
    from sim.lanes import Lanes
    from sim.organization import Organization


def write_panel(
    folder: str | PathLike[str],
    scenario: str | PathLike[str] | Scenario | tuple[Organization, Inputs],
    seed: int | None = None,
    *,
    every: int = 10,
    days: int | None = None,
) -> list[Path]:
    """Live through a run and write what it did to everybody.

    Args:
        folder: Where to write; it is made if it is missing, and files of the same names are replaced.
        scenario: A scenario, its path or name; or an office and a run's inputs, which have a seed of their own.
        seed: The run's seed; 1 where none is given.
        every: Sample people and ties on every so-manieth day: days every - 1, 2 every - 1, …, and once before the first
            day, as day -1.
        days: How many days; the scenario's own number where none is given.

    Returns:
        The files, ``columns.csv`` last.

    Raises:
        ValueError: If ``every`` is not positive, or a seed or days are given beside a run's inputs.
        ScenarioError: If the scenario cannot be used.
        OSError: If the folder cannot be written to.
    """
    if every < 1:
        raise ValueError(f"every: found {every}, allowed are 1 day and more")
    if isinstance(scenario, tuple):
        if seed is not None or days is not None:
            raise ValueError("the inputs of a run have a seed and days of their own: give neither beside them")
        organization, inputs = scenario
    else:
        organization, inputs = prepare(scenario, 1 if seed is None else seed, days=days)
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    with Files(place, inputs, every) as files:
        _live_and_write(files, organization, inputs, every)
    return [*files.paths, write_columns(place)]


def _live_and_write(files: Files, organization: Organization, inputs: Inputs, every: int) -> None:
    lanes = open_lanes(organization, [inputs])
    names = Names(organization)
    horizon = len(inputs.levers)
    sums, occupants, customers = Sums(lanes), Occupants(lanes, names), DepartmentCustomers(lanes)

    def sample(day: int) -> None:
        files.write("people", people_rows(lanes, names, day, sums, occupants))
        files.write("ties", tie_rows(lanes, names, day, sums, occupants))
        sums.clear()

    sample(OPENING)
    for day in range(horizon):
        before = lanes.people[: P.arrived, :, 0].copy()
        live(lanes, day, day + 1)
        sums.add(lanes)
        occupants.add(lanes)
        customers.add(lanes)
        for events in event_rows(lanes, names, day, before, occupants):
            files.write("quits", events)
        if (day + 1) % every == 0:
            sample(day)
    _write_measures(files, lanes, names, organization, inputs, customers)


def _write_measures(
    files: Files, lanes: Lanes, names: Names, organization: Organization, inputs: Inputs, customers: DepartmentCustomers
) -> None:  # fmt: skip
    counts, days, many = tie_counts(organization), len(inputs.levers), len(names.departments)
    per = by_department(lanes.tally, lanes.office_days, counts)
    per = {**per, "satisfaction": np.array(customers.satisfaction)[:, :, None]}
    files.write(
        "departments",
        {
            "day": np.repeat(np.arange(days, dtype=np.int32), many),
            "department": names.of(np.tile(np.arange(many), days), names.departments),
            **{name: values[:, :, 0].ravel() for name, values in per.items()},
        },
    )
    files.write(
        "organization",
        {
            "day": np.arange(days, dtype=np.int32),
            **{name: values[:, 0] for name, values in series(lanes.tally, lanes.office_days, counts).items()},
            **{f"lever_{each.name}": inputs.levers[:, row] for row, each in enumerate(quantities(Levers))},
            **{f"world_{each.name}": inputs.world[:, row] for row, each in enumerate(quantities(Environment))},
        },
    )

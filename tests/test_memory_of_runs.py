"""The memory that runs will take is known before."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from sim.lanes import room_for
from sim.opening import bytes_of_runs, inputs_of, organization_of
from sim.run import open_lanes
from sim.scenario import load


@pytest.mark.parametrize("runs", [1, 3, 5, 8])
def test_lanes_that_only_fill_up_a_group_are_counted(runs: int) -> None:
    scenario = load("cubicle_farm", ["days=20"])
    organization = organization_of(scenario, 1)
    lanes = open_lanes(organization, [inputs_of(scenario, 1)] * runs)
    whole = room_for(runs)
    numbers = sum(
        int(np.prod(getattr(lanes, name).shape[:-1])) * whole * 8
        for name in ("people", "ties", "office_days", "tally", "levers", "world", "sums")
    )
    arrays = {
        id(each): each.nbytes
        for field in dataclasses.fields(organization)
        if isinstance(each := getattr(organization, field.name), np.ndarray)
    }
    names = sum(each.__sizeof__() + 8 for each in organization.ids)
    needed = numbers + sum(arrays.values()) + names + lanes.distant_start.nbytes
    assert 0.97 * needed < bytes_of_runs(scenario, runs) < 1.1 * needed

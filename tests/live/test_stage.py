"""The stage: rooms, desks, people, ties, levers, as plain data."""

from __future__ import annotations

import json

import pytest
from live_view import small_offices

from sim.live.rooms import HEIGHT, WIDTH, desks, rooms
from sim.live.stage import stage
from sim.measures import MEASURES
from sim.organization import grow
from sim.policy import Levers
from sim.quantity import quantities
from sim.scenario import load


def test_it_is_plain_data_that_tells_of_everybody() -> None:
    offices = small_offices()
    told = json.loads(json.dumps(stage(offices, "small_shop"), allow_nan=False))
    assert [each["name"] for each in told["people"]] == offices.organization.ids
    assert [each["boss"] for each in told["people"]] == offices.organization.boss.tolist()
    assert told["ties"]["provider"] == offices.organization.provider.tolist()
    assert {each["name"] for each in told["measures"]} == set(MEASURES)
    assert told["days"] == 500


def test_levers_come_from_their_declarations() -> None:
    told = {each["name"]: each for each in stage(small_offices(), "small_shop")["levers"]}
    for declared in quantities(Levers):
        lever = told[declared.name]
        assert (lever["meaning"], lever["neutral"]) == (declared.meaning, declared.default)
        assert (lever["low"], lever["high"]) == (declared.low, declared.high)


@pytest.mark.parametrize("overrides", [(), ("organization.departments.sales.size=300",)])
def test_rooms_do_not_overlap_and_hold_their_people(overrides: tuple[str, ...]) -> None:
    organization = grow(load("cubicle_farm", overrides).organization, 1)
    laid = rooms(organization)
    for number, room in enumerate(laid):
        assert 0 <= room.x < room.x + room.w <= WIDTH
        assert 0 <= room.y < room.y + room.h <= HEIGHT
        for other in laid[:number]:
            apart = room.x + room.w <= other.x + 0.2 or other.x + other.w <= room.x + 0.2
            assert apart or room.y + room.h <= other.y + 0.2 or other.y + other.h <= room.y + 0.2
    xs, ys = desks(organization, laid)
    for person, department in enumerate(organization.department):
        room = laid[department]
        assert room.x <= xs[person] <= room.x + room.w
        assert room.y <= ys[person] <= room.y + room.h
    assert len(set(zip(xs, ys, strict=True))) == organization.headcount


def test_larger_departments_have_larger_rooms() -> None:
    organization = grow(load("cubicle_farm").organization, 1)
    laid = rooms(organization)
    order = sorted(range(len(laid)), key=lambda each: laid[each].w * laid[each].h)
    sizes = organization.department_sizes[order]
    assert (sizes[1:] >= sizes[:-1]).all()

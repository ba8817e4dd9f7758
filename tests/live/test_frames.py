"""Frames: what the page reads is what the office is like."""

from __future__ import annotations

import numpy as np
from live_view import Frame, read_frame, small_offices

from sim.live.frames import FULL_DESK, MOST_GRUDGES, MOST_PULSES, frame, picture
from sim.live.history import COLUMNS, FIRST, POLICY, TWIN
from sim.live.offices import Offices
from sim.live.shown import Shown
from sim.live.viewer import MOST_CAUGHT_UP, PATIENCE, Viewer
from sim.mechanisms import K
from sim.run import live, open_lanes
from sim.scenario import load
from sim.state import P, T


def drawn(offices: Offices, flags: int = 0) -> Frame:
    days = np.arange(max(0, offices.day - 3), offices.day, dtype=np.int32)
    return read_frame(frame(picture((offices.side(0), offices.side(1))), 7, (days, offices.history.rows[days]), flags))


def shown(offices: Offices, version: int) -> Shown:
    sides = offices.side(0), offices.side(1)
    history = offices.history
    return Shown(
        version, (1, offices.generation), picture(sides), history.rows, history.known, offices.has_first, False
    )


def test_people_are_drawn_as_they_are() -> None:
    offices = small_offices()
    offices.live(200)
    made = drawn(offices, flags=3)
    assert (made.number, made.day, made.offices, made.flags, made.people) == (7, 200, 2, 3, 12)
    for lane in (0, 1):
        people, ties = offices.lanes.people[:, :, lane], offices.lanes.ties[:, :, lane]
        assert (made.planes[lane][0] == np.rint(people[P.morale] * 255)).all()
        assert (made.planes[lane][1] == np.rint(people[P.cynicism] * 255)).all()
        requests = np.zeros(12)
        np.add.at(requests, offices.organization.provider, ties[T.backlog])
        effort = offices.lanes.coefficients[:, lane]
        work = people[P.workload] * effort[K.case_effort] + requests * effort[K.request_effort]
        assert (made.planes[lane][2] == np.rint(np.minimum(1.0, work / FULL_DESK) * 255)).all()
        assert ((made.planes[lane][3] & 1 > 0) == (people[P.vacant] > 0)).all()


def test_the_strongest_grudges_and_a_fair_choice_of_requests_are_drawn() -> None:
    offices = Offices(load("client_coworker", ("environment.demand=1.3",)), 1)
    offices.live(150)
    made, ties = drawn(offices), offices.lanes.ties[:, :, 0]
    held = np.sort(ties[T.animosity][ties[T.animosity] > 0.1])[::-1]
    assert made.grudges_all[0] == len(held) > MOST_GRUDGES == len(made.grudges[0])
    assert (made.grudges[0]["animosity"] == np.rint(held[:MOST_GRUDGES] * 255)).all()
    active = (ties[T.served] > 0) | (ties[T.backlog] > 0)
    assert made.pulses_all[0] == active.sum() > MOST_PULSES == len(made.pulses[0])
    assert active[made.pulses[0]["tie"]].all()
    assert len(set(made.pulses[0]["tie"].tolist())) == MOST_PULSES
    answered = ties[T.served][made.pulses[0]["tie"]] > 0
    assert (answered == np.isin(made.pulses[0]["kind"], (1, 2))).all()


def test_history_is_what_the_measures_say() -> None:
    offices = small_offices()
    offices.live(40)
    made = drawn(offices)
    assert made.days.tolist() == [37, 38, 39]
    series = offices.side(1).series()
    for column, name in enumerate(COLUMNS):
        expected = series[name].to_numpy()[37:40].astype(np.float32)
        assert np.array_equal(made.rows[:, TWIN, column], expected, equal_nan=True)
    assert np.isnan(made.rows[:, FIRST]).all()


def test_offices_beside_each_other_are_the_runs_that_they_are_alone() -> None:
    from sim.opening import inputs_of, organization_of

    offices = small_offices()
    offices.live(120)
    told = load("small_shop")
    alone = open_lanes(organization_of(told, 1), [inputs_of(told, 1)])
    live(alone, 0, 120)
    assert np.array_equal(alone.people[:, :, 0], offices.side(POLICY).people)
    assert np.array_equal(alone.ties[:, :, 0], offices.side(POLICY).ties)


def test_one_frame_is_in_flight_and_the_newest_follows_with_what_was_missed() -> None:
    now = 0.0
    offices, viewer = small_offices(), Viewer(lambda: now)
    first = viewer.frame(shown(offices, 0))
    assert first is not None
    assert read_frame(first).flags & 2
    for version in (1, 2, 3):
        offices.live(5)
        assert viewer.frame(shown(offices, version)) is None
    viewer.painted(99)
    assert viewer.frame(shown(offices, 3)) is None
    viewer.painted(read_frame(first).number)
    second = viewer.frame(shown(offices, 3))
    assert second is not None
    assert read_frame(second).days.tolist() == list(range(15))
    assert not read_frame(second).flags & 2
    offices.live(1)
    assert viewer.frame(shown(offices, 4)) is None
    now = PATIENCE + 1
    assert viewer.frame(shown(offices, 4)) is not None


def test_a_page_that_comes_late_catches_up_in_parts() -> None:
    offices, viewer = small_offices(), Viewer(lambda: 0.0)
    offices.live(3_000)
    days: list[int] = []
    while (data := viewer.frame(shown(offices, 0))) is not None:
        made = read_frame(data)
        assert len(made.days) <= 500
        days += made.days.tolist()
        viewer.painted(made.number)
    assert days == sorted(set(days))
    assert days[0] == 0
    assert days[-500:] == list(range(2_500, 3_000))
    assert len(days) <= MOST_CAUGHT_UP

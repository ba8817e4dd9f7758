"""A run gives the same bits alone, in company, in pieces, in any order, and on any number of threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_runs import SHOPS, grown, inputs, office_of, recession, runs, small_offices

from sim.lanes import Lanes, every_tile
from sim.measures import Y
from sim.organization import Organization
from sim.phases.nearness import NEAR
from sim.run import Inputs, live, open_lanes
from sim.state import P

DAYS = 60

OUTCOMES = ("people", "ties", "office", "teams", "tally", "office_days", "ledger_total", "ledger_days")
"""What a run leaves behind; the last axis of each is the lane."""

CAMPAIGN = {"client_mindset": 1.0, "promise": 0.9, "team_building": 0.5}


def lived(organization: Organization, together: Sequence[Inputs], *, ledger: bool = True) -> Lanes:
    """Some runs of an office, lived through side by side to their last day."""
    o = open_lanes(organization, together, ledger=ledger)
    live(o, 0, len(together[0].levers))
    return o


def assert_same_run(one: Lanes, lane: int, other: Lanes, other_lane: int) -> None:
    """Everything that two runs leave behind is the same."""
    for name in OUTCOMES:
        here, there = getattr(one, name)[..., lane], getattr(other, name)[..., other_lane]
        assert np.array_equal(here, there), f"{name} of lane {lane} and of lane {other_lane} differ"


def a_batch(count: int) -> list[Inputs]:
    """Runs that differ in seed, policy, coefficients and environment."""
    batch = [
        inputs(k, DAYS, levers=CAMPAIGN if k % 2 else {}, coefficients={"quit_rate": 0.002 * (k % 3)})
        for k in range(count)
    ]
    return [recession(run, 20, 20) if k % 3 == 2 else run for k, run in enumerate(batch)]


@settings(max_examples=15)
@given(small_offices(), st.lists(runs(DAYS), min_size=1, max_size=5))
def test_runs_side_by_side_equal_each_alone(organization: Organization, together: list[Inputs]) -> None:
    o = lived(organization, together)
    for lane, run in enumerate(together):
        assert_same_run(o, lane, lived(organization, [run]), 0)


@pytest.mark.parametrize("count", [2, 3, 8, 17])
def test_as_many_lanes_as_the_processor_takes_at_once_and_more(count: int) -> None:
    organization, together = grown(3), a_batch(count)
    o = lived(organization, together)
    for lane in (0, count // 2, count - 1):
        assert_same_run(o, lane, lived(organization, [together[lane]]), 0)


@settings(max_examples=5)
@given(st.permutations(range(6)))
def test_the_order_in_a_batch_does_not_matter(order: list[int]) -> None:
    organization, together = grown(3), a_batch(6)
    first, second = lived(organization, together), lived(organization, [together[k] for k in order])
    for lane, k in enumerate(order):
        assert_same_run(first, k, second, lane)


def test_two_threads_equal_one() -> None:
    organization, together = grown(3), a_batch(6)
    start = Barrier(2)

    def half(which: int) -> Lanes:
        start.wait(timeout=60)
        return lived(organization, together[3 * which : 3 * which + 3])

    with ThreadPoolExecutor(2) as threads:
        halves = list(threads.map(half, range(2)))
    alone = lived(organization, together)
    for lane in range(6):
        assert_same_run(alone, lane, halves[lane // 3], lane % 3)


@pytest.mark.parametrize("threads", [2, 3])
@pytest.mark.parametrize("count", [1, 3])
def test_threads_that_do_an_office_together_equal_one(threads: int, count: int) -> None:
    organization, together = grown(3), a_batch(count)
    o = open_lanes(organization, together, ledger=True)
    live(o, 0, 25, threads=threads)
    live(o, 25, DAYS, threads=threads)
    alone = lived(organization, together)
    for lane in range(count):
        assert_same_run(o, lane, alone, lane)


def with_few_distant_ties() -> Organization:
    """2,400 people who sit near most of those they ask, and far from a few: by number before, or behind them."""
    return grown(3, {f"d{k}": {"size": 4, "own_work": 0.5} for k in range(600)})


def at_the_edge_of_near() -> Organization:
    """2,200 people who ask their neighbours, and some of them people who are just near or just not."""
    people = 2200
    near = [(k, k + step) for k in range(people) for step in range(1, 6)]
    edge = [(k, k + sign * (NEAR + by)) for k in range(0, people, 20) for sign in (-1, 1) for by in (-1, 0, 1)]
    return office_of(people, [(client, provider) for client, provider in near + edge if 0 <= provider < people])


def with_many_distant_ties() -> Organization:
    """3,150 people who ask those of other departments, all of them far away."""
    return grown(3, {name: dict(plan, size=150 * int(plan["size"])) for name, plan in SHOPS.items()})  # type: ignore[call-overload]


@pytest.mark.parametrize("threads", [2, 3, 5])
@pytest.mark.parametrize("ledger", [False, True])
@pytest.mark.parametrize("office", [with_few_distant_ties, at_the_edge_of_near, with_many_distant_ties])
def test_threads_that_do_a_large_office_in_many_pieces_equal_one(
    office: Callable[[], Organization], threads: int, *, ledger: bool
) -> None:
    """A tie that two pieces count or none, or a sum whose order depends on where pieces end."""
    organization = office()
    o, alone = (open_lanes(organization, [inputs(5, 12, levers=CAMPAIGN)], ledger=ledger) for _ in range(2))
    if office is with_many_distant_ties:
        assert o.near[0] > organization.headcount
    else:
        assert o.near[0] == NEAR
        assert (np.diff(o.distant_start[:, [0, -1]]) > 50).all(), "distant ties on either side"
    live(o, 0, 12, threads=threads)
    live(alone, 0, 12, threads=1)
    assert_same_run(o, 0, alone, 0)


def test_the_tally_of_many_tiles_is_what_all_people_do() -> None:
    """A tile that is left out, or a department that is booked with its neighbour."""
    departments = {f"d{k}": {"size": 4, "own_work": 0.5} for k in range(600)}
    for organization in (with_many_distant_ties(), grown(3, departments)):
        o = lived(organization, [inputs(5, 12, levers=CAMPAIGN)])
        assert every_tile(o) > 1
        there = o.people[P.vacant, :, 0] <= 0.0
        for name, row, counted in (
            ("output", P.output, 1.0),
            ("mood", P.mood, there),
            ("animosity_felt", P.animosity_felt, 1.0),
        ):
            wanted = np.bincount(organization.department, counted * o.people[row, :, 0], len(organization.departments))
            np.testing.assert_allclose(o.tally[-1, Y[name], :, 0], wanted, rtol=1e-12)


def test_fewer_threads_than_one_are_refused() -> None:
    with pytest.raises(ValueError, match="threads: found 0, allowed are 1 and more"):
        live(open_lanes(grown(3), a_batch(1)), 0, 1, threads=0)


def test_arrays_that_differ_in_their_lanes_are_refused() -> None:
    """Machine code that writes behind the end of an array, since another one has a lane more, or more room."""
    o = open_lanes(grown(3), a_batch(3))
    with pytest.raises(ValueError, match=r"room for \[3, 4\]"):
        live(o._replace(teams=np.ascontiguousarray(o.teams)), 0, 1)
    with pytest.raises(ValueError, match=r"same number of lanes: .*sums 2"):
        live(o._replace(sums=o.sums[..., :2]), 0, 1)


def test_days_that_a_run_does_not_have_are_refused() -> None:
    o = open_lanes(grown(3), a_batch(1))
    with pytest.raises(ValueError, match=f"days 0 to {DAYS + 1} of a run of {DAYS} days"):
        live(o, 0, DAYS + 1)


def test_days_in_pieces_equal_days_in_one_call() -> None:
    organization, together = grown(3), a_batch(3)
    o = open_lanes(organization, together, ledger=True)
    for first, last in ((0, 1), (1, 1), (1, 37), (37, DAYS)):
        live(o, first, last)
    whole = lived(organization, together)
    for lane in range(3):
        assert_same_run(o, lane, whole, lane)


def test_arrays_begin_with_a_line_of_the_processors_cache() -> None:
    """Vectors of eight lanes that lie across two lines: a sweep that takes longer for where its memory happens to be."""
    o = open_lanes(grown(3), a_batch(8))
    for each in (o, o.copy(), o.copy()):
        for name in ("people", "ties", "teams", "tally", "sums"):
            assert getattr(each, name).ctypes.data % 64 == 0, name


def test_a_fork_goes_on_as_if_it_were_alone() -> None:
    organization, together = grown(3), a_batch(2)
    o = open_lanes(organization, together, ledger=True)
    live(o, 0, 30)
    fork = o.copy()
    fork.levers[:] = 0.9
    live(fork, 30, DAYS)
    live(o, 30, DAYS)
    whole = lived(organization, together)
    assert not np.array_equal(fork.people, o.people)
    for lane in range(2):
        assert_same_run(o, lane, whole, lane)


def test_keeping_a_ledger_changes_nothing() -> None:
    organization, together = grown(3), a_batch(3)
    kept, not_kept = lived(organization, together), lived(organization, together, ledger=False)
    for name in ("people", "ties", "office", "tally", "office_days"):
        assert np.array_equal(getattr(kept, name), getattr(not_kept, name))


def test_twins_are_the_same_until_the_policy_begins() -> None:
    organization = grown(3)
    begun = 25
    o = lived(organization, [inputs(1, DAYS, levers=CAMPAIGN, start=begun), inputs(1, DAYS)])
    assert np.array_equal(o.tally[: begun + 1, ..., 0], o.tally[: begun + 1, ..., 1])
    assert not np.array_equal(o.tally[begun + 1, ..., 0], o.tally[begun + 1, ..., 1])

"""Runs of one organization: from the inputs of each run to arrays that can live through days."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.compiled import together
from sim.compiled.replaying import CAN_REPLAY
from sim.day import live as live_alone
from sim.day import live_one_day, open_office
from sim.lanes import Lanes, Numbers, blank, every_tile, room_for, tiles_of
from sim.ledger import E
from sim.luck import Purpose
from sim.measures import Y
from sim.mechanisms import K
from sim.organization import Organization
from sim.phases.nearness import nearness_of
from sim.phases.observation import TRADE
from sim.policy import Kind, W, X
from sim.quantity import quantities
from sim.state import TM, O, OrganizationState, P, PersonDay, PersonState, T, TieDay, TieState, Traits

LARGE = 250_000
"""Ties × runs from which on threads do one office together: below, waiting for each other takes too long."""

TILES_OF_A_THREAD = 8
"""Tiles of people that each thread has at least, so that they can be shared out evenly."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What one run is made of, beside its organization.

    Attributes:
        seed: Seed of the run's luck, 0 to 2**63 - 1.
        levers: Policy by day, shape (days, len(X)).
        world: Environment by day, shape (days, len(W)).
        coefficients: Coefficients, lever costs and people's traits, shape (len(K),).
    """

    seed: int
    levers: Numbers
    world: Numbers
    coefficients: Numbers

    def __post_init__(self) -> None:
        """Refuse what does not fit together.

        Raises:
            ValueError: If a shape is not the declared one, or the seed is out of range.
        """
        days = len(self.levers)
        expected = ((days, len(X)), (days, len(W)), (len(K),))
        found = (self.levers.shape, self.world.shape, self.coefficients.shape)
        if expected != found:
            raise ValueError(f"shapes of levers, world, coefficients are {found}, expected {expected}")
        if not 0 <= self.seed < 2**63:
            raise ValueError(f"the seed is {self.seed}, allowed are 0 to 2**63 - 1")


def tie_counts(organization: Organization) -> dict[str, Numbers]:
    """What the organization fixes by department (:data:`sim.measures.FIXED`), each of shape (departments,)."""
    of_client = organization.department[organization.client]
    within = (of_client == organization.department[organization.provider]).astype(np.float64)
    peers = (organization.kind == Kind.peer).astype(np.float64)
    count = len(organization.departments)
    return {
        "ties": np.bincount(of_client, minlength=count).astype(np.float64),
        "within_ties": np.bincount(of_client, within, minlength=count).astype(np.float64),
        "peer_ties": np.bincount(of_client, peers, minlength=count).astype(np.float64),
        "facing": np.bincount(organization.department, organization.facing, minlength=count)
        / organization.department_sizes,
    }


def _set_out(state: Numbers, *groups: type) -> None:
    """Fill an array with what its rows are declared to begin with."""
    for row, declared in enumerate(each for group in groups for each in quantities(group)):
        if declared.default != 0.0:
            state[row] = declared.default


def open_lanes(organization: Organization, inputs: Sequence[Inputs], *, ledger: bool = False) -> Lanes:
    """Bring runs of one organization side by side, on the morning of day 0.

    Args:
        organization: Who works here; shared by all runs.
        inputs: The runs; all of the same number of days.
        ledger: Whether to keep the ledger, which takes 38 numbers a person.

    Raises:
        ValueError: If the runs differ in their number of days, or there are none.
    """
    if len({len(each.levers) for each in inputs}) != 1:
        raise ValueError("runs side by side need the same number of days")
    n, m, days = organization.headcount, organization.tie_count, len(inputs[0].levers)
    runs = [*inputs, *[inputs[-1]] * (room_for(len(inputs)) - len(inputs))]
    lanes = len(runs)
    booked = n if ledger else 0
    departments = len(organization.departments)
    tile_start = tiles_of(n, departments)
    tiles = len(tile_start) - 1
    people, ties, office, teams, overhead, book, book_total, book_days, sums, trade, tally, office_days = blank(
        (len(P), n, lanes), (len(T), m, lanes), (len(O), lanes), (len(TM), organization.teams, lanes), (lanes,),
        (len(E), booked, lanes), (len(E), booked, lanes), (days if ledger else 0, len(E), departments, lanes),
        (tiles, len(Y), departments, lanes), (tiles, len(TRADE), lanes),
        (days, len(Y), departments, lanes), (days, len(O), lanes),
    )  # fmt: skip
    _set_out(people, Traits, PersonState, PersonDay)
    _set_out(ties, TieState, TieDay)
    _set_out(office, OrganizationState)
    for row in (
        "own_work",
        "facing",
        "skill_mean",
        "load",
        "skill",
        "entitlement",
        "morale_set",
        "cynicism_set",
        "cooperation_set",
    ):
        people[P[row]] = getattr(organization, row)[:, None]
    nearness = nearness_of(
        organization.client, organization.provider, organization.by_provider, organization.provider_start
    )
    o = Lanes(
        seeds=np.array([each.seed for each in runs], dtype=np.uint64),
        coefficients=np.stack([each.coefficients for each in runs], axis=-1),
        levers=np.stack([each.levers for each in runs], axis=-1),
        world=np.stack([each.world for each in runs], axis=-1),
        person_address=organization.person_address,
        tie_address=organization.tie_address,
        department=organization.department,
        team=organization.team,
        boss=organization.boss,
        team_start=organization.team_start,
        team_members=organization.team_members,
        team_address=np.minimum.reduceat(
            organization.person_address[organization.team_members], organization.team_start[:-1]
        ),
        client_start=organization.client_start,
        client=organization.client,
        provider=organization.provider,
        kind=organization.kind,
        weight=organization.weight,
        provider_start=organization.provider_start,
        by_provider=organization.by_provider,
        **nearness._asdict(),
        clients=np.diff(organization.provider_start).astype(np.float64),
        people=people,
        ties=ties,
        office=office,
        teams=teams,
        keys=np.zeros((len(Purpose) + 1, lanes), dtype=np.uint64),
        overhead=overhead,
        ledger=book,
        ledger_total=book_total,
        ledger_days=book_days,
        tile_start=tile_start,
        sums=sums,
        trade=trade,
        tally=tally,
        office_days=office_days,
    ).of(len(inputs))
    o.office[O.satisfaction] = o.coefficients[K.benchmark]
    o.office[O.trust] = o.coefficients[K.base_trust]
    o.ties[T.will] = o.coefficients[K.ordinary_should]
    o.teams[TM.count] = np.diff(organization.team_start)[:, None]  # all are there on the first morning
    open_office(o)
    return o


def live(o: Lanes, first: int, last: int, *, threads: int | None = None) -> None:
    """Live through the days first, first + 1, …, last - 1; the results are the same bits with any number of threads.

    Args:
        o: The runs.
        first: The first day.
        last: The day after the last.
        threads: How many threads do it together. Where none are given, a large office takes as many as there are
            processors, unless it is lived through in a thread of its own already.

    Raises:
        ValueError: If there are no such days, or fewer threads than one.
    """
    if not 0 <= first <= last <= len(o.tally):
        raise ValueError(f"days {first} to {last} of a run of {len(o.tally)} days")
    if threads is None:
        alone = o.ties[0].size < LARGE or threading.current_thread() is not threading.main_thread()
        threads = 1 if alone else max(1, min(os.cpu_count() or 1, every_tile(o) // TILES_OF_A_THREAD))
    if threads < 1:
        raise ValueError(f"threads: found {threads}, allowed are 1 and more")
    if threads == 1 or first == last:
        live_alone(o, first, last)
    else:
        with together(threads) as team:
            for day in range(first, first + 1 if CAN_REPLAY else last):
                live_one_day(o, day)
            if CAN_REPLAY:
                team.again(first + 1, last)  # the same phases, in the same order


__all__ = ["Inputs", "live", "open_lanes", "tie_counts"]

"""The arrays of one run as NumPy likes them: one view a quantity, and the laws that take arrays."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from functools import partial
from types import FunctionType, SimpleNamespace
from typing import Any

import numpy as np

from sim import mechanisms
from sim.lanes import Addresses, Indices, Lanes, Numbers
from sim.luck import Purpose
from sim.mechanisms import GROUPS, K
from sim.numerics import exponential
from sim.phases.capacity import COSTS
from sim.policy import SCOPE_OF_KIND, Kind, W, X
from sim.quantity import quantities
from sim.state import TM, O, P, T

COEFFICIENTS = {each.name for group in GROUPS for each in quantities(group)}


def of_arrays(law: Callable[..., float]) -> Callable[..., Any]:
    """A law for whole arrays: the same formula, with ``min`` and ``max`` number by number."""
    names = {**law.__globals__, "min": np.minimum, "max": np.maximum}
    return FunctionType(law.__code__, names, law.__name__, law.__defaults__)


raised = of_arrays(exponential)


def laws(values: Numbers) -> SimpleNamespace:
    """All laws by mechanism and name, with the coefficients of a run filled in by name."""
    found = SimpleNamespace()
    for module in pkgutil.iter_modules(mechanisms.__path__):
        mechanism = importlib.import_module(f"sim.mechanisms.{module.name}")
        filled = {}
        for name, law in inspect.getmembers(mechanism, inspect.isfunction):
            if law.__module__ == mechanism.__name__:
                known = COEFFICIENTS.intersection(inspect.signature(law).parameters)
                filled[name] = partial(of_arrays(law), **{each: float(values[K[each]]) for each in known})
        setattr(found, module.name, SimpleNamespace(**filled))
    return found


def rows(array: Any, names: Any) -> SimpleNamespace:
    """One view a row, by name."""
    return SimpleNamespace(**{row.name: array[row] for row in names})


def mix(x: Addresses) -> Addresses:
    """The output function of SplitMix64, as in :func:`sim.luck.mix`."""
    z = x + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def uniform(drawn: Addresses) -> Numbers:
    """Numbers in [0, 1) from all bits."""
    return (drawn >> np.uint64(11)).astype(np.float64) * 2.0**-53


def thirds(drawn: Addresses) -> tuple[Numbers, Numbers, Numbers]:
    """Three numbers in [0, 1) from the highest, middle and lowest 21 bits."""
    parts = (drawn >> np.uint64(43), (drawn >> np.uint64(21)) & np.uint64(0x1FFFFF), drawn & np.uint64(0x1FFFFF))
    highest, middle, lowest = (part.astype(np.float64) * 2.0**-21 for part in parts)
    return highest, middle, lowest


def bell(drawn: Addresses) -> Numbers:
    """Bell-shaped numbers with mean 0 and standard deviation 1."""
    highest, middle, lowest = thirds(drawn)
    return 2.0 * (highest + middle + lowest - 1.5)


def poisson(u: Numbers, rate: Numbers, most: int) -> Numbers:
    """Poisson counts by inversion, for all until nobody is left above."""
    p = raised(-rate)
    cumulated = p.copy()
    count = np.zeros_like(u)
    for k in range(1, most + 1):
        above = u >= cumulated
        if not above.any():
            break
        count += above
        p = p * rate / k
        cumulated += p
    return count


class Office:
    """One run.

    Attributes:
        o: The engine's arrays.
        people, ties, teams, memory: Views of their rows by name; ``memory`` is what the organization remembers.
        pull, willing: How much providers are drawn to ties today, and how willing people are to help.
        c, lever, world: Coefficients, and today's policy and environment, by name.
        law: The laws, by mechanism and name.
    """

    def __init__(self, o: Lanes) -> None:
        self.o = o
        self.n, self.m, self.d = o.people.shape[1], o.ties.shape[1], o.tally.shape[2]
        self.people, self.ties = rows(o.people[:, :, 0], P), rows(o.ties[:, :, 0], T)
        self.teams, self.memory = rows(o.teams[:, :, 0], TM), rows(o.office, O)
        self.c = SimpleNamespace(**{row.name: float(o.coefficients[row, 0]) for row in K})
        self.law = laws(o.coefficients[:, 0])
        self.upward = (o.kind == Kind.upward).astype(np.float64)
        self.peer = (o.kind == Kind.peer).astype(np.float64)
        self.within = (o.department[o.client] == o.department[o.provider]).astype(np.float64)
        self.clients_of = np.diff(o.provider_start).astype(np.float64)
        self.peers_of = self.by_client(self.peer)
        self.pull, self.willing = np.zeros(self.m), np.zeros(self.n)
        self.member_team = np.repeat(np.arange(o.teams.shape[1]), np.diff(o.team_start))

    def begin(self, day: int) -> None:
        """Deal the day's luck, and read its policy and environment."""
        o = self.o
        self.day = day
        self.lever = SimpleNamespace(**{row.name: float(o.levers[day, row, 0]) for row in X})
        self.world = SimpleNamespace(**{row.name: float(o.world[day, row, 0]) for row in W})
        o.keys[:, 0] = self.keys(day, np.arange(len(Purpose) + 1, dtype=np.uint64))
        scopes = np.array([o.levers[day, X[SCOPE_OF_KIND[kind]], 0] for kind in Kind])
        self.scope = scopes[o.kind]
        levers = self.lever
        self.mean_scope = 0.25 * (
            levers.scope_departments + levers.scope_bosses + levers.scope_reports + levers.scope_peers
        )
        self.reach = float(scopes.max())
        self.heard = self.law.expectations.heard_promise(
            levers.promise, levers.open_communication, levers.service_agreements
        )
        total = 0.0
        for lever, cost in COSTS:
            total += float(o.levers[day, lever, 0]) * float(o.coefficients[cost, 0])
        o.overhead[0] = min(total, 0.9)
        self.here = (self.people.vacant <= 0.0).astype(np.float64)

    def keys(self, day: int, purposes: Addresses) -> Addresses:
        """The keys of a day's draws."""
        return mix(mix(mix(self.o.seeds) + purposes) + np.array([day], dtype=np.int64).view(np.uint64))

    def luck_of_people(self, purpose: Purpose) -> Addresses:
        """Today's bits of everybody."""
        return mix(self.o.keys[purpose] + self.o.person_address)

    def luck_of_teams(self, purpose: Purpose) -> Addresses:
        """Today's bits of everybody's team."""
        return mix(self.o.keys[purpose] + self.o.team_address[self.o.team])

    def luck_of_ties(self, purpose: Purpose, ties: Indices | slice = slice(None)) -> Addresses:
        """Today's bits of some ties."""
        return mix(self.o.keys[purpose] + self.o.tie_address[ties])

    def newly(self, purpose: Purpose, who: Addresses) -> Numbers:
        """What today's luck makes of those who come: bell-shaped numbers."""
        return bell(mix(self.keys(self.day, np.array([purpose], dtype=np.uint64)) + who))

    def by_client(self, values: Numbers) -> Numbers:
        """Sums over each client's ties."""
        return np.bincount(self.o.client, values, self.n).astype(np.float64, copy=False)

    def by_provider(self, values: Numbers) -> Numbers:
        """Sums over each provider's ties."""
        return np.bincount(self.o.provider, values, self.n).astype(np.float64, copy=False)

    def by_team(self, values: Numbers) -> Numbers:
        """Sums over each team's members."""
        sums = np.bincount(self.member_team, values[self.o.team_members], self.o.teams.shape[1])
        return sums.astype(np.float64, copy=False)

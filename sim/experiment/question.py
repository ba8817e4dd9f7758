"""What an experiment asks: one scenario, its variations, against what, how often."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.experiment.designs import EXTENDABLE, SAMPLED, Design, design_asked, level_points, unit_points
from sim.experiment.factors import DesignError, Factor, refuse_twice, value_in
from sim.experiment.points import Numbers, Points, first_of_each
from sim.experiment.setting import Setting
from sim.scenario import TOLD, Scenario, lever_table, with_values, world_table

LARGEST_SEED = 2**63 - 1

POLICY = "policy."
"""How the names of the factors begin that the twin does not have."""

ORGANIZATION = "organization."
"""How the names of the factors begin that change who works here."""


FULL = Design()
"""Every combination of the factors' levels."""

MOST_TRIED = 1_000
"""Levels of a factor that are tried one by one before an experiment begins; of more only the ends are."""


@dataclass(frozen=True)
class Experiment:
    """A scenario, varied over a design, each point against its twin on the same luck.

    Replication r of an experiment with seed s lives on seed s + r, policy and twin alike.

    Attributes:
        name: What the scenario is called in tables and folders.
        scenario: The scenario.
        factors: What is varied; none for a plain comparison.
        replications: Runs of each point.
        seed: Seed of replication 0.
        against: The scenario to compare with; None for the twin, which is the same office without the policy.
        against_name: What that is called.
        design: Which combinations of the factors' values are looked at; all combinations of their levels by default.
    """

    name: str
    scenario: Scenario
    factors: tuple[Factor, ...] = ()
    replications: int = 10
    seed: int = 1
    against: Scenario | None = None
    against_name: str = "twin"
    design: Design = FULL

    def __post_init__(self) -> None:
        """Refuse what cannot be asked.

        Raises:
            DesignError: If the seeds or replications are out of range, or the scenarios do not last equally long.
        """
        if self.replications < 1:
            raise DesignError(f"{self.replications} replications; at least 1 is needed")
        if self.seed < 0 or self.seed + self.replications - 1 > LARGEST_SEED:
            raise DesignError(
                f"seeds from {self.seed} to {self.seed + self.replications - 1}; allowed: 0 to {LARGEST_SEED}"
            )
        if self.against is not None and self.factors:
            raise DesignError("a sweep compares with the twin; another scenario can be compared with one by one")
        if self.against is not None and self.against.days != self.scenario.days:
            raise DesignError(
                f"{self.against_name} lasts {self.against.days} days and {self.name} {self.scenario.days}; --days sets both"
            )
        refuse_twice(each.name for each in self.factors)
        if not self.factors and self.design != FULL:
            raise DesignError(f"a design of kind {self.design.kind} varies something, and no factor is named")
        if any(each.name == "days" for each in self.factors):
            raise DesignError("the number of days cannot be varied within an experiment")

    @property
    def days(self) -> int:
        """How long each run lasts."""
        return self.scenario.days

    @cached_property
    def unit(self) -> npt.NDArray[np.float64]:
        """The points of a sampled design in the unit cube, shape (points, factors).

        Raises:
            DesignError: If the design draws nothing.
        """
        if self.design.kind not in SAMPLED:
            raise DesignError(f"a design of kind {self.design.kind} is not drawn from the unit cube")
        return unit_points(self.design, len(self.factors))

    @cached_property
    def matrix(self) -> npt.NDArray[np.float64]:
        """The values of the factors at each design point, shape (points, factors)."""
        if self.design.kind in SAMPLED:
            return np.stack([each.at(self.unit[:, k]) for k, each in enumerate(self.factors)], axis=1)
        base = [value_in(self.scenario, each.name) for each in self.factors] if self.design.kind == "oat" else []
        return level_points(self.design, self.factors, base)

    @cached_property
    def points(self) -> Points:
        """The design points: values by dotted name."""
        return Points([each.name for each in self.factors], self.matrix)

    @cached_property
    def _twins(self) -> tuple[Points, Numbers]:
        kept = [k for k, each in enumerate(self.factors) if not each.name.startswith(POLICY)]
        bare = self.matrix[:, kept]
        first, like = first_of_each(bare)
        return Points([self.factors[k].name for k in kept], bare[first]), like

    @property
    def twins(self) -> Points:
        """The distinct twins: the points without what is policy. A twin serves all points that share it."""
        return self._twins[0]

    @property
    def twin_of(self) -> Numbers:
        """Which of the twins belongs to each point, shape (points,)."""
        return self._twins[1]

    @property
    def variants(self) -> int:
        """How many different scenarios one replication runs: the points first, then the twins."""
        return len(self.points) + len(self.twins)

    @property
    def runs(self) -> int:
        """How many runs the experiment needs, twins included."""
        return self.variants * self.replications

    def is_twin(self, variant: int) -> bool:
        """Whether a variant is a twin rather than a point."""
        return variant >= len(self.points)

    def values(self, variant: int) -> dict[str, float]:
        """The varied values of a variant, by dotted name."""
        return self.twins[variant - len(self.points)] if self.is_twin(variant) else self.points[variant]

    def variant(self, number: int) -> Scenario:
        """The scenario of a variant: a point, or a twin.

        Raises:
            ScenarioError: If the values together make no scenario.
        """
        return self.setting.scenario(self.values(number), self.is_twin(number))

    @property
    def setting(self) -> Setting:
        """What all runs share, small enough to be sent along with them."""
        return Setting(self.scenario, self.against)

    def refuse_levels(self) -> None:
        """Refuse a level of a factor that makes no scenario by itself; what combinations make is seen when they run.

        Raises:
            ScenarioError: If one does.
        """
        for each in self.factors:
            for level in (each.low, each.high) if len(each.levels) > MOST_TRIED else each.levels:
                with_values(self.scenario, {each.name: level})

    @cached_property
    def policy_start(self) -> int:
        """The first day on which a point differs from its twin in what management does or in the world; 0 for none."""
        first = self.days
        for number in {0, len(self.points) - 1}:
            point, twin = self.variant(number), self.variant(len(self.points) + self.twin_of[number])
            for table in (lever_table, world_table):
                differs = (table(point, self.days) != table(twin, self.days)).any(axis=1)
                if differs.any():
                    first = min(first, int(np.argmax(differs)))
        return first if first < self.days else 0

    def asked(self) -> dict[str, Any]:
        """The question as plain data: all that the results depend on, but the model and what can be raised later.

        What can be raised is the number of replications, and of samples where :attr:`Design.is_extendable`.
        """
        return {
            "name": self.name,
            "scenario": _plain(self.scenario),
            "factors": [
                {"name": each.name, "levels": list(each.levels), "is_range": each.is_range, "is_whole": each.is_whole}
                for each in self.factors
            ],
            "design": design_asked(self.design, len(self.factors)),
            "seed": self.seed,
            "against_name": self.against_name,
            "against": None if self.against is None else _plain(self.against),
            "files": {
                path: _digest(path)
                for each in (self.scenario, self.against)
                if each is not None
                for path in (each.organization.people, each.organization.ties)
                if path is not None
            },
        }

    @classmethod
    def from_asked(cls, asked: Mapping[str, Any], replications: int, samples: int | None = None) -> Experiment:
        """The experiment that :meth:`asked` told.

        Args:
            asked: What it told.
            replications: Runs of each point.
            samples: The number of samples, where the design can be extended.
        """
        against, design = asked["against"], asked["design"]
        return cls(
            name=str(asked["name"]),
            scenario=Scenario.model_validate_json(json.dumps(asked["scenario"])),
            factors=tuple(
                Factor(each["name"], tuple(each["levels"]), each["is_range"], each["is_whole"])
                for each in asked["factors"]
            ),
            design=Design(
                design["kind"],
                design.get("samples", samples if design["kind"] in EXTENDABLE else None),
                design["seed"],
                tuple(tuple(each) for each in design.get("table", ())),
            ),
            replications=replications,
            seed=int(asked["seed"]),
            against=None if against is None else Scenario.model_validate_json(json.dumps(against)),
            against_name=str(asked["against_name"]),
        )


def _plain(scenario: Scenario) -> dict[str, Any]:
    """A scenario as JSON data, without what is only told."""
    return scenario.model_dump(mode="json", exclude=set(TOLD))


def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()

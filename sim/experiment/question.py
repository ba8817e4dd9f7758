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

from sim.experiment.factors import DesignError, Factor, factorial
from sim.scenario import Scenario, lever_table, with_values, world_table

LARGEST_SEED = 2**63 - 1

POLICY = "policy."
"""How the names of the factors begin that the twin does not have."""

ORGANIZATION = "organization."
"""How the names of the factors begin that change who works here."""


@dataclass(frozen=True)
class Experiment:
    """A scenario, varied over a full factorial design, each point against its twin on the same luck.

    Replication r of an experiment with seed s lives on seed s + r, policy and twin alike.

    Attributes:
        name: What the scenario is called in tables and folders.
        scenario: The scenario.
        factors: What is varied; none for a plain comparison.
        replications: Runs of each point.
        seed: Seed of replication 0.
        against: The scenario to compare with; None for the twin, which is the same office without the policy.
        against_name: What that is called.
    """

    name: str
    scenario: Scenario
    factors: tuple[Factor, ...] = ()
    replications: int = 10
    seed: int = 1
    against: Scenario | None = None
    against_name: str = "twin"

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
        if any(each.name == "days" for each in self.factors):
            raise DesignError("the number of days cannot be varied within an experiment")

    @property
    def days(self) -> int:
        """How long each run lasts."""
        return self.scenario.days

    @cached_property
    def points(self) -> tuple[dict[str, float], ...]:
        """The design points: values by dotted name."""
        return factorial(self.factors)

    @cached_property
    def twins(self) -> tuple[dict[str, float], ...]:
        """The distinct twins: the points without what is policy. A twin serves all points that share it."""
        return tuple(dict(each) for each in dict.fromkeys(_bare(point) for point in self.points))

    @cached_property
    def twin_of(self) -> tuple[int, ...]:
        """Which of the twins belongs to each point."""
        number = {tuple(each.items()): k for k, each in enumerate(self.twins)}
        return tuple(number[_bare(point)] for point in self.points)

    @property
    def variants(self) -> int:
        """How many different scenarios one replication runs: the points first, then the twins."""
        return len(self.points) + len(self.twins)

    @property
    def runs(self) -> int:
        """How many runs the experiment needs, twins included. Run k is variant k % variants of replication k // variants."""
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
        if not self.is_twin(number):
            return with_values(self.scenario, self.points[number]) if self.factors else self.scenario
        if self.against is not None:
            return self.against
        values = self.twins[number - len(self.points)]
        return (with_values(self.scenario, values) if values else self.scenario).twin()

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
        """The question as plain data: all that the results depend on, but the number of replications and the model."""
        return {
            "name": self.name,
            "scenario": self.scenario.model_dump(mode="json"),
            "factors": [{"name": each.name, "levels": list(each.levels)} for each in self.factors],
            "seed": self.seed,
            "against_name": self.against_name,
            "against": None if self.against is None else self.against.model_dump(mode="json"),
            "files": {
                path: _digest(path)
                for each in (self.scenario, self.against)
                if each is not None
                for path in (each.organization.people, each.organization.ties)
                if path is not None
            },
        }

    @classmethod
    def from_asked(cls, asked: Mapping[str, Any], replications: int) -> Experiment:
        """The experiment that :meth:`asked` told."""
        against = asked["against"]
        return cls(
            name=str(asked["name"]),
            scenario=Scenario.model_validate_json(json.dumps(asked["scenario"])),
            factors=tuple(Factor(each["name"], tuple(each["levels"])) for each in asked["factors"]),
            replications=replications,
            seed=int(asked["seed"]),
            against=None if against is None else Scenario.model_validate_json(json.dumps(against)),
            against_name=str(asked["against_name"]),
        )


def _bare(point: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple((name, value) for name, value in point.items() if not name.startswith(POLICY))


def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()

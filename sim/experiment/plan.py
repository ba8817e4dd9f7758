"""A plan: everything that the command line of a sweep can say, from there or from a YAML file."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from sim.experiment.designs import EXTENDABLE, ON_COMMAND_LINE, SAMPLED, Design
from sim.experiment.factors import DesignError, parse_factors, refuse_set_in_vain
from sim.experiment.question import Experiment
from sim.experiment.table_file import read_design
from sim.scenario import load

SAMPLES = {"lhs": 100, "sobol": 128, "saltelli": 128, "morris": 20}
"""How many samples a design has where nobody says so."""

AT_MOST = 1_000
"""The most replications of a point that are added for the sake of precision, where nobody says so."""

_PRECISION = re.compile(r"\s*([0-9.eE+-]+)\s*%\s*(?:,\s*([0-9.eE+-]+)\s*)?")


@dataclass(frozen=True)
class Plan:
    """What a sweep is to do.

    Attributes:
        scenario: Path or name of the scenario.
        set: What to set in it, such as ``policy.promise=0.8``.
        days: How many days; the scenario's own for None.
        vary: What to vary, as :func:`sim.experiment.parse_factors` reads it.
        design: The kind of design, or the path of a CSV file.
        samples: How many samples a sampled design has.
        design_seed: Seed of what the design draws.
        replications: Runs of each point, the least where precision is asked for.
        until_precise: Half the width of the intervals that is wanted, such as ``0.5%`` or ``0.5%,0.005``.
        at_most: The most replications of a point for the sake of precision.
        seed: Seed of replication 0.
        price: Percent of productivity per unit of animosity; None for the usual.
        series: Measures whose course by week is kept, ``all`` or ``none``; None for the usual.
        output: Folder of the results.
        workers: How many processors to use.
        cluster: Address of the scheduler of a Dask cluster.
        report: Whether to write the page too.
    """

    scenario: str
    set: tuple[str, ...] = ()
    days: int | None = None
    vary: tuple[str, ...] = ()
    design: str = "full"
    samples: int | None = None
    design_seed: int = 0
    replications: int = 10
    until_precise: str | None = None
    at_most: int | None = None
    seed: int = 1
    price: float | None = None
    series: str | None = None
    output: str | None = None
    workers: int | None = None
    cluster: str | None = None
    report: bool = False

    @property
    def overrides(self) -> tuple[str, ...]:
        """What to set in the scenario, the number of days among it."""
        return self.set if self.days is None else (*self.set, f"days={self.days}")

    def experiment(self, name: str | None = None) -> Experiment:
        """The experiment that is planned.

        Args:
            name: What it is called; the scenario's name where none is given.

        Raises:
            DesignError: If it cannot be.
            ScenarioError: If the scenario, or a design from a file, has mistakes.
        """
        told = load(self.scenario, self.overrides)
        if self.design.endswith(".csv"):
            if self.vary or self.samples is not None:
                raise DesignError(
                    f"the design {self.design} says itself what is varied: leave out --vary and --samples"
                )
            factors, design = read_design(self.design, told)
        elif self.design not in ON_COMMAND_LINE:
            raise DesignError(
                f"there is no design {self.design!r}; allowed: {', '.join(ON_COMMAND_LINE)}, or the path of a .csv file"
            )
        else:
            if not self.vary:
                raise DesignError("nothing is varied; say what with --vary, such as --vary policy.promise=0:1:5")
            factors = parse_factors(self.vary, told)
            if self.design != "oat":  # which starts from what is set
                refuse_set_in_vain(self.set, factors)
            samples = SAMPLES[self.design] if self.design in SAMPLED and self.samples is None else self.samples
            design = Design(self.design, samples, self.design_seed)
        return Experiment(
            name=name or Path(self.scenario).stem,
            scenario=told,
            factors=factors,
            replications=self.replications,
            seed=self.seed,
            design=design,
        )

    def precision(self, price: float) -> tuple[float, float, int] | None:
        """How precise the answer is to be: percent of productivity, animosity, and the most replications.

        Args:
            price: Percent of productivity per unit of animosity: what turns one into the other where only one is said.

        Raises:
            DesignError: If it is not understood.
        """
        if self.until_precise is None:
            if self.at_most is not None:
                raise DesignError("--at-most limits --until-precise, which is not there")
            return None
        found = _PRECISION.fullmatch(self.until_precise)
        try:
            productivity = float(found[1]) if found else 0.0
            animosity = float(found[2]) if found and found[2] else productivity / (price or 100.0)
        except ValueError:
            productivity = animosity = 0.0
        if not (0.0 < productivity <= 1000.0 and 0.0 < animosity <= 1.0):
            raise DesignError(
                f"--until-precise {self.until_precise!r} is not understood; allowed: percent of productivity above 0, such as "
                "0.5%, and behind a comma units of animosity, such as 0.5%,0.005"
            )
        at_most = AT_MOST if self.at_most is None else self.at_most
        if at_most < self.replications or self.replications < 2:
            raise DesignError(
                f"precision needs --replications of 2 and more to begin with, and --at-most no fewer than these: they are "
                f"{self.replications} and {at_most}"
            )
        return productivity, animosity, at_most

    def told(self) -> dict[str, Any]:
        """What differs from an empty plan, as plain data for YAML."""
        data: dict[str, Any] = {}
        for each in fields(self):
            value = getattr(self, each.name)
            if each.name in ("set", "vary"):
                parts = [text.partition("=") for text in value]
                if parts:
                    data[each.name] = {name.strip(): text.strip() or None for name, _, text in parts}
            elif each.name == "scenario" or value != each.default:
                data[each.name] = value
        return data


def extension(design: Design) -> str:
    """Whether a sampled design can be given more samples later, in words; empty for designs that draw nothing."""
    if design.kind in EXTENDABLE:
        return "More --samples, in powers of two, add points to this folder and keep these."
    if design.kind in SAMPLED:
        kind = "A Latin hypercube" if design.kind == "lhs" else "A set of trajectories"
        return f"{kind} cannot be extended: other --samples are another design, in another folder."
    return ""

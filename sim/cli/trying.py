"""What a number does in a small office: the same people and luck, once with little of it and once with much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.glossary import Term

if TYPE_CHECKING:
    from sim.analysis import Difference
    from sim.scenario import Scenario

OFFICE = "small_shop"
"""The office in which numbers are tried: a dozen people."""

REPLICATIONS = 20
"""Pairs of runs."""

SHOWN = ("productivity", "animosity", "service_quality", "morale", "cynicism")
"""The measures that are told."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it.

    Attributes:
        low: The value on one side.
        high: The value on the other.
        differences: What the higher value changes, by measure.
        policy: The levers that are not neutral in the office whatever is tried, with their levels.
    """

    low: float
    high: float
    differences: dict[str, Difference]
    policy: dict[str, float]

    @property
    def changes_nothing(self) -> bool:
        """Whether all measures are the same to the last digit in all pairs of runs."""
        return all(each.difference == each.low == each.high == 0.0 for each in self.differences.values())


def span_of(term: Term) -> tuple[float, float]:
    """The two values to compare: a lever at neutral and full, any other number at the ends of its plausible range."""
    assert term.number is not None  # whoever asks has looked
    ends = (term.number.default, term.number.high) if term.kind == "lever" else term.number.plausible
    if term.name.startswith("scope_"):
        return 0.0, 1.0
    return ends


def paired(policy: Scenario, other: Scenario, replications: int, seed: int = 1) -> dict[str, Difference]:
    """What one scenario changes against another on the same luck, by measure.

    Args:
        policy: One scenario.
        other: The other, of as many days.
        replications: How many pairs of runs.
        seed: The seed of the first.
    """
    from sim.analysis import differences
    from sim.experiment import Experiment, MemoryKeeper, perform, tidy

    experiment = Experiment(
        name="one", scenario=policy, replications=replications, seed=seed, against=other, against_name="other"
    )
    keeper = MemoryKeeper()
    perform(experiment, keeper)
    return differences(tidy(experiment, keeper.rows()))


def sense(difference: float, better: int) -> str:
    """Whether a change is for the better; nothing where a measure is neither good nor bad.

    Args:
        difference: The change.
        better: 1 if more is better, -1 if less is, 0 if neither.
    """
    gain = difference * better
    return "better" if gain > 0 else "worse" if gain < 0 else ""


def attempt(term: Term) -> Trial:
    """Try a number that a scenario can set in the small office.

    Args:
        term: The number; :attr:`sim.glossary.Term.is_settable`.
    """
    from sim.policy import Levers
    from sim.quantity import quantities
    from sim.scenario import load, with_values

    low, high = span_of(term)
    office = load(OFFICE)
    variants = [with_values(office, {term.where: each}) for each in (low, high)]
    neutral = {each.name: each.default for each in quantities(Levers)}
    levels = {name: getattr(office.policy, name, neutral[name]) for name in neutral if name != term.name}
    policy = {name: level for name, level in levels.items() if level != neutral[name]}
    return Trial(low, high, paired(variants[1], variants[0], REPLICATIONS), policy)

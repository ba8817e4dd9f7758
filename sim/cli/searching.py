"""What the commands that analyse and search share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.experiment import Factor
    from sim.scenario import Scenario


def factors_of(vary: Sequence[str], scenario: Scenario, said: Sequence[str]) -> tuple[Factor, ...]:
    """What a search varies: what it was told, or every lever that was not set.

    Args:
        vary: What is to be varied, as on the command line; empty for the levers, those of the scope left out.
        scenario: The scenario.
        said: What was set in it, ``name=value`` each.

    Raises:
        DesignError: If a name or a range is wrong, or something is set and varied at once.
        AnalysisError: If a factor has but one value.
    """
    from sim.analysis.outcomes import refuse_constant
    from sim.experiment import DesignError, name_set, parse_factors, refuse_set_in_vain

    held = {name_set(each) for each in said}
    factors = parse_factors(vary or [each for each in lever_names() if each not in held], scenario)
    if not factors:
        raise DesignError("every lever is set, so nothing is left to vary; say what with --vary")
    refuse_set_in_vain(said, factors)
    refuse_constant(factors)
    return factors


def lever_names() -> tuple[str, ...]:
    """The dotted names of the levers, those of the scope left out: what is varied where nobody says what."""
    from sim.policy import Levers
    from sim.quantity import quantities

    return tuple(f"policy.{each.name}" for each in quantities(Levers) if not each.name.startswith("scope_"))

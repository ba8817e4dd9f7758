"""What all runs of an experiment share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sim.scenario import Same, Scenario, with_values


@lru_cache(maxsize=256)  # the replications of a design point come one after the other
def _varied(base: Same, values: tuple[tuple[str, float], ...], is_twin: bool) -> Scenario:
    made = with_values(base.scenario, dict(values)) if values else base.scenario
    return made.twin() if is_twin else made


@dataclass(frozen=True, slots=True)
class Setting:
    """What all runs of an experiment share: the scenario, and what it is compared with (None for its own twin)."""

    base: Scenario
    against: Scenario | None = None

    def scenario(self, values: Mapping[str, float], is_twin: bool) -> Scenario:
        """The scenario of a run.

        Args:
            values: What is varied, by dotted name.
            is_twin: Whether it is a twin's run.

        Raises:
            ScenarioError: If the values together make no scenario.
        """
        if is_twin and self.against is not None:
            return self.against
        return _varied(Same(self.base), tuple(values.items()), is_twin)

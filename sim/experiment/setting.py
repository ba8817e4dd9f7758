"""What all runs of an experiment share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.scenario import Scenario, with_values


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
        made = with_values(self.base, values) if values else self.base
        return made.twin() if is_twin else made

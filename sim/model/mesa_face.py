"""What differs between the versions of Mesa that the project supports, 3.3 and 3.5."""

from __future__ import annotations

from typing import Any

import mesa

try:
    from mesa.experimental.scenarios import Scenario as _MesaScenario
except ImportError:  # Mesa 3.3 has none

    def seeded(seed: int) -> dict[str, Any]:
        """The arguments with which a model is made, so that Mesa's own generators start from a seed."""
        return {"rng": seed}

    def is_mesa_scenario(value: object) -> bool:  # noqa: ARG001
        """Whether a value is Mesa's own kind of scenario."""
        return False

else:

    class _NoScenario(_MesaScenario):
        """Mesa's own kind of scenario, declared empty.

        Mesa 3.5 gives every model one, and its page, on a reset, puts a new one in the place of the argument
        ``scenario``, where a workplace expects the name of a YAML file; of an empty one it keeps its hands off.
        """

        def __len__(self) -> int:
            return 0

    def seeded(seed: int) -> dict[str, Any]:
        """The arguments with which a model is made, so that Mesa's own generators start from a seed."""
        return {"rng": seed, "scenario": _NoScenario(rng=seed)}

    def is_mesa_scenario(value: object) -> bool:
        """Whether a value is Mesa's own kind of scenario."""
        return isinstance(value, _MesaScenario)


def forget(model: mesa.Model) -> None:
    """Make Mesa's class of agents forget a model.

    Mesa 3.3 counts agents in a dictionary of the class, which keeps every model alive that ever had some; the model
    counts its own. Mesa 3.5 has no such dictionary.
    """
    counters = getattr(mesa.Agent, "_ids", None)
    if counters is not None:
        counters.pop(model, None)


def expects_events(model: mesa.Model) -> bool:
    """Whether somebody scheduled an event (Mesa 3.5), beside the step that is always scheduled."""
    return len(getattr(model, "_event_list", ())) > 1

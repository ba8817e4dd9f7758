"""What the commands that analyse and search share."""

from __future__ import annotations


def lever_names() -> tuple[str, ...]:
    """The dotted names of the levers, those of the scope left out: what is varied where nobody says what."""
    from sim.policy import Levers
    from sim.quantity import quantities

    return tuple(f"policy.{each.name}" for each in quantities(Levers) if not each.name.startswith("scope_"))

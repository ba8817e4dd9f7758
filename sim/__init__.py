"""An agent-based simulator of workplace culture."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.model import Employee, Tie, Workplace, mechanism
    from sim.panel import write_panel
    from sim.scenario import Scenario, load

__version__ = "0.1.0"

__all__ = ["Employee", "Scenario", "Tie", "Workplace", "__version__", "load", "mechanism", "write_panel"]

_HOMES = {
    "Employee": "sim.model",
    "Scenario": "sim.scenario",
    "Tie": "sim.model",
    "Workplace": "sim.model",
    "load": "sim.scenario",
    "mechanism": "sim.model",
    "write_panel": "sim.panel",
}
"""Where the public names live. They are imported when they are asked for, since Mesa and pandas take a second."""


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for.

    Raises:
        AttributeError: If there is no such name.
    """
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, those not yet imported among them."""
    return sorted({*globals(), *__all__})

"""Who works here: offices grown from a plan, or imported from files."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sim.organization.load import Load, expected_loads
from sim.organization.plan import HEAD_OFFICE, DepartmentPlan, Plan, check, tiers
from sim.organization.sites import areas, expected_size, headcounts

if TYPE_CHECKING:
    from sim.organization.ground import Ground, lay
    from sim.organization.growth import grow, grow_on
    from sim.organization.importing import check_files, read
    from sim.organization.structure import Organization, OrganizationError, utilisation

__all__ = [
    "HEAD_OFFICE",
    "DepartmentPlan",
    "Ground",
    "Load",
    "Organization",
    "OrganizationError",
    "Plan",
    "areas",
    "check",
    "check_files",
    "expected_loads",
    "expected_size",
    "grow",
    "grow_on",
    "headcounts",
    "lay",
    "read",
    "tiers",
    "utilisation",
]

_HOMES = {
    "Ground": "ground",
    "Organization": "structure",
    "OrganizationError": "structure",
    "check_files": "importing",
    "grow": "growth",
    "grow_on": "growth",
    "lay": "ground",
    "read": "importing",
    "utilisation": "structure",
}
"""Where the names live that need NumPy. They are imported when they are asked for: checking a scenario does without."""


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for.

    Raises:
        AttributeError: If there is no such name.
    """
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

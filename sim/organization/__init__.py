"""Who works here: offices grown from a plan, or imported from files."""

from sim.organization.growth import grow
from sim.organization.importing import check_files, read
from sim.organization.plan import HEAD_OFFICE, DepartmentPlan, Plan, check, expected_size, tiers
from sim.organization.structure import Organization, OrganizationError, utilisation

__all__ = [
    "HEAD_OFFICE",
    "DepartmentPlan",
    "Organization",
    "OrganizationError",
    "Plan",
    "check",
    "check_files",
    "expected_size",
    "grow",
    "read",
    "tiers",
    "utilisation",
]

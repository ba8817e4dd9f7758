"""Growing an office from a plan: a hierarchy in each department, and contacts drawn from addressed luck."""

from __future__ import annotations

import numpy as np

from sim.organization.assembly import sorted_by, starts
from sim.organization.ground import Ground, lay
from sim.organization.plan import Plan
from sim.organization.structure import Organization


def grow(plan: Plan, seed: int) -> Organization:
    """Grow an office.

    Each department is a hierarchy: one head, and below as few leaders as the span of control allows. The
    departments' heads report to one head of the whole organization, whom the span of control does not bind:
    the head of the department called "head office", or one more person in a department of that name where
    the plan has none, or, in an office of one department, its head. Departments that stand at every site have a
    hierarchy at each: the head of the first of them leads the site, and above the sites' heads stand bosses of that
    department, as few as the span of control allows. People are called by department and number
    (``"sales-07"``), at a site by department, site and number (``"floor.12-07"``); the lowest numbers lead.
    Everybody has

    - a tie to some ``contacts`` people of each department that the own one depends on, bosses only where
      there are too few others; the requests are split evenly,
    - a tie to the boss, and one to each who reports to them,
    - a tie to some ``peers`` of the same team.

    Names, and so everybody's luck, depend on nothing but department and number. A choice depends on the seed,
    on who chooses and on the pool; one more person in a pool changes hardly any
    (:func:`sim.organization.contacts.jump`).

    Args:
        plan: The plan, such as a scenario's part ``organization``.
        seed: Any whole number from 0 to 2**64 - 1; decides who is whose contact and nothing else.

    Returns:
        The office. Skill, entitlement and set points are left to the run (NaN).

    Raises:
        OrganizationError: If the plan cannot be; with every reason.
    """
    return grow_on(lay(plan), seed)


def grow_on(ground: Ground, seed: int) -> Organization:
    """The same, on what :func:`sim.organization.ground.lay` made of the plan."""
    from sim.organization.contacts import tie_addresses, tie_up  # compiles; checking does without

    staff, ties = ground.staff, ground.ties
    n = len(staff.department)
    provider, kind = np.empty(ties, dtype=np.int64), np.empty(ties, dtype=np.int64)
    weight = np.empty(ties)
    client_start = np.empty(n + 1, dtype=np.int64)
    tie_up(np.uint64(seed), staff, ground.flows, provider, kind, weight, client_start)
    client = np.repeat(np.arange(n), np.diff(client_start))
    return Organization(
        **ground.people,
        client=client,
        provider=provider,
        kind=kind,
        weight=weight,
        client_start=client_start,
        by_provider=sorted_by(provider),
        provider_start=starts(provider, n),
        tie_address=tie_addresses(staff.address, client, provider, kind),
    )

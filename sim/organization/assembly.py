"""What follows from who reports to whom and who asks whom: levels, teams, addresses, groups."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.organization.structure import Addresses, Floats, Indices, Organization


def person_addresses(ids: list[str]) -> Addresses:
    """The address of each person's luck, shape (n,)."""
    from sim.luck import address  # compiles; reading and checking do without

    return np.fromiter((address(each) for each in ids), dtype=np.uint64, count=len(ids))


def levels(boss: Indices) -> Indices:
    """Steps from each person up to somebody without boss, shape (n,). Nobody may be their own boss's boss."""
    level = np.zeros(len(boss), dtype=np.int64)
    above = boss
    while (below := above >= 0).any():
        level += below
        above = np.where(below, boss[above], -1)
    return level


def number_off(*keys: Indices) -> Indices:
    """Number the different combinations of labels from 0 on, in sorted order; each array has shape (any,)."""
    combined = keys[0]
    for key in keys[1:]:
        combined = combined * (key.max(initial=0) + 2) + key + 1
    return np.unique(combined, return_inverse=True)[1].astype(np.int64, copy=False)


def starts(group: Indices, groups: int) -> Indices:
    """Where each group begins among things sorted by group, and where the last ends: shape (groups + 1,)."""
    return np.concatenate(([0], np.cumsum(np.bincount(group, minlength=groups)))).astype(np.int64, copy=False)


def sorted_by(group: Indices) -> Indices:
    """The numbers of some things, sorted by their group and then by number."""
    return np.argsort(group, kind="stable").astype(np.int64, copy=False)


def organize(
    *,
    ids: list[str],
    departments: list[str],
    department: Indices,
    team: Indices,
    boss: Indices,
    level: Indices,
    traits: Mapping[str, Floats],
    skill_mean: Floats,
    client: Indices,
    provider: Indices,
    kind: Indices,
    weight: Floats,
    notes: tuple[str, ...],
    person_address: Addresses | None = None,
) -> Organization:
    """Complete an office from what cannot be derived; see :class:`Organization` for meanings and shapes.

    ``traits`` are own work, facing, skill, entitlement and the three set points, by name; ``person_address``
    is derived from the ids where the caller has not done so already.
    """
    from sim.organization.contacts import tie_addresses  # compiles; reading and checking do without

    n = len(ids)
    address = person_addresses(ids) if person_address is None else person_address
    return Organization(
        ids=ids,
        departments=departments,
        department=department,
        team=team,
        boss=boss,
        level=level,
        **traits,
        skill_mean=skill_mean,
        client=client,
        provider=provider,
        kind=kind,
        weight=weight,
        client_start=starts(client, n),
        by_provider=sorted_by(provider),
        provider_start=starts(provider, n),
        team_start=starts(team, int(team.max()) + 1),
        team_members=sorted_by(team),
        person_address=address,
        tie_address=tie_addresses(address, client, provider, kind),
        notes=notes,
    )

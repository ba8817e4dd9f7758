"""What is true of every office, grown or imported."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from sim.luck import address
from sim.organization import Organization


def assert_sound(office: Organization) -> None:
    n, m = office.headcount, office.tie_count
    assert len(set(office.ids)) == n
    for name in (
        "department",
        "team",
        "boss",
        "level",
        "own_work",
        "facing",
        "skill",
        "entitlement",
        "morale_set",
    ):
        assert getattr(office, name).shape == (n,), name
    for name in ("client", "provider", "kind", "weight", "by_provider", "tie_address"):
        assert getattr(office, name).shape == (m,), name
    _assert_ties_stand_in_order(office)
    _assert_groups_hold_their_members(office)
    _assert_levels_count_steps_to_the_top(office)
    assert office.person_address.tolist() == [address(each) for each in office.ids]
    assert len(np.unique(office.tie_address)) == m
    assert not any(getattr(office, name).flags.writeable for name in ("boss", "weight", "tie_address"))


def _assert_ties_stand_in_order(office: Organization) -> None:
    ties = list(zip(office.client.tolist(), office.kind.tolist(), office.provider.tolist(), strict=True))
    assert ties == sorted(set(ties)), "sorted by client, kind and provider, and none twice"
    assert all(client != provider for client, _, provider in ties)
    assert ((office.weight >= 0) & (office.weight <= 2)).all()


def _assert_groups_hold_their_members(office: Organization) -> None:
    client_start, provider_start, team_start = office.client_start, office.provider_start, office.team_start
    assert client_start[-1] == provider_start[-1] == office.tie_count
    assert team_start[-1] == office.headcount
    assert team_start.shape == (office.teams + 1,)
    ties, people = list(range(office.tie_count)), office.headcount
    assert groups(ties, client_start) == members(office.client, people)
    assert groups(office.by_provider.tolist(), provider_start) == members(office.provider, people)
    teams = groups(office.team_members.tolist(), team_start)
    assert teams == members(office.team, office.teams)
    assert all(len({office.department[k] for k in team}) == 1 for team in teams), "no team is empty or mixed"


def groups(things: list[int], start: np.ndarray) -> list[list[int]]:
    """What stands between each start and the next."""
    return [things[begin:end] for begin, end in pairwise(start.tolist())]


def members(group: np.ndarray, count: int) -> list[list[int]]:
    """The numbers of the things in each group, in order."""
    made: list[list[int]] = [[] for _ in range(count)]
    for thing, its_group in enumerate(group.tolist()):
        made[its_group].append(thing)
    return made


def _assert_levels_count_steps_to_the_top(office: Organization) -> None:
    level = office.level.tolist()
    assert level == [level[boss] + 1 if boss >= 0 else 0 for boss in office.boss.tolist()]

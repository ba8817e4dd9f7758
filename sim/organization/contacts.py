"""Who asks whom in a grown office: drawn from addressed luck, in the order in which ties are kept."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.compiled import compiled, entry
from sim.luck import Purpose, bits, key, mix
from sim.organization.structure import Addresses, Floats, Indices
from sim.policy import Kind

_PURPOSE = int(Purpose.organization)
_DEPARTMENT, _UPWARD, _DOWNWARD, _PEER = (int(kind) for kind in Kind)
_MULTIPLIER, _ONE, _S33 = np.uint64(2862933555777941757), np.uint64(1), np.uint64(33)
_SITE = -1
"""The number of the draw of a site; those of people begin at 0."""


@compiled
def jump(drawn: np.uint64, size: int) -> int:
    """One of ``size`` places, all equally likely, such that one place more moves only one choice in size + 1.

    So one more colleague in a department changes hardly anybody's contacts. Source: Lamping & Veach 2014,
    "A fast, minimal memory, consistent hash algorithm", arXiv:1406.2494.
    """
    place, following = 0, 0
    while following < size:
        place = following
        drawn = drawn * _MULTIPLIER + _ONE
        following = int((place + 1) * (2147483648.0 / np.float64((drawn >> _S33) + _ONE)))
    return place


@compiled
def choose(seed: np.uint64, who: np.uint64, pool: Indices, wanted: int, but: int, chosen: Indices, already: int) -> int:
    """Draw people from a pool without repetition, and write them behind those already chosen.

    Args:
        seed: The seed.
        who: The address of the choice.
        pool: The people to choose from, shape (any,).
        wanted: How many; at most those in the pool who are not ``but``.
        but: Somebody in the pool who is not to be chosen, or -1.
        chosen: The people chosen, written from ``already`` on.
        already: How many of ``chosen`` were chosen before.

    Returns:
        How many are chosen now.
    """
    end = already + wanted
    everybody = pool.shape[0] - (1 if but >= 0 else 0)
    if wanted == everybody:
        for place in range(pool.shape[0]):
            if pool[place] != but:
                chosen[already] = pool[place]
                already += 1
        return already
    number = 0
    while already < end:
        person = pool[jump(bits(key(seed, _PURPOSE, number), who), pool.shape[0])]
        number += 1
        fresh = person != but
        for before in range(already):
            fresh = fresh and chosen[before] != person
        if fresh:
            chosen[already] = person
            already += 1
    return already


@compiled
def sort_by_provider(provider: Indices, weight: Floats, begin: int, end: int) -> None:
    """Sort a few ties by provider, in place, by insertion."""
    for place in range(begin + 1, end):
        moved, its_weight = provider[place], weight[place]
        hole = place
        while hole > begin and provider[max(hole - 1, begin)] > moved:
            provider[hole], weight[hole] = provider[hole - 1], weight[hole - 1]
            hole -= 1
        provider[hole], weight[hole] = moved, its_weight


class Staff(NamedTuple):
    """Who can be asked. Members stand unit by unit, those who are nobody's boss first; a unit is a department at a site."""

    address: Addresses
    department: Indices
    site: Indices
    boss: Indices
    team: Indices
    members: Indices
    start: Indices
    workers: Indices
    report: Indices
    report_start: Indices
    team_members: Indices
    team_start: Indices


class Flows(NamedTuple):
    """How many requests flow: dependencies of department d are numbers start[d] to start[d + 1], on units from ``on`` on."""

    start: Indices
    on: Indices
    places: Indices
    address: Addresses
    requests: Floats
    contacts: int
    peers: int
    approvals: float
    assignments: float
    peer_requests: float


@compiled
def site_asked(seed: np.uint64, who: np.uint64, here: int, sites: int) -> int:
    """The site to whose people one turns in a department: the own one, or one drawn where one stands at none."""
    asked = 0
    if sites > 1:
        asked = here
        if here < 0:
            asked = jump(bits(key(seed, _PURPOSE, _SITE), who), sites)
    return asked


@compiled
def _to_departments(
    seed: np.uint64,
    staff: Staff,
    flows: Flows,
    client: int,
    made: int,
    provider: Indices,
    kind: Indices,
    weight: Floats,
) -> int:
    """Write a client's ties to departments that the own one depends on; return how many ties there are."""
    begin = made
    own = staff.department[client]
    for link in range(flows.start[own], flows.start[own + 1]):
        who = mix(staff.address[client] + mix(flows.address[link]))
        on = flows.on[link] + site_asked(seed, who, staff.site[client], flows.places[link])
        first, last = staff.start[on], staff.start[on + 1]
        bosses = first + staff.workers[on]
        wanted = min(flows.contacts, last - first)
        workers = min(wanted, bosses - first)
        chosen = provider[made : made + wanted]
        got = choose(seed, who, staff.members[first:bosses], workers, -1, chosen, 0)
        choose(seed, who, staff.members[bosses:last], wanted - workers, -1, chosen, got)
        kind[made : made + wanted] = _DEPARTMENT
        weight[made : made + wanted] = flows.requests[link] / wanted
        made += wanted
    sort_by_provider(provider, weight, begin, made)
    return made


@compiled
def _to_peers(
    seed: np.uint64,
    staff: Staff,
    flows: Flows,
    client: int,
    made: int,
    provider: Indices,
    kind: Indices,
    weight: Floats,
) -> int:
    """Write a client's ties to teammates; return how many ties there are now."""
    team = staff.team[client]
    mates = staff.team_members[staff.team_start[team] : staff.team_start[team + 1]]
    wanted = int(min(flows.peers, mates.shape[0] - 1))
    who = staff.address[client]
    choose(seed, who, mates, wanted, client, provider[made : made + wanted], 0)
    kind[made : made + wanted] = _PEER
    weight[made : made + wanted] = flows.peer_requests / max(wanted, 1)
    sort_by_provider(provider, weight, made, made + wanted)
    return made + wanted


@entry
def tie_up(
    seed: np.uint64,
    staff: Staff,
    flows: Flows,
    provider: Indices,
    kind: Indices,
    weight: Floats,
    client_start: Indices,
) -> None:
    """Write all ties of an office, client by client, each client's in the order of kinds and then providers.

    Where each client's ties begin is written, too, shape (n + 1,); the last number is how many there are.
    """
    n = staff.department.shape[0]
    client_start[0] = 0
    made = 0
    for client in range(n):
        made = _to_departments(seed, staff, flows, client, made, provider, kind, weight)
        if staff.boss[client] >= 0:
            provider[made], kind[made], weight[made] = staff.boss[client], _UPWARD, flows.approvals
            made += 1
        for place in range(staff.report_start[client], staff.report_start[client + 1]):
            provider[made], kind[made], weight[made] = staff.report[place], _DOWNWARD, flows.assignments
            made += 1
        made = _to_peers(seed, staff, flows, client, made, provider, kind, weight)
        client_start[client + 1] = made


def tie_addresses(person: Addresses, client: Indices, provider: Indices, kind: Indices) -> Addresses:
    """The address of each tie's luck, from its people's addresses and its kind, shape (m,)."""
    words: Any = person  # what works on a word works on an array of words
    return np.asarray(mix(mix(words[provider] + kind.astype(np.uint64)) + words[client]))

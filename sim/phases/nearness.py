"""Who looks at which ties where people look at what colleagues have for them, some people at a time.

Ties are sorted by client, and are quickest gone through in that order. The ties of some providers stand near those that
they are clients of themselves, but for a few distant ones, of which there is a list.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.compiled import at_hand, inner, smaller_and_smaller
from sim.lanes import Indices, Lanes, every_tile

STRETCH_BITS = at_hand().bit_length() - 1
STRETCH = 1 << STRETCH_BITS
"""Ties that people look at in one go: as many as a phase has at hand where one run is alone."""

NEAR = 1024
"""People whose numbers are so far apart at most are near: somebody's colleagues, but for a few, in most large offices."""

FEW = 0.125
"""Distant ties are few as long as they are less than that part of all."""


class Nearness(NamedTuple):
    """Who is near in an office, and the ties between those who are not.

    Attributes:
        near: How far apart the numbers of people are at most who are near each other: :data:`NEAR`, or any number where
            distant ties would be many, (1,).
        distant: The other ties: those whose clients have the lesser numbers, by provider, and then the others, (k,).
        distant_start: The first place of each provider among both, (2, n + 1).
        reach: See :func:`reach_of`, (3, stretches).
    """

    near: Indices
    distant: Indices
    distant_start: Indices
    reach: Indices


def nearness_of(client: Indices, provider: Indices, by_provider: Indices, provider_start: Indices) -> Nearness:
    """Who is near in an office.

    Args:
        client: Client of each tie, (m,).
        provider: Provider of each tie, (m,).
        by_provider: Ties by provider, (m,).
        provider_start: First place of each provider in ``by_provider``, (n + 1,).
    """
    if len(provider_start) <= NEAR:  # as in most offices: nobody is far from anybody
        nowhere = np.zeros((2, len(provider_start)), dtype=np.int64)
        return Nearness(np.array([NEAR]), by_provider[:0], nowhere, reach_of(client, provider, NEAR))
    near, ahead = NEAR, provider - client
    if np.count_nonzero(np.abs(ahead) > NEAR) > FEW * len(ahead):
        near = len(provider_start)
    before, behind = (np.flatnonzero(is_distant[by_provider]) for is_distant in (ahead > near, ahead < -near))
    starts = [np.searchsorted(before, provider_start), len(before) + np.searchsorted(behind, provider_start)]
    return Nearness(
        np.array([near]),
        by_provider[np.concatenate([before, behind])],
        np.stack(starts),
        reach_of(client, provider, near),
    )


def reach_of(client: Indices, provider: Indices, near: int) -> Indices:
    """The least and the greatest provider of each stretch of ties, and how many of its ties are distant, (3, stretches)."""
    starts = np.arange(0, len(provider), STRETCH)
    if not len(starts):
        return np.zeros((3, 0), dtype=np.int64)
    return np.stack([
        np.minimum.reduceat(provider, starts),
        np.maximum.reduceat(provider, starts),
        np.add.reduceat((np.abs(client - provider) > near).astype(np.int64), starts),
    ])  # fmt: skip


LEAST, MOST, DISTANT = range(3)
"""Rows of what is known about each stretch."""


def tiles_of_providers(o: Lanes, threads: int) -> list[int]:
    """Where pieces end in which providers look at their ties, in tiles.

    Where all ties have to be gone through for each piece, there is one for each thread, with as many ties as the others.
    """
    if o.near[0] == NEAR:
        return smaller_and_smaller(every_tile(o), threads)
    ties = o.provider_start[o.tile_start]
    between = np.searchsorted(ties, [ties[-1] * each // threads for each in range(1, threads)])
    return [0, *between.tolist(), every_tile(o)]


BEFORE, BEHIND = 0, 1
"""On which side of somebody's near ties distant ones stand."""


@inner
def is_whole(o: Lanes, first: int, last: int) -> bool:
    """Whether some people are all there are, so that all ties are theirs, be they near or distant."""
    whole: bool = last - first == o.people.shape[1]
    return whole


@inner
def first_stretch(o: Lanes, first: int) -> int:
    """The first stretch that can hold near ties of somebody from a person on."""
    stretch: int = o.client_start[max(first - o.near[0], 0)] >> STRETCH_BITS
    return stretch


@inner
def behind_stretches(o: Lanes, last: int) -> int:
    """The last but one stretch that can hold near ties of somebody before a person."""
    stretch: int = (o.client_start[min(last + o.near[0], o.people.shape[1])] + STRETCH - 1) >> STRETCH_BITS
    return stretch


@inner
def is_own(o: Lanes, tie: int, first: int, last: int) -> bool:
    """Whether a tie of a stretch without distant ones is one of some providers."""
    own: bool = o.provider[tie] >= first and o.provider[tie] < last
    return own


@inner
def is_near(o: Lanes, tie: int, first: int, last: int) -> bool:
    """Whether a tie of any stretch is a near one of some providers."""
    i, provider = o.client[tie], o.provider[tie]
    near: bool = provider >= first and provider < last and provider - i <= o.near[0] and i - provider <= o.near[0]
    return near


@inner
def all_own(o: Lanes, stretch: int, first: int, last: int) -> bool:
    """Whether all ties of a stretch are near ones of some providers."""
    own: bool = o.reach[DISTANT, stretch] == 0 and o.reach[LEAST, stretch] >= first and o.reach[MOST, stretch] < last
    return own


@inner
def some_own(o: Lanes, stretch: int, first: int, last: int) -> bool:
    """Whether any tie of a stretch can be one of some providers."""
    own: bool = o.reach[MOST, stretch] >= first and o.reach[LEAST, stretch] < last
    return own

"""Addressed random draws: draw(seed, purpose, day, who).

A draw depends on its address only, never on what was drawn before, so twins differ only where the policy made them
differ, and neither the order of a loop nor the number of people or threads can matter.

A draw is ``mix(key + address)``, where ``mix`` is the output function of SplitMix64 (Steele, Lea & Flood 2014) and
the key is ``mix(mix(mix(seed) + purpose) + day)`` modulo 2**64. Addresses are 64-bit hashes of names
(:func:`address`), so that one more person in a department moves nobody else's luck.
"""

from __future__ import annotations

import hashlib
from enum import IntEnum

import numpy as np

from sim.compiled import compiled, law
from sim.numerics import exponential as _exponential

_GAMMA = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_S43, _S21, _MASK21 = np.uint64(43), np.uint64(21), np.uint64(0x1FFFFF)
_SCALE53 = 1.0 / 9007199254740992.0
_SCALE21 = 1.0 / 2097152.0

exponential = law(_exponential)

LEAST_SPREAD = 1e-3
"""A spread below this is none."""

STEPS = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
"""Counts that are tried before the few larger ones are counted one by one."""

SURELY = 1e-9
"""More than the rounding of an exponential."""


class Purpose(IntEnum):
    """What a draw decides. Numbers are part of every published result: new purposes are added at the end."""

    organization = 1
    cases = 2
    requests = 3
    service = 4
    own_work = 5
    mood = 6
    staffing = 7
    skill = 8
    entitlement = 9
    morale_set = 10
    cynicism_set = 11
    cooperation_set = 12
    affinity = 13
    vacancy = 14
    tenure = 15
    help = 16
    freedom = 17
    friction = 18
    standing = 19
    sizes = 20
    load = 21
    team_mood = 22
    cynicism = 23
    customers = 24
    mutual_affinity = 25


def address(*names: str) -> int:
    """The 64-bit address of whoever bears these names: a BLAKE2b hash, the same in every Python."""
    return int.from_bytes(hashlib.blake2b("\0".join(names).encode(), digest_size=8).digest(), "little")


@compiled
def mix(x: np.uint64) -> np.uint64:
    """The output function of SplitMix64, on the state x + 0x9E3779B97F4A7C15."""
    z = x + _GAMMA
    z = (z ^ (z >> _S30)) * _FIRST
    z = (z ^ (z >> _S27)) * _SECOND
    return z ^ (z >> _S31)


@compiled
def key(seed: np.uint64, purpose: int, day: int) -> np.uint64:
    """The key of all draws of one purpose on one day of one run."""
    return mix(mix(mix(seed) + np.uint64(purpose)) + np.uint64(np.int64(day)))


@compiled
def bits(lane_key: np.uint64, who: np.uint64) -> np.uint64:
    """The 64 random bits at an address."""
    return mix(lane_key + who)


@compiled
def uniform(drawn: np.uint64) -> float:
    """A number in [0, 1) from all 64 bits, in steps of 2**-53."""
    return np.float64(drawn >> _S11) * _SCALE53


@compiled
def first(drawn: np.uint64) -> float:
    """A number in [0, 1) from the highest 21 bits: one of three independent ones in one draw."""
    return np.float64(drawn >> _S43) * _SCALE21


@compiled
def second(drawn: np.uint64) -> float:
    """A number in [0, 1) from the middle 21 bits."""
    return np.float64((drawn >> _S21) & _MASK21) * _SCALE21


@compiled
def third(drawn: np.uint64) -> float:
    """A number in [0, 1) from the lowest 21 bits."""
    return np.float64(drawn & _MASK21) * _SCALE21


@compiled
def bell(drawn: np.uint64) -> float:
    """A bell-shaped number with mean 0 and standard deviation 1, within ±3: the sum of the three thirds of a draw.

    The Irwin-Hall distribution of order three, centred and scaled. It has no tails, so nobody is six deviations off.
    """
    return 2.0 * (first(drawn) + second(drawn) + third(drawn) - 1.5)


@compiled
def lognormal(drawn: np.uint64, spread: float) -> float:
    """A number with mean 1 and a long tail upwards: exp(s z) over its mean, z bell-shaped within ±3, s the spread."""
    return lognormal_of(drawn, spread, lognormal_mean(spread))


@compiled
def lognormal_mean(spread: float) -> float:
    """The mean of exp(s z), z bell-shaped, s the spread: (sinh(s) / s)**3, since z is a sum of three uniform numbers."""
    wide = max(spread, LEAST_SPREAD)
    root = 0.5 * (exponential(wide) - exponential(-wide)) / wide
    return root * root * root


@compiled
def lognormal_of(drawn: np.uint64, spread: float, mean: float) -> float:
    """The same as :func:`lognormal`, for many draws of one spread, whose mean is computed once."""
    return 1.0 if spread < LEAST_SPREAD else exponential(spread * bell(drawn)) / mean


@compiled
def poisson(u: float, rate: float, most: int) -> float:
    """A Poisson count with the given mean, by inversion of u; counts above ``most`` are cut to it.

    Args:
        u: A uniform number in [0, 1).
        rate: The mean, at most 40. Choose ``most`` well above it: 10 for a mean of 2, 60 for a mean of 24.
        most: The largest count that can come.
    """
    count = told_poisson(u, rate)
    if count < 0.0:
        count = counted_poisson(u, rate, most)
    return count


@compiled
def told_poisson(u: float, rate: float) -> float:
    """The same as :func:`poisson` where comparisons tell it, and -1 where it has to be counted: seldom, for small means."""
    likely = 1.0 - rate + 0.5 * rate * rate  # exp(-rate) lies between these two, and most draws outside
    none = likely - rate * rate * rate * (1.0 / 6.0)
    near = u >= none - SURELY and u < likely + SURELY
    told = 1.0 if u >= none else 0.0
    return -1.0 if near or u >= none * (1.0 + rate) - SURELY else told


@compiled
def stepped_poisson(u: float, rate: float) -> float:
    """The same as :func:`poisson` for counts up to six, and -1 for more: without a branch, so eight may be done in one go."""
    p = exponential(-rate)
    cumulated, count = p, 0.0
    for each in STEPS:
        count += 1.0 if u >= cumulated else 0.0
        p = p * rate / each
        cumulated += p
    return -1.0 if u >= cumulated else count


@compiled
def counted_poisson(u: float, rate: float, most: int) -> float:
    """The same as :func:`poisson`, counted."""
    count, p = 0.0, exponential(-rate)
    cumulated = p
    while u >= cumulated and count < most:
        count += 1.0
        p = p * rate / count
        cumulated += p
    return count


@compiled
def whole(amount: float, u: float) -> float:
    """Round an expected amount to a whole number without bias: floor(amount + u), u uniform in [0, 1)."""
    rounded: float = np.floor(amount + u)
    return rounded

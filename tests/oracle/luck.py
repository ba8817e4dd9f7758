"""Addressed luck in plain Python integers: draw(seed, purpose, day, who)."""

from __future__ import annotations

import math
from functools import lru_cache

from sim.numerics import exponential

WORD = 2**64
"""Luck is arithmetic on whole numbers modulo this."""

GAMMA = 0x9E3779B97F4A7C15


def mix(x: int) -> int:
    """The output function of SplitMix64 (Steele, Lea & Flood 2014)."""
    z = (x + GAMMA) % WORD
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % WORD
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB % WORD
    return z ^ (z >> 31)


@lru_cache(maxsize=1024)
def key(seed: int, purpose: int, day: int) -> int:
    """The key of all draws of one purpose on one day of one run. Day -1 is the day of the founding."""
    return mix((mix((mix(seed % WORD) + purpose) % WORD) + day) % WORD)


class Draw:
    """What luck has at one address: 64 random bits, read as one number in [0, 1) or as three."""

    def __init__(self, bits: int) -> None:
        self.bits = bits

    @property
    def uniform(self) -> float:
        """In [0, 1), from the highest 53 bits."""
        return (self.bits >> 11) / 2.0**53

    @property
    def first(self) -> float:
        """In [0, 1), from the highest 21 bits."""
        return (self.bits >> 43) / 2.0**21

    @property
    def second(self) -> float:
        """In [0, 1), from the middle 21 bits."""
        return (self.bits >> 21) % 2**21 / 2.0**21

    @property
    def third(self) -> float:
        """In [0, 1), from the lowest 21 bits."""
        return self.bits % 2**21 / 2.0**21

    @property
    def bell(self) -> float:
        """Bell-shaped, mean 0 and standard deviation 1: three uniform numbers added up (Irwin-Hall)."""
        return 2.0 * (self.first + self.second + self.third - 1.5)

    def lognormal(self, spread: float) -> float:
        """With mean 1 and a long tail upwards: exp(spread * bell), over its mean, which is (sinh(s) / s) ** 3."""
        if spread < 1e-3:
            return 1.0
        root = 0.5 * (exponential(spread) - exponential(-spread)) / spread
        return exponential(spread * self.bell) / (root * root * root)

    def poisson(self, rate: float, most: int) -> float:
        """A Poisson count by inversion: as many as there are cumulated probabilities that ``uniform`` reaches."""
        count = 0
        probability = exponential(-rate)
        cumulated = probability
        while count < most and self.uniform >= cumulated:
            count += 1
            probability = probability * rate / count
            cumulated += probability
        return float(count)


def draw(seed: int, purpose: int, day: int, who: int) -> Draw:
    """The draw at an address."""
    return Draw(mix((key(seed, purpose, day) + who) % WORD))


def whole(amount: float, u: float) -> float:
    """Round to a whole number, up with a probability of what stands behind the point."""
    return float(math.floor(amount + u))

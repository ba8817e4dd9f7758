"""Recognition: good internal service is seen and thanked; it saturates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class RecognitionCoefficients(Declared):
    """Coefficients of thanks."""

    neutral: ClassVar[Mapping[str, float]] = {
        "thanks_cooperation": 0.0,
        "thanks_lift": 0.0,
        "thanks_learning": 0.0,
        "thanked_willingness": 0.0,
    }
    """Switched off: thanks move nothing."""

    ordinary_thanks: float = quantity(
        0.15, plausible=(0.05, 0.3), meaning="share of good service that is thanked without any policy"
    )
    recognition_half: float = quantity(
        0.294,
        low=0.05,
        high=2.0,
        source="stajkovic2003",
        meaning="strength of the recognition lever that brings about half of what it can bring",
    )
    grateful_thanks: float = quantity(
        3.0,
        high=20.0,
        unit="services",
        source="grant2010",
        meaning="services done well that one service an excess of one unit above expectation counts as, in thanks",
    )
    thanks_half: float = quantity(
        1.01, low=0.05, high=10.0, meaning="thanked services in a day that bring half of what thanks can bring"
    )


def seen(recognition: float, ordinary_thanks: float, recognition_half: float) -> float:
    """Share of good service that is seen and thanked: t + (1 - t) R / (R + h) (saturating; Stajkovic & Luthans 2003)."""
    return ordinary_thanks + (1.0 - ordinary_thanks) * recognition / (recognition + recognition_half)


def thanks(
    good_service: float, gratitude: float, share_seen: float, grateful_thanks: float, thanks_half: float
) -> float:
    """How thanked one feels today, in [0, 1): g / (g + h), g = s (q + r G).

    q good service and help given today, in services; G the clients' gratitude (service above expectation);
    s the share that is seen (Grant & Gino 2010; saturation by Stajkovic & Luthans 2003).
    """
    felt = share_seen * (good_service + grateful_thanks * gratitude)
    return felt / (felt + thanks_half)

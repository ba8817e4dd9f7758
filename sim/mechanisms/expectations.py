"""Expectations: two of them, since one cannot fit the evidence (Boulding, Kalra, Staelin & Zeithaml 1993).

``will`` is what a client expects to come from a provider; ``should`` is what the client feels entitled to.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class ExpectationsCoefficients(Declared):
    """Coefficients of learning what to expect."""

    neutral: ClassVar[Mapping[str, float]] = {
        "will_learning": 0.0,
        "entitled_should": 0.0,
        "promise_pull": 0.0,
        "upgrade": 0.0,
    }
    """Switched off: expectations stay as they are."""

    will_learning: float = quantity(
        0.2, source="boulding1993", meaning="share of a surprise that goes into what is expected"
    )
    ordinary_should: float = quantity(
        0.485, plausible=(0.4, 0.6), meaning="the service to which people ordinarily feel entitled"
    )
    entitled_should: float = quantity(
        0.19, source="campbell2004", meaning="how much more full entitlement claims than none"
    )
    promised_should: float = quantity(0.885, plausible=(0.75, 1.0), meaning="the service that a full promise holds out")
    promise_pull: float = quantity(
        0.0171,
        unit="1/day",
        plausible=(0.01, 0.06),
        source="boulding1993",
        meaning="speed at which a promise draws what one feels entitled to up to what it holds out",
    )
    realism: float = quantity(0.6, meaning="share of a promise's loudness that full open communication takes out")
    upgrade: float = quantity(
        0.0032, source="boulding1993", meaning="rise of what one feels entitled to, from an excess of one unit"
    )
    sobering: float = quantity(
        0.00296,
        high=0.2,
        unit="1/day",
        meaning="speed at which what one feels entitled to comes down to the ordinary by itself",
    )
    agreement_pull: float = quantity(
        0.03,
        unit="1/day",
        plausible=(0.01, 0.06),
        meaning="speed at which full agreements draw it to what is reasonable",
    )


def learned_will(will: float, own_perceived: float, weight: float, will_learning: float) -> float:
    """What is expected after an encounter of weight w: e + l w (y - e), y what was perceived."""
    return will + will_learning * weight * (own_perceived - will)


def ordinary(entitlement: float, ordinary_should: float, entitled_should: float) -> float:
    """The service to which one feels entitled without any campaign: o + n (N - 1/2), cut to [0, 1] (Campbell et al. 2004)."""
    return min(1.0, max(0.0, ordinary_should + entitled_should * (entitlement - 0.5)))


def heard_promise(promise: float, open_communication: float, service_agreements: float, realism: float) -> float:
    """How loudly the promise is heard: p (1 - r O) (1 - A): talked down by openness, replaced by agreements."""
    return promise * (1.0 - realism * open_communication) * (1.0 - service_agreements)


def should_change(
    should: float,
    own_ordinary: float,
    heard: float,
    own_excess: float,
    service_agreements: float,
    promised_should: float,
    promise_pull: float,
    upgrade: float,
    sobering: float,
    agreement_pull: float,
) -> float:
    """Daily change of what one feels entitled to: p (C - S)+ + g x - (s + a A) (S - o), C = o + u (P - o), per day.

    u the promise as heard, P what a full one holds out, C so what this one does; x the day's excess, A agreements,
    o the ordinary standard. It rises fast and comes down slowly (Boulding et al. 1993: "should" is raised by better
    service and hardly lowered by worse).
    """
    return (
        promise_pull * max(0.0, own_ordinary + heard * (promised_should - own_ordinary) - should)
        + upgrade * own_excess
        - (sobering + agreement_pull * service_agreements) * (should - own_ordinary)
    )

"""Relations: a grudge that is not repeated fades; warmth grows with contact and is crowded out by exchange."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sim.quantity import Declared, quantity


class RelationsCoefficients(Declared):
    """Coefficients of forgiveness and camaraderie."""

    neutral: ClassVar[Mapping[str, float]] = {
        "forgiveness": 0.0,
        "contact_warmth": 0.0,
        "grudge_chill": 0.0,
        "help_warmth": 0.0,
        "building_warmth": 0.0,
        "crowding": 0.0,
    }
    """Switched off: grudges do not fade, and nothing moves warmth."""

    forgiveness: float = quantity(
        0.44,
        high=2.0,
        unit="log-odds/ln(day)",
        plausible=(0.3, 0.6),
        published=True,
        source="mccullough2010",
        meaning="how fast an unrepeated grudge fades",
    )
    warm_forgiveness: float = quantity(
        1.02, high=3.0, source="mccullough1998", meaning="how much faster it fades where the tie is fully warm"
    )
    forgiving_warmth: float = quantity(
        0.281, meaning="warmth of the tie at which a grudge fades as fast as published; that of a middling tie"
    )
    affinity_pull: float = quantity(
        0.0041,
        high=0.1,
        unit="1/day",
        plausible=(0.002, 0.01),
        meaning="speed at which warmth returns to what two people would come to by themselves",
    )
    new_warmth: float = quantity(
        0.498, meaning="warmth with which a new tie begins, relative to what the two people would come to by themselves"
    )
    contact_warmth: float = quantity(
        0.00983, high=0.2, unit="1/day", meaning="growth of warmth on a day of service well done"
    )
    grudge_chill: float = quantity(0.00995, high=0.2, unit="1/day", meaning="loss of warmth in a day to a full grudge")
    help_warmth: float = quantity(
        0.0197,
        high=0.5,
        unit="1/day of help",
        source="grant2010",
        meaning="growth of warmth towards peers from help received",
    )
    building_warmth: float = quantity(
        0.003, high=0.1, unit="1/day", meaning="growth of warmth among peers under full team building"
    )
    building_shield: float = quantity(0.5, meaning="share of crowding out that full team building prevents")
    crowding: float = quantity(
        0.0103,
        high=0.2,
        unit="1/day",
        plausible=(0.0, 0.03),
        source="clark1993 heyman2004",
        meaning="loss of warmth in a day where peers fully are client and supplier; 0 switches this disputed law off",
    )
    accounting: float = quantity(0.25, meaning="how far full service agreements by themselves make a tie an exchange")


def liking(usual: float, shared: float, own: float, affinity_spread: float, mutual_affinity: float) -> float:
    """Warmth to which one comes by oneself: min(1, max(0, a + s (k b + (1 - k) d))).

    a what is usual on such a tie; b a bell-shaped draw for the two people together, the same from either end, d one's own;
    k the weight of the shared reasons (weights, assumed): the two ends correlate by k^2 / (k^2 + (1 - k)^2), and differ from
    tie to tie by s times the root of that divisor (Krackhardt 1987: most who name a friend are named by that friend).
    """
    return min(1.0, max(0.0, usual + affinity_spread * (mutual_affinity * shared + (1.0 - mutual_affinity) * own)))


def forgiven(
    animosity: float,
    since_offence: float,
    camaraderie: float,
    forgiveness: float,
    warm_forgiveness: float,
    forgiving_warmth: float,
) -> float:
    """What fades of a grudge in a day: b (1 + w (W - W1)) G (1 - G) / t, t working days since the last offence, W warmth.

    The daily step of d logit G / d ln t = -b (McCullough et al. 2010), b in log-odds per ln(day); nothing fades on the
    day of the offence itself, t = 0.
    """
    speed = forgiveness * max(0.0, 1.0 + warm_forgiveness * (camaraderie - forgiving_warmth))
    rate = min(1.0, speed * min(1.0, since_offence) / max(1.0, since_offence))
    return rate * animosity * (1.0 - animosity)


def exchange(peer: float, shown: float, scope: float, service_agreements: float, accounting: float) -> float:
    """How far a tie is one of client and supplier: min(1, p d s + a A s).

    p 1 between peers (other ties were an exchange anyway), d the eagerness that the client shows to colleagues,
    s scope, A agreements (Clark & Mills 1979, 1993: a communal relation becomes an exchange relation).
    """
    return min(1.0, scope * (peer * shown + accounting * service_agreements))


def crowded_out(camaraderie: float, own_exchange: float, shield: float, crowding: float) -> float:
    """Warmth lost to exchange in a day: c X (1 - h) W, h the share that team building shields (Heyman & Ariely 2004)."""
    return crowding * own_exchange * (1.0 - shield) * camaraderie


def kept_affinity(camaraderie: float, affinity: float, affinity_pull: float) -> float:
    """Return to the warmth that two people would come to by themselves, in a day: r (W0 - W)."""
    return affinity_pull * (affinity - camaraderie)


def contact(quality: float, camaraderie: float, contact_warmth: float) -> float:
    """Warmth from service in a day: k (q - 1/2) (1 - W), q the manner of the answers; bad manners cool."""
    return contact_warmth * (quality - 0.5) * (1.0 - camaraderie)

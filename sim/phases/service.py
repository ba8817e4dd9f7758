"""Working hours: requests are answered, and the clients judge what they got."""

from __future__ import annotations

import numpy as np

from sim import luck
from sim.compiled import inner, law
from sim.lanes import Lanes
from sim.ledger import E
from sim.luck import Purpose
from sim.mechanisms import K, cynicism, expectations, experience, friction, grudge, service, standing
from sim.phases.attention import drawn_towards
from sim.phases.booking import due
from sim.policy import SCOPE_OF_KIND, Kind, X
from sim.state import P, T

eagerness = law(service.eagerness)
manner = law(service.manner)
regard = law(standing.regard)
spread = law(service.spread)
rework_share = law(service.rework_share)
delivered = law(experience.delivered)
perceived = law(experience.perceived)
standard = law(experience.standard)
shortfall = law(experience.shortfall)
excess = law(experience.excess)
offence = law(grudge.offence)
healed = law(grudge.healed)
slip = law(friction.friction)
friction_chance = law(standing.friction_chance)
learned_will = law(expectations.learned_will)
ordinary = law(expectations.ordinary)
heard_promise = law(expectations.heard_promise)
claimed = law(cynicism.claimed)
breach = law(cynicism.breach)

UPWARD = int(Kind.upward)
SCOPES = tuple(int(X[SCOPE_OF_KIND[kind]]) for kind in Kind)
"""The lever of scope for each kind of tie."""

BROAD = 3.4641016151377544
"""Twice the square root of three: a uniform number in [-1/2, 1/2) times this has standard deviation 1."""


@inner
def answer(o: Lanes, tie: int, lane: int, drawn: np.uint64) -> float:
    """Let the provider of a tie answer what time allows; returns how many requests were answered.

    What is not understood comes back, and some of what was not answered is withdrawn; requests are whole things.
    """
    ties = o.ties
    backlog = ties[T.backlog, tie, lane]
    expected = o.people[P.pace, o.provider[tie], lane] * backlog * drawn_towards(o, tie, lane)
    served: float = min(backlog, luck.whole(expected, luck.first(drawn)))
    ties[T.served, tie, lane] = served
    return served


@inner
def settle(o: Lanes, day: int, tie: int, lane: int, served: float, drawn: np.uint64, patience: float) -> float:
    """What stays open on a tie overnight, and how long it has waited; returns how many answers came back."""
    ties, c = o.ties, o.coefficients
    backlog, waiting = ties[T.backlog, tie, lane], ties[T.waiting, tie, lane]
    comes_back = rework_share(
        o.levers[day, X.open_communication, lane], c[K.misunderstanding, lane], c[K.clarity, lane]
    )
    left = backlog - served
    returned = luck.whole(comes_back * served, luck.second(drawn))
    withdrawn = luck.whole(c[K.withdrawal, lane] * left, patience)
    after = left - withdrawn + returned
    ties[T.backlog, tie, lane] = after
    ties[T.waiting, tie, lane] = (waiting * (left - withdrawn) / max(after, 1.0) + 1.0) if after > 0.0 else 0.0
    return returned


@inner
def judge(o: Lanes, i: int, tie: int, lane: int, quality: float, served: float, scope: float, heard: float,
          own_ordinary: float, open_communication: float, loud: float, rub: float,
          ) -> tuple[float, float, float, float, float, float, float]:  # fmt: skip
    """The client's judgement of an encounter, or of one more day without an answer once patience is over.

    Returns shortfall, excess, breach, 1 where it made a notable grudge, and what of the grudge bad service made, what a slip
    made, and what good service healed (negative).
    """
    people, ties, c = o.people, o.ties, o.coefficients
    waiting, will = ties[T.waiting, tie, lane], ties[T.will, tie, lane]
    animosity, warmth = ties[T.animosity, tie, lane], ties[T.camaraderie, tie, lane]
    answered = 1.0 if served > 0.0 else 0.0
    overdue = 1.0 if (served <= 0.0 and ties[T.backlog, tie, lane] > 0.0 and waiting >= c[K.patience, lane]) else 0.0
    weight = answered + c[K.neglect, lane] * overdue
    came = delivered(quality * answered, waiting, c[K.delay_weight, lane], c[K.patience, lane])
    seen = perceived(came, will, c[K.assimilation, lane])
    entitled = standard(own_ordinary, people[P.should, i, lane], scope, loud)
    below = weight * shortfall(seen, entitled, c[K.tolerance, lane])
    above = answered * excess(seen, entitled, c[K.tolerance, lane])
    promised = claimed(own_ordinary, heard, scope, c[K.promised_should, lane])
    boss = c[K.boss_weight, lane] if o.kind[tie] == UPWARD else 1.0
    counts = c[K.boss_counts, lane] if o.kind[tie] == UPWARD else 1.0
    broken = weight * boss * breach(promised, seen, heard, scope, c[K.accepted_breach, lane])
    likely = friction_chance(people[P.standing, i, lane], c[K.friction_rate, lane], c[K.targeting, lane])
    rubbed = 1.0 if (served > 0.0 and rub < likely) else 0.0
    grown = offence(
        below, people[P.entitlement, i, lane], open_communication, warmth, animosity, c[K.offence, lane],
        c[K.loss_aversion, lane], c[K.entitled_offence, lane], c[K.explanation, lane], c[K.warm_buffer, lane],
    )  # fmt: skip
    sour = min(1.0, animosity + grown)
    slipped = slip(
        rubbed, people[P.entitlement, i, lane], open_communication, warmth, sour, scope * loud, c[K.friction_size, lane],
        c[K.touchiness, lane], c[K.entitled_offence, lane], c[K.explanation, lane], c[K.warm_buffer, lane],
    )  # fmt: skip
    sourer = min(1.0, sour + slipped)
    offended = 1.0 if sourer - animosity >= c[K.notable, lane] else 0.0
    better = healed(above, sourer, c[K.healing, lane])
    ties[T.animosity, tie, lane] = sourer - better
    ties[T.since_offence, tie, lane] = 0.0 if below + rubbed > 0.0 else ties[T.since_offence, tie, lane] + 1.0
    ties[T.will, tie, lane] = learned_will(will, seen, weight, c[K.will_learning, lane])
    ties[T.quality, tie, lane] = quality * answered
    ties[T.gratitude, tie, lane] = above
    return (
        counts * below, counts * above, broken, offended,
        due(E.animosity_offence, sour - animosity), due(E.animosity_friction, sourer - sour), due(E.animosity_gratitude, -better),
    )  # fmt: skip


@inner
def encounter(
    o: Lanes, day: int, i: int, tie: int, lane: int
) -> tuple[float, float, float, float, float, float, float, float, float, float]:
    """A day on which something waits on a tie: it is answered or not, and the client judges that.

    Returns how well it was answered, how long the requests waited, and how many come back; then what was judged.
    """
    people, ties, c, levers = o.people, o.ties, o.coefficients, o.levers
    provider, scope_row = o.provider[tie], SCOPES[o.kind[tie]]
    drawn = luck.bits(o.keys[Purpose.service, lane], o.tie_address[tie])
    slips = luck.bits(o.keys[Purpose.friction, lane], o.tie_address[tie])
    scope, openness = levers[day, scope_row, lane], levers[day, X.open_communication, lane]
    heard = heard_promise(
        levers[day, X.promise, lane], openness, levers[day, X.service_agreements, lane], c[K.realism, lane]
    )
    usual = ordinary(people[P.entitlement, i, lane], c[K.ordinary_should, lane], c[K.entitled_should, lane])
    varied = spread(levers[day, X.empowerment, lane], c[K.manner_spread, lane], c[K.empowered_spread, lane])
    keen = eagerness(
        people[P.facing, provider, lane], people[P.display, provider, lane], scope,
        c[K.facing_practice, lane], c[K.display_manner, lane],
    )  # fmt: skip
    liked = regard(people[P.standing, i, lane], c[K.standing_manner, lane])
    quality = manner(
        people[P.attitude, provider, lane], keen, liked, ties[T.animosity, tie, lane],
        BROAD * varied * (luck.third(drawn) - 0.5), c[K.animosity_manner, lane],
    )  # fmt: skip
    served = answer(o, tie, lane, drawn)
    loud = max(levers[day, X.client_mindset, lane], heard)
    judged = judge(o, i, tie, lane, quality, served, scope, heard, usual, openness, loud, luck.first(slips))
    waited = ties[T.waiting, tie, lane]
    returned = settle(o, day, tie, lane, served, drawn, luck.second(slips))
    return quality, waited, returned, *judged

"""Working hours: requests are answered, and the clients judge what they got."""

from __future__ import annotations

import math
from dataclasses import dataclass

from oracle.attention import inclination
from oracle.employee import Employee
from oracle.luck import Draw, whole
from oracle.tie import Tie
from sim.luck import Purpose

UNIFORM_TO_STANDARD = 2.0 * math.sqrt(3.0)
"""A uniform number in [-1/2, 1/2) times this has standard deviation 1."""


@dataclass
class Encounter:
    """What a day brings to a tie: answers, in what manner, and how long the open requests had waited."""

    served: float
    quality: float
    waited: float

    @property
    def answered(self) -> float:
        """1 on a day with an answer, else 0."""
        return 1.0 if self.served > 0.0 else 0.0


def serve(client: Employee) -> None:
    """All that others do for a client today: they answer, the client judges, what stays open is put away."""
    client.received = client.received_quality = client.waited = client.returned = 0.0
    client.approvals_received = client.approvals_waited = 0.0
    client.shortfall = client.excess = client.breach = client.offences = client.outstanding = client.slighted = 0.0
    for tie in client.ties:
        luck = tie.luck(Purpose.service)
        meeting = Encounter(answer(tie, luck), manner(tie, luck), tie.waiting)
        judge(client, tie, meeting)
        client.returned += settle(tie, meeting, luck)
        client.received += meeting.served
        client.received_quality += meeting.served * meeting.quality
        client.waited += meeting.served * meeting.waited
        if tie.upward:
            client.approvals_received += meeting.served
            client.approvals_waited += meeting.served * meeting.waited
        client.outstanding += tie.backlog


def answer(tie: Tie, luck: Draw) -> float:
    """How many of a client's requests the provider answers today: whole ones, as time and inclination allow."""
    expected = tie.provider.pace * tie.backlog * inclination(tie)
    tie.served = min(tie.backlog, whole(expected, luck.first))
    return tie.served


def manner(tie: Tie, luck: Draw) -> float:
    """The quality of the answers: the provider's attitude and eagerness, the grudge on the tie, and chance."""
    office, law, provider = tie.client.office, tie.client.office.laws.service, tie.provider
    spread = law.spread(empowerment=office.levers.empowerment)
    eager = law.eagerness(facing=provider.facing, shown=provider.display, scope=tie.scope)
    return float(
        law.manner(
            own_attitude=provider.attitude,
            own_eagerness=eager,
            own_regard=office.laws.standing.regard(standing=tie.client.standing),
            animosity=tie.animosity,
            chance=UNIFORM_TO_STANDARD * spread * (luck.third - 0.5),
        )
    )


def judge(client: Employee, tie: Tie, meeting: Encounter) -> None:
    """The client's judgement of an encounter, or of one more day without an answer once patience is over."""
    law, c = client.office.laws, client.office.coefficients
    overdue = not meeting.answered and tie.backlog > 0.0 and meeting.waited >= c.patience
    weight = c.neglect if overdue else meeting.answered
    came = law.experience.delivered(quality=meeting.quality * meeting.answered, waiting=meeting.waited)
    perceived = law.experience.perceived(came=came, will=tie.will)

    usual = law.expectations.ordinary(entitlement=client.entitlement)
    entitled = law.experience.standard(ordinary=usual, should=client.should, scope=tie.scope, campaign=loudness(client))
    below = weight * law.experience.shortfall(own_perceived=perceived, own_standard=entitled)
    above = meeting.answered * law.experience.excess(own_perceived=perceived, own_standard=entitled)
    counts = c.boss_counts if tie.upward else 1.0
    client.shortfall += counts * below
    client.excess += counts * above
    client.breach += weight * (c.boss_weight if tie.upward else 1.0) * broken_promise(client, tie, perceived)

    likely = law.standing.friction_chance(standing=client.standing)
    rubbed = meeting.answered > 0.0 and tie.luck(Purpose.friction).first < likely
    hold_or_lose_a_grudge(client, tie, below, above, rubbed)
    tie.will = law.expectations.learned_will(will=tie.will, own_perceived=perceived, weight=weight)
    tie.quality = meeting.quality * meeting.answered
    tie.gratitude = above


def loudness(client: Employee) -> float:
    """How loud the campaign or the promise is that says who is a client."""
    levers, law = client.office.levers, client.office.laws.expectations
    heard = law.heard_promise(
        promise=levers.promise,
        open_communication=levers.open_communication,
        service_agreements=levers.service_agreements,
    )
    return max(levers.client_mindset, heard)


def broken_promise(client: Employee, tie: Tie, perceived: float) -> float:
    """Promised minus what came."""
    levers, law = client.office.levers, client.office.laws
    heard = law.expectations.heard_promise(
        promise=levers.promise,
        open_communication=levers.open_communication,
        service_agreements=levers.service_agreements,
    )
    usual = law.expectations.ordinary(entitlement=client.entitlement)
    claimed = law.cynicism.claimed(own_ordinary=usual, heard=heard, scope=tie.scope)
    return float(law.cynicism.breach(own_claimed=claimed, own_perceived=perceived, heard=heard, scope=tie.scope))


def hold_or_lose_a_grudge(client: Employee, tie: Tie, below: float, above: float, rubbed: bool) -> None:
    """Offence and everyday slips make a grudge grow, good service heals it."""
    law, before = client.office.laws.grudge, tie.animosity
    grown = law.offence(
        own_shortfall=below,
        entitlement=client.entitlement,
        open_communication=client.office.levers.open_communication,
        camaraderie=tie.camaraderie,
        animosity=before,
    )
    sour = min(1.0, before + grown)
    levers = client.office.levers
    slip = client.office.laws.friction.friction(
        rubbed=1.0 if rubbed else 0.0,
        entitlement=client.entitlement,
        open_communication=levers.open_communication,
        camaraderie=tie.camaraderie,
        animosity=sour,
        campaign=tie.scope * loudness(client),
    )
    sourer = min(1.0, sour + slip)
    if sourer - before >= client.office.coefficients.notable:
        client.offences += 1.0
    client.slighted += sourer - sour
    better = law.healed(own_excess=above, animosity=sourer)
    tie.animosity = sourer - better
    client.ledger["animosity_friction"] += sourer - sour
    client.ledger["animosity_offence"] += sour - before
    client.ledger["animosity_gratitude"] -= better
    if below > 0.0 or rubbed:
        tie.since_offence = 0.0
    else:
        tie.since_offence += 1.0


def settle(tie: Tie, meeting: Encounter, luck: Draw) -> float:
    """What stays open overnight, and how long it has waited; returns how many answers came back as rework."""
    office, c = tie.client.office, tie.client.office.coefficients
    comes_back = office.laws.service.rework_share(open_communication=office.levers.open_communication)
    unanswered = tie.backlog - meeting.served
    withdrawn = whole(c.withdrawal * unanswered, tie.luck(Purpose.friction).second)
    returned = whole(comes_back * meeting.served, luck.second)
    after = unanswered - withdrawn + returned
    tie.waiting = tie.waiting * (unanswered - withdrawn) / max(after, 1.0) + 1.0 if after > 0.0 else 0.0
    tie.backlog = after
    return returned

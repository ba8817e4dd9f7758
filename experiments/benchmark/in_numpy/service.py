"""Working hours: providers split their time, requests are answered and judged."""

from __future__ import annotations

import numpy as np

from benchmark.in_numpy.office import Office, thirds
from sim.lanes import Numbers
from sim.luck import Purpose
from sim.phases.attention import BOUNDLESS, NOTHING, ROUNDS
from sim.phases.service import BROAD


def look_at_queues(office: Office) -> tuple[Numbers, Numbers]:
    """What waits for each provider; returns work and pull of each tie."""
    p, t, law = office.people, office.ties, office.law
    work = t.backlog * t.size * office.c.request_effort
    pull = law.service.inclination(t.animosity, t.camaraderie) * law.attention.ease(t.size)
    p.queue[:] = office.by_provider(t.backlog)
    p.queue_work[:] = office.by_provider(work)
    p.animosity_met[:] = office.by_provider(t.animosity / office.clients_of[office.o.provider])
    return work, pull


def split_time(office: Office) -> None:
    """Share out the day between own cases and colleagues' requests."""
    o, p, c, law = office.o, office.people, office.c, office.law
    work, pull = look_at_queues(office)
    office.pull = pull
    held_up = law.blocking.blocked_cases(p.workload, p.outstanding)
    own = (p.workload - held_up) * c.case_effort
    first = law.attention.priority(office.lever.internal_priority, p.mindset, office.mean_scope)
    office.willing = law.helping.willingness(p.cooperation, p.peer_warmth, p.thanks)
    others = office.teams.needed[o.team] - law.helping.need(p.left_work)
    p.reserve[:] = law.helping.reserve(p.capacity, office.willing, others > NOTHING)
    time = p.capacity - p.reserve
    share = law.attention.request_share(p.queue_work, own, first)
    p.request_time[:] = law.attention.request_time(p.queue_work, own, time, share)
    p.interrupted[:] = law.attention.interruptions(first, p.request_time, own, time)
    pace = np.zeros(office.n)
    for _ in range(ROUNDS):
        whole = pace[o.provider] * pull >= 1.0
        entire = office.by_provider(np.where(whole, work, 0.0))
        weighted = office.by_provider(np.where(whole, 0.0, work * pull))
        pace = np.maximum(pace, (p.request_time - entire) / np.maximum(weighted, 1e-12))
    p.pace[:] = np.where(p.request_time >= p.queue_work, BOUNDLESS, pace)


def judge(office: Office, quality: Numbers, served: Numbers, rub: Numbers) -> None:
    """The clients' judgements."""
    o, p, t, c, law = office.o, office.people, office.ties, office.c, office.law
    client, heard, scope, open_communication = o.client, office.heard, office.scope, office.lever.open_communication
    loud = max(office.lever.client_mindset, heard)
    usual = law.expectations.ordinary(p.entitlement)[client]
    entitlement, warmth, grudge = p.entitlement[client], t.camaraderie, t.animosity.copy()
    answered = (served > 0.0).astype(np.float64)
    overdue = (served <= 0.0) & (t.backlog > 0.0) & (t.waiting >= c.patience)
    weight = answered + c.neglect * overdue
    seen = law.experience.perceived(law.experience.delivered(quality * answered, t.waiting), t.will)
    entitled = law.experience.standard(usual, p.should[client], scope, loud)
    below = weight * law.experience.shortfall(seen, entitled)
    above = answered * law.experience.excess(seen, entitled)
    promised = law.cynicism.claimed(usual, heard, scope)
    upward = office.upward > 0.0
    counts = np.where(upward, c.boss_counts, 1.0)
    broken = weight * np.where(upward, c.boss_weight, 1.0) * law.cynicism.breach(promised, seen, heard, scope)
    likely = law.standing.friction_chance(p.standing)[client]
    rubbed = answered * (rub < likely)
    grown = law.grudge.offence(below, entitlement, open_communication, warmth, grudge)
    sour = np.minimum(1.0, grudge + grown)
    slip = law.friction.friction(rubbed, entitlement, open_communication, warmth, sour, scope * loud)
    sourer = np.minimum(1.0, sour + slip)
    p.shortfall[:] = office.by_client(counts * below)
    p.excess[:] = office.by_client(counts * above)
    p.breach[:] = office.by_client(broken)
    p.offences[:] = office.by_client((sourer - grudge >= c.notable).astype(np.float64))
    p.slighted[:] = office.by_client(sourer - sour)
    t.animosity[:] = sourer - law.grudge.healed(above, sourer)
    t.since_offence[:] = np.where(below + rubbed > 0.0, 0.0, t.since_offence + 1.0)
    t.will[:] = law.expectations.learned_will(t.will, seen, weight)
    t.quality[:] = quality * answered
    t.gratitude[:] = above


def serve(office: Office) -> None:
    """Answer, judge, and put away what stays open."""
    o, p, t, c, law = office.o, office.people, office.ties, office.c, office.law
    highest, middle, lowest = thirds(office.luck_of_ties(Purpose.service))
    rub, patience, _ = thirds(office.luck_of_ties(Purpose.friction))
    keen = law.service.eagerness(p.facing[o.provider], p.display[o.provider], office.scope)
    liked = law.standing.regard(p.standing)[o.client]
    chance = BROAD * law.service.spread(office.lever.empowerment) * (lowest - 0.5)
    quality = law.service.manner(p.attitude[o.provider], keen, liked, t.animosity, chance)
    served = np.minimum(t.backlog, np.floor(p.pace[o.provider] * t.backlog * office.pull + highest))
    judge(office, quality, served, rub)
    t.served[:] = served
    waited = t.waiting.copy()
    left = t.backlog - served
    returned = np.floor(law.service.rework_share(office.lever.open_communication) * served + middle)
    withdrawn = np.floor(c.withdrawal * left + patience)
    after = left - withdrawn + returned
    t.backlog[:] = after
    t.waiting[:] = np.where(after > 0.0, waited * (left - withdrawn) / np.maximum(after, 1.0) + 1.0, 0.0)
    p.received[:] = office.by_client(served)
    p.received_quality[:] = office.by_client(served * quality)
    p.waited[:] = office.by_client(served * waited)
    p.approvals_received[:] = office.by_client(office.upward * served)
    p.approvals_waited[:] = office.by_client(office.upward * served * waited)
    p.returned[:] = office.by_client(returned)
    p.outstanding[:] = office.by_client(after)

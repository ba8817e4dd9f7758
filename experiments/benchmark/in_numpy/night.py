"""Night: ties settle, what the day looked like is written down, and the organization draws its conclusions."""

from __future__ import annotations

import numpy as np

from benchmark.in_numpy.evening import moved
from benchmark.in_numpy.office import Office, bell, mix
from sim.luck import Purpose
from sim.measures import SUMMED_FLOWS, SUMMED_STATES, Y
from sim.state import O


def part(office: Office) -> None:
    """End the ties of those who left."""
    o, p, t, c = office.o, office.people, office.ties, office.c
    ended = np.flatnonzero(p.left[o.client] + p.left[o.provider] > 0.0)
    if len(ended):
        mean = np.where(office.peer[ended] > 0.0, c.affinity_peers, c.affinity_others)
        both = o.person_address[o.client[ended]] + o.person_address[o.provider[ended]]
        shared, own = office.newly(Purpose.mutual_affinity, both), office.newly(Purpose.affinity, o.tie_address[ended])
        likes = c.mutual_affinity * shared + (1.0 - c.mutual_affinity) * own
        t.affinity[ended] = moved(np.zeros(len(ended)), mean + c.affinity_spread * likes)
        warm = t.camaraderie[ended]
        t.camaraderie[ended] = moved(warm, c.new_warmth * t.affinity[ended] - warm)
        t.will[ended] = c.ordinary_should
        for row in (t.animosity, t.since_offence, t.backlog, t.waiting):
            row[ended] = 0.0


def relate(office: Office) -> None:
    """End the ties of those who left, let all ties settle, and sum up what each client feels."""
    o, p, t, c, law, peer = office.o, office.people, office.ties, office.c, office.law.relations, office.peer
    part(office)
    awake = p.vacant[o.client] + p.vacant[o.provider] <= 0.0
    grudge, warm, building = t.animosity, t.camaraderie.copy(), office.lever.team_building
    fades = law.forgiven(grudge, t.since_offence, warm)
    dealt = law.exchange(peer, p.display[o.client], office.scope, office.lever.service_agreements)
    w = moved(warm, (t.served > 0.0) * law.contact(t.quality, warm))
    for change in (
        law.kept_affinity(warm, t.affinity),
        -c.grudge_chill * grudge * warm,
        peer * c.help_warmth * p.help_received[o.client] * (1.0 - warm),
        peer * c.building_warmth * building * (1.0 - warm),
        -law.crowded_out(warm, dealt, c.building_shield * building),
    ):
        w = moved(w, change)
    t.animosity[:] = np.where(awake, moved(grudge, -fades), grudge)
    t.camaraderie[:] = np.where(awake, w, warm)
    grudge, warm = t.animosity, t.camaraderie
    p.animosity_felt[:] = office.by_client(grudge)
    p.animosity_squared[:] = office.by_client(grudge * grudge)
    p.animosity_within[:] = office.by_client(office.within * grudge)
    p.negative_ties[:] = office.by_client((grudge > warm).astype(np.float64))
    p.camaraderie_felt[:] = office.by_client(warm)
    p.peer_camaraderie[:] = office.by_client(peer * warm)
    p.peer_warmth[:] = p.peer_camaraderie / np.maximum(office.peers_of, 1.0)


def write_down(office: Office) -> None:
    """Sum what is observed by department."""
    o, book, people = office.o, office.o.tally[office.day, :, :, 0], office.o.people[:, :, 0]
    present = (office.people.vacant <= 0.0).astype(np.float64)
    book[Y.present] = np.bincount(o.department, present, office.d)
    for row, source in SUMMED_STATES:
        book[row] = np.bincount(o.department, present * people[source], office.d)
    for row, source in SUMMED_FLOWS:
        book[row] = np.bincount(o.department, people[source], office.d)


def total(values: np.ndarray) -> float:
    """A sum in the order of the numbers."""
    return float(np.add.accumulate(values)[-1])


def conclude(office: Office) -> None:
    """Ideas become efficiency, kept and broken promises become trust, customers stay or go."""
    o, p, c, law, memory, levers = office.o, office.people, office.c, office.law, office.memory, office.lever
    book = o.tally[office.day, :, :, 0]
    heads = max(total(book[Y.present]), 1.0)
    breach, had = total(book[Y.breach]) / heads, total(book[Y.ideas]) / heads
    gone = total(book[Y.laid_off])
    gone = gone / (heads + gone)
    memory.efficiency += law.ideas.efficiency_change(memory.efficiency, had, levers.process_improvement)
    memory.trust[:] = moved(memory.trust, law.trust.trust_change(memory.trust, levers.open_communication, breach, gone))
    finished = total(p.facing * p.finished)
    lost = total(p.facing * p.lost)
    if finished + lost > 0.0:
        per = max(finished, 1e-9)
        quality, waiting = total(p.facing * p.finished * p.workmanship), total(p.facing * p.workload)
        received = law.customers.got(quality / per, waiting / per, lost / (finished + lost))
        memory.satisfaction += c.satisfaction_learning * (received - memory.satisfaction)
        elsewhere = bell(mix(o.keys[Purpose.customers]))
        memory.satisfaction[:] = moved(memory.satisfaction, c.fashion * elsewhere)
    change = law.customers.base_change(memory.customers, memory.satisfaction, office.world.fear)
    memory.customers[:] = np.maximum(0.0, memory.customers + change)
    o.office_days[office.day] = o.office[: len(O)]

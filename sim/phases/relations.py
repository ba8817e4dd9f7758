"""Evening: what the day did to grudges and warmth, and what a departure leaves of them."""

from __future__ import annotations

from sim import luck
from sim.compiled import apart, inner, law, phase
from sim.lanes import Lanes, everybody, once
from sim.ledger import E
from sim.luck import Purpose
from sim.mechanisms import K, relations
from sim.phases.booking import moved
from sim.phases.service import SCOPES
from sim.policy import Kind, X
from sim.state import P, T

forgiven = law(relations.forgiven)
exchange = law(relations.exchange)
crowded_out = law(relations.crowded_out)
kept_affinity = law(relations.kept_affinity)
contact = law(relations.contact)
liking = law(relations.liking)

DEPARTMENT, DOWNWARD, PEER = int(Kind.department), int(Kind.downward), int(Kind.peer)


@inner
def meet(o: Lanes, day: int, tie: int, lane: int) -> None:
    """Draw the warmth to which the two people on a tie would come by themselves."""
    c, seed = o.coefficients, o.seeds[lane]
    mean = c[K.affinity_peers, lane] if o.kind[tie] == PEER else c[K.affinity_others, lane]
    both = o.person_address[o.client[tie]] + o.person_address[o.provider[tie]]  # the same from either end
    shared = luck.bell(luck.bits(luck.key(seed, Purpose.mutual_affinity, day), both))
    own = luck.bell(luck.bits(luck.key(seed, Purpose.affinity, day), o.tie_address[tie]))
    o.ties[T.affinity, tie, lane] = liking(mean, shared, own, c[K.affinity_spread, lane], c[K.mutual_affinity, lane])


@inner
def part(o: Lanes, day: int, tie: int, lane: int) -> None:
    """End a tie when one of its two people leaves: open requests lapse, the successor starts without grudge.

    The new tie starts less warm than the two will come to be.
    """
    ties, i = o.ties, o.client[tie]
    book, keep = o.ledger, o.ledger.shape[1] > 0
    meet(o, day, tie, lane)
    grudge, warmth = ties[T.animosity, tie, lane], ties[T.camaraderie, tie, lane]
    begins = o.coefficients[K.new_warmth, lane] * ties[T.affinity, tie, lane]
    ties[T.animosity, tie, lane] = moved(book, keep, E.animosity_turnover, i, lane, grudge, -grudge)
    ties[T.camaraderie, tie, lane] = moved(book, keep, E.camaraderie_turnover, i, lane, warmth, begins - warmth)
    ties[T.will, tie, lane] = o.coefficients[K.ordinary_should, lane]
    ties[T.since_offence, tie, lane] = 0.0
    ties[T.backlog, tie, lane] = 0.0
    ties[T.waiting, tie, lane] = 0.0


@inner
def scope_of(o: Lanes, day: int, kind: int, lane: int) -> float:
    """How far a tie of a kind counts as a client tie today."""
    levers = o.levers
    among_leaders = levers[day, SCOPES[2], lane] if kind == DOWNWARD else levers[day, SCOPES[1], lane]
    others = levers[day, SCOPES[0], lane] if kind == DEPARTMENT else among_leaders
    scope: float = levers[day, SCOPES[3], lane] if kind == PEER else others
    return scope


@inner
def let_settle(o: Lanes, day: int, tie: int, lane: int) -> None:
    """One evening of one tie: the grudge fades, warmth grows with contact and help and is crowded out by exchange.

    A tie to a vacant chair rests.
    """
    people, ties, c, levers = o.people, o.ties, o.coefficients, o.levers
    book, keep = o.ledger, o.ledger.shape[1] > 0
    i = o.client[tie]
    awake = people[P.vacant, i, lane] + people[P.vacant, o.provider[tie], lane] <= 0.0
    peer = 1.0 if o.kind[tie] == PEER else 0.0
    grudge, warmth = ties[T.animosity, tie, lane], ties[T.camaraderie, tie, lane]
    building = levers[day, X.team_building, lane]
    fades = forgiven(
        grudge, ties[T.since_offence, tie, lane], warmth, c[K.forgiveness, lane], c[K.warm_forgiveness, lane],
        c[K.forgiving_warmth, lane],
    )  # fmt: skip
    dealt = exchange(
        peer, people[P.display, i, lane], scope_of(o, day, o.kind[tie], lane), levers[day, X.service_agreements, lane],
        c[K.accounting, lane],
    )  # fmt: skip
    answered = 1.0 if ties[T.served, tie, lane] > 0.0 else 0.0
    met = answered * contact(ties[T.quality, tie, lane], warmth, c[K.contact_warmth, lane])
    drawn = kept_affinity(warmth, ties[T.affinity, tie, lane], c[K.affinity_pull, lane])
    chilled = c[K.grudge_chill, lane] * grudge * warmth
    helped = peer * c[K.help_warmth, lane] * people[P.help_received, i, lane] * (1.0 - warmth)
    built = peer * c[K.building_warmth, lane] * building * (1.0 - warmth)
    lost = crowded_out(warmth, dealt, c[K.building_shield, lane] * building, c[K.crowding, lane])
    g = moved(book, keep, E.animosity_forgiveness, i, lane, grudge, -fades if awake else 0.0)
    w = moved(book, keep, E.camaraderie_contact, i, lane, warmth, met if awake else 0.0)
    w = moved(book, keep, E.camaraderie_affinity, i, lane, w, drawn if awake else 0.0)
    w = moved(book, keep, E.camaraderie_grudge, i, lane, w, -chilled if awake else 0.0)
    w = moved(book, keep, E.camaraderie_help, i, lane, w, helped if awake else 0.0)
    w = moved(book, keep, E.camaraderie_team_building, i, lane, w, built if awake else 0.0)
    w = moved(book, keep, E.camaraderie_crowding, i, lane, w, -lost if awake else 0.0)
    ties[T.animosity, tie, lane] = g
    ties[T.camaraderie, tie, lane] = w


@inner
def sum_up(o: Lanes, i: int, lane: int) -> None:
    """Sum up what a client feels towards all providers together."""
    people, ties = o.people, o.ties
    felt, squared, within, negative, warm, warm_peers, peers = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for tie in range(o.client_start[i], o.client_start[i + 1]):
        peer = 1.0 if o.kind[tie] == PEER else 0.0
        grudge, warmth = ties[T.animosity, tie, lane], ties[T.camaraderie, tie, lane]
        felt += grudge
        squared += grudge * grudge
        within += (1.0 if o.department[i] == o.department[o.provider[tie]] else 0.0) * grudge
        negative += 1.0 if grudge > warmth else 0.0
        warm += warmth
        warm_peers += peer * warmth
        peers += peer
    people[P.animosity_felt, i, lane] = felt
    people[P.animosity_squared, i, lane] = squared
    people[P.animosity_within, i, lane] = within
    people[P.negative_ties, i, lane] = negative
    people[P.camaraderie_felt, i, lane] = warm
    people[P.peer_camaraderie, i, lane] = warm_peers
    people[P.peer_warmth, i, lane] = warm_peers / max(peers, 1.0)


@phase(once)
def say_goodbye(o: Lanes, day: int, first: int, last: int) -> None:
    """End the ties of those who left."""
    people = o.people
    for i in range(people.shape[1]):
        for lane in range(people.shape[2]):
            if people[P.left, i, lane] > 0.0:
                for tie in range(o.client_start[i], o.client_start[i + 1]):
                    part(o, day, tie, lane)
                for place in range(o.provider_start[i], o.provider_start[i + 1]):
                    if people[P.left, o.client[o.by_provider[place]], lane] <= 0.0:
                        part(o, day, o.by_provider[place], lane)


@phase(everybody)
def relate(o: Lanes, day: int, first: int, last: int) -> None:
    """Let all ties settle, and sum up what each client feels."""
    for lane in range(o.people.shape[2]):
        if o.ledger.shape[1] > 0:  # ties of one client are booked in one place
            for tie in range(o.client_start[first], o.client_start[last]):
                let_settle(o, day, tie, lane)
        else:
            for tie in apart(o.client_start[first], o.client_start[last]):
                let_settle(o, day, tie, lane)
    for i in range(first, last):
        for lane in range(o.people.shape[2]):
            sum_up(o, i, lane)

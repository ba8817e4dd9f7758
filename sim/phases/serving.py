"""Working hours: all ties are gone through, and what their clients got is put to their accounts."""

from __future__ import annotations

from sim.compiled import apart, at_hand, inner, is_alone, phase, room, room_for_places, some
from sim.lanes import Indices, Lanes, everybody
from sim.ledger import E
from sim.phases.service import UPWARD, encounter
from sim.state import P, T

ACCOUNT = (
    int(P.received), int(P.received_quality), int(P.waited), int(P.approvals_received), int(P.approvals_waited), int(P.returned),
    int(P.shortfall), int(P.excess), int(P.breach), int(P.offences), int(P.slighted), int(P.outstanding),
)  # fmt: skip
"""What a client keeps account of, from nothing each day."""


@inner
def rest(o: Lanes, tie: int, lane: int) -> None:
    """A day on which nothing waits on a tie: there is nothing to answer and nothing to judge."""
    ties = o.ties
    ties[T.served, tie, lane] = 0.0
    ties[T.quality, tie, lane] = 0.0
    ties[T.gratitude, tie, lane] = 0.0
    ties[T.waiting, tie, lane] = 0.0
    ties[T.since_offence, tie, lane] += 1.0


@inner
def book_grudge(o: Lanes, i: int, lane: int, soured: float, slight: float, healing: float) -> None:
    """Book what an encounter did to the client's grudge, if a ledger is kept."""
    if o.ledger.shape[1] > 0:
        o.ledger[E.animosity_offence, i, lane] += soured
        o.ledger[E.animosity_friction, i, lane] += slight
        o.ledger[E.animosity_gratitude, i, lane] += healing


@inner
def find_open(o: Lanes, lane: int, first: int, last: int, found: Indices) -> int:
    """Find the ties on which something waits, and let the others rest; returns how many were found."""
    ties, count = o.ties, 0
    for tie in apart(first, last):
        ties[T.since_offence, tie, lane] += 0.0 if ties[T.backlog, tie, lane] > 0.0 else 1.0
    for tie in range(first, last):  # those that were answered yesterday
        found[count] = tie
        count += 1 if some(ties[T.served, tie, lane] > 0.0) else 0
    for k in apart(0, count):
        ties[T.served, found[k], lane] = 0.0
        ties[T.quality, found[k], lane] = 0.0
        ties[T.gratitude, found[k], lane] = 0.0
    count = 0
    for tie in range(first, last):
        found[count] = tie
        count += 1 if some(ties[T.backlog, tie, lane] > 0.0) else 0
    return count


@inner
def serve_some(o: Lanes, day: int, lane: int, first: int, last: int) -> None:
    """Let what waits on some ties be answered, and put it to their clients' accounts, in the order of the ties."""
    people, ties, lanes = o.people, o.ties, o.people.shape[2]
    found = room_for_places()
    qualities, waits, returns = room(lanes), room(lanes), room(lanes)
    shortfalls, excesses, breaches, offences = room(lanes), room(lanes), room(lanes), room(lanes)
    grown, slights, better = room(lanes), room(lanes), room(lanes)
    count = find_open(o, lane, first, last, found)
    for k in apart(0, count):
        quality, waited, back, below, above, broken, offended, soured, slight, healing = encounter(
            o, day, o.client[found[k]], found[k], lane
        )
        qualities[k, lane] = quality
        waits[k, lane] = waited
        returns[k, lane] = back
        shortfalls[k, lane] = below
        excesses[k, lane] = above
        breaches[k, lane] = broken
        offences[k, lane] = offended
        grown[k, lane] = soured
        slights[k, lane] = slight
        better[k, lane] = healing
    for k in range(count):
        tie = found[k]
        i, upward, served = o.client[tie], 1.0 if o.kind[tie] == UPWARD else 0.0, ties[T.served, tie, lane]
        people[P.received, i, lane] += served
        people[P.received_quality, i, lane] += served * qualities[k, lane]
        people[P.waited, i, lane] += served * waits[k, lane]
        people[P.approvals_received, i, lane] += upward * served
        people[P.approvals_waited, i, lane] += upward * served * waits[k, lane]
        people[P.returned, i, lane] += returns[k, lane]
        people[P.shortfall, i, lane] += shortfalls[k, lane]
        people[P.excess, i, lane] += excesses[k, lane]
        people[P.breach, i, lane] += breaches[k, lane]
        people[P.offences, i, lane] += offences[k, lane]
        people[P.slighted, i, lane] += slights[k, lane]
        people[P.outstanding, i, lane] += ties[T.backlog, tie, lane]
        book_grudge(o, i, lane, grown[k, lane], slights[k, lane], better[k, lane])


@inner
def serve_client(o: Lanes, day: int, i: int, lane: int) -> None:
    """The same for all ties of one client, one after the other: quicker where lanes are done together."""
    people, ties = o.people, o.ties
    received, received_quality, waits, approvals, approvals_waited, returned = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    fallen_short, exceeded, breached, offences, slighted, outstanding = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for tie in range(o.client_start[i], o.client_start[i + 1]):
        if some(ties[T.backlog, tie, lane] > 0.0):
            upward = 1.0 if o.kind[tie] == UPWARD else 0.0
            quality, waited, back, below, above, broken, offended, soured, slight, healing = encounter(
                o, day, i, tie, lane
            )
            served = ties[T.served, tie, lane]
            received += served
            received_quality += served * quality
            waits += served * waited
            approvals += upward * served
            approvals_waited += upward * served * waited
            returned += back
            fallen_short += below
            exceeded += above
            breached += broken
            offences += offended
            slighted += slight
            outstanding += ties[T.backlog, tie, lane]
            book_grudge(o, i, lane, soured, slight, healing)
        else:
            rest(o, tie, lane)
    for place, total in enumerate((
        received, received_quality, waits, approvals, approvals_waited, returned,
        fallen_short, exceeded, breached, offences, slighted, outstanding,
    )):  # fmt: skip
        people[ACCOUNT[place], i, lane] = total


@phase(everybody)
def serve(o: Lanes, day: int, first: int, last: int) -> None:
    """Go through all ties, client by client: answer, judge, put away what stays open, and keep each client's account."""
    people = o.people
    for lane in range(people.shape[2]):
        if is_alone():
            for i in range(first, last):
                for row in ACCOUNT:
                    people[row, i, lane] = 0.0
            end = o.client_start[last]
            for begin in range(o.client_start[first], end, at_hand()):
                serve_some(o, day, lane, begin, min(begin + at_hand(), end))
        else:
            for i in range(first, last):
                serve_client(o, day, i, lane)

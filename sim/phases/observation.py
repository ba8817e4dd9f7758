"""Night: what the day looked like is written down, and the organization and its customers draw their conclusions."""

from __future__ import annotations

import numpy as np

from sim import luck
from sim.compiled import inner, law, phase, room
from sim.lanes import Lanes, every_tile, once
from sim.luck import Purpose
from sim.measures import SUMMED_FLOWS, SUMMED_STATES, Y
from sim.mechanisms import K, customers, ideas, trust
from sim.policy import W, X
from sim.state import O, P

EVERYBODY = np.uint64(0)
"""The address of luck that concerns all alike, whoever works here."""

got = law(customers.got)
base_change = law(customers.base_change)
efficiency_change = law(ideas.efficiency_change)
trust_change = law(trust.trust_change)


SUMS = (
    ("present", int(Y.present), int(P.vacant)),
    *(("states", row, source) for row, source in SUMMED_STATES),
    *(("flows", row, source) for row, source in SUMMED_FLOWS),
)
SHEETS = tuple(SUMS[k : k + 7] for k in range(0, len(SUMS), 7))
"""What is summed, seven rows at a time: sums of one sheet go hand in hand."""

TRADE = ("finished", "quality", "waiting", "lost")
"""What customers got: cases finished, these times how well, those that wait, and those given up."""


@inner
def observed(o: Lanes, i: int, lane: int, what: str, source: int) -> float:
    """What one person adds to a sum: what people are like counts for those who are there."""
    present = 1.0 if o.people[P.vacant, i, lane] <= 0.0 else 0.0
    if what == "present":
        return present
    seen: float = o.people[source, i, lane]
    return present * seen if what == "states" else seen


@inner
def sum_some(o: Lanes, tile: int, sheet: tuple[tuple[str, int, int], ...], first: int, last: int) -> None:
    """Add people of one department to their tile's sums on one sheet, which are held at hand: none waits for memory."""
    book, d, sums = o.sums[tile], o.department[first], room(o.people.shape[2])
    for lane in range(o.people.shape[2]):
        for place, (_, row, _) in enumerate(sheet):
            sums[place, lane] = book[row, d, lane]
        for i in range(first, last):
            for place, (what, _, source) in enumerate(sheet):
                sums[place, lane] += observed(o, i, lane, what, source)
        for place, (_, row, _) in enumerate(sheet):
            book[row, d, lane] = sums[place, lane]


@inner
def sum_trade(o: Lanes, tile: int, first: int, last: int) -> None:
    """Sum what customers got from some people."""
    people = o.people
    for lane in range(people.shape[2]):
        finished, quality, waiting, lost = 0.0, 0.0, 0.0, 0.0
        for i in range(first, last):
            facing = people[P.facing, i, lane]
            finished += facing * people[P.finished, i, lane]
            quality += facing * people[P.finished, i, lane] * people[P.workmanship, i, lane]
            waiting += facing * people[P.workload, i, lane]
            lost += facing * people[P.lost, i, lane]
        for row, total in enumerate((finished, quality, waiting, lost)):
            o.trade[tile, row, lane] = total


@phase(every_tile)
def observe_people(o: Lanes, day: int, first: int, last: int) -> None:
    """Sum what is observed of the people of some tiles, by department, in their order."""
    for tile in range(first, last):
        o.sums[tile] = 0.0
        sum_trade(o, tile, o.tile_start[tile], o.tile_start[tile + 1])
    for sheet in SHEETS:
        for tile in range(first, last):
            begin, behind = o.tile_start[tile], o.tile_start[tile + 1]
            while begin < behind:
                end = begin + 1
                while end < behind and o.department[end] == o.department[begin]:
                    end += 1
                sum_some(o, tile, sheet, begin, end)
                begin = end


@phase(once)
def write_down(o: Lanes, day: int, first: int, last: int) -> None:
    """Fill the day's page of the tally: add up all tiles."""
    book = o.tally[day]
    book[:] = 0.0
    for tile in range(o.sums.shape[0]):
        for row in range(book.shape[0]):
            for d in range(book.shape[1]):
                for lane in range(o.people.shape[2]):
                    book[row, d, lane] += o.sums[tile, row, d, lane]


@phase(once)
def keep_ledger(o: Lanes, day: int, first: int, last: int) -> None:
    """Put the day's entries in the ledger, if one is kept."""
    ledger = o.ledger
    if ledger.shape[1] > 0:
        o.ledger_days[day] = 0.0
        for entry in range(ledger.shape[0]):
            for i in range(ledger.shape[1]):
                for lane in range(ledger.shape[2]):
                    o.ledger_days[day, entry, o.department[i], lane] += ledger[entry, i, lane]
                    o.ledger_total[entry, i, lane] += ledger[entry, i, lane]


@inner
def serve_customers(o: Lanes, day: int, lane: int) -> None:
    """Customers' satisfaction follows what they got today, and the customer base follows satisfaction."""
    office, c = o.office, o.coefficients
    finished, quality, waiting, lost = 0.0, 0.0, 0.0, 0.0
    for tile in range(o.trade.shape[0]):
        finished += o.trade[tile, 0, lane]
        quality += o.trade[tile, 1, lane]
        waiting += o.trade[tile, 2, lane]
        lost += o.trade[tile, 3, lane]
    if finished + lost > 0.0:
        received = got(
            quality / max(finished, 1e-9), waiting / max(finished, 1e-9), lost / (finished + lost), c[K.quality_weight, lane],
            c[K.speed_half, lane], c[K.lost_weight, lane],
        )  # fmt: skip
        elsewhere = c[K.fashion, lane] * luck.bell(luck.bits(o.keys[Purpose.customers, lane], EVERYBODY))
        felt = office[O.satisfaction, lane]
        felt += c[K.satisfaction_learning, lane] * (received - felt)
        office[O.satisfaction, lane] = min(1.0, max(0.0, felt + elsewhere))
    office[O.customers, lane] = max(
        0.0,
        office[O.customers, lane]
        + base_change(
            office[O.customers, lane], office[O.satisfaction, lane], o.world[day, W.fear, lane], c[K.benchmark, lane],
            c[K.loyalty, lane], c[K.base_learning, lane], c[K.hard_times, lane],
        ),
    )  # fmt: skip


@phase(once)
def conclude(o: Lanes, day: int, first: int, last: int) -> None:
    """Ideas become efficiency, kept and broken promises become trust, customers stay or go."""
    office, c, levers = o.office, o.coefficients, o.levers
    for lane in range(o.seeds.shape[0]):
        heads, breach, had, gone = 0.0, 0.0, 0.0, 0.0
        for d in range(o.tally.shape[2]):
            heads += o.tally[day, Y.present, d, lane]
            breach += o.tally[day, Y.breach, d, lane]
            had += o.tally[day, Y.ideas, d, lane]
            gone += o.tally[day, Y.laid_off, d, lane]
        heads = max(heads, 1.0)
        office[O.efficiency, lane] += efficiency_change(
            office[O.efficiency, lane], had / heads, levers[day, X.process_improvement, lane], c[K.improvement, lane],
            c[K.potential, lane], c[K.erosion, lane],
        )  # fmt: skip
        trusted = office[O.trust, lane] + trust_change(
            office[O.trust, lane], levers[day, X.open_communication, lane], breach / heads, gone / (heads + gone),
            c[K.base_trust, lane], c[K.openness_trust, lane], c[K.breach_trust, lane], c[K.layoff_trust, lane],
            c[K.trust_learning, lane],
        )  # fmt: skip
        office[O.trust, lane] = min(1.0, max(0.0, trusted))
        serve_customers(o, day, lane)
        for row in range(office.shape[0]):
            o.office_days[day, row, lane] = office[row, lane]

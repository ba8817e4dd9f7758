"""Evening: people quit, are laid off, and newcomers take vacant chairs."""

from __future__ import annotations

import numpy as np

from sim import luck
from sim.compiled import inner, law, phase
from sim.lanes import Lanes, everybody
from sim.ledger import E
from sim.luck import Purpose
from sim.mechanisms import K, expectations, morale, staffing
from sim.phases.booking import moved
from sim.policy import W
from sim.state import TM, P

ordinary = law(expectations.ordinary)
first_morale = law(morale.first_morale)
quit_hazard = law(staffing.quit_hazard)
vacancy_days = law(staffing.vacancy_days)

DRAWN = tuple(int(row) for row in (P.load, P.skill, P.entitlement, P.morale_set, P.cynicism_set, P.cooperation_set))
"""The traits that are drawn where the organization does not give them."""


@inner
def trait(seed: np.uint64, purpose: int, day: int, who: np.uint64, mean: float, deviation: float) -> float:
    """A newcomer's trait in [0, 1]: bell-shaped around a mean."""
    drawn = luck.bits(luck.key(seed, purpose, day), who)
    return min(1.0, max(0.0, mean + deviation * luck.bell(drawn)))


@inner
def draw_traits(o: Lanes, day: int, i: int, lane: int) -> None:
    """Draw who comes to a chair: skill, entitlement, and own set points."""
    people, c, seed, who = o.people, o.coefficients, o.seeds[lane], o.person_address[i]
    chance = luck.bell(luck.bits(luck.key(seed, Purpose.skill, day), who))
    skill = people[P.skill_mean, i, lane] * (1.0 + c[K.skill_spread, lane] * chance)
    people[P.skill, i, lane] = min(2.0, max(0.3, skill))
    people[P.entitlement, i, lane] = trait(
        seed, Purpose.entitlement, day, who, c[K.entitlement, lane], c[K.entitlement_spread, lane]
    )
    people[P.standing, i, lane] = trait(
        seed, Purpose.standing, day, who, c[K.standing, lane], c[K.standing_spread, lane]
    )
    people[P.freedom, i, lane] = trait(seed, Purpose.freedom, day, who, c[K.freedom, lane], c[K.freedom_spread, lane])
    people[P.morale_set, i, lane] = trait(
        seed, Purpose.morale_set, day, who, c[K.morale, lane], c[K.morale_spread, lane]
    )
    people[P.cynicism_set, i, lane] = trait(
        seed, Purpose.cynicism_set, day, who, c[K.cynicism, lane], c[K.cynicism_spread, lane]
    )
    people[P.cooperation_set, i, lane] = trait(
        seed, Purpose.cooperation_set, day, who, c[K.cooperation, lane], c[K.cooperation_spread, lane]
    )


@inner
def begin(o: Lanes, i: int, lane: int, morale: float, cynicism: float, culture: float) -> None:
    """Let whoever comes to a chair begin: near the own set points, drawn to the team's way of cooperating."""
    people, c, book, keep = o.people, o.coefficients, o.ledger, o.ledger.shape[1] > 0
    team = o.team[i]
    own = people[P.cooperation_set, i, lane]
    count = o.teams[TM.count, team, lane]
    norm = o.teams[TM.cooperation, team, lane] / count if count > 0.0 else own
    cooperation = own + culture * (norm - own)
    cynical = cynicism * people[P.cynicism_set, i, lane]
    felt, before = people[P.mood, i, lane], people[P.morale, i, lane]
    people[P.mood, i, lane] = moved(book, keep, E.mood_turnover, i, lane, felt, morale - felt)
    people[P.morale, i, lane] = moved(book, keep, E.morale_turnover, i, lane, before, morale - before)
    was = people[P.cooperation, i, lane]
    people[P.cooperation, i, lane] = moved(book, keep, E.cooperation_turnover, i, lane, was, cooperation - was)
    was = people[P.cynicism, i, lane]
    people[P.cynicism, i, lane] = moved(book, keep, E.cynicism_turnover, i, lane, was, cynical - was)
    people[P.mindset, i, lane] = 0.0
    people[P.strain, i, lane] = 0.0
    people[P.tenure, i, lane] = 0.0
    people[P.should, i, lane] = ordinary(
        people[P.entitlement, i, lane], c[K.ordinary_should, lane], c[K.entitled_should, lane]
    )


@inner
def wait_for_newcomer(o: Lanes, day: int, i: int, lane: int) -> None:
    """A vacant chair is one day nearer to being filled, unless hiring is frozen."""
    people = o.people
    remaining = people[P.vacant, i, lane] - o.world[day, W.hiring, lane]
    people[P.vacant, i, lane] = max(0.0, remaining)
    people[P.hired, i, lane] = 1.0 if remaining <= 0.0 else 0.0


@phase(everybody)
def come_and_go(o: Lanes, day: int, first: int, last: int) -> None:
    """Decide who leaves today; the chair of whoever leaves is vacant until a newcomer takes it."""
    people, c, world = o.people, o.coefficients, o.world
    keys = o.keys[Purpose.staffing]
    for i in range(first, last):
        for lane in range(people.shape[2]):
            people[P.quit, i, lane] = 0.0
            people[P.laid_off, i, lane] = 0.0
            people[P.left, i, lane] = 0.0
            people[P.hired, i, lane] = 0.0
            if people[P.vacant, i, lane] > 0.0:
                wait_for_newcomer(o, day, i, lane)
                continue
            people[P.tenure, i, lane] += 1.0
            hazard = quit_hazard(
                people[P.morale, i, lane], people[P.cynicism, i, lane], people[P.animosity_met, i, lane],
                people[P.tenure, i, lane], world[day, W.jobs, lane], c[K.quit_rate, lane], c[K.morale_quit, lane],
                c[K.cynicism_quit, lane], c[K.disliked_quit, lane], c[K.newness_quit, lane], c[K.settling, lane],
                c[K.least_quit, lane], c[K.middling_cynicism, lane],
            )  # fmt: skip
            drawn = luck.bits(keys[lane], o.person_address[i])
            laid_off = luck.first(drawn) < world[day, W.layoffs, lane]
            quits = not laid_off and luck.second(drawn) < hazard
            if quits or laid_off:
                people[P.quit, i, lane] = 1.0 if quits else 0.0
                people[P.laid_off, i, lane] = 1.0 if laid_off else 0.0
                people[P.left, i, lane] = 1.0
                people[P.vacant, i, lane] = vacancy_days(luck.third(drawn), c[K.vacancy, lane])
                draw_traits(o, day, i, lane)
                count, own = o.teams[TM.count, o.team[i], lane], people[P.morale_set, i, lane]
                around = o.teams[TM.morale, o.team[i], lane] / count if count > 0.0 else own
                hopeful = first_morale(own, c[K.morale, lane], around, c[K.honeymoon, lane])
                begin(o, i, lane, hopeful, c[K.newcomer_cynicism, lane], c[K.culture_learning, lane])


@inner
def found(o: Lanes, day: int, i: int, lane: int) -> None:
    """Let a founding member begin, settled at the own set points; traits that are not a number yet are drawn."""
    people = o.people
    given = (
        people[P.load, i, lane], people[P.skill, i, lane], people[P.entitlement, i, lane], people[P.morale_set, i, lane],
        people[P.cynicism_set, i, lane], people[P.cooperation_set, i, lane],
    )  # fmt: skip
    draw_traits(o, day, i, lane)
    differs = luck.bell(luck.bits(luck.key(o.seeds[lane], Purpose.load, day), o.person_address[i]))
    people[P.load, i, lane] = 1.0 + o.coefficients[K.load_spread, lane] * differs
    for place, row in enumerate(DRAWN):
        if not np.isnan(given[place]):
            people[row, i, lane] = given[place]
    drawn = luck.bits(luck.key(o.seeds[lane], Purpose.tenure, day), o.person_address[i])
    begin(o, i, lane, people[P.morale_set, i, lane], 1.0, 0.0)
    people[P.tenure, i, lane] = np.floor(o.coefficients[K.tenure, lane] * luck.uniform(drawn))

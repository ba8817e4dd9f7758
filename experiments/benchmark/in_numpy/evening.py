"""Evening: what people feel, who leaves, and who comes."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmark.in_numpy.office import Office, bell, thirds
from sim.lanes import Addresses, Indices, Numbers
from sim.luck import Purpose


def moved(value: Numbers, change: Any) -> Numbers:
    """The value after a change, cut to [0, 1]."""
    new: Numbers = np.minimum(1.0, np.maximum(0.0, value + change))
    return new


def look_around(office: Office) -> None:
    """Sum up each team's moods and attitudes, and note everybody's own boss's."""
    o, p, t, here = office.o, office.people, office.teams, office.here
    t.count[:] = office.by_team(here)
    for name in ("mood", "morale", "cynicism", "cooperation", "mindset"):
        getattr(t, name)[:] = office.by_team(here * getattr(p, name))
    boss = np.maximum(o.boss, 0)
    p.boss_present[:] = (o.boss >= 0) * here[boss]
    p.boss_mood[:] = p.boss_present * p.mood[boss]
    p.boss_mindset[:] = p.boss_present * p.mindset[boss]


def feel(office: Office) -> None:
    """Mood, morale that follows it, and cooperation; a vacant chair feels nothing."""
    p, c, law, team = office.people, office.c, office.law, office.o.team
    here, count, largest = office.here > 0.0, office.teams.count[team], c.largest_move
    around = law.contagion.surround(office.teams.mood[team], count, p.boss_mood, p.boss_present)
    m = moved(p.mood, law.mood.returned(p.mood, p.morale))
    for change in (
        law.contagion.caught(p.mood, around, c.mood_contagion),
        -law.mood.hurt_by(p.shortfall, largest_move=largest),
        -c.rudeness * p.slighted,
        law.mood.pleased_by(p.excess, largest_move=largest),
        -c.hindrance * p.blocked,
        c.helper_lift * p.help_given,
        c.thanks_lift * p.thanks,
        c.autonomy_mood * (p.autonomy - 0.5),
        c.warmth_mood * np.where(p.peer_warmth > 0.0, p.peer_warmth - c.affinity_peers, 0.0),
        c.ordinary_mood,
        -c.strain_mood * p.strain,
        -c.cynical_mood * (p.cynicism - c.middling_cynicism),
        -c.disliked_mood * p.animosity_met,
        -c.fear_mood * office.world.fear,
        c.team_mood_spread * bell(office.luck_of_teams(Purpose.team_mood)),
        c.mood_spread * bell(office.luck_of_people(Purpose.mood)),
    ):
        m = moved(m, change)
    morale = moved(p.morale, law.morale.morale_followed(m, p.morale))
    morale = moved(morale, law.morale.morale_returned(p.morale, p.morale_set))
    own = p.cooperation
    norm = law.contagion.surround(office.teams.cooperation[team], count, 0.0, 0.0)
    k = moved(own, law.contagion.caught(own, p.cooperation_set, c.cooperation_return))
    for change in (
        law.cooperation.repaid(p.excess, p.help_received, own),
        -law.cooperation.withheld(p.shortfall, own),
        c.thanks_cooperation * p.thanks * (1.0 - own),
        -(c.cynical_withdrawal * p.cynicism * own),
        law.contagion.caught(own, norm, c.team_norm),
    ):
        k = moved(k, change)
    for row, new in ((p.mood, m), (p.morale, morale), (p.cooperation, k)):
        row[:] = np.where(here, new, row)


def believe(office: Office) -> None:
    """Mindset and cynicism, expectations, strain, ideas."""
    p, c, law, team, levers = office.people, office.c, office.law, office.o.team, office.lever
    here, count = office.here > 0.0, office.teams.count[office.o.team]
    campaign = levers.client_mindset * office.reach
    team_mindset = law.contagion.surround(office.teams.mindset[team], count, 0.0, 0.0)
    team_cynicism = law.contagion.surround(office.teams.cynicism[team], count, 0.0, 0.0)
    change = (
        law.mindset.adopted(campaign, p.cynicism, p.mindset, office.memory.trust)
        - law.mindset.lost(campaign, p.cynicism, p.mindset)
        + law.contagion.caught(p.mindset, team_mindset, c.team_learning)
        + law.mindset.example(campaign, p.boss_mindset, p.mindset, p.boss_present)
        + c.thanks_learning * campaign * p.thanks * (1.0 - p.mindset)
    )
    mindset = moved(p.mindset, change)
    y = moved(p.cynicism, law.cynicism.growth(p.breach, office.memory.trust, p.cynicism))
    y = moved(y, law.cynicism.fade(p.cynicism, p.cynicism_set, office.memory.trust))
    y = moved(y, law.contagion.caught(p.cynicism, team_cynicism, c.spreading))
    y = moved(y, c.hearsay * bell(office.luck_of_people(Purpose.cynicism)))
    usual = law.expectations.ordinary(p.entitlement)
    due = moved(
        p.should, law.expectations.should_change(p.should, usual, office.heard, p.excess, levers.service_agreements)
    )
    load = law.strain.overload(p.left_work, p.capacity)
    burden = law.strain.burden(
        load, p.blocked, p.interrupted, hurt=p.shortfall + p.slighted, own_autonomy=p.autonomy, fear=office.world.fear
    )
    strain = moved(p.strain, law.strain.strain_change(p.strain, burden, p.acted, office.mean_scope, p.morale))
    ideas = law.ideas.ideas(p.mood, mindset, levers.empowerment, p.slack, p.blocked)
    for row, new in ((p.mindset, mindset), (p.cynicism, y), (p.should, due), (p.strain, strain)):
        row[:] = np.where(here, new, row)
    p.ideas[:] = np.where(here, ideas, 0.0)


def trait(office: Office, purpose: Purpose, who: Addresses, mean: Any, deviation: float) -> Numbers:
    """Traits of those who come today: bell-shaped around a mean."""
    return moved(np.zeros(len(who)), mean + deviation * office.newly(purpose, who))


def succeed(office: Office, gone: Indices) -> None:
    """Draw who comes to some chairs, and let them begin."""
    o, p, c, law, t = office.o, office.people, office.c, office.law, office.teams
    who, team = o.person_address[gone], o.team[gone]
    chance = office.newly(Purpose.skill, who)
    p.skill[gone] = np.minimum(2.0, np.maximum(0.3, p.skill_mean[gone] * (1.0 + c.skill_spread * chance)))
    for row, about in (
        ("entitlement", "entitlement"), ("standing", "standing"), ("freedom", "freedom"), ("morale_set", "morale"),
        ("cynicism_set", "cynicism"), ("cooperation_set", "cooperation"),
    ):  # fmt: skip
        deviation = getattr(c, f"{about}_spread")
        getattr(p, row)[gone] = trait(office, Purpose[row], who, getattr(c, about), deviation)
    count, own, morale_set = t.count[team], p.cooperation_set[gone], p.morale_set[gone]
    some = np.where(count > 0.0, count, 1.0)
    around = np.where(count > 0.0, t.morale[team] / some, morale_set)
    norm = np.where(count > 0.0, t.cooperation[team] / some, own)
    hopeful = law.morale.first_morale(morale_set, c.morale, around)
    cooperative, cynical = own + c.culture_learning * (norm - own), c.newcomer_cynicism * p.cynicism_set[gone]
    for row, begins in ((p.mood, hopeful), (p.morale, hopeful), (p.cooperation, cooperative), (p.cynicism, cynical)):
        row[gone] = moved(row[gone], begins - row[gone])
    for row in (p.mindset, p.strain, p.tenure):
        row[gone] = 0.0
    p.should[gone] = law.expectations.ordinary(p.entitlement[gone])


def come_and_go(office: Office) -> None:
    """Decide who leaves today; the chair of whoever leaves is vacant until a newcomer takes it."""
    p, law, world = office.people, office.law.staffing, office.world
    here = office.here > 0.0
    highest, middle, lowest = thirds(office.luck_of_people(Purpose.staffing))
    remaining = p.vacant - world.hiring
    p.tenure += here
    hazard = law.quit_hazard(p.morale, p.cynicism, p.animosity_met, p.tenure, world.jobs)
    fired = here & (highest < world.layoffs)
    quits = here & ~fired & (middle < hazard)
    left = fired | quits
    p.laid_off[:], p.quit[:], p.left[:] = fired, quits, left
    p.hired[:] = ~here & (remaining <= 0.0)
    p.vacant[:] = np.where(here, np.where(left, law.vacancy_days(lowest), 0.0), np.maximum(0.0, remaining))
    gone = np.flatnonzero(left)
    if len(gone):
        succeed(office, gone)

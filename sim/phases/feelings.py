"""Evening: what the day did to people's mood, morale, cynicism, cooperation, mindset, strain and expectations."""

from __future__ import annotations

from sim import luck
from sim.compiled import apart, inner, is_alone, law, phase
from sim.lanes import Lanes, everybody
from sim.ledger import E
from sim.luck import Purpose
from sim.mechanisms import K, contagion, cooperation, cynicism, expectations, ideas, mindset, mood, morale, strain
from sim.phases.booking import moved
from sim.policy import W, X
from sim.state import TM, O, P

surround = law(contagion.surround)
caught = law(contagion.caught)
mood_returned = law(mood.returned)
hurt_by = law(mood.hurt_by)
pleased_by = law(mood.pleased_by)
morale_followed = law(morale.morale_followed)
morale_returned = law(morale.morale_returned)
repaid = law(cooperation.repaid)
withheld = law(cooperation.withheld)
growth = law(cynicism.growth)
fade = law(cynicism.fade)
adopted = law(mindset.adopted)
lost = law(mindset.lost)
example = law(mindset.example)
overload = law(strain.overload)
strain_change = law(strain.strain_change)
burden = law(strain.burden)
ordinary = law(expectations.ordinary)
heard_promise = law(expectations.heard_promise)
should_change = law(expectations.should_change)
have_ideas = law(ideas.ideas)


@inner
def feel(o: Lanes, day: int, i: int, lane: int, chance: float, of_team: float) -> None:
    """Mood, and morale that follows it."""
    people, c, team = o.people, o.coefficients, o.team[i]
    book, keep = o.ledger, o.ledger.shape[1] > 0
    now, morale, most = people[P.mood, i, lane], people[P.morale, i, lane], c[K.largest_move, lane]
    around = surround(
        o.teams[TM.mood, team, lane], o.teams[TM.count, team, lane], people[P.boss_mood, i, lane],
        people[P.boss_present, i, lane], c[K.boss_mood_weight, lane],
    )  # fmt: skip
    m = moved(book, keep, E.mood_return, i, lane, now, mood_returned(now, morale, c[K.mood_return, lane]))
    m = moved(book, keep, E.mood_contagion, i, lane, m, caught(now, around, c[K.mood_contagion, lane]))
    m = moved(book, keep, E.mood_shortfall, i, lane, m, -hurt_by(people[P.shortfall, i, lane], c[K.hurt, lane], most))
    m = moved(book, keep, E.mood_rudeness, i, lane, m, -c[K.rudeness, lane] * people[P.slighted, i, lane])
    m = moved(book, keep, E.mood_gratitude, i, lane, m, pleased_by(people[P.excess, i, lane], c[K.joy, lane], most))
    m = moved(book, keep, E.mood_waiting, i, lane, m, -c[K.hindrance, lane] * people[P.blocked, i, lane])
    m = moved(book, keep, E.mood_helping, i, lane, m, c[K.helper_lift, lane] * people[P.help_given, i, lane])
    m = moved(book, keep, E.mood_thanks, i, lane, m, c[K.thanks_lift, lane] * people[P.thanks, i, lane])
    m = moved(
        book,
        keep,
        E.mood_autonomy,
        i,
        lane,
        m,
        c[K.autonomy_mood, lane] * (people[P.autonomy, i, lane] - 0.5),
    )
    warm = people[P.peer_warmth, i, lane]
    warmer = warm - c[K.affinity_peers, lane] if warm > 0.0 else 0.0  # who has no peers misses none
    m = moved(book, keep, E.mood_warmth, i, lane, m, c[K.warmth_mood, lane] * warmer)
    m = moved(book, keep, E.mood_ordinary, i, lane, m, c[K.ordinary_mood, lane])
    m = moved(book, keep, E.mood_strain, i, lane, m, -c[K.strain_mood, lane] * people[P.strain, i, lane])
    bitter = people[P.cynicism, i, lane] - c[K.middling_cynicism, lane]
    m = moved(book, keep, E.mood_cynicism, i, lane, m, -c[K.cynical_mood, lane] * bitter)
    m = moved(book, keep, E.mood_dislike, i, lane, m, -c[K.disliked_mood, lane] * people[P.animosity_met, i, lane])
    m = moved(book, keep, E.mood_fear, i, lane, m, -c[K.fear_mood, lane] * o.world[day, W.fear, lane])
    m = moved(book, keep, E.mood_team_day, i, lane, m, c[K.team_mood_spread, lane] * of_team)
    m = moved(book, keep, E.mood_chance, i, lane, m, c[K.mood_spread, lane] * chance)
    people[P.mood, i, lane] = m
    s = moved(book, keep, E.morale_mood, i, lane, morale, morale_followed(m, morale, c[K.morale_learning, lane]))
    back = morale_returned(morale, people[P.morale_set, i, lane], c[K.morale_return, lane])
    people[P.morale, i, lane] = moved(book, keep, E.morale_set_point, i, lane, s, back)


@inner
def cooperate(o: Lanes, i: int, lane: int) -> None:
    """Cooperation: good and bad turns are repaid, thanks encourage, the cynical withdraw, the team sets a norm."""
    people, c, team = o.people, o.coefficients, o.team[i]
    book, keep = o.ledger, o.ledger.shape[1] > 0
    now = people[P.cooperation, i, lane]
    norm = surround(o.teams[TM.cooperation, team, lane], o.teams[TM.count, team, lane], 0.0, 0.0, 0.0)
    good = repaid(
        people[P.excess, i, lane],
        people[P.help_received, i, lane],
        now,
        c[K.reciprocity, lane],
        c[K.help_returned, lane],
    )
    bad = withheld(people[P.shortfall, i, lane], now, c[K.retaliation, lane])
    thanked = c[K.thanks_cooperation, lane] * people[P.thanks, i, lane] * (1.0 - now)
    withdrawn = c[K.cynical_withdrawal, lane] * people[P.cynicism, i, lane] * now
    k = moved(
        book, keep, E.cooperation_set_point, i, lane, now,
        caught(now, people[P.cooperation_set, i, lane], c[K.cooperation_return, lane]),
    )  # fmt: skip
    k = moved(book, keep, E.cooperation_gratitude, i, lane, k, good)
    k = moved(book, keep, E.cooperation_retaliation, i, lane, k, -bad)
    k = moved(book, keep, E.cooperation_thanks, i, lane, k, thanked)
    k = moved(book, keep, E.cooperation_cynicism, i, lane, k, -withdrawn)
    people[P.cooperation, i, lane] = moved(
        book, keep, E.cooperation_team_norm, i, lane, k, caught(now, norm, c[K.team_norm, lane])
    )


@inner
def believe(o: Lanes, day: int, i: int, lane: int, chance: float) -> None:
    """Mindset and cynicism: what one makes of management's words."""
    people, c, team = o.people, o.coefficients, o.team[i]
    book, keep = o.ledger, o.ledger.shape[1] > 0
    cynical, felt = people[P.cynicism, i, lane], people[P.mindset, i, lane]
    reach = max(
        max(o.levers[day, X.scope_departments, lane], o.levers[day, X.scope_bosses, lane]),
        max(o.levers[day, X.scope_reports, lane], o.levers[day, X.scope_peers, lane]),
    )
    campaign = o.levers[day, X.client_mindset, lane] * reach  # nobody adopts what reaches nobody
    count = o.teams[TM.count, team, lane]
    team_mindset = surround(o.teams[TM.mindset, team, lane], count, 0.0, 0.0, 0.0)
    team_cynicism = surround(o.teams[TM.cynicism, team, lane], count, 0.0, 0.0, 0.0)
    change = (
        adopted(
            campaign, cynical, felt, o.office[O.trust, lane], c[K.adoption, lane], c[K.resistance, lane],
            c[K.trusted_adoption, lane], c[K.base_trust, lane],
        )
        - lost(campaign, cynical, felt, c[K.disillusion, lane], c[K.forgetting, lane])
        + caught(felt, team_mindset, c[K.team_learning, lane])
        + example(
            campaign, people[P.boss_mindset, i, lane], felt, people[P.boss_present, i, lane],
            c[K.boss_example, lane],
        )
        + c[K.thanks_learning, lane] * campaign * people[P.thanks, i, lane] * (1.0 - felt)
    )  # fmt: skip
    people[P.mindset, i, lane] = min(1.0, max(0.0, felt + change))
    grown = growth(
        people[P.breach, i, lane],
        o.office[O.trust, lane],
        cynical,
        c[K.breach_growth, lane],
        c[K.trust_buffer, lane],
    )
    y = moved(book, keep, E.cynicism_breach, i, lane, cynical, grown)
    y = moved(
        book,
        keep,
        E.cynicism_fading,
        i,
        lane,
        y,
        fade(
            cynical,
            people[P.cynicism_set, i, lane],
            o.office[O.trust, lane],
            c[K.fading, lane],
            c[K.trust_cynicism, lane],
            c[K.base_trust, lane],
        ),
    )
    y = moved(book, keep, E.cynicism_contagion, i, lane, y, caught(cynical, team_cynicism, c[K.spreading, lane]))
    people[P.cynicism, i, lane] = moved(book, keep, E.cynicism_chance, i, lane, y, c[K.hearsay, lane] * chance)


@inner
def expect(o: Lanes, day: int, i: int, lane: int) -> None:
    """What one feels entitled to tomorrow, how exhausted one is, and what ideas one had."""
    people, c, levers = o.people, o.coefficients, o.levers
    agreed = levers[day, X.service_agreements, lane]
    heard = heard_promise(
        levers[day, X.promise, lane], levers[day, X.open_communication, lane], agreed, c[K.realism, lane]
    )
    usual = ordinary(people[P.entitlement, i, lane], c[K.ordinary_should, lane], c[K.entitled_should, lane])
    should = people[P.should, i, lane] + should_change(
        people[P.should, i, lane], usual, heard, people[P.excess, i, lane], agreed, c[K.promised_should, lane],
        c[K.promise_pull, lane], c[K.upgrade, lane], c[K.sobering, lane], c[K.agreement_pull, lane],
    )  # fmt: skip
    people[P.should, i, lane] = min(1.0, max(0.0, should))
    scope = 0.25 * (
        levers[day, X.scope_departments, lane] + levers[day, X.scope_bosses, lane]
        + levers[day, X.scope_reports, lane] + levers[day, X.scope_peers, lane]
    )  # fmt: skip
    left = overload(people[P.left_work, i, lane], people[P.capacity, i, lane], c[K.overload_half, lane])
    worn = burden(
        left, people[P.blocked, i, lane], people[P.interrupted, i, lane],
        people[P.shortfall, i, lane] + people[P.slighted, i, lane], people[P.autonomy, i, lane], o.world[day, W.fear, lane],
        c[K.overload_strain, lane], c[K.hindrance_strain, lane], c[K.interruption_strain, lane], c[K.hurt_strain, lane],
        c[K.fear_strain, lane], c[K.control, lane],
    )  # fmt: skip
    tired = people[P.strain, i, lane] + strain_change(
        people[P.strain, i, lane], worn, people[P.acted, i, lane], scope, people[P.morale, i, lane],
        c[K.acting_strain, lane], c[K.recovery, lane], c[K.resilience, lane],
    )  # fmt: skip
    people[P.strain, i, lane] = min(1.0, max(0.0, tired))
    people[P.ideas, i, lane] = have_ideas(
        people[P.mood, i, lane], people[P.mindset, i, lane], levers[day, X.empowerment, lane], people[P.slack, i, lane],
        people[P.blocked, i, lane], c[K.idea_rate, lane], c[K.mood_ideas, lane], c[K.mindset_ideas, lane],
        c[K.empowerment_ideas, lane], c[K.slack_ideas, lane], c[K.hindrance_ideas, lane],
    )  # fmt: skip


@inner
def feel_the_day(o: Lanes, day: int, i: int, lane: int) -> None:
    """What a day does to somebody who is there."""
    of_team = luck.bell(luck.bits(o.keys[Purpose.team_mood, lane], o.team_address[o.team[i]]))
    feel(o, day, i, lane, luck.bell(luck.bits(o.keys[Purpose.mood, lane], o.person_address[i])), of_team)
    cooperate(o, i, lane)
    believe(o, day, i, lane, luck.bell(luck.bits(o.keys[Purpose.cynicism, lane], o.person_address[i])))
    expect(o, day, i, lane)


@phase(everybody)
def go_home(o: Lanes, day: int, first: int, last: int) -> None:
    """Everybody who is there takes the day home; a vacant chair feels nothing."""
    people = o.people
    if is_alone():
        for lane in range(people.shape[2]):
            for i in apart(first, last):
                if people[P.vacant, i, lane] > 0.0:
                    people[P.ideas, i, lane] = 0.0
                else:
                    feel_the_day(o, day, i, lane)
    else:
        for i in range(first, last):
            for lane in range(people.shape[2]):
                if people[P.vacant, i, lane] > 0.0:
                    people[P.ideas, i, lane] = 0.0
                    continue
                feel_the_day(o, day, i, lane)

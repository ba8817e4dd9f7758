"""Working hours: own cases are finished, as far as nothing holds them up, and teammates are helped."""

from __future__ import annotations

from sim import luck
from sim.compiled import apart, at_hand, inner, is_alone, law, phase, room, room_for_places, some
from sim.lanes import Lanes, every_team, everybody
from sim.luck import Purpose
from sim.mechanisms import K, attention, blocking, helping, recognition
from sim.phases.nearness import (
    BEFORE,
    BEHIND,
    DISTANT,
    STRETCH,
    all_own,
    behind_stretches,
    first_stretch,
    is_near,
    is_own,
    is_whole,
    some_own,
)  # fmt: skip
from sim.policy import X
from sim.state import TM, P, T

undisturbed = law(attention.undisturbed)
blocked_cases = law(blocking.blocked_cases)
workmanship = law(blocking.workmanship)
willingness = law(helping.willingness)
offer = law(helping.offer)
need = law(helping.need)
seen = law(recognition.seen)
thanks = law(recognition.thanks)

GIVEN = (int(P.given), int(P.given_quality), int(P.gratitude_met))
"""What a provider counts, from nothing each day."""


@phase(everybody)
def work_on_cases(o: Lanes, day: int, first: int, last: int) -> None:
    """Everybody works on their own cases with the time that requests leave; some cases are given up."""
    people, c = o.people, o.coefficients
    keys = o.keys[Purpose.own_work]
    for i in range(first, last):
        for lane in range(people.shape[2]):
            drawn = luck.bits(keys[lane], o.person_address[i])
            open_cases, effort = people[P.workload, i, lane], c[K.case_effort, lane]
            held_up = blocked_cases(open_cases, people[P.outstanding, i, lane], c[K.holds_up, lane])
            time = undisturbed(
                people[P.capacity, i, lane] - people[P.reserve, i, lane] - people[P.request_time, i, lane],
                people[P.interrupted, i, lane],
                c[K.resumption, lane],
            )
            own_time = min(time, (open_cases - held_up) * effort)
            finished = min(open_cases, luck.whole(own_time / effort, luck.first(drawn)))
            lost = luck.whole(c[K.impatience, lane] * (open_cases - finished), luck.second(drawn))
            left = open_cases - finished - lost
            people[P.blocked, i, lane] = held_up / max(open_cases, 1.0)
            people[P.own_time, i, lane] = own_time
            people[P.slack, i, lane] = max(0.0, time - own_time)
            people[P.finished, i, lane] = finished
            people[P.lost, i, lane] = lost
            people[P.workload, i, lane] = left
            people[P.left_work, i, lane] = max(0.0, left - held_up) * effort
            got = people[P.received, i, lane]
            built_on = people[P.received_quality, i, lane] / got if got > 0.0 else 0.5
            people[P.workmanship, i, lane] = workmanship(
                people[P.morale, i, lane], people[P.mindset, i, lane], people[P.autonomy, i, lane], people[P.strain, i, lane],
                built_on, c[K.workmanship_base, lane], c[K.workmanship_morale, lane], c[K.workmanship_mindset, lane],
                c[K.workmanship_strain, lane], c[K.workmanship_service, lane],
            )  # fmt: skip


@phase(every_team)
def gather_help(o: Lanes, day: int, first: int, last: int) -> None:
    """Sum up, team by team, what is needed, and what is offered by those who need nothing themselves."""
    people, c, teams = o.people, o.coefficients, o.teams
    for team in range(first, last):
        for lane in range(teams.shape[2]):
            teams[TM.offered, team, lane] = 0.0
            teams[TM.needed, team, lane] = 0.0
        for place in range(o.team_start[team], o.team_start[team + 1]):
            i = o.team_members[place]
            for lane in range(teams.shape[2]):
                willing = willingness(
                    people[P.cooperation, i, lane], people[P.peer_warmth, i, lane], people[P.thanks, i, lane],
                    c[K.thanked_willingness, lane], c[K.duty, lane],
                )  # fmt: skip
                needed = need(people[P.left_work, i, lane], c[K.overload_days, lane])
                teams[TM.needed, team, lane] += needed
                teams[TM.offered, team, lane] += (1.0 if needed <= 0.0 else 0.0) * offer(
                    people[P.reserve, i, lane], people[P.slack, i, lane], willing, c[K.help_share, lane]
                )


@phase(everybody)
def help_teammates(o: Lanes, day: int, first: int, last: int) -> None:
    """Help goes where it is needed, in proportion to the need; then the day's own cases are counted and valued."""
    people, c, teams = o.people, o.coefficients, o.teams
    keys = o.keys[Purpose.help]
    for i in range(first, last):
        for lane in range(people.shape[2]):
            offered, needed = teams[TM.offered, o.team[i], lane], teams[TM.needed, o.team[i], lane]
            used = min(offered, needed)
            willing = willingness(
                people[P.cooperation, i, lane], people[P.peer_warmth, i, lane], people[P.thanks, i, lane],
                c[K.thanked_willingness, lane], c[K.duty, lane],
            )  # fmt: skip
            own_need = need(people[P.left_work, i, lane], c[K.overload_days, lane])
            own_offer = (1.0 if own_need <= 0.0 else 0.0) * offer(
                people[P.reserve, i, lane], people[P.slack, i, lane], willing, c[K.help_share, lane]
            )
            given = own_offer * used / max(offered, 1e-12)
            came = own_need * used / max(needed, 1e-12)
            drawn = luck.uniform(luck.bits(keys[lane], o.person_address[i]))
            effort = c[K.case_effort, lane]
            helped = min(people[P.workload, i, lane], luck.whole(came / effort, drawn))
            done = people[P.finished, i, lane] + helped
            people[P.help_given, i, lane] = given
            people[P.help_received, i, lane] = came
            people[P.slack, i, lane] = max(0.0, people[P.slack, i, lane] + people[P.reserve, i, lane] - given)
            people[P.finished, i, lane] = done
            people[P.workload, i, lane] -= helped
            people[P.left_work, i, lane] = max(0.0, people[P.left_work, i, lane] - helped * effort)
            people[P.output, i, lane] = done * effort * people[P.workmanship, i, lane]
            people[P.revenue, i, lane] = people[P.output, i, lane] * people[P.facing, i, lane]


@inner
def count_answers_of(o: Lanes, i: int, lane: int) -> None:
    """Sum up what provider i gave, and what of it was more than was due, one tie after the other."""
    people, ties = o.people, o.ties
    given, quality, gratitude = 0.0, 0.0, 0.0
    for place in range(o.provider_start[i], o.provider_start[i + 1]):
        tie = o.by_provider[place]
        served = ties[T.served, tie, lane]
        if some(served > 0.0):
            given += served
            quality += served * ties[T.quality, tie, lane]
            gratitude += ties[T.gratitude, tie, lane]
    people[P.given, i, lane] = given
    people[P.given_quality, i, lane] = quality
    people[P.gratitude_met, i, lane] = gratitude


@inner
def count_answer(o: Lanes, tie: int, lane: int) -> None:
    """Put what was answered on a tie to its provider's account."""
    people, ties = o.people, o.ties
    i, served = o.provider[tie], ties[T.served, tie, lane]
    people[P.given, i, lane] += served
    people[P.given_quality, i, lane] += served * ties[T.quality, tie, lane]
    people[P.gratitude_met, i, lane] += ties[T.gratitude, tie, lane]


@inner
def count_some_answers(o: Lanes, lane: int, begin: int, end: int) -> None:
    """The same for some ties in their order, which is quicker where one run is alone."""
    found, count = room_for_places(), 0
    for tie in range(begin, end):
        found[count] = tie
        count += 1 if o.ties[T.served, tie, lane] > 0.0 else 0
    for k in range(count):
        count_answer(o, found[k], lane)


@inner
def count_own_answers(o: Lanes, lane: int, stretch: int, begin: int, end: int, first: int, last: int) -> None:
    """The same for those of some ties which are near ones of some people."""
    marks, found, count = room(o.people.shape[2]), room_for_places(), 0
    if o.reach[DISTANT, stretch] > 0:
        for k in apart(0, end - begin):
            marks[k, lane] = o.ties[T.served, begin + k, lane] if is_near(o, begin + k, first, last) else 0.0
    else:
        for k in apart(0, end - begin):
            marks[k, lane] = o.ties[T.served, begin + k, lane] if is_own(o, begin + k, first, last) else 0.0
    for k in range(end - begin):
        found[count] = begin + k
        count += 1 if marks[k, lane] > 0.0 else 0
    for k in range(count):
        count_answer(o, found[k], lane)


@inner
def count_distant_answers(o: Lanes, lane: int, side: int, first: int, last: int) -> None:
    """The same for the distant ties of some people, either those before their near ones or those behind."""
    found, behind = room_for_places(), o.distant_start[side, last]
    for begin in range(o.distant_start[side, first], behind, at_hand()):
        count = 0
        for place in range(begin, min(begin + at_hand(), behind)):
            found[count] = o.distant[place]
            count += 1 if o.ties[T.served, o.distant[place], lane] > 0.0 else 0
        for k in range(count):
            count_answer(o, found[k], lane)


@inner
def count_in_order(o: Lanes, lane: int, first: int, last: int) -> None:
    """The same as :func:`count_answers_of` for some people, in the order of the ties."""
    if is_whole(o, first, last):
        for begin in range(0, o.client.shape[0], STRETCH):
            count_some_answers(o, lane, begin, min(begin + STRETCH, o.client.shape[0]))
    else:
        count_distant_answers(o, lane, BEFORE, first, last)
        for stretch in range(first_stretch(o, first), behind_stretches(o, last)):
            begin = stretch * STRETCH
            end = min(begin + STRETCH, o.client.shape[0])
            if all_own(o, stretch, first, last):
                count_some_answers(o, lane, begin, end)
            elif some_own(o, stretch, first, last):
                count_own_answers(o, lane, stretch, begin, end, first, last)
        count_distant_answers(o, lane, BEHIND, first, last)


@phase(everybody)
def count_answers(o: Lanes, day: int, first: int, last: int) -> None:
    """Providers count what they gave, and what of it was more than was due."""
    people = o.people
    for lane in range(people.shape[2]):
        if is_alone():
            for i in range(first, last):
                for row in GIVEN:
                    people[row, i, lane] = 0.0
            count_in_order(o, lane, first, last)
        else:
            for i in range(first, last):
                count_answers_of(o, i, lane)


@phase(everybody)
def thank(o: Lanes, day: int, first: int, last: int) -> None:
    """What is seen of good service and of help is thanked."""
    people, c = o.people, o.coefficients
    for lane in range(people.shape[2]):
        share = seen(o.levers[day, X.recognition, lane], c[K.ordinary_thanks, lane], c[K.recognition_half, lane])
        for i in apart(first, last):
            helped = people[P.help_given, i, lane] / c[K.request_effort, lane]
            people[P.thanks, i, lane] = thanks(
                people[P.given_quality, i, lane] + helped, people[P.gratitude_met, i, lane], share,
                c[K.grateful_thanks, lane], c[K.thanks_half, lane],
            )  # fmt: skip

"""Evening: what the people around one are like, as the day leaves them."""

from __future__ import annotations

from sim.compiled import phase
from sim.lanes import Lanes, every_team
from sim.state import TM, P


@phase(every_team)
def look_around(o: Lanes, day: int, first: int, last: int) -> None:
    """Sum up each team's moods and attitudes, before anybody's feelings change."""
    people, teams = o.people, o.teams
    for team in range(first, last):
        start, end = o.team_start[team], o.team_start[team + 1]
        for lane in range(teams.shape[2]):
            count, mood, morale, cynicism, cooperation, mindset = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
            for place in range(start, end):
                i = o.team_members[place]
                present = 1.0 if people[P.vacant, i, lane] <= 0.0 else 0.0
                count += present
                mood += present * people[P.mood, i, lane]
                morale += present * people[P.morale, i, lane]
                cynicism += present * people[P.cynicism, i, lane]
                cooperation += present * people[P.cooperation, i, lane]
                mindset += present * people[P.mindset, i, lane]
            teams[TM.count, team, lane] = count
            teams[TM.mood, team, lane] = mood
            teams[TM.morale, team, lane] = morale
            teams[TM.cynicism, team, lane] = cynicism
            teams[TM.cooperation, team, lane] = cooperation
            teams[TM.mindset, team, lane] = mindset


@phase(every_team)
def look_up(o: Lanes, day: int, first: int, last: int) -> None:
    """Note what everybody's own boss is like, before anybody's feelings change."""
    people = o.people
    for place in range(o.team_start[first], o.team_start[last]):
        i = o.team_members[place]
        boss = max(o.boss[i], 0)
        for lane in range(people.shape[2]):
            there = 1.0 if o.boss[i] >= 0 and people[P.vacant, boss, lane] <= 0.0 else 0.0
            people[P.boss_present, i, lane] = there
            people[P.boss_mood, i, lane] = there * people[P.mood, boss, lane]
            people[P.boss_mindset, i, lane] = there * people[P.mindset, boss, lane]

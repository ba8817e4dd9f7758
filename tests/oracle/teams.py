"""Evening: what the people around one are like, as the day leaves them."""

from __future__ import annotations

from oracle.employee import Employee


def look_at_boss(person: Employee) -> None:
    """Note what the own boss is like, before anybody's feelings change; nothing where no boss is there."""
    boss = person.boss
    if boss is not None and boss.there:
        person.boss_present, person.boss_mood, person.boss_mindset = 1.0, boss.mood, boss.mindset
    else:
        person.boss_present = person.boss_mood = person.boss_mindset = 0.0

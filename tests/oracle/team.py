"""A team: the people of one department who work together."""

from __future__ import annotations

from oracle.adding import total
from oracle.employee import Employee


class Team:
    """Some employees, and what the evening finds of those of them who are there.

    Attributes:
        members: The employees, in order.
        count: How many of them are there.
        mood: Sum of their moods; likewise ``morale``, ``cynicism``, ``cooperation`` and ``mindset``.
        offered: Time that members offered to overloaded members today, days.
        needed: Work beyond what the members can bear tonight, days.
    """

    def __init__(self, members: list[Employee]) -> None:
        self.members = members
        self.count = self.mood = self.morale = self.cynicism = self.cooperation = self.mindset = 0.0
        self.offered = self.needed = 0.0

    def look_around(self) -> None:
        """Sum up what the members are like, before anybody's feelings change."""
        there = [member for member in self.members if member.there]
        self.count = float(len(there))
        self.mood = total(member.mood for member in there)
        self.morale = total(member.morale for member in there)
        self.cynicism = total(member.cynicism for member in there)
        self.cooperation = total(member.cooperation for member in there)
        self.mindset = total(member.mindset for member in there)

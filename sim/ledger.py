"""The ledger: which mechanism moved what.

Each change of mood, morale, cynicism, cooperation, animosity and camaraderie is booked under the mechanism that made it,
after cutting to [0, 1], so that the entries of a day add up to the change of that day. Animosity and camaraderie are
booked with the client, summed over the client's ties.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.quantity import numbered


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: the quantity that is moved, the mechanism that moves it, and that in words."""

    quantity: str
    mechanism: str
    meaning: str

    @property
    def name(self) -> str:
        """The name of the line: quantity and mechanism."""
        return f"{self.quantity}_{self.mechanism}"


ENTRIES = (
    Entry("mood", "return", "mood swinging back to morale"),
    Entry("mood", "contagion", "the mood of the team and of the boss"),
    Entry("mood", "shortfall", "service below what one felt entitled to"),
    Entry("mood", "rudeness", "having been rubbed the wrong way"),
    Entry("mood", "gratitude", "service above what one felt entitled to"),
    Entry("mood", "waiting", "own work held up by others"),
    Entry("mood", "helping", "having helped"),
    Entry("mood", "thanks", "having been thanked"),
    Entry("mood", "autonomy", "a free hand, or the lack of it"),
    Entry("mood", "warmth", "warmth among peers, or the lack of it"),
    Entry("mood", "ordinary", "the rest of the job"),
    Entry("mood", "strain", "exhaustion"),
    Entry("mood", "cynicism", "disbelief in what management says"),
    Entry("mood", "dislike", "the grudges of those whom one serves"),
    Entry("mood", "fear", "hard times"),
    Entry("mood", "team_day", "what the day brought to the whole team"),
    Entry("mood", "chance", "everything else that a day brings"),
    Entry("mood", "turnover", "another person on the chair"),
    Entry("morale", "mood", "weeks of mood settling in"),
    Entry("morale", "set_point", "return to one's own set point"),
    Entry("morale", "turnover", "another person on the chair"),
    Entry("cynicism", "breach", "promises that were not kept"),
    Entry("cynicism", "fading", "return to one's own set point"),
    Entry("cynicism", "contagion", "the team's cynicism"),
    Entry("cynicism", "chance", "whatever else one hears and makes of it"),
    Entry("cynicism", "turnover", "another person on the chair"),
    Entry("cooperation", "set_point", "return to one's own set point"),
    Entry("cooperation", "gratitude", "good turns repaid"),
    Entry("cooperation", "retaliation", "bad turns repaid"),
    Entry("cooperation", "thanks", "having been thanked"),
    Entry("cooperation", "cynicism", "withdrawal by the cynical"),
    Entry("cooperation", "team_norm", "the team's way of doing things"),
    Entry("cooperation", "turnover", "another person on the chair"),
    Entry("animosity", "offence", "service below what one felt entitled to"),
    Entry("animosity", "friction", "everyday slips, which a client takes harder than a friend"),
    Entry("animosity", "gratitude", "good service that heals"),
    Entry("animosity", "forgiveness", "time that heals"),
    Entry("animosity", "turnover", "another person on one of the two chairs"),
    Entry("camaraderie", "contact", "the manner of the service received"),
    Entry("camaraderie", "affinity", "return to what two people would come to by themselves"),
    Entry("camaraderie", "grudge", "the chill of a grudge"),
    Entry("camaraderie", "help", "help received"),
    Entry("camaraderie", "team_building", "team building"),
    Entry("camaraderie", "crowding", "peers dealing with each other as client and supplier"),
    Entry("camaraderie", "turnover", "another person on one of the two chairs"),
)
"""All lines of the ledger."""

E = numbered("E", (entry.name for entry in ENTRIES))
"""Rows of the ledger's array."""

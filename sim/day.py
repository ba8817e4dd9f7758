"""The order of a day, and many days in one call.

This is the only place that says in which order things happen.
"""

from __future__ import annotations

from sim.compiled import entry, inner
from sim.lanes import Lanes
from sim.phases.attention import split_time
from sim.phases.capacity import pay_for_levers, take_stock
from sim.phases.demand import receive_cases
from sim.phases.feelings import go_home
from sim.phases.luck_of_the_day import shuffle
from sim.phases.observation import SHEETS, conclude, keep_ledger, write_down
from sim.phases.own_work import gather_help, help_teammates, thank, work_on_cases
from sim.phases.relations import meet, relate, say_goodbye
from sim.phases.requests import ask
from sim.phases.service import serve
from sim.phases.staffing import come_and_go, found
from sim.phases.teams import look_around, look_up
from sim.state import T

FOUNDING_DAY = -1
"""The day of the draws that say who works here when the run begins."""


ONCE, EACH_TEAM, EACH_PERSON, EACH_SHEET = range(4)
"""What a phase goes through. Phases that go through people or teams may be done in pieces, in any order."""

MORNING = (
    (shuffle, ONCE),  # today's luck
    (pay_for_levers, ONCE),  # what management does takes time
    (receive_cases, EACH_PERSON),  # customers' cases, and own work in the back office
    (take_stock, EACH_PERSON),  # effort, capacity, and the manner one has today
    (ask, EACH_PERSON),  # requests to other departments, the boss, the reports, the peers
)
"""Work arrives, and people ask each other for what it needs."""

WORKING_HOURS = (
    (split_time, EACH_PERSON),  # own cases or colleagues' requests?
    (serve, EACH_PERSON),  # requests are answered, judged, resented or thanked for; expectations learn
    (work_on_cases, EACH_PERSON),  # own cases are finished, unless they wait for others
    (gather_help, EACH_TEAM),  # time left over is offered to overloaded teammates
    (help_teammates, EACH_PERSON),  # and goes where it is needed
    (thank, EACH_PERSON),  # good service is seen, by some
)
"""People serve each other, and then do their own work as far as nothing holds it up."""

EVENING = (
    (look_around, EACH_TEAM),  # what the team is like tonight
    (look_up, EACH_PERSON),  # and what the boss is like
    (go_home, EACH_PERSON),  # mood, morale, cooperation, mindset, cynicism, expectations, strain, ideas
    (come_and_go, EACH_PERSON),  # quits, layoffs, newcomers
    (say_goodbye, ONCE),  # the ties of those who left end
    (relate, EACH_PERSON),  # grudges fade, warmth grows or is crowded out
    (write_down, EACH_SHEET),  # what the day looked like
    (keep_ledger, ONCE),  # and what moved it
    (conclude, ONCE),  # efficiency, trust, customers
)
"""The day sinks in."""

DAY = MORNING + WORKING_HOURS + EVENING
"""A day in the office."""


@inner
def extent(o: Lanes, through: int) -> int:
    """How many things a phase goes through."""
    extents: tuple[int, ...] = (1, o.teams.shape[1], o.people.shape[1], len(SHEETS))
    return extents[through]


@entry
def live(o: Lanes, first: int, last: int) -> None:
    """Live through the days first, first + 1, …, last - 1."""
    for day in range(first, last):
        for do, through in DAY:
            do(o, day, 0, extent(o, through))


@entry
def begin_day(o: Lanes, day: int) -> None:
    """The morning alone, for mechanisms that somebody adds before working hours."""
    for do, through in MORNING:
        do(o, day, 0, extent(o, through))


@entry
def work_day(o: Lanes, day: int) -> None:
    """The working hours alone."""
    for do, through in WORKING_HOURS:
        do(o, day, 0, extent(o, through))


@entry
def end_day(o: Lanes, day: int) -> None:
    """The evening alone."""
    for do, through in EVENING:
        do(o, day, 0, extent(o, through))


@entry
def live_piece(o: Lanes, day: int, number: int, first: int, last: int) -> None:
    """A piece of one phase of a day, for threads that do a large office together."""
    for phase, (do, _) in enumerate(DAY):
        if phase == number:
            do(o, day, first, last)


@entry
def open_office(o: Lanes) -> None:
    """Bring everybody to their chairs: traits that nobody gave and affinities are drawn, nothing has happened yet."""
    for i in range(o.people.shape[1]):
        for lane in range(o.people.shape[2]):
            found(o, FOUNDING_DAY, i, lane)
    for tie in range(o.ties.shape[1]):
        for lane in range(o.ties.shape[2]):
            meet(o, FOUNDING_DAY, tie, lane)
            o.ties[T.camaraderie, tie, lane] = o.ties[T.affinity, tie, lane]

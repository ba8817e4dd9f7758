"""The order of a day, and many days in one call.

This is the only place that says in which order things happen.
"""

from __future__ import annotations

from sim.compiled import entry, inner
from sim.lanes import Lanes
from sim.phases.attention import look_at_queues, split_time
from sim.phases.capacity import pay_for_levers, take_stock
from sim.phases.demand import receive_cases
from sim.phases.feelings import go_home
from sim.phases.luck_of_the_day import shuffle
from sim.phases.observation import conclude, keep_ledger, write_down
from sim.phases.own_work import count_answers, gather_help, help_teammates, thank, work_on_cases
from sim.phases.relations import meet, relate, say_goodbye, sum_up
from sim.phases.requests import ask
from sim.phases.serving import serve
from sim.phases.staffing import come_and_go, found
from sim.phases.teams import look_around, look_up
from sim.state import T

FOUNDING_DAY = -1
"""The day of the draws that say who works here when the run begins."""


@inner
def morning(o: Lanes, day: int) -> None:
    """Work arrives, and people ask each other for what it needs."""
    shuffle(o, day)  # today's luck
    pay_for_levers(o, day)  # what management does takes time
    receive_cases(o, day)  # customers' cases, and own work in the back office
    take_stock(o, day)  # effort, capacity, and the manner one has today
    ask(o, day)  # requests to other departments, the boss, the reports, the peers


@inner
def working_hours(o: Lanes, day: int) -> None:
    """People serve each other, and then do their own work as far as nothing holds it up."""
    look_at_queues(o, day)  # what waits for everybody
    split_time(o, day)  # own cases or colleagues' requests?
    serve(o, day)  # requests are answered, judged, resented or thanked for; expectations learn
    work_on_cases(o, day)  # own cases are finished, unless they wait for others
    gather_help(o, day)  # time left over is offered to overloaded teammates
    help_teammates(o, day)  # and goes where it is needed
    count_answers(o, day)  # what everybody did for others
    thank(o, day)  # good service is seen, by some


@inner
def evening(o: Lanes, day: int) -> None:
    """The day sinks in."""
    look_around(o, day)  # what the team is like tonight
    look_up(o, day)  # and what the boss is like
    go_home(o, day)  # mood, morale, cooperation, mindset, cynicism, expectations, strain, ideas
    come_and_go(o, day)  # quits, layoffs, newcomers
    say_goodbye(o, day)  # the ties of those who left end
    relate(o, day)  # grudges fade, warmth grows or is crowded out
    write_down(o, day)  # what the day looked like
    keep_ledger(o, day)  # and what moved it
    conclude(o, day)  # efficiency, trust, customers


@inner
def live_one_day(o: Lanes, day: int) -> None:
    """A day in the office. No phase begins before the one before has gone through everybody."""
    morning(o, day)
    working_hours(o, day)
    evening(o, day)


@entry
def live(o: Lanes, first: int, last: int) -> None:
    """Live through the days first, first + 1, …, last - 1."""
    for day in range(first, last):
        live_one_day(o, day)


@entry
def begin_day(o: Lanes, day: int) -> None:
    """The morning alone, for mechanisms that somebody adds before working hours."""
    morning(o, day)


@entry
def work_day(o: Lanes, day: int) -> None:
    """The working hours alone."""
    working_hours(o, day)


@entry
def end_day(o: Lanes, day: int) -> None:
    """The evening alone."""
    evening(o, day)


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
    for i in range(o.people.shape[1]):
        for lane in range(o.people.shape[2]):
            sum_up(o, i, lane)

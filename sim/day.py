"""The order of a day, and many days in one call.

This is the only place that says in which order things happen. What some people can do without knowing what others do
in the meantime stands in one phase: they do all of it before the next people do, and threads need not wait in between.
"""

from __future__ import annotations

from sim.compiled import entry, inner, phase
from sim.lanes import Lanes, every_team, every_tile
from sim.phases.attention import look_at_queues, split_time
from sim.phases.capacity import pay_for_levers, take_stock
from sim.phases.demand import receive_cases
from sim.phases.feelings import go_home
from sim.phases.luck_of_the_day import shuffle
from sim.phases.nearness import tiles_of_providers
from sim.phases.observation import conclude, keep_ledger, observe_people, write_down
from sim.phases.own_work import count_answers, gather_help, help_teammates, thank, work_on_cases
from sim.phases.relations import meet, relate, say_goodbye, sum_up
from sim.phases.requests import ask
from sim.phases.serving import serve
from sim.phases.staffing import come_and_go, found
from sim.phases.teams import look_around, look_up
from sim.state import T

FOUNDING_DAY = -1
"""The day of the draws that say who works here when the run begins."""


@phase(every_tile)
def begin_work(o: Lanes, day: int, first: int, last: int) -> None:
    """Nobody needs to know of others yet."""
    for tile in range(first, last):
        begin, end = o.tile_start[tile], o.tile_start[tile + 1]
        receive_cases(o, day, begin, end)  # customers' cases, and own work in the back office
        take_stock(o, day, begin, end)  # effort, capacity, and the manner one has today
        ask(o, day, begin, end)  # requests to other departments, the boss, the reports, the peers


@inner
def morning(o: Lanes, day: int) -> None:
    """Work arrives, and people ask each other for what it needs."""
    shuffle(o, day)  # today's luck
    pay_for_levers(o, day)  # what management does takes time
    begin_work(o, day)


@phase(every_tile, tiles_of_providers)
def plan_work(o: Lanes, day: int, first: int, last: int) -> None:
    """What everybody is asked is known."""
    begin, end = o.tile_start[first], o.tile_start[last]
    look_at_queues(o, day, begin, end)  # what waits for everybody
    split_time(o, day, begin, end)  # own cases or colleagues' requests?


@phase(every_tile)
def do_work(o: Lanes, day: int, first: int, last: int) -> None:
    """How much time everybody has for others is known."""
    for tile in range(first, last):
        begin, end = o.tile_start[tile], o.tile_start[tile + 1]
        serve(o, day, begin, end)  # requests are answered, judged, resented or thanked for; expectations learn
        work_on_cases(o, day, begin, end)  # own cases are finished, unless they wait for others


@phase(every_tile, tiles_of_providers)
def help_each_other(o: Lanes, day: int, first: int, last: int) -> None:
    """What each team needs and offers, and how everybody was served, is known."""
    begin, end = o.tile_start[first], o.tile_start[last]
    help_teammates(o, day, begin, end)  # and goes where it is needed
    count_answers(o, day, begin, end)  # what everybody did for others
    thank(o, day, begin, end)  # good service is seen, by some


@inner
def working_hours(o: Lanes, day: int) -> None:
    """People serve each other, and then do their own work as far as nothing holds it up."""
    plan_work(o, day)
    do_work(o, day)
    gather_help(o, day)  # time left over is offered to overloaded teammates
    help_each_other(o, day)


@phase(every_team)
def look_at_others(o: Lanes, day: int, first: int, last: int) -> None:
    """Nobody's feelings have changed yet."""
    look_around(o, day, first, last)  # what the team is like tonight
    look_up(o, day, first, last)  # and what the boss is like


@phase(every_tile)
def leave_work(o: Lanes, day: int, first: int, last: int) -> None:
    """What others were like is known."""
    for tile in range(first, last):
        begin, end = o.tile_start[tile], o.tile_start[tile + 1]
        go_home(o, day, begin, end)  # mood, morale, cooperation, mindset, cynicism, expectations, strain, ideas
        come_and_go(o, day, begin, end)  # quits, layoffs, newcomers


@phase(every_tile)
def settle_down(o: Lanes, day: int, first: int, last: int) -> None:
    """Who left is known."""
    for tile in range(first, last):
        relate(o, day, o.tile_start[tile], o.tile_start[tile + 1])  # grudges fade, warmth grows or is crowded out
    observe_people(o, day, first, last)  # what the day looked like


@inner
def evening(o: Lanes, day: int) -> None:
    """The day sinks in."""
    look_at_others(o, day)
    leave_work(o, day)
    say_goodbye(o, day)  # the ties of those who left end
    settle_down(o, day)
    write_down(o, day)  # what was observed is added up
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

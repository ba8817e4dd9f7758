"""The same model in vectorised NumPy: whole arrays of people and ties, one run.

Sums go in the order of the organization's arrays (``bincount`` adds one by one), and every operation rounds as the engine's
does, so the numbers are the same.
"""

from __future__ import annotations

from benchmark.in_numpy import evening, morning, night, own_work, service
from benchmark.in_numpy.office import Office
from sim.lanes import Lanes


def live(o: Lanes, first: int, last: int) -> None:
    """Live through the days first, first + 1, …, last - 1 of one run.

    Raises:
        ValueError: If there are several runs, or a ledger is kept.
    """
    if o.seeds.shape[0] != 1 or o.ledger.shape[1] > 0:
        raise ValueError("the model in NumPy lives one run, and keeps no ledger")
    office = Office(o)
    for day in range(first, last):
        office.begin(day)
        morning.receive_cases(office)
        morning.take_stock(office)
        morning.ask(office)
        service.split_time(office)
        service.serve(office)
        own_work.work_on_cases(office)
        own_work.help_teammates(office)
        own_work.thank(office)
        evening.look_around(office)
        evening.feel(office)
        evening.believe(office)
        evening.come_and_go(office)
        night.relate(office)
        night.write_down(office)
        night.conclude(office)

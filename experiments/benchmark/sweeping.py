"""What surrounds the days: threads, and a whole sweep from the question to the table on the disk."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

import sim.experiment.blocks as blocks
from benchmark.contenders import LANES, large, office, opened, scenario
from benchmark.timing import Task, ratio, take_turns
from sim.analysis import answer
from sim.experiment import Experiment, parse_factors
from sim.lanes import Lanes
from sim.run import live

SITES = 400
"""Stores of the large office that threads do together: 190,000 people."""

DAYS = 20
"""Days of the large office."""


def threads(rounds: int, patience: float) -> dict[str, object]:
    """How many times faster two threads are than one: a sweep, and one large office.

    By the wall, which is true on an idle machine only; and twice the ratio of processor times, which says what it would be
    if both threads had a processor of their own and none waited: what threads cost, without what other programs take.
    """
    batch = opened(office(60), 60, LANES)
    many = opened(large(SITES), DAYS, 1)

    def together(workers: int) -> Callable[[list[Lanes]], None]:
        def do(batches: list[Lanes]) -> None:
            with ThreadPoolExecutor(workers) as pool:
                list(pool.map(lambda o: live(o, 0, 60, threads=1), batches))

        return do

    def prepare() -> list[Lanes]:
        return [batch.copy() for _ in range(4)]

    clocks = take_turns(
        {
            "sweep 1": Task(prepare, together(1)),
            "sweep 2": Task(prepare, together(2)),
            "large 1": Task(many.copy, lambda o: live(o, 0, DAYS, threads=1)),
            "large 2": Task(many.copy, lambda o: live(o, 0, DAYS, threads=2)),
        },
        rounds,
        patience,
    )
    pairs = {
        "sweep": (clocks["sweep 1"], clocks["sweep 2"]),
        "large_office": (clocks["large 1"], clocks["large 2"]),
    }
    return {
        "thread_efficiency": {name: ratio(*pair, "wall") for name, pair in pairs.items()},
        "thread_efficiency_without_others": {name: 2.0 * ratio(*pair) for name, pair in pairs.items()},
    }


def _swept(days: int, replications: int) -> tuple[float, float, int]:
    """Processor seconds of a sweep of 15 points and their twin, those of its days alone, and the number of runs."""
    factors = parse_factors(["policy.client_mindset=0:1:5", "policy.promise=0,0.5,1"], scenario(days))
    asked = Experiment("overhead", scenario(days), factors, replications=replications)
    kernel = 0.0

    def timed(o: Lanes, first: int, last: int) -> None:
        nonlocal kernel
        began = time.thread_time()
        live(o, first, last)
        kernel += time.thread_time() - began

    with tempfile.TemporaryDirectory() as folder, mock.patch.object(blocks, "live", timed):
        began = time.process_time()
        answer(asked, folder=Path(folder) / "results", workers=1)
        return time.process_time() - began, kernel, asked.runs


def sweep(replications: int) -> dict[str, float]:
    """What a run of 250 days of 200 people costs beside its days: office, measures, store, table; and runs a second.

    A sweep that is larger by some replications is compared with a small one, so that what every sweep costs once does not
    count; each replication has an office of its own.
    """
    _swept(10, 1)  # so that all is imported and compiled
    whole, kernel, runs = (more - few for few, more in zip(_swept(250, 1), _swept(250, replications), strict=True))
    return {"overhead_per_run": whole / kernel - 1.0, "runs_per_second_per_core": runs / whole}

"""How cost grows with size: time per tie and day from a dozen people on."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from benchmark.contenders import grown, opened
from benchmark.in_c import compiler, in_c
from benchmark.in_numpy import live as live_in_numpy
from benchmark.timing import say
from sim.lanes import Lanes
from sim.run import live
from sim.scenario.fitting import available_memory

SIZES = (12, 50, 200, 1_000, 5_000, 20_000, 100_000, 500_000, 2_000_000)
WORK = 3_000_000
"""Tie-days that are enough for a measurement; large offices live one day after another that does not count."""

BYTES_PER_PERSON = 6_000
"""What a person with their ties takes, in the arrays and while the office is drawn, with room to spare."""


def _nanoseconds(do: Callable[[Lanes, int, int], object], o: Lanes, days: int) -> float:
    do(o, 0, 1)
    began = time.process_time()
    do(o, 1, days)
    seconds = time.process_time() - began
    ties: int = o.ties.shape[1]
    return 1e9 * seconds / (days - 1) / ties


def _alone(o: Lanes, first: int, last: int) -> None:
    live(o, first, last, threads=1)


def growing(largest: int) -> list[dict[str, float]]:
    """Time per tie and day of one run by size, up to a size or as far as memory allows; NumPy and C where they are quick."""
    found: list[dict[str, float]] = []
    for people in SIZES:
        free = available_memory()
        if people > largest or (free is not None and people * BYTES_PER_PERSON > free):
            say(f"{people:,} people are left out")
            break
        began = time.perf_counter()
        organization = grown(people)
        drawn = time.perf_counter() - began
        days = min(200, 2 + WORK // organization.tie_count)
        one = opened(organization, days, 1)
        row = {"people": organization.headcount, "ties": organization.tie_count, "seconds_to_grow": drawn, "days": days}
        if people <= 100_000:
            row["numpy"] = _nanoseconds(live_in_numpy, one.copy(), min(days, 20))
        if compiler() is not None and people <= 500_000:
            row["c"] = min(_nanoseconds(in_c(1).live, one.copy(), days) for _ in range(3 if people <= 20_000 else 1))
        if people <= 20_000:
            row["engine"] = min(_nanoseconds(_alone, one.copy(), days) for _ in range(3))
        else:
            row["engine"] = _nanoseconds(_alone, one, days)
        say(f"{row['people']:,} people: {row['engine']:.1f} ns a tie and day")
        found.append(row)
        del organization, one
        gc.collect()
    return found


def page(rows: list[dict[str, float]]) -> str:
    """An HTML page with the curve, which opens without a network."""
    import plotly.graph_objects as go

    figure = go.Figure()
    for name in ("numpy", "engine", "c"):
        some = [row for row in rows if name in row]
        figure.add_scatter(
            x=[row["people"] for row in some], y=[row[name] for row in some], name=name, mode="lines+markers"
        )
    figure.update_xaxes(type="log", title="people in one office")
    figure.update_yaxes(type="log", title="nanoseconds of processor time per tie and day")
    figure.update_layout(title="Time against size: one run, one thread", template="simple_white")
    text: str = figure.to_html(include_plotlyjs=True)
    return text

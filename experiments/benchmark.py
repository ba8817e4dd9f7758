"""How fast is the engine, beside plain Mesa, vectorised NumPy and C by hand?

    uv run python experiments/benchmark.py
    uv run python experiments/benchmark.py --quick --json
    uv run python experiments/benchmark.py --plot time_against_size.html

All four live through the same days of the same office of about 200 people, and come to the same numbers, which a test holds.
They take turns, so that whatever else the machine does hits all of them alike; figures are medians, ratios are medians of
the ratios within a round. Times are of the processor unless it says otherwise.

What cannot be controlled here: other programs that share caches and memory, the clock speed (which falls in wide vector
instructions), and on a virtual machine its neighbours. Two threads are compared by the wall, which other programs disturb.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
from pathlib import Path
from typing import Any

from benchmark.contenders import compared, sizes
from benchmark.counting import counted
from benchmark.growing import growing, page
from benchmark.starting import starting
from benchmark.sweeping import sweep, threads
from benchmark.timing import say


def machine() -> dict[str, Any]:
    """Where this was measured, and what disturbed it."""
    described = Path("/proc/cpuinfo")
    lines = described.read_text(encoding="utf-8").splitlines() if described.exists() else []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())
    return {
        "processor": model, "processors": os.cpu_count(), "load": os.getloadavg()[0], "python": platform.python_version(),
    }  # fmt: skip


PATIENCE = 6.0
"""Seconds after which a quick look begins no further round of the same: on a busy machine it takes fewer."""


def measure(quick: bool) -> dict[str, Any]:
    """Every figure; a quick look takes fewer rounds."""
    patience = PATIENCE if quick else math.inf
    figures: dict[str, Any] = {"machine": machine()}
    say("the same days by everybody")
    figures |= compared(*((3, 2) if quick else (15, 20)), patience)
    figures |= sizes()
    say("a sweep, from the question to the table")
    figures |= sweep(5 if quick else 17)
    say("two threads")
    figures |= threads(7 if quick else 15, 2 * patience)  # by the wall, so more rounds
    say("the first second")
    figures |= starting(1 if quick else 5)
    return figures


def told(figures: dict[str, Any], before: str = "") -> str:
    """The figures, one a line."""
    lines = []
    for name, value in figures.items():
        if isinstance(value, dict):
            lines.append(told(value, f"{before}{name}: "))
        else:
            lines.append(f"{before}{name}  {value:.4g}" if isinstance(value, float) else f"{before}{name}  {value}")
    return "\n".join(lines)


def main() -> None:
    """Measure, and say it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer rounds: within 45 seconds, and rougher")
    parser.add_argument("--json", action="store_true", help="print one JSON object to standard output and nothing else")
    parser.add_argument(
        "--instructions",
        action="store_true",
        help="count what the processor executes, too: minutes, by perf or valgrind",
    )
    parser.add_argument("--plot", type=Path, metavar="FILE.html", help="draw time against size, and nothing else")
    parser.add_argument(
        "--largest", type=int, default=2_000_000, metavar="PEOPLE", help="the largest office of the plot"
    )
    said = parser.parse_args()
    if said.plot:
        largest = min(said.largest, 5_000) if said.quick else said.largest
        figures: dict[str, Any] = {"machine": machine(), "sizes": growing(largest)}
        said.plot.write_text(page(figures["sizes"]), encoding="utf-8")
        say(f"Wrote {said.plot}")
    else:
        figures = measure(said.quick)
        if said.instructions:
            say("instructions")
            figures |= counted()
    if said.json:
        print(json.dumps(figures, indent=2))
    elif not said.plot:
        print(told(figures))


if __name__ == "__main__":
    main()

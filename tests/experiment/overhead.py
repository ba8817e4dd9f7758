"""What a run costs beside the bare kernel, both in one process.

uv run python tests/experiment/overhead.py
"""

from __future__ import annotations

import sys
import tempfile
import time
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from sim.analysis.keeping import ResultsKeeper, write_tidy
from sim.experiment import Crew, Experiment, inputs_of, organization_of, parse_factors, perform
from sim.run import live, open_lanes
from sim.scenario import load
from sim.store import Results


class Here(Executor):
    """Does everything at once and in this thread, so that the bare kernel and the runner have the same processor."""

    def submit(self, task: Any, /, *arguments: Any) -> Future[Any]:  # type: ignore[override]
        """Do it."""
        future: Future[Any] = Future()
        future.set_result(task(*arguments))
        return future


def overhead(scenario: str = "client_coworker", days: int = 250, replications: int = 4) -> tuple[float, float, int]:
    """Time the runs of a sweep, and the days alone of the same runs.

    Args:
        scenario: The scenario; of about 200 people by default.
        days: Days of a run.
        replications: Replications of 15 points and their twin.

    Returns:
        Seconds of the sweep, from the first run to the table on the disk; seconds that the compiled days took in
        it; and the number of runs.
    """
    told = load(scenario, (f"days={days}",))
    factors = parse_factors(["policy.client_mindset=0:1:5", "policy.promise=0,0.5,1"], told)
    asked = Experiment("overhead", told, factors, replications=replications)
    organization = organization_of(told, 1)
    lanes = open_lanes(organization, [inputs_of(told, seed) for seed in range(16)])
    live(lanes, 0, 10)
    kernel = 0.0

    def timed(*arguments: Any) -> None:
        nonlocal kernel
        began = time.perf_counter()
        live(*arguments)
        kernel += time.perf_counter() - began

    import sim.experiment.blocks as blocks

    before, blocks.live = blocks.live, timed  # type: ignore[assignment]
    try:
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            with Results(
                Path(folder) / "r", asked.asked(), model="m", command="", replications=replications
            ) as results:
                perform(asked, ResultsKeeper(asked, results), crew=Crew(Here(), 1))
                results.compact()
                write_tidy(asked, results)
            whole = time.perf_counter() - began
    finally:
        blocks.live = before
    return whole, kernel, asked.runs


if __name__ == "__main__":
    overhead(days=10, replications=1)  # so that all is imported
    seconds, days_alone, count = overhead()
    sys.stdout.write(
        f"{count} runs: {1000 * seconds / count:.1f} ms a run, of which {1000 * days_alone / count:.1f} ms are days: "
        f"{100 * (seconds / days_alone - 1):.1f} % beside the kernel\n"
    )

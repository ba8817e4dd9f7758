"""The first second: what commands take before they do anything, and what compiling takes."""

from __future__ import annotations

import os
import sys
import tempfile

from benchmark.contenders import SCENARIO
from benchmark.in_c import compiler, in_c
from benchmark.timing import child_seconds


def starting(rounds: int) -> dict[str, object]:
    """Processor seconds of commands in a new process, and of compiling the model.

    The bytecode of all modules is on disk (a first call that does not count wrote it), and ``PYTHONDONTWRITEBYTECODE`` is
    not set. A first run compiles into an empty folder; a second one finds what it compiled.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        environment["SIM_CACHE_DIR"] = folder
        command = [sys.executable, "-m", "sim"]
        run = [*command, "run", str(SCENARIO), "--days", "250"]
        child_seconds([*command, "check", str(SCENARIO)], environment, folder)
        first_run = child_seconds(run, environment, folder)
        warm = {
            "--help": [*command, "--help"],
            "check": [*command, "check", str(SCENARIO)],
            "new": [*command, "new"],
            "run": run,
        }
        seconds = {
            name: min(
                child_seconds([*call, f"office{number}.yaml"] if name == "new" else call, environment, folder)
                for number in range(rounds)
            )
            for name, call in warm.items()
        }
    compiling: dict[str, float] = {"engine": first_run - seconds["run"]}
    if compiler() is not None:
        compiling |= {"c, one run": in_c(1).seconds}
    return {"startup_seconds": {"first run": first_run, **seconds}, "compile_seconds": compiling}

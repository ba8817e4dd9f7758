"""Counting what the processor executes, which no neighbour disturbs: by ``perf`` where there are counters, else by valgrind.

Each contender lives a few days and more days in a process of its own; the difference is what days take. Valgrind knows no
vectors of 512 bits, so under it all of them are compiled for processors with 256 (``x86-64-v3``): it compares programs, and
says less about their time.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

FEW, MORE = 10, 250
"""Days of the two processes that are compared."""

DAYS_OF_MESA = {FEW: 1, MORE: 3}
CONTENDERS = {
    "mesa": 1, "numpy": 1, "engine, one run": 1, "engine, sweep": 8, "c, one run": 1, "c, lanes": 8,
}  # fmt: skip
"""Who is counted, and for how many runs side by side."""

KNOWN_TO_VALGRIND = "x86-64-v3"
PLAIN = "BENCHMARK_FOR_VALGRIND"
"""The variable of the environment that says for which processors a child compiles."""


def _by_perf(command: list[str], environment: dict[str, str]) -> float | None:
    """Instructions of a process in user mode; None where ``perf`` is missing or sees no counters."""
    perf = shutil.which("perf")
    if perf is None:
        return None
    done = subprocess.run(
        [perf, "stat", "-x", ",", "-e", "instructions:u", *command],
        env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    found = re.search(r"^(\d+),.*instructions", done.stderr, re.MULTILINE)
    return float(found[1]) if found else None


def _by_valgrind(command: list[str], environment: dict[str, str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={folder}/out"]
        done = subprocess.run(
            [*valgrind, *command], env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=True
        )
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    assert found is not None, done.stderr
    return float(found[1].replace(",", ""))


def counted() -> dict[str, object]:
    """Instructions per tie and day of everybody, and who counted; nothing where nobody can."""
    command = [sys.executable, "-m", "benchmark.counting"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1]), "PYTHONHASHSEED": "0"}
    count: Callable[[list[str], dict[str, str]], float | None] = _by_perf
    if _by_perf([sys.executable, "-c", ""], environment) is None:
        if shutil.which("valgrind") is None:
            return {"instructions_per_tie_day": None}
        count, environment = _by_valgrind, environment | {PLAIN: "1"}
    found: dict[str, object] = {"counted_by": "perf" if count is _by_perf else f"valgrind, for {KNOWN_TO_VALGRIND}"}
    for name, lanes in CONTENDERS.items():
        if name.startswith("c,") and shutil.which("gcc") is None:
            continue
        called = [[*command, name, str(lanes), str(days)] for days in (FEW, MORE)]
        told = subprocess.run(called[0], env=environment, capture_output=True, text=True, check=True)  # compiles
        ties = int(told.stdout)
        few, more = (count(each, environment) or 0.0 for each in called)
        days = DAYS_OF_MESA[MORE] - DAYS_OF_MESA[FEW] if name == "mesa" else MORE - FEW
        found[name] = (more - few) / (days * ties * lanes)
    return {"instructions_per_tie_day": found}


def _live(name: str, lanes: int, days: int) -> int:
    """Live some days as somebody does; returns the number of ties."""
    from benchmark.contenders import office, opened, scenario
    from sim.opening import inputs_of
    from sim.run import live

    organization, plain = office(MORE), PLAIN in os.environ
    if name == "mesa":
        from benchmark.contenders import mesa

        model = mesa()(organization, inputs_of(scenario(MORE), 1))
        for _ in range(DAYS_OF_MESA[days]):
            model.step()
    elif name == "numpy":
        from benchmark.in_numpy import live as live_in_numpy

        live_in_numpy(opened(organization, MORE, 1), 0, days)
    elif name.startswith("c,"):
        from benchmark.in_c import InC

        flags = (f"-march={KNOWN_TO_VALGRIND}", "-mprefer-vector-width=256") if plain else ()
        InC(lanes, *flags).live(opened(organization, MORE, lanes), 0, days)
    else:
        live(opened(organization, MORE, lanes), 0, days, threads=1)
    return organization.tie_count


def _compile_for_valgrind() -> None:
    """Let the engine compile for processors whose instructions valgrind knows."""
    import llvmlite.binding as llvm

    class Features(dict[str, bool]):
        def flatten(self) -> str:
            return ""

    llvm.get_host_cpu_name = lambda: KNOWN_TO_VALGRIND
    llvm.get_host_cpu_features = Features


if __name__ == "__main__":
    if PLAIN in os.environ:
        _compile_for_valgrind()
    print(_live(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))

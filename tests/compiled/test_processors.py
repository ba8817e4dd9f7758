"""The same bits on processors with and without newer instructions."""

from __future__ import annotations

import platform
from typing import Any

import llvmlite.binding as llvm
import numpy as np
import pytest

from sim import day
from sim.compiled import entry, machine
from sim.opening import inputs_of, organization_of
from sim.run import open_lanes
from sim.scenario import load

DAYS = 40


def plain_target(processor: str) -> Any:
    """A processor without the instructions that this one may have beyond it."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm.Target.from_triple(llvm.get_process_triple()).create_target_machine(
        cpu=processor, features="", opt=3, jit=True, reloc="pic", codemodel="jitdefault"
    )


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="names of x86-64 processors")
@pytest.mark.parametrize("lanes", [1, 5])
def test_a_processor_without_newer_instructions_gives_the_same_bits(
    lanes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = load("small_shop")
    runs = [inputs_of(scenario, 1 + lane, DAYS) for lane in range(lanes)]
    o = open_lanes(organization_of(scenario, 1), runs)
    before = o.copy()
    day.live(o, 0, DAYS)
    monkeypatch.setattr(machine, "_target", lambda: plain_target("x86-64"))  # neither SSE4 nor AVX nor FMA
    monkeypatch.setattr(machine, "processor", lambda: "plain")
    live: Any = day.live
    entry(live.function)(before, 0, DAYS)
    for name in ("people", "ties", "tally", "office_days"):
        assert np.array_equal(getattr(before, name), getattr(o, name))

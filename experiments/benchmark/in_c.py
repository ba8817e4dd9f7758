"""The model by hand in C: compiled here where there is a compiler, and called with the engine's own arrays."""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import get_type_hints

import numpy as np

from benchmark.timing import child_seconds
from sim.lanes import Addresses, Indices, Lanes, Numbers
from sim.luck import Purpose
from sim.measures import SUMMED_FLOWS, SUMMED_STATES, Y
from sim.mechanisms import K
from sim.mechanisms.demand import MOST_REQUESTS_ON_A_TIE
from sim.phases.capacity import COSTS
from sim.phases.demand import MOST_CASES
from sim.phases.requests import MOST_REQUESTS
from sim.policy import Kind, W, X
from sim.state import TM, O, P, T

SOURCES = Path(__file__).with_name("c")
FLAGS = (
    "-O3", "-march=native", "-ffp-contract=off", "-fno-fast-math", "-fno-math-errno", "-fno-trapping-math",
    "-mprefer-vector-width=512", "-std=gnu11", "-shared", "-fPIC",
)  # fmt: skip
"""None of them lets a number change: no contraction, no reordering. Nobody looks at errno or floating-point exceptions."""

SIZES = ("n", "m", "team_count", "department_count")


def compiler() -> str | None:
    """The path of the C compiler, if there is one."""
    return shutil.which("gcc")


def declarations() -> str:
    """The text of ``rows.h``: numbers of all rows, and the struct of pointers, from the engine's declarations."""
    named = {"P": P, "T": T, "O": O, "TM": TM, "X": X, "W": W, "K": K, "Y": Y, "PURPOSE": Purpose, "KIND": Kind}
    numbers = [f"{prefix}_{row.name} = {int(row)}" for prefix, rows in named.items() for row in rows]
    sizes = {
        "PURPOSES": len(Purpose) + 1, "OFFICE": len(O), "LEVERS": len(X), "WORLDLY": len(W), "COSTS": len(COSTS),
        "TALLIED": len(Y), "TALLIED_PRESENT": 1 + len(SUMMED_STATES), "MOST_CASES": MOST_CASES,
        "MOST_REQUESTS": MOST_REQUESTS,
    }  # fmt: skip
    numbers += [f"{name} = {size}" for name, size in sizes.items()]
    tallied = [int(P.vacant), *(source for _, source in (*SUMMED_STATES, *SUMMED_FLOWS))]
    arrays = {
        "COST_LEVERS": [lever for lever, _ in COSTS],
        "COST_ROWS": [cost for _, cost in COSTS],
        "TALLIED_SOURCES": tallied,
    }
    lines = ["#pragma once", "#include <stdint.h>", f"enum {{ {', '.join(numbers)} }};"]
    lines += [f"#define MOST_REQUESTS_ON_A_TIE {MOST_REQUESTS_ON_A_TIE!r}"]
    lines += [
        f"static const int {name}[] = {{{', '.join(str(int(each)) for each in values)}}};"
        for name, values in arrays.items()
    ]
    types = {Numbers: "double", Indices: "int64_t", Addresses: "uint64_t"}
    fields = [f"{types[kind]} *{name};" for name, kind in get_type_hints(Lanes).items()]
    lines.append(f"typedef struct {{ int64_t {', '.join(SIZES)}; {' '.join(fields)} }} Lanes;")
    return "\n".join(lines) + "\n"


class _Pointers(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_int64) for name in SIZES),
        *((name, ctypes.c_void_p) for name in Lanes._fields),
    ]


def pointers(o: Lanes, lanes: int) -> _Pointers:
    """The arrays of some runs as C sees them.

    Raises:
        ValueError: If there are not as many runs as the model was compiled for, a ledger is kept, or an array has gaps.
    """
    if o.seeds.shape[0] != lanes:
        raise ValueError(f"{o.seeds.shape[0]} runs, compiled for {lanes}")
    if o.ledger.shape[1] > 0:
        raise ValueError("the model in C keeps no ledger")
    broken = [name for name in Lanes._fields if getattr(o, name).size and not getattr(o, name).flags.c_contiguous]
    if broken:
        raise ValueError(f"arrays with gaps: {', '.join(broken)}")
    sizes = (o.people.shape[1], o.ties.shape[1], o.teams.shape[1], o.tally.shape[2])
    return _Pointers(*sizes, *(getattr(o, name).ctypes.data for name in Lanes._fields))


class InC:
    """The model in C for a number of lanes.

    Attributes:
        lanes: How many runs live side by side.
        seconds: Processor seconds that compiling it took.
    """

    def __init__(self, lanes: int, *flags: str) -> None:
        gcc = compiler()
        if gcc is None:
            raise FileNotFoundError("no gcc on this machine")
        self.lanes = lanes
        header = declarations()
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:  # once it is loaded, the file is not needed
            Path(folder, "rows.h").write_text(header, encoding="utf-8")
            library = Path(folder, f"model-{lanes}.so")
            command = [
                gcc, *FLAGS, *flags, f"-DR={lanes}", f"-I{folder}", f"-I{SOURCES}", str(SOURCES / "model.c"), "-o", str(library),
            ]  # fmt: skip
            self.seconds = child_seconds(command, os.environ, folder)
            self._live = ctypes.CDLL(str(library)).live
        self._live.argtypes = [ctypes.POINTER(_Pointers), ctypes.c_int64, ctypes.c_int64]
        self._live.restype = None

    def live(self, o: Lanes, first: int, last: int) -> None:
        """Live through the days first, first + 1, …, last - 1."""
        self._live(ctypes.byref(pointers(o, self.lanes)), first, last)


@cache
def in_c(lanes: int) -> InC:
    """The model in C for a number of lanes, compiled once in this process."""
    return InC(lanes)


def differences(one: Lanes, other: Lanes) -> list[str]:
    """The arrays in which two states differ in any number; zeros of either sign are the same number.

    How the engine comes to its sums is its own affair.
    """
    return [
        name
        for name in Lanes._fields
        if name not in ("sums", "trade")
        and not np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True)
    ]

"""Clocks: tasks take turns, so that whatever else the machine does hits all of them alike."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be timed.

    Attributes:
        prepare: Makes what the task works on; not timed.
        do: Does it.
        amount: How much work that is, in tie-days or runs.
    """

    prepare: Callable[[], Any]
    do: Callable[[Any], object]
    amount: float = 1.0


@dataclass(frozen=True, slots=True)
class Clock:
    """What a task took, round by round, per unit of work: seconds by the wall, and of processors in all threads."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """The median of processor time."""
        return median(self.processor)


def take_turns(tasks: Mapping[str, Task], rounds: int, patience: float = math.inf) -> dict[str, Clock]:
    """Do all tasks once each in every round, after a first round that does not count.

    Args:
        tasks: The tasks by name.
        rounds: How many rounds count.
        patience: Seconds by the wall after which no further round is begun, once one counts.
    """
    clocks = {name: Clock() for name in tasks}
    began = time.perf_counter()
    for number in range(rounds + 1):
        if number > 1 and time.perf_counter() - began > patience:
            break
        for name, task in tasks.items():
            what = task.prepare()
            wall, processor = time.perf_counter(), time.process_time()
            task.do(what)
            spent = time.perf_counter() - wall, time.process_time() - processor
            if number > 0:
                clocks[name].wall.append(spent[0] / task.amount)
                clocks[name].processor.append(spent[1] / task.amount)
    return clocks


def ratio(slow: Clock, fast: Clock, clock: str = "processor") -> float:
    """How many times longer one took than the other: the median over rounds, in which both saw the same machine."""
    return float(median(a / b for a, b in zip(getattr(slow, clock), getattr(fast, clock), strict=True)))


def child_seconds(command: list[str], environment: Mapping[str, str], folder: str) -> float:
    """Processor seconds of a process with its children.

    Raises:
        subprocess.CalledProcessError: If it fails.
    """
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            command, env=dict(environment), cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise subprocess.CalledProcessError(child.returncode, command, said.read())
    seconds: float = used.ru_utime + used.ru_stime
    return seconds


def say(text: str) -> None:
    """Tell on standard error how far it has come."""
    print(text, file=sys.stderr, flush=True)

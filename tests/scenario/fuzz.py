"""Give the program files that nobody would write, and look whether any escapes: ``python tests/scenario/fuzz.py --files 200000``.

A file escapes that ends in anything but a scenario or an error in words, takes more than two seconds of processor
time, or lets memory grow. The seed of each is its number, so that any can be looked at again with ``--first N --files 1``.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from mutations import mutated_bytes

from sim.cli.examining import examine
from sim.scenario import ScenarioError

MOST_SECONDS = 2.0
MOST_GROWTH = 200_000_000
"""Bytes by which memory may grow over any number of files."""

PLACE = re.compile(r":\d+:\d+: ")


@dataclass(frozen=True)
class Outcome:
    """What became of one file: read or answered, how long it took, and what is wrong with that, if anything."""

    is_read: bool
    seconds: float
    escape: str = ""
    content: bytes = b""


@dataclass
class Toll:
    """What all of them took."""

    read: int = 0
    answered: int = 0
    placed: int = 0
    slowest: float = 0.0
    escapes: list[Outcome] = field(default_factory=list)
    begun: int = field(default_factory=lambda: memory())

    def add(self, outcome: Outcome) -> None:
        self.read += outcome.is_read
        self.answered += not outcome.is_read
        self.slowest = max(self.slowest, outcome.seconds)
        if outcome.escape or outcome.seconds > MOST_SECONDS:
            self.escapes.append(outcome)

    @property
    def growth(self) -> int:
        return memory() - self.begun

    def assert_harmless(self) -> None:
        assert not self.escapes, "\n".join(
            f"{each.escape} {each.seconds:.1f} s\n{each.content!r}" for each in self.escapes[:3]
        )
        assert self.growth < MOST_GROWTH


def memory() -> int:
    """The most memory that this process has taken so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def trial(given: int | bytes, folder: Path) -> Outcome:
    """Give one file to what stands behind ``sim check``.

    Args:
        given: The file's content, or the seed from which it is made.
        folder: Where to put it.
    """
    content = given if isinstance(given, bytes) else mutated_bytes(Random(given))
    path = folder / "x.yaml"
    path.write_bytes(content)
    before = time.process_time()
    try:
        findings = examine(str(path))
        told = [str(each) for each in (*findings.mistakes, *findings.doubts)]
        str(ScenarioError(findings.mistakes))
    except BaseException:
        return Outcome(False, time.process_time() - before, traceback.format_exc(), content)
    seconds = time.process_time() - before
    escape = next((f"not for a terminal: {each!r}" for each in told if not is_clean(each)), "")
    if not escape and any(not each.strip() for each in told):
        escape = "an answer without words"
    return Outcome(not findings.mistakes, seconds, escape, content)


def is_clean(text: str) -> bool:
    """Whether a terminal shows it and does nothing else."""
    return all(each.isprintable() or each == "\n" for each in text)


def main() -> None:
    """Try as many files as were asked for, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200_000)
    parser.add_argument("--first", type=int, default=1_000_000, help="the first seed")
    asked = parser.parse_args()
    toll, begun = Toll(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(asked.files):
            toll.add(trial(asked.first + number, Path(folder)))
            if (number + 1) % 10_000 == 0 or toll.escapes:
                print(  # noqa: T201 - a script talks to its reader
                    f"{number + 1:,} files in {time.monotonic() - begun:.0f} s: {toll.read:,} read, {toll.answered:,} answered, "
                    f"slowest {toll.slowest:.2f} s, memory {toll.growth / 1e6:+.0f} MB, {len(toll.escapes)} escaped",
                    flush=True,
                )
            if toll.escapes:
                break
    toll.assert_harmless()


if __name__ == "__main__":
    main()

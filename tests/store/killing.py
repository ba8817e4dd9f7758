"""Kill a local sweep at random moments, ask again until it is done, and compare the folder with an undisturbed one.

uv run python tests/store/killing.py --kills 50
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OFFICE = """
title: A tiny office
days: 300
organization:
  departments:
    sales: {size: 5, faces_customers: true, own_work: 0.6, depends_on: {it: 0.4}}
    it: {size: 4, own_work: 0.5, depends_on: {sales: 0.1}}
policy: {start: 5, ramp: 5, client_mindset: 0.8, promise: 0.6}
"""

IMPATIENT = """
import sim.store.compacting, sim.store.results
sim.store.results.SECONDS_OF_A_PART = 0.0
sim.store.results.MOST_PARTS = 5
sim.store.compacting.ROWS_OF_A_FILE = 100
sim.store.compacting.ROWS_OF_A_GROUP = 40
import sim.experiment.flight
sim.experiment.flight.SECONDS_OF_A_BATCH = 0.02
from sim.cli import main
main()
"""
"""The program, but that it puts away every batch at once, and puts parts together often, so that kills meet every step."""


def command(scenario: Path, folder: Path, *more: str) -> list[str]:
    """A sweep of 360 short runs into a folder."""
    return [
        sys.executable, "-c", IMPATIENT, "sweep", str(scenario), "--vary", "promise=0:1:5", "--replications", "60",
        "--output", str(folder), "--json", *more,
    ]  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder of results but the manifest, whose command names the folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def killed_and_whole(here: Path, kills: int, seed: int) -> tuple[dict[str, bytes], dict[str, bytes], int]:
    """The folder of a sweep that was killed so many times at random moments, and that of an undisturbed one.

    Args:
        here: An empty folder.
        kills: How often it is killed at most; a folder that is finished is removed and begun anew until then.
        seed: Seed of the moments.

    Returns:
        The files of the killed sweep once it is done, those of the other, and how many kills met a running sweep.
    """
    luck = random.Random(seed)
    scenario = here / "tiny.yaml"
    scenario.write_text(OFFICE, encoding="utf-8")
    whole, killed = here / "whole", here / "killed"
    began = time.monotonic()
    subprocess.run(command(scenario, whole), check=True, capture_output=True, timeout=600)
    length = time.monotonic() - began
    met = 0
    while met < kills:
        began = time.monotonic()
        process = subprocess.Popen(command(scenario, killed), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _wait_until_begun(killed, process)
        time.sleep(luck.uniform(0.0, 0.35 * length))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            met += 1
        elif process.returncode == 0 and met < kills:
            if contents(killed) != contents(whole):
                break
            length = min(length, time.monotonic() - began)  # the machine is less busy now
            _remove(killed)
        process.wait()
    subprocess.run(command(scenario, killed), check=True, capture_output=True, timeout=600)
    return contents(killed), contents(whole), met


def _wait_until_begun(folder: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until the program has opened the folder: before that a kill meets nothing."""
    known = (folder / ".lock").stat().st_mtime_ns if (folder / ".lock").exists() else 0
    while process.poll() is None:
        if (folder / ".lock").exists() and (folder / ".lock").stat().st_mtime_ns != known:
            return
        time.sleep(0.002)


def _remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()


def main() -> None:
    """Kill, compare, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as here:
        killed, whole, met = killed_and_whole(Path(here), chosen.kills, chosen.seed)
    same = killed == whole
    sys.stdout.write(
        f"{met} kills met a running sweep; the {len(whole)} files are {'the same bytes' if same else 'NOT the same'}\n"
    )
    sys.exit(os.EX_OK if same else 1)


if __name__ == "__main__":
    main()

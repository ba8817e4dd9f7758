"""A real Dask scheduler and two workers on loopback: the same bytes as at home, whoever is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_experiments import tiny_file

from sim.cli import main

pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="kill -9"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

IMPATIENT = """
import sim.store.results, sim.experiment.flight
sim.store.results.SECONDS_OF_A_PART = 0.0
sim.experiment.flight.SECONDS_OF_A_BATCH = 0.05
from sim.cli import main
main()
"""
"""The program, but with small batches that are put away at once, so that a test need not wait for seconds."""

RUNS = 6 * 40


class Cluster:
    """A scheduler and its workers, as processes of their own."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "scheduler.json"
        self._folder = folder
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        self.address = str(self._wait(lambda: json.loads(self._file.read_text())["address"]))
        self.workers = [self.worker(), self.worker()]

    def _start(self, kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "dask", kind, "--scheduler-file", str(self._file), *arguments]
        with (self._folder / f"{kind}.log").open("ab") as log:
            return subprocess.Popen(words, stdout=log, stderr=log, cwd=self._folder)

    def worker(self) -> subprocess.Popen[bytes]:
        """One more worker, with one thread."""
        return self._start(
            "worker", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self._folder)
        )

    def wait_for_workers(self, count: int) -> None:
        """Wait until so many workers have reported."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=120)

    def _wait(self, told: Callable[[], object]) -> object:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            try:
                return told()
            except (OSError, ValueError, KeyError):
                time.sleep(0.05)
        raise AssertionError((self._folder / "scheduler.log").read_text())

    def close(self) -> None:
        """End all processes."""
        for each in (*self.workers, self.scheduler):
            each.kill()
            each.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    try:
        made.wait_for_workers(2)
        yield made
    finally:
        made.close()


def command(here: Path, folder: str, *more: str) -> list[str]:
    scenario = tiny_file(here)
    return [
        sys.executable, "-c", IMPATIENT, "sweep", str(scenario), "--vary", "promise=0:1:5", "--replications", "40",
        "--days", "400", "--output", str(here / folder), "--json", *more,
    ]  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != "manifest.json"}


def parts(folder: Path) -> set[str]:
    return {each.name for each in (folder / "parts").glob("*.parquet")}


def wait_for_parts(folder: Path, process: subprocess.Popen[bytes], count: int = 3) -> None:
    """Wait until so many parts are there that were not there before."""
    before, deadline = parts(folder), time.monotonic() + 120
    while len(parts(folder) - before) < count:
        assert process.poll() is None, "it was done before anything could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_whoever_is_killed_nothing_is_lost(
    cluster: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A worker, then the client, then, when asked again, the scheduler; the rest is done at home: the same bytes."""
    away = command(tmp_path, "away", "--cluster", cluster.address)
    process = subprocess.Popen(away, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for_parts(tmp_path / "away", process)
    cluster.workers[0].send_signal(signal.SIGKILL)
    wait_for_parts(tmp_path / "away", process)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process = subprocess.Popen(away, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    wait_for_parts(tmp_path / "away", process)
    cluster.scheduler.send_signal(signal.SIGKILL)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "is gone; what is done is kept, and the same command goes on" in told.decode()
    assert "Traceback" not in told.decode().rpartition("the scheduler at")[2]
    for folder in ("away", "home"):
        with pytest.raises(SystemExit) as left:
            main(command(tmp_path, folder)[3:])
        assert not left.value.code
        said = json.loads(capsys.readouterr().out)
        assert (said["runs"], said["failed"]) == (RUNS, 0)
    assert contents(tmp_path / "away") == contents(tmp_path / "home")
    assert {"runs.parquet", ".lock"} < set(contents(tmp_path / "home"))


def test_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sim.experiment import WorkerError
    from sim.experiment.cluster import cluster as connected

    monkeypatch.setattr("sim.experiment.cluster.SECONDS_TO_CONNECT", 0.5)
    with pytest.raises(WorkerError, match="no scheduler answers"), connected("tcp://127.0.0.1:1"):
        pass


def test_what_is_no_address_is_told_at_once() -> None:
    from sim.experiment import DesignError
    from sim.experiment.cluster import cluster as connected

    began = time.monotonic()
    for address in ("nowhere://x", "nosuch", "tcp://somewhere", ""):
        with pytest.raises(DesignError, match="no address of a scheduler"), connected(address):
            pass
    assert time.monotonic() - began < 10, "Dask's own client takes twenty seconds to end"

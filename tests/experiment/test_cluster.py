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


def wait_for_parts(folder: Path, process: subprocess.Popen[bytes], count: int = 3) -> None:
    deadline = time.monotonic() + 120
    while len(list((folder / "parts").glob("*.parquet"))) < count:
        assert process.poll() is None, "it was done before anything could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_worker_and_then_the_client_are_killed_and_nothing_is_lost(cluster: Cluster, tmp_path: Path) -> None:
    away = command(tmp_path, "away", "--cluster", cluster.address)
    process = subprocess.Popen(away, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for_parts(tmp_path / "away", process)
    cluster.workers[0].send_signal(signal.SIGKILL)
    wait_for_parts(tmp_path / "away", process, 8)
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = subprocess.run(away, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["failed"] == 0
    subprocess.run(command(tmp_path, "home", "--workers", "1"), check=True, capture_output=True, timeout=240)
    assert contents(tmp_path / "away") == contents(tmp_path / "home")
    assert {"runs.parquet", ".lock"} < set(contents(tmp_path / "home"))


def test_the_scheduler_is_killed_and_what_is_done_is_kept(cluster: Cluster, tmp_path: Path) -> None:
    away = command(tmp_path, "away", "--cluster", cluster.address)
    process = subprocess.Popen(away, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    wait_for_parts(tmp_path / "away", process)
    cluster.scheduler.send_signal(signal.SIGKILL)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "is gone; what is done is kept, and the same command goes on" in told.decode()
    assert "Traceback" not in told.decode().rpartition("the scheduler at")[2]
    done = subprocess.run(command(tmp_path, "away"), capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["runs"] == RUNS


def test_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sim.experiment import WorkerError
    from sim.experiment.cluster import cluster as connected

    monkeypatch.setattr("sim.experiment.cluster.SECONDS_TO_CONNECT", 0.5)
    with pytest.raises(WorkerError, match="no scheduler answers"), connected("tcp://127.0.0.1:1"):
        pass


def test_what_is_no_address(tmp_path: Path) -> None:
    from sim.experiment import DesignError
    from sim.experiment.cluster import cluster as connected

    with pytest.raises(DesignError, match="no address"), connected("nowhere://x"):
        pass

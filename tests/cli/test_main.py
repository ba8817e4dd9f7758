"""The command line as a whole: help, speed, exit status, interrupts."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

import sim as package
from cli.calling import Sim
from sim.cli import COMMANDS, commands
from sim.cli.options import LONGEST
from sim.scenario import Scenario


def test_help_names_every_command() -> None:
    told = CliRunner().invoke(commands, ["--help"]).output
    for name in COMMANDS:
        assert f"\n  {name} " in told


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, sim: Sim) -> None:
    said = sim(name, "--help")
    assert said.status == 0
    assert said.out.startswith(f"Usage: sim {name}")


def test_version(sim: Sim) -> None:
    assert package.__version__ in sim("--version").out


def test_no_command_is_answered_with_the_help(sim: Sim) -> None:
    said = sim()
    assert said.status == 2
    assert "Usage: sim" in said.out + said.err


def test_unknown_command(sim: Sim) -> None:
    said = sim("swep")
    assert said.status == 2
    assert "No such command" in said.err


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    heavy = ("mesa", "numba", "numpy", "pandas", "plotly", "pyarrow", "pydantic", "rich", "scipy")
    script = (
        "import sys\nfrom sim.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
        f"print([each for each in {heavy} if each in sys.modules])"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.stdout.splitlines()[-1] == "[]"
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert spent < 0.35, f"sim --help took {spent:.2f} s of processor time"


def test_the_longest_run_is_what_a_scenario_allows() -> None:
    bounds = {type(each).__name__: each for each in Scenario.model_fields["days"].metadata}
    assert bounds["Le"].le == LONGEST


def test_a_mistake_of_the_program_shows_its_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    from sim.cli import main

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(commands, "main", broken)
    with pytest.raises(ZeroDivisionError):
        main([])


def test_a_reader_who_goes_away_is_no_error(office: str) -> None:
    done = subprocess.run(
        f"{sys.executable} -m sim run {office} --days 5 --json | head -c 1; echo ${{PIPESTATUS[0]}}",
        shell=True, executable="/bin/bash", capture_output=True, text=True, timeout=300,
        env={**os.environ, "PYTHONPATH": str(Path(package.__file__).parent.parent)},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_interrupted_it_says_how_to_go_on(office: str, tmp_path: Path) -> None:
    heard = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "  # a shell's background ignores it
    )
    impatient = (
        f"{heard}import sim.store.results as kept; kept.SECONDS_OF_A_PART = 0.0; from sim.cli import main; main()"
    )
    command = [
        sys.executable, "-c", impatient, "sweep", office, "--vary", "promise=0:1:5", "--replications", "2000", "--days", "400",
        "--output", "out", "--workers", "1",
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parent.parent)}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
    deadline = time.monotonic() + 240
    while not list(tmp_path.glob("out/parts/part-*.parquet")) and time.monotonic() < deadline:
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert "runs, which are kept in out. The same command goes on with the rest." in err
    assert "Traceback" not in err

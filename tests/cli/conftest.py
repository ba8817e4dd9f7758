"""How the tests of the command line call it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_experiments import tiny_file

from cli.calling import Said, Sim
from sim.cli import main


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The tiny office as a file, in an empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tiny_file(tmp_path).name


@pytest.fixture
def sim(capsys: pytest.CaptureFixture[str]) -> Sim:
    """Call the command line."""

    def call(*arguments: object) -> Said:
        with pytest.raises(SystemExit) as left:
            main([str(each) for each in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Said(int(left.value.code or 0), out, err)

    return call


@pytest.fixture
def read_only(tmp_path: Path) -> Path:
    """A folder that cannot be written to."""
    if os.name == "posix" and os.geteuid() == 0:
        return Path("/proc")  # root may write everywhere but here
    folder = tmp_path / "read_only"
    folder.mkdir(mode=0o500)
    return folder

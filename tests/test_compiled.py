"""Machine code is kept on disk and is never that of an older model.

Each test runs a copy of the package in which the day is replaced by one small function, which compiles in a second.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sim

DAY = """
from sim.compiled import entry, law
from sim.mechanisms import mood

returned = law(mood.returned)

@entry
def live(mood: float, morale: float, speed: float) -> float:
    return returned(mood, morale, speed)
"""

ASK = """
from sim.compiled import cache_folder
from sim.day import live
print(live(0.4, 0.6, 0.5), live.hits, cache_folder())
"""


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """A copy of the package with a day that compiles fast."""
    package = tmp_path / "site" / "sim"
    shutil.copytree(Path(sim.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "day.py").write_text(DAY, encoding="utf-8")
    return package.parent


def ask(installation: Path, **environment: str | None) -> subprocess.Popen[str]:
    """Ask an installation for its result, in a process of its own; None takes a variable away."""
    clean = {name: value for name, value in os.environ.items() if name != "SIM_CACHE_DIR"}
    changed = clean | {"PYTHONPATH": str(installation), "PYTHONDONTWRITEBYTECODE": "1"} | environment
    return subprocess.Popen(
        [sys.executable, "-c", ASK],
        cwd=installation,
        env={name: value for name, value in changed.items() if value is not None},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answer(process: subprocess.Popen[str]) -> tuple[float, int, Path]:
    """The result, how many functions came from the disk, and where the cache is."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    result, hits, folder = out.strip().split(" ", 2)
    return float(result), int(hits), Path(folder)


def test_an_edited_law_changes_the_result_although_the_cache_is_warm(installation: Path, tmp_path: Path) -> None:
    """The old science runs on, silently, after an edit of a law in another file."""
    cache = str(tmp_path / "cache")
    assert answer(ask(installation, SIM_CACHE_DIR=cache))[:2] == (pytest.approx(0.1), 0)
    assert answer(ask(installation, SIM_CACHE_DIR=cache))[:2] == (pytest.approx(0.1), 1)
    law = installation / "sim" / "mechanisms" / "mood.py"
    text = law.read_text(encoding="utf-8")
    assert text.count("return mood_return * (morale - mood)") == 1
    law.write_text(text.replace("mood_return * (morale - mood)", "-mood_return * (morale - mood)"), encoding="utf-8")
    assert answer(ask(installation, SIM_CACHE_DIR=cache))[:2] == (pytest.approx(-0.1), 0)


def test_a_read_only_installation_without_a_home_runs(installation: Path, tmp_path: Path) -> None:
    """There is no place beside the sources to keep machine code, and none at home."""
    nowhere, temporary = str(Path(os.devnull) / "home"), tmp_path / "temporary"
    temporary.mkdir()
    before = sorted(installation.rglob("*"))
    for path in (installation, *before):
        path.chmod(path.stat().st_mode & ~0o222)
    result, _, folder = answer(
        ask(installation, HOME=nowhere, XDG_CACHE_HOME=None, LOCALAPPDATA=nowhere, TMPDIR=str(temporary))
    )
    assert result == pytest.approx(0.1)
    assert temporary in folder.parents
    assert sorted(installation.rglob("*")) == before


def test_two_processes_may_start_at_once_on_a_cold_cache(installation: Path, tmp_path: Path) -> None:
    """Two runs that start together trip over each other's half-written machine code."""
    cache = str(tmp_path / "cache")
    both = [ask(installation, SIM_CACHE_DIR=cache) for _ in range(2)]
    assert [answer(process)[0] for process in both] == [pytest.approx(0.1)] * 2


def test_damaged_machine_code_is_made_anew(installation: Path, tmp_path: Path) -> None:
    """A disk that was full, or a power cut, leaves half a file."""
    cache = tmp_path / "cache"
    assert answer(ask(installation, SIM_CACHE_DIR=str(cache)))[:2] == (pytest.approx(0.1), 0)
    (kept,) = cache.rglob("sim.day.live-*.code")
    kept.write_bytes(kept.read_bytes()[:-100])
    assert answer(ask(installation, SIM_CACHE_DIR=str(cache)))[:2] == (pytest.approx(0.1), 0)
    assert answer(ask(installation, SIM_CACHE_DIR=str(cache)))[:2] == (pytest.approx(0.1), 1)


EDIT = """
from pathlib import Path
import sim.day
from sim.compiled.cache import SourcesChangedError
law = Path(sim.day.__file__).with_name("mechanisms") / "mood.py"
law.write_text(law.read_text(encoding="utf-8") + "# edited\\n", encoding="utf-8")
try:
    print(sim.day.live(0.4, 0.6, 0.5))
except SourcesChangedError as error:
    print("refused:", error)
"""


def test_a_law_that_is_edited_while_the_program_runs_is_refused(installation: Path, tmp_path: Path) -> None:
    """Machine code half of the old model, which is loaded, and half of the new one, which is read to compile it."""
    environment = os.environ | {"PYTHONPATH": str(installation), "SIM_CACHE_DIR": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", EDIT], cwd=installation, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.startswith("refused: sim/mechanisms/mood.py changed while this process runs."), done.stderr
    assert answer(ask(installation, SIM_CACHE_DIR=str(tmp_path / "cache")))[:2] == (pytest.approx(0.1), 0)

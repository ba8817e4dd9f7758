"""The runner on MPI: the same results as at home, on whatever machines mpiexec was told of."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_experiments import tiny_file

pytest.importorskip("mpi4py", reason="mpi4py is not installed")
MPIEXEC = shutil.which("mpiexec", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
"""The wheel's own first: it fits the wheel's mpi4py."""

SCRIPT = """
import sys
from mpi4py.futures import MPIPoolExecutor
from sim.analysis import answer
from sim.experiment import Experiment, parse_factors
from sim.scenario import load

if __name__ == "__main__":
    office = load(sys.argv[1])
    asked = Experiment("tiny", office, parse_factors(["promise=0,1"], office), replications=4)
    with MPIPoolExecutor() as executor:
        answer(asked, folder=sys.argv[2], executor=executor, workers=executor.num_workers)
    answer(asked, folder=sys.argv[3])
"""


@pytest.mark.skipif(MPIEXEC is None, reason="there is no mpiexec")
def test_the_same_bytes_as_at_home(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    assert MPIEXEC is not None
    words = [
        MPIEXEC,
        "--allow-run-as-root",
        "--oversubscribe",
        "-n",
        "3",
        sys.executable,
        "-m",
        "mpi4py.futures",
        str(script),
    ]
    folders = [tmp_path / each for each in ("away", "home")]
    done = subprocess.run(
        [*words, str(tiny_file(tmp_path)), *map(str, folders)], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    away, home = ((each / "runs.parquet").read_bytes() for each in folders)
    assert away == home

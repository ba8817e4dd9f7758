"""In how many admissible worlds does each pattern hold, and which coefficients could turn it?

Every coefficient whose size no source gives is drawn from its plausible range, all at once, by Latin hypercube. The result
stands in the model description (`sim odd`), in the register of assumptions.

    uv run python experiments/screening.py
"""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from sim.compiled import sources_hash
from sim.validation.kept import SCREENING, as_text
from sim.validation.screening import screen_patterns

SEEDS = (7001, 7002)
HERE = Path(__file__).resolve().parent


def main() -> None:
    """Screen, and write the result to where the model description reads it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=200, help="how many worlds (default: %(default)s)")
    parser.add_argument("--workers", type=int, help="processors to use; all by default")
    parser.add_argument("--output", type=Path, help="where to write (default: beside the package, for `sim odd`)")
    parser.add_argument(
        "--quick", action="store_true", help="a tiny run, to see that it works; its numbers mean nothing"
    )
    said = parser.parse_args()
    worlds, size, seeds = (4, 0.15, SEEDS[:1]) if said.quick else (said.worlds, 0.3, SEEDS)
    found = screen_patterns(
        worlds, seeds, size=size, model=sources_hash(), command=shlex.join(["python", *sys.argv]), workers=said.workers,
        told=lambda done, many: print(f"{done} of {many} parts are done", file=sys.stderr),
    )  # fmt: skip
    output = said.output or HERE.parent / "sim" / "validation" / SCREENING
    output.write_text(as_text(found), encoding="utf-8")
    for each in found.patterns:
        by = ", ".join(turning.name for turning in each.turned_by)
        print(
            f"pattern {each.number}: holds in {100 * each.share:.0f} % of {worlds} worlds"
            + (f"; turned by {by}" if by else "")
        )
    print(f"Wrote {output}")


if __name__ == "__main__":
    main()

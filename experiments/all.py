"""Make every study again, and write its finding, its figure, and its words in README.md.

    uv run python experiments/all.py

Findings go to findings/, figures to figures/. In README.md what stands between <!-- found: NAME --> and <!-- end --> is
written by the study's own function from its finding, and by nobody else, so that the text cannot drift from the results.
--words writes it again from the findings that are there and runs nothing.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from pathlib import Path

import careful_implementation
import cynical_offices
import frontier
import real_office
import recession
import scope
import tipping_point
import tradeoff
import what_drives_animosity
import who_comes_first
from study import REFUSALS, SkippedError, Study, Told, add_options, bench_of

STUDIES: dict[str, Study] = {
    each.STUDY.name: each.STUDY
    for each in (
        tradeoff, tipping_point, frontier, careful_implementation, scope, who_comes_first, recession, cynical_offices,
        what_drives_animosity, real_office,
    )
}  # fmt: skip
"""All studies, in the order of README.md."""

HERE = Path(__file__).resolve().parent


def main(arguments: list[str] | None = None) -> None:
    """Make the studies that are asked for, and write what they found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    parser.add_argument("--only", nargs="+", choices=STUDIES, metavar="NAME", help=f"of {', '.join(STUDIES)}")
    parser.add_argument("--words", action="store_true", help="write README.md from the findings, and run nothing")
    parser.add_argument("--into", type=Path, default=HERE, help="folder of README.md (default: that of this script)")
    parser.add_argument(
        "--output", "-o", dest="folder", type=Path, help="where to keep the results (default: folders in results/)"
    )
    chosen = parser.parse_args(arguments)
    if not (chosen.into / "README.md").is_file():
        parser.error(f"--into {chosen.into}: there is no README.md in which to write what is found")
    for name in [] if chosen.words else chosen.only or STUDIES:
        begun = time.monotonic()
        bench = bench_of(STUDIES[name], chosen, chosen.folder / name if chosen.folder else None)
        try:
            STUDIES[name].make(bench)
        except SkippedError as error:
            print(f"{name} is skipped: {error}")
            continue
        except REFUSALS as error:
            print(f"{name}: {error}", file=sys.stderr)
            sys.exit(2)
        except KeyboardInterrupt:
            sys.exit("\nStopped. The same command goes on with the rest.")
        keep(bench.folder, name, chosen.into)
        print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr)
    readme = chosen.into / "README.md"
    readme.write_text(rewritten(readme.read_text(encoding="utf-8"), chosen.into), encoding="utf-8")


def keep(folder: Path, name: str, into: Path) -> None:
    """Take a study's finding and figure from its results to where README.md shows them."""
    for made, kept in (("finding.json", f"findings/{name}.json"), ("figure.svg", f"figures/{name}.svg")):
        if (folder / made).exists():
            (into / kept).parent.mkdir(exist_ok=True)
            shutil.copyfile(folder / made, into / kept)


def rewritten(readme: str, into: Path) -> str:
    """README.md with the words of all findings that are there.

    Args:
        readme: Its text; a block that has no finding stays as it is.
        into: The folder with findings/ and figures/.
    """
    for name, study in STUDIES.items():
        path = into / "findings" / f"{name}.json"
        if not path.exists():
            continue
        block = told(study, json.loads(path.read_text(encoding="utf-8")), into)
        head, tail = f"<!-- found: {name} -->\n", "<!-- end -->"
        before, found, rest = readme.partition(head)
        if found:
            readme = before + head + block + tail + rest.partition(tail)[2]
    return readme


def told(study: Study, finding: Told, into: Path) -> str:
    """The block of one study: its figure, what was found, and how to find it again."""
    days = " and ".join(f"{each:,}" for each in finding["days"])
    lines = [f"- {each}" for each in study.words(finding["found"])]
    figure = [f"![{study.question}](figures/{study.name}.svg)", ""] if _has_figure(into, study.name) else []
    made = (
        f"`{finding['command']}`: {finding['pairs']:,} pairs of runs of {days} days, version {finding['version']}, model "
        f"`{finding['model']}`. Numbers in brackets are 95 % intervals."
    )
    return "\n".join([*figure, *lines, "", made, ""])


def _has_figure(into: Path, name: str) -> bool:
    return (into / "figures" / f"{name}.svg").exists()


if __name__ == "__main__":
    main()

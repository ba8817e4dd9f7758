"""What every experiment here shares: its bench, its command line, and the finding that it leaves behind.

A study is a question, a function that asks it, and a function that tells in words what was found. What was asked is kept run
by run (:func:`sim.analysis.answer`), so the same command goes on where it was stopped. Beside the runs it leaves

    finding.json    every number that the words are made of, each with its interval
    figure.html     the figure, which opens without a network
    figure.svg      the same figure, where a Chromium is there to draw it
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from drawing import write_html, write_svg
from reading import plain

import sim
from sim.analysis import AnalysisError, Answer, Plan, Steps, answer
from sim.experiment import Design, DesignError, Experiment, Factor, Progress, model_hash, parse_factor
from sim.organization import OrganizationError
from sim.scenario import Scenario, ScenarioError, load
from sim.store import StoreError, folder_name, write_json

FARM, SHOP = "cubicle_farm", "small_shop"
"""The office of the full experiments, and that of the quick ones."""

QUICK = {"days": 60, "start": 5, "replications": 2}
"""A quick run: as short as it can be and still have a policy in it."""

Told = dict[str, Any]
"""A finding, or a part of one, as JSON data."""


REFUSALS = (AnalysisError, DesignError, OrganizationError, ScenarioError, StoreError)
"""What is wrong with a question, told in one line."""


class SkippedError(RuntimeError):
    """A study that cannot be made here; the text says what is missing."""


@dataclass
class Bench:
    """Where a study is made, and how large.

    Attributes:
        folder: Where the runs are kept, each part of the question in a folder of its own.
        replications: Runs of each design point.
        seed: Seed of the first replication; the others follow.
        is_quick: Whether it is only to be seen that the study works.
        place: The scenario whose office and people are used.
        data: The folder of real offices.
        workers: How many processors to use; all by default.
        command: What repeats the study.
        pairs: How many pairs of runs were read so far.
    """

    folder: Path
    replications: int
    seed: int = 1
    is_quick: bool = False
    place: str = FARM
    data: Path = Path("..", "shared", "data")
    workers: int | None = None
    command: str = ""
    pairs: int = 0
    days: set[int] = field(default_factory=set)

    def office(self, policy: str, days: int, *overrides: str) -> Scenario:
        """A scenario's policy in the office of this bench.

        Args:
            policy: The scenario.
            days: How long each run lasts, but for a quick look.
            overrides: ``name=value``, as for ``--set``.
        """
        length = QUICK["days"] if self.is_quick else days
        start = (f"policy.start={QUICK['start']}",) if self.is_quick else ()
        scenario = load(policy, (f"days={length}", *start, *overrides))
        if self.place != FARM:
            there = load(self.place)
            scenario = scenario.model_copy(update={"organization": there.organization, "people": there.people})
        return scenario

    def ask(
        self, part: str, scenario: Scenario, vary: Sequence[str | Factor], design: Design | None = None,
        *, courses: Sequence[str] = (), replications: int | None = None,
    ) -> Answer:  # fmt: skip
        """Do the runs of one part of the question that are missing, and read them all.

        Args:
            part: What the part is called, and its folder.
            scenario: The scenario.
            vary: The factors, as for ``--vary``.
            design: Which combinations are looked at; all by default.
            courses: Measures whose course by week is kept.
            replications: Runs of each point, where it is not as many as of the whole study.
        """
        experiment = Experiment(
            name=part, scenario=scenario, design=design or Design(), seed=self.seed,
            factors=tuple(each if isinstance(each, Factor) else parse_factor(each, scenario) for each in vary),
            replications=replications or self.replications,
        )  # fmt: skip
        return self._do(experiment, self.folder / part, tuple(courses))

    def steps(self, part: str, scenario: Scenario, factors: Sequence[Factor], plan: Plan | Told) -> Steps:
        """The steps of a search, whose runs are kept in a folder of the part's."""
        told = plan.told() if isinstance(plan, Plan) else plan
        place = self.folder / folder_name(part, "search", {"plan": told}, "")
        return Steps(part, scenario, factors, purpose="search", plan=told, folder=place, do=self._do)

    def _do(self, experiment: Experiment, place: Path, courses: tuple[str, ...] | None = ()) -> Answer:
        def show(progress: Progress) -> None:
            print(
                f"\r{place.name}: {progress.before + progress.done:,} of {progress.runs:,} runs",
                end="",
                file=sys.stderr,
            )

        found = answer(experiment, folder=place, command=self.command, told=show, courses=courses, workers=self.workers)
        print(file=sys.stderr)
        for each in found.failures.to_dict(orient="records"):
            print(f"failed: {each['error']}\n  {each['command']}", file=sys.stderr)
        self.pairs += len(found.table)
        self.days.add(experiment.days)
        return found


@dataclass(frozen=True)
class Study:
    """One question.

    Attributes:
        name: Its name, that of its script.
        question: The question.
        replications: Runs of each design point in the full study.
        ask: Asks it: the numbers that were found, as JSON data, and their figure.
        words: Tells what numbers say, a sentence or two each.
    """

    name: str
    question: str
    replications: int
    ask: Callable[[Bench], tuple[Told, go.Figure]]
    words: Callable[[Mapping[str, Any]], list[str]]

    def make(self, bench: Bench) -> Told:
        """Make the study on a bench, and leave its finding and its figure there.

        Raises:
            SkippedError: If it cannot be made here.
        """
        found, figure = self.ask(bench)
        told: Told = plain(
            {
                "name": self.name, "question": self.question, "command": bench.command, "version": sim.__version__,
                "model": model_hash(), "pairs": bench.pairs, "replications": bench.replications, "days": sorted(bench.days),
                "seed": bench.seed, "found": found,
            }
        )  # fmt: skip
        write_json(bench.folder / "finding.json", told)
        write_html(figure, bench.folder / "figure.html", self.question)
        if not write_svg(figure, bench.folder / "figure.svg"):
            print("No figure.svg: Playwright or a Chromium is missing; figure.html saves one.", file=sys.stderr)
        return told


def main(study: Study) -> None:
    """The command line of a study."""
    parser = argparse.ArgumentParser(description=study.question)
    add_options(parser, study.replications)
    parser.add_argument(
        "--output", "-o", dest="folder", type=Path, help="where to keep the results (default: a folder in results/)"
    )
    chosen = parser.parse_args()
    try:
        told = study.make(bench_of(study, chosen, chosen.folder))
    except SkippedError as error:
        print(f"Skipped: {error}")
        return
    except REFUSALS as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on with the rest.")
    print(f"{study.question}\n")
    print("\n".join(f"- {each}" for each in study.words(json.loads(json.dumps(told["found"])))))


def add_options(parser: argparse.ArgumentParser, replications: int | None = None) -> None:
    """Add the options that all studies have."""
    many = "" if replications is None else f" (default: {replications})"
    parser.add_argument(
        "--quick",
        action="store_true",
        help="a tiny office and few runs, to see that it works; its numbers mean nothing",
    )
    parser.add_argument("--replications", type=int, help=f"runs of each design point{many}")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first replication (default: %(default)s)")
    parser.add_argument("--scenario", help=f"the office in which it is asked (default: {FARM})")
    parser.add_argument(
        "--data", type=Path, default=Path("..", "shared", "data"), help="folder of real offices (default: %(default)s)"
    )
    parser.add_argument("--workers", type=int, help="processors to use; all by default")


def bench_of(study: Study, chosen: argparse.Namespace, folder: Path | None) -> Bench:
    """The bench that a command line asks for; in ``results/``, a folder for each model, where no other is named."""
    place = chosen.scenario or (SHOP if chosen.quick else FARM)
    asked = {"quick": chosen.quick, "place": place, "seed": chosen.seed, "data": str(chosen.data)}
    replications = chosen.replications or (QUICK["replications"] if chosen.quick else study.replications)
    return Bench(
        folder=folder or Path("results") / folder_name(study.name, "experiment", asked, model_hash()),
        replications=replications, seed=chosen.seed, is_quick=chosen.quick, place=place, data=chosen.data,
        workers=chosen.workers,
        command=f"uv run python experiments/{study.name}.py --replications {replications}"
        + (" --quick" if chosen.quick else "")
        + (f" --seed {chosen.seed}" if chosen.seed != 1 else "")
        + (f" --scenario {place}" if chosen.scenario else ""),
    )  # fmt: skip

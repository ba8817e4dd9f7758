"""What does the client mindset gain, what does it cost, and when does it tip?

Sweeps the campaign (client_mindset), its other half (promise) and the load (environment.demand), compares every policy
with the same office without it, and writes one page.

    uv run python experiments/tradeoff.py
"""

from __future__ import annotations

import argparse
import shlex
import sys

from sim.analysis import Price, answer
from sim.experiment import DesignError, Experiment, Progress, parse_factor
from sim.organization import OrganizationError
from sim.report import verdict_of, write_report
from sim.scenario import ScenarioError, load
from sim.store import StoreError

WORDS = {
    "title": "Productivity gained, animosity paid",
    "question": "When does treating coworkers as clients pay, and when has the animosity eaten the gain?",
    "claim": "Treating coworkers as clients brings productivity; it brings hard feelings too, where people feel that they are "
    "not treated so themselves.",
    "story": "The cubicle farm, with the campaign (client mindset) and its other half (promise: you too are a client) from "
    "nothing to full strength, in slack and in busy times (demand).",
}

FULL = {
    "days": 750,
    "start": 60,
    "replications": 10,
    "vary": ("policy.client_mindset=0:1:5", "policy.promise=0:1:6", "environment.demand=0.7:1.3:5"),
}
QUICK = {
    "days": 80,
    "start": 5,
    "replications": 2,
    "vary": ("policy.client_mindset=0.5,1", "policy.promise=0,0.5,1", "environment.demand=0.9,1.1"),
}


def show(progress: Progress) -> None:
    """Tell how far it has come."""
    print(f"\r{progress.before + progress.done:,} of {progress.runs:,} runs", end="", file=sys.stderr, flush=True)


def main() -> None:
    """Run what is missing of the sweep, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a small sweep, to see that it works")
    parser.add_argument("--scenario", default="cubicle_farm", help="the office (default: %(default)s)")
    parser.add_argument("--replications", type=int, help="runs of each policy")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first replication (default: %(default)s)")
    parser.add_argument("--folder", help="where to keep the results (default: a folder in results/)")
    chosen = parser.parse_args()
    plan = QUICK if chosen.quick else FULL
    office = load(chosen.scenario, (f"days={plan['days']}", f"policy.start={plan['start']}")).model_copy(update=WORDS)
    experiment = Experiment(
        name="tradeoff",
        scenario=office,
        factors=tuple(parse_factor(each, office) for each in plan["vary"]),
        replications=plan["replications"] if chosen.replications is None else chosen.replications,
        seed=chosen.seed,
    )
    found = answer(experiment, folder=chosen.folder, command=shlex.join(["python", *sys.argv]), told=show)
    price = Price().animosity_price
    print(file=sys.stderr)
    print("\n\n".join(verdict_of(found, price)))
    print(f"\nWrote {write_report(found, price)}")


if __name__ == "__main__":
    try:
        main()
    except (DesignError, OrganizationError, ScenarioError, StoreError) as error:
        sys.exit(f"{error}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on with the rest.")

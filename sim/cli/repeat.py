"""``sim repeat``: one run of a sweep again, with all that a single run can show."""

from __future__ import annotations

import click

from sim.cli import options


@click.command(short_help="Do one run of a sweep again, and look closely.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
@click.option(
    "--point", type=click.IntRange(0), required=True, metavar="N", help="The design point (see the column 'point')."
)
@click.option(
    "--replication",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    metavar="N",
    help="Which of its replications.",
)
@click.option("--twin", is_flag=True, help="The twin of that number, rather than the point itself.")
@options.closer_options
def repeat(
    folder: str,
    point: int,
    replication: int,
    twin: bool,
    output: str | None,
    panel: str | None,
    every: int,
    as_json: bool,
) -> None:
    """Do one run of the sweep in FOLDER again: the same people, the same luck, the same numbers.

    With --panel and --output it gives what a sweep does not keep: every employee and tie, and every measure by day.
    """
    from sim.analysis import experiment_of
    from sim.cli import telling
    from sim.cli.run import live_and_tell
    from sim.experiment import model_hash
    from sim.store import StoreError, read_manifest

    manifest = read_manifest(folder)
    if manifest["model"] != model_hash():
        raise StoreError(
            f"{folder}: holds results of another version of the model ({manifest['model']}, this is {model_hash()}), "
            "which would live otherwise"
        )
    experiment = experiment_of(manifest)
    those = experiment.twins if twin else experiment.points
    if point >= len(those):
        what = "twin" if twin else "point"
        raise click.BadParameter(f"there is no {what} {point}; allowed: 0 to {len(those) - 1}", param_hint="--point")
    if replication >= experiment.replications:
        raise click.BadParameter(
            f"there is no replication {replication}; allowed: 0 to {experiment.replications - 1}",
            param_hint="--replication",
        )
    scenario = experiment.setting.scenario(those[point], twin)
    for name, value in those[point].items():
        telling.say(f"{name} = {value:g}")
    name = experiment.against_name if twin else experiment.name
    live_and_tell(
        scenario, name, experiment.seed + replication, output=output, panel=panel, every=every, as_json=as_json
    )

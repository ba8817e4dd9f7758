"""What a Mesa user expects of a model works."""

from __future__ import annotations

import statistics
from pathlib import Path

import mesa
import pandas as pd
import pytest

from sim import Workplace
from sim.measures import MEASURES
from sim.scenario import Scenario


def test_agent_sets(scenario: Scenario) -> None:
    model = Workplace(scenario, seed=3)
    model.step()
    by_department = model.agents.groupby("department").agg("morale", statistics.fmean)
    assert set(by_department) == set(model.organization.departments)
    middle = model.agents.agg("morale", statistics.median)
    gloomy = model.agents.select(lambda each: each.morale < middle)
    assert 0 < len(gloomy) < len(model.agents)
    gloomy.set("morale", middle)
    assert model.agents.agg("morale", min) == middle
    heads: list[str] = []
    model.agents.select(lambda each: each.level == 0).do(lambda each: heads.append(each.name))
    assert len(heads) == 1
    assert len(model.agents.get("morale")) == len(model.employees)


def test_the_collector_has_every_measure(scenario: Scenario) -> None:
    model = Workplace(scenario, seed=3, agent_reporters={"morale": "morale", "low": lambda each: each.morale < 0.4})
    model.run_days(4)
    frame = model.datacollector.get_model_vars_dataframe()
    assert list(frame) == list(MEASURES)
    assert len(frame) == 5  # before the first day, and after each
    assert frame["morale"].iloc[1:].tolist() == model.series()["morale"].tolist()
    agents = model.datacollector.get_agent_vars_dataframe()
    assert agents.loc[4]["morale"].tolist() == [each.morale for each in model.employees]


def test_a_subclass_with_a_collector_of_its_own(scenario: Scenario) -> None:
    class Studied(Workplace):
        """As Mesa's tutorial teaches it."""

        def __init__(self, **keywords: object) -> None:
            super().__init__(scenario, **keywords)  # type: ignore[arg-type]
            self.datacollector = mesa.DataCollector(
                model_reporters={"low": lambda model: len(model.agents.select(lambda each: each.morale < 0.5))}
            )

        def step(self) -> None:
            super().step()
            self.datacollector.collect(self)

    model = Studied(seed=3)
    model.run_days(6)
    assert len(model.datacollector.get_model_vars_dataframe()) == 6
    plain = Workplace(scenario, seed=3)
    plain.run_days(6)
    assert model.series().equals(plain.series())


@pytest.mark.parametrize("processes", [1, 2])
def test_batch_run(path: Path, processes: int) -> None:
    rows = mesa.batch_run(
        Workplace,
        {"scenario": str(path), "rng" if processes == 1 else "seed": 3, "days": 6, "promise": [0.0, 1.0]}
        if mesa.__version__ < "3.4"
        else {"scenario": str(path), "days": 6, "promise": [0.0, 1.0]},
        number_processes=processes,
        data_collection_period=1,
        max_steps=10,
        display_progress=False,
        **({} if mesa.__version__ < "3.4" else {"rng": [3]}),
    )
    frame = pd.DataFrame(rows)
    alone = Workplace(path, seed=3, days=6, promise=1.0)
    alone.run_days(6)
    collected = frame[(frame["promise"] == 1.0) & (frame["Step"] > 0)]["should"].tolist()
    assert collected == alone.series()["should"].tolist()[: len(collected)]
    assert len(collected) >= 5
    assert frame["RunId"].nunique() == 2


def test_mesas_own_kind_of_scenario_is_refused() -> None:
    scenarios = pytest.importorskip("mesa.experimental.scenarios", reason="Mesa 3.3 has no scenarios")
    with pytest.raises(TypeError, match="give its name or path"):
        Workplace(scenarios.Scenario(rng=1))


def test_events_of_mesa_see_the_day_they_were_scheduled_for(scenario: Scenario) -> None:
    model = Workplace(scenario, seed=3)
    if not hasattr(model, "schedule_event"):
        pytest.skip("Mesa 3.3 has no events")
    seen: list[float] = []

    def look() -> None:
        seen.append(model.employees[0].mood)

    model.schedule_event(look, at=3.5)
    model.run_days(6)
    stepped = Workplace(scenario, seed=3)
    stepped.run_days(3)
    assert seen == [stepped.employees[0].mood]

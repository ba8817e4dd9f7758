"""An office as one HTML page: what it is, who leads whom, and who asks whom."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from sim.organization import HEAD_OFFICE, Organization
from sim.policy import Kind
from sim.report.style import POLICY, TWIN, faded, layout
from sim.scenario import Scenario

MOST_BOXES = 400
"""People that are drawn one by one; in larger offices the smallest boxes are teams."""

_STYLE = "body{font:16px/1.5 system-ui,sans-serif;color:#1F2933;max-width:60rem;margin:2rem auto;padding:0 1rem}"


def write_page(path: str, scenario: Scenario, paragraphs: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Write the page.

    Args:
        path: Where to.
        scenario: The scenario.
        paragraphs: Headings, and what stands below them.
    """
    from sim.experiment import organization_of

    organization = organization_of(scenario, 1)
    title = escape(scenario.title or "An office")
    told = "".join(
        (f"<h2>{escape(heading)}</h2>" if heading else "") + "".join(f"<p>{escape(each)}</p>" for each in texts)
        for heading, texts in paragraphs
    )
    pictures = "".join(
        f"<h2>{heading}</h2><p>{text}</p>{_drawn(figure)}"
        for heading, text, figure in (
            (
                "Who leads whom",
                "A box is a person, above those who report; blue meets customers. Touch one to look inside.",
                hierarchy(organization),
            ),
            ("Who asks whom", "Requests a day between departments, from the client on the left.", flows(organization)),
        )
    )
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style><script>{get_plotlyjs()}</script></head>"
        f"<body><h1>{title}</h1>{told}{pictures}</body></html>\n"
    )
    Path(path).write_text(page, encoding="utf-8")


def hierarchy(organization: Organization) -> go.Figure:
    """The people under their bosses, as nested boxes; in large offices, bosses only.

    Args:
        organization: The office.
    """
    shown = range(organization.headcount)
    if organization.headcount > MOST_BOXES:
        bosses = organization.is_boss
        shown = [i for i in shown if bosses[i] or organization.boss[i] < 0][:MOST_BOXES]  # type: ignore[assignment]
    ids, boss, reports = organization.ids, organization.boss, organization.reports
    drawn = set(shown)
    return go.Figure(
        go.Icicle(
            ids=[ids[i] for i in shown],
            labels=[ids[i] for i in shown],
            parents=[ids[boss[i]] if boss[i] >= 0 and int(boss[i]) in drawn else "" for i in shown],
            hovertext=[f"{ids[i]}: {reports[i]} report here" for i in shown],
            hoverinfo="text",
            marker={
                "colors": [POLICY if organization.facing[i] > 0 else TWIN for i in shown],
                "line": {"color": "white", "width": 2},
            },
            tiling={"orientation": "v"},
            maxdepth=4,
        ),
        layout(height=420),
    )


def flows(organization: Organization) -> go.Figure:
    """Requests a day between departments.

    Args:
        organization: The office.
    """
    asked: dict[tuple[int, int], float] = {}
    between = organization.kind == Kind.department
    clients = organization.department[organization.client[between]].tolist()
    providers = organization.department[organization.provider[between]].tolist()
    for client, provider, weight in zip(clients, providers, organization.weight[between].tolist(), strict=True):
        asked[client, provider] = asked.get((client, provider), 0.0) + weight
    names = [each for each in organization.departments if each != HEAD_OFFICE] or list(organization.departments)
    number = {organization.departments.index(name): k for k, name in enumerate(names)}
    pairs = [(pair, requests) for pair, requests in asked.items() if pair[0] in number and pair[1] in number]
    return go.Figure(
        go.Sankey(
            node={"label": [*names, *names], "color": [POLICY] * len(names) + [TWIN] * len(names), "pad": 14},
            link={
                "source": [number[client] for (client, _), _ in pairs],
                "target": [len(names) + number[provider] for (_, provider), _ in pairs],
                "value": [requests for _, requests in pairs],
                "color": faded(POLICY, 0.25),
            },
            valueformat=".3g",
        ),
        layout(height=480),
    )


def _drawn(figure: go.Figure) -> str:
    options: dict[str, Any] = {"responsive": True, "displaylogo": False, "displayModeBar": False}
    return str(figure.to_html(full_html=False, include_plotlyjs=False, config=options))

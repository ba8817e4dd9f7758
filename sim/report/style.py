"""What all figures share: colours that the colour-blind can tell apart, and a layout that fits a phone and paper."""

from __future__ import annotations

from typing import Any

POLICY = "#0072B2"
"""Blue of Okabe and Ito's palette, which the common kinds of colour blindness leave distinct."""

TWIN = "#8A8A8A"
"""Grey: the office in which nothing was done."""

WORSE = "#D55E00"
"""Vermilion of the same palette."""

INK = "#1F2933"
FAINT = "#E4E7EB"

LOSS_TO_GAIN = [(0.0, "#B35806"), (0.25, "#F1A340"), (0.5, "#F7F7F7"), (0.75, "#92C5DE"), (1.0, "#2166AC")]
"""From brown over white to blue: losses and gains, in two hues that everybody tells apart."""

FONT = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', Roboto, sans-serif"

CONFIG: dict[str, Any] = {
    "responsive": True,
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "svg"},
    "plotlyServerURL": "",
}
"""How figures behave: ``figure.show(config=CONFIG)`` in a notebook. Their one button saves an SVG; nothing is sent anywhere."""


def layout(**more: Any) -> dict[str, Any]:
    """The layout of a figure.

    Args:
        more: What this figure wants otherwise.
    """
    return {
        "template": "plotly_white",
        "font": {"family": FONT, "size": 13, "color": INK},
        "margin": {"l": 56, "r": 16, "t": 16, "b": 48},
        "height": 420,
        "autosize": True,
        "dragmode": False,  # a finger that scrolls the page must not zoom a figure
        "hoverlabel": {"font": {"family": FONT}},
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        **more,
    }


def faded(colour: str, opacity: float) -> str:
    """A colour that lets what is behind it shine through.

    Args:
        colour: ``#RRGGBB``.
        opacity: 0 to 1.
    """
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def shade(number: int, count: int) -> str:
    """One of some colours that differ in lightness as well as in hue, so that they have an order for everybody.

    Args:
        number: Which one, from 0.
        count: How many there are.
    """
    if count == 1:
        return POLICY
    stops = ("#440154", "#31688E", "#35B779", "#D9A400")  # viridis, with an end that shows on white
    place = number / (count - 1) * (len(stops) - 1)
    first = min(int(place), len(stops) - 2)
    share = place - first
    ends = [[int(stop[k : k + 2], 16) for k in (1, 3, 5)] for stop in stops[first : first + 2]]
    mixed = [round(low + (high - low) * share) for low, high in zip(*ends, strict=True)]
    return "#" + "".join(f"{each:02X}" for each in mixed)

"""The file: the page of the live view with its style, its script, the charts' library and a recording inside."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import cache
from importlib.resources import files

import sim
from sim.live.sharing.box import Box, letters
from sim.live.sharing.bundling import BundleError, bundle

STYLES = ("style.css", "side.css", "recorded.css")
"""The page's styles, in order."""

_LINK = re.compile(r'\s*<link rel="stylesheet"[^>]*>')
_SCRIPT = re.compile(r"\s*<script [^>]*></script>")
_TITLE = re.compile(r"<title>[^<]*</title>")
_CHARSET = '<meta charset="utf-8">'


def page(box: Box) -> str:
    """The file as a text of HTML that asks nobody for anything.

    Args:
        box: The recording.
    """
    box.head["version"] = sim.__version__
    charts, packed = _charts()
    script = bundle(_modules(), "recorded_main.js")
    title = html.escape(f"{box.head['stage']['scenario']['title']}: two offices")
    style = "\n".join(_text(name) for name in STYLES)
    if "</style" in style:
        raise BundleError("a style holds a tag that would end it")
    shell = _SCRIPT.sub("", _LINK.sub("", _text("index.html")))
    shell = _TITLE.sub(lambda _: f"<title>{title}</title>", shell)
    shell = shell.replace(_CHARSET, f"{_CHARSET}\n  {_policy(script, charts)}", 1)
    shell = shell.replace("</head>", f"<style>\n{style}</style>\n</head>", 1)
    inside = (
        f'<script type="text/plain" id="plotly">{packed}</script>\n'
        f'<script type="text/plain" id="recording">{box.packed()}</script>\n'
        f"<script>{script}</script>\n"
    )
    return shell.replace("</body>", f"{inside}</body>", 1)


@cache
def _charts() -> tuple[str, str]:
    """The charts' library, and the same packed, which takes longer than all the rest of a small file."""
    from plotly.offline import get_plotlyjs

    text = str(get_plotlyjs())
    return text, letters(text.encode())


def _policy(script: str, charts: str) -> str:
    """What the browser may do with the file: run these two scripts and no other, and ask nobody."""
    allowed = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" for each in (script, charts)
    )
    rules = f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:"
    return f'<meta http-equiv="Content-Security-Policy" content="{rules}">'


def _modules() -> dict[str, str]:
    """The page's modules by name."""
    folder = files("sim.live").joinpath("page")
    return {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir() if each.name.endswith(".js")}


def _text(name: str) -> str:
    return files("sim.live").joinpath("page", name).read_text(encoding="utf-8")

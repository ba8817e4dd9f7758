"""The page's modules as one script: browsers import no modules from a file, so they are put one behind the other.

Each module becomes a function that returns what it exports, called after those that it imports from. The page keeps to
two forms, ``import { a, b as c } from "./d.js";`` and ``export`` before a function, a class or a constant; whatever else
is found is refused when the file is made, and not when it is opened.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w.-]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
_OTHER = re.compile(r"^\s*(?:import|export)\b.*$|\bimport\(", re.MULTILINE)
_TAG = re.compile(r"</?script|<!--", re.IGNORECASE)


class BundleError(RuntimeError):
    """A module that cannot be put into one script; a mistake of the page, not of whoever makes a file."""


def bundle(sources: Mapping[str, str], entry: str) -> str:
    """One script that does what a module does, with all that it imports.

    Args:
        sources: Modules by the name of their file.
        entry: The module to begin with.

    Raises:
        BundleError: If a module is not there, imports in a circle, or is written in another form.
    """
    parts = [
        f"modules[{name!r}] = (() => {{\n{_body(name, sources[name])}\n}})();" for name in _in_order(sources, entry)
    ]
    return '"use strict";\n{\nconst modules = {};\n' + "\n".join(parts) + "\n}\n"


def _in_order(sources: Mapping[str, str], entry: str) -> list[str]:
    """All modules that are needed, each behind those that it imports from."""
    done: list[str] = []
    open_ones: list[str] = []

    def visit(name: str) -> None:
        if name in done:
            return
        if name in open_ones:
            raise BundleError(f"these modules import one another: {' → '.join([*open_ones, name])}")
        if name not in sources:
            raise BundleError(f"{open_ones[-1] if open_ones else 'the page'} imports {name}, which is not there")
        open_ones.append(name)
        for _, other in _IMPORT.findall(sources[name]):
            visit(other)
        done.append(open_ones.pop())

    visit(entry)
    return done


def _body(name: str, source: str) -> str:
    """The inside of a module's function."""
    if _TAG.search(source):
        raise BundleError(f"{name} holds a tag that would end the script")
    inside = _IMPORT.sub(lambda found: f"const {{{found[1].replace(' as ', ': ')}}} = modules[{found[2]!r}];", source)
    exported = _EXPORT.findall(inside)
    inside = _EXPORT.sub("", inside)
    if other := _OTHER.search(inside):
        raise BundleError(f"{name} imports or exports in a form that cannot be put into one script: {other[0].strip()}")
    return f"{inside}return {{ {', '.join(exported)} }};"

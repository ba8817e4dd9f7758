"""The literature: what the sources of declared numbers stand for, read from ``sources.bib`` when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_ENTRY = re.compile(r"^@(\w+)\{(\w+),\n(.*?)^\}", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^  (\w+) = \{(.*)\},$", re.MULTILINE)

VERIFIED = "V"
SECONDARY = "S"
RECALLED = "M"

SEEN = {
    VERIFIED: "verified in the source's abstract or data",
    SECONDARY: "seen in a secondary source",
    RECALLED: "recalled from the literature, likely within ±.08",
}
"""How far a figure, or what a source is cited for, was checked."""


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the literature.

    Attributes:
        key: The name that declarations use: the first author's surname in plain letters and the year, or what
            something without a year is called.
        kind: Article, book, online …
        fields: The fields of the entry, as they stand in the file.
    """

    key: str
    kind: str
    fields: Mapping[str, str]

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors, surname first; an organization stands as it is called."""
        return tuple(name.strip("{}") for name in self.fields["author"].split(" and "))

    @property
    def short(self) -> str:
        """How texts refer to it: ``Clark & Mills 1979``, ``Sy, Côté & Saavedra 2005``, ``Zhao et al. 2007``."""
        names = [author.split(",")[0] for author in self.authors]
        who = f"{names[0]} et al." if len(names) > 3 else _listed(names)
        return " ".join(part for part in (who, self.fields.get("year")) if part)

    @property
    def seen(self) -> str:
        """How far what it is cited for was checked, a key of :data:`SEEN`; recalled where the file says nothing."""
        return self.fields.get("seen", RECALLED)

    @property
    def checked(self) -> str:
        """The same in words, with the note on what is used: ``[V] verified …: rho .30 …``."""
        note = self.fields.get("note", "").replace("--", "–")
        said = {SECONDARY: "secondary source", RECALLED: "recalled"}.get(self.seen)
        words = "recalled from the literature, not looked up" if self.seen == RECALLED else SEEN[self.seen]
        told = [note] if said is not None and said in note else [f"{words}.", note]
        return " ".join(part for part in (f"[{self.seen}]", *told) if part)

    @property
    def words(self) -> str:
        """The whole citation as one line of text, with its address where it has one."""
        get = self.fields.get
        issue = f"({get('number')})" if get("number") else ""
        where = get("journal") or get("booktitle") or get("publisher") or get("organization")
        volume = f" {get('volume')}{issue}" if get("volume") else ""
        pages = f", {get('pages')}" if get("pages") else ""
        address = f"https://doi.org/{get('doi')}" if get("doi") else get("url")
        date = f" ({get('year')})" if get("year") else ""
        parts = (f"{'; '.join(self.authors)}{date}", get("title"), f"{where}{volume}{pages}" if where else None)
        text = ". ".join(part.rstrip(".") for part in parts if part).replace("?. ", "? ").replace("--", "–") + "."
        return f"{text} {address}" if address else text


def _listed(names: list[str]) -> str:
    return " & ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


@cache
def sources() -> Mapping[str, Source]:
    """All entries by key, in the order of the file."""
    text = files("sim").joinpath("sources.bib").read_text(encoding="utf-8")
    found = (
        Source(key, kind, MappingProxyType(dict(_FIELD.findall(body)))) for kind, key, body in _ENTRY.findall(text)
    )
    return MappingProxyType({source.key: source for source in found})


def cited(source: str) -> tuple[Source, ...]:
    """The literature that a declared number names as its source; nothing for assumptions and definitions.

    Args:
        source: As :attr:`sim.quantity.Quantity.source`: keys separated by blanks, ``assumption`` or ``definition``.

    Raises:
        KeyError: If there is no such key.
    """
    from sim.quantity import ASSUMPTION, DEFINITION

    return () if source in (ASSUMPTION, DEFINITION) else tuple(sources()[key] for key in source.split())

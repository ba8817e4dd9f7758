"""What is wrong with a scenario, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

_WIDTH = 100
"""How many characters of a line are shown around the mistake."""

_MOST_COMPARED = 300
"""Among how many names the nearest is looked for: comparing takes long."""

_MOST_SHOWN = 50
"""How many problems one message tells; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake.

    Attributes:
        message: What is wrong, in one sentence.
        file: The file, or the option of the command line, in which it stands; empty where there is none.
        line: The line, from 1; 0 where there is none.
        column: The column, from 1; 0 where there is none.
        found: What stands there.
        allowed: What may stand there, with unit and range.
        suggestion: What to write instead, as a sentence; empty where nothing comes near.
        text: The line as it stands in the file.
    """

    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    found: str = ""
    allowed: str = ""
    suggestion: str = ""
    text: str = ""

    def __str__(self) -> str:
        """Tell the problem, with its place, the line and a caret."""
        lines = [printable(f"{self.where}: {self.message}" if self.file else self.message)]
        lines += self._excerpt()
        if self.found:
            lines.append(printable(f"  found: {self.found}"))
        if self.allowed:
            lines.append(printable(f"  allowed: {self.allowed}"))
        if self.suggestion:
            lines.append(printable(f"  {self.suggestion}"))
        return "\n".join(lines)

    @property
    def where(self) -> str:
        """The place, as editors and terminals understand it: ``file:line:column``."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def _excerpt(self) -> list[str]:
        if not (self.line and self.text.strip()):
            return []
        first = 0 if self.column <= _WIDTH - 20 else self.column - 1 - _WIDTH // 2
        shown = printable(self.text[first : first + _WIDTH])
        caret = len(printable(self.text[first : self.column - 1]))
        margin = f"{self.line:>6} | "
        return [margin + shown, " " * (len(margin) - 2) + "| " + " " * caret + "^"]


class ScenarioError(ValueError):
    """A scenario that cannot be used, with every mistake that was found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(dict.fromkeys(problems))
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Tell all problems, in the order of the files."""
        told = [str(each) for each in self.problems[:_MOST_SHOWN]]
        if left := len(self.problems) - len(told):
            told.append(f"and {left} more")
        return "\n".join(told)


def printable(text: str) -> str:
    """The text with a blank for each tab, and an escape for whatever else a terminal might act on."""
    return "".join(
        each if each.isprintable() else " " if each == "\t" else each.encode("unicode_escape", "replace").decode()
        for each in text
    )


def short(text: str, most: int = 60) -> str:
    """The text on one line and not longer than ``most`` characters."""
    line = printable(" ".join(text[: 4 * most].split()))
    return line if len(line) <= most else line[: most - 1] + "…"


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known name that is most like a word, or None where none is near."""
    folded = {name.lower().replace("-", "_").replace(" ", "_"): name for name in known[:_MOST_COMPARED]}
    near = get_close_matches(word[:80].lower().replace("-", "_").replace(" ", "_"), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A question with the nearest known name; empty where none is near."""
    name = nearest(word, known)
    return f"did you mean {name}?" if name is not None else ""


def listed(names: Sequence[str], most: int = 20) -> str:
    """Names as one text, cut where there are too many to read."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")

"""YAML text to values with places; the events of the text are checked before anything is built from them.

There are no anchors, no aliases, no tags and no merge keys: nothing that a scenario needs, and all that has
been used to make programs hang, fill memory or run code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from sim.scenario.colons import without_colon
from sim.scenario.files import beginning
from sim.scenario.problems import Problem, ScenarioError, printable, short
from sim.scenario.scalars import LARGEST, NotFiniteError, resolve
from sim.scenario.tree import Entry, Items, Node, Place, Scalar, Section, Source

MOST_DEPTH = 12
"""How deep lists and names may be nested; a scenario needs six."""

MOST_NODES = 10_000
"""How many values, names included, a file may hold."""

MOST_CHARACTERS = 20_000
"""How long one value may be."""

_ADVICE = {
    "found character '\\t'": ("a tab stands here", "use blanks instead: two for each step to the right"),
    "mapping values are not allowed": (
        "a colon stands where none can be",
        "give each name a line of its own and as many blanks as its neighbours have; put a text with a colon in quotes",
    ),
    "could not find expected ':'": ("a colon is missing after this name", "write name: value"),
    "expected <block end>": (
        "this line is not in line with the ones before",
        "give names of one section the same number of blanks",
    ),
    "found unexpected end of stream": ("a quote is opened and not closed", "close it with the same sign"),
    "expected ',' or": ("a bracket is opened and not closed", "close it, and put commas between the values"),
    "found unknown escape": ("a backslash in double quotes stands before no known sign", "use single quotes"),
    "found character '%'": ("a value cannot begin with this sign", "put it in quotes"),
    "found character '@'": ("a value cannot begin with this sign", "put it in quotes"),
    "found character '`'": ("a value cannot begin with this sign", "put it in quotes"),
}
"""What the parser says, and what a reader who is no programmer can do with."""


@dataclass(slots=True)
class _Open:
    """A list or section that is being read."""

    place: Place
    is_section: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: tuple[str, Place] | None = None


def parse(source: Source) -> tuple[Node, list[Problem]]:
    """The value that a text holds; nothing for an empty text.

    Returns:
        The value, and the mistakes after which reading could go on: names that stand twice, numbers that
        are not finite.

    Raises:
        ScenarioError: For everything that is not YAML, is not allowed in a scenario, or is too large.
    """
    reader = _Reader(source)
    last: Any = None
    try:
        for event in _events(source):
            last = event
            reader.take(event)
    except ScenarioError:
        raise
    except MarkedYAMLError as error:
        raise ScenarioError([_syntax_problem(source, error)]) from None
    except ReaderError as error:
        raise ScenarioError([_character_problem(source, error)]) from None
    except (YAMLError, ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError):
        # The parser itself falls over some texts that are not YAML.
        place = reader.place(last) if last is not None else beginning(source)
        raise ScenarioError([place.problem("after this the text is not YAML")]) from None
    return reader.root or Scalar(None, "", beginning(source)), reader.problems


def _events(source: Source) -> Iterator[Any]:
    yield from YAML(typ="safe", pure=True).parse("\n".join(source.lines))


class _Reader:
    """Builds values from events, and notes what is not allowed."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def place(self, event: Any) -> Place:
        return Place(self.source, event.start_mark.line + 1, event.start_mark.column + 1)

    def take(self, event: Any) -> None:
        if isinstance(event, DocumentStartEvent):
            self._document(event)
        elif isinstance(event, AliasEvent):
            self._stop(
                event, "aliases are not allowed in a scenario", f"*{short(str(event.anchor))}", "the value itself"
            )
        elif isinstance(event, (SequenceEndEvent, MappingEndEvent)):
            self._close()
        elif isinstance(event, (ScalarEvent, SequenceStartEvent, MappingStartEvent)):
            self._value(event)

    def _document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop(event, "a second document begins here", "---", "one scenario in a file")
        if event.tags or (event.version and tuple(event.version) != (1, 2)):
            self._stop(
                event,
                "directives are not allowed in a scenario",
                "a line that begins with %",
                "YAML 1.2 without directives",
            )

    def _value(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._stop(event, "there are too many values", f"more than {MOST_NODES}", f"up to {MOST_NODES}")
        if event.anchor is not None:
            self._stop(
                event,
                "anchors are not allowed in a scenario",
                f"&{short(str(event.anchor))}",
                "the value itself",
            )
        if event.tag is not None:
            self._stop(event, "tags are not allowed in a scenario", short(str(event.tag)), "the value without a tag")
        if isinstance(event, ScalarEvent):
            self._scalar(event)
            return
        if len(self._open) >= MOST_DEPTH:
            self._stop(
                event,
                "values are nested too deeply",
                f"more than {MOST_DEPTH} levels",
                f"up to {MOST_DEPTH} levels",
            )
        self._no_key_here(event)
        self._open.append(_Open(self.place(event), isinstance(event, MappingStartEvent)))

    def _no_key_here(self, event: Any) -> None:
        above = self._open[-1] if self._open else None
        if above is not None and above.is_section and above.key is None:
            self._stop(event, "a name cannot be a list or a section", "brackets before a colon", "a word")

    def _scalar(self, event: ScalarEvent) -> None:
        written, place = str(event.value), self.place(event)
        if len(written) > MOST_CHARACTERS:
            self._stop(
                event,
                "the value is too long",
                f"{len(written)} characters",
                f"up to {MOST_CHARACTERS} characters",
            )
        if any((each < " " and each not in "\n\t") or "\ud800" <= each <= "\udfff" for each in written):
            self._stop(event, "this holds a character that no text holds", short(written), "printable characters")
        above = self._open[-1] if self._open else None
        if above is not None and above.is_section and above.key is None:
            above.key = (written, place)
            return
        try:
            value = written if event.style else resolve(written)
        except NotFiniteError:
            value = 0
            self.problems.append(
                place.problem(
                    "this is no number to reckon with",
                    found=short(written),
                    allowed=f"finite numbers up to {LARGEST:.0e}",
                )
            )
        if value is None and above is not None and above.key is not None and not written:
            place = above.key[1]  # nothing is there to point at but the name
        self._put(Scalar(value, written, place))

    def _close(self) -> None:
        done = self._open.pop()
        self._put(Section(done.entries, done.place) if done.is_section else Items(tuple(done.items), done.place))

    def _put(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        above = self._open[-1]
        if not above.is_section:
            above.items.append(node)
            return
        assert above.key is not None  # take() saw the name first
        (name, place), above.key = above.key, None
        if name in above.entries:
            first = above.entries[name].key
            self.problems.append(
                place.problem(
                    f"{short(name)} stands here a second time",
                    found=f"the same name in line {first.line}",
                    allowed="each name once in a section",
                    suggestion="keep one of the two",
                )
            )
        else:
            above.entries[name] = Entry(place, node)

    def _stop(self, event: Any, message: str, found: str, allowed: str) -> None:
        problem = self.place(event).problem(message, found=found, allowed=allowed)
        raise ScenarioError([*self.problems, problem])


def _syntax_problem(source: Source, error: MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    said = " ".join(str(each) for each in (error.context, error.problem) if each)
    if error.problem_mark is not None:
        name_at = error.context_mark.line + 1 if error.context_mark is not None else None
        if (lacking := without_colon(source, said, error.problem_mark.line + 1, name_at)) is not None:
            return lacking
    message, advice = f"this is not YAML: {short(said, 120)}", ""
    for sign, (meaning, remedy) in _ADVICE.items():
        if sign in said:
            message, advice = meaning, remedy
            break
    if error.context_mark is not None and ("flow" in said or "quoted scalar" in said):
        mark = error.context_mark  # where the bracket or the quote was opened, not where the file ended
    place = Place(source, mark.line + 1, mark.column + 1) if mark is not None else beginning(source)
    return place.problem(message, suggestion=advice)


def _character_problem(source: Source, error: ReaderError) -> Problem:
    for number, line in enumerate(source.lines, 1):
        for column, each in enumerate(line, 1):
            if not each.isprintable() and each != "\t" and ord(each) == _code(error):
                place = Place(source, number, column)
                return place.problem(
                    "a character stands here that no text holds",
                    found=printable(each),
                    allowed="printable characters",
                )
    return beginning(source).problem("a character in the file is none that a text holds")


def _code(error: ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(str(error.character)[:1] or "\0")

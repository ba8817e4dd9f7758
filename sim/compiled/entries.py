"""Functions that Python calls and that run as machine code."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import ref

import numpy as np

from sim.compiled.cache import cache_folder, require_same_sources, sources_hash
from sim.compiled.values import FLOAT, LANES_WORD, SIGNED, UNSIGNED

if TYPE_CHECKING:
    from sim.compiled.machine import Linked

KINDS = {np.dtype(np.float64): FLOAT, np.dtype(np.int64): SIGNED, np.dtype(np.uint64): UNSIGNED}
"""The kinds of number that arrays may hold; in the machine's own order of bytes, since others are not equal to these."""

WIDEST = 8
"""How many lanes are done at once, at most."""


def group(lanes: int) -> int:
    """How many lanes are done at once where there are so many in all: 1, 2, 4 or 8."""
    return min(WIDEST, 1 << (lanes - 1).bit_length())


@dataclass(frozen=True, slots=True)
class _Look:
    """What a table of arrays looked like, and what of it was seen: weakly, so that no array is kept alive."""

    seen: tuple[Any, ...]
    words: list[int]
    leaves: tuple[Any, ...]
    lanes: int | None
    spaced: int


@dataclass(frozen=True, slots=True)
class Ready:
    """A function that needs only be started.

    Attributes:
        code: The machine code.
        words: What its table of arguments holds: room for the result, and then the arguments in order.
        groups: The first lane of each group.
    """

    code: Linked
    words: list[int]
    groups: range


class _LookedAt(threading.local):
    """The tables that a thread looked at last, by the name of the argument: its phases look at the same one, day by day."""

    def __init__(self) -> None:
        self.last: dict[str, _Look] = {}


_looked_at = _LookedAt()


def _is_same(seen: Any, value: Any) -> bool:
    return seen() is value if type(seen) is ref else seen is value


def _look(name: str, value: Any) -> _Look:
    """Look at a table of arrays, unless it was looked at just before."""
    last = _looked_at.last.get(name)
    if last is not None and all(map(_is_same, last.seen, value)):
        return last
    by_lane, by_day = getattr(value, "by_lane", ()), getattr(value, "by_day", ())
    words: list[int] = []
    leaves = tuple(
        _leaf(f"{name}.{part}", each, words, part in by_lane, part in by_day)
        for part, each in zip(value._fields, value, strict=True)
    )
    with_lanes = [getattr(value, part) for part in by_lane]
    if len({each.shape[-1] for each in with_lanes}) > 1:
        told = ", ".join(f"{part} {each.shape[-1]}" for part, each in zip(by_lane, with_lanes, strict=True))
        raise ValueError(f"all arrays need the same number of lanes: {told}")
    spaced = {each.strides[-2] // 8 for each in with_lanes if each.ndim > 1 and each.size}
    if len(spaced) > 1:
        raise ValueError(f"all arrays need room for the same number of lanes; found room for {sorted(spaced)}")
    look = _Look(
        seen=tuple(ref(each) if isinstance(each, np.ndarray) else each for each in value),
        words=words,
        leaves=leaves,
        lanes=with_lanes[0].shape[-1] if with_lanes else None,
        spaced=max(spaced, default=1),
    )
    _looked_at.last[name] = look
    return look


Key = tuple[int, tuple[Any, ...]]


class Entry:
    """A function whose machine code is made when it is first called, or read from the disk.

    Attributes:
        compilations: How many times machine code was made in this process.
        hits: How many times it was read from the disk.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        update_wrapper(self, function)
        self.function = function
        self.compilations = 0
        self.hits = 0
        self._known: dict[Key, Linked] = {}
        self._lock = threading.Lock()
        names = function.__code__.co_varnames[: function.__code__.co_argcount]
        self._names = names
        returned = function.__annotations__.get("return", "None")
        self._result = getattr(returned, "__name__", returned)
        if self._is_of_model():
            sources_hash()  # of the text that was loaded just now

    def __call__(self, *arguments: Any) -> Any:
        """Run.

        Raises:
            TypeError: If an argument is nothing that machine code can work on.
            ValueError: If arrays by lane differ in their number of lanes.
            SourcesChangedError: If it is to be compiled, and its sources changed since it was loaded.
        """
        ready = self.ready(*arguments)
        table = np.array(ready.words, dtype=np.uint64)
        at = table.ctypes.data
        for first in ready.groups:
            ready.code.run(at, first)
        if self._result == "float":
            return float(table.view(np.float64)[0])
        return int(table.view(np.int64)[0]) if self._result == "int" else None

    def ready(self, *arguments: Any) -> Ready:
        """Machine code for some arguments, and the table of these.

        Raises:
            TypeError: If an argument is nothing that machine code can work on.
            ValueError: If arrays by lane differ in their number of lanes.
            SourcesChangedError: If it is to be compiled, and its sources changed since it was loaded.
        """
        words: list[int] = [0, 0]
        leaves: tuple[Any, ...] = ()
        lanes, spaced = None, 1
        for name, value in zip(self._names, arguments, strict=True):
            if hasattr(value, "_fields"):
                look = _look(name, value)
                words += look.words
                leaves += look.leaves
                lanes, spaced = look.lanes or lanes, max(spaced, look.spaced)
            else:
                leaves += (_leaf(name, value, words, False, False),)
        words[LANES_WORD] = spaced
        width = group(lanes or 1)
        return Ready(self._code(width, leaves), words, range(0, lanes or 1, width))

    def _code(self, width: int, leaves: tuple[Any, ...]) -> Linked:
        key = (width, leaves)
        found = self._known.get(key)
        if found is None:
            with self._lock:
                found = self._known.get(key) or self._make(key)
                self._known[key] = found
        return found

    def _make(self, key: Key) -> Linked:
        from sim.compiled import machine

        path = self._path(key)
        code = machine.read(path) if path is not None else None
        if code is not None:
            self.hits += 1
            return machine.link(code)
        from sim.compiled.functions import Leaf, Module

        if path is not None:
            require_same_sources()
        width, leaves = key
        text = Module(self.function, tuple(Leaf(*each) for each in leaves), width).text()
        if path is not None:
            require_same_sources()  # and not while they were read
        code = machine.translate(text)
        if path is not None:
            machine.write(path, code)
        self.compilations += 1
        return machine.link(code)

    def _is_of_model(self) -> bool:
        """Whether the function is part of this program, whose sources are watched."""
        return str(self.function.__module__).startswith(__name__.split(".")[0] + ".")

    def _path(self, key: Key) -> Path | None:
        """Where the machine code is kept: nowhere for functions of others, since their sources are not watched."""
        import hashlib

        from sim.compiled import machine

        name = f"{self.function.__module__}.{self.function.__name__}"
        if not self._is_of_model():
            return None
        told = hashlib.blake2b(repr(key).encode(), digest_size=6)
        told.update(Path(self.function.__code__.co_filename).read_bytes())
        return cache_folder() / f"{name}-{told.hexdigest()}-{machine.processor()}.code"


def _leaf(path: str, value: Any, words: list[int], has_lanes: bool, by_day: bool) -> tuple[Any, ...]:
    """Put an argument into the table, and tell what it looks like."""
    if isinstance(value, np.ndarray):
        kind = KINDS.get(value.dtype)
        if kind is None:
            raise TypeError(f"{path} holds {value.dtype}, and float64, int64 or uint64 is needed")
        if not has_lanes and not value.flags.c_contiguous:
            raise TypeError(f"{path} does not lie in one piece in memory")
        words.append(value.__array_interface__["data"][0])
        words += value.shape
        return path, kind, value.ndim, has_lanes, int(by_day) if has_lanes else -1, has_lanes and value.size == 0
    if isinstance(value, np.uint64):
        words.append(int(value))
        return path, UNSIGNED, 0
    if isinstance(value, float):
        words.append(int(np.float64(value).view(np.uint64)))
        return path, FLOAT, 0
    words.append(int(value) & (2**64 - 1))
    return path, SIGNED, 0

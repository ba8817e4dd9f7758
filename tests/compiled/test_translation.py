"""Machine code finds the numbers that Python finds, for one lane and for many, and refuses what it cannot do."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import luck, mechanisms
from sim.compiled import apart, at_hand, entry, group, is_alone, machine, room, room_for_places, some
from sim.compiled.functions import SHARE, Leaf, Module
from sim.compiled.values import FLOAT, TranslationError

NUMBERS = st.floats(-1e6, 1e6)


class Runs(NamedTuple):
    """Two rows of numbers by lane, one row of counts that all lanes share, and a table by day."""

    rows: np.ndarray
    shared: np.ndarray
    table: np.ndarray

    @property
    def by_lane(self) -> tuple[str, ...]:
        return ("rows", "table")

    @property
    def by_day(self) -> tuple[str, ...]:
        return ("table",)


def some_runs(lanes: int, things: int = 5) -> Runs:
    """Runs with different numbers everywhere, with as much room as groups of lanes need."""
    room = -(-lanes // group(lanes)) * group(lanes)
    random = np.random.default_rng(lanes)
    return Runs(
        random.uniform(-2, 2, (4, things, room))[..., :lanes],
        random.integers(0, 6, things),
        random.uniform(-2, 2, (3, 2, room))[..., :lanes],
    )


def branches(o: Runs, threshold: float) -> None:
    """Branches, loops that end at different times, and lanes that go on to the next."""
    rows = o.rows
    for i in range(rows.shape[1]):
        total = 0.0
        for lane in range(rows.shape[2]):
            count, left = 0.0, rows[0, i, lane]
            if left > threshold:
                rows[1, i, lane] = left * left
                if left > 1.5:
                    rows[2, i, lane] += 10.0
                    continue
                left = left + 1.0
            elif left < -1.0:
                rows[1, i, lane] = -left
            else:
                rows[1, i, lane] = o.table[1, 0, lane]
            while left < 2.0 and count < 5:
                left += 0.4
                count += 1.0
            rows[2, i, lane] = count
            rows[3, i, lane] = (left if count > 2.0 else -count) + total


def sums(o: Runs) -> None:
    """Work that is passed over where there is none, and arrays that are filled."""
    rows = o.rows
    for lane in range(rows.shape[2]):
        for k in range(2):
            o.table[2, k, lane] = 0.0
            for i in range(rows.shape[1]):
                if some(o.shared[i] > 2):
                    o.table[2, k, lane] += rows[k, i, lane] / o.shared[i]
    o.table[0] = 1.0


def abs_of(x: float) -> float:
    """How far a number is from zero."""
    return max(x, -x)


def in_rooms(o: Runs) -> None:
    """Some things at a time: find those above zero, work on them side by side, and add up in order."""
    rows, lanes = o.rows, o.rows.shape[2]
    for lane in range(rows.shape[2]):
        begin = 0
        while begin < rows.shape[1]:
            end = min(begin + at_hand(), rows.shape[1])
            found, squares = room_for_places(), room(lanes)
            count = 0
            for i in range(begin, end):
                found[count] = i
                count += 1 if some(rows[0, i, lane] > 0.0) else 0
            for k in apart(0, count):
                above = max(0.0, rows[0, found[k], lane])
                squares[k, lane] = above * above
                rows[1, found[k], lane] += np.floor(squares[k, lane] / (1.0 + abs_of(rows[2, found[k], lane])))
            for k in range(count):
                o.table[2, 0, lane] += squares[k, lane]
            begin = end
        if is_alone():
            o.table[2, 1, lane] += 0.0 * rows[0, 0, lane]


@pytest.mark.parametrize("lanes", [1, 2, 3, 8, 9])
@pytest.mark.parametrize("things", [1, 7, 256, 257, 1000])
def test_passes_over_some_things_at_a_time(lanes: int, things: int) -> None:
    made, expected = some_runs(lanes, things), some_runs(lanes, things)
    entry(in_rooms)(made)
    in_rooms(expected)
    assert np.array_equal(made.rows, expected.rows)
    assert np.array_equal(made.table, expected.table)
    if things > 100:
        assert np.any(made.rows[1] != some_runs(lanes, things).rows[1])


def side_by_side(o: Runs, threshold: float) -> None:
    """Things done side by side that differ in what is to be done, some of them in groups, by steps and shifts."""
    rows, shared = o.rows, o.shared
    for lane in range(rows.shape[2]):
        for begin in range(0, rows.shape[1], 16):
            for i in apart(begin, min(begin + 16, rows.shape[1])):
                kept = 1.0
                if rows[0, i, lane] > threshold:
                    rows[1, i, lane] = rows[0, i, lane] * rows[2, shared[i] >> 1, lane]
                    if rows[0, i, lane] > 1.0:
                        kept = 3.0
                        rows[3, i, lane] += 1.0
                else:
                    rows[1, i, lane] = -1.0
                rows[3, i, lane] = kept * rows[3, i, lane]


@pytest.mark.parametrize("lanes", [1, 3])
@pytest.mark.parametrize("things", [5, 16, 100])
@pytest.mark.parametrize("threshold", [-3.0, 0.3, 3.0])
def test_things_side_by_side_that_differ_in_what_is_done(lanes: int, things: int, threshold: float) -> None:
    """A store for one of eight that reaches the others too, or a number that is kept where it should change."""
    made, expected = some_runs(lanes, things), some_runs(lanes, things)
    entry(side_by_side)(made, threshold)
    side_by_side(expected, threshold)
    assert np.array_equal(made.rows, expected.rows)


def late_start(o: Runs) -> None:
    """A number that is first kept under a condition, and read by those for whom it did not hold."""
    rows = o.rows
    for lane in range(rows.shape[2]):
        for i in range(rows.shape[1]):
            last = 0.0
            for k in range(4):
                if rows[0, i, lane] > 0.0 or k > 1:
                    step = rows[1, i, lane] + last
                    step += 1.0
                    last = step
            rows[2, i, lane] = last


@pytest.mark.parametrize("lanes", [1, 3])
def test_a_number_that_is_first_kept_under_a_condition(lanes: int) -> None:
    made, expected = some_runs(lanes), some_runs(lanes)
    entry(late_start)(made)
    late_start(expected)
    assert np.array_equal(made.rows, expected.rows)


def writes_elsewhere(o: Runs) -> None:
    for lane in range(o.rows.shape[2]):
        for i in apart(0, o.rows.shape[1]):
            if o.rows[0, i, lane] > 0.0:
                o.rows[1, o.shared[i], lane] = 1.0


def waits(o: Runs) -> None:
    for lane in range(o.rows.shape[2]):
        for i in apart(0, o.rows.shape[1]):
            left = o.rows[0, i, lane]
            if left > 1.0:
                while left > 0.0:
                    left = left - 1.0
            o.rows[1, i, lane] = left


def lanes_inside(o: Runs) -> None:
    for i in apart(0, o.rows.shape[1]):
        if o.shared[i] > 2:
            for lane in range(o.rows.shape[2]):
                o.rows[1, i, lane] = 1.0


def leaves(o: Runs) -> None:
    for lane in range(o.rows.shape[2]):
        for i in apart(0, o.rows.shape[1]):
            if o.rows[0, i, lane] > 0.0:
                continue
            o.rows[1, i, lane] = 1.0


def counts_down(o: Runs) -> None:
    for i in range(o.rows.shape[1], 0, -1):
        o.shared[i - 1] = 0


def counts_by(o: Runs) -> None:
    for i in range(0, 4, o.shared[0]):
        o.shared[i] = 0


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (writes_elsewhere, "write to their own places only"),
        (waits, "cannot wait for one of them"),
        (lanes_inside, "under a condition that differs"),
        (leaves, "continue works in a loop over lanes only"),
        (counts_down, "step of a range"),
        (counts_by, "step of a range"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_what_cannot_be_done_side_by_side_is_refused(function: Callable[[Runs], None], told: str) -> None:
    """Machine code that does something else than Python, and says nothing."""
    with pytest.raises(TranslationError, match=told):
        entry(function)(some_runs(1))


def counts_some(o: Runs) -> None:
    for lane in range(o.rows.shape[2]):
        count = 0
        for i in range(o.rows.shape[1]):
            if o.rows[0, i, lane] > 0.0:
                count += 1
        o.rows[1, 0, lane] = 1.0 * count


def test_a_whole_number_that_lanes_share_and_some_change_is_refused() -> None:
    with pytest.raises(TranslationError, match="the same for all lanes changes for some of them"):
        entry(counts_some)(some_runs(3))


@pytest.mark.parametrize("lanes", [1, 2, 3, 4, 7, 8, 13])
@pytest.mark.parametrize("threshold", [-3.0, 0.3, 3.0])
def test_lanes_that_differ_in_what_they_do(lanes: int, threshold: float) -> None:
    made, expected = some_runs(lanes), some_runs(lanes)
    entry(branches)(made, threshold)
    entry(sums)(made)
    branches(expected, threshold)
    sums(expected)
    assert np.array_equal(made.rows, expected.rows)
    assert np.array_equal(made.table, expected.table)


def laws() -> list[Callable[..., float]]:
    """All laws of all mechanisms."""
    modules = [each for _, each in inspect.getmembers(mechanisms, inspect.ismodule)]
    return [
        function
        for module in modules
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and function.__annotations__.get("return") == "float"
    ]


def in_one_module() -> tuple[list[Callable[..., float]], Callable[..., Any]]:
    """All laws as one function of many numbers, so that they are compiled in one go."""
    every = laws()
    text, names = ["def every(given, found):"], {f"law{k}": law for k, law in enumerate(every)}
    for k, law in enumerate(every):
        arguments = ", ".join(f"given[{place}]" for place in range(len(inspect.signature(law).parameters)))
        text.append(f"    found[{k}] = law{k}({arguments})")
    return every, made_from("\n".join(text), names)


def made_from(text: str, names: dict[str, Any]) -> Callable[..., Any]:
    """A function from its source, which Python then knows."""
    import linecache

    name = f"<made {hash(text)}>"
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    made = dict(names)
    exec(compile(text, name, "exec"), made)
    function: Callable[..., Any] = made[text.split("(")[0].removeprefix("def ")]
    return function


EVERY, ALL_LAWS = in_one_module()
assert len(EVERY) > 50
COMPILED_LAWS = entry(ALL_LAWS)


@settings(max_examples=50)
@given(st.lists(st.floats(0.0, 3.0), min_size=16, max_size=16))
def test_every_law_gives_the_same_bits_as_in_python(numbers: list[float]) -> None:
    given_numbers, found = np.array(numbers), np.empty(len(EVERY))
    COMPILED_LAWS(given_numbers, found)
    with np.errstate(all="ignore"):
        for law, number in zip(EVERY, found, strict=True):
            expected = law(*map(np.float64, numbers[: len(inspect.signature(law).parameters)]))
            assert np.array_equal(number, expected, equal_nan=True), law.__name__


def one_draw(word: np.uint64, rate: float) -> float:
    """A count from a word of luck."""
    return luck.poisson(luck.uniform(luck.bits(word, word)), rate, 40)


DRAW = entry(one_draw)


@given(st.integers(0, 2**64 - 1), st.floats(0.0, 12.0))
def test_luck_is_the_same(word: int, rate: float) -> None:
    assert DRAW(np.uint64(word), rate) == one_draw(np.uint64(word), rate)


REFUSED = {
    "sorted": ("def f(a):\n    a[0] = sorted(a)", "sorted cannot be called"),
    "unknown": ("def f(a):\n    a[0] = nothing", "nothing is not known here"),
    "with": ("def f(a):\n    with a:\n        a[0] = 1.0", "With cannot be compiled"),
    "power": ("def f(a):\n    a[0] = a[0] ** 2.0", "Pow of double cannot be compiled"),
    "continue": ("def f(a):\n    for i in range(2):\n        continue", "continue works in a loop over lanes only"),
    "chain": ("def f(a):\n    a[0] = 1.0 if 0.0 < a[0] < 1.0 else 0.0", "Compare cannot be compiled"),
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_compiled_is_refused_with_its_place(text: tuple[str, str]) -> None:
    source, reason = text
    with pytest.raises(TranslationError, match=rf"<made .*>:[23]: {reason}"):
        Module(made_from(source, {}), (Leaf("a", FLOAT, 1),), 1).text()


def test_arrays_that_machine_code_cannot_work_on_are_refused() -> None:
    with pytest.raises(TypeError, match="given holds float32"):
        COMPILED_LAWS(np.zeros(16, dtype=np.float32), np.zeros(len(EVERY)))
    with pytest.raises(TypeError, match="found does not lie in one piece"):
        COMPILED_LAWS(np.zeros(16), np.zeros((len(EVERY), 2))[:, 0])


def test_functions_that_threads_link_at_once_do_not_get_in_each_others_way() -> None:
    """As the first runs of a sweep do, each on a thread of its own."""
    code = machine.translate(
        "define void @entry(ptr %table, i64 %lane) {\n  store i64 7, ptr %table\n  ret void\n}\n" + SHARE,
    )
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            linked = list(pool.map(lambda _: machine.link(code), range(200)))
    finally:
        sys.setswitchinterval(before)
    for each in linked:
        table = np.zeros(1, dtype=np.int64)
        each.run(table.ctypes.data, 0)
        assert table[0] == 7

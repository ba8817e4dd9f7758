"""Addressed luck: the published bits, the same luck in plain Python, and no pattern in it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from oracle import luck as plain
from scipy import stats

from sim import luck
from sim.luck import Purpose

WORDS = st.integers(0, 2**64 - 1)
DAYS = st.integers(-1, 25_000)
LAST = 2**64 - 1
SALES_07 = 4172927958308175482


def word(number: int) -> np.uint64:
    """A number as the machine's 64-bit word."""
    return np.uint64(number)


def key(seed: int, purpose: int, day: int) -> np.uint64:
    """The key as compiled code hands it on; in Python it comes back as an int."""
    return word(luck.key(word(seed), purpose, day))


def bits_at(seed: int, purpose: int, day: int, who: int) -> np.uint64:
    """The bits at an address."""
    return word(luck.bits(key(seed, purpose, day), word(who)))


def deal(seeds: range, purposes: range, days: range, people: range) -> NDArray[np.uint64]:
    """The 64 bits at all addresses of a box, shape (seeds, purposes, days, people); people have names."""
    who = [word(luck.address(f"person-{k}")) for k in people]
    keys = [key(seed, purpose, day) for seed in seeds for purpose in purposes for day in days]
    drawn = np.array([luck.bits(one, each) for one in keys for each in who], dtype=np.uint64)
    return drawn.reshape(len(seeds), len(purposes), len(days), len(people))


def uniform(bits: NDArray[np.uint64]) -> NDArray[np.float64]:
    """The uniform numbers that some bits stand for, any shape."""
    return np.array([luck.uniform(each) for each in bits.ravel()]).reshape(bits.shape)


# Published and pinned answers -----------------------------------------------------------------------------------------


def test_mix_is_the_output_of_splitmix64() -> None:
    reference = [  # the first outputs of Vigna's splitmix64.c for the seed 1234567
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]
    states = [(1234567 + k * plain.GAMMA) % plain.WORD for k in range(5)]
    assert [int(luck.mix(word(state))) for state in states] == reference


@pytest.mark.parametrize(
    ("seed", "purpose", "day", "known"),
    [
        (0, 1, 0, 10705738211186751225),
        (42, 4, 17, 13201813721469705582),
        (2**63 - 1, 16, 24_999, 2154170143908977972),
        (7, 13, -1, 7707643122997968875),
    ],
)
def test_known_keys(seed: int, purpose: int, day: int, known: int) -> None:
    assert int(key(seed, purpose, day)) == known


def test_known_addresses() -> None:
    assert luck.address("sales-07") == SALES_07
    assert luck.address("sales-07", "it-01", "department") == 3711975946681662623
    assert luck.address("Büro 7") == 6716208741774184619


@pytest.mark.parametrize(
    ("seed", "purpose", "day", "bits", "numbers"),
    [
        (
            42,
            Purpose.service,
            17,
            17248590358895359554,
            "0x1.debe9b16c45eep-1 0x1.debe900000000p-1 0x1.8b62200000000p-2 0x1.eec8400000000p-2 0x1.37a7800000000p-1",
        ),
        (
            7,
            Purpose.affinity,
            -1,
            1318309244152372125,
            "0x1.24b9345d9d0d8p-4 0x1.24b9000000000p-4 0x1.a2ece00000000p-1 0x1.0db9d00000000p-1 -0x1.5611800000000p-3",
        ),
    ],
)
def test_known_draws(seed: int, purpose: int, day: int, bits: int, numbers: str) -> None:
    drawn = bits_at(seed, purpose, day, SALES_07)
    assert int(drawn) == bits
    read = (luck.uniform, luck.first, luck.second, luck.third, luck.bell)
    assert " ".join(each(drawn).hex() for each in read) == numbers


@pytest.mark.parametrize(
    ("u", "rate", "most", "count"),
    [
        (0.0, 3.0, 40, 0),
        (0.3, 0.0, 10, 0),
        (0.5, 0.8, 10, 1),
        (0.999, 2.0, 10, 8),
        (1.0 - 2.0**-53, 2.0, 10, 10),
        (0.9999999, 12.0, 40, 34),
        (0.97, 40.0, 100, 52),
    ],
)
def test_known_poisson_counts(u: float, rate: float, most: int, count: int) -> None:
    assert luck.poisson(u, rate, most) == count


def test_numbers_of_purposes_are_published() -> None:
    published = [
        "organization", "cases", "requests", "service", "own_work", "mood", "staffing", "skill", "entitlement",
        "morale_set", "cynicism_set", "cooperation_set", "affinity", "vacancy", "tenure", "help", "freedom", "friction",
        "standing", "sizes",
    ]  # fmt: skip
    assert [Purpose(number).name for number in range(1, len(published) + 1)] == published


# The same luck in plain Python ----------------------------------------------------------------------------------------


@given(WORDS)
def test_mix_equals_plain_python(x: int) -> None:
    assert int(luck.mix(word(x))) == plain.mix(x)


@given(WORDS, st.integers(0, 16), DAYS, WORDS)
def test_draws_equal_plain_python(seed: int, purpose: int, day: int, who: int) -> None:
    assert int(bits_at(seed, purpose, day, who)) == plain.draw(seed, purpose, day, who).bits


@given(st.one_of(WORDS, st.sampled_from([0, 1, 2**21 - 1, 2**43, LAST])))
def test_readings_equal_plain_python_and_stay_in_range(bits: int) -> None:
    expected = plain.Draw(bits)
    for name in ("uniform", "first", "second", "third"):
        number = getattr(luck, name)(word(bits))
        assert number == getattr(expected, name)
        assert 0.0 <= number < 1.0
    assert luck.bell(word(bits)) == expected.bell
    assert abs(luck.bell(word(bits))) <= 3.0


@given(WORDS, st.floats(0.0, 12.0), st.integers(0, 40))
def test_poisson_equals_plain_python(bits: int, rate: float, most: int) -> None:
    count = luck.poisson(luck.uniform(word(bits)), rate, most)
    assert count == plain.Draw(bits).poisson(rate, most)
    assert 0 <= count <= most


@given(WORDS, st.floats(0.0, 3.0))
def test_lognormal_equals_plain_python(bits: int, spread: float) -> None:
    assert luck.lognormal(word(bits), spread) == plain.Draw(bits).lognormal(spread) > 0.0


@given(st.floats(0.0, 1e6), st.floats(0.0, 1.0, exclude_max=True))
def test_whole_equals_plain_python(amount: float, u: float) -> None:
    assert luck.whole(amount, u) == plain.whole(amount, u)
    assert abs(luck.whole(amount, u) - amount) <= 1.0


@given(st.integers(0, 1000), WORDS)
def test_whole_amounts_stay_what_they_are(amount: int, bits: int) -> None:
    assert luck.whole(float(amount), luck.first(word(bits))) == amount


# No pattern: the numbers are fixed, so a test that passes once passes always -------------------------------------------


@pytest.mark.parametrize("reading", [luck.uniform, luck.first, luck.second, luck.third])
def test_numbers_are_uniform(reading: np.ufunc) -> None:
    bits = deal(range(2), range(1, 3), range(20), range(500)).ravel()
    counts, _ = np.histogram([reading(each) for each in bits], bins=100, range=(0.0, 1.0))
    assert stats.chisquare(counts).pvalue > 0.01


def test_every_bit_is_fair() -> None:
    bits = deal(range(1), range(1, 2), range(40), range(500)).ravel()
    ones = np.unpackbits(bits.view(np.uint8)).reshape(len(bits), 64).sum(axis=0)
    assert stats.chisquare(np.stack([ones, len(bits) - ones]), axis=0).pvalue.min() > 0.01 / 64


@pytest.mark.parametrize("axis", ["seed", "purpose", "day", "person"])
def test_neighbours_are_independent(axis: str) -> None:
    drawn = uniform(deal(range(7, 12), range(2, 7), range(100, 110), range(60)))
    one = np.moveaxis(drawn, ["seed", "purpose", "day", "person"].index(axis), 0)
    here, next_door = one[:-1].ravel(), one[1:].ravel()
    table, _, _ = np.histogram2d(here, next_door, bins=10, range=((0.0, 1.0), (0.0, 1.0)))
    assert stats.chi2_contingency(table).pvalue > 0.01
    assert stats.pearsonr(here, next_door).pvalue > 0.01


def test_the_three_parts_of_a_draw_are_independent() -> None:
    bits = deal(range(1), range(4, 5), range(20), range(500)).ravel()
    parts = [np.array([read(each) for each in bits]) for read in (luck.first, luck.second, luck.third)]
    for k in range(3):
        table, _, _ = np.histogram2d(parts[k], parts[k - 1], bins=10, range=((0.0, 1.0), (0.0, 1.0)))
        assert stats.chi2_contingency(table).pvalue > 0.01


@pytest.mark.parametrize("rate", [0.02, 0.2, 0.8, 2.0, 12.0])
def test_poisson_counts_have_their_distribution(rate: float) -> None:
    most = 40 if rate > 2.0 else 10
    drawn = uniform(deal(range(1), range(2, 3), range(40), range(500))).ravel()
    counts = np.array([luck.poisson(u, rate, most) for u in drawn])
    standard_error = np.sqrt(rate / len(counts))
    assert abs(counts.mean() - rate) < 3.0 * standard_error
    assert abs(counts.var() / rate - 1.0) < 3.0 * np.sqrt((2.0 + 1.0 / rate) / len(counts))
    expected = stats.poisson.pmf(np.arange(most + 1), rate) * len(counts)
    often = expected >= 5.0
    seen = np.bincount(counts.astype(int), minlength=most + 1)[: most + 1]
    observed = np.append(seen[often], seen[~often].sum())
    awaited = np.append(expected[often], len(counts) - expected[often].sum())
    assert stats.chisquare(observed, awaited).pvalue > 0.01


def test_bell_shaped_numbers_have_mean_zero_and_deviation_one() -> None:
    bits = deal(range(1), range(6, 7), range(40), range(500)).ravel()
    numbers = np.array([luck.bell(each) for each in bits])
    assert abs(numbers.mean()) < 3.0 / np.sqrt(len(numbers))
    assert abs(numbers.std() - 1.0) < 0.02
    assert np.abs(numbers).max() < 3.0


@pytest.mark.parametrize("spread", [0.0, 0.5, 1.2])
def test_long_tailed_numbers_have_mean_one(spread: float) -> None:
    bits = deal(range(1), range(6, 7), range(40), range(500)).ravel()
    numbers = np.array([luck.lognormal(each, spread) for each in bits])
    assert abs(numbers.mean() - 1.0) < 3.0 * numbers.std() / np.sqrt(len(numbers)) + 1e-12
    assert np.median(numbers) <= 1.0


def test_rounding_to_whole_things_has_no_bias() -> None:
    drawn = uniform(deal(range(1), range(5, 6), range(40), range(500))).ravel()
    for amount in (0.03, 0.5, 1.7):
        mean = np.mean([luck.whole(amount, u) for u in drawn])
        spread = np.sqrt(amount % 1.0 * (1.0 - amount % 1.0) / len(drawn))
        assert abs(mean - amount) < 3.0 * spread


def test_different_names_have_different_addresses() -> None:
    names = {(f"person-{k}",) for k in range(20_000)} | {(f"person-{k}", "peer") for k in range(20_000)}
    assert len({luck.address(*each) for each in names}) == len(names)
    assert luck.address("ab", "c") != luck.address("a", "bc")

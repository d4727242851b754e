"""Laws of the integer tables: they are the normal quantile and the power of two, to the accuracy claimed."""

import hashlib
from fractions import Fraction
from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from simulator.engine import inverse
from simulator.engine.inverse import PLACES, POWER_PLACES, lognormal, normal, power_of_two
from simulator.engine.streams import stream

WORDS = st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=50)


def quantiles(words: list[int]) -> list[float]:
    return (normal(np.array(words, dtype=np.uint64)) / 2**PLACES).tolist()


@given(WORDS.map(lambda words: [max(word, 2**19) for word in words]))
def test_a_normal_value_is_the_quantile_of_its_bits(words: list[int]) -> None:
    lower = [word if word < 2**63 else 2**64 - 1 - word for word in words]
    exact = special.ndtri(np.maximum(np.array(lower, dtype=float), 2.0**19) / 2**64)
    expected = [near if word < 2**63 else -near for word, near in zip(words, exact.tolist(), strict=True)]
    assert quantiles(words) == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("bits", range(19, 63))
def test_every_halving_of_the_tail_is_right(bits: int) -> None:
    words = [2**bits + step * 2**bits // 97 for step in range(97)]
    assert quantiles(words) == pytest.approx(special.ndtri(np.array(words) / 2.0**64).tolist(), abs=1e-8)


@given(st.integers(0, 2**64 - 1))
def test_the_two_tails_mirror_each_other(word: int) -> None:
    left, right = normal(np.array([word, 2**64 - 1 - word], dtype=np.uint64)).tolist()
    assert left == -right


@given(WORDS)
def test_larger_bits_give_no_smaller_value(words: list[int]) -> None:
    values = normal(np.array(sorted(words), dtype=np.uint64))
    assert (np.diff(values) >= -1).all()  # one unit of 2^-34 where two cubics meet


def test_the_tails_end_where_they_are_said_to() -> None:
    assert quantiles([0]) == quantiles([2**19])
    assert quantiles([0])[0] == pytest.approx(-7.515, abs=0.001)


@given(st.lists(st.integers(-60 << POWER_PLACES, 60 << POWER_PLACES), min_size=1))
def test_a_power_of_two_is_right_to_a_billionth(exponents: list[int]) -> None:
    whole, mantissa = power_of_two(np.array(exponents, dtype=np.int64))
    found = np.ldexp(mantissa / 2**POWER_PLACES, whole)
    assert found.tolist() == pytest.approx([2 ** (each / 2**POWER_PLACES) for each in exponents], rel=3e-9)
    assert ((mantissa >= 2**POWER_PLACES) & (mantissa < 2 ** (POWER_PLACES + 1))).all()


@given(st.fractions(1, 10**12))
def test_the_logarithm_is_right(number: Fraction) -> None:
    assert inverse._logarithm(number) / 2**112 == pytest.approx(log(number), rel=1e-14, abs=1e-14)


@given(st.integers(0, 40 * 2**112))
def test_the_exponential_is_right(number: int) -> None:
    assert inverse._exp_of_minus(number) / 2**112 == pytest.approx(exp(-number / 2**112), rel=1e-12)


@given(st.integers(10**4, 10**12), st.fractions(0, 20))
def test_a_lognormal_value_is_the_exponential_of_its_normal_one(mean: int, ratio: Fraction) -> None:
    words = stream(("lognormal",), 30).words(0)
    variance = log(1 + ratio**2)
    expected = mean * np.exp(sqrt(variance) * normal(words) / 2**PLACES - variance / 2)
    drawn = lognormal(words, Fraction(mean), mean * ratio)
    # half a fen of rounding and, on top of it, the tables' own error
    assert np.all(np.abs(drawn.astype(float) - expected) <= 0.5 + 2e-7 * expected)


def test_a_lognormal_value_without_spread_is_its_mean() -> None:
    assert set(lognormal(stream(("a",), 9).words(0), Fraction(12345), Fraction(0)).tolist()) == {12345}


def test_the_tables_are_the_same_everywhere() -> None:
    content = b"".join(table.astype("<i8").tobytes() for table in (inverse._cubics(), *inverse._powers()))
    sealed = "661241fe9e8c10a7502a04f8801d68697c98e2451cb3b4d4eda39bb37462b1bd"
    assert hashlib.sha256(content).hexdigest() == sealed

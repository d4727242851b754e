"""Normal and lognormal values from random bits by integer tables, so that no last bit of exp or log decides.

Every table is computed from series in whole numbers, the same on every machine. A normal value is right to
about 1e-8, a power of two to about 1e-9 of itself; the tails end at 7.5 standard deviations.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import isqrt

import numpy as np
import numpy.typing as npt

from simulator.engine.streams import Words
from simulator.money import IntColumn

Wide = npt.NDArray[np.object_]  # whole numbers of any size
PLACES = 34  # bits after the point of a normal value
POWER_PLACES = 30  # bits after the point of a power of two
_FINE = 112  # bits after the point while a table is computed
_ONE = 1 << _FINE
_LEAST = 19  # tails smaller than 2^19 / 2^64 are told apart no more
_OCTAVES = 63 - _LEAST
_STEPS = 32  # intervals between one power of two and the next
_INNER = 30  # bits that name the point within an interval


# ── normal values ──────────────────────────────────────────────────────────────────────────────────


def normal(words: Words) -> IntColumn:
    """Return a standard normal value for every 64 random bits, in units of 2^-34.

    >>> [round(value / 2**34, 6) for value in normal(np.array([2**62, 3 * 2**62], dtype=np.uint64)).tolist()]
    [-0.67449, 0.67449]
    """
    upper = words >> np.uint64(63) == 1
    # the curve is its own mirror: bits turned over stand as far above the mean as they stood below
    tail = np.where(upper, ~words, words).astype(np.int64)
    distance = _distance(np.maximum(tail, 1 << _LEAST))
    return np.where(upper, distance, -distance)


def _distance(tail: IntColumn) -> IntColumn:
    """Return how many standard deviations leave `tail / 2^64` of the values beyond, in units of 2^-34."""
    octave = np.searchsorted(_octaves(), tail, side="right") - 1
    # with the leading bit moved to bit 62, the five below name the interval, the thirty below those the point
    aligned = tail << (_OCTAVES - 1 - octave)
    interval = octave * _STEPS + ((aligned >> 57) & (_STEPS - 1))
    point = (aligned >> (57 - _INNER)) & ((1 << _INNER) - 1)
    value: IntColumn = np.zeros(len(tail), dtype=np.int64)
    for coefficient in _cubics()[::-1]:
        value = (value * point >> _INNER) + coefficient[interval]
    return value


@cache
def _octaves() -> IntColumn:
    return np.array([1 << (_LEAST + octave) for octave in range(_OCTAVES)], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Knot:
    """A point of the table: its tail, its distance from the mean, the density there; in units of 2^-112."""

    tail: int
    distance: int
    density: int


@cache
def _cubics() -> IntColumn:
    """Return the four coefficients of every interval's Hermite cubic, constant first, in units of 2^-34."""
    knots = _knots()
    pairs = (_cubic(left, right) for left, right in pairwise(knots))
    table = np.array(list(pairs), dtype=np.int64).T.copy()
    table.setflags(write=False)
    return table


def _cubic(left: _Knot, right: _Knot) -> tuple[int, ...]:
    width = right.tail - left.tail
    start, end = (-(width << _FINE) // knot.density for knot in (left, right))
    rise = right.distance - left.distance
    fine = (left.distance, start, 3 * rise - 2 * start - end, start + end - 2 * rise)
    return tuple(_rounded(coefficient, PLACES) for coefficient in fine)


def _knots() -> list[_Knot]:
    """Return the knots from the smallest tail to one half, each found from the one nearer to the mean."""
    tails = [
        ((_STEPS + step) << (_LEAST + octave)) * (_ONE >> 64) // _STEPS
        for octave in range(_OCTAVES)
        for step in range(_STEPS)
    ]
    knots = [_Knot(_ONE >> 1, 0, _density(0))]
    for tail in reversed(tails):
        knots.append(_next_knot(knots[-1], tail))
    return knots[::-1]


def _next_knot(knot: _Knot, tail: int) -> _Knot:
    # a step from the knot before, then one that mends what it missed: knots lie close enough for both
    guess = _moved(knot.distance, _over(knot.tail - tail, knot.density))
    density = _density(guess)
    error = _over(_tail_beyond(guess, density) - tail, density)
    distance = _moved(guess, error)
    return _Knot(tail, distance, _density_near(density, guess, distance - guess))


def _moved(distance: int, step: int) -> int:
    # Taylor's series of the quantile: its second derivative is the distance over the density squared
    return distance + step + _times(distance, _times(step, step)) // 2


def _density_near(density: int, distance: int, step: int) -> int:
    curve = (_times(distance, distance) - _ONE) // 2
    return _times(density, _ONE - _times(distance, step) + _times(curve, _times(step, step)))


def _density(distance: int) -> int:
    return _over(_exp_of_minus(_times(distance, distance) // 2), _root_of_two_pi())


def _tail_beyond(distance: int, density: int) -> int:
    """Return one half less density x (z + z^3/3 + z^5/15 + …)."""
    square = _times(distance, distance)
    # in fixed point a series ends by itself, at the same term on every machine
    term, total, odd = distance, 0, 1
    while term:
        total += term
        odd += 2
        term = _times(term, square) // odd
    return (_ONE >> 1) - _times(density, total)


# ── powers and logarithms ──────────────────────────────────────────────────────────────────────────


def power_of_two(exponent: IntColumn) -> tuple[IntColumn, IntColumn]:
    """Return 2^exponent as whole powers and mantissas in units of 2^-30; exponents are in units of 2^-30.

    >>> [part.tolist() for part in power_of_two(np.array([3 << 30, -1 << 29]))]
    [[3, -1], [1073741824, 1518500250]]
    """
    coarse, middle, fine = _powers()
    part = exponent & ((1 << POWER_PLACES) - 1)
    upper = coarse[part >> 20] * middle[(part >> 10) & 1023] >> POWER_PLACES
    return exponent >> POWER_PLACES, upper * fine[part & 1023] >> POWER_PLACES


@cache
def _powers() -> tuple[IntColumn, ...]:
    """Return 2^(i / 2^10), 2^(i / 2^20) and 2^(i / 2^30) for i from 0 to 1023, in units of 2^-30."""
    root, tables = 2 * _ONE, []
    for _ in range(3):
        for _ in range(10):
            root = isqrt(root << _FINE)
        tables.append(_powers_of(root))
    return tuple(tables)


def _powers_of(root: int) -> IntColumn:
    power, powers = _ONE, []
    for _ in range(1024):
        powers.append(_rounded(power, POWER_PLACES))
        power = _times(power, root)
    return np.array(powers, dtype=np.int64)


def lognormal(words: Words, mean: Fraction, sd: Fraction) -> Wide:
    """Return lognormal values of a mean (positive) and standard deviation, rounded half-up to whole numbers.

    With ratio r = sd / mean: exp of a normal value whose variance is ln(1 + r²), times mean / √(1 + r²).
    """
    spread = 1 + (sd / mean) ** 2
    deviation = isqrt(_logarithm(spread) << _FINE)
    per_unit = _over(deviation, _log_of_two())
    exponents = normal(words).astype(object) * per_unit >> (_FINE + PLACES - POWER_PLACES)
    whole, mantissa = power_of_two(exponents.astype(np.int64))
    median = isqrt(_floor((mean**2 / spread) * _ONE * _ONE))
    lift = max(0, -int(whole.min(initial=0)))
    scaled = mantissa.astype(object) * median << (whole.astype(object) + lift)
    places = _FINE + POWER_PLACES + lift
    rounded: Wide = scaled + (1 << (places - 1)) >> places
    return rounded


def _logarithm(number: Fraction) -> int:
    """Return the natural logarithm of a number not below 1, in units of 2^-112."""
    doublings = (number.numerator // number.denominator).bit_length() - 1
    rest = number / 2**doublings
    return doublings * _log_of_two() + 2 * _inverse_tangent((rest - 1) / (rest + 1), 1)


@cache
def _log_of_two() -> int:
    return 2 * _inverse_tangent(Fraction(1, 3), 1)


@cache
def _root_of_two_pi() -> int:
    quarter = 4 * _inverse_tangent(Fraction(1, 5), -1) - _inverse_tangent(Fraction(1, 239), -1)
    return isqrt(8 * quarter << _FINE)


def _inverse_tangent(number: Fraction, sign: int) -> int:
    """Return x + sign x³/3 + x⁵/5 + …: the hyperbolic inverse tangent for 1, the circular one for -1."""
    power = _floor(number * _ONE)
    square, total, odd, side = _times(power, power), 0, 1, 1
    while power:
        total += side * (power // odd)
        odd, side, power = odd + 2, side * sign, _times(power, square)
    return total


def _exp_of_minus(number: int) -> int:
    halvings, rest = divmod(number, _log_of_two())
    term, total, place, side = _ONE, 0, 0, 1
    while term:
        total += side * term
        place, side = place + 1, -side
        term = _times(term, rest) // place
    return total >> halvings


# ── fixed point ────────────────────────────────────────────────────────────────────────────────────


def _times(left: int, right: int) -> int:
    return left * right >> _FINE


def _over(left: int, right: int) -> int:
    return (left << _FINE) // right


def _rounded(number: int, places: int) -> int:
    return (number + (1 << (_FINE - places - 1))) >> (_FINE - places)


def _floor(number: Fraction) -> int:
    return number.numerator // number.denominator

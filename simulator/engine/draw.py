"""Synthetic populations: invented applicants, labelled as such, the same on every machine to the last fen.

Each value comes from a stream of its own (the seeds, the population, the column, the applicant's number), so
that one more applicant or column moves no other; a column drawn to an exact `total` is the exception.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import lcm
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from simulator.engine.inverse import PLACES, Wide, lognormal, normal
from simulator.engine.streams import Stream, stream
from simulator.exact import Exact
from simulator.expression import Column, Data, Kind, literal
from simulator.model.scenario import Draw, Population, Synthetic
from simulator.model.table import Table, table
from simulator.money import LARGEST, IntColumn, narrow, parse_money, split_column
from simulator.problems import FindingError

VALUE, ZERO = 0, 1  # what a stream's numbers are drawn for
SHORTEST_NUMBER = 4
FINEST_SHARE = Fraction(1, 10_000)
YES = ("yes", "true", "是")


def draw(populations: Iterable[Population], tables: Mapping[str, Table], seed: int = 0) -> dict[str, Table]:
    """Return the table of every population: the one given, or one drawn for a synthetic population.

    Raises KeyError when a population has neither, FindingError D451-D455 when a column cannot be drawn as
    asked, M401 when an amount does not fit in 64 bits.
    """
    return {each.id: _table_of(each, tables, seed) for each in populations}


def drawn(name: str, synthetic: Synthetic, seed: int = 0) -> Table:
    """Return one synthetic population: ids of the prefix and a number, every column from its own streams."""
    digits = max(SHORTEST_NUMBER, len(str(synthetic.count)))
    ids = tuple(f"{synthetic.prefix}{number:0{digits}d}" for number in range(1, synthetic.count + 1))
    columns = {
        column: drawn_column(column, how, stream((seed, synthetic.seed, name, column), synthetic.count))
        for column, how in synthetic.columns
    }
    return table(name, ids, columns, synthetic=True)


def drawn_column(name: str, how: Draw, numbers: Stream) -> Column:
    """Return one column, a value for every number of the stream; raises FindingError D451-D455, M401."""
    try:
        return Column(
            how.type.type, _amounts(how, numbers) if how.word in _SPREADS else _chosen(how, numbers)
        )
    except UndrawableError as error:
        raise FindingError(error.code, column=name) from error


class UndrawableError(ValueError):
    """A column that cannot be drawn as asked: the code of the reason, before the column is named."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        self.code = code
        super().__init__(code)


def _table_of(population: Population, tables: Mapping[str, Table], seed: int) -> Table:
    if population.synthetic is None or population.id in tables:
        return tables[population.id]
    return drawn(population.id, population.synthetic, seed)


# ── amounts ────────────────────────────────────────────────────────────────────────────────────────


def _amounts(how: Draw, numbers: Stream) -> Exact:
    quantum = _quantum(how)
    if how.total is None:
        return _some_zero(_SPREADS[how.word](how, quantum, numbers), how.zero, numbers)
    finest = min(quantum, Fraction(1))
    weights = _some_zero(_SPREADS[how.word](how, finest, numbers), how.zero, numbers)
    return _to_total(weights, how.total, quantum)


def _quantum(how: Draw) -> Fraction:
    if how.round_to <= 0:
        raise UndrawableError("D455")
    # whole shares would all be 0 % or 100 %: without a finer step asked for, they are drawn to 0.01 %
    return FINEST_SHARE if how.type.type.kind == "share" and how.round_to >= 1 else how.round_to


def _lognormal(how: Draw, quantum: Fraction, numbers: Stream) -> Exact:
    if how.mean <= 0 or how.sd < 0:
        raise UndrawableError("D451")
    return _multiples(lognormal(numbers.words(VALUE), how.mean / quantum, how.sd / quantum), quantum)


def _normal(how: Draw, quantum: Fraction, numbers: Stream) -> Exact:
    """Return mean + sd x a standard normal value, never below zero."""
    if how.sd < 0:
        raise UndrawableError("D451")
    mean, sd = how.mean / quantum, how.sd / quantum
    common = lcm(mean.denominator, sd.denominator)
    deviations = normal(numbers.words(VALUE)).astype(object) * int(sd * common)
    scaled = deviations + (int(mean * common) << PLACES)
    rounded: Wide = (2 * scaled + (common << PLACES)) // (common << (PLACES + 1))
    return _multiples(np.maximum(rounded, 0), quantum)


def _uniform(how: Draw, quantum: Fraction, numbers: Stream) -> Exact:
    """Return low, low + quantum, … up to high, each exactly equally likely."""
    steps = _below((how.high - how.low) // quantum + 1, numbers, VALUE, "D452")
    return _multiples(steps, quantum) + Exact.constant(how.low, numbers.count)


_SPREADS: Mapping[str, Callable[[Draw, Fraction, Stream], Exact]] = MappingProxyType(
    {"lognormal": _lognormal, "normal": _normal, "uniform": _uniform}
)


def _multiples(whole: Wide | IntColumn, quantum: Fraction) -> Exact:
    return Exact(narrow((whole.astype(object) * quantum.numerator).tolist()), quantum.denominator)


def _some_zero(values: Exact, share: Fraction, numbers: Stream) -> Exact:
    if not share:
        return values
    zero = _below(share.denominator, numbers, ZERO, "D453") < share.numerator
    return values.where(~zero, Exact.constant(0, numbers.count))


def _below(end: int, numbers: Stream, purpose: int, code: str) -> IntColumn:
    if not 0 < end <= LARGEST:
        raise UndrawableError(code)
    return numbers.below(end, purpose)


def _to_total(weights: Exact, total: Fraction, quantum: Fraction) -> Exact:
    """Return the total split by the weights, in whole quanta when it is a multiple of them."""
    # a total that is no whole number of steps must still be met: then the steps give way, not the total
    unit = quantum if (total / quantum).denominator == 1 else Fraction(1, total.denominator)
    shares = narrow(weights.numerator.tolist())
    if total < 0 or (total and not shares.any()):
        raise UndrawableError("D454")
    return Exact(split_column(int(total / unit), shares)) * unit


# ── choices ────────────────────────────────────────────────────────────────────────────────────────


def _chosen(how: Draw, numbers: Stream) -> Data:
    picked = _picked(how, numbers)
    return _MAKERS.get(how.type.type.kind, _amounts_of)(how, picked)


def _picked(how: Draw, numbers: Stream) -> IntColumn:
    """Return which of the values stands in each row, each exactly as likely as its weight says."""
    weights = how.weights or (Fraction(1),) * len(how.values)
    if len(weights) != len(how.values) or not sum(weights) or min(weights) < 0:
        raise UndrawableError("D453")
    common = lcm(*(weight.denominator for weight in weights))
    # whole numbers over one denominator: each value is exactly as likely as its weight says
    ends = np.cumsum(np.array([int(weight * common) for weight in weights], dtype=object))
    points = _below(int(ends[-1]), numbers, VALUE, "D453")
    return np.searchsorted(ends.astype(np.int64), points, side="right").astype(np.int64)


def _amounts_of(how: Draw, picked: IntColumn) -> Exact:
    values = [_amount(text, how) for text in how.values]
    common = lcm(*(value.denominator for value in values))
    return Exact(narrow([int(value * common) for value in values])[picked], common)


def _amount(text: str, how: Draw) -> Fraction:
    if how.type.type.kind == "money":
        return Fraction(parse_money(text, how.type.unit))
    value = literal(text)[1]
    if isinstance(value, str):
        raise UndrawableError("D456")
    return Fraction(value)


def _flags_of(how: Draw, picked: IntColumn) -> npt.NDArray[np.bool_]:
    return np.array([text.casefold() in YES for text in how.values], dtype=np.bool_)[picked]


def _texts_of(how: Draw, picked: IntColumn) -> npt.NDArray[np.object_]:
    return np.array(how.values, dtype=object)[picked]


def _categories_of(how: Draw, picked: IntColumn) -> IntColumn:
    codes = [how.type.type.categories.index(text) for text in how.values]
    return np.array(codes, dtype=np.int64)[picked]


_MAKERS: Mapping[Kind, Callable[[Draw, IntColumn], Data]] = MappingProxyType(
    {"yes_no": _flags_of, "text": _texts_of, "category": _categories_of}
)

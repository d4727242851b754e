"""A tree brought down to whole numbers: a list of passes over a block, without a fraction in them.

Every number is held as whole multiples of a unit. The unit is chosen from the result downwards, so that a
rate is taken in by the units of what it multiplies and by the constants, and costs no pass of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from simulator.algebra.bounds import Bound, common_step
from simulator.algebra.simplify import Light
from simulator.algebra.tree import Node, Number, Source, Truth

ONE = Fraction(1)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One pass: an operation on lines before it and whole constants; a `column` only names its source."""

    operation: str
    operands: tuple["Line | int", ...] = ()
    source: Source = None
    is_truth: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The passes in order; the last one stores the amount in whole fen, half-up.

    `unit` is what one whole number before that stands for; no number on the way is larger than `peak`.
    """

    lines: tuple[Line, ...]
    unit: Fraction
    peak: int


def planned(light: Light) -> Plan:
    """Return the passes for an amount that is nowhere below 0 and proved throughout."""
    bounds = {number: bound for number, bound in light.bounds.items() if bound is not None}
    unit = common_step(bounds[light.amount].step, ONE)
    writer = _Writer(bounds, _units(light, bounds, unit))
    for node in light.order:
        if node.operation != "constant":
            writer.write(node)
    writer.store(light.amount, unit)
    return Plan(tuple(writer.lines), unit, writer.peak)


# ── units, from the result downwards ───────────────────────────────────────────────────────────────

_Bounds = Mapping[Number, Bound]
_Asks = tuple[tuple[Number, Fraction], ...]


def _units(light: Light, bounds: _Bounds, unit: Fraction) -> Mapping[Number, Fraction]:
    """Return each number's unit: its step is a multiple of it, and it of the units its users ask for."""
    asked: dict[Number, list[Fraction]] = {light.amount: [unit]}
    units: dict[Number, Fraction] = {}
    for node in reversed(light.order):
        if not isinstance(node, Number):
            continue
        units[node] = _unit(node, asked.get(node, []), bounds)
        for operand, wanted in _asks(node, units[node], bounds):
            asked.setdefault(operand, []).append(wanted)
    return units


def _unit(number: Number, asked: list[Fraction], bounds: _Bounds) -> Fraction:
    step = bounds[number].step
    if number.operation in ("constant", "round") or not asked:
        return step
    if number.operation == "leaf":
        # read as it is and scaled for each user is no dearer than scaled once for one of them
        return asked[0] if len(set(asked)) == 1 else step
    common = asked[0]
    for wanted in asked[1:]:
        common = common * wanted / common_step(common, wanted)
    return common


def _asks(number: Number, unit: Fraction, bounds: _Bounds) -> _Asks:
    """Return each operand with the unit it is wanted in."""
    operands = [operand for operand in number.operands if isinstance(operand, Number)]
    if number.operation == "multiply":
        return _factors(operands[0], operands[1], unit, bounds)
    if number.operation == "round":
        return ((operands[0], common_step(bounds[operands[0]].step, number.value)),)
    return tuple((operand, unit) for operand in operands)


def _factors(left: Number, right: Number, unit: Fraction, bounds: _Bounds) -> _Asks:
    # a constant is held in a unit of its own size, so it is 1 or -1 and the other side takes it all in
    if right.is_constant:
        return ((left, unit / abs(right.value)), (right, abs(right.value)))
    ours, theirs = bounds[left].step, bounds[right].step
    if _is_choice_of_constants(right):
        return ((left, ours), (right, unit / ours))
    return ((left, unit / theirs), (right, theirs))


def _is_choice_of_constants(number: Number) -> bool:
    choices = number.operands[1:]
    return number.operation == "choose" and all(
        isinstance(each, Number) and each.is_constant for each in choices
    )


# ── passes, from the columns upwards ───────────────────────────────────────────────────────────────


@dataclass(slots=True, eq=False)
class _Writer:
    """The passes written so far, where each node's result stands, and the largest number met."""

    bounds: _Bounds
    units: Mapping[Number, Fraction]
    lines: list[Line] = field(default_factory=list)
    made: dict[Node, "Line | int"] = field(default_factory=dict)
    scaled: dict[tuple[Line, int], Line] = field(default_factory=dict)
    peak: int = 1

    def write(self, node: Node) -> None:
        """Write the passes of one node whose operands are written."""
        # a number is met where it is used: there its unit is the same or finer, so the number is no smaller
        self.made[node] = _WRITTEN[node.operation](self, node)

    def met(self, size: int) -> None:
        """Keep account of the largest number."""
        self.peak = max(self.peak, size)

    def line(self, operation: str, *operands: "Line | int", is_truth: bool = False) -> Line:
        """Write one pass."""
        self.lines.append(Line(operation, operands, is_truth=is_truth))
        return self.lines[-1]

    def column(self, node: Node) -> Line:
        """Name a column."""
        self.lines.append(Line("column", source=node.source, is_truth=isinstance(node, Truth)))
        return self.lines[-1]

    def at(self, number: Number, unit: Fraction) -> "Line | int":
        """Return a number in a unit, scaled by one more pass if it is held in another."""
        self.met(self.bounds[number].size(unit))
        if number.is_constant:
            return int(number.value / unit)
        line, factor = self.made[number], int(self.units[number] / unit)
        return line if factor == 1 or isinstance(line, int) else self.times(line, factor)

    def times(self, line: Line, factor: int) -> Line:
        """Return a line times a whole number, written once however often it is asked for."""
        if (line, factor) not in self.scaled:
            self.scaled[line, factor] = self.line("multiply", line, factor)
        return self.scaled[line, factor]

    def operands(self, number: Number) -> list["Line | int"]:
        """Return the operands in the units they are wanted in."""
        asks = _asks(number, self.units[number], self.bounds)
        return [self.at(operand, unit) for operand, unit in asks]

    def store(self, amount: Number, unit: Fraction) -> None:
        """Write the last passes: half-up to whole fen."""
        number, pieces = self.at(amount, unit), int(1 / unit)
        self.met(max(pieces, self.bounds[amount].size(unit) + pieces // 2))
        raised = number + pieces // 2 if isinstance(number, int) else number
        if pieces > 1 and isinstance(raised, Line):
            raised = self.line("add", raised, pieces // 2)
        self.line("store", raised, pieces)


def _leaf(writer: _Writer, number: Number) -> Line:
    column, factor = writer.column(number), int(writer.bounds[number].step / writer.units[number])
    return writer.line("load", column) if factor == 1 else writer.times(column, factor)


def _plain(writer: _Writer, number: Number) -> Line:
    return writer.line(number.operation, *writer.operands(number))


def _product(writer: _Writer, number: Number) -> "Line | int":
    left, right = writer.operands(number)
    if right == 1:
        return left
    return writer.line("multiply", left, right)


def _choice(writer: _Writer, number: Number) -> Line:
    truth = writer.made[number.operands[0]]
    this, other = writer.operands(number)
    if other == 0:
        return writer.line("multiply", this, truth)
    if isinstance(this, int) and isinstance(other, int):
        writer.met(abs(this - other))
        return writer.line("add", writer.line("multiply", truth, this - other), other)
    return writer.line("pick", truth, this, other)


def _rounding(writer: _Writer, number: Number) -> "Line | int":
    ((operand, unit),) = _asks(number, number.value, writer.bounds)
    pieces, whole = int(number.value / unit), writer.at(operand, unit)
    writer.met(writer.bounds[operand].size(unit) + pieces)
    return writer.line(number.mode, whole, pieces)


def _truth(writer: _Writer, truth: Truth) -> Line:
    return writer.line(truth.operation, *(writer.made[each] for each in truth.operands), is_truth=True)


def _comparison(writer: _Writer, truth: Truth) -> Line:
    # any unit both sides are held in will do: theirs stay, no user has to bend to a comparison
    left, right = (operand for operand in truth.operands if isinstance(operand, Number))
    unit = common_step(writer.units[left], writer.units[right])
    return writer.line(truth.operation, writer.at(left, unit), writer.at(right, unit), is_truth=True)


_WRITTEN: Mapping[str, Callable[..., "Line | int"]] = MappingProxyType(
    {
        "leaf": _leaf,
        "flag": _Writer.column,
        "add": _plain,
        "subtract": _plain,
        "minimum": _plain,
        "maximum": _plain,
        "multiply": _product,
        "choose": _choice,
        "round": _rounding,
        "and": _truth,
        "or": _truth,
        "not": _truth,
        "=": _comparison,
        "≥": _comparison,
        ">": _comparison,
    }
)

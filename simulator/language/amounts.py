"""How a figure is cut, raised, moved and compared: by what it measures, exactly, whatever its writing.

Money changes by a percentage or by money (half-up to the fen), a rate by percentage points or a multiple
and never by a percentage, a count by a percentage or a count.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from simulator.glossary.keys import canonical_word
from simulator.language.scalars import quantity
from simulator.model import kinds
from simulator.model.document import ListNode, MappingNode, Node, Scalar
from simulator.model.kinds import Kind
from simulator.money import (
    FEN_OF_UNIT,
    LARGEST_FEN,
    LONGEST_NUMBER,
    exact_money,
    half_up,
    normalised,
    parse_count,
    parse_growth,
    parse_money,
    parse_number,
    parse_points,
    parse_rate,
    plain,
)
from simulator.problems import FindingError

FLAGS: Mapping[str, str] = MappingProxyType({"true": "yes", "false": "no"})
LOWER, HIGHER = -1, 1
Sign = int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by what it measures: money (in fen), share, points, multiple, count or number.

    `unit` is the money unit it is written in, or that a bare number stands for.
    """

    form: str
    value: Fraction
    unit: str | None = None


# ── reading ────────────────────────────────────────────────────────────────────────────────────────


def measured(node: Scalar, kind: Kind | None = None) -> Figure:
    """Return what a single value measures, by the kind that stands at its place, else by its own form.

    Raises FindingError when it is no figure.

    >>> from simulator.problems import NOWHERE
    >>> measured(Scalar("50%", NOWHERE)), measured(Scalar("2", NOWHERE, unit="万元"), kinds.Money()).form
    (Figure(form='share', value=Fraction(1, 2), unit=None), 'money')
    """
    reader = (
        _OF_AMOUNT[kind.yields] if isinstance(kind, kinds.Amount) else _MEASURES.get(type(kind), _own_form)
    )
    return reader(node)


def _money(node: Scalar) -> Figure:
    unit = _written_unit(node.text) or node.unit
    return Figure("money", Fraction(parse_money(node.text, node.unit)), unit)


def _share(node: Scalar) -> Figure:
    return Figure("share", parse_rate(node.text))


def _growth(node: Scalar) -> Figure:
    return Figure("share", parse_growth(node.text))


def _points(node: Scalar) -> Figure:
    return Figure("points", parse_points(node.text))


def _count(node: Scalar) -> Figure:
    return Figure("count", Fraction(parse_count(node.text)))


def _number(node: Scalar) -> Figure:
    return Figure("number", parse_number(node.text))


def _no_figure(node: Scalar) -> Figure:
    raise FindingError("O535", by=node.text)


def _own_form(node: Scalar) -> Figure:
    found = quantity(node.text, node.unit)
    if found.kind not in ("money", "share", "points", "multiple", "bare"):
        raise FindingError("O535", by=node.text)
    if found.kind == "bare":
        return Figure("number", found.value, node.unit)
    unit = _written_unit(node.text) if found.kind == "money" else None
    return Figure(found.kind, found.value, unit)


def _written_unit(text: str) -> str | None:
    longest_first = sorted(FEN_OF_UNIT, key=len, reverse=True)
    return next((unit for unit in longest_first if normalised(text).endswith(unit)), None)


def _as_wanted(node: Scalar) -> Figure:
    """Return money for a bare number of a file with a unit: a share is written with its mark."""
    found = _own_form(node)
    return _money(node) if found.form == "number" and node.unit is not None else found


_MEASURES: Mapping[type[Kind] | type[None], Callable[[Scalar], Figure]] = MappingProxyType(
    {
        kinds.Money: _money,
        kinds.RateKind: _share,
        kinds.Growth: _growth,
        kinds.PointsKind: _points,
        kinds.Count: _count,
        kinds.Number: _number,
        **dict.fromkeys(
            (
                kinds.Text,
                kinds.Identifier,
                kinds.Choice,
                kinds.Day,
                kinds.When,
                kinds.StageWord,
                kinds.Flag,
                kinds.Formula,
                kinds.Reference,
                kinds.Path,
            ),
            _no_figure,
        ),
    }
)

_OF_AMOUNT: Mapping[str, Callable[[Scalar], Figure]] = MappingProxyType(
    {"money": _money, "share": _share, "number": _number, "wanted": _as_wanted}
)


# ── changing ───────────────────────────────────────────────────────────────────────────────────────


def changed(old: Figure, size: Figure, sign: Sign, by: str) -> Figure:
    """Return a figure raised or cut by a size; `by` is the size as written, for the messages.

    Raises FindingError O532–O537 when the size does not suit the figure or goes the other way.
    """
    if size.value < 0:
        raise FindingError("O535", by=by)
    change = _CHANGES.get((old.form, size.form))
    if change is None:
        raise FindingError(_UNSUITED.get(old.form, "O535"), by=by)
    return change(old, size, sign)


def _by_share(old: Figure, size: Figure, sign: Sign) -> Figure:
    return Figure(old.form, old.value * (1 + sign * size.value), old.unit)


def _by_share_to_the_fen(old: Figure, size: Figure, sign: Sign) -> Figure:
    return Figure(old.form, Fraction(half_up(old.value * (1 + sign * size.value))), old.unit)


def _by_as_much(old: Figure, size: Figure, sign: Sign) -> Figure:
    return Figure(old.form, old.value + sign * size.value, old.unit)


def _by_bare_money(old: Figure, size: Figure, sign: Sign) -> Figure:
    return Figure(old.form, old.value + sign * _in_fen(size), old.unit)


def _as_money(old: Figure, size: Figure, sign: Sign) -> Figure:
    return Figure("money", _in_fen(old) + sign * size.value, old.unit)


def _by_multiple(old: Figure, size: Figure, sign: Sign) -> Figure:
    # raised by 0.9x, or cut by 1.1x, would go the other way than the verb says
    if (size.value - 1) * sign <= 0:
        raise FindingError("O537", by=plain(size.value) + "x")
    return Figure(old.form, old.value * size.value, old.unit)


def _in_fen(figure: Figure) -> Fraction:
    if figure.value and figure.unit is None:
        raise FindingError("M103", text=plain(figure.value))
    return figure.value * FEN_OF_UNIT[figure.unit or "分"]


_Change = Callable[[Figure, Figure, Sign], Figure]
_CHANGES: Mapping[tuple[str, str], _Change] = MappingProxyType(
    {
        ("money", "share"): _by_share_to_the_fen,
        ("money", "money"): _by_as_much,
        ("money", "number"): _by_bare_money,
        ("share", "points"): _by_as_much,
        ("share", "multiple"): _by_multiple,
        ("points", "points"): _by_as_much,
        ("points", "multiple"): _by_multiple,
        ("multiple", "share"): _by_share,
        ("count", "share"): _by_share,
        ("count", "number"): _by_as_much,
        ("number", "share"): _by_share,
        ("number", "number"): _by_as_much,
        ("number", "money"): _as_money,
        ("number", "points"): _by_as_much,
        ("number", "multiple"): _by_multiple,
    }
)
_UNSUITED = MappingProxyType(
    {"money": "O532", "share": "O533", "points": "O533", "count": "O534", "number": "O534"}
)


def moved(old: Figure, part: Figure, sign: Sign, facts: tuple[str, str]) -> Figure:
    """Return a figure after a part of its own kind was taken out of it or put in.

    `facts` are the figure's path and the part as written. Raises FindingError O541 when they are of
    different kinds: the total could not be kept then.
    """
    change = _MOVES.get((old.form, part.form))
    if change is None or part.value < 0:
        raise FindingError("O541", path=facts[0], text=facts[1])
    return change(old, part, sign)


_MOVES: Mapping[tuple[str, str], _Change] = MappingProxyType(
    {
        ("money", "money"): _by_as_much,
        ("money", "number"): _by_bare_money,
        ("share", "share"): _by_as_much,
        ("share", "points"): _by_as_much,
        ("points", "points"): _by_as_much,
        ("count", "number"): _by_as_much,
        ("number", "number"): _by_as_much,
    }
)


# ── writing ────────────────────────────────────────────────────────────────────────────────────────


def written(figure: Figure, kind: Kind | None, path: str) -> str:
    """Return a figure as text that reads back as exactly this figure.

    Raises FindingError O536 when it is out of range at its place, O538 when a count is not whole, O539
    when it cannot be written exactly.

    >>> written(Figure("money", Fraction(993_780_000), "万元"), None, "a")
    '993.78万元'
    """
    # written as a person would have: what an overlay computes is read again like any other line
    text = _WRITERS[figure.form](figure)
    if figure.form == "count" and figure.value.denominator != 1:
        raise FindingError("O538", path=path, after=text)
    if not _in_range(figure, kind):
        raise FindingError("O536", path=path, after=text)
    if len(text) > LONGEST_NUMBER or ("/" in text and figure.form in ("points", "multiple")):
        raise FindingError("O539", path=path, after=text[:LONGEST_NUMBER])
    return text


def _in_range(figure: Figure, kind: Kind | None) -> bool:
    least = _least(kind)
    signed = isinstance(kind, kinds.Money) and kind.signed
    most = _most(figure, kind)
    return (signed or figure.value >= least) and (most is None or abs(figure.value) <= most)


def _least(kind: Kind | None) -> int:
    if isinstance(kind, kinds.Growth):
        return -1
    return kind.at_least if isinstance(kind, kinds.Count) else 0


def _most(figure: Figure, kind: Kind | None) -> int | None:
    if figure.form == "money":
        return LARGEST_FEN
    a_share = isinstance(kind, kinds.RateKind) or (isinstance(kind, kinds.Amount) and kind.yields == "share")
    return 1 if a_share else None


def _money_text(figure: Figure) -> str:
    return exact_money(int(figure.value), figure.unit or "元")


def _share_text(figure: Figure) -> str:
    percent = plain(figure.value * 100)
    return plain(figure.value) if "/" in percent else percent + "%"


_WRITERS: Mapping[str, Callable[[Figure], str]] = MappingProxyType(
    {
        "money": _money_text,
        "share": _share_text,
        "points": lambda figure: plain(figure.value * 100) + "pp",
        "multiple": lambda figure: plain(figure.value) + "x",
        "count": lambda figure: plain(figure.value),
        "number": lambda figure: plain(figure.value),
    }
)


# ── comparing ──────────────────────────────────────────────────────────────────────────────────────


def same(one: Node, other: Node, kind: Kind | None = None) -> bool:
    """Return whether two nodes say the same, whatever their writing: 1104.2 and 1,104.20万元, 50% and 1/2.

    The order of a mapping's keys says nothing; words are equal to their Chinese forms.
    """
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return _same_figure(one, other, kind)
    if isinstance(one, ListNode) and isinstance(other, ListNode):
        return len(one.items) == len(other.items) and all(map(same, one.items, other.items))
    if isinstance(one, MappingNode) and isinstance(other, MappingNode):
        return sorted(one.keys()) == sorted(other.keys()) and all(
            same(entry.value, theirs) for entry in one.entries if (theirs := other.get(entry.key)) is not None
        )
    return False


def _word(node: Scalar) -> str:
    word = canonical_word(" ".join(node.text.split()))
    return FLAGS.get(word, word)


def _same_figure(one: Scalar, other: Scalar, kind: Kind | None) -> bool:
    try:
        first, second = measured(one, kind), measured(other, kind)
        return _comparable(first, second.form) == _comparable(second, first.form)
    except FindingError:
        return _word(one) == _word(other)


def _comparable(figure: Figure, beside: str) -> tuple[str, Fraction]:
    """Return a figure such that a bare number equals money of its unit, and a share of the same size."""
    if beside == "money" and figure.form == "number":
        return "money", _in_fen(figure)
    return ("number" if figure.form == "share" else figure.form), figure.value

"""The reader of a synthetic column: a fixed value, or one of the draws, typed by the values written in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Any

from simulator.expression import Type
from simulator.glossary.keys import canonical_word
from simulator.glossary.shapes import SCALAR
from simulator.language.context import MISSING, Context, Missing
from simulator.language.scalars import FLAGS, quantity
from simulator.language.words import Chosen, choose, instance
from simulator.model import kinds
from simulator.model.document import ListNode, MappingNode, Node, Scalar
from simulator.model.kinds import Quantity
from simulator.model.scenario import Draw
from simulator.model.table import ColumnType
from simulator.problems import FindingError, Place

NO_FRACTION = Fraction(0)


@dataclass(frozen=True, slots=True)
class Scattered:
    """A draw around a mean; `zero` is the share of rows that have none, `total` what all add up to."""

    mean: Annotated[Quantity, kinds.Literal()]
    sd: Annotated[Quantity, kinds.Literal()]
    zero: Annotated[Fraction, kinds.RateKind()] = NO_FRACTION
    total: Annotated[Quantity | None, kinds.Literal()] = None
    round_to: Annotated[Quantity | None, kinds.Literal()] = None


@dataclass(frozen=True, slots=True)
class Lognormal(Scattered):
    """A skewed draw of positive values, as costs and grants are."""


@dataclass(frozen=True, slots=True)
class Normal(Scattered):
    """A symmetric draw around a mean."""


@dataclass(frozen=True, slots=True)
class Uniform:
    """Every value between two bounds equally likely, both included."""

    from_: Annotated[Quantity, kinds.Literal()]
    to: Annotated[Quantity, kinds.Literal()]
    zero: Annotated[Fraction, kinds.RateKind()] = NO_FRACTION
    total: Annotated[Quantity | None, kinds.Literal()] = None
    round_to: Annotated[Quantity | None, kinds.Literal()] = None


@dataclass(frozen=True, slots=True)
class OneOfValues:
    """One of several values, each with its weight; equally likely when no weights are written."""

    values: Annotated[tuple[str, ...], kinds.ListOf(kinds.Text())]
    weights: Annotated[tuple[Fraction, ...], kinds.ListOf(kinds.RateKind())] = ()


DRAWS: Mapping[str, type[Any]] = MappingProxyType(
    {"lognormal": Lognormal, "normal": Normal, "uniform": Uniform, "choice": OneOfValues}
)
FIXED = "fixed"
TYPE_OF_FIGURE: Mapping[str, Type] = MappingProxyType(
    {"money": Type("money"), "share": Type("share"), "date": Type("date"), "yes_no": Type("yes_no")}
)
SMALLEST: Mapping[str, Fraction] = MappingProxyType({"share": Fraction(1, 1000)})


def read_draw(_: kinds.DrawKind, node: Node, context: Context) -> Draw | Missing:
    """Return how a column is drawn; its type is told by the values written.

    Money must carry its unit in every draw (`mean: 300万元`): a file's own unit is for budgets, and a bare
    number in a draw is a number. Bare values make a count when they are whole, or when they are rounded to
    whole numbers (as they are unless `round_to` says otherwise), and a number if not. `%` makes a share,
    yes and no a condition, a date a date, any other words a category.
    """
    if isinstance(node, Scalar):
        return _value(node, context)
    chosen = choose(node, (*DRAWS, FIXED), context)
    if isinstance(chosen, Missing):
        return MISSING
    if chosen.word == FIXED:
        return _fixed(chosen.settings, chosen.context)
    named = _named_values(chosen)
    if named is not None:
        return _weighted(named, chosen.context)
    settings = instance(chosen, DRAWS[chosen.word])
    if isinstance(settings, Missing):
        return MISSING
    return _DRAWN[chosen.word](chosen, settings)


def _value(node: Scalar, context: Context) -> Draw | Missing:
    """Return a draw that is the same value everywhere; a draw's own word alone is no value."""
    word = canonical_word(node.text)
    if word in DRAWS:
        return context.no_settings(word)
    return _fixed(None if word == FIXED else node, context)


# ── values with weights ────────────────────────────────────────────────────────────────────────────


def _named_values(chosen: Chosen) -> MappingNode | None:
    """Return the values written as keys with their weights (`choice: {电子: 30%, 其他: 70%}`), if any."""
    settings = chosen.settings
    by_name = chosen.word == "choice" and isinstance(settings, MappingNode) and settings.get("values") is None
    return settings if by_name and isinstance(settings, MappingNode) else None


def _weighted(named: MappingNode, context: Context) -> Draw | Missing:
    pairs = context.read(kinds.Named(kinds.RateKind()), named)
    if len(pairs) < len(named.entries):
        return MISSING
    # the order of a mapping's keys is no meaning, and so must not reach the draw
    by_value = sorted(
        zip(named.entries, pairs, strict=True), key=lambda each: canonical_word(each[0].written)
    )
    nodes = tuple(Scalar(entry.written, entry.place) for entry, _ in by_value)
    return _checked_choice(nodes, tuple(weight for _, (_, weight) in by_value), context)


def _choice(chosen: Chosen, settings: OneOfValues) -> Draw | Missing:
    node = chosen.settings.get("values") if isinstance(chosen.settings, MappingNode) else None
    if not isinstance(node, ListNode) or len(settings.values) < len(node.items):
        return MISSING
    nodes = tuple(item for item in node.items if isinstance(item, Scalar))
    weights = settings.weights or (Fraction(1, len(nodes)),) * len(nodes)
    return _checked_choice(nodes, weights, chosen.context)


def _checked_choice(
    nodes: tuple[Scalar, ...], weights: tuple[Fraction, ...], context: Context
) -> Draw | Missing:
    if len(weights) != len(nodes) or sum(weights) != 1:
        return context.report(context.key, "S220", values=len(nodes), weights=len(weights))
    return _valued("choice", nodes, weights, context)


def _fixed(settings: Node | None, context: Context) -> Draw | Missing:
    if isinstance(settings, Scalar):
        return _valued(FIXED, (settings,), (Fraction(1),), context)
    return context.no_settings(FIXED) if settings is None else context.wrong_form(settings, SCALAR)


def _valued(
    word: str, nodes: tuple[Scalar, ...], weights: tuple[Fraction, ...], context: Context
) -> Draw | Missing:
    figures = tuple(figure_as_written(node.text) for node in nodes)
    odd = next((i for i, each in enumerate(figures) if each.kind != figures[0].kind), None)
    if odd is not None:
        return context.report(nodes[odd].place, "S219", text=nodes[odd].text, other=nodes[0].text)
    drawn = type_of_figures(figures)
    if drawn is None:
        return context.refuse(nodes[0], FindingError("S221", text=nodes[0].text))
    return Draw(
        word, drawn, mean=figures[0].value, values=tuple(each.text for each in figures), weights=weights
    )


def figure_as_written(text: str) -> Quantity:
    """Return a value as a figure; what is no figure is the name of a category."""
    word = canonical_word(text)
    if word in FLAGS:
        return Quantity(Fraction(FLAGS[word]), "yes_no", "yes" if FLAGS[word] else "no")
    try:
        return quantity(text)
    except FindingError:
        return Quantity(NO_FRACTION, "text", text)


def type_of_figures(figures: tuple[Quantity, ...]) -> ColumnType | None:
    """Return the type of a column that holds these values, all of one kind; None for a kind no column has."""
    kind = figures[0].kind
    if kind == "text":
        return ColumnType(Type("category", tuple(dict.fromkeys(each.text for each in figures))))
    return _numeric_type(kind, all(each.value.denominator == 1 for each in figures))


def _numeric_type(kind: str, whole: bool) -> ColumnType | None:
    if kind == "bare":
        return ColumnType(Type("count" if whole else "number"))
    known = TYPE_OF_FIGURE.get(kind)
    return None if known is None else ColumnType(known, unit="元" if kind == "money" else None)


# ── values spread around or between figures ────────────────────────────────────────────────────────


def _spread(chosen: Chosen, settings: Lognormal | Normal) -> Draw | Missing:
    drawn = _type_of_spread(chosen, settings.mean, settings)
    if isinstance(drawn, Missing):
        return MISSING
    impossible = settings.sd.value < 0 or (chosen.word == "lognormal" and settings.mean.value <= 0)
    if impossible or _rounds_to_nothing(settings):
        return chosen.context.report(chosen.context.key, "S222", word=chosen.word)
    return Draw(
        chosen.word, drawn, mean=settings.mean.value, sd=settings.sd.value, **_finish(settings, drawn)
    )


def _uniform(chosen: Chosen, settings: Uniform) -> Draw | Missing:
    drawn = _type_of_spread(chosen, settings.from_, settings)
    if isinstance(drawn, Missing):
        return MISSING
    if settings.from_.value > settings.to.value or _rounds_to_nothing(settings):
        return chosen.context.report(chosen.context.key, "S222", word=chosen.word)
    return Draw(
        "uniform", drawn, low=settings.from_.value, high=settings.to.value, **_finish(settings, drawn)
    )


def _rounds_to_nothing(settings: Lognormal | Normal | Uniform) -> bool:
    return settings.round_to is not None and settings.round_to.value <= 0


def _type_of_spread(
    chosen: Chosen, first: Quantity, settings: Lognormal | Normal | Uniform
) -> ColumnType | Missing:
    """Return the column's type, when every figure of the draw is of the first one's kind."""
    names = ("mean", "sd", "from_", "to", "total", "round_to")
    others = (getattr(settings, name, None) for name in names)
    odd = next((each for each in others if each is not None and each.kind != first.kind), None)
    if odd is not None:
        return chosen.context.report(_place_of(chosen, odd), "S219", text=odd.text, other=first.text)
    quantum = settings.round_to.value if settings.round_to else Fraction(1)
    drawn = _numeric_type(first.kind, quantum.denominator == 1)
    if drawn is None or drawn.type.kind == "yes_no":
        return chosen.context.report(_place_of(chosen, first), "S221", text=first.text)
    return drawn


def _finish(settings: Lognormal | Normal | Uniform, drawn: ColumnType) -> dict[str, Any]:
    smallest = SMALLEST.get(drawn.type.kind, Fraction(1))
    return {
        "zero": settings.zero,
        "total": settings.total.value if settings.total else None,
        "round_to": settings.round_to.value if settings.round_to else smallest,
    }


def _place_of(chosen: Chosen, figure: Quantity) -> Place:
    """Return where a figure of the settings is written."""
    entries = chosen.settings.entries if isinstance(chosen.settings, MappingNode) else ()
    written = (each.value for each in entries if isinstance(each.value, Scalar))
    return next((each.place for each in written if each.text == figure.text), chosen.context.key)


_DRAWN: Mapping[str, Callable[[Chosen, Any], Draw | Missing]] = MappingProxyType(
    {"lognormal": _spread, "normal": _spread, "uniform": _uniform, "choice": _choice}
)

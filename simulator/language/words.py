"""Readers of choices among registered words: one award step, method, measure, goal or sort key, and steps."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from simulator.glossary.keys import canonical_word
from simulator.glossary.shapes import MAPPING, ONE_WORD
from simulator.language.context import MISSING, Context, Missing, Reader
from simulator.language.records import build, build_short, fields_of
from simulator.language.scalars import in_words, nearest, read_amount, read_formula
from simulator.model import kinds
from simulator.model.document import ListNode, MappingNode, Node, Scalar
from simulator.model.goals import AIM_UNITS, AIM_WORDS, Aim
from simulator.model.kinds import Kind
from simulator.model.limits import Measure, Selector
from simulator.model.method import DIRECTIONS, SortKey
from simulator.model.step import Step
from simulator.problems import Place

HOLDS_A_MAPPING = (
    kinds.Named,
    kinds.InTurn,
    kinds.Conditions,
    kinds.ById,
    kinds.Steps,
    kinds.OneOf,
    kinds.Either,
)


class Chosen(NamedTuple):
    """A word that was chosen: its canonical form, its settings if any, and the context they are read in."""

    word: str
    settings: Node | None
    context: Context


def choose(node: Node, words: tuple[str, ...], context: Context) -> Chosen | Missing:
    """Return which of the words stands here, bare or as the one key of a mapping."""
    if isinstance(node, Scalar):
        return _bare_word(node, words, context)
    if not isinstance(node, MappingNode):
        return context.wrong_form(node, ONE_WORD)
    if len(node.entries) != 1:
        return _not_one(node, words, context)
    entry = node.entries[0]
    if entry.key not in words:
        return _unknown(entry.written, entry.place, words, context)
    return Chosen(entry.key, entry.value, context.under(entry))


def _bare_word(node: Scalar, words: tuple[str, ...], context: Context) -> Chosen | Missing:
    canonical = canonical_word(node.text)
    if canonical not in words:
        return _unknown(node.text, node.place, words, context)
    return Chosen(canonical, None, replace(context, key=node.place))


def _unknown(text: str, place: Place, words: tuple[str, ...], context: Context) -> Missing:
    return context.report(place, "S205", text=text, nearest=nearest(text, words), words=in_words(text, words))


def _not_one(node: MappingNode, words: tuple[str, ...], context: Context) -> Missing:
    found = ", ".join(entry.written for entry in node.entries) or "—"
    place = node.entries[1].place if len(node.entries) > 1 else node.place
    sample = node.entries[0].written if node.entries else ""
    return context.report(place, "S210", found=found, words=in_words(sample, words), where=context.where)


# ── settings ───────────────────────────────────────────────────────────────────────────────────────


def instance(chosen: Chosen, record: type[Any]) -> Any:
    """Return the record that a word stands for, made of its settings.

    Settings are a mapping of the record's fields, or the value of its `short` field alone.
    """
    if chosen.settings is None:
        return build(record, (), chosen.context)
    short: str | None = getattr(record, "short", None)
    if isinstance(chosen.settings, MappingNode) and not _is_short(
        chosen.settings, record, short, chosen.context
    ):
        return build(record, chosen.settings.entries, chosen.context)
    if short is None:
        return chosen.context.wrong_form(chosen.settings, MAPPING)
    return build_short(record, short, chosen.settings, chosen.context)


def _is_short(settings: MappingNode, record: type[Any], short: str | None, context: Context) -> bool:
    """Return whether a mapping is the short field's own value: the limbs of a sum, the measure of an aim."""
    if short is None:
        return False
    allowed = fields_of(record)
    kind, own = allowed[short].kind, [entry for entry in settings.entries if entry.key in allowed]
    if isinstance(kind, kinds.Amount | kinds.Base):
        # a single step may stand for the amount; any other key is a setting misspelt
        return not own and all(entry.key in context.registries.rules for entry in settings.entries)
    return isinstance(kind, HOLDS_A_MAPPING) and not own


# ── registries ─────────────────────────────────────────────────────────────────────────────────────


def read_one_of(kind: kinds.OneOf, node: Node, context: Context) -> Any:
    """Return the instance that the registry's word gives."""
    return _REGISTRIES[kind.registry](node, context)


def _step(node: Node, context: Context) -> Any:
    return _registered(node, context.registries.rules, context)


def _method(node: Node, context: Context) -> Any:
    return _registered(node, context.registries.methods, context)


def _registered(node: Node, registry: Mapping[str, type[Any]], context: Context) -> Any:
    chosen = choose(node, tuple(registry), context)
    return MISSING if isinstance(chosen, Missing) else instance(chosen, registry[chosen.word])


def _goal(node: Node, context: Context) -> Any:
    return _registered(node, context.registries.goals, context)


def _aim(node: Node, context: Context) -> Aim | Missing:
    """Return an aim: a bare word, a word with settings of its own, or a measure over its selector."""
    aims, measures = context.registries.aims, context.registries.measures
    words = AIM_WORDS if isinstance(node, Scalar) else measures
    chosen = choose(node, (*words, *aims), context)
    if isinstance(chosen, Missing):
        return MISSING
    if chosen.word in aims:
        settings = instance(chosen, aims[chosen.word])
        return MISSING if settings is MISSING else Aim(chosen.word, settings=settings)
    if chosen.settings is None and chosen.word in AIM_UNITS:
        return Aim(chosen.word)
    measure = _chosen_measure(chosen)
    return MISSING if isinstance(measure, Missing) else Aim(measure=measure)


def _measure(node: Node, context: Context) -> Measure | Missing:
    """Return a measure over its selector; a figure may be named alone (`{figure: pool}`)."""
    chosen = choose(node, context.registries.measures, context)
    return MISSING if isinstance(chosen, Missing) else _chosen_measure(chosen)


def _chosen_measure(chosen: Chosen) -> Measure | Missing:
    selector = _selector(chosen)
    return MISSING if isinstance(selector, Missing) else Measure(chosen.word, selector)


def _selector(chosen: Chosen) -> Selector | Missing:
    settings = chosen.settings
    if settings is None:
        return Selector()
    if isinstance(settings, Scalar) and chosen.word == "figure":
        figure = chosen.context.read(kinds.Reference("figures"), settings)
        return MISSING if figure is MISSING else Selector(figure=figure)
    selector: Selector | Missing = chosen.context.read(kinds.Record(Selector), settings)
    return selector


def _sort_key(node: Node, context: Context) -> SortKey | Missing:
    chosen = choose(node, DIRECTIONS, context)
    if isinstance(chosen, Missing):
        return MISSING
    if chosen.settings is None:
        return chosen.context.no_settings(chosen.word)
    by = chosen.context.read(kinds.Formula("any"), chosen.settings)
    return MISSING if by is MISSING else SortKey(chosen.word, by)


# ── award steps ────────────────────────────────────────────────────────────────────────────────────


def read_steps(_: Kind, node: Node, context: Context) -> tuple[Step, ...] | Missing:
    """Return the steps that are good, in order; one step may stand without a list."""
    if not isinstance(node, ListNode):
        step = _step(node, context)
        return MISSING if step is MISSING else (step,)
    if not node.items:
        return context.report(context.key, "S214", key=context.trail[-1], where=".".join(context.trail[:-1]))
    steps = [_step(item, context.at(item)) for item in node.items]
    return tuple(step for step in steps if step is not MISSING)


_REGISTRIES: Mapping[str, Callable[[Node, Context], Any]] = MappingProxyType(
    {
        "rules": _step,
        "methods": _method,
        "goals": _goal,
        "aims": _aim,
        "measures": _measure,
        "sort_keys": _sort_key,
    }
)


def read_worth(kind: kinds.Amount, node: Node, context: Context) -> Any:
    """Return an amount: a literal, an expression, or the steps that make it."""
    wanted = context.wanted if kind.yields == "wanted" else kind.yields
    if isinstance(node, Scalar):
        return read_amount(kinds.Amount(wanted), node, context)
    return read_steps(kind, node, replace(context, wanted=wanted))


def read_base(kind: kinds.Base, node: Node, context: Context) -> Any:
    """Return a base: an expression, or the steps that make it."""
    if isinstance(node, Scalar):
        # a base of any kind is still one that can be measured: no yes or no, text or category
        yields = "ordered" if kind.yields == "any" else kind.yields
        return read_formula(kinds.Formula(yields), node, context)
    wanted = "number" if kind.yields == "numeric" else "money"
    return read_steps(kind, node, replace(context, wanted=wanted))


WORDS: Mapping[type[Kind], Reader] = MappingProxyType(
    {
        kinds.OneOf: read_one_of,
        kinds.Steps: read_steps,
        kinds.Amount: read_worth,
        kinds.Base: read_base,
    }
)

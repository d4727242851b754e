"""What may stand at a place, in words: one sentence a declared kind, and what is meant without it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from simulator.glossary import CHINESE_KEYS, Language, word
from simulator.language.records import Field
from simulator.model import kinds
from simulator.model.kinds import Kind
from simulator.money import exact_money, plain

ITEM, ANY_NAME = "[]", ".*"
NOTHING = "—"


def spelled(key: str, language: Language) -> str:
    """Return one of our words in a language, as code.

    >>> spelled("cap", "zh"), spelled("cap", "en")
    ('`封顶`', '`cap`')
    """
    return f"`{path_in(key, language)}`"


def path_in(path: str, language: Language) -> str:
    """Return a path of our words in a language; what is no word of ours stays.

    >>> path_in("programmes.*.envelope", "zh")
    '专项.*.总额'
    """
    if language == "en":
        return path
    return ".".join(_in_chinese(name) for name in path.split("."))


def _in_chinese(name: str) -> str:
    own = name.removesuffix(ITEM)
    return CHINESE_KEYS.get(own, own) + name[len(own) :]


# ── what may stand there ───────────────────────────────────────────────────────────────────────────


def takes(kind: Kind, path: str, language: Language) -> str:
    """Return what may stand at a path where a kind is due.

    >>> takes(kinds.ListOf(kinds.Money(), or_one=True), "cash.demands", "en")
    'one or a list of: money'
    """
    return _TAKES[type(kind)](kind, path, language)


def records_in(kind: Kind, path: str) -> Iterator[tuple[str, type[Any]]]:
    """Yield the records that may stand at a path, each with its own path."""
    if isinstance(kind, kinds.Record):
        yield path, kind.of
    elif isinstance(kind, kinds.ById):
        yield path + ANY_NAME, kind.of
    elif isinstance(kind, kinds.Named):
        yield from records_in(kind.item, path + ANY_NAME)
    elif isinstance(kind, kinds.ListOf):
        yield from records_in(kind.item, path + ITEM)
    elif isinstance(kind, kinds.Either):
        yield from records_in(kind.other, path)


def _said(key: str) -> Callable[[Kind, str, Language], str]:
    return lambda _, __, language: word(key).say(language)


def _yielding(key: str) -> Callable[[Any, str, Language], str]:
    return lambda kind, _, language: word(f"{key}_{kind.yields}").say(language)


def _filled(key: str, language: Language, **facts: object) -> str:
    return word(key).say(language).format(**facts)


def _money(kind: kinds.Money, _: str, language: Language) -> str:
    key = "takes_signed_money" if kind.signed else "takes_money_or_figure" if kind.figure else "takes_money"
    return word(key).say(language)


def _choice(kind: kinds.Choice, _: str, language: Language) -> str:
    return ", ".join(spelled(each, language) for each in kind.words)


def _reference(kind: kinds.Reference, _: str, language: Language) -> str:
    sections = ", ".join(path_in(each, language) for each in kind.sections)
    return _filled("takes_reference", language, section=sections)


def _list(kind: kinds.ListOf, path: str, language: Language) -> str:
    key = "takes_list_or_one" if kind.or_one else "takes_list"
    return _filled(key, language, item=takes(kind.item, path + ITEM, language))


def _named(kind: kinds.Named, path: str, language: Language) -> str:
    return _filled("takes_named", language, item=takes(kind.item, path + ANY_NAME, language))


def _by_moment(kind: kinds.ByMoment, path: str, language: Language) -> str:
    return _filled("takes_by_moment", language, item=takes(kind.item, path + ANY_NAME, language))


def _in_turn(kind: kinds.InTurn, path: str, language: Language) -> str:
    return _filled("takes_in_turn", language, item=takes(kind.item, path + ANY_NAME, language))


def _either(kind: kinds.Either, path: str, language: Language) -> str:
    both = {"scalar": takes(kind.scalar, path, language), "other": takes(kind.other, path, language)}
    return _filled("takes_either", language, **both)


_TAKES: Mapping[type[Kind], Callable[[Any, str, Language], str]] = MappingProxyType(
    {
        kinds.Text: _said("takes_text"),
        kinds.Identifier: _said("takes_id"),
        kinds.Money: _money,
        kinds.RateKind: _said("takes_rate"),
        kinds.Growth: _said("takes_growth"),
        kinds.PointsKind: _said("takes_points"),
        kinds.Count: lambda kind, _, language: _filled("takes_count", language, least=kind.at_least),
        kinds.Number: _said("takes_number"),
        kinds.Flag: _said("takes_flag"),
        kinds.Choice: _choice,
        kinds.Formula: _yielding("takes_formula"),
        kinds.Amount: _yielding("takes_amount"),
        kinds.Base: _yielding("takes_base"),
        kinds.Edge: _said("takes_edge"),
        kinds.Literal: _said("takes_literal"),
        kinds.Day: _said("takes_day"),
        kinds.When: _said("takes_moment"),
        kinds.ByMoment: _by_moment,
        kinds.Line: _said("takes_line"),
        kinds.StageWord: _said("takes_stage"),
        kinds.Timetables: _said("takes_calendar"),
        kinds.Reference: _reference,
        kinds.Path: _said("takes_path"),
        kinds.Record: lambda _, path, language: _filled(
            "takes_record", language, path=path_in(path, language)
        ),
        kinds.ById: lambda _, path, language: _filled(
            "takes_by_id", language, path=path_in(path + ANY_NAME, language)
        ),
        kinds.Named: _named,
        kinds.InTurn: _in_turn,
        kinds.Conditions: _said("takes_conditions"),
        kinds.ListOf: _list,
        kinds.Either: _either,
        kinds.OneOf: lambda kind, _, language: word(f"takes_{kind.registry}").say(language),
        kinds.Steps: _said("takes_steps"),
        kinds.Cells: _said("takes_cells"),
        kinds.ColumnKind: _said("takes_column"),
        kinds.DrawKind: _said("takes_draw"),
    }
)


# ── what is meant without it ───────────────────────────────────────────────────────────────────────


def left_out(record: type[Any], field: Field, language: Language) -> str:
    """Return what is meant where a field is not written: its default, or that it must be there.

    >>> from simulator.language.records import fields_of
    >>> from simulator.model.method import Tier
    >>> from simulator.rules.adjust import Cap
    >>> [left_out(Cap, fields_of(Cap)[key], "en") for key in ("amount", "over", "when")]
    ['required', '`clip`', '—']
    """
    if field.required:
        return word("reference_required").say(language)
    default = next(each.default for each in fields(record) if each.name == field.name)
    return _shown(default, field.kind, language)


def _shown(default: Any, kind: Kind, language: Language) -> str:
    if isinstance(default, bool):
        return spelled("yes" if default else "no", language)
    if isinstance(default, str) and default:
        return spelled(default, language)
    if isinstance(default, int) and isinstance(kind, kinds.Money):
        return exact_money(default, "元")
    if isinstance(default, int | Fraction):
        return plain(Fraction(default) * 100) + "%" if isinstance(kind, kinds.RateKind) else str(default)
    return NOTHING

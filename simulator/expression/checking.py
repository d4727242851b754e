"""Names resolved and kinds checked: tree and scope to a typed tree, with every fault found at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from simulator.expression.kinds import BARE, DATE_SUMS, MEETINGS, PRODUCTS, QUOTIENTS, either_way
from simulator.expression.tree import (
    Arithmetic,
    Call,
    Comparison,
    Constant,
    Expression,
    Logic,
    Membership,
    Name,
    Node,
    Prefix,
)
from simulator.expression.values import AMOUNTS, KIND_WORDS, ORDERED, Finding, Kind, Type
from simulator.problems import Fact

Scope = Mapping[str, Type]
YES_NO = Type("yes_no")
_JOINED = ("不属于", "属于", "且", "或", "非")
_INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Typed:
    """A node whose type is known: an action on operands, or a constant's value, or a column's name."""

    node: Node
    type: Type
    action: str
    operands: tuple["Typed", ...] = ()
    value: Fraction | bool | str | int = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _Check:
    """One check under way: the text, the types in scope, and the findings so far."""

    text: str
    scope: Scope
    findings: list[Finding]

    def add(self, node: Node, code: str, **facts: Fact) -> None:
        self.findings.append(
            Finding(node.offset, node.width, code, tuple(sorted(facts.items(), key=_name_of)))
        )

    def written(self, node: Node) -> str:
        return self.text[node.offset : node.offset + node.width]


def check(expression: Expression, scope: Scope) -> tuple[Type | None, tuple[Finding, ...]]:
    """Return the type of an expression and all its faults in the order of the text; None when it has no type.

    `scope` gives the type of each column and figure. A name outside it is a category of the category
    column it is compared with, or a text beside a text column; anywhere else it is a fault.

    >>> from simulator.expression import parse
    >>> check(parse("annual_rent > 1000"), {"annual_rent": Type("money")})[1][0].code
    'E302'
    """
    typed, findings = elaborate(expression, scope)
    return (typed.type if typed else None), findings


def require(
    expression: Expression, scope: Scope, kinds: tuple[Kind, ...]
) -> tuple[Type | None, tuple[Finding, ...]]:
    """Return what `check` returns, with one more fault when the type is none of the kinds wanted.

    >>> from simulator.expression import CONDITION, parse
    >>> require(parse("annual_rent"), {"annual_rent": Type("money")}, CONDITION)[1][0].code
    'E312'
    """
    found, findings = check(expression, scope)
    if found is None or found.kind in kinds:
        return found, findings
    node = expression.tree
    facts = (("found", KIND_WORDS[found.kind]), ("wanted", KIND_WORDS[kinds[0]]))
    return found, (*findings, Finding(node.offset, node.width, "E312", facts))


def elaborate(expression: Expression, scope: Scope) -> tuple[Typed | None, tuple[Finding, ...]]:
    """Return the typed tree (None when untypable) and the faults; only a faultless tree may be evaluated."""
    at_work = _Check(expression.text, scope, [])
    typed = _typed(expression.tree, at_work)
    return typed, tuple(sorted(at_work.findings, key=lambda each: (each.offset, each.width, each.code)))


def _typed(node: Node, at_work: _Check) -> Typed | None:
    return _BY_NODE[type(node)](node, at_work)


# ── leaves ─────────────────────────────────────────────────────────────────────────────────────────


def _constant(node: Constant, _: _Check) -> Typed:
    return Typed(node, Type(node.kind), "constant", value=node.value, bare=node.bare)


def _column(node: Name, at_work: _Check) -> Typed | None:
    if node.text in at_work.scope:
        return Typed(node, at_work.scope[node.text], "column", value=node.text)
    joined = next((word for word in _JOINED if _joins(word, node.text, at_work.scope)), "")
    if joined:
        at_work.add(node, "E203", text=node.text, word=joined)
    else:
        near = _nearest(node.text, tuple(at_work.scope))
        at_work.add(node, "E201", text=node.text, names=", ".join(at_work.scope) or "—", **near)
    return None


def _joins(word: str, text: str, scope: Scope) -> bool:
    """Return whether a name holds a connecting word beside a known name, as in `战略性且已注册`."""
    return word in text and any(part in scope for part in text.split(word))


def _nearest(text: str, known: tuple[str, ...]) -> dict[str, Fact]:
    near = get_close_matches(text, known, n=1)
    return {"nearest": near[0]} if near else {}


# ── arithmetic ─────────────────────────────────────────────────────────────────────────────────────


def _arithmetic(node: Arithmetic, at_work: _Check) -> Typed | None:
    left, right = _typed(node.left, at_work), _typed(node.right, at_work)
    if left is None or right is None:
        return None
    if node.operator == "/" and right.action == "constant" and right.value == 0:
        at_work.add(node.right, "E311")
        return None
    if left.bare and right.bare:
        return _bare(node, _FOLD[node.operator](left.value, right.value))
    kind = _KIND_OF[node.operator](node, left, right, at_work)
    return Typed(node, Type(kind), node.operator, (left, right)) if kind else None


def _bare(node: Node, value: Fraction) -> Typed:
    kind: Kind = "count" if value.denominator == 1 else "number"
    return Typed(node, Type(kind), "constant", value=value, bare=True)


def _kinds(left: Typed, right: Typed) -> tuple[str, str]:
    return _beside(left, right), _beside(right, left)


def _beside(operand: Typed, other: Typed) -> str:
    return BARE if operand.bare and other.type.kind not in ("count", "number") else operand.type.kind


def _product(node: Arithmetic, left: Typed, right: Typed, at_work: _Check) -> Kind | None:
    kind = either_way(PRODUCTS, *_kinds(left, right))
    return _or_fault(kind, node, node.operator, (left, right), at_work)


def _quotient(node: Arithmetic, left: Typed, right: Typed, at_work: _Check) -> Kind | None:
    kind = QUOTIENTS.get(_kinds(left, right))
    return _or_fault(kind, node, node.operator, (left, right), at_work)


def _sum(node: Arithmetic, left: Typed, right: Typed, at_work: _Check) -> Kind | None:
    dated = DATE_SUMS.get((left.type.kind, node.operator, right.type.kind))
    return dated or _meeting(node, node.operator, left, right, at_work)


_KIND_OF = MappingProxyType({"+": _sum, "-": _sum, "*": _product, "/": _quotient})
_FOLD: Mapping[str, Callable[[Any, Any], Fraction]] = MappingProxyType(
    {
        "+": lambda left, right: left + right,
        "-": lambda left, right: left - right,
        "*": lambda left, right: left * right,
        "/": lambda left, right: left / right,
        "min": min,
        "max": max,
    }
)


def _or_fault(
    kind: Kind | None, node: Node, operator: str, pair: tuple[Typed, Typed], at_work: _Check
) -> Kind | None:
    if kind is None:
        left, right = (KIND_WORDS[each.type.kind] for each in pair)
        at_work.add(node, "E301", operator=operator, left=left, right=right)
    return kind


def _meeting(node: Node, operator: str, left: Typed, right: Typed, at_work: _Check) -> Kind | None:
    kind = either_way(MEETINGS, *_kinds(left, right))
    if _or_fault(kind, node, operator, (left, right), at_work) is None:
        return None
    fits = [_stands_for(each, other, at_work) for each, other in ((left, right), (right, left))]
    return kind if all(fits) else None


def _stands_for(operand: Typed, other: Typed, at_work: _Check) -> bool:
    """Return whether a number may stand beside the other operand, and say so when it may not."""
    if operand.bare and other.type.kind in ("money", "points") and operand.value != 0:
        code = {"money": "E302", "points": "E310"}[other.type.kind]
        at_work.add(operand.node, code, text=at_work.written(operand.node))
        return False
    # a bare 50 beside a share was meant as 50 %, and would be read as fifty times
    if operand.bare and other.type.kind == "share" and abs(Fraction(operand.value)) > 1:
        at_work.add(operand.node, "E303", text=at_work.written(operand.node))
        return False
    # a column of plain numbers may hold 0.5 or 50 for one half: only its declaration can tell
    named = isinstance(operand.node, Name) and operand.type.kind == "number"
    if named and other.type.kind in ("share", "points"):
        at_work.add(operand.node, "E309", text=at_work.written(operand.node))
        return False
    return True


def _prefix(node: Prefix, at_work: _Check) -> Typed | None:
    if node.operator == "not":
        operand = _condition(node.operand, at_work)
        return Typed(node, YES_NO, "not" if operand else _INVALID, (operand,) if operand else ())
    operand = _typed(node.operand, at_work)
    if operand is None:
        return None
    if operand.bare:
        return _bare(node, -Fraction(operand.value))
    if operand.type.kind not in AMOUNTS:
        at_work.add(node, "E306", text="-", found=KIND_WORDS[operand.type.kind])
        return None
    return Typed(node, operand.type, "negative", (operand,))


# ── conditions ─────────────────────────────────────────────────────────────────────────────────────


def _logic(node: Logic, at_work: _Check) -> Typed:
    operands = [_condition(each, at_work) for each in node.operands]
    sound = tuple(each for each in operands if each)
    return Typed(node, YES_NO, node.operator if len(sound) == len(operands) else _INVALID, sound)


def _condition(node: Node, at_work: _Check) -> Typed | None:
    typed = _typed(node, at_work)
    if typed and typed.type.kind != "yes_no":
        at_work.add(node, "E304", text=at_work.written(node), found=KIND_WORDS[typed.type.kind])
        return None
    return typed


def _comparison(node: Comparison, at_work: _Check) -> Typed:
    steps = zip(node.operators, node.operands, node.operands[1:], strict=False)
    parts = tuple(_compared(node, *step, at_work) for step in steps)
    return parts[0] if len(parts) == 1 else Typed(node, YES_NO, "and", parts)


def _compared(whole: Node, operator: str, left: Node, right: Node, at_work: _Check) -> Typed:
    ours, theirs = _typed_beside(left, right, at_work), _typed_beside(right, left, at_work)
    sound = ours and theirs and _comparable(whole, operator, ours, theirs, at_work)
    if not (ours and theirs and sound):
        return Typed(whole, YES_NO, _INVALID)
    return Typed(whole, YES_NO, operator, (ours, theirs))


def _comparable(whole: Node, operator: str, left: Typed, right: Typed, at_work: _Check) -> bool:
    kinds = (left.type.kind, right.type.kind)
    if kinds[0] != kinds[1] or kinds[0] in AMOUNTS:
        return _meeting(whole, operator, left, right, at_work) is not None
    # categories stand in no order, whatever the order they are declared in
    if kinds[0] not in ORDERED and operator not in ("=", "≠"):
        at_work.add(whole, "E305", operator=operator, found=KIND_WORDS[kinds[0]])
        return False
    if left.type.categories != right.type.categories:
        at_work.add(whole, "E308", left=at_work.written(left.node), right=at_work.written(right.node))
        return False
    return True


def _membership(node: Membership, at_work: _Check) -> Typed:
    parts = tuple(_compared(choice, "=", node.operand, choice, at_work) for choice in node.choices)
    findings = dict.fromkeys(at_work.findings)  # the operand is looked at once a choice, but told of once
    at_work.findings[:] = findings
    if any(part.action == _INVALID for part in parts):
        return Typed(node, YES_NO, _INVALID)
    found = Typed(node, YES_NO, "or", parts)
    return Typed(node, YES_NO, "not", (found,)) if node.negated else found


# ── words beside a category or text column ─────────────────────────────────────────────────────────


def _typed_beside(node: Node, partner: Node, at_work: _Check) -> Typed | None:
    """Return an operand of a comparison; a word takes its meaning from the column it is held against."""
    host = at_work.scope.get(partner.text) if isinstance(partner, Name) else None
    if host is not None and host.kind == "category" and isinstance(node, Name | Constant):
        return _category(node, host, at_work)
    if host is not None and host.kind == "text" and isinstance(node, Name) and node.text not in at_work.scope:
        return Typed(node, Type("text"), "constant", value=node.text)
    if host is not None and host.kind == "text" and isinstance(node, Constant) and node.kind != "text":
        at_work.add(node, "E313", text=at_work.written(node))
        return None
    return _typed(node, at_work)


def _category(node: Name | Constant, host: Type, at_work: _Check) -> Typed | None:
    word = node.text if isinstance(node, Name) else node.word
    if isinstance(node, Name) and word in at_work.scope:
        # a word that is both a column and a category of the other side could mean either: it is refused
        if at_work.scope[word].kind == "category" or word not in host.categories:
            return _typed(node, at_work)
        at_work.add(node, "E204", text=word)
        return None
    if word in host.categories:
        return Typed(node, host, "constant", value=host.categories.index(word))
    near = _nearest(word, host.categories)
    at_work.add(node, "E202", text=word, declared=", ".join(host.categories), **near)
    return None


# ── functions ──────────────────────────────────────────────────────────────────────────────────────


def _call(node: Call, at_work: _Check) -> Typed | None:
    operands = [_typed(each, at_work) for each in node.arguments]
    sound = tuple(each for each in operands if each)
    if len(sound) < len(operands):
        return None
    return _RESULTS[node.function](node, sound, at_work)


def _extreme(node: Call, operands: tuple[Typed, ...], at_work: _Check) -> Typed | None:
    so_far = operands[0]
    for operand in operands[1:]:
        larger = _of_two(node, so_far, operand, at_work)
        if larger is None:
            return None
        so_far = larger
    return so_far


def _of_two(node: Call, left: Typed, right: Typed, at_work: _Check) -> Typed | None:
    if left.bare and right.bare:
        return _bare(node, _FOLD[node.function](left.value, right.value))
    kind = _like(node, left, right, at_work)
    return Typed(node, Type(kind), node.function, (left, right)) if kind else None


def _like(node: Call, left: Typed, right: Typed, at_work: _Check) -> Kind | None:
    if left.type == right.type and left.type.kind in ("date", "quarter"):
        return left.type.kind
    return _meeting(node, node.function, left, right, at_work)


def _absolute(node: Call, operands: tuple[Typed, ...], at_work: _Check) -> Typed | None:
    if operands[0].type.kind in AMOUNTS:
        return Typed(node, operands[0].type, node.function, operands)
    _refuse_argument(node, operands[0], at_work)
    return None


def _steps(node: Call, operands: tuple[Typed, ...], at_work: _Check) -> Typed | None:
    if operands[1].action == "constant" and operands[1].value == 0:
        at_work.add(operands[1].node, "E311")
        return None
    kind = _like(node, operands[0], operands[1], at_work)
    if kind in ("date", "quarter"):
        _refuse_argument(node, operands[0], at_work)
        return None
    return Typed(node, Type("count"), node.function, operands) if kind else None


def _of_dates(node: Call, operands: tuple[Typed, ...], at_work: _Check) -> Typed | None:
    wrong = next((each for each in operands if each.type.kind != "date"), None)
    if wrong is not None:
        _refuse_argument(node, wrong, at_work)
        return None
    return Typed(node, Type(_KIND_OF_DATES[node.function]), node.function, operands)


def _refuse_argument(node: Call, operand: Typed, at_work: _Check) -> None:
    at_work.add(operand.node, "E306", text=node.function, found=KIND_WORDS[operand.type.kind])


_KIND_OF_DATES: Mapping[str, Kind] = MappingProxyType(
    {"days_between": "days", "year": "count", "month": "count", "quarter": "quarter"}
)
_RESULTS: Mapping[str, Callable[[Call, tuple[Typed, ...], _Check], Typed | None]] = MappingProxyType(
    {
        "min": _extreme,
        "max": _extreme,
        "abs": _absolute,
        "full_steps": _steps,
        **dict.fromkeys(_KIND_OF_DATES, _of_dates),
    }
)


def _name_of(fact: tuple[str, Fact]) -> str:
    return fact[0]


_BY_NODE: Mapping[type[Any], Callable[[Any, _Check], Typed | None]] = MappingProxyType(
    {
        Constant: _constant,
        Name: _column,
        Prefix: _prefix,
        Arithmetic: _arithmetic,
        Comparison: _comparison,
        Membership: _membership,
        Logic: _logic,
        Call: _call,
    }
)

"""Tokens to tree: a Pratt parser, from the loosest binding to the tightest.

or < and < not < comparison and in < + - < * / < unary minus. Parentheses, calls of the function table and,
after `in` alone, a list in brackets.
"""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from types import MappingProxyType

from simulator.expression.functions import FUNCTION_NAMES, FUNCTIONS
from simulator.expression.tokens import Token, tokens
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
from simulator.expression.values import ExpressionError
from simulator.problems import Fact

DEEPEST = 20
POWER: Mapping[str, int] = MappingProxyType(
    {
        "or": 1,
        "and": 2,
        **dict.fromkeys(("=", "≠", "<", "≤", ">", "≥", "in", "not in", "not"), 4),
        "+": 5,
        "-": 5,
        "*": 6,
        "/": 6,
    }
)
_NOT, _COMPARED, _UNARY = 3, 4, 7
_RISING, _FALLING, _EQUAL = ("<", "≤"), (">", "≥"), ("=", "≠")
_COMPARISONS = (*_EQUAL, *_RISING, *_FALLING)


def parse(text: str) -> Expression:
    """Return the expression a text says; raises ExpressionError with a code E1xx and a place in the text.

    >>> parse("annual_rent > 0元 且 industry 属于 [新能源, 生物]").tree.operator
    'and'
    """
    parser = _Parser(text)
    tree = parser.expression(0)
    parser.refuse_rest()
    return Expression(text, tree)


class _Parser:
    """The tokens of one text and how far they are read; lives for one call of `parse`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._read = 0
        self._depth = 0
        if not self._tokens:
            raise ExpressionError("E117", 0, len(text))

    def expression(self, power: int) -> Node:
        left = self._prefix(power)
        while POWER.get(self._upcoming(), 0) > power:
            left = self._infix(left)
        return left

    def refuse_rest(self) -> None:
        if self._read < len(self._tokens):
            raise self._unexpected()

    # ── the tokens ──

    def _upcoming(self) -> str:
        token = self._peek()
        return token.text if token and token.sort == "operator" else ""

    def _peek(self) -> Token | None:
        return self._tokens[self._read] if self._read < len(self._tokens) else None

    def _take(self) -> Token:
        token = self._peek()
        if token is None:
            raise ExpressionError("E112", len(self._text), 1)
        self._read += 1
        return token

    def _accept(self, operator: str) -> bool:
        found = self._upcoming() == operator
        self._read += found
        return found

    def _close(self, bracket: str, opened: Token) -> Token:
        if self._peek() is None:
            raise ExpressionError("E113", opened.offset, opened.width, text=opened.text, bracket=bracket)
        if not self._accept(bracket):
            raise self._unexpected()
        return self._tokens[self._read - 1]

    def _unexpected(self) -> ExpressionError:
        token = self._take()
        code = _UNEXPECTED.get(token.text, "E111") if token.sort == "operator" else "E111"
        return self._refused(code, token, text=self._text[token.offset : token.offset + token.width])

    def _refused(self, code: str, token: Token, **facts: Fact) -> ExpressionError:
        return ExpressionError(code, token.offset, token.width, **facts)

    def _enter(self, token: Token) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._refused("E103", token, limit=DEEPEST)

    # ── what may begin an operand ──

    def _prefix(self, power: int) -> Node:
        token = self._take()
        if token.sort == "literal":
            return _constant(token)
        if token.sort == "name":
            named = Name(token.offset, token.width, token.text)
            return self._called(token) if self._upcoming() == "(" else named
        if token.text == "(":
            return self._parenthesis(token)
        if token.text == "-" or (token.text == "not" and power <= _NOT):
            return self._signed(token)
        self._read -= 1
        raise self._unexpected()

    def _parenthesis(self, opened: Token) -> Node:
        self._enter(opened)
        inner = self.expression(0)
        closed = self._close(")", opened)
        self._depth -= 1
        return replace(inner, offset=opened.offset, width=closed.offset + 1 - opened.offset)

    def _signed(self, token: Token) -> Node:
        self._enter(token)
        operand = self.expression(_UNARY if token.text == "-" else _NOT)
        self._depth -= 1
        return Prefix(token.offset, _end(operand) - token.offset, token.text, operand)

    def _called(self, token: Token) -> Node:
        opened = self._take()
        if token.text not in FUNCTION_NAMES:
            raise self._unknown_function(token)
        self._enter(opened)
        arguments, closed = self._items(")", opened)
        self._depth -= 1
        name = FUNCTION_NAMES[token.text]
        function = FUNCTIONS[name]
        if not function.fewest <= len(arguments) <= function.most:
            raise self._refused("E206", token, text=token.text, needed=function.needed, given=len(arguments))
        return Call(token.offset, closed.offset + 1 - token.offset, name, arguments)

    def _unknown_function(self, token: Token) -> ExpressionError:
        near = get_close_matches(token.text, FUNCTION_NAMES, n=1)
        facts = {"nearest": near[0]} if near else {}
        return self._refused("E205", token, text=token.text, functions=", ".join(FUNCTIONS), **facts)

    def _items(self, bracket: str, opened: Token) -> tuple[tuple[Node, ...], Token]:
        items: list[Node] = []
        while self._upcoming() != bracket:
            items.append(self.expression(_COMPARED if bracket == "]" else 0))
            if not self._accept(","):
                break
        return tuple(items), self._close(bracket, opened)

    # ── what may follow an operand ──

    def _infix(self, left: Node) -> Node:
        operator = self._upcoming()
        if operator in _COMPARISONS:
            return self._comparison(left)
        if operator in ("in", "not in", "not"):
            return self._membership(left)
        if operator in ("and", "or"):
            return self._logic(left)
        self._take()
        right = self.expression(POWER[operator])
        return Arithmetic(left.offset, _end(right) - left.offset, operator, left, right)

    def _logic(self, left: Node) -> Node:
        operator, operands = self._upcoming(), [left]
        while self._accept(operator):
            operands.append(self.expression(POWER[operator]))
        return Logic(left.offset, _end(operands[-1]) - left.offset, operator, tuple(operands))

    def _comparison(self, left: Node) -> Node:
        operators: list[str] = []
        operands = [left]
        while self._upcoming() in _COMPARISONS:
            token = self._take()
            operators.append(token.text)
            self._one_way(operators, token)
            operands.append(self.expression(_COMPARED))
        if self._upcoming() in ("in", "not in", "not"):
            raise self._unexpected()
        width = _end(operands[-1]) - left.offset
        return Comparison(left.offset, width, tuple(operators), tuple(operands))

    def _one_way(self, operators: list[str], token: Token) -> None:
        if len(operators) == 1 or any(set(operators) <= set(way) for way in (_RISING, _FALLING)):
            return
        raise self._refused("E116", token, text=token.text)

    def _membership(self, left: Node) -> Node:
        token = self._take()
        negated = token.text != "in"
        if token.text == "not" and not self._accept("in"):
            raise self._refused("E111", token, text="not")
        opened = self._peek()
        if opened is None or opened.text != "[" or opened.sort != "operator":
            raise self._refused("E115", token, text=token.text)
        self._take()
        choices, closed = self._items("]", opened)
        if not choices:
            raise self._refused("E120", opened)
        if self._upcoming() in (*_COMPARISONS, "in", "not in", "not"):
            raise self._unexpected()
        return Membership(left.offset, closed.offset + 1 - left.offset, left, choices, negated)


def _constant(token: Token) -> Constant:
    return Constant(token.offset, token.width, token.kind, token.value, token.text, token.bare)


def _end(node: Node) -> int:
    return node.offset + node.width


_UNEXPECTED: Mapping[str, str] = MappingProxyType({"[": "E114", ",": "E121"})

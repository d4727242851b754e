"""Whatever is no expression is refused by code and place, early, and with few operations."""

import sys
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.expression import ExpressionError, Type, check, parse
from simulator.problems import Place

HOSTILE = {
    "attribute": ("firm.__class__", "E118", 4),
    "dunder": ("__import__", "E119", 0),
    "dunder call": ("__import__('os')", "E119", 0),
    "call of an open name": ("open('/etc/passwd')", "E205", 0),
    "call of a near name": ("mix(a, b)", "E205", 0),
    "call of a call": ("min(a, b)(c)", "E111", 9),
    "power": ("9**9**9", "E118", 1),
    "exponent": ("1e400 > a", "E107", 0),
    "huge literal": ("1" * 41 + " > a", "E104", 0),
    "hexadecimal": ("0x1F", "E107", 0),
    "underscored number": ("1_000", "E107", 0),
    "not a number": ("1.2.3", "E107", 0),
    "point without digits": ("5. > a", "E107", 0),
    "leading point": (".5 > a", "E118", 0),
    "arabic digits": ("١٢ > a", "E105", 0),
    "deep brackets": ("(" * 30 + "a" + ")" * 30, "E103", 20),
    "deep signs": ("-" * 30 + "a", "E103", 20),
    "deep not": ("not " * 30 + "a", "E103", 80),
    "deep calls": ("abs(" * 30 + "a" + ")" * 30, "E103", 83),
    "comprehension": ("[a for a in b]", "E114", 0),
    "generator": ("max(a for a in b)", "E111", 6),
    "f-string": ('f"{a}"', "E111", 1),
    "walrus": ("(a := 1)", "E118", 3),
    "assignment": ("a = 1; b = 2", "E118", 5),
    "augmented": ("a += 1", "E111", 3),
    "lambda": ("lambda: 0", "E118", 6),
    "lambda with a name": ("lambda x: 0", "E118", 8),
    "indexing": ("a[0]", "E114", 1),
    "slice": ("a[0:1]", "E118", 3),
    "braces": ("{a}", "E118", 0),
    "dictionary": ("{'a': 1}", "E118", 0),
    "backslash": ("a \\ b", "E118", 2),
    "escape in a quote": (r"'a\n'", "E118", 2),
    "null": ("a\x00b", "E123", 1),
    "escape sequence": ("a > 1\x1b[31m", "E123", 5),
    "right-to-left override": ("a > \u202e1", "E123", 4),
    "zero-width space": ("an\u200bnual", "E123", 2),
    "bidi in a quote": ("a = '\u2066x'", "E123", 5),
    "byte order mark": ("\ufeffa > 1", "E123", 0),
    "lone surrogate": ("a > \ud800", "E123", 4),
    "tab": ("a\t> 1", "E123", 1),
    "no-break space": ("a\u00a0> 1", "E105", 1),
    "look-alike letter": ("\u0430nnual > 1", "E105", 0),
    "ternary": ("a if b else c", "E111", 2),
    "c ternary": ("a ? b : c", "E118", 2),
    "matrix product": ("a @ b", "E118", 2),
    "decorator": ("@a", "E118", 0),
    "semicolon": ("a;b", "E118", 1),
    "floor division": ("a // b", "E118", 2),
    "remainder": ("a % b", "E118", 2),
    "bit and": ("a & b", "E118", 2),
    "double and": ("a && b", "E118", 2),
    "bang": ("!a", "E118", 0),
    "shift": ("a << b", "E111", 3),
    "old unequal": ("a <> b", "E118", 2),
    "shell": ("`ls`", "E118", 0),
    "variable": ("$a", "E118", 0),
    "comment": ("a # b", "E118", 2),
    "import": ("import os", "E111", 7),
    "dunder inside": ("a + __builtins__", "E119", 4),
    "repeated list": ("[a] * 1000000", "E114", 0),
    "exponent of 999": ("a > 1e999", "E107", 4),
    "negative exponent": ("a > 1e-999", "E107", 4),
    "infinity": ("a > ∞", "E105", 4),
    "complex number": ("a > 1j", "E107", 4),
    "full-width digits in a script": ("a > 𝟏𝟐", "E105", 4),
    "roman numeral": ("a > Ⅷ", "E105", 4),
    "superscript": ("a²", "E105", 1),
    "bit or": ("a | b", "E118", 2),
    "bit exclusive or": ("a ^ b", "E118", 2),
    "bit not": ("~a", "E118", 0),
    "shift right": ("a >> b", "E111", 3),
    "await": ("await a", "E111", 6),
    "starred": ("min(*a)", "E111", 4),
    "format placeholder": ("'%s' % a", "E118", 5),
    "triple quote": ("'''a", "E106", 2),
    "dots": ("...", "E118", 0),
    "unclosed quote": ("a = 'b", "E106", 4),
    "unclosed bracket": ("(a", "E113", 0),
    "unclosed list": ("a in [b", "E113", 5),
    "stray bracket": ("a)", "E111", 1),
    "two names": ("a b", "E111", 2),
    "two signs": ("a > > b", "E111", 4),
    "sign first": ("> a", "E111", 0),
    "nothing after": ("a and", "E112", 5),
    "nothing": ("", "E117", 0),
    "blank": ("  \u3000 ", "E117", 0),
    "separator": ("1,200元 > a", "E121", 1),
    "list alone": ("[a]", "E114", 0),
    "in without a list": ("a in b", "E115", 2),
    "in with parentheses": ("a in (b, c)", "E115", 2),
    "empty list": ("a in []", "E120", 5),
    "double in": ("a in [b] in [c]", "E111", 9),
    "chain both ways": ("a < b > c", "E116", 6),
    "chain of equals": ("a = b = c", "E116", 6),
    "not inside a sum": ("1 + not a", "E111", 4),
    "no such day": ("a > 2014-02-30", "E109", 4),
    "no such quarter": ("a = 2014Q5", "E109", 4),
    "month": ("a > 2014-11", "E110", 4),
    "slashed date": ("a > 2014/6/30", "E110", 4),
    "dotted date": ("a > 2014.6.30", "E110", 4),
    "unknown unit": ("a > 500万円", "E108", 7),
    "joined word": ("a > 0元且b", "E108", 5),
    "finer than a fen": ("a > 1.005元", "M102", 4),
    "too much money": ("a > 99999999999亿元", "M104", 4),
    "no argument": ("min()", "E206", 0),
    "one argument": ("min(a)", "E206", 0),
    "too many arguments": ("year(a, b)", "E206", 0),
}
REFUSED_BY_KIND = {
    "repeated text": ('"a" * 10', "E301"),
    "joined texts": ('"a" + "b"', "E301"),
    "minus a text": ("-'a'", "E306"),
    "minus yes": ("-yes", "E306"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_is_refused_by_code_and_place(kind):
    text, code, offset = HOSTILE[kind]
    with pytest.raises(ExpressionError) as refusal:
        parse(text)
    assert (refusal.value.code, refusal.value.offset) == (code, offset)


@pytest.mark.parametrize("kind", REFUSED_BY_KIND)
def test_a_text_is_not_computed_with(kind):
    text, code = REFUSED_BY_KIND[kind]
    assert [finding.code for finding in check(parse(text), {})[1]] == [code]


LONG = {
    "a megabyte of brackets": ("(" * 1_000_000, "E101"),
    "a megabyte of digits": ("9" * 1_000_000, "E101"),
    "a megabyte of controls": ("\x00" * 1_000_000, "E101"),
    "just too long": ("a" * 501, "E101"),
    "ten thousand brackets": ("[" * 10_000, "E101"),
    "ten thousand calls": ("abs(" * 10_000, "E101"),
    "a quote never closed": ("'" + "a" * 10_000, "E101"),
    "a chain of comparisons": ("a < " * 10_000 + "a", "E101"),
    "too many tokens": ("a+" * 200 + "a", "E102"),
    "a short chain of comparisons": ("a<" * 200 + "a", "E102"),
    "many signs in one line": ("-" * 499 + "a", "E102"),
}


@pytest.mark.parametrize("kind", LONG)
def test_length_is_refused_before_anything_is_read(kind):
    text, code = LONG[kind]
    with pytest.raises(ExpressionError) as refusal:
        parse(text)
    assert refusal.value.code == code


@pytest.mark.parametrize("text", ["a" * 500, "+".join(["a"] * 100), "(" * 20 + "a" + ")" * 20, "1" * 40])
def test_the_limits_themselves_are_allowed(text):
    assert parse(text).text == text


def calls_of(text: str) -> int:
    """Return how many Python and C calls reading a text takes; a count does not depend on the machine."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        parse(text)
    except ExpressionError:
        pass
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("text", [text for text, *_ in (*HOSTILE.values(), *LONG.values())], ids=repr)
def test_no_text_takes_more_than_a_few_thousand_operations(text):
    assert calls_of(text) < 20_000


def seconds_of(text: str) -> float:
    """Return the best of three times that reading a text takes."""
    best = 1.0
    for _ in range(3):
        start = perf_counter()
        refusal_of(text)
        best = min(best, perf_counter() - start)
    return best


@pytest.mark.parametrize("text", [text for text, *_ in (*HOSTILE.values(), *LONG.values())], ids=repr)
def test_every_refusal_is_quick(text):
    # it takes well under a millisecond; a tenth of a second is what no machine should need
    assert seconds_of(text) < 0.1


def refusal_of(text: str) -> ExpressionError | None:
    try:
        parse(text)
    except ExpressionError as refusal:
        return refusal
    return None


@given(st.text(max_size=80))
def test_any_text_is_an_expression_or_a_refusal_within_the_text(text):
    refusal = refusal_of(text)
    if refusal:
        assert 0 <= refusal.offset <= len(text)
        assert refusal.at(Place("a.yaml", 3, 5)).tell("zh")
    else:
        assert check(parse(text), {}) is not None


WORDS = (
    *(
        "a",
        "b",
        "industry",
        "新能源",
        "500万元",
        "5%",
        "5pp",
        "2x",
        "17",
        "0",
        "2014-06-30",
        "2014Q3",
        "30天",
    ),
    *("'x'", "yes", "且", "或", "非", "属于", "in", "and", "or", "not", "=", "≥", "<=", "+", "-", "*", "/"),
    *("(", ")", "[", "]", ",", "min(", "max(", "year(", "full_steps("),
)


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_any_row_of_words_is_typed_or_told_of_within_the_text(text):
    scope = {"a": Type("money"), "b": Type("count"), "industry": Type("category", ("新能源", "其他"))}
    refusal = refusal_of(text)
    if refusal:
        assert 0 <= refusal.offset <= len(text)
        return
    found, findings = check(parse(text), scope)
    assert found is not None or findings
    for finding in findings:
        assert 0 <= finding.offset < finding.offset + finding.width <= len(text)
        assert finding.at(Place("a.yaml", 1, 1)).tell("en")

"""Worked cases, computed the slow way: everything an `expect` of a case file may name.

A case is plain mappings of texts, as its file writes them. What comes back maps names to values: one value
for a figure of the whole, a tuple in the order the rows are written for anything that each row has.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from tests.reference.aftermath import SECTIONS, Standing
from tests.reference.distribute import distributed
from tests.reference.engine import typed
from tests.reference.entitlement import Judged, judged, named_conditions
from tests.reference.figures import (
    FEN,
    ROUNDING,
    YES_NO,
    day,
    half_up,
    is_literal,
    measured,
    money,
    parts_of,
    rate,
)
from tests.reference.formula import evaluate, is_money
from tests.reference.sharing import Claim, Way, payable, shared, ways, word_of
from tests.reference.steps import Notes, Place, Row, name_of

Case = Mapping[str, Any]
Value = Any
UNIT = "元"


def cases_of(path: Path) -> dict[str, Case]:
    """Return the cases of a file by id, every scalar as text."""
    tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # texts only
    found: dict[str, Case] = tree["cases"]
    return found


def run(case: Case) -> dict[str, Value]:
    """Return every value the case settles, by the names an `expect` uses."""
    people = population(case)
    known = figures(case, people)
    rows = {name: {**known, **row} for name, row in people.rows.items()}
    found: dict[str, Value] = {f"figures.{name}": value for name, value in known.items()}
    found |= {f"columns.{name}": tuple(row[name] for row in rows.values()) for name in people.money}
    settled = settle(case, people, rows)
    now = Standing(
        figures=known,
        unit=case.get("unit", UNIT),
        rows=rows,
        claims=settled.get("entitlement", ()),
        awards=settled.get("award", ()),
        pot=_pot(case, known),
    )
    for word, work in SECTIONS.items():
        found |= work(case[word], now) if word in case else {}
    return {**found, **settled, "id": tuple(rows)}


def settle(case: Case, people: "People", rows: Mapping[str, Row]) -> dict[str, Value]:
    """Return what the award or the formula of a case settles; with conditions alone, who is in."""
    if "distribute" in case:
        return given_out(case, people, rows)
    return awarded(case, people, rows) if "award" in case or "eligible" in case or "quota" in case else {}


def _pot(case: Case, known: Mapping[str, Value]) -> int:
    """Return the fen of the pot: an amount, or a figure; nothing when there is none."""
    text = case.get("pot", "0")
    if is_literal(text):
        return money(text, case.get("unit", UNIT))
    return half_up(evaluate(text, known))


# ── rows ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class People:
    """The rows of a case by id, in the order they are written, and which columns are sums of money."""

    rows: Mapping[str, dict[str, Value]]
    money: Mapping[str, bool]


def population(case: Case) -> People:
    """Return the rows of a case: `rows` as written, or one row a value of the lists of `given`."""
    written = case.get("rows") or list(spread(case.get("given", {})))
    kinds = case.get("columns", {})
    unit = case.get("unit", UNIT)
    rows = {}
    for number_of_row, row in enumerate(written, 1):
        name = row.get("id", f"{number_of_row:04}")
        cells = {key: cell(text, kinds.get(key), unit) for key, text in row.items()}
        rows[name] = {**cells, "id": name}
    for row in rows.values():
        for name, text in case.get("derived", {}).items():
            row[name] = evaluate(text, row)
    keys = dict.fromkeys(key for row in written for key in row)
    sums = {key: _is_money(key, written, kinds) for key in keys}
    return People(
        rows, {**sums, **{name: is_money(text, sums) for name, text in case.get("derived", {}).items()}}
    )


def spread(given: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yield one row for every value of the longest list; a single value stands on every row.

    >>> list(spread({"rent": ["1元", "2元"], "kind": "甲"}))
    [{'rent': '1元', 'kind': '甲'}, {'rent': '2元', 'kind': '甲'}]
    """
    lists = [each for each in given.values() if isinstance(each, list)]
    for at in range(max(map(len, lists), default=1)):
        yield {key: each[at] if isinstance(each, list) else each for key, each in given.items()}


def cell(text: str, kind: Any, unit: str) -> Value:
    """Return a cell: of its declared kind, or of the kind it is written as."""
    if isinstance(kind, dict):
        kind = kind.get("type", "text")
    if isinstance(kind, str) and kind in FEN and parts_of(text)[1]:
        return Fraction(money(text, unit))
    return told(text) if kind is None else typed(text, kind)


def told(text: str) -> Value:
    """Return a value of the kind it is written as: a quantity, a date, yes or no, else the text.

    >>> told("3元"), told("2014-06-30"), told("yes"), told("甲")
    (Fraction(300, 1), datetime.date(2014, 6, 30), True, '甲')
    """
    if is_literal(text):
        return measured(text)
    try:
        return day(text)
    except ValueError:
        return YES_NO.get(text, text)


def _is_money(key: str, rows: Sequence[Mapping[str, str]], kinds: Mapping[str, Any]) -> bool:
    if key in kinds:
        return isinstance(kinds[key], str) and kinds[key] in FEN
    texts = [row[key] for row in rows if key in row]
    return any(is_literal(text) and parts_of(text)[1] in FEN for text in texts)


def sums_of_money(case: Case, people: People) -> dict[str, bool]:
    """Return which names of the rows or of the figures are sums of money."""
    written = {
        name: is_literal(each["is"]) and parts_of(each["is"])[1] in FEN
        for name, each in case.get("figures", {}).items()
        if isinstance(each, dict) and "is" in each
    }
    return {**written, **people.money}


# ── figures ────────────────────────────────────────────────────────────────────────────────────────


def figures(case: Case, people: People) -> dict[str, Value]:
    """Return every figure of a case, those it is made of first."""
    found: dict[str, Value] = {}
    left = dict(case.get("figures", {}))
    while left:
        ready = [name for name, each in left.items() if not _waits(each, left)]
        assert ready, f"{sorted(left)} wait for one another"
        for name in ready:
            found[name] = figure(left.pop(name), found, people)
    return found


def _waits(written: Any, left: Mapping[str, Any]) -> bool:
    texts = [written.get(key, "") for key in ("of", "total", "count")] if isinstance(written, dict) else []
    return any(name in text for name in left for text in texts if written is not left[name])


def figure(written: Any, known: Mapping[str, Value], people: People) -> Value:
    """Return a figure: as it is said, worked out of others, or added up over the rows."""
    if not isinstance(written, dict):
        return told(written)
    if "is" in written:
        return told(written["is"])
    if "of" in written:
        return evaluate(written["of"], known)
    key = "total" if "total" in written else "count"
    own = [evaluate(written[key], {**known, **row}) for row in people.rows.values()]
    return sum((Fraction(each) for each in own), Fraction(0))


# ── an award ───────────────────────────────────────────────────────────────────────────────────────


def awarded(case: Case, people: People, rows: Mapping[str, Row]) -> dict[str, Value]:
    """Return what every step comes to, who is in, what is owed and what a pot pays."""
    unit = case.get("unit", UNIT)
    owed = judged({"award": [], **case}, rows, unit, sums_of_money(case, people))
    turn = [owed.ids.index(name) for name in people.rows]
    paid = pot_paid(case, owed, rows)
    columns: dict[str, Sequence[Value]] = {
        **{f"conditions.{name}": held for name, held in owed.conditions.items() if name},
        **{path: [each or Fraction(0) for each in values] for path, values in owed.after.items()},
        **moved(case.get("award", []), owed),
        **side_figures(owed),
        "eligible": owed.eligible,
        "entitlement": owed.due,
        "award": paid,
    }
    in_turn = {name: tuple(values[at] for at in turn) for name, values in columns.items()}
    sums = {f"total.{name}": sum(map(Fraction, values)) for name, values in columns.items()}
    left = (_pot(case, _known(rows)) if "pot" in case else sum(paid)) - sum(paid)
    return {**sums, **in_turn, "total": sum(paid), "unspent": left}


def _known(rows: Mapping[str, Row]) -> Row:
    """Return what a pot may name: every figure stands on every row."""
    return next(iter(rows.values()), {})


def pot_paid(case: Case, owed: Judged, rows: Mapping[str, Row]) -> list[int]:
    """Return what a pot pays of what is owed; without a pot, or when it is enough, all of it."""
    claims = [Claim(name, due, rows[name]) for name, due in zip(owed.ids, owed.due, strict=True)]
    method = case.get("when_short", "pro_rata")
    pot = _pot(case, _known(rows)) if "pot" in case else sum(owed.due)
    if word_of(method) == "optimise":
        return best_plan(case, claims, pot)
    return shared(method, claims, min(pot, payable(method, claims)))


def best_plan(case: Case, claims: Sequence[Claim], pot: int) -> list[int]:
    """Return the best choice of whole awards that fits the pot, goal by goal, ties to the smaller id."""
    counts_from = rate(case.get("points", {}).get("counts_from", "100%"))
    aims: Mapping[str, Callable[[Way], Fraction]] = {
        "points": lambda way: Fraction(case["points"]["per_award"]) * sum(way.counted),
        "awards": lambda way: Fraction(sum(way.counted)),
        "spent": lambda way: Fraction(way.total),
    }
    goals = [aims[aim] for goal in case["objective"] for aim in goal.values()]
    found = ways("optimise", claims, pot, counts_from)
    return list(max(found, key=lambda way: (*(goal(way) for goal in goals), way.rank)).awards)


def moved(award: Any, owed: Judged) -> dict[str, list[Fraction]]:
    """Return by how much each step of the first level raised and cut the amount before it."""
    found: dict[str, list[Fraction]] = {}
    before = [Fraction(0) for _ in owed.ids]
    for step in award if isinstance(award, list) else [award]:
        now = [each or Fraction(0) for each in owed.after[name_of(step)]]
        changes = [each - last for each, last in zip(now, before, strict=True)]
        found[f"raised_by.{name_of(step)}"] = [max(Fraction(0), each) for each in changes]
        found[f"lost_to.{name_of(step)}"] = [max(Fraction(0), -each) for each in changes]
        before = now
    return found


def side_figures(owed: Judged) -> dict[str, list[Fraction]]:
    """Return side figures by their own names; equal names of several steps are added up."""
    found: dict[str, list[Fraction]] = {}
    for path, values in owed.parts.items():
        name = path.rpartition(".")[2]
        sums = found.get(name, [Fraction(0) for _ in values])
        found[name] = [each + more for each, more in zip(sums, values, strict=True)]
    return found


# ── a formula ──────────────────────────────────────────────────────────────────────────────────────


def given_out(case: Case, people: People, rows: Mapping[str, Row]) -> dict[str, Value]:
    """Return what a distributed pot gives each row, in all, and what protection costs beyond it."""
    names, ids = sums_of_money(case, people), sorted(rows)
    places = [Place(rows[name], case.get("unit", UNIT), money=names, notes=Notes()) for name in ids]
    conditions = named_conditions(case).values()
    eligible = [all(evaluate(text, place.row) for text in conditions) for place in places]
    pot = _pot(case, _known(rows))
    found = distributed(case["distribute"], pot, places, eligible)
    paid = tuple(found.paid[ids.index(name)] for name in people.rows)
    return {
        "award": paid,
        "entitlement": paid,
        "eligible": tuple(eligible[ids.index(name)] for name in people.rows),
        "total": sum(paid),
        "extra": found.extra,
        "rounds": found.rounds,
        "unspent": pot + found.extra - sum(paid),
    }


# ── what is expected ───────────────────────────────────────────────────────────────────────────────


def agrees(expected: Any, found: Value, ids: Sequence[str] = ()) -> bool:
    """Return whether a written expectation is what was found: one value, one a row, or by id.

    Money is what it is to the nearest fen; a value `as_printed` is right to its last printed digit.

    >>> agrees(["1元", "2元"], (Fraction(100), 200)), agrees("no", (False,)), agrees("1.5", Fraction(3, 2))
    (True, True, True)
    >>> agrees({"is": "11.82%", "as_printed": "half_up"}, Fraction(616960, 5221240))
    True
    """
    if isinstance(expected, dict) and "is" in expected:
        return _as_printed(expected, found[0] if isinstance(found, tuple) else found)
    if isinstance(expected, dict):
        return all(agrees(each, found[list(ids).index(name)]) for name, each in expected.items())
    if isinstance(expected, list):
        values = found if isinstance(found, tuple) else (found,)
        return len(values) == len(expected) and all(map(agrees, expected, values))
    if isinstance(found, tuple):
        return bool(found) and all(agrees(expected, each) for each in found)
    return _same(expected, found)


def _same(expected: str, found: Value) -> bool:
    if isinstance(found, str):
        return expected == found
    if isinstance(found, date):
        return day(expected) == found
    if expected in YES_NO:
        return YES_NO[expected] == found
    value, unit = parts_of(expected)
    return bool(half_up(found) == value * FEN[unit] if unit in FEN else measured(expected) == found)


def _as_printed(expected: Mapping[str, str], found: Fraction) -> bool:
    value, unit = parts_of(expected["is"])
    places = (
        len(expected["is"].rpartition(".")[2].rstrip("%‰xpp倍" + "".join(FEN)))
        if "." in expected["is"]
        else 0
    )
    steps = found / measured(f"1{unit}") * 10**places
    printed = ROUNDING[{"truncated": "down"}.get(expected["as_printed"], "half_up")](abs(steps))
    return printed == abs(value) * 10**places and (found < 0) == (value < 0)

"""Check an allocation's certificate with nothing but Python's standard library, in whole numbers only.

    python verify.py DIRECTORY            (holding certificate.json and awards.csv)
    python verify.py certificate.json [awards.csv]

The plan must obey every bound and row, and the awards paid must be what the plan says. For each goal a tree
of cases that covers every plan must show, by row prices y, that none does better than claimed: goal(x) equals
y.Ax + (c - A'y).x, at most each price times the row bound it leans on plus the best of what is left of each
column. An infeasible budget's tree shows each case empty: a priced combination of rows that can take no value
there, moving as it must in steps of its common divisor. Exit code 0: every claim holds; 1: refused.
"""

import csv
import hashlib
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm
from pathlib import Path
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
Terms: TypeAlias = dict[int, int]
Form: TypeAlias = tuple[Terms, int]
Prices: TypeAlias = list[tuple[int, str]]
Rows: TypeAlias = list[tuple[Terms, int | None, int | None]]
Box: TypeAlias = list[tuple[int, int]]
OPTIMAL, WITHIN, INFEASIBLE = "proven optimal", "within X (proven)", "infeasible"
MALFORMED = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, csv.Error)


def need(condition: object, complaint: str) -> None:
    """Refuse, with a complaint, what does not hold."""
    if not condition:
        raise ValueError(complaint)


def distinct(pairs: Sequence[tuple[Any, Any]]) -> dict[Any, Any]:
    """Return pairs as a mapping, refusing a key given twice."""
    need(len(dict(pairs)) == len(pairs), "a key is given twice")
    return dict(pairs)


def form(entry: Json, width: int) -> Form:
    """Return a linear form: its coefficients by column, and its constant."""
    coefficients = distinct(entry["terms"])
    need(all(0 <= column < width for column in coefficients), "a form names an unknown column")
    return coefficients, entry.get("constant", 0)


def value(linear: Form, plan: Sequence[int]) -> int:
    """Return what a form comes to."""
    return linear[1] + sum(coefficient * plan[column] for column, coefficient in linear[0].items())


def combine(prices: Prices, rows: Rows) -> tuple[int, Terms, int | None, int]:
    """Return priced rows as one: common denominator, whole coefficients, lower side or None, upper side."""
    need(
        all(re.fullmatch("-?[0-9]{1,500}/[0-9]{1,500}", price) for _, price in prices), "a price is malformed"
    )
    need(all(0 <= row < len(rows) for row, _ in prices), "a price is for an unknown row")
    exact = [(rows[row], Fraction(price)) for row, price in prices]
    common, total, high = lcm(*(price.denominator for _, price in exact)), Counter[int](), 0
    low: int | None = 0
    for (coefficients, lower, upper), price in exact:
        near, far, times = *((upper, lower) if price > 0 else (lower, upper)), int(price * common)
        if near is not None:  # a price that leans on a missing bound counts as none
            high, low = high + times * near, None if low is None or far is None else low + times * far
            total.update({column: times * coefficient for column, coefficient in coefficients.items()})
    return common, total, low, high


def most(coefficients: Terms, box: Box) -> int:
    """Return the most that a sum of columns can come to in a box."""
    return sum(left * box[column][left > 0] for column, left in coefficients.items())


def priced(prices: Prices, rows: Rows, goal: Form, box: Box) -> tuple[int, Terms, int]:
    """Return what prices prove of a goal in a box: a denominator, each column's price, the most it can be."""
    common, total, _, high = combine(prices, rows)
    left = Counter({column: coefficient * common for column, coefficient in goal[0].items()})
    left.subtract(total)
    return common, left, goal[1] * common + high + most(left, box)


def leaf_bound(prices: Prices, rows: Rows, goal: Form, box: Box) -> int:
    """Return the most that a goal can come to in a box of plans, moving in its steps."""
    common, _, top = priced(prices, rows, goal, box)
    step = gcd(*goal[0].values()) or 1
    return goal[1] + (top - goal[1] * common) // (common * step) * step


def narrowed(prices: Prices, rows: Rows, goal: Form, box: Box, bound: int) -> Box:
    """Return the smaller box that holds every plan of a box better than a bound."""
    common, left, top = priced(prices, rows, goal, box)
    smaller, spare = list(box), top - bound * common
    for column, price in left.items():
        lower, upper = box[column]
        lower = max(lower, upper - spare // price) if price > 0 else lower
        smaller[column] = (lower, min(upper, lower + spare // -price) if price < 0 else upper)
    return smaller


def is_empty(prices: Prices, rows: Rows, box: Box) -> bool:
    """Tell whether the priced combination of rows can take no value in a box of plans."""
    _, total, low, high = combine(prices, rows)
    top, least = min(high, most(total, box)), -most({column: -left for column, left in total.items()}, box)
    bottom, corner = least if low is None else max(low, least), value((total, 0), [low for low, _ in box])
    step = gcd(*(left for column, left in total.items() if box[column][0] < box[column][1]))
    return corner - (corner - bottom) // step * step > top if step else not bottom <= corner <= top


def tree_bound(tree: list[Json], rows: Rows, goal: Form, columns: Box, claimed: int = 0) -> int | None:
    """Return the most that any plan can reach, over the leaves of a tree; None: none better."""
    bounds, waiting, seen = [], [(0, columns)], set()
    while waiting:
        index, box = waiting.pop()
        need(0 <= index < len(tree) and index not in seen, "a tree is malformed")
        seen.add(index)
        node = tree[index]
        if any(lower > upper for lower, upper in box):
            continue  # no plan in this case
        if "branch" in node:
            column, at = node["branch"], node["at"]
            need(0 <= column < len(box), "a tree splits an unknown column")
            (lower, upper), before, after = box[column], box[:column], box[column + 1 :]
            waiting.append((node["down"], [*before, (lower, min(at, upper)), *after]))
            waiting.append((node["up"], [*before, (max(at + 1, lower), upper), *after]))
        elif "fix" in node:
            waiting.append((node["then"], narrowed(node["fix"], rows, goal, box, claimed)))
        elif "ray" in node:
            need(is_empty(node["ray"], rows, box), "a case said to be empty is not proved so")
        else:
            bounds.append(leaf_bound(node["duals"], rows, goal, box))
    return max(bounds, default=None)


def check_proof(certificate: Json) -> list[int] | None:
    """Check plan, goals and trees; return the plan, None for an infeasible budget."""
    problem, status, plan = certificate["problem"], certificate["status"], certificate["primal"]
    columns = [(column["lower"], column["upper"]) for column in problem["columns"]]
    rows = [(form(row, len(columns))[0], row["lower"], row["upper"]) for row in problem["rows"]]
    if status == INFEASIBLE:
        blamed = ["", *((clause["name"], clause["place"]) for clause in certificate["conflict"])]
        named = [row["place"] and (row["name"], row["place"]) for row in problem["rows"]]
        need(set(blamed) <= {"", *named}, "the conflict names an unknown row")
        counted = [row if name in blamed else ({}, None, None) for row, name in zip(rows, named, strict=True)]
        need(tree_bound(certificate["tree"], counted, ({}, 0), columns) is None, "a plan may exist")
        return None
    need(len(plan) == len(columns), "the plan has the wrong length")
    for coefficients, lower, upper in [*rows, *(({j: 1}, *ends) for j, ends in enumerate(columns))]:
        reached = value((coefficients, 0), plan)
        held = (lower is None or lower <= reached) and (upper is None or reached <= upper)
        need(held, "the plan breaks a row or a bound")
    words = []
    for number, (entry, stage) in enumerate(zip(problem["goals"], certificate["stages"], strict=True)):
        goal, claim, bound = form(entry, len(columns)), stage["value"], stage["bound"]
        kinds = [problem["columns"][column]["kind"] for column in goal[0]]
        amounts = [abs(goal[0][j]) for j, kind in zip(goal[0], kinds, strict=True) if kind == "amount"]
        tolerance = max(amounts, default=gcd(*goal[0].values()) or 1)
        need((stage["goal"], stage["tolerance"]) == (number, tolerance), "a stage is misdescribed")
        need(value(goal, plan) == claim <= bound, f"goal {number} does not come to {claim}")
        proved = tree_bound(stage["tree"], rows, goal, columns, bound)
        need(proved is None or proved <= bound, f"goal {number} is not proved to stay within {bound}")
        rows.append((goal[0], claim - goal[1], None))  # the goals after it must keep it
        words.append(OPTIMAL if bound - claim < tolerance else WITHIN)
    need(status == (WITHIN if WITHIN in words else OPTIMAL), f"{status!r} is not what is proved")
    return list(plan)


def check_awards(certificate: Json, plan: list[int], data: bytes) -> None:
    """Check that awards.csv is the file sealed, and that its money is what the plan pays out."""
    need(hashlib.sha256(data).hexdigest() == certificate["awards_sha256"], "awards.csv is not the one sealed")
    forms = [certificate["payouts"][kind].items() for kind in ("totals", "pro_rata", "awards")]
    due = [{key: value(form(entry, len(plan)), plan) for key, entry in kind} for kind in forms]
    totals, pro_rata, awards = due
    paid: dict[str, dict[str, list[int]]] = {}
    for line in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True):
        programme, applicant = (re.sub("^'(?=[-=+@])", "", line[name]) for name in ("programme", "applicant"))
        figures = [line[name] for name in ("entitlement_fen", "award_fen")]
        need(
            all(re.fullmatch("-?[0-9]{1,40}", each) for each in figures),
            "an amount is no whole number of fen",
        )
        lines, key = paid.setdefault(programme, {}), f"{programme}/{applicant}"
        need(applicant not in lines and None not in line, "awards.csv is malformed")
        need(programme in {**totals, **pro_rata} or key in awards, f"{programme!r} is not tied to the plan")
        lines[applicant] = _, award = [int(figure) for figure in figures]
        need(awards.pop(key, award) == award, f"an award of {programme!r} is not the plan's")
    need(not any(awards.values()), "an award in the plan is not paid")
    for programme, pot in [*totals.items(), *pro_rata.items()]:
        shares = list(paid.get(programme, {}).values())
        need(sum(award for _, award in shares) == pot, f"the awards of {programme!r} do not add to {pot}")
        base = sum(entitled for entitled, _ in shares) or 1
        strays = [abs(award * base - entitled * pot) >= base for entitled, award in shares]
        need(programme not in pro_rata or not any(strays), f"an award of {programme!r} strays from its share")


def check(certificate_path: Path, awards_path: Path) -> str:
    """Return the status word that the files prove; raise one of MALFORMED when a claim does not hold."""
    text = certificate_path.read_text("utf-8")  # int refuses any number that is not whole
    certificate = json.loads(text, object_pairs_hook=distinct, parse_float=int, parse_constant=int)
    sealed = {key: part for key, part in certificate.items() if key != "digest"}
    canonical = json.dumps(sealed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    need(hashlib.sha256(canonical).hexdigest() == certificate["digest"], "the digest does not match")
    need(certificate["format"] == 1, "the format is not known")
    plan = check_proof(certificate)
    if plan is not None and (certificate["awards_sha256"] or awards_path.exists()):
        check_awards(certificate, plan, awards_path.read_bytes())
    open_gaps = [
        Fraction(stage["bound"] - stage["value"], goal["scale"])
        for stage, goal in zip(certificate.get("stages", []), certificate["problem"]["goals"], strict=False)
        if stage["bound"] - stage["value"] >= stage["tolerance"]
    ]
    return str(certificate["status"]).replace("X", str(max(open_gaps, default=0)))


def main(arguments: list[str]) -> int:
    """Check the files named and print one line; return 0 when every claim holds, 1 when not."""
    given = [Path(argument) for argument in arguments] or [Path()]
    path = given[0] / "certificate.json" if given[0].is_dir() else given[0]
    try:
        status = check(path, given[1] if given[1:] else path.with_name("awards.csv"))
    except (OSError, *MALFORMED) as error:
        print(f"refused 未通过: {error if type(error) is ValueError else f'malformed 格式有误 ({error!r})'}")
        return 1
    print(f"verified 核验通过: {status}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

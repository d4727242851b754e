"""Check an allocation's certificate with nothing but Python's standard library, in whole numbers only.

    python checker.py DIRECTORY            (certificate.json, awards.csv, and what of a run is beside them)
    python checker.py certificate.json [awards.csv]

This file shares no code with the program that made the certificate, and runs alone, anywhere. The plan must
obey every bound and row, and the awards paid must be what the plan says. For each goal a tree of cases that
covers every plan must show how good any plan could be: with whole prices y over a denominator d, d goal(x) is
y.Ax + (d c - A'y).x, at most each price times the row bound it leans on plus the best of what is left of each
column. Rows may be added that whole columns cannot but obey. Or a case is searched through with its priced
rows as one row: of all pairs of what that row takes and what the goal reaches, one is dropped if it takes
more and reaches no more, or if no rate to come can lift it. The best case left is the bound: it is worked out
here, never believed. An infeasible budget's tree shows each case empty: a priced combination of rows that can
take no value there, moving as it must in steps of its common divisor. Exit code 0: every claim holds;
1: refused.
"""

import csv
import hashlib
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import accumulate, compress
from math import gcd
from operator import itemgetter, mul
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

Json: TypeAlias = dict[str, Any]
Terms: TypeAlias = dict[int, int]
Box: TypeAlias = list[tuple[int, int]]
Pair: TypeAlias = tuple[int, int]
Ahead: TypeAlias = tuple[Fraction | None, Fraction | None, int]
Cuts: TypeAlias = dict[int, tuple[int, int]]
Paid: TypeAlias = dict[str, dict[str, tuple[int, int]]]
FORMATS, MOST_TERMS = (2, 3), 50_000_000  # a file that would unfold into more is refused before it does
MOST_PAIRS = 1_000_000  # a frontier that would look at more is refused
COLUMNS = ("authorised_fen", "committed_fen", "due_fen", "paid_fen", "waiting_fen")
OPTIMAL, WITHIN, INFEASIBLE = "proven optimal", "within X (proven)", "infeasible"
MALFORMED = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, csv.Error)


class Form(NamedTuple):
    """A whole-number combination of columns, each named once, and a constant."""

    columns: list[int]
    coefficients: list[int]
    constant: int = 0


NOTHING = Form([], [])
Rows: TypeAlias = list[tuple[Form, int | None, int | None]]


class Case(NamedTuple):
    """A part of all plans: the rows with their lower and upper sides, the goal, the bounds of each column."""

    rows: Rows
    goal: Form
    box: Box


Waiting: TypeAlias = tuple[int, Cuts, Case]


class Problem(NamedTuple):
    """What a certificate says is to be solved: the rows and who is to be blamed for each, goals, columns."""

    named: list[tuple[str, str]]
    rows: Rows
    goals: list[Form]
    scales: list[int]
    box: Box
    choices: list[int]


class Proved(NamedTuple):
    """What is proved of a goal, in its own units; it is open when they are a fen's worth or more apart."""

    value: Fraction
    bound: Fraction
    is_open: bool


def need(condition: object, complaint: str) -> None:
    """Refuse what does not hold: raise ValueError with the complaint."""
    if not condition:
        raise ValueError(complaint)


# ── reading ────────────────────────────────────────────────────────────────────────────────────────


def distinct(pairs: Iterable[tuple[str, Any]]) -> Json:
    """Return pairs as a mapping, refusing a key given twice."""
    given = list(pairs)
    need(len(dict(given)) == len(given), "a key is given twice")
    return dict(given)


def unfold(runs: list[Any], length: int, kinds: tuple[type, ...] = (int,)) -> list[Any]:
    """Return a list written as runs: a number stands for itself, [number, times] for so many of it."""
    times = [part[1] if type(part) is list else 1 for part in runs]
    need(min(times, default=1) > 0 and sum(times) == length <= MOST_TERMS, "a list has the wrong length")
    whole: list[Any] = []
    for part in runs:
        whole += [part[0]] * part[1] if type(part) is list else [part]
    need(set(map(type, whole)) <= set(kinds), "a list is malformed")
    return whole


def forms(entry: Json, width: int) -> list[Form]:
    """Return one form a name; `columns` says how far each column lies beyond the one before it."""
    sizes = unfold(entry["sizes"], len(entry["names"]))
    columns = list(accumulate(unfold(entry["columns"], sum(sizes))))
    coefficients = unfold(entry["coefficients"], sum(sizes))
    constants = unfold(entry["constants"], len(sizes))
    need(min(columns + sizes, default=0) >= 0, "a form is malformed")
    need(max(columns, default=-1) < width, "a form names an unknown column")
    parts = [slice(end - size, end) for size, end in zip(sizes, accumulate(sizes), strict=True)]
    found = [Form(columns[at], coefficients[at], extra) for at, extra in zip(parts, constants, strict=True)]
    need(all(len(set(form.columns)) == len(form.columns) for form in found), "a form names a column twice")
    return found


def read_problem(told: Json) -> Problem:
    """Return what is to be solved, every list of it unfolded and of the right length."""
    entry, width = told["columns"], len(told["columns"]["names"])
    lowest, highest, choices = (unfold(entry[key], width) for key in ("lower", "upper", "choice"))
    box, entry = list(zip(lowest, highest, strict=True)), told["rows"]
    sides = [unfold(entry[key], len(entry["names"]), (int, type(None))) for key in ("lower", "upper")]
    rows: Rows = list(zip(forms(entry, width), *sides, strict=True))
    named, goals = list(zip(entry["names"], entry["places"], strict=True)), forms(told["goals"], width)
    return Problem(named, rows, goals, told["goals"]["scales"], box, choices)


def value(form: Form, plan: list[int]) -> int:
    """Return what a form comes to."""
    total: int = sum(map(mul, form.coefficients, [plan[column] for column in form.columns]))
    return form.constant + total


# ── what a tree proves ─────────────────────────────────────────────────────────────────────────────


def weighed(case: Case, prices: list[list[int]], over: int) -> tuple[Terms, int | None, int]:
    """Return what prices leave of the goal (d c - A'y), and y.Ax at least (None: no limit) and at most."""
    need(over > 0, "a denominator is not positive")
    left: Terms = defaultdict(int)
    left.update(zip(case.goal.columns, [over * each for each in case.goal.coefficients], strict=True))
    low: int | None = 0
    high = 0
    for row, price in prices:
        need(0 <= row < len(case.rows), "a price is for an unknown row")
        form, lower, upper = case.rows[row]
        near, far = (upper, lower) if price > 0 else (lower, upper)
        if near is None:
            continue  # a price that leans on a missing bound counts as none
        high += price * (near - form.constant)
        low = None if low is None or far is None else low + price * (far - form.constant)
        for column, coefficient in zip(form.columns, form.coefficients, strict=True):
            left[column] -= price * coefficient
    return left, low, high


def most(left: Terms, box: Box) -> int:
    """Return the most that a sum of columns can come to in a box."""
    return sum([price * box[column][price > 0] for column, price in left.items()])


def leaf_bound(node: Json, case: Case) -> int:
    """Return the most that the goal can come to in a case, moving in its steps."""
    left, _, high = weighed(case, node["duals"], node["over"])
    step = gcd(*case.goal.coefficients) or 1
    floored: int = (high + most(left, case.box)) // (node["over"] * step) * step
    return case.goal.constant + floored


def moves_from(left: Terms, case: Case, over: int) -> tuple[int, int, list[Pair]]:
    """Return what a plan takes of the priced row, what it reaches, and what each move away adds to both.

    Prices prefer the plan, and order the moves, nearest first; many units of a column go in powers of two.
    """
    worths = dict(zip(case.goal.columns, case.goal.coefficients, strict=True))
    used, reached, moves = 0, case.goal.constant, []
    for column, price in sorted(left.items()):
        (lower, upper), worth = case.box[column], worths.get(column, 0)
        corner, sign = (upper, -1) if price > 0 else (lower, 1)
        weight, units, part = over * worth - price, upper - lower, 1
        used, reached = used + weight * corner, reached + worth * corner
        while weight and units:
            moved = sign * min(part, units)
            moves.append((Fraction(abs(price), abs(weight)), moved * weight, moved * worth))
            units, part = units - abs(moved), 2 * part
    moves.sort(key=itemgetter(0))
    return used, reached, [move[1:] for move in moves]


def rates_ahead(moves: list[Pair]) -> list[Ahead]:
    """Return the best rates and the way down from each position on."""
    gain, saving, falls = None, None, 0
    ahead: list[Ahead] = [(gain, saving, falls)]
    for weight, worth in reversed(moves):
        rate, falls = Fraction(worth, weight), falls + min(weight, 0)
        if weight > 0:
            gain = max(rate, gain or Fraction(0))
        else:
            saving = rate if saving is None else min(rate, saving)
        ahead.append((gain, saving, falls))
    return ahead[::-1]


def hopeful(pairs: set[Pair], ahead: Ahead, low: int, high: int, best: int) -> Iterator[Pair]:
    """Yield the pairs that moves to come may lift above the best, but none that another makes needless."""
    gain, saving, falls = ahead
    last, top = None, None
    for used, worth in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        rate = saving if used > high else gain
        if rate is None and not low <= used <= high:
            continue  # no move to come leads back
        lift = (high - used) * rate.numerator // rate.denominator if rate else 0
        if worth + lift > best and used != last and (top is None or worth > top):
            yield used, worth
            last, top = used, worth if used + falls >= low else top


def frontier_bound(node: Json, case: Case, floor: int) -> int:
    """Return the most above a floor that the goal can reach if the priced rows are one row, or the floor."""
    left, low, high = weighed(case, node["frontier"], node["over"])
    used, start, moves = moves_from(left, case, node["over"])
    step = gcd(*(worth for _, worth in moves)) or 1
    moves = [(weight, worth // step) for weight, worth in moves]
    low = used + sum(min(weight, 0) for weight, _ in moves) if low is None else low
    pairs, best, seen = {(used, 0)}, (floor - start) // step, 0
    for (weight, worth), ahead in zip([(0, 0), *moves], rates_ahead(moves), strict=True):
        pairs |= {(at + weight, each + worth) for at, each in pairs}
        best = max([best, *(each for at, each in pairs if low <= at <= high)])
        pairs = set(hopeful(pairs, ahead, low, high, best))
        seen += len(pairs)
        need(seen <= MOST_PAIRS, "a frontier has too many pairs")
    return max(floor, start + step * best)


def narrowed(node: Json, case: Case, floor: int) -> Case:
    """Return the smaller case that holds every plan of a case at least as good as a floor.

    What a column can no longer change is taken into the constants: a case of few free columns is quick.
    """
    left, _, high = weighed(case, node["fix"], node["over"])
    box, spare = list(case.box), high + most(left, case.box) - (floor - case.goal.constant) * node["over"]
    for column, price in left.items():
        lower, upper = box[column]
        lower = max(lower, upper - spare // price) if price > 0 else lower
        box[column] = (lower, min(upper, lower + spare // -price) if price < 0 else upper)
    rows = [(on_free(form, box), lower, upper) for form, lower, upper in case.rows]
    return Case(rows, on_free(case.goal, box), box)


def with_cut(node: Json, case: Case) -> Case:
    """Return the case with one more row, which all its plans obey because their columns are whole.

    Priced rows as one row, every column counted from its lower bound or, in `top`, its upper one; of what is
    then divided, each column keeps its whole part and what goes beyond the remainder of the row's side.
    """
    left, _, high = weighed(case._replace(goal=NOTHING), node["cut"], 1)  # the rows priced, negated
    over, top, cut = node["over"], set(node["top"]), {}
    need(type(over) is int and over > 0, "a denominator is not positive")
    corners = {column: case.box[column][column in top] for column in left}
    rest = high + sum(price * corners[column] for column, price in left.items())
    beyond = rest % over
    for column, price in left.items():
        sign = -1 if column in top else 1
        whole, part = divmod(-price * sign, over)
        cut[column] = sign * (whole * (over - beyond) + max(0, part - beyond))
    shared = gcd(*cut.values()) or 1
    side = rest // over * (over - beyond) + sum(step * corners[column] for column, step in cut.items())
    form = Form(list(cut), [step // shared for step in cut.values()])
    return case._replace(rows=[*case.rows, (form, None, side // shared)])


def on_free(form: Form, box: Box) -> Form:
    """Return a form on the columns that a box leaves free."""
    ends = [box[column] for column in form.columns]
    free = [lower != upper for lower, upper in ends]
    known = sum(map(mul, form.coefficients, [0 if lower != upper else lower for lower, upper in ends]))
    columns, coefficients = (list(compress(each, free)) for each in form[:2])
    return Form(columns, coefficients, form.constant + known)


def is_empty(node: Json, case: Case) -> bool:
    """Tell whether the priced combination of rows can take no value in a case."""
    left, low, high = weighed(case._replace(goal=NOTHING), node["ray"], 1)  # the rows priced, negated
    top, bottom = most(left, case.box), -most({column: -price for column, price in left.items()}, case.box)
    top, bottom = top if low is None else min(top, -low), max(bottom, -high)
    corner = sum(price * case.box[column][0] for column, price in left.items())
    step = gcd(*(price for column, price in left.items() if case.box[column][0] < case.box[column][1]))
    return corner - (corner - bottom) // step * step > top if step else not bottom <= corner <= top


def tree_bound(tree: list[Json], whole: Case, floor: int) -> int | None:
    """Return the most that a plan at least as good as a floor can reach, over a tree's leaves; None: no plan.

    A case waits as what it cuts from the box it lies in, so that no wide box is copied for every branch.
    """
    bounds, seen = [], set()
    waiting: list[Waiting] = [(0, {}, whole)]
    while waiting:
        at, cuts, case = waiting.pop()
        # a node reached twice would be a circle, or let one proof stand for two cases
        need(0 <= at < len(tree) and at not in seen, "a tree is malformed")
        seen.add(at)
        node, here = tree[at], case._replace(box=cut_to(case.box, cuts))
        if any(lower > upper for lower, upper in here.box):
            continue  # no plan in this case
        if "branch" in node:
            waiting += halves(node, cuts, case)
        elif "fix" in node or "cut" in node:
            inner = narrowed(node, here, floor) if "fix" in node else with_cut(node, here)
            waiting.append((node["then"], {}, inner))
        elif "ray" in node:
            need(is_empty(node, here), "a case said to be empty is not proved so")
        else:
            bounds.append(frontier_bound(node, here, floor) if "frontier" in node else leaf_bound(node, here))
    return max(bounds, default=None)


def cut_to(box: Box, cuts: Cuts) -> Box:
    """Return a box with the ends of some columns replaced."""
    inner = list(box)
    for column, ends in cuts.items():
        inner[column] = ends
    return inner


def halves(node: Json, cuts: Cuts, case: Case) -> list[Waiting]:
    """Return the two cases that a split makes of one: together they miss no whole value of the column."""
    column, split = node["branch"], node["at"]
    need(0 <= column < len(case.box), "a tree splits an unknown column")
    lower, upper = cuts.get(column, case.box[column])
    below, above = (lower, min(split, upper)), (max(split + 1, lower), upper)
    return [(node["down"], {**cuts, column: below}, case), (node["up"], {**cuts, column: above}, case)]


def fen_worth(goal: Form, choices: list[int]) -> int:
    """Return what one unit of the dearest amount is worth; of a goal of choices only, its step."""
    terms = zip(goal.columns, goal.coefficients, strict=True)
    worths = [abs(coefficient) for column, coefficient in terms if not choices[column]]
    return max(worths, default=gcd(*goal.coefficients) or 1)


def check_infeasible(certificate: Json, problem: Problem) -> None:
    """Check that no plan obeys the rows in conflict and those that only link columns (they have no place)."""
    need(certificate["primal"] is None and certificate["stages"] == [], "a plan is told of, yet none exists")
    blamed = [(clause["name"], clause["place"]) for clause in certificate["conflict"]]
    need(set(blamed) <= set(problem.named), "the conflict names an unknown row")
    taken = [name in blamed or not name[1] for name in problem.named]
    counted = [row if take else (NOTHING, None, None) for row, take in zip(problem.rows, taken, strict=True)]
    whole = Case(counted, NOTHING, problem.box)
    need(tree_bound(certificate["tree"], whole, 0) is None, "a plan may exist")


def check_plan(plan: list[int], problem: Problem) -> None:
    """Check that a plan obeys the bounds of each column and both sides of each row."""
    held = all(lower <= x <= upper for (lower, upper), x in zip(problem.box, plan, strict=True))
    need(held, "the plan breaks a bound")
    for form, lower, upper in problem.rows:
        reached = value(form, plan)
        held = (lower is None or lower <= reached) and (upper is None or reached <= upper)
        need(held, "the plan breaks a row")


def check_goals(stages: list[Json], plan: list[int], problem: Problem) -> list[Proved]:
    """Check what is told of each goal, in their order, and return what is proved of it."""
    proofs, rows = [], list(problem.rows)
    for goal, scale, stage in zip(problem.goals, problem.scales, stages, strict=True):
        reached = value(goal, plan)
        proved = tree_bound(stage["tree"], Case(rows, goal, problem.box), reached)
        bound = reached if proved is None else max(reached, proved)
        told = f"a goal is proved to reach {reached}, at most {bound}"
        need((stage["value"], stage["bound"]) == (reached, bound), told)
        need(scale > 0, "a goal is not told in units")
        is_open = bound - reached >= fen_worth(goal, problem.choices)
        proofs.append(Proved(Fraction(reached, scale), Fraction(bound, scale), is_open))
        rows.append((goal, reached, None))  # the goals after it must keep it
    return proofs


def check_proof(certificate: Json) -> tuple[list[int] | None, list[Proved]]:
    """Check plan, goals and trees; return the plan (None: infeasible) and what is proved of each goal."""
    status, problem = certificate["status"], read_problem(certificate["problem"])
    if status == INFEASIBLE:
        check_infeasible(certificate, problem)
        return None, []
    need(certificate["conflict"] == certificate["tree"] == [], "a conflict is told of, yet a plan exists")
    plan = unfold(certificate["primal"], len(problem.box))
    check_plan(plan, problem)
    proofs = check_goals(certificate["stages"], plan, problem)
    earned = WITHIN if any(proof.is_open for proof in proofs) else OPTIMAL
    need(status == earned, f"{status!r} is claimed, {earned!r} is proved")
    return plan, proofs


# ── the files beside it ────────────────────────────────────────────────────────────────────────────


def read_awards(data: bytes) -> Paid:
    """Return what awards.csv pays: for each programme and applicant the entitlement and the award, in fen."""
    paid: Paid = {}
    for line in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True):
        programme, applicant = line["programme"], line["applicant"]
        figures = [line[key] for key in ("entitlement_fen", "award_fen")]
        whole = all(re.fullmatch("-?[0-9]{1,40}", figure) for figure in figures)
        need(whole, "an amount is no whole number of fen")
        need(applicant not in paid.setdefault(programme, {}) and None not in line, "awards.csv is malformed")
        paid[programme][applicant] = int(figures[0]), int(figures[1])
    return paid


def check_awards(payouts: Json, plan: list[int], paid: Paid) -> None:
    """Check that the money of awards.csv is what the plan pays out, every line of it."""
    due = {kind: paid_out(payouts[kind], plan) for kind in ("totals", "pro_rata", "levels", "awards")}
    check_lines(due, paid)
    for programme, pot in due["totals"].items():
        given = sum(award for _, award in paid.get(programme, {}).values())
        need(given == pot, f"the awards of {programme!r} do not add to {pot}")
    for kind, strays, rule in (
        ("pro_rata", strays_from_share, "share"),
        ("levels", strays_from_level, "level"),
    ):
        for programme, pot in due[kind].items():
            lines = paid.get(programme, {})
            # a line with a form of its own, such as an award decided beforehand, is no part of the pot
            shares = [line for name, line in lines.items() if f"{programme}/{name}" not in due["awards"]]
            given = sum(award for _, award in shares)
            need(given == pot, f"the shares of {programme!r} do not add to {pot}")
            need(not strays(shares, pot), f"an award of {programme!r} strays from its {rule}")


def paid_out(entry: Json, plan: list[int]) -> dict[str, int]:
    """Return what the forms of one kind of payout come to under a plan, by name, in fen."""
    sums = [value(form, plan) for form in forms(entry, len(plan))]
    return distinct(zip(entry["names"], sums, strict=True))


def check_lines(due: dict[str, dict[str, int]], paid: Paid) -> None:
    """Check that every line is tied to the plan, and that one with a form of its own is paid just that."""
    pots, left = {**due["totals"], **due["pro_rata"], **due["levels"]}, dict(due["awards"])
    for programme, lines in paid.items():
        for applicant, (_, award) in lines.items():
            key = f"{programme}/{applicant}"
            need(key in left or programme in pots, f"{key!r} is not tied to the plan")
            need(left.pop(key, award) == award, f"an award of {programme!r} is not the plan's")
    need(not any(left.values()), "an award in the plan is not paid")


def strays_from_share(shares: list[Pair], pot: int) -> bool:
    """Tell whether an award, beside its entitlement, is a fen or more off its exact share of a pot."""
    base = sum(entitled for entitled, _ in shares) or 1
    return any(abs(award * base - entitled * pot) >= base for entitled, award in shares)


def strays_from_level(shares: list[Pair], pot: int) -> bool:
    """Tell whether an award is more than its entitlement, or more than a fen above the common level."""
    level = min((award for entitled, award in shares if award != entitled), default=pot)  # of those not full
    return any(award > min(entitled, level + 1) for entitled, award in shares)


def check_result(result: Json, certificate: Json, proofs: list[Proved], paid: Paid) -> None:
    """Check that result.json tells of the same scenario, proof and money; a goal may be told negated."""
    for key, sealed in (("status", "status"), ("digest", "scenario_digest"), ("awards_sha256",) * 2):
        need(result[key] == certificate[sealed], f"result.json has another {key}")
    gaps = [proof.bound - proof.value for proof in proofs]
    need(Fraction(result["gap"]) == next(filter(None, gaps), 0), "result.json has another gap")
    for goal, (reached, bound, _), gap in zip(result["goals"], proofs, gaps, strict=True):
        told = [Fraction(goal[key]) for key in ("value", "bound", "gap")]
        true = ([reached, bound, gap], [-reached, -bound, gap])
        need(told in true, "result.json has another figure of a goal")
    need(set(paid) <= set(result["programmes"]), "result.json leaves a programme out")
    for programme, entry in result["programmes"].items():
        sums = [sum(line[at] for line in paid.get(programme, {}).values()) for at in (0, 1)]
        told = [entry["entitlement_fen"], entry["award_fen"]]
        need(told == sums, f"result.json pays {programme!r} otherwise")


# ── the year beside it ─────────────────────────────────────────────────────────────────────────────


def check_year(result: Json, cash: Path) -> None:
    """Check that the ledgers and funds of result.json add up, and that cash.csv tells the same ledgers."""
    ledgers = result.get("ledgers")
    if ledgers is not None:
        lines = ledgers["lines"]
        for name, entry in lines.items():
            check_ledger(name, entry)
        for column in COLUMNS:
            sums = [sum(each) for each in zip(*(entry[column] for entry in lines.values()), strict=True)]
            need(sums == ledgers["total"][column], f"the lines do not add to the total of {column}")
        for entry in (*ledgers["lots"], *[ledgers["balance"]] * ("balance" in ledgers)):
            inward = entry["opening_fen"] + entry.get("revenue_fen", 0)
            outward = entry["spent_fen"] + entry["lapsed_fen"] + entry["closing_fen"]
            need(inward == outward, "what is brought forward does not balance")
        if cash.exists():
            need(read_cash(cash.read_bytes()) == by_quarter(ledgers), "cash.csv has other ledgers")
    for name, fund in result.get("funds", {}).items():
        check_fund(name, fund)


def check_ledger(name: str, entry: Json) -> None:
    """Check that nothing is paid above what is bound, nor bound above what is authorised, in any quarter."""
    before = 0
    for authorised, bound, due, paid, waiting in zip(*(entry[column] for column in COLUMNS), strict=True):
        need(
            before <= paid <= bound <= authorised + entry["claimed_fen"],
            f"{name!r} is paid or bound too much",
        )
        need(waiting == due - paid >= 0, f"what waits of {name!r} is not what is due and not paid")
        before = paid


def by_quarter(ledgers: Json) -> dict[Any, list[int]]:
    """Return the figures of every line and quarter, in the order of the columns."""
    return {
        (name, quarter): [entry[column][at] for column in COLUMNS]
        for name, entry in ledgers["lines"].items()
        for at, quarter in enumerate(ledgers["quarters"])
    }


def read_cash(data: bytes) -> dict[Any, list[int]]:
    """Return what the groups of cash.csv add to, for each line and quarter."""
    told: dict[Any, list[int]] = {}
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True):
        figures = [int(row[column]) for column in COLUMNS]
        key = row["line"], row["quarter"]
        told[key] = list(map(sum, zip(told.get(key, [0] * len(COLUMNS)), figures, strict=True)))
    return told


def check_fund(name: str, fund: Json) -> None:
    """Check that a fund adds up in every quarter, opens with what it held, and is never below nothing."""
    held = fund["opening_fen"]
    for each in fund["quarters"]:
        opens, adds = each["opening_fen"], each["in_fen"] + each["recovered_fen"] - each["out_fen"]
        need(opens == held and opens + adds == each["closing_fen"] >= 0, f"fund {name!r} does not add up")
        held = each["closing_fen"]


def check_years(folder: Path) -> str:
    """Check that years.json tells each year as its own file does, opened by what the year before closed."""
    before: Json = {}
    for year, entry in sorted(read(folder / "years.json").items()):
        own = folder / ("result.json" if not before else f"result_{year}.json")
        need(read(own) == entry["result"], f"years.json tells {year} otherwise than {own.name}")
        check_after(before, entry, year)
        before = entry
    return "years.json"


def check_after(before: Json, entry: Json, year: str) -> None:
    """Check that a year's balance is that of its ledgers, and begins as the year before it ended."""
    balance, ledgers = entry["balance"], entry["result"].get("ledgers")
    need(balance is None or ledgers["balance"] == balance, f"years.json has another balance of {year}")
    if before and balance is not None and before["balance"] is not None:
        need(balance["opening_fen"] == before["balance"]["closing_fen"], f"{year} opens with other money")
    for name, fund in before.get("result", {}).get("funds", {}).items():
        opening = entry["result"]["funds"][name]["opening_fen"]
        need(opening == fund["closing_fen"], f"fund {name!r} opens {year} with other money")


def read(path: Path) -> Json:
    """Return a file's values; int refuses any number that is not whole."""
    text = path.read_text("utf-8")
    given = json.loads(text, object_pairs_hook=distinct, parse_float=int, parse_constant=int)
    need(type(given) is dict, f"{path.name} is malformed")
    return dict(given)


def seal(part: Any) -> str:
    """Return the sha256 of a value's canonical JSON: keys sorted, no spaces, UTF-8."""
    text = json.dumps(part, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def check(path: Path, awards_path: Path) -> str:
    """Return the status word that the files prove; raise one of MALFORMED when a claim does not hold."""
    certificate, told = read(path), beside(path, "result.json")
    written, paid = certificate["format"], Paid()
    known = type(written) is int and written in FORMATS
    need(known, f"the certificate has format {written!r}, this program reads formats 2 and 3")
    seals = {key: seal(part) for key, part in certificate.items() if key != "digest"}
    need(seal(seals) == certificate["digest"], "the digest does not match")
    need(seals["problem"] == certificate["problem_digest"], "the problem's digest does not match")
    plan, proofs = check_proof(certificate)
    if plan is not None and (certificate["awards_sha256"] or awards_path.exists()):
        data = awards_path.read_bytes()
        same = hashlib.sha256(data).hexdigest() == certificate["awards_sha256"]
        need(same, "awards.csv is not the one sealed")
        paid = read_awards(data)
    if plan is not None:
        check_awards(certificate["payouts"], plan, paid)
    if told.exists():
        check_result(read(told), certificate, proofs, paid)
        check_year(read(told), beside(path, "cash.csv"))
    gap = next((proof.bound - proof.value for proof in proofs if proof.is_open), 0)
    return str(certificate["status"]).replace("X", str(gap))


def beside(path: Path, name: str) -> Path:
    """Return the file that goes with a certificate: certificate_2015.json has awards_2015.csv."""
    ending = path.stem.removeprefix("certificate") if path.stem.startswith("certificate") else ""
    stem, _, kind = name.partition(".")
    return path.with_name(f"{stem}{ending}.{kind}")


def main(arguments: list[str]) -> int:
    """Check the files named, or all certificates of a folder, a line each; 0 when every claim holds."""
    given = [Path(argument) for argument in arguments] or [Path()]
    if not given[0].is_dir():
        return one(given[0], given[1] if given[1:] else beside(given[0], "awards.csv"))
    found = sorted(given[0].glob("certificate*.json")) or [given[0] / "certificate.json"]
    codes = [one(path, beside(path, "awards.csv")) for path in found]
    several = (given[0] / "years.json").exists()
    return max(*codes, said(lambda: check_years(given[0])) if several else 0)


def one(path: Path, awards: Path) -> int:
    """Check one certificate and print its line; return 0 when every claim holds, 1 when not."""
    return said(lambda: check(path, awards))


def said(checked: Callable[[], str]) -> int:
    """Print what a check comes to; return 0 when every claim holds, 1 when not."""
    try:
        status = checked()
    except (OSError, *MALFORMED) as error:
        print(f"refused 未通过: {error if type(error) is ValueError else f'malformed 格式有误 ({error!r})'}")
        return 1
    print(f"verified 核验通过: {status}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

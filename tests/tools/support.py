"""Certificates taken apart and put together again, and what they claim judged by nothing but counting."""

import csv
import hashlib
import io
import itertools
import json
import random
from fractions import Fraction
from functools import cache
from math import gcd
from pathlib import Path

from simulator import checker
from simulator.optimise import Kind, LinearForm, Payouts, ProblemBuilder, build_certificate, solve
from simulator.optimise.certify import sealed

KINDS = ("totals", "pro_rata", "levels", "awards")
GROUPS = (
    ("problem", "rows"),
    ("problem", "goals"),
    *(("payouts", kind) for kind in KINDS),
)


def certificate_of(problem, **options):
    return build_certificate(problem, solve(problem, **options), Payouts(), "", "scenario")


def resealed(certificate):
    """Return a certificate with every digest recomputed, as a careful forger would."""
    content = {**certificate, "problem_digest": checker.seal(certificate["problem"])}
    return {**content, "digest": sealed(content)}


def write(folder: Path, certificate) -> Path:
    path = folder / "certificate.json"
    path.write_text(json.dumps(certificate, ensure_ascii=False), "utf-8")
    return path


def verdict(path: Path) -> int:
    return checker.main([str(path)])


# ---- apart and together -------------------------------------------------------------------------------


def spelt(runs):
    return [n for part in runs for n in ([part[0]] * part[1] if isinstance(part, list) else [part])]


def opened(certificate, groups=GROUPS):
    """Return a fresh copy with the lists spelt out and the forms as their own [column, coefficient] pairs."""
    fresh = json.loads(json.dumps(certificate))
    for key in ("lower", "upper", "choice"):
        fresh["problem"]["columns"][key] = spelt(fresh["problem"]["columns"][key])
    for key in ("lower", "upper"):
        fresh["problem"]["rows"][key] = spelt(fresh["problem"]["rows"][key])
    fresh["primal"] = None if fresh["primal"] is None else spelt(fresh["primal"])
    for outer, inner in groups:
        fresh[outer][inner] = apart(fresh[outer][inner])
    return fresh


def apart(entry):
    numbers = itertools.accumulate(spelt(entry.pop("columns")))
    pairs = iter([list(pair) for pair in zip(numbers, spelt(entry.pop("coefficients")), strict=True)])
    terms = [list(itertools.islice(pairs, size)) for size in spelt(entry.pop("sizes"))]
    return {**entry, "terms": terms, "constants": spelt(entry["constants"])}


def closed(parts):
    """Return what `opened` took apart as a certificate again, sealed; lists stay spelt out."""
    fresh = json.loads(json.dumps(parts))
    for outer, inner in GROUPS:
        fresh[outer][inner] = together(fresh[outer][inner])
    return resealed(fresh)


def together(entry):
    terms = entry.pop("terms")
    numbers = [column for pairs in terms for column, _ in pairs]
    gaps = [after - before for before, after in zip([0, *numbers], numbers, strict=False)]
    weights = [weight for pairs in terms for _, weight in pairs]
    return {**entry, "sizes": [len(pairs) for pairs in terms], "columns": gaps, "coefficients": weights}


# ---- judging by counting ------------------------------------------------------------------------------


def total(terms, constant, plan) -> int:
    return constant + sum(weight * plan[column] for column, weight in terms)


def plans_of(parts, rows) -> list[tuple[int, ...]]:
    """Return every plan in the box that obeys the rows numbered."""
    columns, entry = parts["problem"]["columns"], parts["problem"]["rows"]
    spans = [range(low, high + 1) for low, high in zip(columns["lower"], columns["upper"], strict=True)]
    return [plan for plan in itertools.product(*spans) if all(obeys(plan, entry, row) for row in rows)]


def obeys(plan, entry, row) -> bool:
    reached = total(entry["terms"][row], entry["constants"][row], plan)
    lower, upper = entry["lower"][row], entry["upper"][row]
    return (lower is None or reached >= lower) and (upper is None or reached <= upper)


def claim_is_true(certificate, awards: bytes | None = None, result=None) -> bool:
    """Tell by counting every plan whether what a certificate and the files beside it claim holds."""
    infeasible = certificate["status"] == "infeasible"  # then nothing is paid, nor looked at
    parts = opened(certificate, GROUPS[:2] if infeasible else GROUPS)
    named = list(zip(parts["problem"]["rows"]["names"], parts["problem"]["rows"]["places"], strict=True))
    if infeasible:
        blamed = [(clause["name"], clause["place"]) for clause in parts["conflict"]]
        rows = [row for row, name in enumerate(named) if name[1] == "" or name in blamed]
        return set(blamed) <= set(named) and not plans_of(parts, rows)
    plans = plans_of(parts, range(len(named)))
    if tuple(parts["primal"]) not in plans or not goals_hold(parts, plans):
        return False
    return (awards is None or pays(parts, awards)) and (result is None or tells(parts, awards, result))


def goals_hold(parts, plans) -> bool:
    goals, closed_all = parts["problem"]["goals"], True
    for number, stage in enumerate(parts["stages"]):
        terms, constant = goals["terms"][number], goals["constants"][number]
        reached = total(terms, constant, parts["primal"])
        if reached != stage["value"] or max(total(terms, constant, plan) for plan in plans) > stage["bound"]:
            return False
        plans = [plan for plan in plans if total(terms, constant, plan) >= reached]
        closed_all = closed_all and stage["bound"] - reached < fen(parts, terms)
    every = len(parts["stages"]) == len(goals["names"]) and all(scale > 0 for scale in goals["scales"])
    return every and parts["status"] == ("proven optimal" if closed_all else "within X (proven)")


def fen(parts, terms) -> int:
    amounts = [abs(weight) for column, weight in terms if not parts["problem"]["columns"]["choice"][column]]
    return max(amounts) if amounts else gcd(*(weight for _, weight in terms)) or 1


def pays(parts, awards: bytes) -> bool:
    """Tell whether awards.csv is the one sealed and each of its lines is what the plan pays."""
    lines = list(csv.DictReader(io.StringIO(awards.decode("utf-8"), newline="")))
    due = {kind: dues(parts["payouts"][kind], parts["primal"]) for kind in KINDS}
    paid = {f"{line['programme']}/{line['applicant']}": int(line["award_fen"]) for line in lines}
    tied = all(
        line["programme"] in {**due["totals"], **due["pro_rata"], **due["levels"]}
        or f"{line['programme']}/{line['applicant']}" in due["awards"]
        for line in lines
    )
    single = all(paid.get(name, 0) == owed for name, owed in due["awards"].items())
    sums = all(summed(lines, name)[1] == owed for kind in KINDS[:3] for name, owed in due[kind].items())
    shares = all(fair(lines, name, owed) for name, owed in due["pro_rata"].items())
    filled = all(level(lines, name, owed) for name, owed in due["levels"].items())
    same = hashlib.sha256(awards).hexdigest() == parts["awards_sha256"]
    return same and len(paid) == len(lines) and tied and single and sums and shares and filled


def dues(entry, plan) -> dict[str, int]:
    forms = zip(entry["names"], entry["terms"], entry["constants"], strict=True)
    return {name: total(terms, constant, plan) for name, terms, constant in forms}


def summed(lines, programme) -> tuple[int, int]:
    own = [line for line in lines if line["programme"] == programme]
    return sum(int(line["entitlement_fen"]) for line in own), sum(int(line["award_fen"]) for line in own)


def fair(lines, programme, pot) -> bool:
    base = summed(lines, programme)[0] or 1
    own = [line for line in lines if line["programme"] == programme]
    exact = [Fraction(int(line["entitlement_fen"]) * pot, base) for line in own]
    return all(abs(int(line["award_fen"]) - share) < 1 for line, share in zip(own, exact, strict=True))


def level(lines, programme, pot) -> bool:
    """Tell whether some level gives each award: what it is entitled to, or the level, or a fen more."""
    own = [line for line in lines if line["programme"] == programme]
    figures = [(int(line["entitlement_fen"]), int(line["award_fen"])) for line in own]
    return any(
        all(award in (min(due, at), min(due, at + 1)) for due, award in figures) for at in range(-1, pot + 2)
    )


def tells(parts, awards: bytes, result) -> bool:
    """Tell whether result.json says what the certificate and awards.csv say."""
    lines = list(csv.DictReader(io.StringIO(awards.decode("utf-8"), newline="")))
    scales = parts["problem"]["goals"]["scales"]
    figures = [
        (Fraction(stage["value"], scale), Fraction(stage["bound"], scale))
        for stage, scale in zip(parts["stages"], scales, strict=True)
    ]
    told = [
        (Fraction(goal["value"]), Fraction(goal["bound"]), Fraction(goal["gap"])) for goal in result["goals"]
    ]
    gaps = [bound - value for value, bound in figures]
    either = all(
        (value, bound, gap) in ((v, b, b - v), (-v, -b, b - v))
        for (v, b), (value, bound, gap) in zip(figures, told, strict=True)
    )
    money = {
        name: (each["entitlement_fen"], each["award_fen"]) for name, each in result["programmes"].items()
    }
    return (
        (result["status"], result["digest"]) == (parts["status"], parts["scenario_digest"])
        and result["awards_sha256"] == parts["awards_sha256"]
        and Fraction(result["gap"]) == next((gap for gap in gaps if gap), 0)
        and either
        and {line["programme"] for line in lines} <= set(money)
        and all(summed(lines, name) == sums for name, sums in money.items())
    )


# ---- honest certificates ------------------------------------------------------------------------------


def many_sided_knapsack(seed: int, count: int = 15):
    chance, builder = random.Random(seed), ProblemBuilder()
    columns = list(builder.add_columns([f"x{j}" for j in range(count)], 0, 1, Kind.CHOICE))
    for row in range(3):
        weights = [chance.randint(20, 99) for _ in columns]
        builder.add_row(f"r{row}", columns, weights, None, sum(weights) // 2, place=f"c{row}")
    builder.add_goal("points", LinearForm(tuple(columns), tuple(chance.randint(20, 99) for _ in columns)))
    return builder.build()


def one_pot(seed: int, count: int = 8):
    """Return whole projects under one row alone, of either sign, with one bound or two; some cost nothing."""
    chance, builder = random.Random(seed), ProblemBuilder()
    columns = list(
        builder.add_columns([f"x{j}" for j in range(count)], 0, chance.choice([1, 1, 2]), Kind.CHOICE)
    )
    sign = chance.choice([1, 1, 1, -1])
    weights = [sign * chance.choice([0, 3, 3, 8, *range(20, 60)]) for _ in columns]
    half = sum(weights) // 2
    sides = {1: [(None, half), (half - 40, half)], -1: [(half, None), (half, half + 40)]}[sign]
    builder.add_row("pot", columns, weights, *chance.choice(sides), place="c")
    worths = [chance.choice([-3, 0, 20, *range(20, 99)]) for _ in columns]
    builder.add_goal("points", LinearForm(tuple(columns), tuple(worths)))
    return builder.build()


def out_of_step(seed: int):
    """Return a problem whose rows clash by a common divisor alone, which no Farkas ray shows."""
    chance, builder = random.Random(seed), ProblemBuilder()
    divisor = chance.choice([2, 3, 5])
    columns = list(builder.add_columns(["a", "b", "c"], 0, 9, Kind.AMOUNT))
    wanted = divisor * chance.randint(3, 9) + 1
    builder.add_row(
        "sum", columns, [divisor * chance.randint(1, 4) for _ in columns], wanted, wanted, place="p"
    )
    return builder.build()


AWARDS = """programme,applicant,entitlement_fen,award_fen
fees,甲,300,300
fees,乙,500,0
rent,丙,6,3
rent,丁,6,3
rent,戊,6,4
seed,己,3,3
seed,庚,9,4
seed,辛,8,5
"""


def paid_budget():
    """Rent is shared pro rata among three firms, fees are paid in full to two, seed is filled to a level."""
    builder = ProblemBuilder()
    pot = builder.add_column("rent pot", 0, 10, Kind.AMOUNT)
    picks = list(builder.add_columns(["fees甲", "fees乙"], 0, 1, Kind.CHOICE))
    builder.add_row("budget", [pot, *picks], [1, 300, 500], None, 310, place="budget")
    builder.add_goal("points", LinearForm((pot, *picks), (1, 400, 450)), 7)
    builder.add_goal("less", LinearForm((pot,), (-1,)))
    payouts = Payouts(
        totals={"fees": LinearForm((1, 2), (300, 500))},
        awards={"fees/甲": LinearForm((1,), (300,)), "fees/乙": LinearForm((2,), (500,))},
        pro_rata={"rent": LinearForm((0,), (1,))},
        levels={"seed": LinearForm((0,), (1,), 2)},
    )
    return builder.build(), payouts


@cache
def solved_budget():
    problem, payouts = paid_budget()
    return problem, solve(problem), payouts


def paying_certificate(awards: bytes = AWARDS.encode()):
    return build_certificate(*solved_budget(), hashlib.sha256(awards).hexdigest(), "scenario")


def result_of(certificate):
    """Return the parts of result.json that the checker reads; the second goal is told as one made small."""
    goals = zip(certificate["stages"], spelt(certificate["problem"]["goals"]["scales"]), (1, -1), strict=True)
    exact = [(sign * Fraction(s["value"], n), sign * Fraction(s["bound"], n)) for s, n, sign in goals]
    told = [{"value": str(v), "bound": str(b), "gap": str(abs(b - v))} for v, b in exact]
    return {
        "status": certificate["status"],
        "digest": certificate["scenario_digest"],
        "awards_sha256": certificate["awards_sha256"],
        "gap": next((goal["gap"] for goal in told if goal["gap"] != "0"), "0"),
        "goals": told,
        "programmes": {
            "fees": {"entitlement_fen": 800, "award_fen": 300},
            "rent": {"entitlement_fen": 18, "award_fen": 10},
            "seed": {"entitlement_fen": 20, "award_fen": 12},
        },
    }

"""Small random problems and their answers by counting, shared by the tests of `optimise` and the checker."""

import itertools
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from simulator.optimise import (
    Infeasible,
    Kind,
    LinearForm,
    Payouts,
    Problem,
    ProblemBuilder,
    Solution,
    build_certificate,
)
from simulator.optimise.exact import dense
from simulator.optimise.float_model import FloatModel, float_model

MOST_PLANS = 4_000
SOLVERS = ("highs", "scipy", "pulp:CBC", "pulp:HiGHS")
COEFFICIENTS = {"small": (-4, -3, -2, -1, 0, 1, 2, 3, 4), "ratio": (1, 1, -1, 2, -3, 5, 7, 827, -1000)}


def small_problem(seed: int, *, choices: float = 0.5, columns: int = 6, scale: str = "small") -> Problem:
    """Return a random problem whose plans can all be listed; about half of them have no plan."""
    chance = random.Random(seed)
    builder = ProblemBuilder()
    count = chance.randint(1, columns)
    plans = 1
    for column in range(count):
        kind, lower, upper = random_box(chance, choices)
        upper = upper if plans * (upper - lower + 1) <= MOST_PLANS else lower
        plans *= upper - lower + 1
        builder.add_column(f"x{column}", lower, upper, kind)
    for row in range(chance.randint(0, 5)):
        add_random_row(builder, chance, row, count, COEFFICIENTS[scale])
    for goal in range(chance.randint(0, 3)):
        used = tuple(column for column in range(count) if chance.random() < 0.7)
        weights = tuple(chance.randint(-6, 6) for _ in used)
        builder.add_goal(f"g{goal}", LinearForm(used, weights, chance.randint(-3, 3)))
    order = chance.sample(range(count), count)
    return builder.build(order[: chance.randint(0, count)])


def random_box(chance: random.Random, choices: float) -> tuple[Kind, int, int]:
    if chance.random() < choices:
        lower = chance.choice([0, 0, 0, -1])
        return Kind.CHOICE, lower, lower + chance.choice([0, 1, 1, 1, 2])
    lower = chance.randint(-5, 5)
    return Kind.AMOUNT, lower, lower + chance.randint(0, 9)


def add_random_row(
    builder: ProblemBuilder, chance: random.Random, row: int, columns: int, values: tuple[int, ...]
) -> None:
    used = [column for column in range(columns) if chance.random() < 0.7]
    weights = [chance.choice(values) for _ in used]
    middle = sum(weight * chance.randint(0, 3) for weight in weights)
    low, high = middle - chance.randint(0, 6), middle + chance.randint(0, 6)
    sides = chance.choice([(middle, middle), (low, None), (None, high), (None, high), (low, high)])
    builder.add_row(f"r{row}", used, weights, *sides, place=chance.choice(["", f"c.r{row}", f"c.r{row}"]))


def planted_problem(seed: int) -> Problem:
    """Return a money-sized problem with equality totals and ratios that one known plan obeys."""
    chance = random.Random(seed)
    builder = ProblemBuilder()
    uppers = [chance.randint(10**6, 10**9) for _ in range(chance.randint(3, 8))]
    planted = [chance.randint(0, upper) for upper in uppers]
    amounts = list(builder.add_columns([f"a{j}" for j in range(len(uppers))], 0, uppers, Kind.AMOUNT))
    picks = list(builder.add_columns([f"z{j}" for j in range(len(uppers) // 2)], 0, 1, Kind.CHOICE))
    for amount, pick in zip(amounts, picks, strict=False):
        builder.add_row(f"link{amount}", [amount, pick], [1, -(10**9)], None, 0)
    builder.add_row("total", amounts, [1] * len(amounts), sum(planted), sum(planted), place="total")
    for row in range(chance.randint(1, 2)):
        part, whole = chance.choice([(827, 1000), (1, 3), (4, 5), (317, 1000), (15, 100)])
        group = chance.sample(amounts, len(amounts) // 2)
        weights = [whole - part if amount in group else -part for amount in amounts]
        reached = sum(weight * fen for weight, fen in zip(weights, planted, strict=True))
        room = whole * chance.choice([0, 0, 1, 1000])
        builder.add_row(f"ratio{row}", amounts, weights, reached - room, reached + room, place=f"ratio{row}")
    worth = [chance.randint(1, 9) for _ in amounts] + [chance.randint(10**4, 10**6) for _ in picks]
    builder.add_goal("points", LinearForm(tuple(amounts + picks), tuple(worth)), 100)
    builder.add_goal("least of the first", LinearForm((amounts[0],), (-1,)))
    return builder.build(picks + amounts)


def model_of(problem: Problem) -> FloatModel:
    """Return the float model of a problem with its first goal as the cost."""
    form = problem.goals[0].form if problem.goals else LinearForm()
    return float_model(problem, dense(form, problem.column_count), problem.lower, problem.upper)


def market_split(columns: int = 30, rows: int = 4, *, exact: bool = False) -> Problem:
    """Return a problem no solver finishes within a node; with exact halves, hardly within a day."""
    chance = np.random.default_rng(5)
    builder = ProblemBuilder()
    picks = list(builder.add_columns([f"x{j}" for j in range(columns)], 0, 1, Kind.CHOICE))
    for row in range(rows):
        weights = chance.integers(1, 100, columns)
        half = int(weights.sum()) // 2
        builder.add_row(f"r{row}", picks, weights, half if exact else None, half, place="c")
    builder.add_goal("points", LinearForm(tuple(picks), tuple(chance.integers(50, 99, columns).tolist())))
    return builder.build()


HOSTILE_NAMES = (
    "房租 补贴",
    "房租_补贴",
    "a + b - 3 c * d / e <= f >= g = h: [i](j)^2\\ \t\n\r end",
    "END " + "很长的名字 " * 80,
)


def hostile_problem() -> Problem:
    """Return a problem with two goals whose every name is a trap for a reader of text.

    Just one of the first two columns is 1 in any plan, and nothing else is.
    """
    builder = ProblemBuilder()
    picks = list(builder.add_columns(list(HOSTILE_NAMES), 0, 1, Kind.CHOICE))
    builder.add_row("Subject To: 预算 <= 1\u2028ROWS", picks, [1, 1, 2, 2], None, 1)
    builder.add_row("at least\none", picks[:2], [1, 1], 1, 3)
    builder.add_row(" ", [], [], 0, 0)
    builder.add_goal("* points \\ 得分", LinearForm((0, 1), (4, 9), 100))
    builder.add_goal("points", LinearForm((0, 1, 2), (7, 2, 50), -3))
    return builder.build()


def value_of_first_goal(problem: Problem, plan: tuple[int, ...] | None) -> int | None:
    """Return what a plan reaches, 0 without a goal, None without a plan."""
    if plan is None:
        return None
    return problem.goals[0].form.value(plan) if problem.goals else 0


def all_plans(problem: Problem) -> Iterator[tuple[int, ...]]:
    """Yield every plan in the box that obeys every row, by nothing but counting."""
    rows = [problem.row(index) for index in range(problem.row_count)]
    spans = (range(int(low), int(high) + 1) for low, high in zip(problem.lower, problem.upper, strict=True))
    for plan in itertools.product(*spans):
        sums = [(row.form.value(plan), row.lower, row.upper) for row in rows]
        if all((low is None or s >= low) and (high is None or s <= high) for s, low, high in sums):
            yield plan


def best_plan(problem: Problem) -> tuple[int, ...] | None:
    """Return the plan that is best goal by goal, then by the tie rule; None when there is none."""
    return max(all_plans(problem), key=lambda plan: rank(problem, plan), default=None)


def rank(problem: Problem, plan: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    goals = tuple(goal.form.value(plan) for goal in problem.goals)
    return goals, tuple(plan[column] for column in problem.ties)


def shuffled_rows(problem: Problem, seed: int) -> Problem:
    """Return the same problem with its rows in another order."""
    order = random.Random(seed).sample(range(problem.row_count), problem.row_count)
    return problem.keep_rows(order)


def without_row(problem: Problem, kept: list[int], dropped: int) -> Problem:
    return problem.keep_rows([row for row in kept if row != dropped])


def narrowed(problem: Problem, column: int, lower: int, upper: int) -> Problem:
    """Return the problem with other bounds on one column."""
    lowers, uppers = problem.lower.copy(), problem.upper.copy()
    lowers[column], uppers[column] = lower, upper
    return replace(problem, lower=np.array(lowers), upper=np.array(uppers))


def write_certificate(folder: Path, problem: Problem, answer: Solution | Infeasible) -> Path:
    """Write the certificate of an answer that pays nobody, and return its path."""
    path = folder / "certificate.json"
    content = build_certificate(problem, answer, Payouts(), "", "scenario")
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path

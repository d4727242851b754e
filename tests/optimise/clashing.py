"""Problems with planted clashes among innocent limits, and what an outside solver says of them.

The clashes are of the kinds budgets have. Nothing here is taken from our own search: whether a plan exists is
asked of scipy's solver, and a plan it names is counted again in whole numbers.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from simulator.optimise import Kind, Problem, ProblemBuilder, Repair, Solution, solve, violations

INFEASIBLE = 2
MOST = 10_000


@dataclass
class Growing:
    """A problem while clashes are planted: groups of columns, each used by one clash only."""

    chance: random.Random
    builder: ProblemBuilder = field(default_factory=ProblemBuilder)
    spare: list[int] = field(default_factory=list)
    columns: list[tuple[int, int]] = field(default_factory=list)
    clashes: int = 0
    rows: int = 0

    def add(self, kind: Kind, lower: int, upper: int) -> int:
        column = self.builder.add_column(f"x{len(self.columns)}", lower, upper, kind)
        self.columns.append((lower, upper))
        return column

    def amounts(self, count: int) -> list[int]:
        return [self.add(Kind.AMOUNT, 0, self.chance.randint(50, MOST)) for _ in range(count)]

    def choices(self, count: int) -> list[int]:
        return [self.add(Kind.CHOICE, 0, 1) for _ in range(count)]

    def row(self, name: str, columns, coefficients, lower, upper) -> None:
        name = f"{name}{self.rows}"
        self.rows += 1
        self.builder.add_row(name, columns, coefficients, lower, upper, place=f"constraints.{name}")

    def reach(self, columns) -> int:
        return sum(self.columns[column][1] for column in columns)


def floors_against_a_total(growing: Growing, size: int) -> None:
    groups = [growing.amounts(max(1, size // 3)) for _ in range(3)]
    floors = [growing.chance.randint(1, growing.reach(group)) for group in groups]
    for group, floor in zip(groups, floors, strict=True):
        growing.row("floor", group, [1] * len(group), floor, None)
    everyone = [column for group in groups for column in group]
    total = sum(floors) - growing.chance.randint(1, min(floors))
    growing.row("total", everyone, [1] * len(everyone), None, total)


def a_ratio_against_floors(growing: Growing, size: int) -> None:
    small, rest = growing.amounts(max(1, size // 3)), growing.amounts(max(1, size // 2))
    share = growing.chance.choice([300, 333, 500, 827])
    weights = [1000 - share] * len(small) + [-share] * len(rest)
    growing.row("ratio", small + rest, weights, 0, None)
    most = growing.chance.randint(1, growing.reach(rest)) * share // (1000 - share)
    floor = min(growing.reach(rest), most * (1000 - share) // share + growing.chance.randint(1, 40))
    # the others take more than the share leaves to the small ones' ceiling
    ceiling = -(-floor * share // (1000 - share)) - 1
    growing.row("others", rest, [1] * len(rest), floor, None)
    growing.row("ceiling", small, [1] * len(small), None, max(0, ceiling))


def group_caps_against_a_count(growing: Growing, size: int) -> None:
    groups = [growing.choices(max(2, size // 3)) for _ in range(3)]
    caps = [growing.chance.randint(0, len(group) - 1) for group in groups]
    for group, cap in zip(groups, caps, strict=True):
        growing.row("cap", group, [1] * len(group), None, cap)
    everyone = [column for group in groups for column in group]
    count = growing.chance.randint(sum(caps) + 1, len(everyone))
    growing.row("count", everyone, [1] * len(everyone), count, None)


def a_parity(growing: Growing, size: int) -> None:
    """Pairs that are chosen together cannot come to an odd number."""
    left, right = growing.choices(max(1, size // 2)), growing.choices(max(1, size // 2))
    weights = [1] * len(left) + [-1] * len(left)
    if len(left) == 1:
        growing.row("pair", left + right, weights, 0, 0)
        growing.row("odd", left + right, [1, 1], 1, 1)
        return
    few = growing.chance.randint(1, min(3, len(left)))
    used = left[:few] + right[:few]
    growing.row("odd", used, [2] * len(used), 1, 1)


def a_congruence(growing: Growing, size: int) -> None:
    """Two amounts in proportion cannot come to a sum that leaves a remainder."""
    first, second = (growing.add(Kind.AMOUNT, 0, 500) for _ in range(2))
    growing.choices(max(0, size - 2))
    part = growing.chance.choice([2, 3, 5])
    growing.row("ratio", [first, second], [part, -1], 0, 0)
    total = (part + 1) * growing.chance.randint(2, 60) + growing.chance.randint(1, part)
    growing.row("sum", [first, second], [1, 1], total, total)


def an_envelope_below_a_fixed_line(growing: Growing, size: int) -> None:
    fixed = growing.chance.randint(100, MOST)
    line = growing.add(Kind.AMOUNT, fixed, fixed)
    others = growing.amounts(max(1, size - 1))
    growing.row(
        "envelope", [line, *others], [1] * (1 + len(others)), None, fixed - growing.chance.randint(1, 90)
    )


def ratios_that_conflict(growing: Growing, size: int) -> None:
    first, second = growing.amounts(max(1, size // 2)), growing.amounts(max(1, size // 2))
    share = growing.chance.choice([501, 600, 750])
    everyone = first + second
    for group in (first, second):
        weights = [1000 - share if column in set(group) else -share for column in everyone]
        growing.row("share", everyone, weights, 0, None)
    growing.row("spent", everyone, [1] * len(everyone), growing.chance.randint(1, 50), None)


KINDS: tuple[Callable[[Growing, int], None], ...] = (
    floors_against_a_total,
    a_ratio_against_floors,
    group_caps_against_a_count,
    a_parity,
    a_congruence,
    an_envelope_below_a_fixed_line,
    ratios_that_conflict,
)


def clashing_problem(seed: int) -> Problem:
    """Return a problem of 5 to 400 columns with one to four clashes and five to thirty innocent limits."""
    growing = Growing(random.Random(seed))
    chance = growing.chance
    clashes = chance.choice([1, 1, 1, 2, 3, 4])
    size = chance.choice([5, 8, 20, 60, 100])
    for _ in range(clashes):
        chance.choice(KINDS)(growing, size)
    growing.choices(chance.randint(0, size // 2))
    growing.amounts(chance.randint(0, size // 2))
    for _ in range(chance.randint(5, 30)):
        innocent_limit(growing)
    return in_another_order(growing.builder.build(), chance)


def innocent_limit(growing: Growing) -> None:
    """Add a limit that a random point of the box obeys; rarely a link, which is obeyed where all is least."""
    chance = growing.chance
    place = (
        "" if chance.random() < 0.1 else f"constraints.{chance.choice([f'innocent{growing.rows}', 'shared'])}"
    )
    used = chance.sample(range(len(growing.columns)), chance.randint(1, min(12, len(growing.columns))))
    weights = [chance.choice([1, 1, 1, 2, -1, 3]) for _ in used]
    spans = [growing.columns[column] for column in used]
    point = [chance.randint(*span) if place else span[0] for span in spans]
    reached = sum(weight * value for weight, value in zip(weights, point, strict=True))
    room = chance.choice([0, 5, 500])
    sides = chance.choice([(reached - room, None), (None, reached + room)])
    name = f"innocent{growing.rows}"
    growing.rows += 1
    growing.builder.add_row(name, used, weights, *sides, place=place)


def in_another_order(problem: Problem, chance: random.Random) -> Problem:
    order = chance.sample(range(problem.row_count), problem.row_count)
    return problem.keep_rows(order)


def any_plan(problem: Problem) -> tuple[int, ...] | None:
    """Return a plan by an outside solver, counted again in whole numbers; None when it says there is none."""
    rows = [problem.row(index) for index in range(problem.row_count)]
    width = problem.column_count
    matrix = csr_array((problem.row_coefficients, problem.row_columns, problem.row_start), (len(rows), width))
    low = [-np.inf if row.lower is None else row.lower for row in rows]
    high = [np.inf if row.upper is None else row.upper for row in rows]
    bounds = Bounds(problem.lower.astype(float), problem.upper.astype(float))
    limits = [LinearConstraint(matrix.astype(float), low, high)] if rows else []
    answer = milp(np.zeros(width), constraints=limits, bounds=bounds, integrality=np.ones(width))
    assert answer.status in {0, INFEASIBLE}, answer.message
    if answer.status == INFEASIBLE:
        return None
    plan = tuple(round(value) for value in answer.x.tolist())
    assert violations(problem, plan) == ()
    return plan


def has_plan(problem: Problem) -> bool:
    """Tell whether a plan is known that obeys everything when counted again, whoever found it.

    The outside solver now and then calls a problem of whole amounts infeasible that is not: then ours is
    asked for a plan, which is believed no more than the other's.
    """
    if any_plan(problem) is not None:
        return True
    answer = solve(problem)
    return isinstance(answer, Solution) and violations(problem, answer.values) == ()


def blamed_rows(problem: Problem, names: set[str]) -> list[int]:
    """Return the linking rows and those of the placed ones that are named."""
    return [r for r in range(problem.row_count) if not problem.row_places[r] or problem.row_names[r] in names]


def giving(problem: Problem, repair: Repair, amount: int) -> Problem:
    """Return the problem with one bound moved outwards, written down here a second time."""
    row = problem.row_names.index(repair.name)
    lower, upper = list(problem.row_lower), list(problem.row_upper)
    if repair.side == "lower":
        lower[row] -= amount
    else:
        upper[row] += amount
    return replace(problem, row_lower=tuple(lower), row_upper=tuple(upper))


def without_side(problem: Problem, row: int, side: str) -> Problem:
    """Return the problem with one bound of a row gone."""
    kept = {"lower": list(problem.row_lower), "upper": list(problem.row_upper)}
    kept[side][row] = None
    return replace(problem, row_lower=tuple(kept["lower"]), row_upper=tuple(kept["upper"]))

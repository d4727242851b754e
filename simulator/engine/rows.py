"""Rows and blocks of columns put into a problem from exact forms, and how far a form can reach."""

from fractions import Fraction
from itertools import pairwise

import numpy as np

from simulator.engine.selection import Plan
from simulator.optimise import Kind, ProblemBuilder
from simulator.optimise.terms import Columns, Form


def add_block(builder: ProblemBuilder, block: Columns) -> int:
    """Add a block of columns, a run of one kind at a time; return the number of its first (0: none)."""
    edges = [0, *(np.flatnonzero(np.diff(block.choice)) + 1).tolist(), len(block)]
    numbers = [
        builder.add_columns(run.names, run.lower, run.upper, Kind.CHOICE if run.choice[0] else Kind.AMOUNT)
        for run in (block[low:high] for low, high in pairwise(edges))
        if len(run)
    ]
    return numbers[0].start if numbers else 0


def add_form(  # noqa: PLR0913, PLR0917 - a row is its name, its form, its two bounds and its place
    builder: ProblemBuilder,
    name: str,
    form: Form,
    scale: int,
    lower: int | None,
    upper: int | None,
    place: str,
) -> None:
    """Add a row from an exact form times `scale`, its constant carried to the bounds."""
    columns, coefficients, constant = form.entries(scale)
    low, high = (None if bound is None else bound - constant for bound in (lower, upper))
    builder.add_row(name, columns, coefficients, low, high, place)


def reach(plan: Plan, form: Form) -> tuple[Fraction, Fraction]:
    """Return the least and the most that a form can come to within the bounds of the plan's columns."""
    if plan.bounds is None:
        raise TypeError("the limits of the plan have no rows yet")
    lower, upper = (each[form.columns].astype(object) for each in plan.bounds)
    numerators = form.numerators.astype(object)
    low, high = numerators * lower, numerators * upper
    ends = (int(np.minimum(low, high).sum()), int(np.maximum(low, high).sum()))
    least, most = (Fraction(each, form.denominator) + form.constant for each in ends)
    return least, most

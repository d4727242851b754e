"""What a scenario means is checked here: one small pure function a rule, all run, all problems kept."""

from collections.abc import Callable, Iterator

from simulator.language.checks import award, expressions, limits, paths, programmes, sharing, wording
from simulator.language.read import Reading
from simulator.problems import Problem, in_order

Check = Callable[[Reading], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    programmes.version,
    programmes.one_form,
    programmes.applicants,
    programmes.spending,
    programmes.when_short,
    programmes.points,
    programmes.populations,
    programmes.used_populations,
    programmes.within_sources,
    programmes.envelopes,
    programmes.lines,
    award.makers,
    award.step_ids,
    award.caps_and_floors,
    award.rates,
    award.bands,
    award.lifted_caps,
    award.uplifts,
    sharing.fitting_methods,
    sharing.rankings,
    sharing.tiers,
    sharing.objective,
    sharing.kept_goals,
    sharing.aims,
    sharing.soft_constraints,
    limits.bounds,
    limits.bound_values,
    limits.like_measures,
    limits.selectors,
    limits.tags,
    limits.rows_selected,
    limits.groups,
    expressions.clashes,
    expressions.in_programmes,
    expressions.in_limits,
    expressions.ranked_kinds,
    paths.assumptions,
    paths.results,
    paths.figures,
    wording.ceilings,
    wording.approximations,
    wording.usages,
)


def meaning_problems(reading: Reading) -> tuple[Problem, ...]:
    """Return every problem and warning about what a scenario says, sorted by place."""
    return in_order(found for check in CHECKS for found in check(reading))

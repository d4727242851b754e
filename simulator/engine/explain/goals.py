"""The goals told: what each reached, what no plan can pass, and what each weighed aim adds."""

from collections.abc import Iterator
from fractions import Fraction

from simulator.engine.explain.lines import Line, in_percent, number, said, step_word, yuan
from simulator.glossary import Word, word
from simulator.model.result import GoalOutcome, GoalTerm, Result
from simulator.money import plain


def goal_lines(result: Result) -> Iterator[Line]:
    """Yield every goal in its order, the terms of a weighed one below it."""
    for each in result.goals:
        yield Line(_told(result, each), 0, each.value if each.kind == "money" else None)
        yield from (Line(term_told(term), 1) for term in each.terms)
        if each.error:
            yield Line(said("goal_error", error=number(each.error)), 1)


def _told(result: Result, goal: GoalOutcome) -> Word:
    value, bound = (valued(each, goal.kind) for each in (goal.value, goal.bound))
    if goal.word == "keep":
        title = result.scenario.constraint(goal.subject).title or goal.subject
        kept = said("goal_keep", subject=title)
        state = said("goal_missed", value=value) if goal.value else word("goal_kept")
        return Word(kept.zh + state.zh, kept.en + state.en)
    told = said(f"goal_{goal.word}", subject=subject_of(goal), value=value)
    proved = said("goal_proved", bound=bound)
    return Word(told.zh + proved.zh, told.en + proved.en)


def subject_of(goal: GoalOutcome | GoalTerm) -> Word:
    """Return what a goal aims at, with whom it compares; a weighed goal is told by its terms."""
    if isinstance(goal, GoalOutcome) and goal.terms:
        return Word("", "")
    subject = word(goal.subject)
    return said("goal_over", subject=subject, over=step_word(goal.over)) if goal.over else subject


def term_told(term: GoalTerm) -> Word:
    """Return one weighed aim: its value, its weight, and what it adds."""
    facts = {"value": valued(term.value, term.kind), "weight": plain(term.weight)}
    adds = number(term.contribution)
    if term.per is None:
        return said("goal_term", subject=subject_of(term), contribution=adds, **facts)
    return said("goal_term_per", subject=subject_of(term), contribution=adds, per=yuan(term.per), **facts)


def valued(value: Fraction | None, kind: str) -> str:
    """Return a goal's value in its unit: yuan, a share in per cent, or a number."""
    if value is None:
        return "—"
    return {"money": yuan, "ratio": in_percent}.get(kind, number)(value)

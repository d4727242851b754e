"""The rows of a plan's frames: each a mapping of column to value, money in whole fen.

Bounds, values and weights are exact texts: a fraction has no number of its own in a frame.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.model.result import GoalOutcome, Result
from simulator.money import decimal_text

Rows = Iterator[Mapping[str, Any]]


def programme_rows(result: Result) -> Rows:
    """Yield one row a programme, sorted by id."""
    return (
        {
            "programme": each.programme,
            "title": each.title,
            "spending": each.spending,
            "method": each.method,
            "eligible": each.eligible,
            "awards": each.awards,
            "entitlement_fen": each.entitlement_fen,
            "award_fen": each.award_fen,
            "points": float(each.points),
        }
        for each in result.allocation.programmes
    )


def award_rows(result: Result) -> Rows:
    """Yield one row an applicant and programme, sorted; `decided` only where something is."""
    kinds = {(each.programme, each.applicant): each.kind for each in result.claims.decisions}
    return (
        {
            "programme": each.programme,
            "applicant": name,
            "entitlement_fen": due,
            "award_fen": paid,
            **({"decided": kinds.get((each.programme, name), "")} if kinds else {}),
        }
        for each in result.allocation.programmes
        for name, due, paid in zip(each.ids, each.entitlement.tolist(), each.award.tolist(), strict=True)
    )


def decision_rows(result: Result) -> Rows:
    """Yield one row an award that is decided beforehand, sorted."""
    return (
        {
            "programme": each.programme,
            "applicant": each.applicant,
            "decision": each.kind,
            "entitlement_fen": each.entitlement_fen,
            "award_fen": each.award_fen,
            "above_claim": each.above_claim,
            "who": each.who,
            "why": each.why,
            "on": "" if each.on is None else each.on.isoformat(),
            "place": str(each.place),
        }
        for each in result.claims.decisions
    )


def draw_rows(result: Result) -> Rows:
    """Yield one row a payer and source it draws on, in the order of use."""
    return (
        {"section": each.section, "payer": each.payer, "source": source, "amount_fen": fen}
        for each in result.allocation.draws
        for source, fen in each.parts
    )


def table_rows(result: Result) -> Rows:
    """Yield one row a cell of the published tables; headings and notes hold no money."""
    found = result.accounts.disclosure
    return (
        {
            "table": table.id,
            "code": row.head.code,
            "title": row.head.title.zh,
            "level": row.head.level,
            "column": column,
            "amount_fen": fen,
            "printed": decimal_text(printed, found.decimals),
        }
        for table in (found.tables if found else ())
        for row in table.rows
        for column, fen, printed in zip(table.columns, row.cells, row.printed, strict=True)
        if found and not row.head.note
    )


def limit_rows(result: Result) -> Rows:
    """Yield one row a limit and group."""
    return (
        {
            "limit": each.name,
            "title": each.title,
            "group": each.group,
            "relation": each.relation,
            "bound": str(each.bound),
            "value": str(each.value),
            "slack": str(each.slack),
            "binding": each.binding,
            "met": each.met,
        }
        for each in result.limits
    )


def goal_rows(result: Result) -> Rows:
    """Yield one row a goal in their order, and one below it for each weighed aim; money as texts of fen."""
    return (
        {"goal": number, **row} for number, each in enumerate(result.goals, 1) for row in _goal_and_aims(each)
    )


def _goal_and_aims(goal: GoalOutcome) -> Iterator[dict[str, object]]:
    own = {
        "word": goal.word,
        "aim": goal.subject,
        "over": goal.over,
        "kind": goal.kind,
        "value": str(goal.value),
    }
    proof = {"bound": str(goal.bound), "gap": str(goal.gap), "error": str(goal.error)}
    yield {**own, **proof, "weight": "", "per": "", "adds": ""}
    for term in goal.terms:
        aim = {"word": term.word, "aim": term.subject, "over": term.over, "kind": term.kind}
        adds = {"weight": str(term.weight), "per": str(term.per or ""), "adds": str(term.contribution)}
        yield {**aim, "value": str(term.value), "bound": "", "gap": "", "error": "", **adds}

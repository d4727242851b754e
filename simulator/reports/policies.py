"""Policies in their layers: what each asks and limits, below the one it stands under."""

from collections.abc import Iterator

from simulator.charts.amounts import NOTHING, shown_fen
from simulator.charts.view import View, name_of
from simulator.engine.explain.lines import in_percent
from simulator.model.policies import Policy
from simulator.model.policy_layers import layers_over, programmes_below
from simulator.reports.blocks import FIT, Column, Paragraph, Row, Section, Table
from simulator.reports.wording import say

INDENT = "·"


def policies(view: View) -> Section | None:
    """Return one row a policy, a lower layer below the one it may only tighten; None without policies."""
    scenario = view.result.scenario
    if not scenario.policies:
        return None
    columns = (
        Column(say(view, "policy")),
        Column(say(view, "policy.award"), "right", FIT),
        Column(say(view, "policy.rate"), "right", FIT),
        Column(say(view, "policy.firm_year"), "right", FIT),
        Column(say(view, "policy.require"), "left", 48),
        Column(say(view, "policy.programmes"), "left", 38),
    )
    tops = (each for each in scenario.policies if each.under is None)
    rows = tuple(_row(view, each) for top in tops for each in _with_those_below(view, top))
    note = Paragraph(say(view, "policies.note"), "note")
    return Section(say(view, "policies"), (note, Table(columns, rows, small=True)))


def _with_those_below(view: View, policy: Policy) -> Iterator[Policy]:
    yield policy
    for each in view.result.scenario.policies:
        if each.under == policy.id:
            yield from _with_those_below(view, each)


def _row(view: View, policy: Policy) -> Row:
    depth = len(layers_over(view.result.scenario, policy.id)) - 1
    own = (each for each in programmes_below(view.result.scenario, policy) if each.under == policy.id)
    comma = view.say("comma")
    cells = (
        f"{INDENT * depth} {name_of(policy.title, policy.id)}".strip(),
        *_limits(policy),
        comma.join(each.text for _, each in policy.require) or NOTHING,
        comma.join(name_of(each.title, each.id) for each in own) or NOTHING,
    )
    return Row(cells, "line" if depth else "sum")


def _limits(policy: Policy) -> tuple[str, str, str]:
    """Return what a policy lets one award, a rate, and a firm's year be: money in 万元."""
    award, rate, firm = policy.limits.award, policy.limits.rate, policy.limits.firm_year
    return (
        NOTHING if award is None else shown_fen(award.at_most),
        NOTHING if rate is None else in_percent(rate.at_most),
        NOTHING if firm is None else shown_fen(firm.at_most),
    )

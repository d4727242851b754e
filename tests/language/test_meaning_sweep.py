"""Every field of a step by levels meets every kind of value: a code or an amount, never a traceback."""

import pytest

from simulator.engine.entitle import entitle
from simulator.language import parse
from simulator.model.table import table
from simulator.problems import FindingError, ScenarioError, errors_of
from tests.rules.worked import _column as column_of
from tests.rules.worked import scenario_text

COLUMNS = (
    """rent: 元, heads: count, size: [大, 小], strategic: yes_no, begun: date, done: date, trade: text"""
)
CELLS = {
    "rent": [50_000, 0],
    "heads": [3, 0],
    "size": ["大", "小"],
    "strategic": [True, False],
    "begun": ["2013-01-01", "2014-01-01"],
    "done": ["2014-05-01", "2014-01-01"],
    "trade": ["芯片", "文字"],
}
WRITTEN = (
    "yes",
    "是",
    "文字",
    "'“文字”'",
    "2014-01-01",
    "2014Q1",
    "-5元",
    "5元",
    "5",
    "-5",
    "50%",
    "0",
    "0元",
)
NAMED = ("strategic", "trade", "size", "begun", "rent", "heads", "rent * 2", "not strategic")
# the steps, with a place for the value (V) and for a base (B) that it is held against
FIELDS = (
    "{slabs: {of: V, bands: [{at_least: 5, amount: 5元}]}}",
    "{slabs: {of: B, bands: [{at_least: V, amount: 5元}]}}",
    "{slabs: {of: B, bands: [{more_than: V, amount: 5元}]}}",
    "{brackets: {of: V, bands: [{above: 0, amount: 5元}]}}",
    "{brackets: {of: B, bands: [{up_to: V, amount: 5元}]}}",
    "{brackets: {of: B, bands: [{up_to: V, rate: 5%}]}}",
    "{per_full: {of: V, each: 5, amount: 5元}}",
    "{per_full: {of: B, each: V, amount: 5元}}",
    "{per_full: {of: B, each: 5, above: V, amount: 5元}}",
    "{taper: {of: V, from: 1, to: 5, start: 5元}}",
    "{taper: {of: B, from: V, to: 9, start: 5元}}",
    "{taper: {of: B, from: 1, to: V, start: 5元, end: 1元}}",
    "{fixed: 5元}, {clawback: {achieved: V, promised: B}}",
    "{fixed: 5元}, {clawback: {achieved: B, promised: V}}",
    "{fixed: 5元}, {clawback: {kept: V, term: 5}}",
    "{fixed: 5元}, {clawback: {kept: 3, term: V}}",
    "{fixed: 5元}, {clawback: {interest: 3%, years: V}}",
    "{fixed: 5元}, {clawback: {interest: V, years: 3}}",
    "{fixed: 5元}, {round: {to: V}}",
    "{per_unit: {of: V, amount: 5元, at_most: 2}}",
    "{per_unit: {of: heads, amount: 5元, at_most: V}}",
    "{fixed: rent}, {years: {of: V, rates: [50%]}}",
    "{fixed: rent}, {years: {of: heads, at_most: V}}",
    "{fixed: rent}, {prorate: {of: heads, out_of: V}}",
)
NOT_MEASURED = ("yes", "是", "'“文字”'", "strategic", "trade", "size", "not strategic")


def outcome(award: str) -> tuple[str, ...]:
    """Return the codes of a rule that is refused, or that its run stops; nothing when it comes to money."""
    scenario, problems = parse({"a.yaml": scenario_text(award, COLUMNS)}, "a.yaml")
    if scenario is None or errors_of(problems):
        assert all(each.place.line > 0 for each in problems)
        return tuple(each.code for each in errors_of(problems))
    types = scenario.population("firms").column_types()
    rows = {name: column_of(kind, CELLS[name]) for name, kind in types.items()}
    try:
        claims = entitle({"firms": table("firms", ("a", "b"), rows)}, scenario)
        assert all(each.steps for each in claims.programmes)
    except (FindingError, ScenarioError):
        return ("run",)
    return ()


@pytest.mark.parametrize("field", FIELDS)
def test_no_kind_of_value_in_a_field_ends_in_a_traceback(field: str) -> None:
    bases = ("heads", "rent", "begun") if "B" in field else ("",)
    found = {
        (value, base): outcome(f"[{field.replace('V', value).replace('B', base)}]")
        for value in (*WRITTEN, *NAMED)
        for base in bases
    }
    assert () in found.values()
    assert all(found[value, base] not in ((), ("run",)) for value in NOT_MEASURED for base in bases)

"""The year beside the allocation: ledgers, funds, targets and the department's tables, each from its room."""

from simulator.engine.parts import part_figures
from simulator.engine.selection import Plan
from simulator.engine.year.disclosure import disclosure_figures, disclosure_of
from simulator.engine.year.funds import fund_figures, fund_outcomes
from simulator.engine.year.ledgers import ledger_figures, ledgers_of
from simulator.engine.year.payments import stage_figures
from simulator.engine.year.targets import target_figures, target_outcomes
from simulator.model.accounts import Accounts
from simulator.model.result import Allocation, Claims, LimitOutcome


def accounts(
    plan: Plan, claims: Claims, allocation: Allocation, limits: tuple[LimitOutcome, ...]
) -> Accounts:
    """Return the year of a plan that is made, every figure of it by its path; money in whole fen.

    Raises ScenarioError for what cannot be: money committed over its authority, a lapsed lot spent, an
    identity that fails; each with both sides and the difference.
    """
    scenario = plan.scenario
    ledgers = ledgers_of(scenario, claims, allocation)
    funds = fund_outcomes(scenario, claims, allocation)
    targets = target_outcomes(plan)
    tables = disclosure_of(scenario, allocation)
    figures = (
        *ledger_figures(scenario, ledgers),
        *stage_figures(scenario),
        *part_figures(scenario, claims),
        *fund_figures(funds, scenario.year),
        *target_figures(targets),
        *disclosure_figures(tables),
    )
    return Accounts(ledgers, funds, targets, tables, figures)

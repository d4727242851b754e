"""Funds, parts and policies told: every quarter of a fund, what a part adds up to, what a policy asks."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from simulator.engine.explain.calendar import quarter_word
from simulator.engine.explain.lines import Line, in_percent, said, times, yuan
from simulator.engine.explain.origin import origin_lines
from simulator.engine.fund_money import trigger_fen
from simulator.engine.funds import amounts_of
from simulator.glossary import word
from simulator.model.fund_members import first_payment, members_of_fund
from simulator.model.funds import Fund, FundOutcome, FundQuarter
from simulator.model.policies import Policy
from simulator.model.policy_layers import conditions_of_policy, layers_over, programmes_below
from simulator.model.result import Result
from simulator.model.step import settled_by
from simulator.money import Fen, total

Told = Callable[[], Iterator[Line]]


def fund_room(result: Result, path: str) -> Told | None:
    """Return what tells a path of a fund, of a part or of a policy, None for any other path."""
    section, _, rest = path.partition(".")
    name, _, what = rest.partition(".")
    scenario = result.scenario
    if section == "funds" and any(each.fund == name for each in result.accounts.funds):
        return lambda: fund_lines(result, name)
    if section == "policies" and any(each.id == name for each in scenario.policies):
        return lambda: policy_lines(result, name)
    programme = next((each for each in scenario.programmes if each.id == name), None)
    if section == "programmes" and programme is not None and what in settled_by(programme.award):
        return lambda: part_lines(result, name, what)
    return None


# ── funds ──────────────────────────────────────────────────────────────────────────────────────────


def fund_lines(result: Result, name: str) -> Iterator[Line]:
    """Yield the year of one fund, its quarters, and what it stands behind."""
    found = next(each for each in result.accounts.funds if each.fund == name)
    fund = next(each for each in result.scenario.funds if each.id == name)
    amounts = {key: yuan(fen or 0) for key, fen in amounts_of(found).items() if key != "in"}
    amounts["put"] = yuan(sum(each.in_fen for each in found.year))
    closing = Fraction(found.closing_fen)
    yield Line(said("explain_fund", fund=found.title, **_five(amounts)), 0, closing)
    yield from (_quarter_line(each, result.scenario.year) for each in _moving(found))
    yield from beside_lines(result, fund, found)
    yield from origin_lines(result, f"funds.{name}")


def beside_lines(result: Result, fund: Fund, found: FundOutcome) -> Iterator[Line]:
    """Yield what the quarters of a fund do not say: whom it pays, its trigger, its leverage, its losses."""
    yield from _paying_lines(result, fund, found)
    yield from _leverage_lines(found)
    if found.losses_fen is not None:
        sums = {"losses": found.losses_fen, "closing": found.closing_fen, "uncovered": found.uncovered_fen}
        yield Line(said("explain_fund_losses", **{name: yuan(fen) for name, fen in sums.items()}), 1)
    if found.returned_fen:
        yield Line(said("explain_fund_returned", returned=yuan(found.returned_fen)), 1)


def _five(amounts: dict[str, str]) -> dict[str, str]:
    return {key: amounts[key] for key in ("opening", "put", "recovered", "out", "closing")}


def _moving(found: FundOutcome) -> Iterator[FundQuarter]:
    """Yield the quarters of the budget year, and of later years those in which something moves."""
    later = found.quarters[len(found.year) :]
    yield from found.year
    yield from (each for each in later if each.in_fen or each.out_fen or each.recovered_fen)


def _quarter_line(each: FundQuarter, year: int) -> Line:
    amounts = {
        "opening": yuan(each.opening_fen),
        "put": yuan(each.in_fen),
        "recovered": yuan(each.recovered_fen),
        "out": yuan(each.out_fen),
        "closing": yuan(each.closing_fen),
    }
    quarter = quarter_word(each.quarter, year)
    return Line(said("explain_fund_quarter", quarter=quarter, **amounts), 1, Fraction(each.closing_fen))


def _paying_lines(result: Result, fund: Fund, found: FundOutcome) -> Iterator[Line]:
    members = members_of_fund(result.scenario, fund)
    for each in members:
        award = result.allocation.of(each.id).award_fen
        facts = {"programme": each.title or each.id, "award": yuan(award)}
        yield Line(said("explain_fund_pays", **facts), 1, Fraction(award))
    if members:
        quarter = quarter_word(first_payment(result.scenario, fund), result.scenario.year)
        told = said("explain_fund_available", available=yuan(found.available_fen), quarter=quarter)
        yield Line(told, 1, Fraction(found.available_fen))
    stops = trigger_fen(fund)
    if stops is not None:
        state = word("fund_trigger_reached" if found.triggered else "fund_trigger_open")
        facts = {"trigger": yuan(stops), "awards": yuan(found.awards_fen)}
        yield Line(said("explain_fund_trigger", state=state, **facts), 1)


def _leverage_lines(found: FundOutcome) -> Iterator[Line]:
    if found.leverage is None or found.carries_fen is None:
        return
    base = found.opening_fen + sum(each.in_fen for each in found.year)
    facts = {"carries": yuan(found.carries_fen), "base": yuan(base)}
    yield Line(said("explain_fund_leverage", leverage=times(found.leverage), **facts), 1)
    if found.most_leverage is not None:
        state = word("met" if found.leverage <= found.most_leverage else "missed")
        yield Line(said("explain_fund_most", most=times(found.most_leverage), state=state), 1)


# ── parts and policies ─────────────────────────────────────────────────────────────────────────────


def part_lines(result: Result, name: str, part: str) -> Iterator[Line]:
    """Yield what one part of a programme's rule adds up to."""
    measured = result.accounts.figure(f"programmes.{name}.{part}")
    value = Fraction(0) if measured is None or measured.value is None else measured.value
    title, count = result.allocation.of(name).title, int(result.claims.of(name).eligible.sum())
    yield Line(said("explain_part", programme=title, part=part, count=count, value=yuan(value)), 0, value)


def policy_lines(result: Result, name: str) -> Iterator[Line]:
    """Yield what a policy asks, and what that does to the programmes below it."""
    scenario = result.scenario
    policy = next(each for each in scenario.policies if each.id == name)
    yield Line(said("explain_policy", policy=policy.title or policy.id))
    above = [each.title or each.id for each in layers_over(scenario, policy.under)]
    if above:
        yield Line(said("explain_policy_above", policies=" → ".join(above)), 1)
    yield from _limit_lines(policy)
    for programme in programmes_below(scenario, policy):
        if programme.is_claimed:
            yield from _below_lines(result, policy, programme.id)


def _limit_lines(policy: Policy) -> Iterator[Line]:
    limits = policy.limits
    if limits.award is not None:
        yield Line(said("explain_policy_award", most=yuan(limits.award.at_most)), 1)
    if limits.rate is not None:
        yield Line(said("explain_policy_rate", most=in_percent(limits.rate.at_most)), 1)
    if limits.firm_year is not None:
        facts = {"per": limits.firm_year.per, "most": yuan(limits.firm_year.at_most)}
        yield Line(said("explain_policy_firm_year", **facts), 1)


def _below_lines(result: Result, policy: Policy, name: str) -> Iterator[Line]:
    claims = result.claims.of(name)
    largest: Fen = int(claims.entitlement.max()) if claims.entitlement.size else 0
    owed = total(claims.entitlement)
    facts = {"owed": yuan(owed), "largest": yuan(largest)}
    title = result.allocation.of(name).title
    yield Line(said("explain_policy_programme", programme=title, **facts), 1, Fraction(owed))
    known = dict(claims.conditions)
    for condition, _ in conditions_of_policy(policy):
        failed = int((~known[condition]).sum())
        yield Line(said("explain_policy_requires", name=condition, failed=failed), 2)

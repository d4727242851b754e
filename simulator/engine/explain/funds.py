"""Funds, parts and policies told: every quarter of a fund, what a part adds up to, what a policy asks."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from simulator.engine.explain.calendar import quarter_word
from simulator.engine.explain.lines import Line, in_percent, said, times, yuan
from simulator.engine.explain.origin import origin_lines
from simulator.engine.year.fund_money import rooms
from simulator.engine.year.funds import amounts_of
from simulator.glossary import Word, word
from simulator.model.fund_members import members_of_fund
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
    yield from _trigger_lines(found)
    yield from _leverage_lines(found)
    yield from _loss_lines(found)
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
    for room in reversed(rooms(result.scenario, fund) if members else ()):
        quarter = quarter_word(room.quarter, result.scenario.year)
        whole = room.most_fen == found.available_fen
        key = "explain_fund_available" if whole else "explain_fund_room"
        told = said(key, available=yuan(room.most_fen), quarter=quarter)
        yield Line(told, 1, Fraction(room.most_fen))


def _trigger_lines(found: FundOutcome) -> Iterator[Line]:
    """Yield whether the trigger is reached: by the awards, and with the expected losses on top of them."""
    if found.stops_fen is None:
        return
    facts = {"trigger": yuan(found.stops_fen), "awards": yuan(found.awards_fen)}
    yield Line(said("explain_fund_trigger", state=_reached(found.triggered), **facts), 1)
    if found.losses_fen is not None:
        state, both = _reached(found.triggered_after_losses), yuan(found.awards_fen + found.losses_fen)
        yield Line(said("explain_fund_trigger_losses", state=state, both=both), 2)


def _reached(triggered: bool) -> Word:
    return word("fund_trigger_reached" if triggered else "fund_trigger_open")


def _loss_lines(found: FundOutcome) -> Iterator[Line]:
    """Yield what the expected losses leave of the fund, and how much of what it had at first they are."""
    if found.losses_fen is None or found.after_losses_fen is None:
        return
    after = found.after_losses_fen
    facts = {"losses": yuan(found.losses_fen), "closing": yuan(found.closing_fen), "after": yuan(after)}
    yield Line(said("explain_fund_losses", uncovered=yuan(found.uncovered_fen), **facts), 1, Fraction(after))
    if found.losses_share is not None:
        yield Line(said("explain_fund_losses_share", share=in_percent(found.losses_share)), 2)


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

"""What a fund holds quarter by quarter before it pays any award, and so what awards it can pay. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from simulator.exact import Exact
from simulator.expression import Expression, evaluate
from simulator.methods.queue import Queue
from simulator.model.fund_members import LAST_QUARTER, first_payment, members_of_fund, quarters_of
from simulator.model.funds import Flow, Fund, FundQuarter
from simulator.model.method import Method, Pot
from simulator.model.moments import QUARTERS, quarter_text
from simulator.model.names import figure_columns
from simulator.model.scenario import Scenario
from simulator.money import Fen, exact_money, half_up, up
from simulator.problems import FindingError, Place, ScenarioError


@dataclass(frozen=True, slots=True)
class Movements:
    """A fund's money by quarter, in fen: put in, gone out; what comes back, and how much of that stays."""

    in_fen: tuple[Fen, ...]
    out_fen: tuple[Fen, ...]
    back_fen: tuple[Fen, ...]
    kept_fen: tuple[Fen, ...]

    def quarters(self, opening: Fen) -> tuple[FundQuarter, ...]:
        """Return the quarters one after another, each opening with what the one before closed with."""
        found, held = list[FundQuarter](), opening
        for number, (put, gone, kept) in enumerate(
            zip(self.in_fen, self.out_fen, self.kept_fen, strict=True)
        ):
            found.append(FundQuarter(number, held, put, gone, kept))
            held = found[-1].closing_fen
        return tuple(found)


def fund_amount(value: Fen | Expression | None, scenario: Scenario, place: Place) -> Fen:
    """Return an amount of a fund in whole fen, half-up; what figures come to may not be negative (R705)."""
    if not isinstance(value, Expression):
        return value or 0
    data = evaluate(value, figure_columns(scenario.figures), 1).data
    if not isinstance(data, Exact):
        raise TypeError(f"{value.text!r} is no money")
    fen = half_up(data.fractions()[0])
    if fen < 0:
        raise ScenarioError([FindingError("R705", text=value.text, found=exact_money(fen)).at(place)])
    return fen


def movements(scenario: Scenario, fund: Fund, awards: tuple[tuple[int, Fen], ...] = ()) -> Movements:
    """Return what moves in every quarter; `awards` are (quarter, fen) pairs of what it pays out in awards.

    What comes back is the multiple of everything that went out, half-up to the fen, so many years after; in a
    run of several years that is also what went out in the years before, which promised awards as well.
    """
    count = quarters_of(scenario, fund)
    flows = [(each.on.index(scenario.year), each) for each in fund.flows]
    put = [(at, flow_fen(scenario, each)) for at, each in flows if each.inflow is not None]
    gone = [(at, flow_fen(scenario, each)) for at, each in flows if each.outflow is not None]
    promised = [(at.index(scenario.year), fen) for at, fen in fund.earlier.promised]
    out = _by_quarter([*gone, *promised, *awards], count)
    before = [(at.index(scenario.year), fen) for at, fen in fund.earlier.went_out]
    back = _back(fund, dict([*before, *enumerate(out)]), count)
    recycle = Fraction(0) if fund.recovers is None else fund.recovers.recycle
    kept = tuple(half_up(fen * recycle) for fen in back)
    return Movements(_by_quarter([(0, fund.inflow), *put], count), out, back, kept)


def flow_fen(scenario: Scenario, flow: Flow) -> Fen:
    """Return what a flow moves, in whole fen."""
    return fund_amount(flow.outflow if flow.inflow is None else flow.inflow, scenario, flow.place)


def _by_quarter(moved: list[tuple[int, Fen]], count: int) -> tuple[Fen, ...]:
    return tuple(sum(fen for at, fen in moved if at == quarter) for quarter in range(count))


def _back(fund: Fund, out: Mapping[int, Fen], count: int) -> tuple[Fen, ...]:
    """Return what comes back by quarter; what would come back after the last one is there never asked."""
    if fund.recovers is None:
        return (0,) * count
    multiple, later = fund.recovers.multiple.as_ratio(), QUARTERS * fund.recovers.after
    return tuple(half_up(multiple * out.get(at - later, 0)) for at in range(count))


# ── what it can pay ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Room:
    """The most a fund can award to the programmes that are first paid in a quarter or before it, in fen."""

    quarter: int
    most_fen: Fen


def rooms(scenario: Scenario, fund: Fund) -> tuple[Room, ...]:
    """Return what a fund can award, a room for each quarter in which a programme is first paid, in order.

    A programme is promised its awards whole when it is first paid, and no more than the fund holds then and
    has left at the end of every later quarter; what awards bring back in later years is not counted. So no
    later room is smaller, and no quarter is overdrawn whatever the instalments. A fund that pays nobody has
    one room, at the end of the year. Raises ScenarioError R703 for a fund that is overdrawn by its own
    outflows.
    """
    quarters = movements(scenario, fund).quarters(fund.opening)
    refuse_overdrawn(scenario, fund, quarters)
    begins = {first_payment(scenario, each): True for each in members_of_fund(scenario, fund)}
    return tuple(
        Room(at, min(each.closing_fen for each in quarters[at:])) for at in sorted(begins or {LAST_QUARTER})
    )


def available_fen(scenario: Scenario, fund: Fund) -> Fen:
    """Return the most that a fund can pay in awards in all, in fen; raises ScenarioError as `rooms` does."""
    return rooms(scenario, fund)[-1].most_fen


def left_for(begins: int, free: tuple[Room, ...], promised: Iterable[tuple[int, Fen]]) -> Fen:
    """Return what a programme that is first paid in a quarter may be awarded beside what is promised, in fen.

    `promised` are the awards of other programmes, each with the quarter in which it is first paid.

    >>> free = (Room(1, 60), Room(3, 500))
    >>> left_for(1, free, [(3, 100)]), left_for(3, free, [(1, 60)])
    (60, 440)
    """
    taken = tuple(promised)
    found = (
        each.most_fen - sum(fen for at, fen in taken if at <= each.quarter)
        for each in free
        if each.quarter >= begins
    )
    return max(0, min(found))


def trigger_fen(fund: Fund) -> Fen | None:
    """Return the fewest whole fen of awards that reach a fund's trigger; None where it has none."""
    return None if fund.trigger is None else up(fund.trigger.paid * fund.opening)


def until_trigger(fund: Fund, method: Method, pot: Pot) -> Fen:
    """Return what a queue is owed up to and with the claim that reaches its fund's trigger, in fen.

    Without a trigger, or without a queue, that is all that is claimed.
    """
    stops, claims = trigger_fen(fund), [int(fen) for fen in pot.claims.tolist()]
    if stops is None or not isinstance(method, Queue):
        return sum(claims)
    owed = 0
    for row in method.order(pot):
        if owed >= stops:
            break
        owed += claims[row]
    return owed


def refuse_overdrawn(scenario: Scenario, fund: Fund, quarters: tuple[FundQuarter, ...]) -> None:
    """Raise ScenarioError R703 for the first quarter at whose end a fund holds less than nothing."""
    for each in quarters:
        if each.closing_fen < 0:
            facts = {
                "fund": fund.id,
                "quarter": quarter_text(each.quarter, scenario.year),
                "held": exact_money(each.opening_fen + each.in_fen + each.recovered_fen),
                "out": exact_money(each.out_fen),
                "missing": exact_money(-each.closing_fen),
            }
            raise ScenarioError([FindingError("R703", **facts).at(fund.place)])

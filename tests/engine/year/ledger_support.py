"""Years in money drawn at random, and short ways to write one by hand."""

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from simulator.engine.schedule import instalments
from simulator.engine.year.adjust import Budgeted, Contract, Instalment
from simulator.model.kinds import Quantity
from simulator.model.ledgers import Adjustment, CarryOver, CashCeiling, Lot, Pace
from simulator.model.moments import Moment
from simulator.model.scenario import Scenario

YEAR = 2014
ENDS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}
LINES = ("programmes.a", "programmes.b", "programmes.c", "spending.d")


def money(fen):
    """Return an amount as it is written."""
    return Quantity(Fraction(fen), "money", f"{fen}分")


def part(share):
    """Return a share as it is written."""
    return Quantity(Fraction(share), "share", str(share))


def end(quarter, year=YEAR):
    """Return the last day of a quarter."""
    return date(year, *ENDS[quarter])


def budget(*awards, lines=LINES):
    """Return lines with these awards: a, b and c of the class p, d a class of its own."""
    return tuple(
        Budgeted(name, name, "p" if name.startswith("programmes") else "d", award)
        for name, award in zip(lines, awards, strict=False)
    )


def contract(line, amount, commits, *pays, group=""):
    """Return a contract that commits on a day and pays on days, each with its share."""
    parts = instalments(amount, [Fraction(share) for _, share in pays])
    due = tuple(Instalment(day, Fraction(share), fen) for (day, share), fen in zip(pays, parts, strict=True))
    return Contract(line, group, commits, amount, due)


def whole(line, amount, day, group=""):
    """Return a contract that commits and pays everything on one day."""
    return contract(line, amount, day, (day, 1), group=group)


def ceiling(name, *steps, of=None):
    """Return a cash ceiling by (quarter, figure) pairs."""
    return CashCeiling(name, tuple((Moment(quarter), figure) for quarter, figure in steps), of=of)


# ── drawn ──────────────────────────────────────────────────────────────────────────────────────────

fen = st.integers(0, 10**12)
days = st.dates(date(2013, 10, 1), date(2016, 6, 30))


@st.composite
def contracts_on(draw, line):
    """Draw the contracts of one line: up to three groups, each paid in up to three instalments."""
    found = []
    for group in ("", "x", "y")[: draw(st.integers(0, 3))]:
        when = sorted(draw(st.lists(days, min_size=2, max_size=4)))
        weights = [draw(st.integers(1, 5)) for _ in when[1:]]
        pays = [(day, Fraction(weight, sum(weights))) for day, weight in zip(when[1:], weights, strict=True)]
        found.append(contract(line, draw(fen), when[0], *pays, group=group))
    return found


@st.composite
def adjustments(draw):
    """Draw up to four adjustments; a cut by share may still be more than there is."""
    found = []
    for _ in range(draw(st.integers(0, 4))):
        form = draw(st.sampled_from(("cut", "add", "move")))
        one, two = draw(st.permutations((*LINES[:2], "spending.d")))[:2]
        line = draw(st.sampled_from((one, "spending.p"))) if form != "move" else one
        size = (
            part(Fraction(draw(st.integers(0, 10)), 100)) if draw(st.booleans()) else money(draw(fen) // 50)
        )
        into = {"into": two} if form == "move" else {}
        on = Moment(draw(st.integers(1, 4)))
        found.append(
            Adjustment(on=on, line=line, source="s" if form == "add" else "", **{form: size}, **into)
        )
    return tuple(found)


@st.composite
def ceilings(draw):
    """Draw up to three cumulative ceilings: of the whole, of a class, of a programme."""
    found = []
    for name, of in (("whole", None), ("class", "spending.p"), ("one", LINES[0])):
        if draw(st.booleans()):
            shares = sorted(draw(st.lists(st.integers(0, 100), min_size=1, max_size=4)))
            steps = [(quarter, part(Fraction(share, 100))) for quarter, share in enumerate(shares, start=1)]
            found.append(ceiling(name, *steps, of=of))
    return tuple(found)


@st.composite
def lots(draw):
    """Draw money brought forward from the last two years."""
    names = (None, LINES[0], "spending.p", "spending.d")
    found = [
        Lot(draw(st.sampled_from((2012, 2013))), draw(fen), draw(st.sampled_from(names)))
        for _ in range(draw(st.integers(0, 4)))
    ]
    return CarryOver(tuple(found))


@st.composite
def years(draw):
    """Draw a year: its scenario, its lines, and the contracts planned on them."""
    planned = [each for line in LINES for each in draw(contracts_on(line))]
    awards = [
        sum(each.planned_fen for each in planned if each.line == line) + draw(st.sampled_from((0, 7, 10**9)))
        for line in LINES
    ]
    scenario = Scenario(
        id="drawn",
        year=YEAR,
        adjustments=draw(adjustments()),
        cash=draw(ceilings()),
        carry_over=draw(st.none() | lots()),
        pace=draw(st.none() | st.just(Pace(gates=((Moment(2), Fraction(1, 2)),)))),
    )
    planned.sort(key=lambda each: (each.day, each.line, each.group))
    return scenario, budget(*awards), tuple(planned)

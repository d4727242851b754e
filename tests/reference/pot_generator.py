"""Random pots given out by formula, and random clauses over several programmes of one firm."""

from collections.abc import Sequence
from random import Random
from typing import Any

from tests.reference.rule_generator import CONDITIONS, RuleCase, row, some
from tests.reference.writing import Money

PROGRAMMES = ("city", "district", "region")
BASES = ("rent", "grant", "rent + grant", "heads", "area", "heads + 1")
RATIOS = ("95%", "90%", "100%", "1/3", "pct")


def formula_case(random: Random, applicants: int = 12) -> RuleCase:
    """Return one programme that gives out its pot by a formula, over a few applicants."""
    scale = random.choice(("small", "edges", "large"))
    rows = rows_of(random, random.choice((0, 1, *[applicants] * 6)), scale)
    pot = random.choice((0, 7, 100, 101, 12_345, 10**9 + 1, 9 * 10**15))
    return RuleCase(
        {"p": {**common("distribute"), "distribute": formula(random), **limits(random, pot)}}, rows
    )


def common(what: str) -> dict[str, Any]:
    """Return what every programme says; one with a formula never falls short."""
    whole = {"spending": "project", "applicants": "firms"}
    return whole if what == "distribute" else {**whole, "when_short": "pro_rata"}


def limits(random: Random, pot: int) -> dict[str, Any]:
    """Return who takes part, and the pot."""
    eligible = some(random, 0.3, "eligible", lambda: random.choice(CONDITIONS))
    return {**eligible, "envelope": {"at_most": Money(pot)}}


def rows_of(random: Random, count: int, scale: str) -> list[dict[str, str]]:
    """Return applicants under ids in no order."""
    ids = random.sample([f"F{number}" for number in range(1, 40)], count)
    return [{"firm_id": name, **row(random, scale)} for name in ids]


def formula(random: Random) -> dict[str, Any]:
    """Return factors whose weights come to all, and now and then what else a formula may have."""
    weights = random.choice((("100%",), ("50%", "50%"), ("50%", "30%", "20%"), ("1/3", "2/3")))
    times = some(random, 0.3, "times", lambda: {"of": random.choice(("pct", "area", "heads + 1"))})
    guard = some(random, 0.5, "protect", lambda: protect(random))
    limited = not times and not guard
    factors = {f"f{number}": factor(random, weight, limited) for number, weight in enumerate(weights)}
    sums = (Money(1), Money(10), Money(1000), "heads * 1分")
    least = {} if guard else some(random, 0.4, "minimum", lambda: random.choice(sums))
    modes = ("largest_remainder", "largest_remainder", "half_up", "down")
    steps = {"to": random.choice((Money(1), Money(10), Money(100))), "mode": random.choice(modes)}
    return {"factors": factors, **least, **times, **guard, **some(random, 0.4, "round", lambda: steps)}


def factor(random: Random, weight: str, limited: bool) -> dict[str, Any]:
    """Return one factor of any kind; a gap has a limit only where nothing could lift anyone above it."""
    most = some(random, 0.5, "at_most", lambda: "80%") if limited else {}
    kinds: Sequence[dict[str, Any]] = (
        *({"of": random.choice(BASES)} for _ in range(3)),
        {"equal": "yes"},
        {"gap": {"need": "rent", "have": "grant", **most}},
        {"roots": {"of": "loan", "per": random.choice(("park", ["park", "size"]))}},
    )
    when = some(random, 0.2, "when", lambda: random.choice(CONDITIONS))
    return {"weight": weight, **random.choice(kinds), **when}


def protect(random: Random) -> dict[str, Any]:
    """Return a guarantee, a limit, or both."""
    least = {"at_least": random.choice(RATIOS)}
    most = {"at_most": random.choice(("110%", "105%", "150%"))}
    kept = random.choice((least, most, {**least, **most}))
    ways = ("rescale", "extra") if "at_least" in kept else ("rescale",)
    funded = some(random, 0.6, "funded_by", lambda: random.choice(ways))
    return {"of": random.choice(("rent", "grant", "loan")), **kept, **funded}


# ── several programmes ─────────────────────────────────────────────────────────────────────────────


def clause_case(random: Random, applicants: int = 8) -> RuleCase:
    """Return three programmes over the same rows: parks stand for firms, sizes and dates for items."""
    rows = rows_of(random, applicants, random.choice(("small", "small", "edges")))
    own = {
        name: {
            **common("award"),
            **some(random, 0.3, "eligible", lambda: random.choice(CONDITIONS)),
            "award": [{"fixed": of}],
        }
        for name, of in zip(PROGRAMMES, ("rent", "grant", "loan"), strict=True)
    }
    clauses = some(random, 0.7, "one_per_item", lambda: [item_clause(random)])
    ceilings = [cumulation(random, number) for number in range(random.choice((0, 1, 1, 2)))]
    return RuleCase(own, rows, {**clauses, **({"cumulation": ceilings} if ceilings else {})})


def cumulation(random: Random, number: int) -> dict[str, Any]:
    """Return a ceiling on what a firm may be owed under several programmes."""
    names = random.sample(PROGRAMMES, random.choice((2, 3)))
    how = random.choice(({"method": "pro_rata"}, {"cut_first": random.sample(names, len(names))}))
    ceiling = Money(random.choice((0, 3, 10, 12, 100, 10**6)))
    return {"id": f"ceiling_{number}", "ceiling": ceiling, "per": "park", "programmes": names, **how}


def item_clause(random: Random) -> dict[str, Any]:
    """Return the choice of one programme for an item."""
    names = random.sample(PROGRAMMES, random.choice((2, 3)))
    capped = random.sample(names, random.randint(0, len(names)))
    caps = {name: Money(random.choice((0, 5, 9, 20, 10**6))) for name in capped}
    own = {"firm": "park", **({"caps": caps} if caps else {})}
    return {"id": "item", "per": "size", "programmes": names, **(own if random.random() < 0.7 else {})}

"""Random award rules over random applicants: every step, nested bases and amounts, and cells at the edges.

The numbers of rules and cells come from the same few pools, so that an amount stands on an edge, a fen
below it or a fen above it far more often than chance would have it. Money is in fen throughout.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.reference.writing import Money, yaml_text

Level = list[dict[str, Any]]
KEY = "firm_id"
COLUMNS: dict[str, Any] = {
    "rent": "分",
    "grant": "分",
    "loan": "分",
    "heads": "count",
    "nth": "count",
    "area": "number",
    "pct": "percent",
    "begins": "date",
    "ends": "date",
    "size": ["甲", "乙", "丙"],
    "park": ["P1", "P2", "P3"],
    "strategic": "yes_no",
}
EDGES = (0, 1, 2, 3, 5, 7, 10, 99, 100, 101, 12_345, 1_000_000, 10**10, 10**13 + 1)
LARGEST = 9 * 10**16
DAYS = ("2023-02-28", "2024-01-30", "2024-01-31", "2024-02-29", "2024-03-01", "2024-12-31", "2025-03-01")
AREAS = ("0", "0.5", "1", "2.5", "3", "15", "15.01", "1250.5")
SHARES = ("0%", "100%", "50%", "10/85", "1/3", "12.5%", "2/7", "0.25", "1‰", "33.33%")
MONEY = ("rent", "grant", "loan", "rent + grant", "rent - grant", "min(rent, loan)", "max(grant, 3分)")
QUANTITIES = ("heads", "area", "heads + 1", "min(area, 15 * heads)", "2.5")
CONDITIONS = (
    *("strategic", "not strategic", "size = 甲", "size != 乙", "size in [甲, 丙]", "rent >= 3分"),
    *("rent > 100分", "heads >= 2", "area < 2.5", "begins <= 2024-02-29", "1分 <= grant < 100分"),
    *("strategic or nth > 2", "ends > begins and heads > 0", "pct >= 1/3"),
)
GROUP_STEPS = ("ceiling", "top_up", "best", "stop_loss")


@dataclass(frozen=True)
class RuleCase:
    """Programmes by id over one population, rows of texts, and clauses over several programmes."""

    programmes: dict[str, dict[str, Any]]
    rows: list[dict[str, str]]
    clauses: dict[str, Any] = field(default_factory=dict)

    @property
    def scenario(self) -> dict[str, Any]:
        """Return the scenario as plain mappings."""
        population = {"id": KEY, "file": "firms.csv", "nature": "synthetic", "columns": dict(COLUMNS)}
        return {
            "language": "1",
            "scenario": "rules",
            "year": "2014",
            "unit": "分",
            "sources": {"own": {"amount": Money(0)}},
            "spending": {"project": {"amount": Money(0), "when_short": "pro_rata"}},
            "populations": {"firms": population},
            "programmes": self.programmes,
            **self.clauses,
        }

    def yaml(self, unit: str = "分") -> str:
        """Return the scenario as text, its bare amounts in `unit`."""
        return yaml_text(self.scenario, unit)

    def csv(self) -> bytes:
        """Return the applicants as a data file."""
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, (KEY, *COLUMNS), lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows)
        return text.getvalue().encode()


def rule_case(random: Random, rules: int = 20, applicants: int = 30) -> RuleCase:
    """Return so many programmes with a rule each, over so many applicants under ids in no order."""
    ids = random.sample([f"F{number}" for number in range(1, 4 * applicants)], applicants)
    scale = random.choice(("small", "edges", "edges", "large"))
    return RuleCase(
        {f"p{number:02}": programme(random) for number in range(rules)},
        [{KEY: name, **row(random, scale)} for name in ids],
    )


# ── applicants ─────────────────────────────────────────────────────────────────────────────────────


def row(random: Random, scale: str) -> dict[str, str]:
    """Return one applicant's cells."""
    first, second = random.choice(DAYS), random.choice(DAYS)
    return {
        **{name: str(fen(random, scale)) for name in ("rent", "grant", "loan")},
        "heads": str(random.choice((0, 1, 2, 3, 9, 10, 20, 21, 1000))),
        "nth": str(random.randint(0, 6)),
        "area": random.choice(AREAS),
        "pct": random.choice(("0%", "1%", "33%", "50%", "80%", "100%")),
        "begins": first,
        "ends": second,
        "size": random.choice(("甲", "乙", "丙")),
        "park": random.choice(("P1", "P2", "P3")),
        "strategic": random.choice(("yes", "no")),
    }


def fen(random: Random, scale: str) -> int:
    """Return an amount: a few fen, an edge or a fen beside it, or anything up to the largest."""
    if scale == "small":
        return random.randint(0, 12)
    if scale == "large" and random.random() < 0.5:
        return random.choice((LARGEST, LARGEST - 1, random.randint(0, LARGEST)))
    return max(0, random.choice(EDGES) + random.choice((-1, 0, 0, 1)))


# ── what the fields hold ───────────────────────────────────────────────────────────────────────────


def money(random: Random, low: int = 0) -> Money:
    """Return an amount from the pool, or a fen beside it."""
    return Money(max(low, random.choice(EDGES) + random.choice((0, 0, 1))))


def some(random: Random, chance: float, key: str, make: Callable[[], Any]) -> dict[str, Any]:
    """Return a mapping of one key, or now and then none."""
    return {key: make()} if random.random() < chance else {}


def when(random: Random) -> dict[str, str]:
    """Return a condition of a step, or more often none."""
    return some(random, 0.2, "when", lambda: random.choice(CONDITIONS))


def worth(random: Random, wanted: str, depth: int) -> Any:
    """Return a literal, an expression, or now and then steps of its own."""
    if depth and random.random() < 0.2:
        own = level(random, wanted, depth - 1)
        # a rate above the whole is refused on the row that has it, which is no amount to compare
        return [*own, {"cap": "100%"}] if wanted == "share" else own
    return LITERALS[wanted](random)


LITERALS: dict[str, Callable[[Random], Any]] = {
    "money": lambda random: random.choice(
        (money(random), money(random), "grant", "grant + 2分", "10% * rent", "heads * 7分")
    ),
    "share": lambda random: random.choice((*SHARES, "pct")),
    "number": lambda random: random.choice(("0", "1", "3", "2.5", "heads", "area", "15 * heads")),
}


def counted(random: Random, depth: int, *, quantity: bool = False) -> Any:
    """Return a base: an expression, or steps of its own that make it."""
    if quantity:
        return random.choice(QUANTITIES)
    return level(random, "money", depth - 1) if depth and random.random() < 0.2 else random.choice(MONEY)


def edges(random: Random, count: int, *, quantity: bool) -> list[Any]:
    """Return rising edges: amounts, or quantities."""
    if quantity:
        return [str(each) for each in sorted(random.sample((1, 2, 3, 9, 10, 15, 20), count))]
    return [Money(each) for each in sorted(random.sample(EDGES[1:], count))]


# ── steps that make an amount ──────────────────────────────────────────────────────────────────────


def share(random: Random, wanted: str, depth: int) -> Any:
    pairs = [
        {"pp": random.choice(("5pp", "25pp", "0.5pp")), **when(random)}
        for _ in range(random.choice((0, 0, 1, 2)))
    ]
    return {
        "of": counted(random, depth),
        "rate": worth(random, "share", depth),
        **({"plus": pairs} if pairs else {}),
        **some(random, 0.3, "rate_at_most", lambda: random.choice(("100%", "pct"))),
        **when(random),
    }


def fixed(random: Random, wanted: str, depth: int) -> Any:
    own = worth(random, wanted, depth)
    return random.choice((own, {"amount": own, **when(random)})) if isinstance(own, str) else {"amount": own}


def per_unit(random: Random, wanted: str, depth: int) -> Any:
    of = level(random, "number", 0) if depth and random.random() < 0.2 else counted(random, 0, quantity=True)
    return {
        "of": of,
        "amount": random.choice((Money(1), Money(33), Money(1_000_000), "min(grant, 100分)")),
        **some(random, 0.3, "at_most", lambda: worth(random, "number", depth)),
        **when(random),
    }


def brackets(random: Random, wanted: str, depth: int) -> Any:
    quantity = random.random() < 0.3
    price: Callable[[], Any] = (
        (lambda: {"amount": random.choice((Money(3), Money(50), "min(grant, 100分)"))})
        if quantity
        else (lambda: {"rate": worth(random, "share", 0)})
    )
    bounds = edges(random, random.randint(1, 3), quantity=quantity)
    if not quantity and random.random() < 0.2:
        bounds = [random.choice(("grant + 1分", "min(grant, 100分)"))]
    bands: list[Any] = [{"up_to": bound, **price()} for bound in bounds]
    if random.random() < 0.6:
        bands.append({"above": bounds[-1], **price()})
    return {"of": counted(random, depth, quantity=quantity), "bands": bands, **when(random)}


def slabs(random: Random, wanted: str, depth: int) -> Any:
    quantity = random.random() < 0.4
    bands = [
        {
            random.choice(("at_least", "more_than")): bound,
            **(
                {"rate": worth(random, "share", 0)}
                if wanted == "money" and not quantity and random.random() < 0.6
                else {"amount": worth(random, wanted, depth)}
            ),
        }
        for bound in edges(random, random.randint(1, 4), quantity=quantity)
    ]
    return {"of": counted(random, depth, quantity=quantity), "bands": bands, **when(random)}


def per_full(random: Random, wanted: str, depth: int) -> Any:
    quantity = random.random() < 0.4
    each, above = edges(random, 2, quantity=quantity)
    return {
        "of": counted(random, depth, quantity=quantity),
        "each": random.choice((each, each, "heads" if quantity else "grant")),
        **some(random, 0.4, "above", lambda: above),
        "amount": random.choice((Money(1), Money(7))) if wanted == "money" else LITERALS[wanted](random),
        **(
            some(random, 0.4, "at_most", lambda: random.choice(("1", "3", "10")))
            if wanted == "money"
            else {"at_most": "3"}
        ),
        **when(random),
    }


def cell(random: Random, wanted: str) -> Any:
    """Return a cell of a table: a literal as the place wants it."""
    return {"money": lambda: money(random), "share": lambda: random.choice(SHARES)}.get(
        wanted, lambda: random.choice(("0", "1", "2.5"))
    )()


def table(random: Random, wanted: str, depth: int) -> Any:
    def cells(keys: Sequence[str], inside: Callable[[], Any]) -> dict[str, Any]:
        return {key: inside() for key in keys}

    def own() -> Any:
        return cell(random, wanted)

    shape = random.choice(("one", "years", "matrix", "flags"))
    if shape == "one":
        return {"of": "size", "values": cells(("甲", "乙", "丙"), own), **when(random)}
    if shape == "years":
        return {"of": "nth", "values": cells(("1", "2", "3"), own), "rest": own(), **when(random)}
    if shape == "flags":
        return {
            "of": ["strategic", "size"],
            "values": {key: cells(("甲", "乙", "丙"), own) for key in ("yes", "no")},
        }
    values = {key: cells(random.sample(("P1", "P2", "P3"), 2), own) for key in ("甲", "丙")}
    return {"of": ["size", "park"], "values": values, "rest": own(), **when(random)}


def choose(random: Random, wanted: str, depth: int) -> Any:
    if random.random() < 0.3:
        column, keys = "strategic", ["yes", "no"]
    else:
        column, keys = "size", random.sample(("甲", "乙", "丙"), random.choice((2, 3)))
    cases = {key: level(random, wanted, max(0, depth - 1)) for key in keys}
    rest = some(random, 0.5 if len(keys) == 3 else 1, "rest", lambda: level(random, wanted, 0))
    return {"column": column, "cases": cases, **(rest if column == "size" and len(keys) < 3 else {})}


def limbs(random: Random, wanted: str, depth: int) -> Any:
    names = ("left", "right", "third")[: random.randint(1, 3)]
    return {name: level(random, wanted, max(0, depth - 1)) for name in names}


def taper(random: Random, wanted: str, depth: int) -> Any:
    quantity = random.random() < 0.4
    begins, ends = edges(random, 2, quantity=quantity)
    return {
        "of": counted(random, depth, quantity=quantity),
        "from": begins,
        "to": ends,
        "start": worth(random, wanted, 0),
        **some(random, 0.5, "end", lambda: worth(random, wanted, 0)),
        **when(random),
    }


def interest(random: Random, wanted: str, depth: int) -> Any:
    time = (
        {"days": random.choice(("heads", "365", "days_between(begins, ends)"))}
        if random.random() < 0.4
        else {
            "begins": "begins",
            "ends": "ends",
            **some(random, 0.7, "count", lambda: random.choice(("actual", "thirty"))),
        }
    )
    rate = random.choice(("4.35%", "10/85", "60% * 3.1%", "pct"))
    return {
        "of": counted(random, depth),
        "rate": rate,
        **time,
        "year": random.choice(("360", "365")),
        **when(random),
    }


def voucher(random: Random, wanted: str, depth: int) -> Any:
    expiry = {"expires": "ends", "as_of": random.choice(("begins", "2024-03-01"))}
    return {
        "face": counted(random, depth),
        "redeemed": random.choice(MONEY[:4]),
        **random.choice(({}, expiry, expiry)),
        **when(random),
    }


def split(random: Random, wanted: str, depth: int) -> Any:
    payers: list[dict[str, Any]] = [
        {
            "id": name,
            "rate": random.choice(("50%", "40%", "1/3", "pct")),
            **some(random, 0.5, "at_most", lambda: money(random)),
        }
        for name in ("province", "city")
    ]
    payers.append({"id": "bank", "rest": "yes"})
    random.shuffle(payers)
    names = [each["id"] for each in payers]
    pays = random.choice((random.choice(names), random.sample(names, 2)))
    return {
        "of": counted(random, depth),
        "payers": payers,
        **some(random, 0.5, "gap", lambda: random.choice(names)),
        "pays": pays,
        **when(random),
    }


def waterfall(random: Random, wanted: str, depth: int) -> Any:
    layers: list[dict[str, Any]] = [{"id": name, "at_most": worth(random, "money", 0)} for name in ("a", "b")]
    layers += [{"id": "c"}] if random.random() < 0.6 else []
    names = [each["id"] for each in layers]
    pays = random.choice((random.choice(names), random.sample(names, 2)))
    return {"of": counted(random, depth), "layers": layers, "pays": pays, **when(random)}


# ── steps that change the amount so far ────────────────────────────────────────────────────────────


def cap(random: Random, wanted: str, depth: int) -> Any:
    most = LITERALS[wanted](random) if wanted == "number" else worth(random, wanted, depth)
    switches = {
        **some(random, 0.3, "over", lambda: random.choice(("clip", "reject"))),
        **some(random, 0.3, "excess", lambda: random.choice(("lapse", "carry"))),
    }
    return {"amount": most, **switches, **when(random)}


def amount_only(random: Random, wanted: str, depth: int) -> Any:
    small = wanted == "money" and random.random() < 0.6
    own = random.choice((Money(1), Money(3), "10% * rent")) if small else worth(random, wanted, depth)
    return (
        own
        if isinstance(own, str) and random.random() < 0.4
        else {
            "amount": own,
            **when(random),
        }
    )


def years(random: Random, wanted: str, depth: int) -> Any:
    rates = [random.choice((*SHARES, "pct")) for _ in range(random.randint(3, 6))]
    most = {"at_most": random.choice(("3", "5", "heads"))}
    return {"of": "nth", **random.choice(({"rates": rates}, most, {"rates": rates, **most})), **when(random)}


def prorate(random: Random, wanted: str, depth: int) -> Any:
    of = random.choice(("nth", "heads", "days_between(begins, ends)"))
    return {"of": of, "out_of": random.choice(("12", "366", "3")), **when(random)}


def all_sources(random: Random, wanted: str, depth: int) -> Any:
    return {
        "of": counted(random, 0),
        "at_most": random.choice((*SHARES, "pct")),
        "others": random.choice(("grant", "10% * grant", "1分")),
        **when(random),
    }


def clawback(random: Random, wanted: str, depth: int) -> Any:
    done = random.choice(
        (
            {"achieved": "heads", "promised": random.choice(("10", "area"))},
            {"achieved": "grant", "promised": "loan"},
            {"kept": "nth", "term": "5"},
            {},
        )
    )
    late = {"interest": random.choice(("5%", "10/85", "1/3")), "years": "min(nth, 4)"}
    return {**done, **random.choice(({}, late)), **when(random)}


def rounded(random: Random, wanted: str, depth: int) -> Any:
    modes = ("half_up", "half_even", "down", "up")
    return random.choice(
        (
            Money(2),
            Money(100),
            {"to": random.choice((Money(1), Money(3), Money(10_000))), "mode": random.choice(modes)},
        )
    )


def pay_to(random: Random, wanted: str, depth: int) -> Any:
    names = ("investor", "firm", "district")[: random.randint(1, 3)]
    payees = {name: level(random, "money", max(0, depth - 1)) for name in names}
    return {"payees": payees, **when(random)}


Maker = Callable[[Random, str, int], Any]
ANY_KIND: dict[str, Maker] = {
    "fixed": fixed,
    "slabs": slabs,
    "table": table,
    "choose": choose,
    "taper": taper,
    **dict.fromkeys(("sum", "highest", "lowest"), limbs),
    "first_of": lambda random, wanted, depth: [
        {name: steps} for name, steps in limbs(random, wanted, depth).items()
    ],
}
MAKERS: dict[str, Maker] = {
    **ANY_KIND,
    "share": share,
    "per_unit": per_unit,
    "per_full": per_full,
    "brackets": brackets,
    "interest": interest,
    "voucher": voucher,
    "split": split,
    "waterfall": waterfall,
    "pay_to": pay_to,
}
CHANGES: dict[str, Maker] = {
    "uplift": lambda random, wanted, depth: {
        "by": random.choice(("20%", "1/3", "pct")),
        **when(random),
    },
    "cap": cap,
    "floor": amount_only,
    "less": amount_only,
    "pay_from": amount_only,
    "round": rounded,
    "years": years,
    "prorate": prorate,
    "all_sources": all_sources,
    "clawback": clawback,
}
COMBINING = ("choose", "sum", "highest", "lowest", "first_of", "pay_to")


def level(random: Random, wanted: str, depth: int) -> Level:
    """Return steps that start from nothing: one that makes an amount, then some that change it."""
    makers = MAKERS if wanted == "money" else ANY_KIND
    word = random.choice([each for each in makers if depth or each not in COMBINING])
    changes = tuple(CHANGES) if wanted == "money" else ()
    several = min(len(changes), random.choice((0, 0, 0, 1, 1, 2)))
    chosen = fitting(random.sample(changes, several))
    return [
        {word: makers[word](random, wanted, depth)},
        *({each: CHANGES[each](random, wanted, 0)} for each in chosen),
    ]


def fitting(words: Sequence[str]) -> list[str]:
    """Return changes without a floor beside a cap: a cap below a floor is refused."""
    return [word for word in words if word != "floor" or "cap" not in words]


# ── programmes ─────────────────────────────────────────────────────────────────────────────────────


def programme(random: Random) -> dict[str, Any]:
    """Return a programme: a rule of two levels, and now and then a step across applicants and a quota."""
    conditions = random.choice(
        (
            *({}, {}, {}),
            {"eligible": random.choice(CONDITIONS)},
            {"eligible": {"first": random.choice(CONDITIONS), "second": random.choice(CONDITIONS)}},
        )
    )
    award = level(random, "money", 2)
    if random.random() < 0.35:
        word = random.choice(GROUP_STEPS)
        award.append({word: across(random, word)})
        if random.random() < 0.3:
            taken = [word for step in award for word in step]
            change = random.choice([each for each in CHANGES if each not in (*taken, "cap", "floor")])
            award.append({change: CHANGES[change](random, "money", 0)})
    whole = {"spending": "project", "applicants": "firms", "when_short": "pro_rata"}
    return {**whole, **conditions, **quota(random), "award": award}


def order(random: Random) -> Level:
    """Return sort keys that end in the id."""
    keys: list[dict[str, Any]] = [
        {"highest": "rent"},
        {"lowest": "grant"},
        {"earliest": "begins"},
        {"latest": "ends"},
    ]
    return [*random.sample(keys, random.randint(0, 2)), {"first": KEY}]


def quota(random: Random) -> dict[str, Any]:
    """Return a quota for each group, or more often none."""
    return some(
        random,
        0.2,
        "quota",
        lambda: {
            "per": random.choice(("park", ["park", "size"])),
            "at_most": random.choice(("1", "2", "5")),
            "order": order(random),
        },
    )


def across(random: Random, word: str) -> Any:
    """Return the settings of a step across applicants."""
    per = some(random, 0.7, "per", lambda: random.choice(("park", ["park", "strategic"])))
    if word == "ceiling":
        return ceiling(random, per)
    if word == "stop_loss":
        return {
            "pool": random.choice((money(random, 1), Money(10**9))),
            "trigger": random.choice(("30%", "1/3", "100%")),
            **some(random, 0.4, "used", lambda: random.choice(("grant", "7分"))),
            "order": order(random),
        }
    return {"per": "park", **({"order": order(random)} if word == "top_up" else {})}


def ceiling(random: Random, per: dict[str, Any]) -> Any:
    used = some(random, 0.3, "used", lambda: random.choice(("grant", "5分")))
    amount = random.choice((money(random), money(random), "grant + 100分", "1/3 * loan"))
    if random.random() < 0.3:
        return {"amount": amount, **per, **used, "method": "pro_rata"}
    dated = random.choice(("begins", "ends"))
    window = some(random, 0.3, "window", lambda: {"of": dated, "years": random.choice("123")})
    sequence = [{"earliest": dated}, {"first": KEY}] if window else order(random)
    over = some(random, 0.5, "over", lambda: random.choice(("clip", "reject")))
    return {"amount": amount, **per, **used, **over, **window, "order": sequence}

"""Random small scenarios, money by the fen: every step, method, measure and bound; ties, zeros and edges.

One generator serves both kinds of test: it draws from any `random.Random`, a seeded one for campaigns and
hypothesis' own where a failure should be made small.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.reference.division import RefusedError
from tests.reference.engine import TooManyError, pots_of, whole_of
from tests.reference.limits import Pot, is_hard, selects
from tests.reference.sharing import payable
from tests.reference.writing import Money, csv_bytes, yaml_text

MAIN = "scenario.yaml"
COLUMNS: dict[str, Any] = {
    "rent": "分",
    "grant": "分",
    "heads": "count",
    "load": "number",
    "score": "number",
    "applied_on": "date",
    "kind": ["甲", "乙"],
    "strategic": "yes_no",
}
POPULATIONS = {"firms": "firm_id", "projects": "project_id"}
CONDITIONS = (
    "strategic",
    "not strategic",
    "kind = 甲",
    "kind != 甲",
    "kind in [甲, 乙]",
    "score >= 5",
    "score > 7.5",
    "heads >= 1",
    "rent >= 3分",
    "rent + grant > 4分",
    "load < 1.5",
    "applied_on <= 2014-03-03",
    "strategic or heads >= 2",
    "kind = 乙 and rent > 0分",
)
BASES = (
    "rent",
    "grant",
    "rent + grant",
    "rent - grant",
    "min(rent, 4分)",
    "50% * rent",
    "heads * 2分",
    "max(rent, grant)",
)
RATES = ("100%", "50%", "40%", "1/3", "0.25", "75%", "12.5%")
TAGS = ("green", "blue")


@dataclass(frozen=True)
class Case:
    """A scenario as plain mappings, and the rows of each population as texts."""

    scenario: dict[str, Any]
    applicants: dict[str, list[dict[str, str]]]

    def yaml(self, unit: str = "分", shuffle: Random | None = None) -> dict[str, str]:
        """Return the texts of the scenario by file name."""
        return {MAIN: yaml_text(self.scenario, unit, shuffle)}

    def csv(self, population: str) -> bytes:
        """Return the data file of a population."""
        return csv_bytes(self.applicants[population], (POPULATIONS[population], *COLUMNS))


def case(random: Random, most: int = 4_000) -> Case:
    """Return a scenario with at most `most` plans, so that all of them can be looked at."""
    while True:
        found = draft(random)
        try:
            ways = whole_of(found.scenario, pots_of(found.scenario, found.applicants)).ways
        except TooManyError:
            continue
        except RefusedError:
            return found
        if _product(map(len, ways)) <= most:
            return found


def _product(numbers: Any) -> int:
    result = 1
    for number in numbers:
        result *= number
    return result


def draft(random: Random) -> Case:
    """Return a scenario of any size."""
    populations = random.choice((("firms",), ("firms",), ("firms", "projects")))
    applicants = {name: rows(random, POPULATIONS[name]) for name in populations}
    classes = random.choice((("project",), ("project",), ("project", "other")))
    scenario: dict[str, Any] = {
        "language": "1",
        "scenario": "small",
        "year": "2014",
        "unit": "分",
        "sources": {},
        "spending": {name: {} for name in classes},
        "figures": {"pool": {"is": f"{random.randint(1, 20)}分"}, "quota": {"is": str(random.randint(1, 4))}},
        "populations": {name: population(name) for name in populations},
        "programmes": programmes(random, populations, classes),
    }
    settle_classes(random, scenario, applicants)
    scenario["sources"] = sources(random, scenario)
    scenario |= aims(random, scenario)
    return Case(scenario, applicants)


# ── applicants ─────────────────────────────────────────────────────────────────────────────────────


def population(name: str) -> dict[str, Any]:
    """Return a population whose data come from a file."""
    return {"id": POPULATIONS[name], "file": f"{name}.csv", "nature": "synthetic", "columns": dict(COLUMNS)}


def rows(random: Random, key: str) -> list[dict[str, str]]:
    """Return up to six applicants in no order, many of them alike."""
    ids = random.sample(
        ("F1", "F2", "F10", "B7", "a3", "甲1", "07"), random.choice((0, 1, 2, 3, 3, 4, 4, 5, 6))
    )
    return [{key: name, **row(random)} for name in ids]


def row(random: Random) -> dict[str, str]:
    """Return one applicant's cells."""
    return {
        "rent": str(random.choice((0, 1, 2, 3, 3, 4, 5, 6, 7, 9))),
        "grant": str(random.choice((0, 0, 1, 2, 4))),
        "heads": str(random.choice((0, 1, 1, 2, 3))),
        "load": random.choice(("0", "0.5", "1.5", "2")),
        "score": random.choice(("3", "5", "7.5", "7.5", "8")),
        "applied_on": f"2014-03-0{random.randint(1, 5)}",
        "kind": random.choice(("甲", "乙")),
        "strategic": random.choice(("yes", "no")),
    }


# ── award rules ────────────────────────────────────────────────────────────────────────────────────


def money(random: Random, low: int = 0, high: int = 8) -> Money:
    """Return a small amount."""
    return Money(random.randint(low, high))


def sometimes(random: Random, chance: float, key: str, make: Callable[[], Any]) -> dict[str, Any]:
    """Return a mapping of one key, or now and then none."""
    return {key: make()} if random.random() < chance else {}


def when(random: Random, chance: float = 0.3) -> dict[str, str]:
    """Return a condition for a step, or none."""
    return sometimes(random, chance, "when", lambda: random.choice(CONDITIONS))


def award(random: Random, depth: int = 1) -> list[dict[str, Any]]:
    """Return the steps of a rule: one that makes an amount, then up to three that change it."""
    makers = [word for word in MAKERS if depth or word not in COMBINING]
    maker = random.choice(makers)
    often = ("uplift", "cap", "floor", "round") * 3
    changes = dict.fromkeys(random.sample((*often, *RARE), random.choice((0, 0, 1, 1, 2, 3))))
    steps = [{maker: MAKERS[maker](random)}, *({word: CHANGES[word](random)} for word in changes)]
    across = random.choice(tuple(ACROSS)) if depth and random.random() < 0.15 else None
    return [*steps, {across: ACROSS[across](random)}] if across else steps


def share(random: Random) -> dict[str, Any]:
    pairs = [
        {"pp": random.choice(("5pp", "25pp")), **when(random, 0.8)}
        for _ in range(random.choice((0, 0, 1, 2)))
    ]
    own = random.choice(RATES)
    most = sometimes(random, 0.3, "rate_at_most", lambda: "100%" if own in ("100%", "75%") else "80%")
    return {
        "of": random.choice(BASES),
        "rate": own,
        **({"plus": pairs} if pairs else {}),
        **most,
        **when(random),
    }


def fixed(random: Random) -> Any:
    return random.choice((money(random), "grant", {"amount": money(random, 1), **when(random)}))


def per_unit(random: Random) -> dict[str, Any]:
    most = sometimes(random, 0.3, "at_most", lambda: random.choice(("1", "2", "1.5")))
    return {
        "of": random.choice(("heads", "load", "heads + 1")),
        "amount": money(random, 1, 3),
        **most,
        **when(random),
    }


def brackets(random: Random) -> dict[str, Any]:
    edges = sorted(random.sample(range(1, 8), random.randint(1, 3)))
    bands: list[dict[str, Any]] = [{"up_to": Money(edge), "rate": random.choice(RATES)} for edge in edges]
    if random.random() < 0.6:
        bands.append({"above": Money(edges[-1]), "rate": random.choice(RATES)})
    return {"of": random.choice(BASES), "bands": bands, **when(random)}


def limbs(random: Random) -> dict[str, Any]:
    return {name: award(random, 0) for name in ("left", "right", "third")[: random.randint(1, 3)]}


def slabs(random: Random) -> dict[str, Any]:
    low, high = sorted(random.sample(range(1, 8), 2))
    bands = [
        {"at_least": Money(low), "rate": random.choice(RATES)},
        {"more_than": Money(high), "amount": money(random)},
    ]
    return {"of": random.choice(BASES), "bands": bands, **when(random)}


def per_full(random: Random) -> dict[str, Any]:
    above = sometimes(random, 0.4, "above", lambda: Money(2))
    return {
        "of": random.choice(BASES),
        "each": Money(2),
        **above,
        "amount": money(random, 1, 3),
        **when(random),
    }


def table(random: Random) -> dict[str, Any]:
    return {"of": "kind", "values": {"甲": money(random), "乙": money(random)}, **when(random)}


def choose(random: Random) -> dict[str, Any]:
    return {"column": "strategic", "cases": {"yes": award(random, 0), "no": award(random, 0)}}


def taper(random: Random) -> dict[str, Any]:
    return {
        "of": random.choice(BASES),
        "from": Money(2),
        "to": Money(7),
        "start": money(random),
        **when(random),
    }


def interest(random: Random) -> dict[str, Any]:
    rate = random.choice(("100%", "50%"))
    return {"of": "rent", "rate": rate, "days": "heads * 200", "year": "360", **when(random)}


def voucher(random: Random) -> dict[str, Any]:
    return {"face": "rent", "redeemed": "grant + 1分", **when(random)}


def split(random: Random) -> dict[str, Any]:
    payers = [{"id": "upper", "rate": "50%", "at_most": Money(2)}, {"id": "own", "rest": "yes"}]
    return {
        "of": random.choice(BASES),
        "payers": payers,
        "pays": random.choice(("upper", "own")),
        **when(random),
    }


def waterfall(random: Random) -> dict[str, Any]:
    layers = [{"id": "upper", "at_most": money(random, 1, 4)}, {"id": "own"}]
    return {
        "of": random.choice(BASES),
        "layers": layers,
        "pays": random.choice(("upper", "own")),
        **when(random),
    }


def pay_to(random: Random) -> dict[str, Any]:
    names = ("investor", "firm")[: random.randint(1, 2)]
    return {"payees": {name: award(random, 0) for name in names}, **when(random)}


COMBINING = ("sum", "highest", "lowest", "first_of", "choose", "pay_to")
MAKERS: dict[str, Callable[[Random], Any]] = {
    "share": share,
    "fixed": fixed,
    "per_unit": per_unit,
    "brackets": brackets,
    **dict.fromkeys(COMBINING[:-1], limbs),
    "first_of": lambda random: [{name: steps} for name, steps in limbs(random).items()],
    "slabs": slabs,
    "per_full": per_full,
    "table": table,
    "choose": choose,
    "taper": taper,
    "interest": interest,
    "voucher": voucher,
    "split": split,
    "waterfall": waterfall,
    "pay_to": pay_to,
}
RARE = ("less", "pay_from", "years", "prorate", "all_sources", "clawback")
ACROSS: dict[str, Callable[[Random], Any]] = {
    "ceiling": lambda random: {"amount": money(random, 2), "per": "kind", "order": [{"highest": "score"}]},
    "top_up": lambda random: {"per": "kind", "order": [{"earliest": "applied_on"}]},
    "best": lambda random: {"per": random.choice(("kind", "strategic"))},
    "stop_loss": lambda random: {"pool": money(random, 4, 9), "trigger": "50%"},
}
# a cap for everyone is never below a floor for everyone: that is refused
CHANGES: dict[str, Callable[[Random], Any]] = {
    "uplift": lambda random: {"by": random.choice(("20%", "1/3", "50%")), **when(random, 0.6)},
    "cap": lambda random: random.choice(
        (
            money(random, 3, 9),
            {"amount": "grant + 2分", **when(random)},
            {"amount": money(random, 3), **when(random, 1)},
        )
    ),
    "floor": lambda random: random.choice(
        (
            money(random, 0, 3),
            {"amount": money(random, 0, 3), **when(random, 1)},
            {"amount": "grant", **when(random)},
        )
    ),
    "round": lambda random: random.choice(
        (Money(2), {"to": Money(3), "mode": random.choice(("half_up", "half_even", "down", "up"))})
    ),
    "less": lambda random: {"amount": random.choice((Money(1), "grant")), **when(random)},
    "pay_from": lambda random: {"amount": money(random, 1, 4), **when(random)},
    "years": lambda random: {"of": "heads", "rates": ["100%", "50%"], **when(random, 0.5)},
    "prorate": lambda random: {"of": "heads", "out_of": "2", **when(random)},
    "all_sources": lambda random: {"of": "rent", "at_most": "75%", "others": "grant", **when(random)},
    "clawback": lambda random: {"achieved": "load", "promised": "2", **when(random)},
}


# ── programmes and methods ─────────────────────────────────────────────────────────────────────────


def programmes(random: Random, populations: Sequence[str], classes: Sequence[str]) -> dict[str, Any]:
    """Return two to four programmes under ids that are in no order."""
    ids = random.sample(("rent_p", "b2", "a1", "热线", "zeta"), random.choice((2, 2, 3, 3, 4)))
    return {name: programme(random, populations, classes) for name in ids}


def programme(random: Random, populations: Sequence[str], classes: Sequence[str]) -> dict[str, Any]:
    """Return a programme with an award rule, or now and then a plain line."""
    common = {
        "spending": random.choice(classes),
        "tags": random.sample(TAGS, random.choice((0, 1, 1, 2))),
        **sometimes(random, 0.6, "points", lambda: points(random, {})),
    }
    if random.random() < 0.2:
        return {
            **common,
            "amount": money(random),
            "when_short": random.choice(("pro_rata", "in_full", "optimise")),
        }
    name = random.choice(populations)
    conditions = sometimes(random, 0.5, "eligible", lambda: eligible(random))
    unit_points = {"per_unit": {"heads": random.choice(("0.5", "1/3", "2"))}} if random.random() < 0.4 else {}
    if unit_points or "points" in common:
        common["points"] = points(random, unit_points)
    return {
        **common,
        "applicants": name,
        **conditions,
        "award": award(random),
        "when_short": method(random, POPULATIONS[name]),
    }


def eligible(random: Random) -> Any:
    """Return one condition, or two that are named."""
    one, other = random.sample(CONDITIONS, 2)
    return random.choice((one, {"first": one, "second": other}))


def points(random: Random, per_unit: dict[str, Any]) -> dict[str, Any]:
    """Return what an award is worth."""
    return {
        "per_award": random.choice(("1", "2", "1.5", "3")),
        **per_unit,
        **sometimes(random, 0.4, "counts_from", lambda: random.choice(("50%", "1/3", "80%", "0%"))),
    }


OFTEN = (
    *("pro_rata", "ranked", "optimise") * 4,
    *("tiers", "first_come") * 3,
    *("in_full", "water_fill", "equal"),
)


def method(random: Random, key: str, depth: int = 1) -> Any:
    """Return how a short pot is shared; tiers hold no tiers and no choice of the plan's."""
    word = random.choice(OFTEN if depth else ("pro_rata", "water_fill", "ranked", "first_come"))
    return METHODS[word](random, key) if word in METHODS else word


def ranked(random: Random, key: str) -> dict[str, Any]:
    by = random.sample(
        ({"highest": "score"}, {"earliest": "applied_on"}, {"lowest": "rent"}, {"latest": "applied_on"}),
        random.randint(0, 2),
    )
    settings = {
        **sometimes(random, 0.4, "where", lambda: random.choice(CONDITIONS)),
        "order": [*by, {"first": key}],
        **sometimes(random, 0.8, "last", lambda: random.choice(("partial", "skip", "stop"))),
    }
    return {"ranked": settings}


def first_come(random: Random, key: str) -> dict[str, Any]:
    last = sometimes(random, 0.7, "last", lambda: random.choice(("partial", "skip", "stop")))
    return {"first_come": {"by": "applied_on", **last} if last else "applied_on"}


def tiers(random: Random, key: str) -> dict[str, Any]:
    upper = [
        {"where": condition, **sometimes(random, 0.6, "when_short", lambda: method(random, key, 0))}
        for condition in random.sample(CONDITIONS, random.randint(1, 2))
    ]
    return {"tiers": [*upper, {"rest": method(random, key, 0)}]}


METHODS: dict[str, Callable[[Random, str], Any]] = {
    "ranked": ranked,
    "first_come": first_come,
    "tiers": tiers,
}


# ── classes and sources ────────────────────────────────────────────────────────────────────────────


def settle_classes(random: Random, scenario: dict[str, Any], applicants: Any) -> None:
    """Give every class its money, near what its programmes ask, and every programme its envelope."""
    pots = pots_of(scenario, applicants)
    for pot in pots:
        scenario["programmes"][pot.programme] |= envelope(random, sum(claim.due for claim in pot.claims))
    for name in scenario["spending"]:
        own = [pot for pot in pots if pot.spending == name]
        scenario["spending"][name] = spending_class(random, scenario, own)
    scenario["spending"]["basic"] = {"amount": money(random)}


def envelope(random: Random, asked: int) -> dict[str, Any]:
    """Return the least and the most of a programme, about as often needless as not."""
    if random.random() < 0.6:
        return {}
    most = max(0, random.choice((asked - 1, asked, asked + 1, asked // 2)))
    least = sometimes(random, 0.4, "at_least", lambda: Money(random.randint(0, min(most, 2))))
    return {"envelope": {**least, "at_most": Money(most)}}


def spending_class(random: Random, scenario: dict[str, Any], own: Sequence[Pot]) -> dict[str, Any]:
    """Return a class that has about what is asked, a fen more or less, or much too little."""
    asked = sum(_asked(scenario, pot) for pot in own)
    least = sum(int(_envelope(scenario, pot).get("at_least", 0)) for pot in own)
    how = class_method(random, [pot.programme for pot in own], _tags(scenario))
    short = () if how is None else (asked - 1, asked // 2, asked // 3, random.randint(0, asked))
    lines = sum(pot.claims[0].due for pot in own if pot.line) if how is None else 0
    amount = max(least, lines, random.choice((asked, asked + 1, *short)))
    return {"amount": Money(amount), **({} if how is None else {"when_short": how})}


def _envelope(scenario: dict[str, Any], pot: Pot) -> dict[str, Any]:
    found: dict[str, Any] = scenario["programmes"][pot.programme].get("envelope", {})
    return found


def _asked(scenario: dict[str, Any], pot: Pot) -> int:
    most = int(_envelope(scenario, pot).get("at_most", 10**9))
    return min(most, payable(scenario["programmes"][pot.programme]["when_short"], pot.claims))


CLASSES = ("pro_rata", "pro_rata", "water_fill", "equal", "in_full", "tiers", "tiers", None)


def class_method(random: Random, members: Sequence[str], tags: Sequence[str]) -> Any:
    """Return how a class is divided; None leaves it unsaid."""
    if not members:
        return None
    word = random.choice(("optimise",) * 6 + CLASSES)
    if word != "tiers":
        return word
    upper = random.choice((*({"tag": tag} for tag in tags), {"programme": random.choice(members)}))
    inner = sometimes(random, 0.5, "when_short", lambda: random.choice(("pro_rata", "optimise", "in_full")))
    return {"tiers": [{**upper, **inner}, {"rest": random.choice(("pro_rata", "optimise", "in_full"))}]}


def sources(random: Random, scenario: dict[str, Any]) -> dict[str, Any]:
    """Return sources that hold what the classes have, or a little more."""
    total = sum(int(each["amount"]) for each in scenario["spending"].values())
    first = random.randint(0, total)
    return {
        "upper": {"amount": Money(first)},
        "own": {"amount": Money(total - first + random.choice((0, 0, 3)))},
        "nothing": {"amount": Money(0)},
    }


# ── limits and goals ───────────────────────────────────────────────────────────────────────────────


def aims(random: Random, scenario: dict[str, Any]) -> dict[str, Any]:
    """Return constraints, and an objective when there is anything to choose."""
    limits = {f"limit_{index}": limit(random, scenario) for index in range(random.choice((0, 1, 1, 2, 3)))}
    if not optimised(scenario):
        return {"constraints": {name: each for name, each in limits.items() if is_hard(each)}}
    return {"constraints": limits, "objective": objective(random, scenario, limits)}


def optimised(node: Any) -> bool:
    """Return whether anything anywhere is left to the plan."""
    if isinstance(node, dict):
        return any(optimised(each) for each in node.values())
    return any(optimised(each) for each in node) if isinstance(node, list) else node == "optimise"


def objective(random: Random, scenario: dict[str, Any], limits: dict[str, Any]) -> list[Any]:
    """Return the goals in order; a soft limit is always kept by one."""
    soft = [name for name, each in limits.items() if not is_hard(each)]
    kept: list[Any] = [{"keep": soft}] if soft else []
    drawn = random.sample(wishes(random, scenario), random.choice((1, 1, 2, 3)))
    # two of the wishes are the same where no programme earns points, and a goal may stand only once
    return kept + [wish for number, wish in enumerate(drawn) if wish not in drawn[:number]]


def wishes(random: Random, scenario: dict[str, Any]) -> list[Any]:
    """Return goals of every kind."""
    worth = any("points" in each for each in scenario["programmes"].values())
    return [
        {"maximise": "points"} if worth else {"maximise": "awards"},
        {"maximise": "spent"},
        {"minimise": "unspent"},
        {"maximise": "awards"},
        {"maximise": {"award": selector(random, scenario, 0.3)}},
        {"maximise": {"count": selector(random, scenario, 0.3)}},
        {"minimise": {"award": selector(random, scenario, 0)}},
    ]


def selector(random: Random, scenario: dict[str, Any], where: float) -> dict[str, str]:
    """Return which programmes, and now and then which of their rows."""
    chosen: dict[str, str] = random.choice(
        (
            {},
            *({"tag": tag} for tag in _tags(scenario)),
            {"programme": random.choice(list(scenario["programmes"]))},
            {"spending": "project"},
        )
    )
    if not has_applicants(scenario, chosen):
        return chosen
    return {**chosen, **sometimes(random, where, "where", lambda: random.choice(CONDITIONS))}


def has_applicants(scenario: dict[str, Any], over: dict[str, str]) -> bool:
    """Return whether a selector picks a programme that has rows to choose from."""
    pots = [
        Pot(name, each["spending"], tuple(each["tags"]), "amount" in each, ())
        for name, each in scenario["programmes"].items()
    ]
    return any(selects(over, pot) and not pot.line for pot in pots)


def _tags(scenario: dict[str, Any]) -> list[str]:
    return [tag for tag in TAGS if any(tag in each["tags"] for each in scenario["programmes"].values())]


def limit(random: Random, scenario: dict[str, Any]) -> dict[str, Any]:
    """Return one limit: an amount, a count, or a ratio of two measures, with any bound."""
    kind = random.choice(("money", "count", "ratio"))
    top = random.choice(
        ("award", "award", "count")
        if kind == "ratio"
        else {"money": ("award",) * 5 + ("claims",), "count": ("count",)}[kind]
    )
    over = selector(random, scenario, 0.3)
    found: dict[str, Any] = {"top": {top: over}}
    if kind == "ratio":
        found["bottom"] = bottom(random, scenario, top)
    if random.random() < 0.2 and has_applicants(scenario, over):
        found["per"] = random.choice(("kind", "strategic"))
    return {**found, **bound(random, kind)}


def bottom(random: Random, scenario: dict[str, Any], top: str) -> dict[str, Any]:
    """Return what a ratio is divided by."""
    if top == "count":
        return random.choice(({"count": selector(random, scenario, 0.2)}, {"figure": "quota"}))
    return random.choice(
        (
            {"award": selector(random, scenario, 0.2)},
            {"budget": random.choice(({}, {"spending": "project"}))},
            {"claims": selector(random, scenario, 0.2)},
            {"figure": "pool"},
        )
    )


def bound(random: Random, kind: str) -> dict[str, Any]:
    """Return one bound, lenient more often than not."""
    low, middle, high = SIZES[kind](random)
    soft = sometimes(random, 0.15, "strength", lambda: "should")
    return random.choice(
        (
            *({"at_least": low, **soft}, {"at_most": high, **soft}, {"more_than": low}, {"less_than": high})
            * 2,
            *({"between": [low, high]}, {"about": middle, "within": {"ratio": "10pp"}.get(kind, low)}) * 2,
            {"about": middle, "within": {"ratio": "20pp"}.get(kind, low), "strength": "must"},
            {"is": middle},
        )
    )


SIZES: dict[str, Callable[[Random], tuple[Any, Any, Any]]] = {
    "money": lambda random: (money(random, 0, 3), money(random, 1, 9), money(random, 4, 15)),
    "count": lambda random: (
        random.choice(("0", "1", "0.5")),
        random.choice(("1", "2", "3")),
        random.choice(("2", "3", "4.5")),
    ),
    "ratio": lambda random: (
        random.choice(("0%", "10%", "1/7")),
        random.choice(("30%", "50%", "1/3")),
        random.choice(("60%", "90%", "2x")),
    ),
}

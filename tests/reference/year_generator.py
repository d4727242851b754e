"""Random years of small budgets, written as an officer would: lines, groups, later years, ceilings, lots.

Amounts are small on purpose: one fen, ties and nothing at all are where a rule shows what it means.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

from tests.reference.generator import Case, sometimes
from tests.reference.writing import Money, csv_bytes

YEAR = 2014
BATCHES = ("一批", "三批", "二批")
COLUMNS = {"firm": "text", "grant": "分", "batch": list(BATCHES), "good": "yes_no", "day": "date"}
MOMENTS = ("Q1", "2014-02", "Q2", "2014-05-10", "Q3", "2014-08", "2014-10-08", "Q4", "2014-11", "2014-12-01")
LATER = ("2015Q1", "2015-06", "2015Q4", "2016Q2", "2017-03-31")
EARLIER = ("2013Q2", "2013-12-20")
SHARES = ("0%", "10%", "25%", "33%", "50%", "66.6%", "75%", "100%")
ENDS = {"Q1": 331, "Q2": 630, "Q3": 930, "Q4": 1231}
LINES = ("programmes.a", "programmes.b", "programmes.rent", "spending.basic")
CLASSES = ("spending.project", "spending.other", "spending.basic")


class YearCase(Case):
    """A year as plain mappings, and the rows of each population as texts."""

    def csv(self, population: str) -> bytes:
        """Return the data file of a population."""
        return csv_bytes(self.applicants[population], ("id", *COLUMNS))


def year_case(random: Random) -> YearCase:
    """Return one year of a small budget, now and then with a fund, policies and targets beside it."""
    return drawn_case(
        random, funded=funds(random) if random.random() < 0.4 else {}, aimed=random.random() < 0.5
    )


def drawn_case(random: Random, funded: dict[str, Any], aimed: bool) -> YearCase:
    """Return one year of a small budget with a fund, and with targets where they are asked for."""
    populations = ("firms",) if random.random() < 0.6 else ("firms", "works")
    applicants = {name: rows(random) for name in populations}
    programmes, spending = lines(random, populations)
    if funded:
        applicants["loans"] = rows(random)
        programmes |= paid_by_fund(random, funded)
    layers = policies(random, programmes) if random.random() < 0.3 else {}
    scenario: dict[str, Any] = {
        "language": "1",
        "scenario": "small",
        "year": str(YEAR),
        "unit": "分",
        "sources": {"city": {"amount": Money(10**6)}},
        "spending": spending,
        "populations": {name: population(name) for name in applicants},
        "programmes": programmes,
        "funds": funded,
        "policies": layers,
        **sometimes(random, 0.2, "stages", lambda: {"commits": random.choice(("approve", "study"))}),
    }
    paths = paths_of(scenario)
    scenario["calendar"] = calendar(random, scenario)
    scenario |= sometimes(random, 0.6, "adjustments", lambda: adjustments(random, paths))
    scenario |= sometimes(random, 0.6, "cash", lambda: cash(random, paths))
    scenario |= sometimes(random, 0.6, "carry_over", lambda: carry_over(random, paths))
    scenario |= sometimes(random, 0.5, "pace", lambda: pace(random, paths))
    if aimed:
        scenario |= targets(random, programmes)
    return YearCase({key: value for key, value in scenario.items() if value or key == "pace"}, applicants)


# ── the budget ─────────────────────────────────────────────────────────────────────────────────────


def fen(random: Random, most: int = 60) -> Money:
    """Return an amount: mostly small, now and then nothing, one fen or a prime in the thousands."""
    return Money(random.choice((0, 1, 7, 9973, *(random.randint(1, most) for _ in range(4)))))


def population(name: str) -> dict[str, Any]:
    """Return a population whose data come from a file."""
    return {"id": "id", "file": f"{name}.csv", "nature": "synthetic", "columns": dict(COLUMNS)}


def rows(random: Random) -> list[dict[str, str]]:
    """Return up to five applicants in no order, many of them alike."""
    ids = random.sample(("F1", "F2", "F10", "B7", "甲1"), random.randint(0, 5))
    return [
        {
            "id": name,
            "firm": random.choice("XYZ"),
            "grant": str(random.choice((0, 1, 3, 3, 5, 10, 33, 101))),
            "batch": random.choice(BATCHES),
            "good": random.choice(("yes", "yes", "no")),
            "day": f"2014-01-0{random.randint(1, 4)}",
        }
        for name in ids
    ]


def lines(random: Random, populations: Sequence[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return two to five lines in one or two classes, and a class without programmes now and then."""
    second = random.choice(("project", "other"))
    programmes: dict[str, Any] = {"a": {"spending": "project", "amount": fen(random)}}
    if random.random() < 0.7:
        programmes["b"] = {"spending": second, "amount": fen(random)}
    if random.random() < 0.6:
        programmes["rent"] = claimed("project", populations[0])
    if len(populations) > 1:
        programmes["works"] = claimed(second, populations[-1])
    spending: dict[str, Any] = {
        name: {"amount": Money(40_000 + random.randint(0, 50))}
        for name in dict.fromkeys(each["spending"] for each in programmes.values())
    }
    if random.random() < 0.5:
        spending["basic"] = {"amount": fen(random), **even(random, 0.6)}
    for each in programmes.values():
        each.update(even(random, 0.1))
    if random.random() < 0.2:
        return only_claims(random, programmes, spending)
    return programmes, spending


def even(random: Random, chance: float) -> dict[str, str]:
    return {"pay": "evenly"} if random.random() < chance else {}


def claimed(spending: str, applicants: str) -> dict[str, Any]:
    return {
        "spending": spending,
        "applicants": applicants,
        "award": [{"fixed": "grant"}],
        "when_short": "pro_rata",
    }


def only_claims(
    random: Random, programmes: dict[str, Any], spending: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the programmes that have applicants with classes that may be short of what they ask."""
    kept = {name: each for name, each in programmes.items() if "applicants" in each}
    if not kept:
        return programmes, spending
    used = {each["spending"] for each in kept.values()}
    for name in sorted(used):
        spending[name] = {"amount": Money(random.randint(0, 150)), "when_short": "pro_rata"}
    return kept, {name: each for name, each in spending.items() if name in used or name == "basic"}


def paths_of(scenario: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return the lines that have ledgers and every class, as paths."""
    used = {each["spending"] for each in scenario["programmes"].values() if "spending" in each}
    own = [f"programmes.{name}" for name, each in scenario["programmes"].items() if "spending" in each]
    own += [f"spending.{name}" for name in scenario["spending"] if name not in used]
    return own, [f"spending.{name}" for name in scenario["spending"]]


# ── the calendar ───────────────────────────────────────────────────────────────────────────────────


def day_number(moment: str, year: int = YEAR) -> int:
    """Return a moment as a number that grows with its last day.

    >>> day_number("Q3"), day_number("2014-02"), day_number("2015-06-03")
    (20140930, 20140228, 20150603)
    """
    if "Q" in moment:
        own, _, quarter = moment.rpartition("Q")
        return int(own or year) * 10_000 + ENDS[f"Q{quarter}"]
    parts = [int(each) for each in moment.split("-")]
    last = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(parts[1], 31)
    return parts[0] * 10_000 + parts[1] * 100 + (parts[2] if len(parts) == 3 else last)


def in_time(moments: Sequence[str]) -> list[str]:
    """Return moments by their days, one a day."""
    by_day = {day_number(each): each for each in moments}
    return [by_day[day] for day in sorted(by_day)]


def calendar(random: Random, scenario: dict[str, Any]) -> dict[str, Any]:
    """Return plans for most lines that have none of their own."""
    found: dict[str, Any] = {}
    for name, each in scenario["programmes"].items():
        if "pay" not in each and random.random() < 0.85:
            # what a fund pays is never paid before its year
            early = 0.12 if "spending" in each else 0
            claims = "applicants" in each and random.random() < 0.6
            found[name] = grouped(random, early) if claims else row(random, early)
    for name, each in scenario["spending"].items():
        own = {at for at, one in scenario["programmes"].items() if one.get("spending") == name}
        alone = not own or any(at not in found and "pay" not in scenario["programmes"][at] for at in own)
        if "pay" not in each and alone and random.random() < 0.7:
            found[name] = row(random, early=0.12)
    return found


def grouped(random: Random, early: float) -> dict[str, Any]:
    return {"column": "batch", "rows": {name: row(random, early) for name in BATCHES}}


def row(random: Random, early: float) -> dict[str, Any]:
    """Return one row: stages in their order, then what it pays, 100% in all, or nothing at all.

    `early` is the chance that it pays before the year what was issued in advance.
    """
    if random.random() < 0.06:
        return {"Q1": "guide", "Q3": "study"}
    paying = in_time(
        random.sample((*MOMENTS, *LATER), random.choice((1, 1, 2, 2, 3)))
        if random.random() < 0.6
        else random.sample(MOMENTS, random.choice((1, 2, 3, 4)))
    )
    if random.random() < early:
        paying = [random.choice(EARLIER), *paying]
    first = day_number(paying[0])
    before = [each for each in (*EARLIER, *MOMENTS) if day_number(each) <= first]
    stages: dict[str, list[Any]] = {}
    for word in ("approve", "fund_plan", "contract"):
        if before and random.random() < 0.35:
            at = random.choice(before)
            stages.setdefault(at, []).append(word)
            before = [each for each in before if day_number(each) >= day_number(at)]
    if random.random() < 0.1:
        stages.setdefault(random.choice(MOMENTS), []).append("study")
    if paying[0] in EARLIER:
        stages = issued(stages, paying[0])
    for moment, paid in zip(paying, paid_stages(random, len(paying)), strict=True):
        stages.setdefault(moment, []).extend(paid)
    return {
        moment: found[0] if len(found) == 1 and random.random() < 0.5 else found
        for moment, found in ((each, merged(stages, each)) for each in in_time(tuple(stages)))
    }


def issued(stages: dict[str, list[Any]], first: str) -> dict[str, list[Any]]:
    """Return the stages with a fund plan before the first of them and before the first payment."""
    at = in_time((*stages, first))[0]
    return {**stages, at: ["fund_plan", *stages.get(at, [])]}


def merged(stages: dict[str, list[Any]], moment: str) -> list[Any]:
    """Return the stages of a day, however it is written."""
    same = [each for each in stages if day_number(each) == day_number(moment)]
    return [stage for each in same for stage in stages[each]]


def paid_stages(random: Random, count: int) -> list[list[Any]]:
    """Return what is paid at each of so many moments: plain shares, or milestones and a release."""
    if count == 1:
        return [[{"pay": "100%"}]] if random.random() < 0.8 else [[milestone(random, 100, last=True)]]
    parts = cut_into(random, count)
    found: list[list[Any]] = [[{"pay": f"{part}%"}] if part else [] for part in parts]
    kept = False
    for at, part in enumerate(parts):
        if random.random() < 0.4:
            work = milestone(random, part, last=at == count - 1)
            kept = kept or "retain" in work["milestone"]
            found[at] = [work]
        if at and kept and random.random() < 0.3:
            found[at].append("release")
    if kept:
        found[-1].append("release")
    return [own or ["implement"] for own in found]


def cut_into(random: Random, count: int) -> list[int]:
    """Return whole per cents that add to a hundred; one may be nothing."""
    ends = sorted(random.randint(0, 100) for _ in range(count - 1))
    return [after - before for before, after in zip([0, *ends], [*ends, 100], strict=True)]


def milestone(random: Random, part: int, last: bool) -> dict[str, Any]:
    kept = {} if last or random.random() < 0.5 else {"retain": random.choice(("5%", "33%", "100%"))}
    done = {"done": "no"} if random.random() < 0.25 else {}
    return {"milestone": {"title": "w", **({"pay": f"{part}%"} if part else {}), **kept, **done}}


# ── authority, cash, lots, pace ────────────────────────────────────────────────────────────────────

Paths = tuple[list[str], list[str]]


def size(random: Random, most: int = 12) -> Any:
    return random.choice((Money(random.randint(0, most)), "0%", "3%", "10%", "33.3%", "50%"))


def adjustments(random: Random, paths: Paths) -> list[dict[str, Any]]:
    """Return up to four adjustments, some of them of nothing."""
    return [adjustment(random, paths) for _ in range(random.choice((1, 1, 2, 3, 4)))]


def adjustment(random: Random, paths: Paths) -> dict[str, Any]:
    own, classes = paths
    on, form = random.choice(MOMENTS), random.choice(("cut", "cut", "add", "move"))
    anything = list(dict.fromkeys((*own, *classes)))
    if form != "move" or len(own) < 2:
        line = {"on": on, "line": random.choice(anything)}
        return (
            {**line, "cut": size(random)} if form == "cut" else {**line, "add": size(random), "source": "s"}
        )
    one, other = random.sample(own, 2)
    return {"on": on, "line": one, "move": size(random), "into": other}


def cash(random: Random, paths: Paths) -> dict[str, Any]:
    """Return ceilings on the whole, a class or a line."""
    own, classes = paths
    found = {
        "whole": {"ceilings": steps(random)},
        "class": {"ceilings": steps(random), "of": random.choice(classes)},
        "line": {"ceilings": steps(random), "of": random.choice(own)},
    }
    return {name: each for name, each in found.items() if random.random() < 0.6}


def steps(random: Random) -> dict[str, Any]:
    """Return cumulative ceilings, all shares or all money."""
    moments = in_time(random.sample(MOMENTS, random.randint(1, 4)))
    if random.random() < 0.5:
        shares = sorted(random.sample(range(0, 101, 5), len(moments)))
        return {moment: f"{share}%" for moment, share in zip(moments, shares, strict=True)}
    amounts = sorted(random.randint(0, 120) for _ in moments)
    return {moment: Money(amount) for moment, amount in zip(moments, amounts, strict=True)}


def carry_over(random: Random, paths: Paths) -> dict[str, Any]:
    """Return lots of earlier years, and instalments of earlier contracts that they can mostly pay."""
    own, classes = paths
    anything = (None, None, *own, *classes)
    after = random.choice((1, 2, 2, 3))
    lots = [
        {"year": str(YEAR - random.randint(1, after)), "amount": fen(random, 90), **on(random, anything)}
        for _ in range(random.randint(1, 4))
    ]
    if random.random() < 0.7:
        lots.append({"year": str(YEAR - 1), "amount": Money(random.randint(40, 90))})
    unpaid = [
        {"line": random.choice(own), "due": random.choice((*MOMENTS, *LATER[:3])), "amount": fen(random, 20)}
        for _ in range(random.choice((0, 1, 1, 2)))
    ]
    unpaid = [each | sometimes(random, 0.3, "group", lambda: random.choice(BATCHES)) for each in unpaid]
    return {
        "lots": lots,
        **({} if after == 2 and random.random() < 0.5 else {"lapses_after": str(after)}),
        **({"unpaid": unpaid} if unpaid else {}),
    }


def on(random: Random, paths: Sequence[str | None]) -> dict[str, str]:
    path = random.choice(paths)
    return {} if path is None else {"line": path}


def pace(random: Random, paths: Paths) -> dict[str, Any]:
    """Return a norm of even pace, with gates now and then."""
    own, classes = paths
    moments = in_time(random.sample(MOMENTS, random.randint(1, 3)))
    shares = sorted(random.sample(range(0, 101, 5), len(moments)))
    gates = {moment: f"{share}%" for moment, share in zip(moments, shares, strict=True)}
    found: dict[str, Any] = {
        **sometimes(random, 0.4, "of", lambda: random.choice((*own, *classes))),
        **sometimes(random, 0.4, "decimals", lambda: str(random.randint(0, 2))),
        **sometimes(random, 0.5, "gates", lambda: gates),
        **sometimes(random, 0.4, "strength", lambda: "must"),
    }
    return found or {"norm": "even"}


# ── funds, policies, targets ───────────────────────────────────────────────────────────────────────


def funds(random: Random) -> dict[str, Any]:
    """Return a fund, now and then with investments that come back."""
    found: dict[str, Any] = {
        **sometimes(
            random, 0.9, "opening", lambda: Money(random.choice((0, 1, 97, random.randint(20, 200))))
        ),
        **sometimes(random, 0.4, "inflow", lambda: fen(random)),
        **sometimes(random, 0.6, "flows", lambda: [flow(random) for _ in range(random.randint(1, 3))]),
        **sometimes(random, 0.5, "carries", lambda: fen(random, 900)),
        **sometimes(random, 0.3, "losses", lambda: fen(random, 90)),
        **sometimes(random, 0.2, "leverage", lambda: "12x"),
        **sometimes(random, 0.4, "recovers", lambda: recovery(random)),
    }
    return {"pool": found or {"opening": Money(5)}}


def flow(random: Random) -> dict[str, Any]:
    on = random.choice((*MOMENTS, *LATER))
    return {"on": on, random.choice(("inflow", "inflow", "outflow")): Money(random.randint(0, 40))}


def recovery(random: Random) -> dict[str, Any]:
    multiple = {"after": str(random.randint(1, 3)), "multiple": random.choice(("1.5x", "33%", "100%", "0x"))}
    return {**multiple, **sometimes(random, 0.5, "recycle", lambda: random.choice(SHARES))}


QUEUE = {"ranked": {"order": [{"highest": "grant"}, {"first": "id"}], "last": "partial"}}


def paid_by_fund(random: Random, funded: dict[str, Any]) -> dict[str, Any]:
    """Return one or two programmes that the fund pays, named on either side; one may have a trigger."""
    way = random.choice((QUEUE, "pro_rata", {"first_come": {"by": "day", "last": "partial"}}))
    own = {"applicants": "loans", "award": [{"fixed": "grant"}], "when_short": way}
    if way != "pro_rata" and random.random() < 0.7:
        funded["pool"]["trigger"] = {"paid": f"{random.choice((1, 10, 33, 60, 100))}%"}
        funded["pool"].setdefault("losses", Money(random.randint(0, 90)))
        return {"loss": {**own, "paid_from": "pool"}}
    if random.random() < 0.4:
        return {"loss": {**own, "paid_from": "pool"}}
    funded["pool"]["pays"] = random.choice((["more", "loss"], ["loss", "more"]))
    return {"loss": own, "more": {**own, "when_short": "pro_rata"}}


def policies(random: Random, programmes: dict[str, Any]) -> dict[str, Any]:
    """Return one or two layers, and put the programmes that have applicants under them."""
    most = random.choice((3, 30, 60))
    upper = {"require": "good", "limits": {"firm_year": {"per": "firm", "at_most": Money(2 * most)}}}
    lower = {"under": "measure", "limits": {"firm_year": {"per": "firm", "at_most": Money(most)}}}
    found = {
        "measure": upper,
        "rules": {**lower, **sometimes(random, 0.5, "require", lambda: "grant < 90分")},
    }
    own = [each for each in programmes.values() if "applicants" in each]
    for each in own:
        each["under"] = random.choice(("measure", "rules"))
    return found if {each["under"] for each in own} == {"measure", "rules"} else _without(own)


def _without(programmes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    for each in programmes:
        del each["under"]
    return {}


def targets(random: Random, programmes: dict[str, Any]) -> dict[str, Any]:
    """Return a few targets of every kind, what is known of them, and as of when."""
    found = {f"t{at}": target(random, at, programmes) for at in range(random.randint(1, 4))}
    reached = {
        name: figure_of(random, each)
        for name, each in found.items()
        if "counts" not in each and random.random() < 0.7
    }
    adding = [
        name
        for name, each in found.items()
        if "baseline" in each and name not in reached and "counts" not in each
    ]
    others = [
        name for name in found if name not in adding and kind_of(found[name]) == "count" and name in reached
    ]
    if adding and others and random.random() < 0.7:
        found[adding[0]]["adds"] = {"target": random.choice(others)}
    as_of = random.choice(("2014-02-14", "2014-06-30", "2014-09-30", "2014-12-31", "2015-01-20"))
    actuals = {**sometimes(random, 0.8, "as_of", lambda: as_of), "reached": reached}
    return {"targets": found, **({"actuals": actuals} if reached else {})}


def kind_of(written: dict[str, Any]) -> str:
    """Return what a target is in."""
    bound = next(written[key] for key in BOUNDS if key in written)
    text = str(bound[0] if isinstance(bound, list) else bound)
    return "ratio" if text.endswith("%") else "money" if text.endswith("分") else "count"


BOUNDS = ("at_least", "more_than", "at_most", "less_than", "is", "between", "about")


def target(random: Random, at: int, programmes: dict[str, Any]) -> dict[str, Any]:
    """Return a target: a bound, and what goes with its kind."""
    kind, word = random.choice(("count", "count", "money", "ratio")), random.choice((*BOUNDS, "at_least"))
    bound = sorted(random.sample(range(60), 2))
    unit = {"count": "", "money": "分", "ratio": "%"}[kind]
    low, high = (f"{each}{unit}" for each in bound)
    found: dict[str, Any] = {word: [low, high] if word == "between" else high}
    if word == "about":
        found["within"] = low
    if kind == "count" and random.random() < 0.4:
        found["baseline"] = str(random.randint(0, 40))
    if kind != "ratio":
        found |= sometimes(random, 0.4, "due", lambda: random.choice((*MOMENTS, *LATER)))
    if kind == "count":
        found |= sometimes(random, 0.4, "each_costs", lambda: Money(random.randint(0, 9)))
    found |= sometimes(random, 0.3, "strength", lambda: random.choice(("must", "should")))
    return found | (counted(random, kind, programmes) if random.random() < 0.3 else {})


def counted(random: Random, kind: str, programmes: dict[str, Any]) -> dict[str, Any]:
    """Return a measure of the plan that answers a target of a kind."""
    own = [name for name, each in programmes.items() if "applicants" in each and "spending" in each]
    if kind == "ratio" or not own:
        return {}
    word = {"count": "count", "money": "award"}[kind]
    return {"counts": {word: {"programme": random.choice(own)}}}


def figure_of(random: Random, written: dict[str, Any]) -> str:
    """Return what is reached of a target, in what it is in."""
    return f"{random.randint(0, 70)}{ {'count': '', 'money': '分', 'ratio': '%'}[kind_of(written)] }"


# ── several years ──────────────────────────────────────────────────────────────────────────────────


def years_case(random: Random) -> YearCase:
    """Return a budget of three years: amounts that grow, change and are graded by what was paid."""
    drawn = drawn_case(random, funded=funds(random) if random.random() < 0.4 else {}, aimed=False)
    scenario = dict(drawn.scenario)
    scenario["sources"] = {"city": {"amount": Money(10**8)}}
    scenario["spending"] = {
        name: each | in_later_years(random, each, spending_of(scenario, name))
        for name, each in scenario["spending"].items()
    }
    if random.random() < 0.1:
        scenario["programmes"] = scenario["programmes"] | named_like_a_claim(random, scenario)
    if random.random() < 0.5:
        scenario["programmes"] = scenario["programmes"] | plain_beside(random, scenario)
    if random.random() < 0.6:
        scenario |= cut_late(random, scenario)
    scenario["horizon"] = horizon(random, scenario)
    if random.random() < 0.1:
        changes = scenario["horizon"].get("changes", [])
        scenario["horizon"]["changes"] = [*changes, short_of(random, scenario)]
    return YearCase(scenario, drawn.applicants)


def in_later_years(random: Random, written: dict[str, Any], own: Sequence[str]) -> dict[str, Any]:
    """Return what is other than in one year: lines that double must fit, a class is shared in many ways."""
    if "when_short" in written:
        tiers = [{"programme": random.choice(own)}, {"rest": random.choice(("equal", "water_fill"))}]
        ways = ("pro_rata", "pro_rata", "water_fill", "equal", "in_full", {"tiers": tiers})
        return {"when_short": random.choice(ways)}
    return {"amount": Money(10**6)} if int(written["amount"]) >= 40_000 else {}


def plain_beside(random: Random, scenario: dict[str, Any]) -> dict[str, Any]:
    """Return a plain line, which may be cut, of a class that may be short, where there is one."""
    shared = [name for name, each in scenario["spending"].items() if "when_short" in each]
    line = {"amount": fen(random), "when_short": random.choice(("pro_rata", "in_full"))}
    return {"plain": {"spending": random.choice(shared), **line}} if shared else {}


def named_like_a_claim(random: Random, scenario: dict[str, Any]) -> dict[str, Any]:
    """Return a programme with the id that the next year would give to what was cut of another."""
    like = random.choice([name for name, each in scenario["programmes"].items() if "spending" in each])
    spending = scenario["programmes"][like]["spending"]
    return {f"{like}_{YEAR}": claimed(spending, "firms")}


def short_of(random: Random, scenario: dict[str, Any]) -> dict[str, str]:
    """Return a change by which a class with programmes has little in a later year."""
    name = random.choice(
        sorted({each["spending"] for each in scenario["programmes"].values() if "spending" in each})
    )
    little = f"{random.randint(0, 150)}分"
    return {"year": str(YEAR + random.randint(1, 2)), "set": f"spending.{name}.amount", "to": little}


def cut_late(random: Random, scenario: dict[str, Any]) -> dict[str, Any]:
    """Return a calendar that binds some lines early and pays them late, and cuts of what is paid late."""
    own = [path for path in paths_of(scenario)[0] if "pay" not in written_at(scenario, path)]
    lines = random.sample(own, min(len(own), random.choice((1, 1, 2, 3))))
    first = {path: random.choice((0, 10, 25, 50)) for path in lines}
    rows = {path.partition(".")[2]: paid_late(random, first[path]) for path in lines}
    cuts = [
        {
            "on": random.choice(("Q3", "2014-11", "2015Q3", "2016-10")),
            "line": path,
            "cut": f"{random.randint(1, 100 - first[path])}%",
        }
        for path in lines
    ]
    kept = scenario.get("adjustments", [])[:1] if random.random() < 0.3 else []
    return {"calendar": {**scenario.get("calendar", {}), **rows}, "adjustments": [*kept, *cuts]}


def spending_of(scenario: dict[str, Any], spending: str) -> list[str]:
    """Return the programmes that spend of a class."""
    return [name for name, each in scenario["programmes"].items() if each.get("spending") == spending]


def written_at(scenario: dict[str, Any], path: str) -> dict[str, Any]:
    """Return what stands at a path of two words."""
    section, _, name = path.partition(".")
    return dict(scenario[section][name])


def paid_late(random: Random, first: int) -> dict[str, Any]:
    """Return a row that is bound early, pays so many per cent in the year and the rest in later years."""
    later = in_time(random.sample(LATER, random.choice((1, 2, 2, 3))))
    parts = [part * (100 - first) // 100 for part in cut_into(random, len(later))]
    parts[-1] += 100 - first - sum(parts)
    late = {moment: {"pay": f"{part}%"} for moment, part in zip(later, parts, strict=True) if part}
    return {"Q1": "contract", **({"Q2": {"pay": f"{first}%"}} if first else {}), **late}


def horizon(random: Random, scenario: dict[str, Any]) -> dict[str, Any]:
    """Return two or three later years."""
    written = [
        f"{section}.{name}"
        for section in ("programmes", "spending")
        for name, each in scenario[section].items()
        if "amount" in each
    ]
    indexed = random.sample(written, random.randint(0, len(written)))
    index = [{"path": f"{each}.amount", "by": random.choice(("3%", "1/3", "0%", "100%"))} for each in indexed]
    own = [each for each in written if each in paths_of(scenario)[0]]
    changed = [random.choice(own) for _ in range(random.choice((0, 0, 1, 2)))] if own else []
    changes = [
        {
            "year": str(YEAR + random.randint(1, 2)),
            "set": f"{each}.amount",
            "to": f"{random.randint(0, 50)}分",
        }
        for each in dict.fromkeys(changed)
    ]
    graded = [each for each in own if random.random() < 0.3 and "calendar" in scenario]
    found = {"index": index, "changes": changes, "evaluations": [evaluation(random, each) for each in graded]}
    return {
        "until": str(YEAR + random.choice((2, 2, 3))),
        **{key: each for key, each in found.items() if each},
    }


def evaluation(random: Random, line: str) -> dict[str, Any]:
    middle = {"at_least": random.choice(("30%", "99%", "100%")), "keeps": random.choice(("100%", "80%"))}
    lowest = {"at_least": "0%", "keeps": random.choice(("0%", "33%", "90%"))}
    return {"line": line, "judged_by": "paid_share", "grades": [middle, lowest]}

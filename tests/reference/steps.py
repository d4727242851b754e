"""Every step of an award rule that looks at one row alone, one after another, in fractions of a fen.

A level is a list of steps that starts from nothing. Everything a step comes to is noted under its path,
`share`, `sum.left.cap`, `share.of.fixed`, and every side figure under the path of its step and its name.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from tests.reference.figures import (
    FEN,
    ROUNDING,
    YES_NO,
    day,
    half_up,
    is_literal,
    measured,
    money,
    number,
    rate,
)
from tests.reference.formula import evaluate, is_money

Row = Mapping[str, Any]
Settings = Any
NOTHING = Fraction(0)


@dataclass
class Notes:
    """What the steps of one row came to: the amount after each, and its side figures, by path."""

    after: dict[str, Fraction] = field(default_factory=dict)
    parts: dict[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Where a step stands: its row, the unit of bare money, what the level wants, which names are money."""

    row: Row
    unit: str = "分"
    wanted: str = "money"
    money: Mapping[str, bool] = field(default_factory=dict)
    path: str = ""
    notes: Notes = field(default_factory=Notes)

    def inside(self, name: str, wanted: str | None = None) -> "Place":
        """Return the place one level down."""
        return replace(self, path=f"{self.path}{name}.", wanted=wanted or self.wanted)

    def aside(self) -> "Place":
        """Return the same place with side figures of its own: they count only where `keep` says so."""
        return replace(self, notes=Notes(self.notes.after))

    def keep(self, other: "Place") -> None:
        """Count the side figures of another place as those of this one."""
        self.notes.parts.update(other.notes.parts)

    def note(self, **parts: Fraction) -> None:
        """Write down side figures of the step that stands here."""
        self.notes.parts.update({f"{self.path}{name}": value for name, value in parts.items()})


def name_of(step: Mapping[str, Settings]) -> str:
    """Return what a step is addressed by: its id, or else its word."""
    ((word, settings),) = step.items()
    named = word not in COMBINING or (isinstance(settings, dict) and "branches" in settings)
    return str(settings["id"]) if named and isinstance(settings, dict) and "id" in settings else str(word)


def listed(steps: Any) -> list[dict[str, Settings]]:
    """Return steps as a list; a single one may stand for itself."""
    return steps if isinstance(steps, list) else [steps]


def run(steps: Any, place: Place) -> Fraction:
    """Return the amount after the last step of a level that starts from nothing."""
    amount = NOTHING
    for step in listed(steps):
        amount = one(amount, step, place)
    return amount


def one(amount: Fraction, step: Mapping[str, Settings], place: Place) -> Fraction:
    """Return the amount after one step; outside its `when` it leaves the amount alone."""
    ((word, settings),) = step.items()
    name = name_of(step)
    if word in COMBINING or holds(settings, place):
        amount = STEPS[word](amount, settings, place.inside(name))
    elif word == "clawback":
        # who is not asked to pay anything back pays nothing back
        amount = NOTHING
    place.notes.after[f"{place.path}{name}"] = amount
    return amount


# ── what the fields hold ───────────────────────────────────────────────────────────────────────────


def holds(settings: Settings, place: Place) -> bool:
    """Return whether the step or the bonus applies to this row."""
    return (
        not isinstance(settings, dict)
        or "when" not in settings
        or bool(evaluate(settings["when"], place.row))
    )


def literal(text: str, wanted: str, unit: str) -> Fraction:
    """Return a literal as the place wants it: fen, a share, or a number."""
    if wanted == "share":
        return rate(text)
    if wanted == "number":
        return number(text)
    return Fraction(money(text, unit))


def worth(value: Any, place: Place, wanted: str | None = None, key: str = "amount") -> Fraction:
    """Return a literal, an expression, or steps of its own, as the place wants it."""
    kind = wanted or place.wanted
    if not isinstance(value, str):
        return run(value, place.inside(key, kind).aside())
    return literal(value, kind, place.unit) if is_literal(value) else Fraction(evaluate(value, place.row))


def short(settings: Settings, place: Place, key: str = "amount") -> Fraction:
    """Return the one amount a step has, written in short or under its key."""
    long = isinstance(settings, dict) and key in settings
    return worth(settings[key] if long else settings, place, key=key)


def base(settings: Settings, place: Place, key: str = "of", wanted: str = "money") -> Any:
    """Return what a step counts: an expression, or steps of its own."""
    value = settings[key]
    if isinstance(value, str):
        return evaluate(value, place.row)
    return run(value, place.inside(key, wanted).aside())


def edge(value: str, settings: Settings, place: Place) -> Fraction:
    """Return an edge; a bare number over a base of money is in the unit of the file."""
    if not is_literal(value):
        return Fraction(evaluate(value, place.row))
    of = settings["of"]
    counts_money = not isinstance(of, str) or is_money(of, place.money)
    return measured(value, FEN[place.unit] if counts_money else 1)


def matches(value: Any, written: str) -> bool:
    """Return whether a value is the one written: yes or no, a date, a number, else a text."""
    if isinstance(value, bool):
        return YES_NO.get(written) is value
    if isinstance(value, date):
        return day(written) == value
    return measured(written) == value if isinstance(value, Fraction) else bool(written == value)


def limbs(settings: Settings) -> Mapping[str, Any]:
    """Return the named limbs of a combining step."""
    found: Any = settings["branches"] if isinstance(settings, dict) and "branches" in settings else settings
    if isinstance(found, list):
        return {name: steps for item in found for name, steps in item.items()}
    # the keys of a mapping have no order: of equal limbs the smaller name is the first
    return dict(sorted(found.items()))


# ── steps that make an amount ──────────────────────────────────────────────────────────────────────


def share(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    plus = listed(settings.get("plus", []))
    bonuses = [worth(each["pp"], place, "share") for each in plus if holds(each, place)]
    due = worth(settings["rate"], place, "share", "rate") + sum(bonuses)
    if "rate_at_most" in settings:
        due = min(due, worth(settings["rate_at_most"], place, "share", "rate_at_most"))
    return amount + Fraction(base(settings, place)) * due


def fixed(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    return amount + short(settings, place)


def per_unit(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    units = Fraction(base(settings, place, wanted="number"))
    if "at_most" in settings:
        units = min(units, worth(settings["at_most"], place, "number", "at_most"))
    return amount + units * worth(settings["amount"], place)


def _price(band: Settings, place: Place) -> Fraction:
    """Return what a band pays for one unit of the base."""
    return worth(band["rate"], place, "share", "rate") if "rate" in band else worth(band["amount"], place)


def brackets(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    counted, lower = Fraction(base(settings, place)), NOTHING
    for band in settings["bands"]:
        if "above" in band:
            lower = max(lower, edge(band["above"], settings, place))
        upper = edge(band["up_to"], settings, place) if "up_to" in band else counted
        amount += max(NOTHING, min(counted, upper) - lower) * _price(band, place)
        lower = max(lower, upper)
    return amount


def slabs(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    counted, due = Fraction(base(settings, place)), NOTHING
    for band in settings["bands"]:
        if _reached(counted, band, settings, place):
            due = counted * _price(band, place) if "rate" in band else worth(band["amount"], place)
    return amount + due


def _reached(counted: Fraction, band: Settings, settings: Settings, place: Place) -> bool:
    if "at_least" in band:
        return counted >= edge(band["at_least"], settings, place)
    return counted > edge(band["more_than"], settings, place)


def per_full(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    above = edge(settings.get("above", "0"), settings, place)
    each = edge(settings["each"], settings, place)
    beyond = max(NOTHING, Fraction(base(settings, place)) - above)
    steps = Fraction(beyond // each) if each > 0 else NOTHING
    if "at_most" in settings:
        steps = min(steps, number(settings["at_most"]))
    return amount + steps * worth(settings["amount"], place)


def table(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    cells: Any = settings["values"]
    for column in settings["of"] if isinstance(settings["of"], list) else [settings["of"]]:
        value = evaluate(column, place.row)
        cells = next((each for written, each in cells.items() if matches(value, written)), None)
        if cells is None:
            cells = settings["rest"]
            break
    return amount + literal(cells, place.wanted, place.unit)


def choose(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    value = evaluate(settings["column"], place.row)
    for written, steps in settings["cases"].items():
        if matches(value, written):
            return amount + run(steps, place.inside(written))
    return amount + (run(settings["rest"], place.inside("rest")) if "rest" in settings else 0)


def combined(pick: Callable[[list[Fraction]], int | None]) -> Callable[..., Fraction]:
    """Return a step that pays one limb, told by its position, and only counts that limb's side figures."""

    def step(amount: Fraction, settings: Settings, place: Place) -> Fraction:
        inside = {name: place.inside(name).aside() for name in limbs(settings)}
        found = [run(limbs(settings)[name], own) for name, own in inside.items()]
        place.notes.after.update(
            {f"{place.path}{name}": each for name, each in zip(inside, found, strict=True)}
        )
        chosen = pick(found)
        if chosen is None:
            return amount
        place.keep(list(inside.values())[chosen])
        return amount + found[chosen]

    return step


def together(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    found = {name: run(steps, place.inside(name)) for name, steps in limbs(settings).items()}
    place.notes.after.update({f"{place.path}{name}": each for name, each in found.items()})
    return amount + sum(found.values(), NOTHING)


def pay_to(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    """Pay every payee whole fen, half-up and never less than nothing."""
    payees = {name: list(steps) for name, steps in settings["payees"].items()}
    found = {name: run(steps, place.inside(name).aside()) for name, steps in payees.items()}
    paid = {name: Fraction(half_up(max(NOTHING, each))) for name, each in found.items()}
    place.note(**paid)
    place.notes.after.update({f"{place.path}{name}": each for name, each in paid.items()})
    return amount + sum(paid.values(), NOTHING)


def first_paying(amounts: list[Fraction]) -> int | None:
    """Return the position of the first amount above nothing."""
    return next((at for at, amount in enumerate(amounts) if amount > 0), None)


def taper(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    counted = Fraction(base(settings, place))
    begins, ends = (edge(settings[key], settings, place) for key in ("from", "to"))
    start = worth(settings["start"], place, key="start")
    end = worth(settings.get("end", "0"), place, key="end")
    if counted <= begins:
        return amount + start
    if counted >= ends:
        return amount + end
    return amount + start + (end - start) * (counted - begins) / (ends - begins)


def interest(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    due = Fraction(base(settings, place)) * worth(settings["rate"], place, "share", "rate")
    return amount + due * max(NOTHING, days(settings, place)) / int(settings["year"])


def days(settings: Settings, place: Place) -> Fraction:
    """Return for how many days interest is due: the first counts, the last does not."""
    if "days" in settings:
        return Fraction(evaluate(settings["days"], place.row))
    first, last = (evaluate(settings[key], place.row) for key in ("begins", "ends"))
    if settings.get("count", "actual") == "actual":
        return Fraction((last - first).days)
    months = (last.year - first.year) * 12 + last.month - first.month
    return Fraction(30 * months + min(last.day, 30) - min(first.day, 30))


def voucher(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    face, redeemed = (max(NOTHING, Fraction(base(settings, place, key))) for key in ("face", "redeemed"))
    paid = min(face, redeemed)
    open_ = "expires" not in settings or (
        evaluate(settings["as_of"], place.row) <= evaluate(settings["expires"], place.row)
    )
    place.note(
        issued=face,
        redeemed=redeemed,
        open_liability=face - paid if open_ else NOTHING,
        lapsed=NOTHING if open_ else face - paid,
    )
    return amount + paid


def split(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    """Share whole fen; half fens never share out more than all, so the later payer bears a fen less."""
    whole = left = half_up(max(NOTHING, Fraction(base(settings, place))))
    payers = [each for each in settings["payers"] if not _rest(each)]
    asked: dict[str, Fraction] = {}
    for each in payers:
        share_of = Fraction(half_up(whole * worth(each["rate"], place, "share", "rate")))
        asked[each["id"]] = min(Fraction(left), share_of)
        left -= int(asked[each["id"]])
    borne = {each["id"]: _capped(asked[each["id"]], each, place) for each in payers}
    cut = sum(asked.values(), NOTHING) - sum(borne.values(), NOTHING)
    for each in payers:
        if each["id"] == settings.get("gap"):
            borne[each["id"]] = _capped(borne[each["id"]] + cut, each, place)
    rest = whole - sum(borne.values(), NOTHING)
    borne |= {each["id"]: rest for each in settings["payers"] if _rest(each)}
    place.note(**borne)
    return amount + sum(borne[each] for each in _several(settings["pays"]))


def _rest(payer: Settings) -> bool:
    return YES_NO.get(payer.get("rest", "no"), False)


def _capped(due: Fraction, payer: Settings, place: Place) -> Fraction:
    if "at_most" not in payer:
        return due
    return min(due, Fraction(math.floor(worth(payer["at_most"], place, key="at_most"))))


def _several(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def waterfall(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    left = max(NOTHING, Fraction(base(settings, place)))
    borne: dict[str, Fraction] = {}
    for layer in settings["layers"]:
        most = worth(layer["at_most"], place, key="at_most") if "at_most" in layer else left
        borne[layer["id"]] = min(left, most)
        left -= borne[layer["id"]]
    place.note(**borne)
    return amount + sum(borne[each] for each in _several(settings["pays"]))


# ── steps that change the amount so far ────────────────────────────────────────────────────────────


def uplift(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    return amount * (1 + worth(settings["by"], place, "share", "by"))


def cap(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    long = settings if isinstance(settings, dict) else {}
    most = short(settings, place)
    above = NOTHING if long.get("over", "clip") == "reject" else most
    paid = amount if amount <= most else above
    carried = long.get("excess", "lapse") == "carry"
    place.note(**{"carried" if carried else "lapsed": amount - paid})
    return paid


def floor(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    return max(amount, short(settings, place))


def less(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    return max(NOTHING, amount - short(settings, place))


def pay_from(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    return amount if amount >= short(settings, place) else NOTHING


def rounded(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    long = settings if isinstance(settings, dict) else {"to": settings}
    quantum = money(long["to"], place.unit)
    return Fraction(ROUNDING[long.get("mode", "half_up")](amount / quantum) * quantum)


def years(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    nth = Fraction(evaluate(settings["of"], place.row))
    if nth < 1 or ("at_most" in settings and nth > worth(settings["at_most"], place, "number", "at_most")):
        return NOTHING
    if "rates" not in settings:
        return amount
    rates = settings["rates"]
    within = nth.denominator == 1 and nth <= len(rates)
    return amount * worth(rates[int(nth) - 1], place, "share", "rates") if within else NOTHING


def prorate(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    whole = worth(settings["out_of"], place, "number", "out_of")
    return amount * _part(Fraction(evaluate(settings["of"], place.row)), whole, NOTHING)


def _part(some: Fraction, whole: Fraction, without: Fraction) -> Fraction:
    """Return some of a whole between nothing and all; `without` where there is no whole."""
    return min(Fraction(1), max(NOTHING, some / whole)) if whole > 0 else without


def all_sources(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    most = worth(settings["at_most"], place, "share", "at_most") * base(settings, place)
    return min(amount, max(NOTHING, most - base(settings, place, "others")))


def clawback(amount: Fraction, settings: Settings, place: Place) -> Fraction:
    for achieved, promised in (("achieved", "promised"), ("kept", "term")):
        if achieved in settings:
            done, whole = (Fraction(base(settings, place, key)) for key in (achieved, promised))
            amount *= 1 - _part(done, whole, Fraction(1))
    if "interest" not in settings:
        return amount
    held = int(max(NOTHING, Fraction(evaluate(settings["years"], place.row))))
    growth: Fraction = (1 + worth(settings["interest"], place, "share", "interest")) ** held
    return amount * growth


COMBINING = ("sum", "highest", "lowest", "first_of")
MAKERS: dict[str, Callable[[Fraction, Settings, Place], Fraction]] = {
    "share": share,
    "fixed": fixed,
    "per_unit": per_unit,
    "brackets": brackets,
    "slabs": slabs,
    "per_full": per_full,
    "table": table,
    "choose": choose,
    "first_of": combined(first_paying),
    "sum": together,
    "highest": combined(lambda amounts: amounts.index(max(amounts))),
    "lowest": combined(lambda amounts: amounts.index(min(amounts))),
    "taper": taper,
    "interest": interest,
    "voucher": voucher,
    "split": split,
    "waterfall": waterfall,
    "pay_to": pay_to,
}
CHANGERS: dict[str, Callable[[Fraction, Settings, Place], Fraction]] = {
    "uplift": uplift,
    "cap": cap,
    "floor": floor,
    "less": less,
    "pay_from": pay_from,
    "round": rounded,
    "years": years,
    "prorate": prorate,
    "all_sources": all_sources,
    "clawback": clawback,
}
STEPS = {**MAKERS, **CHANGERS}

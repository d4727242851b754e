"""Checks of award rules: what makes an amount, in which order, and what the order may do unnoticed."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from simulator.expression import Expression
from simulator.language.checks.levels import scaled
from simulator.language.checks.written import Level, PlacedStep, is_assumed, levels, step_id
from simulator.language.read import Reading
from simulator.model.kinds import Quantity
from simulator.model.step import Edge, Step, Worth, inner
from simulator.money import Fen, exact_money, plain
from simulator.problems import Problem, problem
from simulator.rules.adjust import Cap, Floor, Round, Uplift
from simulator.rules.amounts import Share
from simulator.rules.brackets import Band, Brackets

WHOLE = Fraction(1)


def makers(reading: Reading) -> Iterator[Problem]:
    """A second amount-maker on one level, or a change before there is anything to change (S231, S232)."""
    for level in levels(reading):
        making = [each for each in level.steps if each.step.makes]
        yield from (problem(each.place, "S231", word=each.step.word) for each in making[1:])
        first = level.steps[0]
        if not first.step.makes:
            yield problem(first.place, "S232", word=first.step.word)


def step_ids(reading: Reading) -> Iterator[Problem]:
    """An id used twice on one level or equal to a word, and a word repeated without ids (S233, S238)."""
    for level in levels(reading):
        ids = [step_id(each.step) for each in level.steps]
        for name, each in zip(ids, level.steps, strict=True):
            if name is not None and (ids.count(name) > 1 or name in reading.registries.rules):
                yield problem(each.place_of("id"), "S233", name=name)
        yield from _nameless(level)


def _nameless(level: Level) -> Iterator[Problem]:
    # two that make an amount are a fault of their own (S231)
    bare = [each for each in level.steps if step_id(each.step) is None and not each.step.makes]
    words = [each.step.word for each in bare]
    for position, each in enumerate(bare):
        if each.step.word in words[:position]:
            yield problem(each.place, "S238", word=each.step.word)


def caps_and_floors(reading: Reading) -> Iterator[Problem]:
    """A cap below a floor, both for everyone (S234)."""
    for level in levels(reading):
        floors = [each for each in level.steps if isinstance(each.step, Floor) and _for_all(each.step)]
        caps = [each for each in level.steps if isinstance(each.step, Cap) and _for_all(each.step)]
        for cap in caps:
            for floor in floors:
                yield from _crossed(cap, _sum(cap.step), _sum(floor.step))


def _for_all(step: Cap | Floor) -> bool:
    return step.when is None and isinstance(step.amount, int)


def _sum(step: Step) -> Fen:
    return step.amount if isinstance(step, Cap | Floor) and isinstance(step.amount, int) else 0


def _crossed(cap: PlacedStep, most: Fen, least: Fen) -> Iterator[Problem]:
    if most < least:
        yield problem(cap.place_of("amount"), "S234", cap=exact_money(most), floor=exact_money(least))


# ── rates ──────────────────────────────────────────────────────────────────────────────────────────


def rates(reading: Reading) -> Iterator[Problem]:
    """A ceiling on the rate below the rate, and bonus points that can lift it over 100 % (S236, W708)."""
    for level in levels(reading):
        for each in level.steps:
            if isinstance(each.step, Share):
                yield from _rate(each, each.step)


def _rate(placed: PlacedStep, share: Share) -> Iterator[Problem]:
    rate, ceiling = _known(share.rate), _known(share.rate_at_most)
    highest = (rate or Fraction(0)) + sum((bonus.pp for bonus in share.plus), Fraction(0))
    if ceiling is not None and rate is not None and ceiling < rate:
        yield problem(placed.place_of("rate_at_most"), "S236", ceiling=_percent(ceiling), rate=_percent(rate))
    if share.rate_at_most is None and highest > WHOLE:
        yield problem(placed.place_of("plus"), "W708", rate=_percent(highest))


def _known(worth: Worth | None) -> Fraction | None:
    """Return a literal's value; what an expression or steps come to is not known beforehand."""
    return Fraction(worth) if isinstance(worth, int | Fraction) else None


def _percent(rate: Fraction) -> str:
    return plain(rate * 100) + "%"


def bands(reading: Reading) -> Iterator[Problem]:
    """Bands that leave a gap, overlap, or do not say where they end (S235, S237)."""
    for level in levels(reading):
        for each in level.steps:
            if isinstance(each.step, Brackets):
                yield from _bands(each, each.step.bands)


def _bands(placed: PlacedStep, found: tuple[Band, ...]) -> Iterator[Problem]:
    place = placed.place_of("bands")
    if any((band.up_to is None) == (band.above is None) for band in found):
        yield problem(place, "S237")
    elif not _rising([band.up_to for band in found[:-1]], found[-1]):
        yield problem(place, "S235")


def _rising(ends: list[Edge | None], last: Band) -> bool:
    """Return whether each band ends above the one before, and the last takes up where they end.

    What an expression comes to is not known beforehand, so bands beside one are not judged.
    """
    edges = [each for each in (*ends, last.up_to, last.above) if each is not None]
    if any(isinstance(each, Expression) for each in edges):
        return True
    base = "money" if any(isinstance(each, Quantity) and each.kind == "money" for each in edges) else ""
    known = [Fraction(0), *(scaled(each, base) for each in ends if isinstance(each, Quantity))]
    if len(known) <= len(ends):
        return False
    rises = all(low < high for low, high in pairwise(known))
    if isinstance(last.up_to, Quantity):
        return rises and known[-1] < scaled(last.up_to, base)
    return rises and isinstance(last.above, Quantity) and scaled(last.above, base) == known[-1]


# ── what the order may do unnoticed ────────────────────────────────────────────────────────────────


def lifted_caps(reading: Reading) -> Iterator[Problem]:
    """A later step that can lift an award above an earlier cap (W701)."""
    for level in levels(reading):
        for position, each in enumerate(level.steps):
            cap = _capped([earlier.step for earlier in level.steps[:position]])
            later = [other.step for other in level.steps[position + 1 :]]
            lifted = cap is not None and _lifts(each.step, cap) and not _capped_again(later, cap)
            if cap is not None and lifted and not is_assumed(reading, each.path):
                yield problem(each.place, "W701", word=each.step.word, cap=_shown(cap), path=each.path)


def _capped(steps: list[Step]) -> Cap | None:
    """Return the last cap among steps and the limbs inside them."""
    found: Cap | None = None
    for step in steps:
        inside = [each for branch in inner(step) if branch.name != "of" for each in branch.steps]
        found = step if isinstance(step, Cap) else _capped(inside) or found
    return found


def _lifts(step: Step, cap: Cap) -> bool:
    if isinstance(step, Uplift):
        return not isinstance(step.by, int | Fraction) or step.by > 0
    if isinstance(step, Floor):
        return not (
            isinstance(step.amount, int) and isinstance(cap.amount, int) and step.amount <= cap.amount
        )
    if isinstance(step, Round):
        return step.mode != "down" and not (isinstance(cap.amount, int) and cap.amount % step.to == 0)
    return False


def _capped_again(later: list[Step], cap: Cap) -> bool:
    caps = [each for each in later if isinstance(each, Cap) and each.when is None]
    return any(
        each.amount == cap.amount
        or (isinstance(each.amount, int) and isinstance(cap.amount, int) and each.amount < cap.amount)
        for each in caps
    )


def _shown(cap: Cap) -> str:
    if isinstance(cap.amount, Expression):
        return cap.amount.text
    return exact_money(cap.amount) if isinstance(cap.amount, int) else "…"


def uplifts(reading: Reading) -> Iterator[Problem]:
    """An uplift after a share, which a reader may take for percentage points (W702)."""
    for level in levels(reading):
        shares = any(isinstance(each.step, Share) for each in level.steps)
        for each in level.steps:
            if shares and isinstance(each.step, Uplift) and not is_assumed(reading, each.path):
                yield _ambiguous(each, _known(each.step.by))


def _ambiguous(placed: PlacedStep, by: Fraction | None) -> Problem:
    factor, points = ("…", "…") if by is None else (plain(1 + by), plain(by * 100))
    return problem(
        placed.place_of("by"),
        "W702",
        word=placed.step.word,
        factor=factor,
        points=points,
        path=placed.path,
    )

"""Targets told: what answers each, how far it is from its bound, what that costs, beside which others."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from simulator.engine.explain.calendar import moment_word
from simulator.engine.explain.lines import Line, in_percent, number, said, step_word, times, yuan
from simulator.engine.explain.origin import origin_lines
from simulator.glossary import Word, word
from simulator.model.kinds import Quantity
from simulator.model.limits import Measure
from simulator.model.moments import Moment
from simulator.model.result import Result
from simulator.model.targets import Target, TargetOutcome
from simulator.money import exact_money, grouped, plain, with_unit

NOTHING = "—"
Facts = dict[str, "str | int | Word"]
STATES = ("met", "missed", "underway", "open", "text")


def state_of(found: TargetOutcome) -> str:
    """Return met, missed, open, text, or underway: known so far, short of its bound and not due yet."""
    return "underway" if found.state == "open" and found.value is not None else found.state


def state_word(found: TargetOutcome) -> Word:
    """Return its state in words; one under way says when it is behind an even pace."""
    state = state_of(found)
    return word("target_behind" if state == "underway" and found.behind else f"target_{state}")


def states_counted(targets: tuple[TargetOutcome, ...]) -> dict[str, int]:
    """Return how many targets there are of each state."""
    states = [state_of(each) for each in targets]
    return {state: states.count(state) for state in STATES}


# ── numbers ────────────────────────────────────────────────────────────────────────────────────────


def number_text(found: TargetOutcome, value: Fraction | None) -> str:
    """Return a number of a target with its unit: money in 万元, a share in per cent, a multiple with x."""
    if value is None:
        return NOTHING
    if _is_multiple(found.target):
        return times(value)
    told = _TEXTS.get(found.kind)
    return with_unit(_counted(value), found.target.unit) if told is None else told(value)


def value_text(found: TargetOutcome) -> Word:
    """Return what is reached; a rank as a place."""
    if found.target.rank and found.value is not None:
        return said("target_place", rank=plain(found.value))
    return _same(number_text(found, found.value))


def bound_text(found: TargetOutcome) -> Word:
    """Return the bound as it is meant: ≥ 120家, 2–3个, ≈ 200家 ± 10家, the first three places."""
    ends = [number_text(found, each) for each in found.bound]
    if not ends:
        return _same(NOTHING)
    if found.target.rank and found.relation == "≤":
        return said("target_rank", rank=plain(found.bound[0]))
    if found.relation == "≈":
        middle = number_text(found, (found.bound[0] + found.bound[-1]) / 2)
        return said("target_about", middle=middle, width=_points(found, _half_width(found)))
    if found.relation == "∈":
        return _same(f"{ends[0]} – {ends[-1]}")
    return _same(f"{found.relation} {ends[0]}")


def short_text(found: TargetOutcome) -> Word:
    """Return how far it is from its bound, or how far over it; a dash where nothing is known."""
    gap = _gap(found)
    return said("target_over", over=gap) if found.exceeded else gap


def _gap(found: TargetOutcome) -> Word:
    return _points(found, found.shortfall)


def _points(found: TargetOutcome, difference: Fraction | None) -> Word:
    """Return a difference between two numbers of a target; between two shares lie points."""
    if found.kind == "ratio" and difference is not None and not _is_multiple(found.target):
        return said("target_points", points=in_percent(difference).removesuffix("%"))
    return _same(number_text(found, difference))


def cost_text(found: TargetOutcome) -> Word:
    """Return what closing it costs at least; a dash where nothing says what one costs."""
    if found.cost_fen is not None:
        return said("target_least", cost=exact_money(found.cost_fen, "万元"))
    if found.reserve is not None:
        return said("target_no_reserve", reserve=found.reserve)
    return _same(NOTHING)


def _half_width(found: TargetOutcome) -> Fraction:
    return (found.bound[-1] - found.bound[0]) / 2


def _is_multiple(target: Target) -> bool:
    written: Quantity | tuple[Quantity, ...] = getattr(target, target.bounds_given()[0])
    return (written[0] if isinstance(written, tuple) else written).kind == "multiple"


def _counted(value: Fraction) -> str:
    told = number(value)
    return told if told.startswith("≈") else grouped(told)


def _money(fen: Fraction) -> str:
    return exact_money(int(fen), "万元") if fen.denominator == 1 else yuan(fen)


_TEXTS: Mapping[str, Callable[[Fraction], str]] = MappingProxyType({"money": _money, "ratio": in_percent})


def _same(text: str) -> Word:
    return Word(text, text)


# ── lines ──────────────────────────────────────────────────────────────────────────────────────────


def target_at(result: Result, path: str) -> TargetOutcome | None:
    """Return the target that a path names, or whose figure it names; None when it names no target."""
    section, _, rest = path.partition(".")
    name = rest.partition(".")[0]
    found = (each for each in result.accounts.targets if each.target.id == name)
    return next(found, None) if section == "targets" else None


def target_lines(result: Result, found: TargetOutcome) -> Iterator[Line]:
    """Yield how a target came out, what answers it, what is short, and where it is written."""
    if not found.target.is_numeric:
        yield Line(said("explain_target_text", title=found.title, text=found.target.text))
    else:
        facts = {"state": state_word(found), "value": value_text(found), "bound": bound_text(found)}
        told = "explain_target" if found.value is not None else "explain_target_unknown"
        yield Line(said(told, title=found.title, **facts), 0, _fen(found, found.value))
        yield from (*_answered(result, found), *_asked(found), *_lacking(found), *_beside(result, found))
    yield from _written(result, found)


def _fen(found: TargetOutcome, value: Fraction | None) -> Fraction | None:
    return value if found.kind == "money" else None


def _answered(result: Result, found: TargetOutcome) -> Iterator[Line]:
    """Yield what answers it: the plan, the figures, the actuals, another target; and the stock it makes."""
    if found.value is None:
        yield Line(said("explain_target_open"), 1)
        return
    target, start = found.target, found.start
    value = number_text(found, found.value - start)
    if target.counts is not None and target.bottom is not None:
        facts = {"measure": _measure(target.counts), "bottom": _measure(target.bottom)}
        yield Line(said("explain_target_ratio", value=value, **facts), 1)
    elif target.counts is not None:
        yield Line(said("explain_target_counts", measure=_measure(target.counts), value=value), 1)
    elif target.of is not None:
        yield Line(said("explain_target_of", of=target.of.text, value=value), 1)
    else:
        yield from _known(result, found, value)
    if target.baseline is not None:
        stock = {"baseline": number_text(found, start), "flow": value}
        yield Line(said("explain_target_stock", value=number_text(found, found.value), **stock), 1)


def _known(result: Result, found: TargetOutcome, value: str) -> Iterator[Line]:
    actuals = result.scenario.actuals
    own = actuals is not None and any(name == found.target.id for name, _ in actuals.reached)
    if own and found.as_of is not None:
        yield Line(said("explain_target_actual", day=found.as_of.isoformat(), value=value), 1)
    elif found.target.adds is not None:
        other = _other(result, found.target.adds.target)
        yield Line(said("explain_target_added", other=other.title, value=value), 1)


def _measure(measure: Measure) -> Word:
    chosen = measure.selector
    named = chosen.programme or chosen.tag or chosen.spending or chosen.figure
    called = step_word(measure.word)
    return called if named is None else Word(f"{called.zh}({named})", f"{called.en} ({named})")


def _asked(found: TargetOutcome) -> Iterator[Line]:
    if found.needed is None:
        return
    least: Facts = {"bound": bound_text(found), "needed": number_text(found, found.needed)}
    if found.target.baseline is not None:
        start = number_text(found, found.start)
        yield Line(said("explain_target_needed", baseline=start, **least), 1, _fen(found, found.needed))
    elif found.needed != found.bound[0]:
        yield Line(said("explain_target_least", **least), 1, _fen(found, found.needed))


def _lacking(found: TargetOutcome) -> Iterator[Line]:
    """Yield what is short or over, what closing it costs, and how it stands to an even pace."""
    if found.shortfall:
        gap = _gap(found)
        key = "explain_target_over" if found.exceeded else "explain_target_short"
        yield Line(said(key, gap=gap), 1, _fen(found, found.shortfall))
    yield from _costing(found)
    if found.expected is not None and found.as_of is not None:
        off = said("explain_target_off_pace", behind=number_text(found, found.behind))
        state = off if found.behind else word("explain_target_on_pace")
        facts = {"day": found.as_of.isoformat(), "expected": number_text(found, found.expected)}
        yield Line(said("explain_target_pace", state=state, **facts), 1)


def _costing(found: TargetOutcome) -> Iterator[Line]:
    if found.cost_fen is None:
        if found.reserve is not None:
            yield Line(said("explain_target_reserve", reserve=found.reserve), 1)
        return
    cost, each = yuan(found.cost_fen), found.target.each_costs
    if each is not None:
        told = said("explain_target_cost", cost=cost, each=yuan(each))
    else:
        told = said("explain_target_cheapest", cost=cost, reserve=found.reserve or 0)
    yield Line(told, 1, Fraction(found.cost_fen))


def _beside(result: Result, found: TargetOutcome) -> Iterator[Line]:
    """Yield its share of the target it is part of, and what must be there without the one it adds."""
    target = found.target
    if target.part_of is not None and found.part_share is not None:
        whole = _other(result, target.part_of)
        ends = {"own": number_text(found, found.bound[0]), "whole": number_text(whole, whole.bound[0])}
        share = in_percent(found.part_share)
        yield Line(said("explain_target_part", other=whole.title, share=share, **ends), 1)
    if target.adds is not None and found.carried_over is not None:
        added = _other(result, target.adds.target)
        brought = number_text(found, found.bound[0] - found.carried_over)
        carried = f"{found.relation} {number_text(found, found.carried_over)}"
        if found.relation == ">" and found.kind == "count":
            carried += f" (≥ {number_text(found, found.carried_over + 1)})"
        facts: Facts = {"bound": bound_text(found), "other": added.title, "brought": brought}
        yield Line(said("explain_target_carried", carried=carried, **facts), 1)


def _other(result: Result, name: str) -> TargetOutcome:
    return next(each for each in result.accounts.targets if each.target.id == name)


def _written(result: Result, found: TargetOutcome) -> Iterator[Line]:
    due: Moment | None = found.target.due
    if due is not None:
        day = due.last_day(result.scenario.year).isoformat()
        yield Line(said("explain_target_due", due=moment_word(due), day=day), 1)
    if found.target.quote:
        yield Line(said("explain_target_quote", quote=found.target.quote), 1)
    yield from origin_lines(result, found.name)

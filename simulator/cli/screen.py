"""One screen for one run: sources and uses, programmes, limits, goals, published figures, the seal."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from simulator.api import seal
from simulator.cli.screens.calendar import calendar_parts
from simulator.cli.screens.disclosure import disclosure_parts
from simulator.cli.screens.funds import fund_parts
from simulator.cli.screens.ledgers import ledger_parts
from simulator.cli.screens.tables import UNIT, WIDTH, headed, printed, show
from simulator.cli.screens.targets import target_parts
from simulator.engine.explain.changes import change_told, changes_of
from simulator.engine.explain.goals import subject_of, term_told
from simulator.engine.explain.lines import in_percent, number, times
from simulator.engine.told_limits import left_out, listed
from simulator.glossary import Language, word
from simulator.model.decisions import DecidedAward
from simulator.model.funding import Draw
from simulator.model.result import ExpectationOutcome, GoalOutcome, LimitOutcome, ProgrammeAllocation, Result
from simulator.money import decimal_text, exact_money, grouped, percent, plain
from simulator.studies.why import price_text

MOST_GROUPS = 12
MOST_TOLD = 48
MOST_DECISIONS = 20


def run_screen(result: Result, file: str, language: Language, out: TextIO) -> None:
    """Write the answer of a run to a stream, readable in a terminal of 110 columns."""
    console = Console(file=out, width=WIDTH, highlight=False, soft_wrap=False)
    for part in (
        *_heading(result, language),
        *_money(result, language),
        *calendar_parts(result, language),
        *ledger_parts(result, language),
        *fund_parts(result, language),
        *target_parts(result, language),
        *disclosure_parts(result, language),
        *_closing(result, file, language),
    ):
        show(console, part)


def _heading(result: Result, language: Language) -> Iterable[Text]:
    title = result.scenario.title or result.scenario.id
    yield Text(f"{title} · {result.scenario.year}", style="bold")
    if result.synthetic:
        label = "fitted_label" if result.fitted else "synthetic_label"
        yield Text(word(label).say(language), style="italic")
    if result.outdated:
        paths = ", ".join(each.path for each in result.outdated)
        yield Text(word("outdated_label").say(language).format(paths=paths), style="italic red")
    for layer in result.scenario.document.layers[1:] if result.scenario.document else ():
        yield Text(word("layer").say(language).format(name=layer.title or layer.name, reason=layer.reason))
        for change in changes_of(layer):
            before, after = change_told(change, result.scenario.document, MOST_TOLD)
            facts = {"path": change.path, "before": before, "after": after}
            told = "  " + word("change").say(language).format(**facts)
            yield Text(told, no_wrap=True, overflow="ellipsis")


def _money(result: Result, language: Language) -> Iterator[Table | Text]:
    """Yield sources and uses, programmes, limits and prices; nothing where there is said to be no money."""
    if result.scenario.money is not None:
        return
    yield _uses(result, language)
    yield from _sources(result, language)
    yield _programmes(result, language)
    by_funds = sum(each.award_fen for each in result.allocation.programmes if not each.spending)
    if by_funds:
        yield Text(word("paid_by_funds").say(language).format(amount=exact_money(by_funds, UNIT)))
    yield from _decided(result, language)
    yield from _limits(result, language)
    yield from _others(result, language)
    yield from _prices(result, language)


def _uses(result: Result, language: Language) -> Table:
    table = headed(("spending", "amount", "used", "unspent"), language)
    lines = result.allocation.spending
    columns = [
        printed([each.amount_fen for each in lines]),
        printed([each.used_fen for each in lines]),
        printed([each.unspent_fen for each in lines]),
    ]
    for index, each in enumerate(lines):
        table.add_row(each.title, *(column[index] for column in columns))
    table.add_row(word("total").say(language), *(column[-1] for column in columns), style="bold")
    return table


def _sources(result: Result, language: Language) -> Iterable[Table]:
    """Yield what each payer draws on each source, where something says which source pays whom."""
    if not result.allocation.draws:
        return
    table = headed(("payer", "money_source", "drawn"), language)
    sources = {each.source: each.title for each in result.allocation.sources}
    parts = [(each, *part) for each in result.allocation.draws for part in each.parts]
    shown = printed([fen for _, _, fen in parts])
    for (draw, source, _), amount in zip(parts, shown, strict=False):
        table.add_row(_payer(result, draw), sources[source], amount)
    table.add_row(word("total").say(language), "", shown[-1], style="bold")
    yield table


def _payer(result: Result, draw: Draw) -> str:
    if draw.section == "programmes":
        return result.allocation.of(draw.payer).title
    return next(each.title for each in result.allocation.spending if each.spending == draw.payer)


def _decided(result: Result, language: Language) -> Iterable[Table | Text]:
    """Yield the awards decided beforehand: all of a few, of many how many they are."""
    decisions = result.claims.decisions
    if not decisions:
        return
    sums = {
        "decided": exact_money(sum(each.award_fen for each in decisions), UNIT),
        "claims": exact_money(sum(each.entitlement_fen for each in decisions), UNIT),
    }
    yield Text(word("decided_screen").say(language).format(count=len(decisions), **sums))
    if len(decisions) <= MOST_DECISIONS:
        table = headed(("applicant", "decided_kind", "claims", "decided", "decided_by"), language)
        for each in decisions:
            table.add_row(*_decision(each, language))
        yield table


def _decision(each: DecidedAward, language: Language) -> tuple[str, ...]:
    kind = word(f"decision_{each.kind}").say(language)
    above = f" ({word('above_claim').say(language)})" if each.above_claim else ""
    amounts = (exact_money(fen, UNIT).removesuffix(UNIT) for fen in (each.entitlement_fen, each.award_fen))
    return f"{each.programme}/{each.applicant}", kind + above, *amounts, each.who or "—"


def _programmes(result: Result, language: Language) -> Table:
    table = headed(
        ("programme", "method", "eligible_count", "awards", "claims", "granted", "share_granted"), language
    )
    lines = _as_written(result)
    claims = printed([each.entitlement_fen for each in lines])
    granted = printed([each.award_fen for each in lines])
    for each, claim, grant in zip(lines, claims, granted, strict=False):
        method = word("line" if each.is_line else each.method).say(language)
        counts = ("", "") if each.is_line else (str(each.eligible), str(each.awards))
        table.add_row(each.title, method, *counts, claim, grant, _share(each))
    table.add_row(word("total").say(language), "", "", "", claims[-1], granted[-1], "", style="bold")
    return table


def _as_written(result: Result) -> tuple[ProgrammeAllocation, ...]:
    order = [each.id for each in result.scenario.programmes]
    return tuple(sorted(result.allocation.programmes, key=lambda each: order.index(each.programme)))


def _limits(result: Result, language: Language) -> Iterator[Table]:
    table = headed(("limit", "value", "bound", "slack", "state"), language)
    told = [each for each in result.limits if each.name.startswith("constraints.") or each.binding]
    for each in listed(told, MOST_GROUPS):
        state = "missed" if not each.met else "binding" if each.binding else "met"
        title = f"{each.title} [{each.group}]" if each.group else each.title
        values = (_shown(each.value, each.told_as), f"{each.relation} {_shown(each.bound, each.told_as)}")
        slack = _shown(each.slack, each.slack_kind)
        table.add_row(title, *values, slack, word(state).say(language), style=_style(each))
    if table.rows:
        yield table


def _others(result: Result, language: Language) -> Iterable[Text]:
    """Yield, for each limit with more groups than are shown, how many others there are."""
    limits = (each for each in result.limits if each.name.startswith("constraints."))
    yield from (Text(each.say(language)) for own in left_out(limits, MOST_GROUPS) for each in own.told())


def _prices(result: Result, language: Language) -> Iterable[Text]:
    for each in result.limits:
        if each.price is not None:
            group = f" [{each.group}]" if each.group else ""
            yield Text(f"{each.title}{group}: {price_text(each.price).say(language)}")


def _closing(result: Result, file: str, language: Language) -> Iterable[Text]:
    for goal in result.goals:
        yield Text(goal_text(result, goal, language))
        yield from (Text("  " + term_told(term).say(language)) for term in goal.terms)
        if goal.error:
            yield Text("  " + word("goal_error").say(language).format(error=number(goal.error)))
    held = [each for each in result.expectations if each.met]
    if result.expectations and len(held) == len(result.expectations):
        yield Text(word("all_hold").say(language).format(count=len(held)))
    for each in result.expectations:
        if not each.met:
            state = word("moved" if each.moved else "missed").say(language)
            yield Text(
                f"{state}: {_published(each)}",
                style="" if each.moved else "red",
            )
    if result.scenario.assumptions:
        yield Text(word("assumed_count").say(language).format(count=len(result.scenario.assumptions)))
    # without money there is no sum to close and no plan to prove
    sealed = result.scenario.money is None
    if sealed:
        yield Text(seal(result, language), style="bold green")
    status = status_text(result, language) if sealed else word("no_money").say(language)
    yield Text(f"{status} · {result.digest[:12]}", style="bold")
    paid = [(each.programme, name) for each in _as_written(result) for name in _paid(each)]
    if paid:
        path = "/".join(paid[0])
        yield Text(word("next_steps").say(language).format(file=file, path=path), style="dim")


def _published(each: ExpectationOutcome) -> str:
    """Return a published figure by its path, as it was written, with the words it stands in."""
    written = [getattr(each.expectation, name) for name in ("is_", "at_least", "at_most")]
    told = (quantity.text for quantity in written if quantity is not None)
    return " ".join(text for text in (each.expectation.result, *told, each.expectation.quote) if text)


def _paid(each: ProgrammeAllocation) -> list[str]:
    rows = zip(each.ids, each.award.tolist(), strict=True)
    return [] if each.is_line else [name for name, award in rows if award]


def _share(each: ProgrammeAllocation) -> str:
    return percent(Fraction(each.award_fen, each.entitlement_fen)) if each.entitlement_fen else "—"


def _shown(value: Fraction | None, kind: str) -> str:
    if value is None:
        return "—"
    if kind == "money":
        return (
            exact_money(int(value), UNIT)
            if value.denominator == 1
            else grouped(decimal_text(round(value / 10_000), 2)) + UNIT
        )
    if kind == "multiple":
        return times(value)
    return percent(value, 2) if kind == "ratio" else number(value)


def status_text(result: Result, language: Language) -> str:
    """Return the status in words; the gap of a plan stopped on the way is said in its goal's own unit."""
    said = word(result.status).say(language)
    first = next((goal for goal in result.goals if goal.gap), None)
    said = said if first is None else said.replace("X", _reached(first.gap, first.kind))
    return said if result.reproducible else f"{said} · {word('not_reproducible').say(language)}"


def goal_text(result: Result, goal: GoalOutcome, language: Language) -> str:
    """Return one goal in words: what was reached, and what no plan can pass."""
    value, bound = (_reached(each, goal.kind) for each in (goal.value, goal.bound))
    if goal.word == "keep":
        subject = (
            word("goal_keep").say(language).format(subject=result.scenario.constraint(goal.subject).title)
        )
        state = word("goal_missed" if goal.value else "goal_kept").say(language).format(value=value)
        return subject + state
    subject = subject_of(goal).say(language)
    told = word(f"goal_{goal.word}").say(language).format(subject=subject, value=value)
    return told + word("goal_proved").say(language).format(bound=bound)


def _reached(value: Fraction | None, kind: str) -> str:
    if value is None:
        return "—"
    if kind == "money":
        return _shown(value, "money")
    if kind == "ratio":
        return in_percent(value)
    exact = plain(value)
    return exact if "/" not in exact else f"≈{decimal_text(round(value * 10**4), 4)}"


def _style(each: LimitOutcome) -> str:
    return "red" if not each.met else "yellow" if each.binding else ""

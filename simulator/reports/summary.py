"""The first page: what the budget is, that it adds up, and what was decided."""

from collections.abc import Iterator

from simulator.charts.amounts import printed, printed_under, quanta, shown, shown_fen, shown_share
from simulator.charts.limits import limit_name, state_of
from simulator.charts.view import (
    View,
    by_funds_fen,
    largest_first,
    name_of,
    own_fen,
    programmes_of,
    used_fen,
)
from simulator.engine.explain.targets import states_counted
from simulator.model.result import ProgrammeAllocation, Result, SpendingUse
from simulator.money import Fen, exact_money
from simulator.reports.blocks import FIT, Block, Card, Cards, Column, Paragraph, Row, Seal, Section, Table
from simulator.reports.pictures import front, pictures
from simulator.reports.proof import status_words
from simulator.reports.wording import money_exactly, say, short_code

CERTIFICATE = {True: "certificate.verified", False: "certificate.refused", None: "certificate.attached"}


def _invented(view: View) -> str:
    """Return that applicants are invented, and to which published sums they are scaled, if to any."""
    if not view.result.fitted:
        return say(view, "synthetic")
    owners = {each.synthetic.fit: each for each in view.result.scenario.populations if each.synthetic}
    told = (
        say(
            view,
            "fit",
            population=name_of(owners[fit].title, owners[fit].id),
            column=fit.column,
            programme=view.result.allocation.of(fit.programme).title,
            sum=exact_money(fit.is_),
        )
        for fit in view.result.fitted
    )
    return say(view, "synthetic_fitted", fits=view.say("comma").join(told))


def summary(view: View, verified: bool | None) -> Section:
    """Return the first page: the seal, key figures, the decision in words, and the table that adds up."""
    # a scenario that says it has no money has no sum to seal
    sealed = (seal(view, verified),) if view.result.scenario.money is None else ()
    blocks: list[Block] = [*sealed, *_cards(view), Paragraph(decision(view))]
    if view.result.scenario.note:
        blocks.append(Paragraph(view.result.scenario.note, "note"))
    if view.result.synthetic:
        blocks.append(Paragraph(_invented(view), "warning"))
    if view.result.outdated:
        paths = view.say("comma").join(each.path for each in view.result.outdated)
        blocks.append(Paragraph(say(view, "outdated", paths=paths), "warning"))
    if view.result.allocation.sources or view.result.allocation.spending:
        blocks.append(totals(view))
        blocks.append(Paragraph(say(view, "adds_as_printed"), "note"))
        blocks += pictures(view, front(view))
    return Section("", tuple(blocks))


def adds_up(result: Result) -> bool:
    """Return whether every sum of the result closes to the fen, added up anew from the single awards.

    Awards add to their programme, programmes to what their class uses, classes and what is left to the
    sources; nothing is negative, no award is above its claim.
    """
    allocation = result.allocation
    closed = (
        *(_programme_closes(each) for each in allocation.programmes),
        *(_class_closes(result, use) for use in allocation.spending),
        not allocation.sources or _sources_close(result),
    )
    return all(closed)


def _programme_closes(each: ProgrammeAllocation) -> bool:
    awards, claims = each.award.tolist(), each.entitlement.tolist()
    within = all(0 <= award <= claim for award, claim in zip(awards, claims, strict=True))
    return within and sum(awards) == each.award_fen and sum(claims) == each.entitlement_fen


def _class_closes(result: Result, use: SpendingUse) -> bool:
    held = programmes_of(result, use.spending)
    used = sum(each.award_fen for each in held) if held else use.used_fen
    return use.used_fen == used and 0 <= use.used_fen <= use.amount_fen


def _sources_close(result: Result) -> bool:
    allocation = result.allocation
    drawn = sum(each.used_fen for each in allocation.sources)
    within = all(0 <= each.used_fen <= each.amount_fen for each in allocation.sources)
    return within and drawn == used_fen(result) and allocation.unallocated_fen >= 0


def seal(view: View, verified: bool | None) -> Seal:
    """Return the stamp: adds up or not, how good the plan is proved to be, and what ties it to its data."""
    result, good = view.result, adds_up(view.result)
    allocation = result.allocation
    equation = say(
        view,
        "equation" if good else "equation_wrong",
        sources=money_exactly(view, sum(each.amount_fen for each in allocation.sources)),
        used=money_exactly(view, used_fen(result)),
        unspent=money_exactly(view, sum(use.unspent_fen for use in allocation.spending)),
        unallocated=money_exactly(view, allocation.unallocated_fen),
    )
    return Seal(
        good,
        say(view, "seal.good" if good else "seal.bad"),
        (
            (say(view, "seal.sum"), equation),
            (say(view, "seal.status"), status_words(view)),
            (say(view, "seal.certificate"), say(view, CERTIFICATE[verified])),
            (say(view, "seal.digest"), short_code(result.digest)),
        ),
    )


def decision(view: View) -> str:
    """Return the decision in a paragraph of words."""
    return say(view, "space").join(_sentences(view))


def totals(view: View) -> Table:
    """Return sources, classes and programmes in 万元 with two decimals; every level adds as printed."""
    result = view.result
    whole = sum(each.amount_fen for each in result.allocation.sources)
    return Table(
        (
            Column(say(view, "line")),
            Column(say(view, "amount_wan"), "right", FIT),
            Column(say(view, "of_total"), "right", FIT),
        ),
        (*_source_rows(view, whole), *_use_rows(view, whole)),
    )


def _cards(view: View) -> Iterator[Cards]:
    allocation = view.result.allocation
    total = sum(each.amount_fen for each in allocation.sources)
    if total or allocation.programmes:
        yield Cards(
            (
                Card(say(view, "card.sources"), shown_fen(total), say(view, "wan")),
                *_claim_cards(view),
                _left_card(view),
            )
        )


def _claim_cards(view: View) -> tuple[Card, ...]:
    asked, given, eligible, awarded = _sums(view.result)
    return (
        Card(say(view, "card.asked"), shown_fen(asked), say(view, "card.eligible", count=f"{eligible:,}")),
        Card(say(view, "card.given"), shown_fen(given), say(view, "card.awards", count=f"{awarded:,}")),
        Card(say(view, "card.share"), shown_share(given, asked), say(view, "card.of_asked")),
    )


def _left_card(view: View) -> Card:
    allocation = view.result.allocation
    left = allocation.unallocated_fen + sum(use.unspent_fen for use in allocation.spending)
    share = shown_share(left, sum(each.amount_fen for each in allocation.sources))
    return Card(say(view, "card.left"), shown_fen(left), say(view, "card.left_of", share=share))


def _sums(result: Result) -> tuple[Fen, Fen, int, int]:
    """Return what all programmes are asked for and give, in fen, and how many are eligible and awarded."""
    held = result.allocation.programmes
    asked, given = sum(each.entitlement_fen for each in held), sum(each.award_fen for each in held)
    claimed = [each for each in held if not each.is_line]
    return asked, given, sum(each.eligible for each in claimed), sum(each.awards for each in claimed)


def _sentences(view: View) -> Iterator[str]:
    result = view.result
    allocation = result.allocation
    total = sum(each.amount_fen for each in allocation.sources)
    if total:
        yield say(
            view, "decision.sources", year=result.scenario.year, total=shown_fen(total), parts=_parts(view)
        )
    if allocation.programmes:
        yield _granted(view)
        if by_funds_fen(result):
            yield say(view, "decision.funds", amount=shown_fen(by_funds_fen(result)))
        yield _largest(view)
    if result.limits:
        yield _limits(view)
    if result.accounts.targets:
        yield _targets(view)
    if result.scenario.money is None:
        yield say(view, "decision.status", status=status_words(view))


def _parts(view: View) -> str:
    classes = view.result.allocation.spending
    amounts = printed([use.amount_fen for use in classes])
    parts = [
        say(view, "decision.part", name=name_of(use.title, use.spending), amount=shown(amount))
        for use, amount in zip(classes, amounts, strict=True)
    ]
    return view.say("comma").join(parts)


def _granted(view: View) -> str:
    asked, given, eligible, awarded = _sums(view.result)
    return say(
        view,
        "decision.granted" if given < asked else "decision.granted_all",
        count=len(view.result.allocation.programmes),
        asked=shown_fen(asked),
        given=shown_fen(given),
        share=shown_share(given, asked),
        eligible=f"{eligible:,}",
        awards=f"{awarded:,}",
    )


def _largest(view: View) -> str:
    first = largest_first(view.result)[0]
    return say(
        view,
        "decision.largest",
        name=name_of(first.title, first.programme),
        amount=shown_fen(first.award_fen),
        share=shown_share(first.award_fen, sum(each.award_fen for each in view.result.allocation.programmes)),
    )


def _limits(view: View) -> str:
    states = [state_of(each) for each in view.result.limits]
    missed = [limit_name(each, view.language) for each in view.result.limits if not each.met]
    if missed:
        return say(
            view,
            "decision.missed",
            count=len(states),
            missed=len(missed),
            names=view.say("comma").join(missed),
        )
    return say(view, "decision.limits", count=len(states), binding=states.count("binding"))


def _targets(view: View) -> str:
    found = view.result.accounts.targets
    return say(view, "decision.targets", count=len(found), **states_counted(found))


def _source_rows(view: View, whole: Fen) -> Iterator[Row]:
    sources = view.result.allocation.sources
    for each, amount in zip(sources, printed([each.amount_fen for each in sources]), strict=True):
        yield Row((name_of(each.title, each.source), shown(amount), shown_share(each.amount_fen, whole)))
    yield Row((say(view, "sources_total"), shown(quanta(whole)), shown_share(whole, whole)), "total")


def _use_rows(view: View, whole: Fen) -> Iterator[Row]:
    allocation = view.result.allocation
    lines = [use.amount_fen for use in allocation.spending]
    left = allocation.unallocated_fen
    amounts = printed([*lines, left])
    for use, amount in zip(allocation.spending, amounts, strict=False):
        yield Row(
            (name_of(use.title, use.spending), shown(amount), shown_share(use.amount_fen, whole)), "sum"
        )
        yield from _inside(view, use, amount, whole)
    if left:
        yield Row((say(view, "unallocated"), shown(amounts[-1]), shown_share(left, whole)), "sum")
    yield Row((say(view, "uses_total"), shown(sum(amounts)), shown_share(sum(lines) + left, whole)), "total")


def _inside(view: View, use: SpendingUse, amount: int, whole: Fen) -> Iterator[Row]:
    result = view.result
    programmes = [each for each in largest_first(result) if each in programmes_of(result, use.spending)]
    lines = [(name_of(each.title, each.programme), each.award_fen) for each in programmes]
    if not lines:
        return
    own = own_fen(result, use)
    lines += [(say(view, key), fen) for key, fen in (("own", own), ("unspent", use.unspent_fen)) if fen]
    inner = printed_under([fen for _, fen in lines], amount)
    for (name, fen), part in zip(lines, inner, strict=True):
        yield Row((name, shown(part), shown_share(fen, whole)), "inner")

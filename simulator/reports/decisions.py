"""Awards decided beforehand, each with who and why, and which source of money pays whom."""

from simulator.charts.amounts import NOTHING, printed, quanta, shown
from simulator.charts.view import View, name_of
from simulator.glossary import word
from simulator.model.decisions import DecidedAward
from simulator.model.funding import Draw
from simulator.money import in_unit
from simulator.reports.blocks import FIT, Block, Column, Paragraph, Row, Section, Table
from simulator.reports.wording import say

MOST_LINES = 500


def decisions(view: View) -> Section | None:
    """Return every award that was settled before anything was shared out; None when there is none.

    Past a few hundred lines the list is cut and says so: awards.csv marks them all.
    """
    decided = view.result.claims.decisions
    if not decided:
        return None
    columns = (
        Column(say(view, "applicant"), "left", 38),
        Column(say(view, "decision"), "left", 22),
        Column(say(view, "entitlement_yuan"), "right", FIT),
        Column(say(view, "award_yuan"), "right", FIT),
        Column(say(view, "decided_by"), "left", 24),
        Column(say(view, "decided_why")),
    )
    notes: list[Block] = [Paragraph(say(view, "decisions.note", count=f"{len(decided):,}"), "note")]
    if len(decided) > MOST_LINES:
        notes.append(Paragraph(say(view, "decisions.cut", most=f"{MOST_LINES:,}"), "warning"))
    rows = tuple(_row(view, each) for each in decided[:MOST_LINES])
    return Section(say(view, "decisions"), (*notes, Table(columns, rows, small=True)))


def kind_of(view: View, each: DecidedAward) -> str:
    """Return what kind of decision it is, marked when it is above the claim."""
    kind = word(f"decision_{each.kind}").say(view.language)
    return f"{kind} · {word('above_claim').say(view.language)}" if each.above_claim else kind


def funding(view: View) -> Section | None:
    """Return what each payer draws on each of its sources; None where all money is one."""
    draws = view.result.allocation.draws
    if not draws:
        return None
    parts = [(each, *part) for each in draws for part in each.parts]
    amounts = printed([fen for _, _, fen in parts])
    titles = {each.source: name_of(each.title, each.source) for each in view.result.allocation.sources}
    rows = [
        Row((_payer(view, each), titles[source], shown(amount)))
        for (each, source, _), amount in zip(parts, amounts, strict=True)
    ]
    total = Row((say(view, "total"), "", shown(quanta(sum(fen for _, _, fen in parts)))), "total")
    columns = (
        Column(say(view, "payer")),
        Column(say(view, "paid_by"), "left", 60),
        Column(say(view, "drawn_wan"), "right", FIT),
    )
    note = Paragraph(say(view, "funding.note"), "note")
    return Section(say(view, "funding"), (note, Table(columns, (*rows, total))))


def _row(view: View, each: DecidedAward) -> Row:
    cells = (
        f"{each.programme}/{each.applicant}",
        kind_of(view, each),
        in_unit(each.entitlement_fen, "元", 2),
        in_unit(each.award_fen, "元", 2),
        each.who or NOTHING,
        " · ".join(part for part in (each.why, _day(each), each.document) if part) or NOTHING,
    )
    return Row(cells)


def _day(each: DecidedAward) -> str:
    return "" if each.on is None else each.on.isoformat()


def _payer(view: View, each: Draw) -> str:
    allocation = view.result.allocation
    if each.section == "programmes":
        return name_of(allocation.of(each.payer).title, each.payer)
    return next(name_of(own.title, each.payer) for own in allocation.spending if own.spending == each.payer)

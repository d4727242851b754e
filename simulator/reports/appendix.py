"""Every claim and every award, line by line, and what the words mean."""

from collections.abc import Iterator

from simulator.charts.amounts import shown_share
from simulator.charts.view import View, name_of
from simulator.model.result import ProgrammeAllocation
from simulator.money import Fen, in_unit
from simulator.reports.blocks import Block, Column, Paragraph, Row, Section, Table
from simulator.reports.decisions import kind_of
from simulator.reports.wording import say

MOST_LINES = 3_000
TERMS = ("entitlement", "award", "envelope", "binding", "proved", "unspent", "synthetic")


def awards(view: View) -> Section | None:
    """Return every claim with its award, programme by programme; None when nobody claims.

    Past a few thousand lines the list is cut and says so: awards.csv holds them all.
    """
    held = [each for each in view.result.allocation.programmes if not each.is_line and each.entitlement_fen]
    if not held:
        return None
    lines = sum(int((each.entitlement > 0).sum()) for each in held)
    columns = (
        Column(say(view, "number"), "right", 14),
        Column(say(view, "applicant")),
        Column(say(view, "entitlement_yuan"), "right", 38),
        Column(say(view, "award_yuan"), "right", 38),
        Column(say(view, "share"), "right", 22),
    )
    notes: list[Block] = [Paragraph(say(view, "awards.note", count=f"{lines:,}"), "note")]
    if lines > MOST_LINES:
        notes.append(Paragraph(say(view, "awards.cut", most=f"{MOST_LINES:,}"), "warning"))
    table = Table(columns, tuple(_lines(view, held)), small=True)
    return Section(say(view, "awards.title"), (*notes, table), apart=True)


def glossary(view: View) -> Section:
    """Return the words a reader from outside needs, one sentence each."""
    columns = (Column(say(view, "term"), "left", 34), Column(say(view, "meaning")))
    rows = tuple(Row((say(view, f"term.{key}"), say(view, f"term.{key}.means"))) for key in TERMS)
    return Section(say(view, "glossary"), (Table(columns, rows, small=True),))


def _lines(view: View, held: list[ProgrammeAllocation]) -> Iterator[Row]:
    left = MOST_LINES
    for each in held:
        decided = {one.applicant: kind_of(view, one) for one in each.decided}
        claims = [
            (f"{name} · {decided[name]}" if name in decided else name, *sums)
            for name, *sums in zip(each.ids, each.entitlement.tolist(), each.award.tolist(), strict=True)
            if any(sums)
        ]
        yield _programme_line(view, each, len(claims))
        yield from (_claim(number, *line) for number, line in enumerate(claims[:left], 1))
        left -= min(left, len(claims))


def _programme_line(view: View, each: ProgrammeAllocation, count: int) -> Row:
    name = say(view, "awards.programme", name=name_of(each.title, each.programme), count=f"{count:,}")
    share = shown_share(each.award_fen, each.entitlement_fen)
    return Row(("", name, _yuan(each.entitlement_fen), _yuan(each.award_fen), share), "group")


def _claim(number: int, applicant: str, entitlement: Fen, award: Fen) -> Row:
    return Row((str(number), applicant, _yuan(entitlement), _yuan(award), shown_share(award, entitlement)))


def _yuan(fen: Fen) -> str:
    return in_unit(fen, "元", 2)

"""Every claim and every award, line by line, and what the words mean."""

from collections.abc import Iterator
from typing import NamedTuple

from simulator.charts.amounts import shown_share
from simulator.charts.view import View, name_of
from simulator.glossary import word
from simulator.model.result import ProgrammeAllocation
from simulator.money import Fen, in_unit
from simulator.reports.blocks import Block, Column, Paragraph, Row, Section, Table
from simulator.reports.decisions import kind_of
from simulator.reports.wording import say

MOST_LINES = 200
"""A longer list is told by its largest and smallest awards: nobody reads fifty pages of them."""
ENDS = 5
"""So many of the largest and of the smallest awards stand for those of a programme."""
TERMS = ("entitlement", "award", "envelope", "binding", "proved", "unspent", "synthetic")


class _Claim(NamedTuple):
    """One claim: who, and in fen what is claimed and what is awarded."""

    applicant: str
    entitlement: Fen
    award: Fen


def awards(view: View, *, whole: bool = False) -> Section | None:
    """Return every claim with its award, programme by programme; None when nobody claims.

    Past 200 lines each programme is told by its largest and smallest awards and one line for the others,
    which add to it, unless the `whole` list is asked for: awards.csv holds them all.
    """
    held = [each for each in view.result.allocation.programmes if not each.is_line and each.entitlement_fen]
    if not held:
        return None
    claims = [_claims_of(view, each) for each in held]
    count = sum(map(len, claims))
    short = count > MOST_LINES and not whole
    columns = (
        Column(say(view, "number"), "right", 14),
        Column(say(view, "applicant")),
        Column(say(view, "entitlement_yuan"), "right", 38),
        Column(say(view, "award_yuan"), "right", 38),
        Column(say(view, "share"), "right", 22),
    )
    notes: list[Block] = [Paragraph(say(view, "awards.note", count=f"{count:,}"), "note")]
    if short:
        notes.append(Paragraph(say(view, "awards.short", most=MOST_LINES, ends=ENDS), "warning"))
    rows = (row for each, own in zip(held, claims, strict=True) for row in _rows(view, each, own, short))
    table = Table(columns, tuple(rows), small=True)
    return Section(say(view, "awards.title"), (*notes, table))


def glossary(view: View) -> Section:
    """Return the words a reader from outside needs, one sentence each."""
    columns = (Column(say(view, "term"), "left", 34), Column(say(view, "meaning")))
    rows = tuple(Row((say(view, f"term.{key}"), say(view, f"term.{key}.means"))) for key in TERMS)
    return Section(say(view, "glossary"), (Table(columns, rows, small=True),))


def _claims_of(view: View, each: ProgrammeAllocation) -> list[_Claim]:
    decided = {one.applicant: kind_of(view, one) for one in each.decided}
    return [
        _Claim(f"{name} · {decided[name]}" if name in decided else name, *sums)
        for name, *sums in zip(each.ids, each.entitlement.tolist(), each.award.tolist(), strict=True)
        if any(sums)
    ]


def _rows(view: View, each: ProgrammeAllocation, claims: list[_Claim], short: bool) -> Iterator[Row]:
    name = say(view, "awards.programme", name=name_of(each.title, each.programme), count=f"{len(claims):,}")
    yield Row(("", name, *_amounts(each.entitlement_fen, each.award_fen)), "group")
    if not short or len(claims) <= 2 * ENDS + 1:
        yield from (_line(number, claim) for number, claim in enumerate(claims, 1))
        return
    # ties stand in the order of ids: sorting keeps it
    ranked = list(enumerate(sorted(claims, key=lambda claim: (-claim.award, -claim.entitlement)), 1))
    yield from (_line(*claim) for claim in ranked[:ENDS])
    yield _others(view, [claim for _, claim in ranked[ENDS:-ENDS]])
    yield from (_line(*claim) for claim in ranked[-ENDS:])


def _line(number: int, claim: _Claim) -> Row:
    return Row((str(number), claim.applicant, *_amounts(claim.entitlement, claim.award)))


def _others(view: View, claims: list[_Claim]) -> Row:
    sums = (sum(claim.entitlement for claim in claims), sum(claim.award for claim in claims))
    text = word("report.awards.others").say(view.language).format(count=f"{len(claims):,}")
    return Row(("…", text, *_amounts(*sums)))


def _amounts(entitlement: Fen, award: Fen) -> tuple[str, str, str]:
    return in_unit(entitlement, "元", 2), in_unit(award, "元", 2), shown_share(award, entitlement)

"""The programmes one by one: who may claim, what is claimed, what is granted, how a short pot is shared."""

from simulator.charts.amounts import NOTHING, printed, quanta, shown, shown_fen, shown_share
from simulator.charts.view import View, largest_first, name_of
from simulator.model.result import ProgrammeAllocation
from simulator.reports.blocks import FIT, Column, Row, Section, Table
from simulator.reports.pictures import front, pictures
from simulator.reports.wording import say, term


def programmes(view: View) -> Section | None:
    """Return the allocation by programme with its chart, or None without programmes."""
    if not view.result.allocation.programmes:
        return None
    # the first page may have drawn it
    drawn = pictures(view, ("allocation",) if "allocation" not in front(view) else ())
    return Section(say(view, "programmes"), (by_programme(view), *by_method(view), *drawn))


def by_programme(view: View) -> Table:
    """Return one row a programme, the largest first; claims and grants add as printed."""
    held = largest_first(view.result)
    asked = printed([each.entitlement_fen for each in held])
    given = printed([each.award_fen for each in held])
    rows = [_row(view, each, *amounts) for each, *amounts in zip(held, asked, given, strict=True)]
    return Table(
        (
            Column(say(view, "programme")),
            Column(say(view, "method"), "left", FIT),
            Column(say(view, "eligible"), "right", FIT),
            Column(say(view, "asked_wan"), "right", FIT),
            Column(say(view, "given_wan"), "right", FIT),
            Column(say(view, "share"), "right", FIT),
            Column(say(view, "awards"), "right", FIT),
            Column(say(view, "envelope_wan"), "right", FIT),
        ),
        (*rows, _total(view, held)),
    )


def by_method(view: View) -> tuple[Table, ...]:
    """Return what is claimed and granted by the way it is shared out, where there are several ways."""
    held = [each for each in view.result.allocation.programmes if not each.is_line]
    ways = tuple(dict.fromkeys(each.method for each in held))
    if len(ways) < 2:
        return ()
    groups = [[each for each in held if each.method == way] for way in ways]
    asked = printed([sum(each.entitlement_fen for each in group) for group in groups])
    given = printed([sum(each.award_fen for each in group) for group in groups])
    columns = (
        Column(say(view, "method")),
        Column(say(view, "programmes_count"), "right", FIT),
        Column(say(view, "asked_wan"), "right", FIT),
        Column(say(view, "given_wan"), "right", FIT),
        Column(say(view, "share"), "right", FIT),
        Column(say(view, "awards"), "right", FIT),
    )
    rows = (_way(view, group, *amounts) for group, *amounts in zip(groups, asked, given, strict=True))
    return (Table(columns, tuple(rows), say(view, "by_method")),)


def _way(view: View, group: list[ProgrammeAllocation], asked: int, given: int) -> Row:
    share = shown_share(sum(each.award_fen for each in group), sum(each.entitlement_fen for each in group))
    awards = sum(each.awards for each in group)
    way = term(view, group[0].method)
    return Row((way, str(len(group)), shown(asked), shown(given), share, f"{awards:,}"))


def _row(view: View, each: ProgrammeAllocation, asked: int, given: int) -> Row:
    counts = (NOTHING, NOTHING) if each.is_line else (f"{each.eligible:,}", f"{each.awards:,}")
    return Row(
        (
            _called(view, each),
            say(view, "plain_line") if each.is_line else term(view, each.method),
            counts[0],
            shown(asked),
            shown(given),
            shown_share(each.award_fen, each.entitlement_fen),
            counts[1],
            _envelope(view, each),
        )
    )


def _called(view: View, each: ProgrammeAllocation) -> str:
    """Return a programme's name, marked when nobody has to apply or when awards are decided beforehand."""
    name = name_of(each.title, each.programme)
    if each.decided:
        name = f"{name} · {term(view, 'decided_count').format(count=len(each.decided))}"
    free = any(one.apply_free for one in view.result.scenario.programmes if one.id == each.programme)
    return f"{name} · {say(view, 'apply_free')}" if free else name


def _envelope(view: View, each: ProgrammeAllocation) -> str:
    """Return the least and the most a programme may hold, marked when it holds exactly that."""
    if not each.at_least and each.at_most is None:
        return NOTHING
    most = say(view, "no_most") if each.at_most is None else shown_fen(each.at_most)
    bound = each.award_fen in {each.at_most, each.at_least or None}
    return f"{shown_fen(each.at_least)} – {most}{' ◆' if bound else ''}"


def _total(view: View, held: tuple[ProgrammeAllocation, ...]) -> Row:
    asked, given = (sum(getattr(each, name) for each in held) for name in ("entitlement_fen", "award_fen"))
    claimed = [each for each in held if not each.is_line]
    return Row(
        (
            say(view, "total"),
            "",
            f"{sum(each.eligible for each in claimed):,}",
            shown(quanta(asked)),
            shown(quanta(given)),
            shown_share(given, asked),
            f"{sum(each.awards for each in claimed):,}",
            "",
        ),
        "total",
    )

"""Checks of funds: who pays whom, what flows when, what an amount of a fund may be; names of parts."""

from collections.abc import Iterator

from simulator.expression import Expression, names, require
from simulator.glossary import Word
from simulator.language.checks.written import (
    Key,
    all_read,
    far_away,
    fault,
    fault_at_key,
    is_written,
    node_at,
    unread,
)
from simulator.language.read import Reading
from simulator.language.scalars import text_place
from simulator.methods.queue import Queue
from simulator.model.document import ListNode, Scalar
from simulator.model.fund_members import members_of_fund
from simulator.model.funds import Flow, Fund
from simulator.model.kinds import Quantity, written_name
from simulator.model.moments import FURTHEST_YEARS
from simulator.model.scenario import Programme
from simulator.model.step import settled_by
from simulator.problems import FindingError, Problem

Keys = tuple[Key, ...]
RESERVED = ("award", "entitlement", "awards", "counted", "eligible", "points")
"""What every programme's results are called: no part may be called so."""

_CLASS = Word("写了支出类别“{name}”", "has the spending class {name!r}")
_ANOTHER = Word("由“{name}”支付", "is paid by {name!r}")
_NO_LINE = Word("它的钱由申报单位分得", "its money goes to applicants")
_NO_MONEY = Word("它没有金额", "it has no amount")
_MEMBERS = Word("它支付 {count} 个专项", "it pays {count} programmes")
_NO_QUEUE = Word("专项“{name}”不按次序支付", "programme {name!r} is not paid one after another")
_SKIPS = Word("专项“{name}”的末位是 skip", "the queue of programme {name!r} skips")


def _said(text: Word, **facts: str | int) -> Word:
    return Word(text.zh.format(**facts), text.en.format(**facts))


# ── who pays whom ──────────────────────────────────────────────────────────────────────────────────


def payers(reading: Reading) -> Iterator[Problem]:
    """A programme that a fund pays and that has a class, a source or another fund beside it (S451)."""
    funds = {each.id: each for each in reading.scenario.funds}
    for programme in reading.scenario.programmes:
        named = [name for name in programme.paid_from if name in funds]
        paying = [each.id for each in reading.scenario.funds if programme.id in each.pays]
        payer = next(iter([*named, *paying]), None)
        if payer is not None:
            at = ("programmes", programme.id, "paid_from") if named else ("funds", payer, "pays")
            for also in _beside(programme, payer, [*programme.paid_from, *paying]):
                yield fault(reading, at, "S451", programme=programme.id, fund=payer, also=also)


def _beside(programme: Programme, payer: str, named: list[str]) -> Iterator[Word]:
    if programme.spending is not None:
        yield _said(_CLASS, name=programme.spending)
    others = (name for name in named if name != payer)
    yield from (_said(_ANOTHER, name=name) for name in list(dict.fromkeys(others))[:1])


def triggers(reading: Reading) -> Iterator[Problem]:
    """A trigger of a fund where nothing says whose claim is the later one (S456).

    One that pays nobody may have one where it says what it expects to lose: that alone is held against it.
    """
    for fund in reading.scenario.funds:
        members = members_of_fund(reading.scenario, fund)
        if fund.trigger is None or not all_read(reading, "programmes"):
            continue
        if not members and fund.losses is not None:
            continue
        for why in _unordered(members):
            yield fault_at_key(reading, ("funds", fund.id, "trigger"), "S456", fund=fund.id, why=why)


def _unordered(members: tuple[Programme, ...]) -> Iterator[Word]:
    if len(members) != 1:
        yield _said(_MEMBERS, count=len(members))
        return
    method = members[0].when_short
    if not isinstance(method, Queue):
        yield _said(_NO_QUEUE, name=members[0].id)
    elif method.ending == "skip":
        yield _said(_SKIPS, name=members[0].id)


# ── flows ──────────────────────────────────────────────────────────────────────────────────────────


def flows(reading: Reading) -> Iterator[Problem]:
    """A flow that is not exactly one of in and out, or that comes from somewhere and goes out (S452)."""
    for fund, keys, flow in _flows(reading):
        found = [key for key in ("inflow", "outflow") if is_written(reading, *keys, key)]
        if len(found) != 1 or (flow.from_ is not None and flow.inflow is None):
            shown = [*found, *(["from"] if flow.from_ is not None else [])]
            facts = {"fund": fund.id, "found": ", ".join(shown) or "—"}
            yield fault_at_key(reading, keys, "S452", **facts)


def moments(reading: Reading) -> Iterator[Problem]:
    """A flow before the budget year, which is in the opening balance (S453), or far away (S410).

    What comes back comes back in as many years at most (S459).
    """
    year = reading.scenario.year
    for fund in reading.scenario.funds:
        if fund.recovers is not None and fund.recovers.after > FURTHEST_YEARS:
            written, after = ("funds", fund.id, "recovers", "after"), fund.recovers.after
            yield fault(reading, written, "S459", fund=fund.id, after=after, most=FURTHEST_YEARS)
    for fund, keys, flow in _flows(reading):
        at = (*keys, "on")
        if flow.on.is_far(year):
            yield far_away(reading, at, flow.on)
        elif reading.complete and flow.on.index(year) < 0:
            yield fault(reading, at, "S453", moment=flow.on.text, year=year, fund=fund.id)


def later_flows(reading: Reading) -> Iterator[Problem]:
    """A flow of a year after the last one that is run (W759)."""
    horizon = reading.scenario.horizon
    for fund, keys, flow in _flows(reading) if horizon is not None else ():
        if horizon is not None and flow.on.year is not None and flow.on.year > horizon.until:
            at, moment = (*keys, "on"), flow.on.text
            yield fault(reading, at, "W759", moment=moment, until=horizon.until, fund=fund.id)


def feeds(reading: Reading) -> Iterator[Problem]:
    """A line that is to feed a fund and is no plain line of money (S454)."""
    for fund, keys, flow in _flows(reading):
        section, _, name = (flow.from_ or "").partition(".")
        why = _not_plain(reading, section, name)
        if why is not None:
            yield fault(reading, (*keys, "from"), "S454", line=flow.from_ or "", fund=fund.id, why=why)


def _not_plain(reading: Reading, section: str, name: str) -> Word | None:
    scenario = reading.scenario
    if section == "spending" and any(each.spending == name for each in scenario.programmes):
        return _NO_LINE
    found = next((each for each in scenario.programmes if each.id == name), None)
    if section != "programmes" or found is None or (found.is_line and found.spending is not None):
        return None
    return _NO_LINE if found.is_claimed else _NO_MONEY


def _flows(reading: Reading) -> Iterator[tuple[Fund, Keys, Flow]]:
    """Yield every flow with its fund and the keys that lead to it; none of a list not read whole."""
    for fund in reading.scenario.funds:
        node = node_at(reading.root, "funds", fund.id, "flows")
        if isinstance(node, ListNode) and len(node.items) == len(fund.flows):
            for place, flow in enumerate(fund.flows):
                yield fund, ("funds", fund.id, "flows", place), flow


# ── amounts ────────────────────────────────────────────────────────────────────────────────────────


def amounts(reading: Reading) -> Iterator[Problem]:
    """An amount of a fund made of award steps (S455), or an expression that is no money (E2xx, E3xx)."""
    for keys, value in _amounts(reading):
        node = node_at(reading.root, *keys)
        if isinstance(value, tuple):
            yield fault_at_key(reading, keys, "S455")
        elif isinstance(value, Expression) and isinstance(node, Scalar):
            if any(name in unread(reading, "") for name in names(value)):
                continue
            _, findings = require(value, reading.typing.figures, ("money",))
            yield from (finding.at(text_place(node), node.history) for finding in findings)


def _amounts(reading: Reading) -> Iterator[tuple[Keys, object]]:
    for fund in reading.scenario.funds:
        yield ("funds", fund.id, "carries"), fund.carries
        yield ("funds", fund.id, "losses"), fund.losses
    for _, keys, flow in _flows(reading):
        yield (*keys, "inflow"), flow.inflow
        yield (*keys, "outflow"), flow.outflow


def multiples(reading: Reading) -> Iterator[Problem]:
    """A leverage or a recovery that is no multiple (S457)."""
    for fund in reading.scenario.funds:
        for keys, value in _multiples(fund):
            if not _is_multiple(value):
                facts = {"fund": fund.id, "key": written_name(str(keys[-1])), "text": value.text}
                yield fault(reading, keys, "S457", **facts)


def _multiples(fund: Fund) -> Iterator[tuple[Keys, Quantity]]:
    if fund.leverage is not None:
        yield ("funds", fund.id, "leverage"), fund.leverage
    if fund.recovers is not None:
        yield ("funds", fund.id, "recovers", "multiple"), fund.recovers.multiple


def _is_multiple(value: Quantity) -> bool:
    try:
        return value.as_ratio() >= 0
    except FindingError:
        return False


# ── parts ──────────────────────────────────────────────────────────────────────────────────────────

_PART = Word("分担方或收款方", "payer or payee")


def part_names(reading: Reading) -> Iterator[Problem]:
    """A payer or a payee that has the name of a result of every programme (S458)."""
    for programme in reading.scenario.programmes:
        for name in settled_by(programme.award):
            if name in RESERVED:
                at = ("programmes", programme.id, "award")
                yield fault_at_key(reading, at, "S458", name=name, role=_PART)

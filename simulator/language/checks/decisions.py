"""Checks of decisions, and of which source may pay whom."""

from collections.abc import Iterator

from simulator.language.checks.written import (
    Key,
    declared,
    fault,
    fault_at_key,
    is_written,
    listed,
    node_at,
)
from simulator.language.read import Reading
from simulator.language.scalars import nearest
from simulator.model.decisions import Decision
from simulator.model.document import ListNode
from simulator.model.payers import Payer, may_pay, sources_of
from simulator.model.scenario import Programme, Scenario, SpendingClass
from simulator.problems import Problem

FORMS = (("award", "is"), ("award", "outcome"), ("file",))
SETTLING = ("award", "is", "outcome", "file")
BY_HAND = ("who", "why")
CLAIMED = ("award", "distribute")
PAYERS = ("spending", "programmes")
Keys = tuple[Key, ...]


# ── decisions ──────────────────────────────────────────────────────────────────────────────────────


def _decisions(reading: Reading) -> Iterator[tuple[Keys, Decision]]:
    """Yield every decision with the keys that lead to it; none of a list in which one could not be read."""
    written = node_at(reading.root, "decisions")
    if isinstance(written, ListNode) and len(written.items) == len(reading.scenario.decisions):
        yield from ((("decisions", at), each) for at, each in enumerate(reading.scenario.decisions))


def forms(reading: Reading) -> Iterator[Problem]:
    """A decision that is not one of: an award that is so much, one that came to nothing, a file (S391)."""
    for keys, _ in _decisions(reading):
        found = tuple(key for key in SETTLING if is_written(reading, *keys, key))
        if found not in FORMS:
            yield fault_at_key(reading, (*keys, *found[-1:]), "S391", found=listed(reading, found) or "—")


def by_hand(reading: Reading) -> Iterator[Problem]:
    """A decision by hand that does not say who made it and why (S392)."""
    for keys, each in _decisions(reading):
        missing = [key for key in BY_HAND if not getattr(each, key).strip()]
        known = is_written(reading, *keys, "status")
        if each.award is not None and not known and missing:
            at = (*keys, "award")
            yield fault(reading, at, "S392", award=each.award, missing=listed(reading, missing))


def statuses(reading: Reading) -> Iterator[Problem]:
    """A file that does not say how far its awards have come, or what has none and says so (S393)."""
    for keys, each in _decisions(reading):
        if (each.file is not None and each.status is None) or (each.outcome and each.status):
            found = "outcome" if each.outcome else "file"
            yield fault(reading, (*keys, found), "S393", found=listed(reading, (found,)))


def names(reading: Reading) -> Iterator[Problem]:
    """An award that is no programme/applicant, of no programme, or of one without claims (S394–S396)."""
    known = declared(reading, "programmes")
    for keys, each in _decisions(reading):
        at, (programme, applicant) = (*keys, "award"), each.named
        if each.award is None:
            continue
        if not programme or not applicant:
            yield fault(reading, at, "S394", text=each.award)
        elif programme not in known:
            facts = {"nearest": nearest(programme, known), "programmes": ", ".join(known) or "—"}
            yield fault(reading, at, "S395", text=programme, **facts)
        elif not any(is_written(reading, "programmes", programme, form) for form in CLAIMED):
            yield fault(reading, at, "S396", programme=programme)


# ── sources ────────────────────────────────────────────────────────────────────────────────────────


def listed_sources(reading: Reading) -> Iterator[Problem]:
    """A `paid_from` without any source, or with one twice (S399)."""
    for section in PAYERS:
        for payer in getattr(reading.scenario, section):
            node = node_at(reading.root, section, payer.id, "paid_from")
            repeated = [name for at, name in enumerate(payer.paid_from) if name in payer.paid_from[:at]]
            if repeated or (isinstance(node, ListNode) and not node.items):
                at = (section, payer.id, "paid_from")
                yield fault_at_key(reading, at, "S399", found=", ".join(repeated) or "[]")


def narrowed_sources(reading: Reading) -> Iterator[Problem]:
    """A programme that is paid from a source which its class is not paid from (S397)."""
    for programme in reading.scenario.programmes:
        own = _class_of(reading, programme)
        if own is None or not own.paid_from:
            continue
        for at, name in enumerate(programme.paid_from):
            if name not in own.paid_from:
                keys = ("programmes", programme.id, "paid_from", at)
                facts = {"programme": programme.id, "spending": own.id, "sources": ", ".join(own.paid_from)}
                yield fault(reading, keys, "S397", source=name, **facts)


def earmarks(reading: Reading) -> Iterator[Problem]:
    """A payer that names a source which is only for others (S398), or that no source may pay (S390)."""
    scenario = reading.scenario
    if any(len(getattr(scenario, each)) != len(declared(reading, each)) for each in ("sources", *PAYERS)):
        return
    sources = {each.id: each for each in scenario.sources}
    for section, payer in _payers(scenario):
        named = [name for name in payer.paid_from if name in sources]
        barred = [name for name in named if not may_pay(sources[name], payer, scenario)]
        for name in barred:
            keys = (section, payer.id, "paid_from", payer.paid_from.index(name))
            yield fault(reading, keys, "S398", source=name, payer=payer.id)
        known = len(named) == len(payer.paid_from)
        if sources and known and not barred and not sources_of(scenario, payer):
            yield fault_at_key(reading, (section, payer.id), "S390", payer=payer.id)


def _payers(scenario: Scenario) -> Iterator[tuple[str, Payer]]:
    for spending in scenario.spending:
        yield "spending", spending
    for programme in scenario.programmes:
        if programme.spending is not None:
            yield "programmes", programme


def _class_of(reading: Reading, programme: Programme) -> SpendingClass | None:
    return next((each for each in reading.scenario.spending if each.id == programme.spending), None)

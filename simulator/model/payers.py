"""Which sources may pay a programme or a class of spending, in the order in which they are used."""

from simulator.model.fund_members import fund_of
from simulator.model.scenario import Programme, Scenario, Source, SpendingClass

Payer = Programme | SpendingClass


def is_earmarked(scenario: Scenario) -> bool:
    """Return whether anything says which source pays whom; else all money is one."""
    told: tuple[Payer, ...] = (*scenario.spending, *scenario.programmes)
    named = any(each.paid_from for each in told if not is_paid_by_fund(scenario, each))
    return named or any(each.only_for is not None for each in scenario.sources)


def is_paid_by_fund(scenario: Scenario, payer: Payer) -> bool:
    """Return whether a fund pays it, so that no source does: a fund stays out of sources and uses."""
    return isinstance(payer, Programme) and fund_of(scenario, payer) is not None


def sources_of(scenario: Scenario, payer: Payer) -> tuple[str, ...]:
    """Return the ids of the sources that may pay, the first to be used first.

    A programme's own list comes before that of its class; without either any source may pay, by id. A source
    that is only for others is left out. What a fund pays has none.
    """
    if is_paid_by_fund(scenario, payer):
        return ()
    named = payer.paid_from or _of_class(scenario, payer)
    sources = {each.id: each for each in scenario.sources}
    order = named or tuple(sorted(sources))
    return tuple(name for name in order if name in sources and may_pay(sources[name], payer, scenario))


def may_pay(source: Source, payer: Payer, scenario: Scenario) -> bool:
    """Return whether a source may pay a payer; a class with programmes is payable where one of them is."""
    only = source.only_for
    if only is None:
        return True
    if isinstance(payer, Programme):
        return payer.id in only.programmes or payer.spending in only.spending
    inside = (each.id in only.programmes for each in scenario.programmes_of(payer.id))
    return payer.id in only.spending or any(inside)


def _of_class(scenario: Scenario, payer: Payer) -> tuple[str, ...]:
    if not isinstance(payer, Programme):
        return ()
    return next((each.paid_from for each in scenario.spending if each.id == payer.spending), ())

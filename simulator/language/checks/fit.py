"""Checks of populations that are fitted to a sum: which programme owes it, which column is scaled."""

from collections.abc import Iterator

from simulator.glossary import Word
from simulator.language.checks.written import Key, fault, unread
from simulator.language.read import Reading
from simulator.language.scalars import nearest
from simulator.model.scenario import Fit, Population, Programme, Synthetic
from simulator.problems import Problem

_NO_RULE = Word("没有 award", "has no award rule")
_OTHERS = Word("的申报单位来自“{name}”", "takes its applicants from {name!r}")
_NO_COLUMN = Word("不是这份名单抽取的列", "it is no drawn column of this population")
_NO_MONEY = Word("不是金额", "it holds no money")
_TOTAL = Word("它已按 total 抽取", "it is drawn to a total already")


def programmes(reading: Reading) -> Iterator[Problem]:
    """A fit to a programme that has no rule, or whose applicants are others (S468)."""
    known = {each.id: each for each in reading.scenario.programmes}
    for population, _, fit in _fits(reading):
        programme = known.get(fit.programme)
        why = None if programme is None else _unfit(population, programme)
        if why is not None:
            facts = {"population": population.id, "programme": fit.programme}
            yield fault(reading, _keys(population, "programme"), "S468", why=why, **facts)


def _unfit(population: Population, programme: Programme) -> Word | None:
    if programme.applicants not in (None, population.id):
        name = programme.applicants or ""
        return Word(_OTHERS.zh.format(name=name), _OTHERS.en.format(name=name))
    return None if programme.award else _NO_RULE


def columns(reading: Reading) -> Iterator[Problem]:
    """A fit of what is no drawn column of money, or is drawn to a total (S469)."""
    for population, synthetic, fit in _fits(reading):
        drawn = dict(synthetic.columns)
        if fit.column in unread(reading, population.id):
            continue
        how = drawn.get(fit.column)
        why = _NO_COLUMN if how is None else _NO_MONEY if how.type.type.kind != "money" else None
        why = _TOTAL if how is not None and how.total is not None else why
        if why is not None:
            near = nearest(fit.column, tuple(drawn)) if how is None else ""
            facts = {"column": fit.column, "nearest": near}
            yield fault(reading, _keys(population, "column"), "S469", why=why, **facts)


def _fits(reading: Reading) -> Iterator[tuple[Population, Synthetic, Fit]]:
    for population in reading.scenario.populations:
        synthetic = population.synthetic
        if synthetic is not None and synthetic.fit is not None:
            yield population, synthetic, synthetic.fit


def _keys(population: Population, key: str) -> tuple[Key, ...]:
    return "populations", population.id, "synthetic", "fit", key

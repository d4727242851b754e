"""What may be wrong with a fund: each fault once, at what is written wrong, with who, what and why."""

from typing import Any

import pytest

from simulator.glossary import Word
from tests.language.texts import codes, parsed, spot

OPENING = """\
scenario: year
year: 2016
unit: 元
sources: {city: {amount: 1000}}
spending: {project: {amount: 1000}}
populations: {loans: {file: loans.csv, id: loan_id, columns: {loss: 元}}}
"""
QUEUE = "when_short: {ranked: {order: [{first: loan_id}], last: partial}}"
LOSS = f"loss: {{applicants: loans, award: [{{fixed: loss}}], {QUEUE}}}"
MORE = "more: {applicants: loans, award: [{fixed: loss}], when_short: pro_rata}"
OUTREACH = "outreach: {spending: project, amount: 1000}"


def budget(*funds: str, programmes: tuple[str, ...] = (OUTREACH, LOSS)) -> str:
    """Return a budget with these funds and programmes."""
    sections = {"funds": funds, "programmes": programmes}
    told = (f"{name}:\n" + "".join(f"  {each}\n" for each in own) for name, own in sections.items())
    return OPENING + "".join(told)


def faults(text: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Return the problems of a text but that of a list nobody uses: place, code, and facts in English."""
    return [
        (
            f"{each.place.line}:{each.place.column}",
            each.code,
            {name: fact.en if isinstance(fact, Word) else fact for name, fact in each.facts},
        )
        for each in parsed(text)[1]
        if each.code != "W707"
    ]


def paying(more: str, to: str = "loss") -> str:
    """Return a fund that pays, with more of it."""
    return f"pool: {{opening: 5, pays: [{to}]{more}}}"


# ── who pays whom ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("funds", "loss", "at", "also"),
    [
        (
            ("pool: {pays: loss}",),
            "spending: project",
            ("pays: loss", "loss"),
            "has the spending class 'project'",
        ),
        (("pool: {pays: loss}", "two: {pays: [loss]}"), "", ("pays: loss", "loss"), "is paid by 'two'"),
        (
            ("pool: {}",),
            "paid_from: [pool, city]",
            ("paid_from: [pool, city]", "paid_from"),
            "is paid by 'city'",
        ),
        (
            ("two: {}", "pool: {}"),
            "paid_from: [pool, two]",
            ("paid_from: [pool, two]", "paid_from"),
            "is paid by 'two'",
        ),
    ],
)
def test_who_is_paid_by_a_fund_has_no_other_payer(funds, loss, at, also):
    programme = LOSS.replace("{applicants", f"{{{loss}{', ' if loss else ''}applicants")
    text = budget(*funds, programmes=(OUTREACH, programme))
    expected = {"programme": "loss", "fund": "pool", "also": also}
    assert faults(text) == [(spot(text, *at), "S451", expected)]


@pytest.mark.parametrize(
    ("fund", "why"),
    [
        ("pool: {opening: 5, trigger: {paid: 5%}}", "it pays 0 programmes"),
        (paying(", trigger: {paid: 5%}", "loss, more"), "it pays 2 programmes"),
        (paying(", trigger: {paid: 5%}", "more"), "programme 'more' is not paid one after another"),
        (paying(", trigger: {paid: 5%}", "skips"), "the queue of programme 'skips' skips"),
        (paying(", trigger: {paid: 5%}, losses: 3"), None),
        (paying(", trigger: {paid: 5%}"), None),
        ("pool: {opening: 5, losses: 3, trigger: {paid: 5%}}", None),
        (paying("", "more"), None),
    ],
)
def test_a_trigger_needs_one_queue_that_skips_nobody_or_losses_alone(fund, why):
    every = {
        "more": MORE,
        "loss": LOSS,
        "skips": LOSS.replace("loss:", "skips:", 1).replace("partial", "skip"),
    }
    used = tuple(each for name, each in every.items() if name in fund.partition("pays: ")[2])
    text = budget(fund, programmes=(OUTREACH, *used))
    expected = [(spot(text, "trigger"), "S456", {"fund": "pool", "why": why})] if why else []
    assert faults(text) == expected


# ── flows ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("flow", "found"),
    [
        ("{on: Q1, inflow: 5, outflow: 5}", "inflow, outflow"),
        ("{on: Q1}", "—"),
        ("{on: Q3, outflow: 3, from: programmes.outreach}", "outflow, from"),
        ("{on: Q3, from: programmes.outreach}", "from"),
        ("{on: Q3, inflow: 3, from: programmes.outreach}", None),
        ("{on: Q3, inflow: 3}", None),
        ("{on: Q3, outflow: 3}", None),
    ],
)
def test_a_flow_comes_in_or_goes_out_and_only_what_comes_in_comes_from_a_line(flow, found):
    text = budget(paying(f", flows: [{{on: Q2, inflow: 1}}, {flow}]"))
    facts = {"fund": "pool", "found": found}
    assert faults(text) == ([(spot(text, flow), "S452", facts)] if found else [])


@pytest.mark.parametrize(
    ("on", "code", "facts"),
    [
        ("2015Q4", "S453", {"moment": "2015Q4", "year": 2016, "fund": "pool"}),
        ("2047Q1", "S410", {"moment": "2047Q1", "year": 2016, "most": 30}),
        ("2016Q1", None, {}),
        ("2046Q4", None, {}),
    ],
)
def test_a_flow_lies_in_the_years_that_are_told(on, code, facts):
    text = budget(paying(f", flows: [{{on: {on}, inflow: 1}}]"))
    assert faults(text) == ([(spot(text, on), code, facts)] if code else [])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("spending.project", "its money goes to applicants"),
        ("programmes.loss", "its money goes to applicants"),
        ("programmes.park", "it has no amount"),
        ("programmes.outreach", None),
        ("spending.plain", None),
    ],
)
def test_only_a_plain_line_of_money_feeds_a_fund(line, why):
    text = budget(
        paying(f", flows: [{{on: Q1, inflow: 1, from: {line}}}]"),
        programmes=(OUTREACH, LOSS, "park: {money: none}"),
    ).replace(
        "spending: {project: {amount: 1000}}", "spending: {project: {amount: 1000}, plain: {amount: 0}}"
    )
    facts = {"line": line, "fund": "pool", "why": why}
    assert faults(text) == ([(spot(text, f"from: {line}", line), "S454", facts)] if why else [])


# ── amounts and multiples ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("more", "at", "code"),
    [
        ("losses: 5% * 3", "5% * 3", "E312"),
        ("carries: 5% * 3", "5% * 3", "E312"),
        ("carries: 2元 + nobody", "nobody", "E201"),
        ("carries: [{fixed: loss}]", "carries", "S455"),
        ("losses: [{fixed: loss}]", "losses", "S455"),
        ("flows: [{on: Q1, inflow: 5% * 3}]", "5% * 3", "E312"),
        ("flows: [{on: Q1, outflow: [{fixed: loss}]}]", "outflow", "S455"),
        ("leverage: 3元", "3元", "S457"),
        ("leverage: -1x", "-1x", "S457"),
        ("recovers: {after: 2, multiple: -2x}", "-2x", "S457"),
        ("recovers: {after: 31, multiple: 2x}", "31", "S459"),
    ],
)
def test_an_amount_is_money_and_a_multiple_is_one_at_its_place(more, at, code):
    text = budget(paying(f", {more}"))
    found = [(place, each) for place, each, _ in faults(text)]
    assert found == [(spot(text, more, at), code)]


@pytest.mark.parametrize("more", ["leverage: 0x", "recovers: {after: 30, multiple: 0%}", "losses: 0"])
def test_nothing_is_a_multiple_and_an_amount_too(more):
    assert codes(budget(paying(f", {more}"))) == []


def test_what_is_no_multiple_is_named_by_its_key():
    ((_, _, facts),) = faults(budget(paying(", recovers: {after: 2, multiple: -2x}")))
    assert facts == {"fund": "pool", "key": "multiple", "text": "-2x"}
    ((_, _, facts),) = faults(budget(paying(", recovers: {after: 31, multiple: 2x}")))
    assert facts == {"fund": "pool", "after": 31, "most": 30}


def test_an_amount_over_a_figure_that_could_not_be_read_is_not_told_again():
    assert codes(budget(paying(", losses: lost * 2")) + "figures: {lost: {is: [3]}}\n") == ["S203"]


def test_of_flows_that_could_not_all_be_read_nothing_more_is_judged():
    flows = "[{on: 某日, inflow: 1}, {on: Q1, inflow: 1, from: spending.project}]"
    assert codes(budget(paying(f", flows: {flows}"))) == ["S401"]

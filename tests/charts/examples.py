"""Results made by hand, true to the published figures of Longgang 2014, that add up to the fen.

They need no engine: claims come from whole-number formulas, pots are shared by largest remainder.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache, partial
from types import MappingProxyType

import numpy as np

from simulator.exact import Exact
from simulator.expression import Column, Type
from simulator.model.document import Change, Document, Layer, MappingNode
from simulator.model.kinds import Quantity
from simulator.model.later import Later
from simulator.model.price import RATE, Price, Rung
from simulator.model.result import (
    Allocation,
    Claims,
    ExpectationOutcome,
    GoalOutcome,
    LimitOutcome,
    ProgrammeAllocation,
    ProgrammeClaims,
    Result,
    SourceUse,
    SpendingUse,
    StepTrace,
)
from simulator.model.scenario import (
    Assumption,
    Expectation,
    Programme,
    Scenario,
    Source,
    SpendingClass,
)
from simulator.model.table import table
from simulator.money import Fen, IntColumn, parse_money, split_column
from simulator.problems import NOWHERE, Place

WAN: Fen = 1_000_000
PRICE = Price(
    "money",
    "points",
    "points",
    RATE,
    (Rung(Fraction(10 * WAN), Fraction(42, 100), 3, 98 * WAN // 10),),
    Fraction(230 * WAN),
)
SOURCE = "深圳市龙岗区科技创新局2014年部门预算"
FIRMS = 60
IDS = tuple(f"F{number:04d}" for number in range(1, FIRMS + 1))

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "carriers": "孵化器与众创空间建设资助",
        "hnte": "国家高新技术企业认定奖励",
        "interest": "科技贷款贴息",
        "matching": "国家和省市科技项目配套资助",
        "outreach": "科普活动",
        "patents": "发明专利资助",
        "rent_subsidy": "战略性新兴产业经营场所租金补贴",
        "research": "企业研发投入后补助",
        "vouchers": "科技创新券",
    }
)
# what each programme is given, in fen: together 1104.2 万元
GIVEN: Mapping[str, Fen] = MappingProxyType(
    {
        "carriers": 176_330_000,
        "hnte": 120 * WAN,
        "interest": 38_756_432,
        "matching": 214_068_003,
        "outreach": 60 * WAN,
        "patents": 41_250_000,
        "rent_subsidy": 268_123_567,
        "research": 183_449_996,
        "vouchers": 2_222_002,
    }
)
# about what each programme's claims come to, in 万元
ASKED = {
    "carriers": 290,
    "interest": 45,
    "matching": 330,
    "patents": 60,
    "rent_subsidy": 420,
    "research": 250,
    "vouchers": 8,
}
METHODS = {"hnte": "in_full", "carriers": "ranked", "research": "optimise"}
ENVELOPES: Mapping[str, tuple[Fen, Fen | None]] = MappingProxyType(
    {"matching": (100 * WAN, 400 * WAN), "rent_subsidy": (0, 300 * WAN), "patents": (0, 80 * WAN)}
)


def numbers(name: str, low: int, high: int) -> IntColumn:
    """Return one whole number a firm between two bounds, the same every time."""
    state, drawn = sum(map(ord, name)), []
    for _ in IDS:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        drawn.append(low + (state >> 33) % (high - low + 1))
    return np.array(drawn, dtype=np.int64)


def claims_of(name: str) -> ProgrammeClaims:
    """Return the claims under one programme: a share, an uplift for some, a cap; some are not eligible."""
    largest = ASKED.get(name, 10) * WAN // 12
    base = Exact.of(numbers(name, largest // 50, largest))
    eligible = numbers(name + "?", 0, 9) < 7
    strategic = numbers(name + "!", 0, 1) == 1
    share = base * Fraction(1, 2)
    uplift = (share * Fraction(6, 5)).where(strategic, share)
    cap = uplift.minimum(Exact.constant(largest * 9 // 20, FIRMS))
    if name == "hnte":
        cap = share = Exact.constant(10 * WAN, FIRMS)
        eligible = np.arange(FIRMS) < 12
        steps = (StepTrace(f"programmes.{name}.award.fixed", "fixed", share),)
    else:
        words = (("share", share), ("uplift", uplift), ("cap", cap))
        steps = tuple(StepTrace(f"programmes.{name}.award.{word}", word, after) for word, after in words)
    entitlement = np.where(eligible, cap.round(), 0)
    return ProgrammeClaims(
        name,
        IDS,
        eligible,
        (("eligible", eligible),),
        entitlement,
        Later(lambda: steps),
        Later(dict[str, IntColumn]),
    )


def programme(claims: ProgrammeClaims, given: Fen) -> ProgrammeAllocation:
    """Return what one programme gets: its pot shared out in proportion to the claims."""
    name = claims.programme
    asked = claims.entitlement_fen
    least, most = ENVELOPES.get(name, (0, None))
    award = split_column(min(given, asked), claims.entitlement)
    return ProgrammeAllocation(
        name,
        TITLES.get(name, ""),
        "project",
        False,
        METHODS.get(name, "pro_rata"),
        claims.ids,
        claims.entitlement,
        award,
        int(claims.eligible.sum()),
        int((award == claims.entitlement).sum()),
        asked,
        int(award.sum()),
        Fraction(int((award > 0).sum()) * 3, 2),
        least,
        most,
    )


def line(name: str, amount: Fen) -> ProgrammeAllocation:
    """Return a plain line of money."""
    whole = np.array([amount], dtype=np.int64)
    return ProgrammeAllocation(
        name, TITLES.get(name, ""), "project", True, "in_full", ("",), whole, whole, 1, 1, amount, amount,
        Fraction(0), 0, None,
    )  # fmt: skip


def limit(
    name: str, value: Fraction | int | None, relation: str, bound: Fraction | int, **others: object
) -> LimitOutcome:
    """Return one limit judged: its slack, whether it binds and whether it is met."""
    kind, hard = str(others.get("kind", "money")), bool(others.get("hard", True))
    reached = None if value is None else Fraction(value)
    over = Fraction(0) if reached is None else reached - bound
    slack = over if relation in {"≥", ">"} else -over
    return LimitOutcome(
        name,
        str(others.get("title", "")),
        str(others.get("group", "")),
        hard,
        kind,
        reached,
        relation,
        Fraction(bound),
        slack,
        slack == 0,
        slack >= 0,
        others.get("price"),  # type: ignore[arg-type]
        Place("longgang_2014.yaml", 48, 3),
    )


def limits_of(programmes: Sequence[ProgrammeAllocation], project: Fen) -> tuple[LimitOutcome, ...]:
    """Return envelopes, the appropriation, two shares by group, and a count."""
    used = sum(each.award_fen for each in programmes)
    envelopes = [
        limit(
            f"programmes.{each.programme}.envelope.at_most",
            each.award_fen,
            "≤",
            each.at_most,
            title=each.title,
        )
        for each in programmes
        if each.at_most is not None
    ]
    awarded = sum(each.awards for each in programmes)
    return (
        limit("spending.project.amount", used, "≤", project, title="项目支出", price=PRICE),
        *envelopes,
        ratio("capacity_share", Fraction(used // 5, used or 1), Fraction(3, 20), title="载体类不少于15%"),
        ratio("post_80", Fraction(791, 1000), Fraction(78, 100), title="后补助约占80%", hard=False),
        ratio("towns", Fraction(163, 1000), Fraction(1, 10), title="各街道占比", group="龙城"),
        ratio("towns", Fraction(104, 1000), Fraction(1, 10), title="各街道占比", group="坂田"),
        limit("constraints.awards", awarded, "≥", 200, kind="count", title="获得核定的申报单位不少于200家次"),
    )


def ratio(name: str, value: Fraction, least: Fraction, **others: object) -> LimitOutcome:
    """Return a share that must not fall below a least one."""
    return limit(f"constraints.{name}", value, "≥", least, kind="ratio", **others)


def allocation(given: Mapping[str, Fen], claims: Sequence[ProgrammeClaims], project: Fen) -> Allocation:
    """Return the whole split; basic spending is spent by its class itself."""
    held = [programme(each, given[each.programme]) for each in claims if each.programme in given]
    programmes = sorted([*held, line("outreach", given["outreach"])], key=lambda each: each.programme)
    used = sum(each.award_fen for each in programmes)
    basic = 476_900_000
    return Allocation(
        (
            SourceUse("fiscal_appropriation", "财政预算拨款(补助)", 1_581_100_000, basic + used),
            SourceUse("special_account", "财政专户拨款", 0, 0),
            SourceUse("other_income", "其他收入", 0, 0),
        ),
        (
            SpendingUse("basic", "基本支出", basic, basic),
            SpendingUse("project", "项目支出", project, used),
        ),
        tuple(programmes),
    )


def scenario_of(split: Allocation, name: str, title: str) -> Scenario:
    """Return the scenario behind an allocation, with assumptions and published figures."""
    quote = "2014年预算收入1581.1万元，其中：财政预算拨款(补助)1581.1万元，财政专户拨款0万元"
    return Scenario(
        name,
        2014,
        title=title,
        unit="万元",
        sources=tuple(Source(s.source, s.amount_fen, s.title, SOURCE) for s in split.sources),
        spending=tuple(SpendingClass(s.spending, s.amount_fen, s.title) for s in split.spending),
        programmes=tuple(Programme(p.programme, p.title, p.spending) for p in split.programmes),
        assumptions=(
            Assumption("programmes.rent_subsidy.award.cap", "公开文本只写租金最高50%，未写封顶金额", "low"),
            Assumption("programmes.hnte.award.fixed", "奖励标准参照相邻区，金额为假设", "medium"),
            Assumption("populations.firms.synthetic", "申报单位为合成数据，家数与分布均为假设", "low"),
        ),
        expect=(
            expected("sources.total.amount", "1581.1", quote),
            expected("spending.project.amount", "1104.2", ""),
        ),
    )


def expected(path: str, text: str, quote: str) -> Expectation:
    """Return a published figure in 万元."""
    return Expectation(path, quantity(text, parse_money(text, "万元")), document=SOURCE, quote=quote)


def quantity(text: str, fen: Fen) -> Quantity:
    """Return a bare figure of a file in 万元."""
    return Quantity(Fraction(fen, WAN), "bare", text, WAN)


def result_of(
    split: Allocation, claims: Sequence[ProgrammeClaims], scenario: Scenario, digest: str
) -> Result:
    """Return a result around an allocation."""
    columns = {"jobs": Column(Type("count"), Exact.of(numbers("jobs", 1, 300)))}
    project = split.spending[1].amount_fen
    found = {"sources.total.amount": 1_581_100_000, "spending.project.amount": project}
    return Result(
        scenario,
        "proven optimal",
        Claims(tuple(claims), MappingProxyType({"firms": table("firms", IDS, columns, synthetic=True)})),
        split,
        limits_of(split.programmes, project),
        (
            GoalOutcome("keep", "post_80", "money", Fraction(0), Fraction(0)),
            GoalOutcome("maximise", "points", "points", Fraction(9_135, 10), Fraction(9_135, 10)),
            GoalOutcome("minimise", "unspent", "money", Fraction(0), Fraction(0)),
        ),
        tuple(
            _outcome(each, found)
            for each in scenario.expect
        ),
        MappingProxyType({"format": 1, "status": "proven optimal"}),
        digest * 8,
    )  # fmt: skip


@cache
def longgang() -> Result:
    """Return the published budget divided among nine programmes: everything is used."""
    claims = all_claims()
    split = allocation(GIVEN, claims, 1_104_200_000)
    scenario = scenario_of(split, "longgang_2014", "深圳市龙岗区科技创新局2014年部门预算：九个专项分配方案")
    return result_of(split, claims, scenario, "3f2a91c0ffee0b17"[:8])


@cache
def longgang_cut() -> Result:
    """Return the same budget with the project class cut by ten per cent and one programme raised."""
    claims = all_claims()
    given = {
        **GIVEN,
        "rent_subsidy": 300 * WAN,
        "matching": 100 * WAN,
        "carriers": 140 * WAN,
        "research": 150 * WAN,
    }
    project = 993_780_000
    split = allocation(given, claims, project)
    scenario = scenario_of(split, "cut10_rent60", "租金补贴提高到60%，项目支出压减10%")
    return replace(result_of(split, claims, replace(scenario, document=_overlaid()), "7b01c2d4"))


@cache
def all_claims() -> tuple[ProgrammeClaims, ...]:
    """Return the claims of every programme with applicants."""
    return tuple(claims_of(name) for name in TITLES if name != "outreach")


def _outcome(expectation: Expectation, found: Mapping[str, Fen]) -> ExpectationOutcome:
    value = found[expectation.result]
    met = expectation.is_ is not None and expectation.is_.as_money() == value
    return ExpectationOutcome(expectation, Fraction(value), met, moved=not met)


def _overlaid() -> Document:
    place = Place("cut10_rent60.yaml", 6, 5)
    changes = (
        Change("set", "programmes.rent_subsidy.award.share.rate", "50%", "60%", place),
        Change("cut", "spending.project.amount", "1104.2", "993.78", place),
    )
    base = Layer("longgang_2014.yaml", "longgang_2014")
    overlay = Layer("cut10_rent60.yaml", "cut10_rent60", "租金60%，项目支出压减10%", "局务会第4项", changes)
    return Document(MappingNode((), NOWHERE), (base, overlay))


@cache
def crowded() -> Result:
    """Return a hard case: thirteen programmes with long titles, tiny sums, forty limits, some missed."""
    base = longgang()
    long = "（含市区两级联动配套与跨年度结转部分的专项资金安排）"
    extra_claims = tuple(claims_of(f"extra_{number}") for number in range(4))
    titles = (
        "支持高层次人才团队“孔雀计划”落户及科研启动经费",
        "International co-operation and exchange programme",
        "",
        "短",
    )
    extra = [
        replace(programme(claims, (number + 1) * 3 * WAN), title=title)
        for number, (claims, title) in enumerate(zip(extra_claims, titles, strict=True))
    ]
    named = [replace(each, title=each.title + long) for each in base.allocation.programmes]
    programmes = tuple(sorted([*named, *extra], key=lambda each: each.programme))
    used = sum(each.award_fen for each in programmes)
    split = Allocation(
        (
            SourceUse("general", "一般公共预算财政拨款收入（含上年结转）", used + 12_345_678, used),
            SourceUse("fund", "政府性基金预算拨款", 700 * WAN, 477 * WAN),
            SourceUse("business", "事业单位经营收入", 0, 0),
            SourceUse("upper", "上级补助收入", 12_345, 0),
        ),
        (
            SpendingUse("basic", "基本支出（人员经费与公用经费合计）", 477 * WAN, 477 * WAN),
            SpendingUse("project", "项目支出", used + 12_345_678, used),
            SpendingUse("transfers", "对附属单位补助支出", 10 * WAN, 0),
        ),
        programmes,
    )
    title = "数量约束：全年新增国家高新技术企业的家次不低于年初确定的目标"
    counts = [
        limit(f"constraints.count_{n:02}", 100 - 3 * n, "≥", 70 + n, kind="count", title=f"第{n}项{title}")
        for n in range(25)
    ]
    odd = (
        ratio_of_nothing(),
        limit("constraints.none", 5 * WAN, "≤", 0),
        limit("constraints.far", 9 * WAN, "≥", 1),
    )
    claims = tuple(sorted([*base.claims.programmes, *extra_claims], key=lambda each: each.programme))
    return replace(
        base,
        allocation=split,
        claims=Claims(claims, base.claims.tables),
        limits=(*base.limits, *counts, *odd),
    )


def ratio_of_nothing() -> LimitOutcome:
    """Return a share of a sum that is zero: it has no value, and nothing can be said of its room."""
    return replace(ratio("of_nothing", Fraction(1, 2), Fraction(1, 2)), value=None, binding=False)


@cache
def without_money() -> Result:
    """Return a scenario of targets alone: no source, no class, no programme, only a count."""
    base = longgang()
    scenario = Scenario("jiading_2014", 2014, title="嘉定区2014年科技工作要点")
    return replace(
        base,
        scenario=scenario,
        allocation=Allocation((), (), ()),
        claims=Claims((), MappingProxyType({})),
        limits=(limit("constraints.incubators", 8, "≥", 8, kind="count", title="新增孵化器8家"),),
        goals=(),
        expectations=(),
    )


@cache
def unspent() -> Result:
    """Return the published budget with a programme left out: money stays in the class and with nobody."""
    claims = all_claims()
    given = {name: fen for name, fen in GIVEN.items() if name != "research"}
    split = allocation(given, claims, 1_004_200_000)
    return result_of(split, claims, scenario_of(split, "unspent", "有结余的方案"), "0a1b2c3d")


def _enlarged(steps: tuple[StepTrace, ...], times: int) -> tuple[StepTrace, ...]:
    return tuple(replace(step, after=step.after * times) for step in steps)


@cache
def national() -> Result:
    """Return the published budget ten thousand times as large: the columns must still hold its figures."""
    base, times = longgang(), 10_000
    split = base.allocation
    programmes = tuple(
        replace(
            each,
            entitlement=each.entitlement * times,
            award=each.award * times,
            entitlement_fen=each.entitlement_fen * times,
            award_fen=each.award_fen * times,
            at_least=each.at_least * times,
            at_most=None if each.at_most is None else each.at_most * times,
        )
        for each in split.programmes
    )
    spending = tuple(
        replace(each, amount_fen=each.amount_fen * times, used_fen=each.used_fen * times)
        for each in split.spending
    )
    sources = tuple(
        replace(each, amount_fen=each.amount_fen * times, used_fen=each.used_fen * times)
        for each in split.sources
    )
    claims = tuple(
        replace(
            each,
            entitlement=each.entitlement * times,
            traced=Later(partial(_enlarged, each.steps, times)),
        )
        for each in base.claims.programmes
    )
    project = split.spending[1].amount_fen * times
    return replace(
        base,
        allocation=Allocation(sources, spending, programmes),
        claims=replace(base.claims, programmes=claims),
        limits=limits_of(programmes, project),
    )

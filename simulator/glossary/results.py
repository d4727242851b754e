"""What a run answers, by path: as `expect`, `explain`, a notebook's `figures` and the repairs name it.

`<…>` stands for an id of the scenario's own, `<Q3>` for a quarter, as Q3 or 2025Q1. Money is in fen inside
and in any unit where it is written down.
"""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.word import Word

Paths = Mapping[str, Word]


def _paths(said: dict[str, tuple[str, str]]) -> Paths:
    return MappingProxyType({path: Word(*words) for path, words in said.items()})


OF_THE_RUN = _paths(
    {
        "sources.<id>.amount": (
            "来源的金额;`total` 是合计",
            "The amount of a source; `total` is all of them",
        ),
        "sources.<id>.used": ("已使用的", "What of it is used"),
        "spending.<id>.amount": (
            "支出类别的预算数;`total` 是合计",
            "The appropriation of a class, or of `total`",
        ),
        "spending.<id>.used": ("已分配的", "What of it is given out"),
        "spending.<id>.unspent": ("未分配的", "What is left of it"),
        "unallocated": ("没有安排给任何类别的", "The money of the sources that no class was given"),
        "programmes.<id>.award": ("专项的核定数;`total` 是合计", "What a programme is awarded, or `total`"),
        "programmes.<id>.entitlement": ("应补金额", "What its applicants are entitled to"),
        "programmes.<id>.eligible": ("符合条件的单位数", "How many are eligible"),
        "programmes.<id>.awards": ("得到资金的单位数", "How many get money"),
        "programmes.<id>.counted": ("计数的核定笔数", "How many awards count"),
        "programmes.<id>.points": ("得分", "Its points"),
        "programmes.<id>.<part>": (
            "规则另算的数:出资方、收款方、创新券的 issued 等",
            "What its rule settles besides: a payer, a payee, the vouchers issued",
        ),
        "<programme>/<applicant>": ("一个单位的核定数", "The award of one applicant"),
        "figures.<id>.value": ("参数的值", "The value of a figure"),
        "constraints.<id>.value": ("约束左边的值", "What a limit measures"),
        "constraints.<id>.slack": ("离界限还有多少", "How far it is from its bound"),
    }
)
OF_THE_CALENDAR = _paths(
    {
        "calendar.<id>.<stage>": (
            "日历中有这一环节的行数(不分组的为 1 或 0);`<id>` 可写 total",
            "How many rows of a line's calendar have a stage (without groups 1 or 0); `<id>` may be total",
        ),
        "calendar.<id>.<stage>.<Q3>": ("其中在某一季的", "Those that have it in one quarter"),
    }
)
OF_LEDGERS = _paths(
    {
        "ledgers.<line>.authorised": (
            "已批预算;`<line>` 是 programmes.<id>、spending.<id> 或 total",
            "What is authorised; `<line>` is programmes.<id>, spending.<id> or total",
        ),
        "ledgers.<line>.committed": ("已承诺", "What is committed"),
        "ledgers.<line>.due": ("按日历应付的", "What the calendar asks for"),
        "ledgers.<line>.paid": ("已支付", "What is paid"),
        "ledgers.<line>.waiting": ("应付而排队的", "What is due and waits under a ceiling"),
        "ledgers.<line>.outlay": ("当季(全年)支付的", "What is paid within the quarter, or the year"),
        "ledgers.<line>.<column>.<Q3>": (
            "以上任一列到该季末的累计数;outlay 是当季数",
            "Any of these at the end of a quarter, cumulative; outlay is that of the quarter",
        ),
        "ledgers.<line>.forward": ("已承诺、以后年度付的", "What is committed and payable in later years"),
        "ledgers.<line>.forward.<2025>": ("其中某年付的", "That of one later year"),
        "ledgers.<line>.adjusted": ("年中调整的净数", "The net change of authority in the year"),
        "ledgers.<line>.undated": ("没有写明何时付的", "What nothing says when to pay"),
        "ledgers.<line>.unfunded": ("压减后没有预算可承诺的", "What a cut left without authority"),
        "ledgers.<line>.claimed": ("压减后转由以后年度承担的", "What a cut has put on later years"),
        "ledgers.<line>.brought": ("以前年度合同带来的预算", "The authority of earlier contracts"),
        "ledgers.<line>.from_lots": ("从结转资金中付的", "What of the paid came out of lots"),
        "ledgers.<line>.in_advance": ("本年之前已付的", "What was paid before the year"),
        "ledgers.adjusted": ("全部调整的净数", "The net change of all authority"),
        "carry_over.opening": ("期初结转", "What is brought forward"),
        "carry_over.revenue": ("本年预算", "This year's own authority"),
        "carry_over.spent": ("本年支付", "What is paid in the year"),
        "carry_over.lapsed": ("本年失效", "What lapses at its end"),
        "carry_over.closing": (
            "期末结转",
            "What is carried on: opening + revenue = spent + lapsed + closing",
        ),
        "carry_over.<2013>.<column>": (
            "某年批次的 opening、spent、lapsed、closing",
            "opening, spent, lapsed or closing of the lots of one year",
        ),
        "pace.<moment>.norm": (
            "进度基准;`<moment>` 是季度、月份或进度关口",
            "The norm of the pace; `<moment>` is a quarter, a month or a gate",
        ),
        "pace.<moment>.reached": ("已支付的比例", "The share that is paid"),
        "pace.<moment>.gap": (
            "快于(负数为慢于)基准的部分",
            "What it is ahead of the norm, below 0 behind it",
        ),
        "pace.<moment>.missing": ("还差多少钱才到基准", "The money that is missing to the norm"),
    }
)
OF_FUNDS = _paths(
    {
        "funds.<id>.opening": ("期初余额", "What it holds when the year begins"),
        "funds.<id>.in": ("注入", "What is put in"),
        "funds.<id>.out": ("付出", "What goes out"),
        "funds.<id>.recovered": ("收回", "What comes back"),
        "funds.<id>.closing": ("期末余额", "What it holds at the end of the year"),
        "funds.<id>.<column>.<Q3>": ("以上任一数在某季的", "Any of these in one quarter"),
        "funds.<id>.available": ("可用于支付专项的", "What it could pay in awards"),
        "funds.<id>.awards": ("支付专项的", "What it pays in awards"),
        "funds.<id>.returned": ("收回后上缴、不再滚动的", "What came back and left it"),
        "funds.<id>.carries": ("撬动规模", "What it stands behind"),
        "funds.<id>.leverage": ("放大倍数", "Its leverage"),
        "funds.<id>.losses": ("预计损失", "The losses that are expected"),
        "funds.<id>.uncovered": ("余额不够抵的损失", "What of them it cannot cover"),
        "funds.<id>.after_losses": ("扣除预计损失后的余额", "What they leave, below 0 where they are more"),
        "funds.<id>.paid_share": ("支付占期初的比例", "Its awards over its opening balance"),
        "funds.<id>.losses_share": ("预计损失占期初的比例", "The expected losses over it"),
        "funds.<id>.triggered": ("是否触发,1 或 0", "Whether its trigger is reached, 1 or 0"),
        "funds.<id>.triggered_after_losses": ("计入预计损失后是否触发", "The same with the expected losses"),
    }
)
OF_TARGETS = _paths(
    {
        "targets.<id>.value": ("达到的数", "What is reached"),
        "targets.<id>.shortfall": ("离目标还差的", "How far it is from its bound"),
        "targets.<id>.needed": ("在基期之上还须达到的", "What must come on top of the baseline"),
        "targets.<id>.expected": ("按均匀进度应达到的", "Where an even pace would be by now"),
        "targets.<id>.behind": ("落后于均匀进度的", "What is missing to that"),
        "targets.<id>.carried_over": ("总数减去所加指标下限之后的", "Its bound less what it adds must bring"),
        "targets.<id>.part_share": ("占所属指标的比例", "Its share of the target it is a part of"),
        "targets.<id>.cost": ("补足缺口的最低成本", "The least that closing it costs"),
    }
)
OF_TABLES = _paths(
    {
        "disclosure.<table>.<row>.<column>": (
            "公开表中的一格,如 disclosure.overall.revenue.amount;`run --out` 写出的 tables/*.csv 列有各表",
            "A cell of a published table, as disclosure.overall.revenue.amount; tables/*.csv of `run --out` hold them all",
        ),
    }
)
ANSWERS: Mapping[str, Paths] = MappingProxyType(
    {
        "scenario": OF_THE_RUN,
        "calendar": OF_THE_CALENDAR,
        "ledgers": OF_LEDGERS,
        "funds": OF_FUNDS,
        "targets": OF_TARGETS,
        "disclosure": OF_TABLES,
    }
)
"""By section of the reference: every figure that a run may be asked for."""

"""What a case file looks like as a whole, and every name that a case may expect a figure by.

In a name, <…> stands for what the officer calls it; `step` may also be a step's own id.
"""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.word import Word

CASE_FILE = """\
cases:
  rent_2014:
    title: 租金按50%补助,最高20万元
    document: 深圳市龙岗区 2014 年部门预算,工作 8(2)
    certainty: published rate; rents and cap invented
    given: {rent: [30万元, 60万元]}
    award: [{share: {of: rent, rate: 50%}}, {cap: 20万元}]
    expect: {award: [15万元, 20万元], lost_to.cap: [0, 10万元]}"""

EXPECTED: Mapping[str, Word] = MappingProxyType(
    {
        "award": Word("每行的核定金额", "What each row is paid"),
        "awards": Word("核定笔数", "How many rows are paid anything"),
        "entitlement": Word(
            "每行应补金额,资金不足时压减之前", "What each row is owed, before a short pot is shared"
        ),
        "eligible": Word("每行是否符合条件", "Whether each row is eligible"),
        "conditions.<name>": Word("每行是否符合这一项条件", "Whether each row meets that condition"),
        "total": Word("核定金额合计", "The sum of the awards"),
        "total.<figure>": Word(
            "任何一个按行金额的合计,如 total.lost_to.cap",
            "The sum of any amount that rows have, as total.lost_to.cap",
        ),
        "unspent": Word("资金盘中没有用完的", "What is left of the pot"),
        "feasible": Word(
            "是否有可行方案;写 no 即预期没有,其他名称此时都没有值",
            "Whether a plan exists; `feasible: no` expects none, and nothing else has a value then",
        ),
        "<step>": Word("该步之后的金额", "The amount after that step"),
        "<step>.<limb>": Word(
            "分支末步之后的金额,因素法中是这一因素分得的(如 factors.size);分支里的步骤再往下写,如 sum.base.cap",
            "The amount at the end of a limb, or what a factor of a formula brings (factors.size); steps inside a limb are named below it, as sum.base.cap",
        ),
        "lost_to.<step>": Word("该步减少的金额", "What that step took off"),
        "raised_by.<step>": Word("该步增加的金额", "What that step added"),
        "<payer>": Word(
            "split、waterfall 中这一出资方负担的金额", "What that payer of a split or a waterfall bears"
        ),
        "issued": Word("创新券已发放的", "Vouchers issued"),
        "redeemed": Word("创新券已兑付的", "Vouchers redeemed"),
        "open_liability": Word(
            "创新券未到期、尚未兑付的", "Vouchers neither redeemed nor run out: still owed"
        ),
        "lapsed": Word(
            "作废的:过期未兑付的,或封顶减少而不结转的",
            "What lapsed: vouchers run out, or what a cap cut off and does not carry",
        ),
        "carried": Word("封顶减少、结转以后年度的", "What a cap cut off and carries to a later year"),
        "pool_used": Word("到这一行为止资金池已用的", "What the pool has used, this row included"),
        "suspended": Word("到这一行是否已暂停(熔断)", "Whether payments are suspended by this row"),
        "extra": Word("基数保障从总额之外另行安排的", "What a guarantee draws from outside the pot"),
        "rounds": Word("基数保障归一的轮数", "The rounds in which guarantees were settled"),
        "reduced": Word("基数保障是否压减", "Whether guarantees were cut"),
        "columns.<name>": Word("每行这一列的值,推算列也可", "The values of that column, derived ones too"),
        "figures.<name>": Word("参数的值", "The value of that figure"),
        "constraints.<name>.value": Word("约束左边的值", "What the limit measures"),
        "constraints.<name>.met": Word("约束是否满足", "Whether the limit is kept"),
        "constraints.<name>.slack": Word(
            "离界限还有多少,负数为超过", "How far it is from its bound; below 0 it is broken"
        ),
        "spending.pot.amount.<part>": Word(
            "资金盘作为限额的 value、met、slack", "value, met and slack of the pot as a limit"
        ),
        "programmes.<id>.envelope.<bound>.<part>": Word(
            "专项总额限制的 value、met、slack;只有一个专项时 id 是用例的编号",
            "value, met and slack of an envelope; the id is the case's where it is the only programme",
        ),
        "payments": Word("各期拨付合计", "The instalments of all awards, one a period"),
        "payments.<row>": Word(
            "这一行的各期拨付,如 payments.0001", "The instalments of one row, as payments.0001"
        ),
        "payments.committed": Word(
            "签约即承诺的金额:各期之和", "What the contract binds at once: all instalments"
        ),
        "payments.cash_fits": Word(
            "各期拨付是否在当年预算之内", "Whether each instalment is within its year's budget"
        ),
        "payments.commitment_fits": Word(
            "承诺的金额是否在首年预算之内", "Whether what is committed is within the first year's budget"
        ),
        "milestones.due": Word("已完成、现在应付的", "What is due now, the work being done"),
        "milestones.unpaid": Word("未完成、不应付的", "What is not due, the work not being done"),
        "milestones.retained": Word("预留的", "What is kept back"),
        "cash.ceilings": Word("到各期末累计可付的金额", "What may be paid by the end of each period"),
        "cash.paid": Word("各期支付的", "What each period pays"),
        "cash.waiting": Word("各期末等待支付的", "What waits at the end of each period"),
        "cash.unmet": Word("最终没有付出的", "What is never paid"),
        "publish.lines": Word("公布的各行,合计无尾差", "The lines as printed, which add up"),
        "publish.alone": Word("各行单独四舍五入的数", "Each line rounded by itself"),
        "publish.total": Word("公布的合计", "The printed total"),
        "targets.<name>.needed": Word("达到指标还需的数目", "How many more the target needs"),
        "targets.<name>.cost": Word("达到这一指标的成本", "What that target costs"),
        "targets.least_cost": Word("达到全部指标的最低成本", "The least that all targets cost"),
        "targets.feasible": Word("资金盘是否够", "Whether the pot suffices for the targets"),
        "targets.shortfall": Word("资金盘还差多少", "What the pot lacks"),
        "<programme>.<figure>": Word(
            "有几个专项时每行的结果前加专项编号,如 a.award、a.cap;其合计为 total.a.award",
            "With several programmes the figures of rows begin with the programme's id, as a.award and a.cap; their sum is total.a.award",
        ),
    }
)
PLACEHOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "<step>": "<步骤>",
        "<limb>": "<分支>",
        "<payer>": "<出资方>",
        "<name>": "<名称>",
        "<figure>": "<结果>",
        "<row>": "<行编号>",
        "<id>": "<编号>",
        "<bound>": "<界限>",
        "<part>": "<项>",
        "<programme>": "<专项>",
    }
)

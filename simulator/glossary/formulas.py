"""The formula of every registered word in one line, and the problem codes that concern it.

A formula speaks in the fields of its word; `so far` is the amount the steps above it came to.
"""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.word import Word

_MAKERS = {
    "share": Word(
        "基数 × min(比例 + Σ 百分点, 比例上限)", "of × min(rate + the pp that apply, rate_at_most)"
    ),
    "fixed": Word("金额", "amount"),
    "per_unit": Word("min(基数, 不超过) × 金额", "min(of, at_most) × amount"),
    "brackets": Word(
        "Σ 各档:基数落在该档内的部分 × 该档的比例(或每单位金额)",
        "for each band: the part of the base inside it × its rate (or its amount a unit), all added up",
    ),
    "slabs": Word(
        "达到的最后一档:整个基数 × 比例,或该档金额;一档未达为 0",
        "the last level reached: the whole base × its rate, or its amount; 0 below the first",
    ),
    "per_full": Word(
        "⌊max(0, 基数 − 超出部分) ÷ 步长⌋(至多“不超过”份)× 金额",
        "⌊max(0, of − above) ÷ each⌋, no more than at_most, × amount",
    ),
    "taper": Word(
        "从:起点值;到:终点值;其间:起点值 + (终点值 − 起点值) × (基数 − 从) ÷ (到 − 从)",
        "start up to `from`, end from `to` on, between them start + (end − start) × (of − from) ÷ (to − from)",
    ),
    "table": Word(
        "各列的值所指的一格;没有这一格的为“其余”",
        "the cell that the values of the columns name; `rest` where none does",
    ),
    "choose": Word(
        "分类列的值所指的步骤算出的金额;没有列出的用“其余”的步骤",
        "what the steps of the case named by the column come to; those of `rest` where none is",
    ),
    "interest": Word(
        "基数 × 比例 × 天数 ÷ 年度;天数 = 止息日 − 起息日,不为负",
        "of × rate × days ÷ year; days = ends − begins, never negative",
    ),
    "voucher": Word(
        "min(面额, 已兑付);余额在到期日及以前为待付,以后作废",
        "min(face, redeemed); the rest is owed up to the day it expires and lapses after it",
    ),
    "split": Word(
        "各方:基数 × 比例,四舍五入到分,不超过其限额;其余由“其余”方承担;金额 = 支付方所承担的",
        "each payer: of × rate to the fen, up to its at_most; the payer with rest bears what is left; the award is what `pays` bear",
    ),
    "waterfall": Word(
        "逐层:min(尚余, 该层限额);金额 = 支付方各层所承担的",
        "layer after layer: min(what is left, its at_most); the award is what `pays` bear",
    ),
    "pay_to": Word(
        "各收款方各自的步骤,四舍五入到分;金额 = 各方之和",
        "each payee's own steps, to the fen; the award is what they get in all",
    ),
    "sum": Word("各分支相加", "all limbs added up"),
    "highest": Word("各分支中最高的", "the largest limb"),
    "lowest": Word("各分支中最低的", "the smallest limb"),
    "first_of": Word("按所写次序,第一个大于零的分支", "the first limb, in the order written, above nothing"),
}
_CHANGERS = {
    "uplift": Word("此前金额 × (1 + 幅度)", "so far × (1 + by)"),
    "cap": Word(
        "min(此前金额, 金额);超出时“不予核定”的为 0", "min(so far, amount); with over: reject 0 above it"
    ),
    "floor": Word("max(此前金额, 金额)", "max(so far, amount)"),
    "less": Word("max(0, 此前金额 − 金额)", "max(0, so far − amount)"),
    "pay_from": Word("此前金额 ≥ 金额则照付,否则为 0", "so far where it is at least the amount, otherwise 0"),
    "years": Word(
        "此前金额 × 第几年的比例;第一年以前、末年以后为 0",
        "so far × the rate of the year; 0 before the first and after the last",
    ),
    "prorate": Word("此前金额 × min(1, max(0, 基数 ÷ 总期数))", "so far × min(1, max(0, of ÷ out_of))"),
    "all_sources": Word(
        "min(此前金额, max(0, 不超过 × 基数 − 其他来源))", "min(so far, max(0, at_most × of − others))"
    ),
    "clawback": Word(
        "此前金额 × (1 − min(1, 实际 ÷ 承诺)) × (1 + 贴息)^年限;按期时为 1 − 已履行 ÷ 期限",
        "so far × (1 − min(1, achieved ÷ promised)) × (1 + interest)^years; by time, 1 − kept ÷ term",
    ),
    "round": Word("此前金额取整到“到”的整数倍", "so far at whole multiples of `to`"),
}
_GROUP_STEPS = {
    "ceiling": Word(
        "同组按次序:min(此前金额, 金额 − 已用 − 排在前面的);同比例时各家 × 余额 ÷ 同组合计",
        "in a group, in order: min(so far, amount − used − those before it); pro rata: each × room ÷ the group's sum",
    ),
    "top_up": Word(
        "同组按次序:max(0, 此前金额 − 前面各笔中最高的)",
        "in a group, in order: max(0, so far − the highest before it)",
    ),
    "best": Word("同组最高的一笔照付,其余为 0", "the highest of a group, 0 for the others"),
    "stop_loss": Word(
        "按次序:已用 + 已付 < 触发比例 × 资金池时照付,此后为 0",
        "in order: so far while used + paid is below trigger × pool, then 0",
    ),
}
_METHODS = {
    "pro_rata": Word(
        "应补金额 × 可用资金 ÷ 应补合计,按最大余数法到分,余分先给编号小者",
        "claim × pot ÷ all claims, to the fen by largest remainder, ties to the smaller id",
    ),
    "water_fill": Word(
        "min(应补金额, 同一水平线),水平线使合计等于可用资金",
        "min(claim, one level for all), the level at which they add to the pot",
    ),
    "equal": Word(
        "min(应补金额, ⌊可用资金 ÷ 家数⌋),不足额的不再分",
        "min(claim, ⌊pot ÷ heads⌋), what a claim does not need is not shared again",
    ),
    "in_full": Word(
        "应补金额;合计超过可用资金则报告无可行方案",
        "the claim; infeasible when the claims are more than the pot",
    ),
    "ranked": Word(
        "按次序全额支付,直到付不足的一家,由“末位”决定",
        "the claim, one after another in order, until the money ends; `last` says what then",
    ),
    "first_come": Word(
        "按申报先后全额支付,直到付不足的一家,由“末位”决定",
        "the claim, the earliest first, until the money ends; `last` says what then",
    ),
    "tiers": Word(
        "前一层付足后才有下一层;钱用完的一层按其自己的方式分",
        "tier after tier in full; the one the money ends in is shared by its own method",
    ),
    "weigh": Word(
        "Σ ± 权重 × 目标量(金额则 ÷ 按),最大化为正,最小化为负",
        "Σ ± weight × aim (money ÷ per), plus for maximise, minus for minimise",
    ),
    "change_from_last_year": Word(
        "Σ |核定 − 上年|,按专项的上年数,或按单位与基数列",
        "Σ |award − last year|, by programme with its last_year, or by applicant with the column `of`",
    ),
    "smallest_share": Word("min 核定 ÷ 应补,向下取到百万分之一", "min award ÷ claim, down to the millionth"),
    "largest_cut": Word(
        "max (1 − 核定 ÷ 应补) = 1 − 最低满足率", "max (1 − award ÷ claim) = 1 − the smallest share"
    ),
    "optimise": Word(
        "付或不付由目标决定,不超过应补金额", "what the objective makes best, never above the claim"
    ),
}
_DISTRIBUTION = {
    "distribute": Word(
        "资金 × Σ 权重 × 因素值 ÷ 因素合计",
        "pot × (for each factor: weight × own value ÷ all values), added up",
    ),
    "gap": Word(
        "因素值 = max(0, 需要 − 已有);写“不超过”时系数以此为限",
        "the factor's value is max(0, need − have); at_most limits the part of the gap that is paid",
    ),
    "roots": Word(
        "因素值 = 每组 (Σ √基数)² − Σ 基数,记在该组编号最小的一行",
        "the factor's value is (Σ √of)² − Σ of over a group, at its row with the smallest id",
    ),
    "minimum": Word(
        "每家先得这个数,其余资金再按因素分", "this to everyone first, the rest of the pot by factors"
    ),
    "times": Word(
        "按因素所得 × 系数,再按比例调回资金总额", "what the factors give × of, then scaled back to the pot"
    ),
    "protect": Word(
        "不低于、不超过上年数的一定比例;由其他各家分担或另行出资",
        "no less and no more than shares of an earlier amount; the others bear it, or the pot is added to",
    ),
    "quota": Word(
        "每组符合条件者按次序取前“不超过”个,其余不再符合条件",
        "of the eligible in a group the first at_most in order stay eligible",
    ),
}
FORMULAS: Mapping[str, Word] = MappingProxyType(
    {**_MAKERS, **_CHANGERS, **_GROUP_STEPS, **_METHODS, **_DISTRIBUTION}
)

EVERY_STEP: tuple[str, ...] = ("S231", "S232", "S233", "S238", "W701")
EVERY_GROUP_STEP: tuple[str, ...] = ("S264", "S301", "S302", "W731")
EVERY_METHOD: tuple[str, ...] = ("S244", "S245", "S254", "R630")
EVERY_DISTRIBUTION: tuple[str, ...] = ("S341", "S342", "S343", "R661", "R662")
"""The codes that concern all words of a kind; `CODES` holds those of one word."""

CODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "share": ("S236", "W703", "W708"),
        "per_unit": ("S208",),
        "brackets": ("S235", "S237", "S363", "S364", "S365", "S366"),
        "slabs": ("S361", "S362", "S363", "S364", "S366", "W711"),
        "per_full": ("S366", "S386"),
        "taper": ("S366", "S381"),
        "table": ("S207", "S367", "S368", "S369", "S371", "S372", "S373"),
        "choose": ("S367", "S368", "S371", "S372", "S373"),
        "interest": ("S379", "S380", "S383", "W712"),
        "voucher": ("S383",),
        "split": ("S374", "S375", "S376", "S377", "S388"),
        "waterfall": ("S374", "S378", "S388"),
        "pay_to": ("S458",),
        "uplift": ("W701", "W702"),
        "cap": ("S234", "W701", "W713"),
        "floor": ("S234", "W701"),
        "round": ("S347", "W701"),
        "years": ("S208", "S382"),
        "prorate": ("S386",),
        "clawback": ("S366", "S383", "S384", "S385", "S386"),
        "ceiling": ("S303",),
        "water_fill": ("R611",),
        "equal": ("R611",),
        "in_full": ("R601",),
        "ranked": ("R610",),
        "first_come": ("R610",),
        "tiers": ("S265", "S266"),
        "optimise": ("S261", "S262", "S268"),
        "keep": ("S267", "S330", "W706"),
        "maximise": ("S268", "S324", "S330", "S331"),
        "minimise": ("S324", "S330", "S338"),
        "weigh": ("S325", "S326", "S327", "S328", "S329", "S330"),
        "change_from_last_year": ("S320", "S321", "S324"),
        "smallest_share": ("S322", "S323", "S324"),
        "largest_cut": ("S322", "S323", "S324"),
        "gap": ("S346",),
        "roots": ("S348",),
        "times": ("S346",),
        "protect": ("S344", "S345", "S346"),
        "distribute": ("S347", "R663"),
        "cumulation": ("S301", "S303", "S304", "S305", "S306", "S309"),
        "one_per_item": ("S301", "S304", "S305", "S307", "S308", "S309"),
        "quota": ("S264", "S301"),
    }
)

"""How a clause is said: the wording of policies beside the words of the language that compute it.

Each is written as it stands in a scenario: keys of a programme, or of the scenario as a whole.
"""

from dataclasses import dataclass

from simulator.glossary.word import Word


@dataclass(frozen=True, slots=True)
class Clause:
    """One wording of policies and what is written for it: keys of a programme, or of the whole scenario."""

    wording: Word
    written: str
    whole: bool = False
    note: Word = Word("", "")


_AMOUNTS = (
    Clause(
        Word("按实际发生额的 50% 补贴,最高 20 万元", "50% of what was spent, at most 200,000"),
        "award: [{share: {of: expense, rate: 50%}}, {cap: 20万元}]",
    ),
    Clause(
        Word("对初创企业再加 10 个百分点,合计不超过 60%", "ten points more for start-ups, 60% at most"),
        "award:\n  - share: {of: expense, rate: 50%, plus: {pp: 10pp, when: startup}, rate_at_most: 60%}",
    ),
    Clause(
        Word("战略性新兴产业资助额度上浮 20%", "20% more for strategic industries"),
        "award: [{share: {of: expense, rate: 50%}}, {uplift: {by: 20%, when: startup}}]",
    ),
    Clause(
        Word("首次认定 20 万元,复审 10 万元", "200,000 when first recognised, 100,000 when renewed"),
        "award: [{table: {of: status, values: {first_time: 20万元, renewed: 10万元}}}]",
    ),
    Clause(
        Word("每件专利 5000 元,最多 10 件", "5,000 a patent, for ten at most"),
        "award: [{per_unit: {of: heads, amount: 5000元, at_most: 10}}]",
    ),
    Clause(
        Word(
            "超过 1 亿元后每满 0.25 亿元奖励 10 万元", "100,000 for every full 25 million above 100 million"
        ),
        "award: [{per_full: {of: output, above: 1亿元, each: 0.25亿元, amount: 10万元}}]",
    ),
    Clause(
        Word("超额累进", "marginal bands"),
        "award:\n  - brackets:\n      of: output\n      bands: [{up_to: 1亿元, rate: 5%}, {above: 1亿元, rate: 1%}]",
    ),
    Clause(
        Word("全额累进", "levels of the whole"),
        "award:\n  - slabs:\n      of: output\n"
        "      bands: [{at_least: 2000万元, rate: 1%}, {more_than: 5000万元, rate: 2%}]",
        note=Word("过线处整笔金额跳变,检查时会提示", "the whole award jumps at an edge, and check says so"),
    ),
    Clause(
        Word("对增量部分给予 10% 奖励", "10% of the growth over last year"),
        "award:\n  - share: {of: [{fixed: output}, {less: last_year}], rate: 10%}",
    ),
    Clause(
        Word("不足 1000 元的不予支付", "nothing is paid below 1,000"),
        "award: [{fixed: expense}, {pay_from: 1000元}]",
    ),
    Clause(
        Word(
            "第一年全额,第二、三年减半,最多三年", "all in the first year, half in the next two, then nothing"
        ),
        "award: [{fixed: expense}, {years: {of: nth, rates: [100%, 50%, 50%]}}]",
    ),
    Clause(
        Word("当年不足 12 个月的按月折算", "by the month in a year that is not whole"),
        "award: [{fixed: expense}, {prorate: {of: months, out_of: 12}}]",
    ),
    Clause(
        Word("配套:按上级资助 1:1 配套", "matching: as much as the upper level granted"),
        "award: [{share: {of: granted, rate: 100%}}, {cap: 100万元}]",
        note=Word(
            "上级一般不得要求下级配套,所以从不默认",
            "upper levels may mostly not demand it, so it is never a default",
        ),
    ),
)
_CHOICES = (
    Clause(
        Word("就高不重复(一笔之内)", "the higher of two ways to reckon one award"),
        "award:\n  - highest:\n      flat: [{fixed: 5万元}]\n      by_cost: [{share: {of: expense, rate: 10%}}]",
    ),
    Clause(
        Word("就高不重复(同一单位多笔)", "only the highest of a firm's awards"),
        "award: [{fixed: expense}, {best: {per: firm}}]",
    ),
    Clause(
        Word("差额补足:升级后只补差额", "the difference only, when one moves up"),
        "award: [{fixed: expense}, {top_up: {per: firm, order: [{earliest: day}, {first: id}]}}]",
    ),
    Clause(
        Word("已获其他资助的,从中扣除", "less what was granted elsewhere"),
        "award: [{share: {of: expense, rate: 50%}}, {less: granted}]",
    ),
    Clause(
        Word("同一项目只能享受一项政策,取对单位最有利者", "one programme an item, the best for the firm"),
        "one_per_item: [{id: one_each, per: item, firm: firm, programmes: [a, b]}]",
        whole=True,
    ),
    Clause(
        Word("各级财政资助合计不超过投资额的 50%", "all levels together pay half of the cost at most"),
        "award:\n  - share: {of: expense, rate: 30%}\n"
        "  - all_sources: {of: expense, at_most: 50%, others: granted}",
    ),
)
_CEILINGS = (
    Clause(
        Word("年度封顶:同一单位每年不超过 100 万元", "a firm's year: one million at most"),
        "award: [{fixed: expense}, {ceiling: {amount: 100万元, per: [firm, nth]}}]",
    ),
    Clause(
        Word("累计封顶:任意连续三年不超过 100 万元", "any three years in a row: one million at most"),
        "award:\n  - fixed: expense\n  - ceiling: {amount: 100万元, per: firm, window: {of: day, years: 3}}",
    ),
    Clause(
        Word("累计封顶:含以前年度已获的金额", "over its life, with what it had before"),
        "award: [{fixed: expense}, {ceiling: {amount: 100万元, per: firm, used: granted}}]",
    ),
    Clause(
        Word("叠加上限:几项政策合计不超过 500 万元", "several programmes together: five million at most"),
        "cumulation:\n  - {id: firm_ceiling, ceiling: 500万元, per: firm, programmes: [a, b], cut_first: [b, a]}",
        whole=True,
    ),
    Clause(
        Word("超出封顶部分结转下年", "what a cap cuts off is carried to the next year"),
        "award: [{fixed: expense}, {cap: {amount: 50万元, excess: carry}}]",
    ),
)
_MONEY = (
    Clause(
        Word("总额控制,超出预算按比例核减", "within the appropriation, all cut alike when short"),
        "award: [{fixed: expense}]\nenvelope: {at_most: 1000万元}\nwhen_short: pro_rata",
    ),
    Clause(
        Word("先到先得,额满为止", "first come, first served, until the money ends"),
        "award: [{fixed: expense}]\nwhen_short: {first_come: {by: day, last: partial}}",
    ),
    Clause(
        Word("按评分择优,60 分以上", "the best scores, of 60 and above"),
        "award: [{fixed: expense}]\n"
        "when_short: {ranked: {where: score >= 60, order: [{highest: score}, {first: id}], last: stop}}",
    ),
    Clause(
        Word("优先保障层:先保基本,余额再分", "the basic tier in full first, the rest share what is left"),
        "award: [{fixed: expense}]\nwhen_short: {tiers: [{where: startup}, {rest: pro_rata}]}",
    ),
    Clause(
        Word("限项申报:每家单位限报 2 项", "two applications an institution at most"),
        "quota: {per: firm, at_most: 2, order: [{highest: score}, {first: id}]}",
    ),
    Clause(
        Word("免申即享", "paid without applying"),
        "apply_free: yes\naward: [{fixed: 10万元}]",
    ),
    Clause(
        Word("因素法:权重 60/40,乘以绩效系数", "by formula: factors of 60 and 40, times performance"),
        "distribute:\n  factors: {output: {weight: 60%, of: output}, heads: {weight: 40%, of: heads}}\n"
        "  times: {of: performance}",
        note=Word("与“核定”二者取一", "in place of an award"),
    ),
    Clause(
        Word("上年水平保底:不低于上年,由其他各家分担", "no less than last year, the others bear it"),
        "distribute:\n  factors: {output: {weight: 100%, of: output}}\n"
        "  protect: {of: last_year, at_least: 100%}",
        note=Word(
            "另行安排资金时写“保障资金: 另行安排”", "where other money pays for it, write funded_by: extra"
        ),
    ),
    Clause(
        Word("结余挂钩:按结转增长额的 30% 扣减下年安排", "30% of the growth in carried-over money is cut"),
        "award: [{fixed: expense}, {less: '30% * max(granted - last_year, 0元)'}]",
    ),
    Clause(
        Word("提前下达:不低于上年数的 70%", "handed down early: at least 70% of last year"),
        "constraints:\n  early: {top: {award: {programme: a}}, bottom: {figure: last_year_total}, at_least: 70%}",
        whole=True,
    ),
    Clause(
        Word("用于某类的资金不低于 30%", "at least 30% of the money for one kind"),
        "constraints:\n  part: {top: {award: {programme: a}}, bottom: award, at_least: 30%}",
        whole=True,
    ),
    Clause(
        Word("自 2024 年起施行,有效期三年", "in force from 2024 for three years"),
        "from: 2024-01-01\nuntil: 2026-12-31",
    ),
)
_FINANCE = (
    Clause(
        Word("贴息:按 LPR 的 50%,按实际用款天数", "an interest subsidy of half the LPR, by actual days"),
        "award: [{interest: {of: loan, rate: 50% * lpr, begins: day, ends: last_day, year: 360}}]",
    ),
    Clause(
        Word("风险补偿:不良部分承担 50%,单笔最高 200 万元", "half of a loss, two million at most"),
        "award:\n  - split:\n      of: loss\n"
        "      payers: [{id: pool, rate: 50%, at_most: 200万元}, {id: bank, rest: yes}]\n      pays: pool",
        note=Word("限额以上由银行承担", "the bank bears what is above the limit"),
    ),
    Clause(
        Word(
            "担保代偿:准备金先付,资金池次之,余额由机构承担", "a reserve first, then the pool, then the bank"
        ),
        "award:\n  - waterfall:\n      of: loss\n"
        "      layers: [{id: reserve, at_most: 30万元}, {id: pool, at_most: 50万元}, {id: bank}]\n      pays: pool",
    ),
    Clause(
        Word("双向激励:投资方按投资额 4%、被投企业按 2%", "four per cent to the investor, two to the firm"),
        "award:\n  - pay_to:\n      payees:\n"
        "        investor: [{share: {of: expense, rate: 4%}}]\n"
        "        investee: [{share: {of: expense, rate: 2%}}]",
    ),
    Clause(
        Word("熔断:赔付达到资金池的 50% 即停", "payments stop once half of the pool is used"),
        "award: [{fixed: loss}, {stop_loss: {pool: 1000万元, trigger: 50%, order: [{earliest: day}, {first: id}]}}]",
    ),
    Clause(
        Word("创新券:限期兑付,过期作废", "a voucher, redeemed in time or lost"),
        "award: [{voucher: {face: granted, redeemed: expense, expires: last_day, as_of: 2025-01-01}}]",
    ),
    Clause(
        Word("保费补贴:按实缴保费的 50%", "half of the premium paid"),
        "award: [{share: {of: premium, rate: 50%}}, {cap: 20万元}]",
    ),
    Clause(
        Word("股权投资:不超过基金实缴规模的 20%", "equity: a fifth of the fund's paid-in capital at most"),
        "award: [{fixed: expense}, {cap: 20% * fund}]",
        note=Word("上限是另一列或参数的一部分", "a cap may be a share of another column or figure"),
    ),
    Clause(
        Word(
            "迁出退回:未满 60 个月的按剩余月数退回,并计利息", "who leaves within 60 months pays back the rest"
        ),
        "award:\n  - fixed: granted\n  - clawback: {kept: months, term: 60, interest: 4%, years: nth}",
    ),
    Clause(
        Word("绩效退回:按未完成比例退回", "paid back in the part that was not achieved"),
        "award: [{fixed: granted}, {clawback: {achieved: heads, promised: nth}}]",
    ),
)
_DECIDED = (
    Clause(
        Word("已公布的名单不再变动", "what was published stays as it is"),
        "decisions: [{file: previous/awards.csv, status: published}]",
        whole=True,
        note=Word(
            "其余申报单位分配剩下的资金",
            "the file is an awards.csv of an earlier run; the others share what is left",
        ),
    ),
    Clause(
        Word("局长办公会另行核定", "an award decided by hand"),
        "decisions: [{award: a/F1, is: 5万元, who: 局长办公会, why: 历史遗留, on: 2014-05-01}]",
        whole=True,
    ),
    Clause(
        Word("申报单位撤回,仍在名单上列明原因", "a claim withdrawn, kept in sight with its reason"),
        "decisions: [{award: a/F1, outcome: withdrawn, who: 业务处, why: 单位申请撤回}]",
        whole=True,
    ),
    Clause(
        Word(
            "专款专用:先用上级资金,不足部分由本级承担",
            "earmarked: the upper level's money first, then our own",
        ),
        "award: [{fixed: expense}]\nwhen_short: pro_rata\npaid_from: [upper, own]",
    ),
)
_LIMITS = (
    Clause(
        Word("受益单位不少于 100 家,一家只计一次", "a hundred firms reached at least, each once"),
        "constraints: {reach: {top: {beneficiaries: {}}, at_least: 100}}",
        whole=True,
    ),
    Clause(
        Word(
            "每家单位合计不超过 500 万元,不论几个专项",
            "no firm gets more than five million over all programmes",
        ),
        "constraints: {each_firm: {top: {award: {}}, per: id, at_most: 500万元}}",
        whole=True,
    ),
    Clause(
        Word("财政资金撬动社会投入不低于 3 倍", "private money at least three times the awards"),
        "constraints: {leverage: {top: {sum: {of: expense, programme: a}}, bottom: {award: {programme: a}}, at_least: 3x}}",
        whole=True,
    ),
    Clause(
        Word("各类单位的资金为上年的 90% 至 110%", "every group at 90 to 110 per cent of last year"),
        "constraints: {steady: {top: {award: {}}, bottom: {total: {of: last_year, same_group: yes}}, per: status,"
        " between: [90%, 110%]}}",
        whole=True,
    ),
    Clause(
        Word("两笔之中至多安排一笔", "one of two awards at most"),
        "constraints: {either: {top: {count: {awards: [a/F1, b/F2]}}, at_most: 1}}",
        whole=True,
    ),
    Clause(
        Word("获得 b 的单位须同时获得 a", "whoever gets b gets a too"),
        "constraints: {with_a: {every: {programme: b}, needs: {programme: a}, per: id}}",
        whole=True,
    ),
    Clause(
        Word("同一单位不得同时获得 a 和 b", "a and b exclude each other for a firm"),
        "constraints: {a_or_b: {every: {programme: a}, excludes: {programme: b}, per: id}}",
        whole=True,
    ),
    Clause(
        Word("要么不安排,要么每类 100 万至 400 万元", "nothing, or one to four million a group"),
        "constraints: {lots: {top: {award: {}}, per: status, between: [100万元, 400万元], or_nothing: yes}}",
        whole=True,
    ),
    Clause(
        Word("条件相同、应补金额相同者抽签确定先后", "equals come in the order of a draw"),
        "constraints: {draw: {equal: {programme: a}, by: [status, score], lottery: 2014}}",
        whole=True,
    ),
)
CLAUSES: tuple[tuple[Word, tuple[Clause, ...]], ...] = (
    (Word("怎样算", "How much"), _AMOUNTS),
    (Word("几种之中取哪一种", "Which of several"), _CHOICES),
    (Word("封顶与累计", "Ceilings"), _CEILINGS),
    (Word("资金总额与分配", "The money and how it is shared"), _MONEY),
    (Word("金融工具与退回", "Loans, losses, vouchers, paying back"), _FINANCE),
    (Word("整体约束", "Limits on the whole"), _LIMITS),
    (Word("已定的核定与专款", "What is decided already, and earmarked money"), _DECIDED),
)

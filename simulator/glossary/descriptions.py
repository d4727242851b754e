"""One sentence a word of the language, for the JSON Schema and the language reference: one word, one meaning."""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.word import Word

_SCENARIO = {
    "scenario": Word("方案的编号", "The scenario's id"),
    "year": Word("预算年度;贴息中指一年按几天计", "The budget year; in interest, the days of a year"),
    "language": Word("语言版本;不写即为 1", "The version of this language; 1 unless written"),
    "title": Word("给人看的名称", "The name shown to people"),
    "note": Word("说明;假设须写明理由", "A remark; an assumption says why"),
    "unit": Word(
        "本文件中裸数金额的单位;不管数据文件", "What bare money in this file is in; never in data files"
    ),
    "sources": Word("资金来源;为零的也保留", "Sources of money; zero lines are kept"),
    "spending": Word(
        "支出类别及其预算数;在别处指其中一类",
        "Classes of spending with their appropriations; elsewhere, one of them",
    ),
    "figures": Word("有名称的数,表达式中可用", "Named numbers, usable in any expression"),
    "populations": Word(
        "申报名单:数据文件或标明的模拟名单", "Who may apply: a data file, or a labelled invented population"
    ),
    "programmes": Word("专项", "Programmes"),
    "constraints": Word(
        "整体必须满足的约束;在 keep 中列出软约束", "What the whole must obey; in keep, the soft ones"
    ),
    "objective": Word("优化的目标,先写者优先", "What the optimiser aims at, the first goal first"),
    "assumptions": Word(
        "文件未给出的参数,及其理由与可靠性", "Parameters that no document gives, with reason and reliability"
    ),
    "expect": Word("每次运行都须得出的公布数", "Published figures that every run must reproduce"),
    "id": Word("编号;申报名单中指编号列", "An id; in a population, the column that holds the ids"),
    "amount": Word("金额", "An amount of money"),
    "document": Word("出处文件", "The document it comes from"),
    "quote": Word("原文摘录", "The words of the document"),
    "is": Word("等于这个数", "Exactly this figure"),
    "until": Word("有效期的末日,含当日", "The last day it is in force, inclusive"),
    "allow_outdated": Word(
        "允许使用不在有效期内的参数和专项,所有输出都会标明",
        "Use what is not in force; every output is marked then",
    ),
}
_POPULATIONS = {
    "file": Word("CSV 数据文件的路径", "The path of a CSV data file"),
    "columns": Word("所用各列及其类型", "The columns used, each with its type"),
    "nature": Word("数据文件的行是真实的还是模拟的", "Whether a file's rows are real or synthetic"),
    "real": Word("真实数据", "Real data"),
    "synthetic": Word(
        "模拟名单:数量、种子、各列的抽取方式",
        "An invented population: how many, from which seed, how each column is drawn",
    ),
    "type": Word("列的类型", "The column's type"),
    "blank": Word(
        "空白单元格代表的值;不写则空白为错误", "What a blank cell stands for; without it a blank is an error"
    ),
    "count": Word(
        "整数个数;贴息中指天数怎样算:actual 按日历,thirty 即 30E/360,每月按三十天,31 日视为 30 日",
        "A whole number of things; in interest, how days are counted: actual by the calendar, thirty by 30E/360, each month of thirty days, day 31 counting as 30",
    ),
    "number": Word("数值", "Any exact number"),
    "percent": Word("百分比", "A percentage"),
    "yes_no": Word("是或否", "Yes or no"),
    "date": Word("日期,如 2014-06-30", "A date such as 2014-06-30"),
    "text": Word("文本;在指标中为没有数字的条款", "A text; of a target, a clause without a number"),
    "seed": Word("随机种子", "The seed of the draws"),
    "prefix": Word("模拟编号的前缀", "What invented ids begin with"),
    "lognormal": Word("对数正态抽取:偏态的正值", "A skewed draw of positive values"),
    "normal": Word("正态抽取", "A symmetric draw around a mean"),
    "uniform": Word("两数之间等可能,含两端", "Every value between two bounds equally likely, both included"),
    "choice": Word("从几个取值中按权重抽取", "One of several values, by weight"),
    "fixed": Word(
        "固定数额;在数据列中指每行同值", "A fixed sum; for a synthetic column, the same value in every row"
    ),
    "mean": Word("均值", "The mean"),
    "sd": Word("标准差", "The standard deviation"),
    "values": Word(
        "各取值;查表时指表中各格;参数中指各段取值及其起止日期",
        "The values; in a table, its cells; of a figure, each with its dates",
    ),
    "weights": Word("各取值的权重,合计 100%", "The weight of each value, together 100%"),
    "zero": Word("取零的行所占比例", "The share of rows that are zero"),
    "total": Word(
        "整列缩放到的合计数;参数中指逐行计算后相加;约束中指把 of 在符合条件者上相加,无论是否获得核定",
        "The sum a drawn column is scaled to; of a figure, an expression added up over all rows; in a limit, over"
        " everyone eligible, whatever they get",
    ),
    "round_to": Word("每个值取整到的单位", "The quantum each value is rounded to"),
    "derived": Word(
        "由其他列和参数算出的列,每列一个表达式",
        "Columns computed from the others and the figures, by expression",
    ),
    "uscc": Word(
        "统一社会信用代码(GB 32100-2015),逐个校验",
        "A unified social credit code (GB 32100-2015), each one verified",
    ),
    "one_to_one": Word(
        "与这一列的值一一对应:一个代码只属于一家,一家只有一个代码",
        "The column that goes with it one to one: one code to one value, one value to one code",
    ),
    "signed": Word("金额可以为负", "Money may be below zero"),
}
_PROGRAMMES = {
    "applicants": Word("申报单位所在的名单", "The population that may apply"),
    "eligible": Word(
        "申报条件:一个表达式,或须全部满足的几个有名称的表达式",
        "Who is eligible: one expression, or several named ones that must all hold",
    ),
    "award": Word(
        "核定规则:自上而下的步骤;在度量中指核定金额",
        "The award rule, steps from top to bottom; as a measure, the awards",
    ),
    "money": Word("none:不花钱的专项", "none: a programme without money"),
    "none": Word("没有", "None"),
    "envelope": Word("专项总额的下限与上限", "The least and the most one programme may spend"),
    "when_short": Word("资金不足时如何分配", "How the pot is shared when money is short"),
    "points": Word("优化时视为好处的得分", "What the optimiser may count as good"),
    "per_award": Word("每笔算数的核定得几分", "Points for each award that counts"),
    "per_unit": Word("按数量:每单位的金额或得分", "So much for each unit: money in a rule, points in points"),
    "counts_from": Word(
        "支付到应补金额的多大比例起算数", "The share of its entitlement from which an award counts"
    ),
    "tags": Word("标签,供约束与分层选择", "Tags that limits and tiers select by"),
    "apply_free": Word("名单内符合条件者不必申请即可获得", "Everyone eligible is paid without applying"),
}
_STEPS = {
    "share": Word("按基数的一定比例计算", "Pay a share of a base"),
    "brackets": Word("分档超额累进", "Each band's part of a base at the band's own rate"),
    "sum": Word(
        "各分支相加;在约束中指把 of 在每笔算数的核定上相加",
        "All limbs together; in a limit, what `of` adds up to over the awards that count",
    ),
    "highest": Word(
        "就高:取最高的分支;排序时指从高到低", "Only the highest limb; in a ranking, the highest first"
    ),
    "lowest": Word("取最低的分支;排序时指从低到高", "Only the lowest limb; in a ranking, the lowest first"),
    "uplift": Word("把当前金额上浮一定比例", "Raise the amount so far by a share of itself"),
    "cap": Word("单笔封顶", "Pay no more than this"),
    "floor": Word("单笔保底", "Pay no less than this"),
    "round": Word("把当前金额取整", "Round the amount so far"),
    "of": Word(
        "基数:一列或一个表达式;公平目标中指相互比较的是专项还是申报单位",
        "The base: a column or an expression; in an aim of fairness, who is compared",
    ),
    "rate": Word("比例,如 50%", "The rate, such as 50%"),
    "plus": Word("符合条件者另加的百分点", "Percentage points added for those who meet a condition"),
    "pp": Word("百分点,如 5pp", "Percentage points, such as 5pp"),
    "rate_at_most": Word("加成后比例的上限", "The ceiling on the rate with its bonus points"),
    "when": Word("只对符合此条件者", "Only for those who meet this condition"),
    "bands": Word("各档,自低到高", "The bands, from the lowest up"),
    "up_to": Word("本档的上界", "Where a band ends"),
    "above": Word(
        "最后一档的下界;每满时指从多少起算", "Where the last, open band begins; or where full steps begin"
    ),
    "branches": Word("有名称的分支,各有步骤", "Named limbs, each with its own steps"),
    "by": Word(
        "变动的幅度;先到先得时指时间列;同等对待时指各方面相同的列",
        "By how much; in first come, the column of times; among equals, the columns they agree in",
    ),
    "to": Word(
        "取整到的单位;区间的上端;改成的值", "The quantum to round to; the upper end of a range; the new value"
    ),
    "from": Word(
        "区间的下端;有效期的首日,含当日;转出之处的路径",
        "The lower end of a range; the first day in force, inclusive; the path that gives",
    ),
    "mode": Word("取整方式", "How to round"),
    "half_up": Word("四舍五入", "Halves upwards"),
    "half_even": Word("四舍六入五成双", "Halves to the even neighbour"),
    "down": Word("向下", "Downwards"),
    "up": Word("向上", "Upwards"),
    "over": Word("超出上限的怎么办", "What happens to an amount over the limit"),
    "clip": Word("只付到上限", "It is paid up to the limit"),
    "reject": Word("超出者一分不付", "It is not paid at all"),
    "excess": Word("超出部分作废还是结转", "Whether what was cut off lapses or is carried on"),
    "lapse": Word("作废", "It is lost"),
    "carry": Word("结转以后年度", "It is carried on to a later year"),
}
_LEVELS = {
    "slabs": Word(
        "全额分档:按所达最高一档,整个基数用该档比例,或给该档金额",
        "The last level reached decides: its rate of the whole base, or its amount",
    ),
    "per_full": Word(
        "每满一个步长给一份,不满不计", "So much for each full step; a step begun counts nothing"
    ),
    "each": Word("一个步长有多大", "How large one step is"),
    "taper": Word(
        "起点以下为起点值,终点以上为终点值,其间按直线变化",
        "The start value up to one point, the end value from another, a straight line between",
    ),
    "start": Word("起点及以下的值", "The value at the first point and below"),
    "end": Word("终点及以上的值,不写即为 0", "The value at the second point and above; 0 unless written"),
    "table": Word("按一列或几列的值查表", "What a table holds for the values of one or more columns"),
    "choose": Word("按一列的值,各用各的步骤", "The steps of the case that a column names"),
    "column": Word("分类(或分组)所依据的列", "The column that the case, or the group, goes by"),
    "cases": Word("每个值及其步骤", "Each value with its own steps"),
    "first_of": Word(
        "依次看各分支,取第一个大于零的", "The first limb, in the order written, that comes to anything"
    ),
}
_FINANCE = {
    "interest": Word(
        "贴息:本金 × 利率 × 天数 ÷ 年天数;退回中指复利的年利率",
        "Interest on a principal for so many days; in a clawback, its compound rate a year",
    ),
    "days": Word("计息天数", "The days that interest runs for"),
    "begins": Word("起息日;天数从次日算起", "The day it begins; days are counted from the next"),
    "ends": Word("止息日,计入天数", "The day it ends, which is counted"),
    "actual": Word("按日历的实际天数", "Days as the calendar has them"),
    "thirty": Word(
        "每月按三十天(30E/360),31 日视为 30 日", "Every month of thirty days (30E/360): day 31 counts as 30"
    ),
    "voucher": Word(
        "创新券:按已兑付额支付,不超过面额", "A voucher: what was redeemed is paid, up to its face"
    ),
    "face": Word("发放的面额", "What it was issued for"),
    "redeemed": Word("已兑付的金额", "What was redeemed of it"),
    "expires": Word("最后有效日", "The last day it is good for"),
    "as_of": Word(
        "基准日:按这一天有效的规定计算,不写即为全年;创新券中指核算到哪一天",
        "The day that decides what is in force, the whole year unless written; of a voucher, the day of account",
    ),
    "split": Word(
        "各方按比例分担,每方取整到分,余数归一方",
        "Several bear a sum by their shares, in whole fen, one of them the rest",
    ),
    "payers": Word(
        "分担各方;写 rest: 是 的一方承担其余", "Who bears the sum; the one with `rest` bears what is left"
    ),
    "pays": Word(
        "分担中指由本级支付的一方或几方;基金中指由它支付的专项",
        "In a sum that is borne, which of them is us; in a fund, the programmes it pays",
    ),
    "gap": Word(
        "因素中指需要与已有之差;分担中指承担封顶缺口的一方",
        "As a factor, what is needed less what there is; in a split, who bears what caps cut off",
    ),
    "waterfall": Word(
        "逐层承担,前一层到限额后由下一层承担", "Layer after layer bears a sum, each up to its most"
    ),
    "layers": Word("各层,先承担者在前", "The layers, the first to bear it first"),
}
_REDUCTIONS = {
    "less": Word("从当前金额中扣除,不低于零", "Taken off the amount so far, which never falls below nothing"),
    "pay_from": Word("达到此数才支付,不足者为零", "Nothing is paid below this; at it, all of it"),
    "years": Word(
        "按支持的第几年取比例,年限外为零;也指年数",
        "The share of the first, second, … year, nothing outside them; also a number of years",
    ),
    "rates": Word("第一年、第二年……的比例", "The rates of the first year, the second, and so on"),
    "prorate": Word(
        "按实际期数占总期数折算,不超过全额", "The part that the time served is of the whole time"
    ),
    "out_of": Word("总期数", "The whole time"),
    "all_sources": Word(
        "各级资金合计不超过同一成本的一定比例",
        "This and all other sources together pay at most a share of one cost",
    ),
    "others": Word("其他来源已给的金额", "What other sources give"),
    "clawback": Word(
        "把当前金额变成须退回的金额", "Turns the amount so far into what must be paid back of it"
    ),
    "achieved": Word("实际完成数", "What was achieved"),
    "promised": Word("承诺完成数", "What was promised"),
    "kept": Word("已履行的期数", "How much of the term was kept"),
    "term": Word("承诺的期数", "The term that was promised"),
}
_SHARING = {
    "pro_rata": Word("同比例压减", "Every claim cut in the same proportion"),
    "water_fill": Word(
        "均分封顶:先均分,满额者退出,余额再均分",
        "Equal shares; whoever is full leaves, and the rest is shared again",
    ),
    "equal": Word(
        "等额:每家同样多,不超过其应补金额;作为因素时每家计 1;作为约束时,条件和应补金额相同者所得相差不过一分",
        "The same for everyone, never above the claim; as a factor, one for each; as a limit, those who agree in"
        " `by` and in their claim get the same within one fen",
    ),
    "in_full": Word(
        "全额保障:证明可行,否则报告无可行方案", "Every claim in full: proved possible, or reported infeasible"
    ),
    "ranked": Word("按次序支付,先好后次", "The best first, one after another"),
    "first_come": Word("先到先得", "The earliest first"),
    "tiers": Word(
        "分层保障:前一层付足,后一层才有",
        "Tier after tier: the next gets nothing before the one above is full",
    ),
    "optimise": Word(
        "由优化决定:每笔整付或不付;写 awards: partial 则可部分支付,at_least 为每笔的最低比例或金额",
        "Left to the optimiser: each award whole or not at all; with awards: partial in part, from at_least on",
    ),
    "where": Word("只看符合此条件的行", "Only the rows that meet this condition"),
    "order": Word(
        "排序的依据,最后以编号列结尾;stages 中为核对次序的环节",
        "What to rank by, ending in the id column; under stages, the stages in their order",
    ),
    "earliest": Word("日期早者在先", "The earliest first"),
    "latest": Word("日期晚者在先", "The latest first"),
    "first": Word("编号小者在先,排序的最后一项", "The smaller id first: the end of every ranking"),
    "last": Word("钱不够付的那一个怎么办", "What happens to the one the money does not cover"),
    "partial": Word(
        "付剩余部分;优化分配中指可以只付一部分", "It gets the rest; in optimise, awards may be paid in part"
    ),
    "skip": Word("跳过,看下一个", "It is passed over for the next"),
    "stop": Word("到此为止", "The queue ends"),
    "rest": Word("其余全部,及其分配方式", "Everyone else, and how they share"),
    "tag": Word("带有此标签的专项", "The programmes with this tag"),
    "programme": Word("这一个专项", "This programme"),
    "figure": Word("这一个有名称的数", "This named number"),
}
_FORMULA = {
    "distribute": Word("因素法:把整盘资金按公式分完", "A whole pot given out by formula"),
    "factors": Word("各因素及其权重,合计 100%", "The factors with their weights, together 100%"),
    "weight": Word(
        "本因素分配资金的比例;加权目标中指这一项的权重",
        "The share of the money that this factor gives out; among weighed aims, how much one counts",
    ),
    "need": Word("需要数,如标准支出", "What is needed, such as standard spending"),
    "have": Word("已有数,如标准收入", "What there is already, such as standard revenue"),
    "roots": Word(
        "平方根匹配:组内各数平方根之和的平方,减各数之和",
        "Quadratic matching: the square of a group's roots added up, less the group's sum",
    ),
    "minimum": Word("每家先得此数,其余再按因素分配", "What each gets first; the rest goes by the factors"),
    "times": Word(
        "按每家的系数(如绩效)调整,再归一到总额",
        "A coefficient of each, such as its performance; then scaled back to the pot",
    ),
    "protect": Word(
        "对照基数(如上年)的下限与上限,反复归一到都满足",
        "At least and at most these shares of an earlier amount, the rest shared anew until all hold",
    ),
    "funded_by": Word("保障增加的钱由谁出", "Who pays for the guarantee"),
    "rescale": Word("其余各家相应减少", "The others get that much less"),
    "extra": Word("从总额之外另行安排", "Money from outside the pot"),
}
_LIMITS = {
    "top": Word("被限制的量;有分母时为分子", "What is limited; with a bottom, the ratio's top"),
    "bottom": Word("分母", "The ratio's bottom"),
    "budget": Word("支出类别的预算数", "The appropriations of spending classes"),
    "claims": Word("应补金额", "What the applicants are entitled to"),
    "per": Word(
        "按此列分组,每组各须满足;加权目标中指每多少金额计一次权重",
        "The column to group by: each group must obey; among weighed aims, the money that earns a weight",
    ),
    "at_least": Word("不低于,含本数", "No less than this, inclusive"),
    "at_most": Word("不超过,含本数", "No more than this, inclusive"),
    "more_than": Word("超过,不含本数", "More than this"),
    "less_than": Word("低于,不含本数", "Less than this"),
    "between": Word("介于两数之间,含两端", "Between two figures, both included"),
    "about": Word("约为此数,须写误差", "About this figure, with its tolerance"),
    "within": Word("允许的误差", "The tolerance"),
    "strength": Word("必须满足,还是应当尽量", "Whether it must hold or should"),
    "must": Word("必须", "It must hold"),
    "should": Word("应当", "It should hold"),
    "keep": Word(
        "按所列次序尽量满足软约束", "Miss the listed soft constraints as little as possible, in order"
    ),
    "maximise": Word("越多越好", "As much as possible"),
    "minimise": Word("越少越好", "As little as possible"),
    "aim": Word("目标量", "What is made large or small"),
    "spent": Word("已分配的金额", "The money given out"),
    "unspent": Word("未分配的金额", "The money not given out"),
    "awards": Word(
        "算数的核定笔数;选择时指列出的各笔(专项/申报单位);优化分配中指整笔还是可以部分支付",
        "The number of awards that count; in a selection, the awards named (programme/applicant); in optimise,"
        " whether they are whole or partial",
    ),
    "whole": Word("整笔支付或不付", "Each award whole or not at all"),
    "or_nothing": Word("也可以一分不安排", "Nothing at all is allowed too"),
    "same_group": Word("分母与分子取同一组", "The bottom is taken over the same group as the top"),
    "every": Word(
        "每一笔算数的核定,另一笔须有(needs)或不得有(excludes)",
        "Every award that counts among these, which needs or excludes others",
    ),
    "needs": Word(
        "同组内还须有这些核定算数,至少 at_least 笔(不写为 1)",
        "In the same group awards of these must count, at_least of them (one unless written)",
    ),
    "excludes": Word("同组内这些核定不得同时算数", "In the same group none of these may count beside it"),
    "lottery": Word(
        "条件和应补金额相同者按此种子抽签,先抽中者优先;次序只取决于编号",
        "Equals come in the order of a draw with this seed; it hangs on their ids alone",
    ),
}
_GOALS = {
    "beneficiaries": Word(
        "至少有一笔算数核定的单位数,一个单位只计一次",
        "How many applicants have an award that counts, each once",
    ),
    "targets_met": Word("得到满足的软约束个数", "How many of the limits that should hold do hold"),
    "change_from_last_year": Word(
        "与上年相差的金额,增减都计",
        "How far the awards are from last year's, more and less alike",
    ),
    "last_year": Word("该专项上年的金额", "What the programme was given last year"),
    "smallest_share": Word(
        "满足率最低者的满足率,精确到百万分之一",
        "The share of its claims that whoever is worst off is paid, to the millionth",
    ),
    "largest_cut": Word(
        "压减最多者的压减率,精确到百万分之一",
        "The share of its claims that whoever is worst off is not paid, to the millionth",
    ),
    "weigh": Word("几个目标量按权重合并为一个目标", "Several aims added up by their weights"),
    "terms": Word("相加的各项目标量", "The aims that are added up"),
    "response": Word("该专项的资金带来多少得分", "How many points the programme's money is worth"),
    "curve": Word(
        "几个已知点,其间按直线计;每多一元的成效不递增",
        "Known points with straight lines between; each further yuan is worth no more than the last",
    ),
    "at": Word("投入的金额", "The money put in"),
    "worth": Word("这一投入所得的分数", "The points that this money is worth"),
    "saturates": Word(
        "成效逐渐饱和:最高分数 × 投入 ÷ (投入 + 半数投入)",
        "Worth that levels off: most × money ÷ (money + half_at)",
    ),
    "most": Word("投入再多也达不到的最高分数", "The points that no amount of money quite reaches"),
    "half_at": Word("得到一半分数所需的投入", "The money that is worth half of them"),
    "power": Word(
        "成效按幂递减:所得分数 × (投入的资金 ÷ 投入) ^ 指数",
        "Diminishing returns: worth × (money ÷ at) ^ exponent",
    ),
    "exponent": Word(
        "0 与 1 之间的指数,越小递减越快", "A power between 0 and 1: the smaller, the sooner it levels off"
    ),
    "pieces": Word(
        "用几段直线代替曲线,段越多误差越小",
        "How many straight pieces stand for the curve: the more, the closer",
    ),
    "capacity": Word("承接能力:超过此数的资金不再计分", "Money beyond this is worth nothing more"),
}
_STATEMENTS = {
    "path": Word("所指之处的路径", "The path of the place meant"),
    "reliability": Word("可靠程度", "How far to trust it"),
    "high": Word("高", "High"),
    "medium": Word("中", "Medium"),
    "low": Word("低", "Low"),
    "result": Word("结果的路径", "The path of the result"),
    "as_printed": Word(
        "公布数如何取舍到所印的位数", "How the published figure was cut to the digits printed"
    ),
    "truncated": Word("截断", "Cut off"),
}
_OVERLAYS = {
    "extends": Word("在哪个文件的基础上变更", "The file that this one changes"),
    "reason": Word("变更的理由", "Why it is changed"),
    "changes": Word("变更,按次序进行", "The changes, made in order"),
    "set": Word("把此路径的值改为另一值", "Put another value at this path"),
    "cut": Word(
        "把此路径的数压减;预算调整中指调减多少",
        "Make the figure at this path smaller; in an adjustment, by how much",
    ),
    "raise": Word("把此路径的数提高", "Make the figure at this path larger"),
    "move": Word("从一处调剂到另一处,合计不变", "Move so much from one place into another: the total stays"),
    "add": Word(
        "在此路径增加内容;预算调整中指追加多少",
        "Add content at this path, which is free; in an adjustment, how much more",
    ),
    "drop": Word("取消此路径的内容", "Take away what is at this path"),
    "was": Word("原来的值,不符则报错", "What it was: anything else is an error"),
    "into": Word("转入之处的路径", "The path that receives it"),
    "content": Word("增加的内容", "What is added"),
    "after": Word(
        "放在此项之后;回收中指几年之后", "After this item; of what comes back, so many years after"
    ),
    "before": Word("放在此项之前", "Before this item"),
}
_ACROSS = {
    "ceiling": Word(
        "累计封顶:一组申报(如一家单位一年)合计不超过此数",
        "The most a group of awards, such as one firm's in a year, may come to together",
    ),
    "top_up": Word(
        "补差:同组中依次只补超过已得最高额的部分",
        "In order, only what exceeds the most already reached in the group",
    ),
    "best": Word(
        "同组只取最高的一项,相同取编号小者", "Only the highest of a group; of equals the smaller id"
    ),
    "stop_loss": Word(
        "熔断:已用未达触发线时全额支付,达到后停付",
        "Paid in full while the pool has used less than its trigger, nothing from then on",
    ),
    "method": Word("依次支付或压减,还是同比例压减", "One after another, or all in proportion"),
    "sequential": Word("按次序一个接一个", "One after another, in order"),
    "used": Word("此前已用的金额", "What was used before"),
    "window": Word(
        "滚动期:每笔与此前几年内的各笔合计",
        "A rolling window: an award counts with those of the years before",
    ),
    "pool": Word("资金池的规模", "How large the pool is"),
    "trigger": Word("已用占资金池的多大比例时停付", "What part of the pool, once used, stops it"),
    "quota": Word(
        "限项:每组(如每个单位)最多几项,按次序取前者",
        "Of each group, such as an institution, only so many may apply, the first in order",
    ),
    "cumulation": Word(
        "同一单位在几个专项下的应补金额合计上限,在分配资金之前",
        "The most one firm may be owed under several programmes, before money is shared out",
    ),
    "cut_first": Word("超出时先减哪个专项,先减者在前", "Which programme is cut first, the first one first"),
    "one_per_item": Word(
        "同一项目只在一个专项下支付,取使单位所得最多的选择",
        "An item is paid under one programme only: the choice that gives the firm most",
    ),
    "firm": Word("说明项目属于哪家单位的列", "The column that says whose an item is"),
    "caps": Word("每家在各专项下的上限", "The most a firm may be owed under each programme"),
}
_DECISIONS = {
    "decisions": Word(
        "事先已定的核定结果:已公布或已拨付的、人工决定的、撤回或驳回的;其余申报单位分配剩下的资金",
        "Awards that are settled beforehand: published or paid, decided by hand, withdrawn or rejected; the others share the money left",
    ),
    "outcome": Word(
        "申报怎样了结:撤回或驳回,核定为零而仍列出",
        "How an application ended: withdrawn or rejected, kept in sight with nothing",
    ),
    "withdrawn": Word("申报单位已撤回", "The applicant has withdrawn"),
    "rejected": Word("审核未通过", "It was not approved"),
    "status": Word(
        "这笔核定走到了哪一步;写了就每次运行都不再变动",
        "How far the award has come: it then stays the same in every run",
    ),
    "published": Word("已经公布", "It has been published"),
    "paid": Word(
        "已经拨付;基金的触发线中指已付占期初的比例",
        "It has been paid; in the trigger of a fund, what is paid as a share of its opening",
    ),
    "who": Word("由谁决定", "Who decided"),
    "why": Word("为什么这样决定", "Why it was decided so"),
    "on": Word("哪一天决定、公布或拨付", "The day it was decided, published or paid"),
    "paid_from": Word(
        "只能用哪些来源的资金,按使用的先后列出;不列支出类别的专项可写一个基金",
        "The sources that may pay it, in the order they are used; or the fund of a programme without a class",
    ),
    "only_for": Word(
        "这项来源只能用于哪些支出类别和专项",
        "The only classes of spending and programmes this source may pay",
    ),
}
_CASES = {
    "given": Word("已知数据:每列一个值,或各行的值", "What is given: for each column one value, or one a row"),
    "rows": Word("逐行写的数据;日历中为各组", "What is given, row by row; in the calendar, the groups"),
    "certainty": Word("条款与数字各有多可靠", "How far the clause and its figures may be trusted"),
    "row": Word(
        "它是哪一条规定的算例,不写即为自己的编号", "The rule it is an example of; its own id unless written"
    ),
    "pot": Word("可分的资金:金额,或一个参数", "The money there is: an amount, or a figure"),
    "payments": Word("核定金额的分期拨付", "How the awards are paid in instalments"),
    "shares": Word("各期的比例,合计 100%", "The share of each instalment, together 100%"),
    "budgets": Word("各期所在年度的预算", "The appropriations of the years they fall in"),
    "milestones": Word("完成后才应付的核定金额", "Awards that are due once their work is done"),
    "done": Word("工作是否已完成;案例中为已完成的条件", "Whether the work is done; in a case, its condition"),
    "retention": Word("预留的比例", "The share that is kept back"),
    "cash": Word("各期用款的上限与需求", "How much may be paid by each period, and what it asks for"),
    "ceilings": Word(
        "到各期末累计可付的比例或金额", "The share, or the money, that may be paid by the end of each period"
    ),
    "demands": Word("各期要求支付的金额", "What each period asks for"),
    "publish": Word(
        "公布时的单位、小数位与尾差", "The unit and decimals of print, and who takes the difference"
    ),
    "decimals": Word("小数位数", "How many decimals"),
    "tail": Word("四舍五入的尾差归谁", "Which line takes what rounding leaves over"),
    "largest_line": Word("归最大的一行", "The largest line"),
    "targets": Word(
        "要达到的数目、比例或名次,及其成本", "Numbers, shares or ranks to be reached, and their cost"
    ),
    "baseline": Word(
        "已有的数目;写了它,指标即为总数,实际数和计量都是在它之上新增的",
        "How many there are already: the target is then on the total, and what is reached comes on top of it",
    ),
    "unit_cost": Word("每增加一个的成本", "What each further one costs"),
}
_TARGETS = {
    "actuals": Word(
        "到基准日为止已知的实际数;没有数的指标为未评估,不算未完成",
        "What is known so far, as of a day; a target without a figure is not assessed, never missed",
    ),
    "reached": Word(
        "各指标已达到的数;写了基期数的指标只写新增数",
        "How far each target has come; of one with a baseline only what came on top of it",
    ),
    "counts": Word(
        "由方案中的什么来回答这个指标:一个计量,加分母即为比例",
        "What of the plan answers the target: a measure, with a bottom a ratio",
    ),
    "each_costs": Word("每多完成一个要花的钱", "What one more would cost"),
    "part_of": Word("它是哪个指标的一部分", "The target it is a part of"),
    "adds": Word(
        "这个总数包含哪个指标当年新增的数", "The target whose number of the year this total includes"
    ),
    "target": Word("另一个指标", "Another target"),
    "rank": Word("数值是名次,越小越好", "Whether the number is a place in an order: the smaller the better"),
    "due": Word("何时应当完成;不写为年末", "When it is due; the end of the year unless written"),
}
_CALENDAR = {
    "stages": Word("日历中可用的环节", "The stages that the calendar may name"),
    "also": Word("不论次序的环节", "Stages that may stand anywhere"),
    "commits": Word(
        "资金在哪个环节算作已承诺;不写则依次取合同、下达、拨付",
        "The stage that commits the money; else the contract, the fund plan or the payment",
    ),
    "calendar": Word(
        "各专项(或支出类别)何时到哪个环节、何时拨付多少",
        "By programme or class: which stage falls when, and what share is paid when",
    ),
    "pay": Word(
        "拨付:日历中为核定金额的比例;evenly 为四个季度平均",
        "Payment: in the calendar a share of the award; evenly means a quarter of it in each quarter",
    ),
    "evenly": Word("每季度四分之一", "A quarter in each quarter"),
    "milestone": Word("要完成的工作,及其可得的比例", "Work to be shown, and the share it earns"),
    "retain": Word(
        "里程碑所得中留到以后支付的比例", "The part of what a milestone earns that is kept back until release"
    ),
    "release": Word("支付以前预留的钱", "What earlier milestones kept back is paid"),
    "guide": Word("发布申报指南", "The call for applications"),
    "accept": Word("受理申报", "Applications are taken in"),
    "review": Word("评审", "Applications are judged"),
    "plan": Word("联合审核项目资助方案", "The plan of awards is checked jointly"),
    "publicity": Word("社会公示", "The plan is shown to the public"),
    "fund_plan": Word("下达资金计划", "The fund plan is issued"),
    "contract": Word("签订合同", "The contract is signed"),
    "build": Word("建设", "Something is built"),
    "planning": Word("规划", "Something is planned"),
    "study": Word("研究政策", "A policy is studied"),
    "approve": Word("批准立项", "Projects are approved"),
    "establish": Word("组建或认定", "A body is established"),
    "implement": Word("实施", "Something is carried out"),
}
_HORIZON = {
    "horizon": Word(
        "以后各年:递增、变更和绩效评价", "The years after the first: indices, changes, evaluations"
    ),
    "index": Word(
        "每年递增的数,从首年起按复利", "Figures that grow each year, compounding from the first year"
    ),
    "evaluations": Word(
        "上年绩效评价与下年预算挂钩", "How last year's evaluation is read by next year's budget"
    ),
    "judged_by": Word("评价看什么:支付进度或指标完成率", "What is judged: the share paid or the targets met"),
    "grades": Word("评价等级,达到最高的一档算", "The grades: the highest that is reached counts"),
    "keeps": Word("下年保留的比例", "The share of its amount that a line keeps next year"),
    "targets_met_share": Word("已评指标中完成的比例", "The share of the assessed targets that are met"),
    "paid_share": Word("年末已拨付占预算的比例", "What is paid at the end of the year, over the authority"),
}
_DISCLOSURE = {
    "disclosure": Word(
        "部门预算公开:收支构成、明细、余额和人员,由此编成各表",
        "The department's published tables: what they are made of, and how they are printed",
    ),
    "revenue": Word("每项资金来源属于哪种收入", "Which kind of revenue each source is"),
    "expenditure": Word("每个支出类别属于哪种支出", "Which kind of expenditure each class of spending is"),
    "lines": Word(
        "支出明细:功能科目、两套经济科目、来源和类别,各一笔",
        "Lines of expenditure, each under a function, two economic kinds, a source and a class",
    ),
    "function": Word("支出功能分类科目:3、5 或 7 位", "The code of its function: 3, 5 or 7 digits"),
    "department": Word(
        "部门预算支出经济分类科目:3 或 5 位",
        "The code of its economic kind, as departments count: 3 or 5 digits",
    ),
    "government": Word(
        "政府预算支出经济分类科目:3 或 5 位",
        "The code of its economic kind, as governments count: 3 or 5 digits",
    ),
    "source": Word("用的是哪项资金来源", "The source of the money"),
    "of_which": Word(
        "这笔钱还要列入哪些表:三公、会议、培训、运行经费、采购、转移支付",
        "Where this money is told as well: travel abroad, vehicles, receptions, meetings, training, running costs and so on",
    ),
    "opening": Word("年初已有的钱(上年结转)", "What there is at the beginning of the year"),
    "closing": Word("年末留下的钱(结转下年)", "What is left at the end of the year"),
    "kind": Word("属于哪一种", "Which kind it is"),
    "fund": Word(
        "财政拨款出自哪个预算;不写为一般公共预算",
        "The budget an appropriation comes from; the general one unless written",
    ),
    "headcount": Word(
        "人员经费按人数和定额核对", "Personnel money checked against persons and their standard"
    ),
    "persons": Word("实有人数", "How many persons there are"),
    "posts": Word("编制数,与人数分开", "How many posts there are, which is not how many persons"),
    "per_person": Word("每人每年的定额", "The standard of a person for the year"),
    "codes": Word("系统不认识的科目及其名称", "Codes that are not known here, with their names"),
    "printed_in": Word("各表用什么单位印", "The unit of the printed tables"),
    "appropriation": Word("财政拨款", "Money appropriated by the treasury"),
    "special_account": Word("财政专户管理资金", "Money of the special account of the treasury"),
    "operating": Word("事业收入", "Revenue from its own services"),
    "upper_subsidy": Word("上级补助收入", "Subsidies from the level above"),
    "other": Word("其他收入", "Any other revenue"),
    "general": Word("一般公共预算", "The general public budget"),
    "government_fund": Word("政府性基金预算", "The budget of government funds"),
    "state_capital": Word("国有资本经营预算", "The budget of state capital"),
    "basic": Word("基本支出:人员和公用", "Basic expenditure: personnel and public money"),
    "project": Word("项目支出", "Expenditure on projects"),
    "business": Word("事业单位经营支出", "Expenditure of business run by a public institution"),
    "paid_up": Word("上缴上级支出", "Payments to the level above"),
    "passed_down": Word("对附属单位补助支出", "Subsidies to bodies below"),
    "other_expenditure": Word("其他支出", "Any other expenditure"),
    "abroad": Word("因公出国(境)费用", "Official travel abroad"),
    "vehicles_bought": Word("公务用车购置费", "Official vehicles bought"),
    "vehicles_run": Word("公务用车运行维护费", "Official vehicles run"),
    "reception": Word("公务接待费", "Official receptions"),
    "meetings": Word("会议费", "Meetings"),
    "training": Word("培训费", "Training"),
    "running_costs": Word("机关运行经费", "The running costs of the organ"),
    "procurement": Word("政府采购", "What is bought by government procurement"),
    "transfers": Word("部门管理的转移支付", "Transfers that the department manages"),
}
_FUNDS = {
    "funds": Word(
        "预算之外的存量资金:期初 + 流入 − 流出 = 期末,任何时候不得为负",
        "Stocks of money beside the budget: opening + in - out = closing, never below nothing",
    ),
    "inflow": Word(
        "注入基金的钱;不写时间为年初", "Money put into the fund; at the start of the year unless dated"
    ),
    "outflow": Word("基金投出的钱(如股权投资)", "Money that the fund invests, such as equity"),
    "flows": Word("有时间的注入和投出", "What goes in and out, and when"),
    "carries": Word("基金担着的规模(授信、子基金)", "What it stands behind: credit, a whole fund"),
    "losses": Word("预计要由基金承担的损失", "The losses that are expected to be called on it"),
    "leverage": Word(
        "放大倍数的上限:撬动规模比期初与当年注入之和;只提示,不强制",
        "The most that what it carries may be of its opening and the year's money; told, not enforced",
    ),
    "recovers": Word("投出的钱何时、以几倍收回", "When what went out comes back, and at which multiple"),
    "multiple": Word("收回数是投出数的几倍", "How many times what went out comes back"),
    "recycle": Word(
        "收回的钱留在基金滚动使用的比例,其余上缴", "The share of it that stays; the rest is returned"
    ),
    "policies": Word(
        "分层的政策(1+1+N):下层只能收紧,不能放宽",
        "Policies in layers (1+1+N): a lower one may only tighten",
    ),
    "under": Word("所依据的上一层政策", "The policy it stands under"),
    "limits": Word(
        "政策的限额:单笔、比例、单位年度", "What a policy limits: an award, a rate, a firm in a year"
    ),
    "firm_year": Word(
        "一个单位一年内从该政策下各专项合计最多可得多少",
        "The most one firm may get in a year from all programmes under the policy",
    ),
    "require": Word("政策对每个申报单位的要求", "What a policy requires of every applicant"),
    "pay_to": Word("同时付给几方,各按自己的步骤计算", "Pays several together, each by steps of its own"),
    "payees": Word("收款的各方及其步骤", "Who is paid, each with its steps"),
    "fit": Word(
        "把一列金额按同一比例缩放,使一个专项的应补金额恰为公布的总数",
        "Scales a column of money until a programme owes exactly a published sum",
    ),
}
_LEDGERS = {
    "adjustments": Word(
        "年中的预算调整:调减、追加(写来源)、调剂(合计不变)",
        "Changes of authority in mid-year: cuts, additions with their source, moves that keep the total",
    ),
    "line": Word(
        "预算项目:一个专项或一个支出类别", "A line of the budget: a programme or a class of spending"
    ),
    "carry_over": Word(
        "以前年度结转的资金:先进先出,到期失效",
        "Money brought forward: spent first in first out, lapsed when it is too old",
    ),
    "lots": Word("按年度列的结转批次", "What is brought forward, by year"),
    "lapses_after": Word(
        "几年后失效:2012年的批次写2,到2014年12月31日为止",
        "After how many years a lot lapses: one of 2012 after 2 may be spent until 31 December 2014",
    ),
    "unpaid": Word(
        "以前年度合同在本年或以后到期的付款,由结转资金支付",
        "Instalments of earlier contracts that fall due now or later, paid out of the lots",
    ),
    "group": Word("申报单位的组,如批次", "A group of applicants, such as a batch"),
    "pace": Word("支付进度与序时进度之差", "How far payments are off an even pace"),
    "norm": Word("进度的基准", "The norm of the pace"),
    "even": Word("每月十二分之一", "One twelfth a month"),
    "gates": Word(
        "到某时点应支付的份额;写了就只考核这些", "Shares to be paid by a moment; these alone are judged"
    ),
}
DESCRIPTIONS: Mapping[str, Word] = MappingProxyType(
    {
        **_SCENARIO,
        **_POPULATIONS,
        **_PROGRAMMES,
        **_STEPS,
        **_LEVELS,
        **_FINANCE,
        **_REDUCTIONS,
        **_SHARING,
        **_FORMULA,
        **_LIMITS,
        **_GOALS,
        **_STATEMENTS,
        **_OVERLAYS,
        **_ACROSS,
        **_DECISIONS,
        **_CALENDAR,
        **_TARGETS,
        **_CASES,
        **_DISCLOSURE,
        **_FUNDS,
        **_HORIZON,
        **_LEDGERS,
    }
)

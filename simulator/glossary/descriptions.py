"""One sentence a word of the language, for the JSON Schema and the language reference: one word, one meaning."""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.word import Word

_SCENARIO = {
    "scenario": Word("方案的编号", "The scenario's id"),
    "year": Word("预算年度", "The budget year"),
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
    "count": Word("整数个数", "A whole number of things"),
    "number": Word("数值", "Any exact number"),
    "percent": Word("百分比", "A percentage"),
    "yes_no": Word("是或否", "Yes or no"),
    "date": Word("日期,如 2014-06-30", "A date such as 2014-06-30"),
    "text": Word("文本", "A text"),
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
    "values": Word("各取值", "The values"),
    "weights": Word("各取值的权重,合计 100%", "The weight of each value, together 100%"),
    "zero": Word("取零的行所占比例", "The share of rows that are zero"),
    "total": Word("整列缩放到的合计数", "The sum the whole column is scaled to"),
    "round_to": Word("每个值取整到的单位", "The quantum each value is rounded to"),
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
}
_STEPS = {
    "share": Word("按基数的一定比例计算", "Pay a share of a base"),
    "brackets": Word("分档超额累进", "Each band's part of a base at the band's own rate"),
    "sum": Word("各分支相加", "All limbs together"),
    "highest": Word(
        "就高:取最高的分支;排序时指从高到低", "Only the highest limb; in a ranking, the highest first"
    ),
    "lowest": Word("取最低的分支;排序时指从低到高", "Only the lowest limb; in a ranking, the lowest first"),
    "uplift": Word("把当前金额上浮一定比例", "Raise the amount so far by a share of itself"),
    "cap": Word("单笔封顶", "Pay no more than this"),
    "floor": Word("单笔保底", "Pay no less than this"),
    "round": Word("把当前金额取整", "Round the amount so far"),
    "of": Word("基数:一列或一个表达式", "The base: a column or an expression"),
    "rate": Word("比例,如 50%", "The rate, such as 50%"),
    "plus": Word("符合条件者另加的百分点", "Percentage points added for those who meet a condition"),
    "pp": Word("百分点,如 5pp", "Percentage points, such as 5pp"),
    "rate_at_most": Word("加成后比例的上限", "The ceiling on the rate with its bonus points"),
    "when": Word("只对符合此条件者", "Only for those who meet this condition"),
    "bands": Word("各档,自低到高", "The bands, from the lowest up"),
    "up_to": Word("本档的上界", "Where a band ends"),
    "above": Word("最后一档的下界", "Where the last, open band begins"),
    "branches": Word("有名称的分支,各有步骤", "Named limbs, each with its own steps"),
    "by": Word("变动的幅度;先到先得时指时间列", "By how much; in first come, the column of times"),
    "to": Word(
        "取整到的单位;区间的上端;改成的值", "The quantum to round to; the upper end of a range; the new value"
    ),
    "from": Word("区间的下端;转出之处的路径", "The lower end of a range; the path that gives"),
    "mode": Word("取整方式", "How to round"),
    "half_up": Word("四舍五入", "Halves upwards"),
    "half_even": Word("四舍六入五成双", "Halves to the even neighbour"),
    "down": Word("向下", "Downwards"),
    "up": Word("向上", "Upwards"),
}
_SHARING = {
    "pro_rata": Word("同比例压减", "Every claim cut in the same proportion"),
    "in_full": Word(
        "全额保障:证明可行,否则报告无可行方案", "Every claim in full: proved possible, or reported infeasible"
    ),
    "ranked": Word("按次序支付,先好后次", "The best first, one after another"),
    "first_come": Word("先到先得", "The earliest first"),
    "tiers": Word(
        "分层保障:前一层付足,后一层才有",
        "Tier after tier: the next gets nothing before the one above is full",
    ),
    "optimise": Word("由优化决定", "Left to the optimiser"),
    "where": Word("只看符合此条件的行", "Only the rows that meet this condition"),
    "order": Word("排序的依据,最后以编号列结尾", "What to rank by, ending in the id column"),
    "earliest": Word("日期早者在先", "The earliest first"),
    "latest": Word("日期晚者在先", "The latest first"),
    "first": Word("编号小者在先,排序的最后一项", "The smaller id first: the end of every ranking"),
    "last": Word("钱不够付的那一个怎么办", "What happens to the one the money does not cover"),
    "partial": Word("付剩余部分", "It gets the rest"),
    "skip": Word("跳过,看下一个", "It is passed over for the next"),
    "stop": Word("到此为止", "The queue ends"),
    "rest": Word("其余全部,及其分配方式", "Everyone else, and how they share"),
    "tag": Word("带有此标签的专项", "The programmes with this tag"),
    "programme": Word("这一个专项", "This programme"),
    "figure": Word("这一个有名称的数", "This named number"),
}
_LIMITS = {
    "top": Word("被限制的量;有分母时为分子", "What is limited; with a bottom, the ratio's top"),
    "bottom": Word("分母", "The ratio's bottom"),
    "budget": Word("支出类别的预算数", "The appropriations of spending classes"),
    "claims": Word("应补金额", "What the applicants are entitled to"),
    "per": Word("按此列分组,每组各须满足", "The column to group by: each group must obey"),
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
    "awards": Word("算数的核定笔数", "The number of awards that count"),
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
    "cut": Word("把此路径的数压减", "Make the figure at this path smaller"),
    "raise": Word("把此路径的数提高", "Make the figure at this path larger"),
    "move": Word("从一处调剂到另一处,合计不变", "Move so much from one place into another: the total stays"),
    "add": Word("在此路径增加内容", "Add content at this path, which is free"),
    "drop": Word("取消此路径的内容", "Take away what is at this path"),
    "was": Word("原来的值,不符则报错", "What it was: anything else is an error"),
    "into": Word("转入之处的路径", "The path that receives it"),
    "content": Word("增加的内容", "What is added"),
    "after": Word("放在此项之后", "After this item"),
    "before": Word("放在此项之前", "Before this item"),
}
DESCRIPTIONS: Mapping[str, Word] = MappingProxyType(
    {**_SCENARIO, **_POPULATIONS, **_PROGRAMMES, **_STEPS, **_SHARING, **_LIMITS, **_STATEMENTS, **_OVERLAYS}
)

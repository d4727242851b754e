"""What the words of an award mean: the steps from a base to a payable amount, one programme at a time."""

from simulator.glossary.word import Word

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
        "基数:一列或一个表达式;用款上限和进度中是哪一行,不写为全部支出;公平目标中指相互比较的是专项还是申报单位",
        "The base: a column or an expression; of a ceiling or a pace, the line, all spending unless written; in an aim of fairness, who is compared",
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
        "区间的下端;有效期的首日,含当日;转出之处的路径;注入基金的钱来自预算的哪一行",
        "The lower end of a range; the first day in force, inclusive; the path that gives; the line of the budget that feeds a fund",
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
DESCRIPTIONS: dict[str, Word] = {**_STEPS, **_LEVELS, **_FINANCE, **_REDUCTIONS}

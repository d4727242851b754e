"""Messages about targets and what is known of them."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

MESSAGES: dict[str, Message] = {
    "S490": Message(
        Word(
            "指标“{target}”的界限是百分比,“{text}”没有百分号",
            "target {target!r} is bounded in percent, and {text!r} has no percent sign",
        ),
        Word("写成 {text}%", "write {text}%"),
    ),
    "S499": Message(
        Word(
            "指标“{target}”的界限是个数,“{text}”却是百分比",
            "target {target!r} is bounded by a plain number, and {text!r} is a percentage",
        ),
        Word(
            "两处写成同类的数:界限也加百分号,或都写个数",
            "write both alike: the bound with its percent sign too, or both as plain numbers",
        ),
    ),
    "S440": Message(
        Word(
            "指标“{target}”与“{other}”不是同类的数,{relation} 无从谈起",
            "target {target!r} and {other!r} are not the same kind of number, so {relation} means nothing",
        ),
        Word(
            "个数对个数,金额对金额;比例、名次和没有数字的条款不能相加",
            "a count with a count, money with money; shares, ranks and clauses of text do not add",
        ),
    ),
    "S441": Message(
        Word(
            "指标“{target}”要有恰好一个界限或一个 text(现有:{found})",
            "target {target!r} needs exactly one bound, or a text (found: {found})",
        ),
        Word(
            "写 at_least、at_most、more_than、less_than、is、between、about 之一;没有数字的条款写 text",
            "write one of at_least, at_most, more_than, less_than, is, between, about; text for a clause without a number",
        ),
    ),
    "S442": Message(
        Word("方案没有一处说到钱", "there is no word on money"),
        Word(
            "写 sources 和 spending;只有指标或日历的方案写 money: none",
            "write sources and spending; a scenario of targets or of a calendar alone says money: none",
        ),
    ),
    "S443": Message(
        Word(
            "指标“{target}”的数不适合用 {key}",
            "{key} does not go with the kind of number that target {target!r} is",
        ),
        Word(
            "比例和名次没有基期数,也不能相加;金额本身就是成本",
            "a share or a rank has no baseline and does not add; money is its own cost",
        ),
    ),
    "S444": Message(
        Word("指标绕成一圈:{circle}", "targets in a circle: {circle}"),
        Word("删去其中一个 part_of 或 adds", "drop one part_of or adds on the way round"),
    ),
    "S445": Message(
        Word("没有“{target}”这个指标", "there is no target {target!r}"),
        Word("现有指标:{targets}", "the targets are {targets}"),
    ),
    "S446": Message(
        Word(
            "指标“{target}”有两个答案:{found}",
            "target {target!r} is answered twice: {found}",
        ),
        Word(
            "只留一个:counts(方案)、of(参数)、actuals(实际),或有基期数时的 adds",
            "keep one: counts (the plan), of (figures), the actuals, or adds beside a baseline",
        ),
    ),
    "S447": Message(
        Word("指标“{target}”的名次界限不对", "target {target!r} is a rank with another bound"),
        Word(
            "名次是 1 以上的整数:前三名写 at_most: 3",
            "a rank is a whole number from 1 on: at_most: 3 for the first three",
        ),
    ),
    "S448": Message(
        Word("指标“{target}”有 bottom 而没有 counts", "target {target!r} has a bottom without counts"),
        Word("分子写 counts,分母写 bottom", "counts is the top of the ratio, bottom what it is divided by"),
    ),
    "S449": Message(
        Word("写了 money: none,却还有 {found}", "money: none stands beside {found}"),
        Word("删去其中一方", "drop the one or the other"),
    ),
    "S450": Message(
        Word(
            "指标“{target}”是没有数字的条款,不能带 {key}",
            "target {target!r} is a clause without a number, so {key} has no place",
        ),
        Word("删去这一行,或写上界限", "drop it, or write a bound"),
    ),
    "W771": Message(
        Word("实际数的基准日 {day} 不在 {year} 年度内", "the actuals are of {day}, outside the year {year}"),
        Word(
            "检查 as_of;年后的决算数照用", "check as_of; figures of after the year's end are used as they are"
        ),
    ),
}

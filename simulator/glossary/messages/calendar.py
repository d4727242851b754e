"""Messages about the calendar: its moments, its stages and their order, and what each row pays."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

_WRITTEN = {
    "S401": Message(
        Word("“{text}”不是季度、月份或日期", "{text!r} is no quarter, month or day"),
        Word(
            "写 Q3、三季度、2015Q1、2014-11 或 2014-11-20",
            "write Q3, 2015Q1, 2014-11 or 2014-11-20",
        ),
        more=Word(
            "不写年份的季度属于预算年度;季度和月份都按其末日计算,因此十一月底的节点要写月份。",
            "A quarter without a year is one of the budget year. A quarter or month counts on its last day,"
            " so a gate at the end of November needs a month.",
        ),
    ),
    "S402": Message(
        Word(
            "“{where}”既写了 column 和 rows,又写了“{key}”",
            "{where!r} holds column and rows, and {key!r} besides",
        ),
        Word(
            "分组的,各季度写在 rows 下各组之内;不分组的,只写各季度",
            "with groups the quarters stand within each group under rows; without, write the quarters alone",
        ),
    ),
    "S403": Message(
        Word("“{where}”中有一项不是环节", "an item of {where!r} is no stage"),
        Word(
            "写环节的名称、{{pay: 40%}} 或 {{milestone: {{title: …, pay: 40%}}}}",
            "write the name of a stage, {{pay: 40%}} or {{milestone: {{title: …, pay: 40%}}}}",
        ),
    ),
    "S404": Message(
        Word("没有“{text}”这个环节", "there is no stage {text!r}"),
        Word(
            "可用:{stages};自己的环节在 stages 中声明",
            "the stages are {stages}; declare your own under stages",
        ),
    ),
    "S405": Message(
        Word(
            "“{row}”的“{stage}”在 {moment},却排在“{other}”({other_moment})之前",
            "{stage!r} of {row!r} in {moment} comes before {other!r} in {other_moment}",
        ),
        Word(
            "“{other}”须在前:改季度,或改 stages 的 order",
            "{other!r} has to come first: change a quarter, or the order under stages",
        ),
        more=Word(
            "环节的次序在每一行之内核对:公示在下达之前,合同在拨付之前。环节可以空缺,也可以重复;"
            "重复的以第一次为准。",
            "The order of stages is checked within each row: publicity before the fund plan, the contract before"
            " payment. A stage may be missing, and may be repeated; its first time counts.",
        ),
    ),
    "S406": Message(
        Word("环节“{stage}”列了两次", "the stage {stage!r} is listed twice"),
        Word(
            "每个环节只列一次:次序要核对的在 order,不论次序的在 also",
            "list each stage once: under order where its order is checked, under also where it is free",
        ),
    ),
    "S407": Message(
        Word(
            "“{row}”各次拨付合计 {sum},不是 100%,{apart}",
            "the payments of {row!r} add to {sum}, not to 100%: {apart}",
        ),
        Word(
            "每一行(每一组)自己的拨付合计 100%;同一笔钱分几期拨付的,写在同一行的各季度",
            "each row (each group) pays its own awards in full; instalments of one award stand in one row",
        ),
    ),
    "S408": Message(
        Word("{moment} 写在 {before} 之后,却不晚于它", "{moment} stands after {before}, but is not later"),
        Word(
            "各季度按先后写,每个只写一次",
            "write the quarters of a row in their order, each once",
        ),
        more=Word(
            "季度和月份按其末日计算,所以 Q3 与 2014-09 是同一天。",
            "A quarter or month counts on its last day, so Q3 and 2014-09 are the same.",
        ),
    ),
    "S409": Message(
        Word(
            "{moment} 拨付,早于预算年度 {year}:{why}",
            "{moment} pays before the budget year {year}: {why}",
        ),
        Word(
            "提前下达的,在上一年写 fund_plan,不晚于拨付;已付的写成 status: paid 的决定",
            "what is issued in advance has its fund_plan in the year before, no later than it is paid; "
            "what is paid already is a decision with status: paid",
        ),
        more=Word(
            "提前下达的资金在上一年支付,计入本年的核定、进度和用款累计数,但用款上限不约束它;"
            "账上在一季度之前另列一栏。",
            "Money issued in advance is paid in the year before. It is part of this year's award, counts for its"
            " pace and under its cash ceilings, but is held by none. The ledgers have a column for it before Q1.",
        ),
    ),
    "S410": Message(
        Word(
            "{moment} 离预算年度 {year} 超过 {most} 年",
            "{moment} is more than {most} years from the budget year {year}",
        ),
        Word("检查年份", "check the year"),
    ),
    "S411": Message(
        Word(
            "“{column}”不是专项“{programme}”名单中的类别列",
            "{column!r} is no category column of the population of programme {programme!r}",
        ),
        Word(
            "类别列:{columns};没有申报单位的不能分组",
            "its category columns: {columns}; what has no applicants has no groups",
        ),
    ),
    "S412": Message(
        Word(
            "rows 没有写“{column}”的 {missing}",
            "the rows leave out {missing} of {column!r}",
        ),
        Word(
            "每个类别一行,否则这些申报单位不知何时拨付",
            "write one row a category: nobody would know when the others are paid",
        ),
    ),
    "S413": Message(
        Word("“{group}”不是“{column}”的类别", "{group!r} is no category of {column!r}"),
        Word(
            "类别:{categories};分期拨付写在同一行的各季度,不分行",
            "the categories are {categories}; instalments are quarters of one row, not rows",
        ),
    ),
    "S414": Message(
        Word(
            "没有“{text}”这个专项或支出类别",
            "there is no programme or class of spending {text!r}",
        ),
        Word("现有:{known}", "there are {known}"),
    ),
    "S415": Message(
        Word("“{line}”没有资金(money: none),却要拨付", "{line!r} has no money (money: none), but pays"),
        Word("删去拨付,或给它资金", "drop the payment, or give it money"),
    ),
    "S416": Message(
        Word(
            "{moment} 预留 {share},以后没有 release",
            "{share} is retained in {moment}, and no later entry releases it",
        ),
        Word(
            "在以后的季度写 release,预留的钱在那时支付",
            "write release in a later quarter: what is kept back is paid then",
        ),
    ),
    "S417": Message(
        Word(
            "“{line}”既有日历,又写了 pay: evenly",
            "{line!r} has a calendar, and pay: evenly besides",
        ),
        Word("只留一个", "keep one of the two"),
    ),
    "S418": Message(
        Word("“{found}”不能作拨付的比例", "{found!r} is no share to be paid"),
        Word(
            "写成 {{pay: 40%}},大于 0、不超过 100%",
            "write {{pay: 40%}}, above 0 and at most 100%",
        ),
    ),
    "S419": Message(
        Word("“{text}”既是专项又是支出类别", "{text!r} is both a programme and a class of spending"),
        Word("改其中一个编号,日历才知道指哪一个", "rename one, so that the calendar knows which is meant"),
    ),
}
_WARNED = {
    "W751": Message(
        Word("没有哪个专项用到“{line}”的日历", "no programme follows the calendar of {line!r}"),
        Word(
            "它的专项都有自己的安排;删去它,或删去专项自己的",
            "its programmes all have their own; drop it, or theirs",
        ),
    ),
    "W752": Message(
        Word("“{row}”有资金,却没有写何时拨付", "{row!r} has money, and never says when it pays"),
        Word(
            "写 {{pay: 100%}},否则这笔钱不计入任何季度", "write {{pay: 100%}}, or its money is in no quarter"
        ),
    ),
    "W753": Message(
        Word("{moment} 的 release 没有可付的预留", "release in {moment} pays nothing: nothing was retained"),
        Word(
            "在以前的 milestone 中写 retain,或删去它",
            "write retain in an earlier milestone, or drop it",
        ),
    ),
}
MESSAGES: dict[str, Message] = {**_WRITTEN, **_WARNED}

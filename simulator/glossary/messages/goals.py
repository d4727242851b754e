"""Messages about goals and response curves: S32x aims and weights, S33x what they rest on."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

MESSAGES: dict[str, Message] = {
    "S320": Message(
        Word(
            "目标是较上年变动,却没有任何专项写 last_year",
            "the aim is the change from last year, but no programme says its last_year",
        ),
        Word(
            "给专项写 last_year,或写 {{of: 上年金额列}} 逐单位比较",
            "write last_year on programmes, or {{of: a money column}} to compare applicants",
        ),
    ),
    "S321": Message(
        Word(
            "申报名单中没有金额列“{column}”可与上年比较",
            "no population compared has a money column {column!r}",
        ),
        Word("写名单中的一个金额列", "name a money column of the population"),
    ),
    "S322": Message(
        Word(
            "申报名单中没有“{column}”这一列可分组",
            "no population compared has a column {column!r} to group by",
        ),
        Word("写名单中的一列", "name a column of the population"),
    ),
    "S323": Message(
        Word("of 与 per 不能同时写", "of and per do not go together"),
        Word(
            "比较专项或单位写 of,比较各组写 per",
            "of compares programmes or applicants, per compares the groups of a column: write one",
        ),
    ),
    "S324": Message(
        Word("“{aim}”不能这样优化", "{aim!r} cannot be a goal this way round"),
        Word("写 {way}: {aim}", "write {way}: {aim}"),
        more=Word(
            "这类目标看的是最差者或差额,反过来优化没有意义,也无法证明。",
            "Such an aim looks at the worst off, or at differences: the other way round it says nothing.",
        ),
    ),
    "S325": Message(
        Word(
            "加权的每一项须写 maximise 或 minimise,且只写一个",
            "a weighed aim says exactly one of maximise and minimise",
        ),
        Word(
            "写成 {{maximise: points, weight: 3}}",
            "write it as {{maximise: points, weight: 3}}",
        ),
    ),
    "S326": Message(
        Word("权重须大于 0", "a weight is more than 0"),
        Word(
            "不要的目标删去;要反向就换 maximise 或 minimise",
            "drop an aim that does not count; for the other direction swap maximise and minimise",
        ),
    ),
    "S327": Message(
        Word(
            "“{aim}”是金额,没有写多少金额计一次权重",
            "{aim!r} is money, and it is not said how much of it earns the weight",
        ),
        Word("补上 per,如 per: 1万元", "add per, such as per: 1万元"),
    ),
    "S328": Message(
        Word("“{aim}”不是金额,不能写 per", "{aim!r} is no money and takes no per"),
        Word("删去 per,用 weight 表示轻重", "drop per: the weight says it all"),
    ),
    "S329": Message(
        Word("per 为 0,无法折算", "a per of nothing earns no weight"),
        Word("写一个大于 0 的金额,如 1万元", "write an amount above 0, such as 1万元"),
    ),
    "S330": Message(
        Word("这个目标前面已经有了", "this goal stands there already"),
        Word("删去后一个;它不会再改变方案", "drop the second: it can change nothing"),
    ),
    "S331": Message(
        Word(
            "目标是达标约束数,却没有一条约束是“应当”",
            "the aim is the number of targets met, but no limit is one that should hold",
        ),
        Word(
            "给约束写 strength: should,或换一个目标",
            "write strength: should on limits, or choose another aim",
        ),
    ),
    "S332": Message(
        Word(
            "成效须写 curve、saturates、power 之一,且只写一个",
            "a response is exactly one of curve, saturates and power",
        ),
        Word(
            "写已知点 curve: [{{at: 0, worth: 0}}, …],或 saturates: {{most: 60, half_at: 200万元}},"
            "或 power: {{worth: 60, at: 200万元, exponent: 1/2}}",
            "write known points, curve: [{{at: 0, worth: 0}}, …], or saturates: {{most: 60, half_at: 200万元}},"
            " or power: {{worth: 60, at: 200万元, exponent: 1/2}}",
        ),
    ),
    "S333": Message(
        Word("一条折线至少要两个点", "a curve needs two points or more"),
        Word("再写一个点", "write another point"),
    ),
    "S334": Message(
        Word("投入没有递增", "the money does not increase from point to point"),
        Word("按 at 从小到大写,每个投入只写一次", "write the points by rising at, each once"),
    ),
    "S335": Message(
        Word("投入增加而分数下降", "more money is worth less here"),
        Word(
            "分数不能下降;超过承接能力的资金写 capacity",
            "worth never falls: money that is of no use is said by capacity",
        ),
    ),
    "S336": Message(
        Word("这一段每元的分数高于前一段", "a yuan is worth more here than before this point"),
        Word(
            "成效须递减;确属递增时分成几个专项或改用按笔计分",
            "each further yuan is worth no more than the last; for worth that grows use points per award",
        ),
        more=Word(
            "递增的成效要靠整笔的取舍才能优化,用折线会得出错误的最优。",
            "Worth that grows ever faster needs choices of all or nothing; a curve would prove a wrong best plan.",
        ),
    ),
    "S337": Message(
        Word("“{key}”的值不成立", "the value of {key!r} is impossible"),
        Word("写大于 0 的数,段数不超过 {most}", "write more than 0, and no more than {most} pieces"),
    ),
    "S338": Message(
        Word("有成效曲线的得分不能最小化", "points with a response curve cannot be minimised"),
        Word("改为 maximise: points,或最小化 spent", "maximise points, or minimise spent instead"),
        more=Word(
            "折线各段按先后填满,只有求多时才成立。",
            "The pieces of a curve fill in their order only while more is wanted.",
        ),
    ),
    "S339": Message(
        Word(
            "专项“{programme}”没有支出类别,没有资金可计",
            "programme {programme!r} has no spending class, so it has no money to reckon with",
        ),
        Word("写 spending,或删去这一项", "write its spending class, or drop this"),
    ),
    "S340": Message(
        Word("指数须大于 0 且小于 1", "an exponent is more than 0 and less than 1"),
        Word(
            "写 1/2、1/3 或 0.35 这样的数,分母不超过 {finest}",
            "write a number such as 1/2, 1/3 or 0.35, with a denominator of {finest} at most",
        ),
        more=Word(
            "等于 1 时每元成效不变,写 curve 的两个点;大于 1 时成效递增,不能按段优化。",
            "At 1 every yuan is worth the same: write a curve of two points; above 1 each would be worth more.",
        ),
    ),
}

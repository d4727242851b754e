"""Messages about what acts across applicants or programmes: groups, orders, ceilings over several, choices."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

MESSAGES = {
    "S301": Message(
        Word(
            "“{column}”不是专项“{programme}”的申报名单中的列",
            "{column!r} is no column of the population of programme {programme!r}",
        ),
        Word("写这份名单的列之一:{columns}", "name a column of that population: {columns}"),
    ),
    "S302": Message(
        Word(
            "“{word}”要看全体申报单位,不能写在“{outer}”里面",
            "{word!r} looks at all applicants together and cannot stand inside {outer!r}",
        ),
        Word(
            "移到核定规则的最外层,写在“{outer}”之后",
            "move it to the outermost steps of the award, after {outer!r}",
        ),
        more=Word(
            "分支和基数逐个申报单位计算;跨单位的上限、就高、熔断须等每家的金额都算出之后再看。",
            "Limbs and bases are reckoned applicant by applicant; what acts across them waits for all amounts.",
        ),
    ),
    "S303": Message(
        Word("“{field}”不能与 method: {method} 并用", "{field!r} does not go with method: {method}"),
        Word(
            "同比例压减时人人一样,没有先后;删去它,或改用 sequential",
            "in proportion all are cut alike and nobody comes first: drop it, or use sequential",
        ),
    ),
    "S304": Message(
        Word(
            "专项“{programme}”没有按规则核定的应补金额,不能列入这里",
            "programme {programme!r} has no award rule, so nobody is entitled to anything under it",
        ),
        Word("只列写有 award 的专项", "name programmes that have an award"),
    ),
    "S305": Message(
        Word("专项“{programme}”列了两次", "programme {programme!r} is named twice"),
        Word("每个专项只列一次", "name each programme once"),
    ),
    "S306": Message(
        Word(
            "“{clause}”的 cut_first 须恰好列出各专项一次(缺少:{missing};多余:{strange})",
            "cut_first of {clause!r} names each of its programmes once (missing: {missing}; superfluous: {strange})",
        ),
        Word(
            "按先减者在前的次序列全,或写 method: pro_rata",
            "list them all, the first to be cut first, or write method: pro_rata",
        ),
    ),
    "S307": Message(
        Word(
            "caps 中的“{programme}”不在 programmes 之列",
            "{programme!r} has a cap but is not one of the programmes to choose among",
        ),
        Word("这里的专项:{programmes}", "programmes here: {programmes}"),
    ),
    "S308": Message(
        Word(
            "写了每家的上限 caps,却没有写哪一列是单位",
            "there are caps for a firm, but no column says which firm",
        ),
        Word("写 firm: 单位所在的列,或删去 caps", "write firm: with that column, or drop the caps"),
    ),
    "S309": Message(
        Word(
            "编号“{name}”已用于另一条跨专项规定", "another clause over several programmes has the id {name!r}"
        ),
        Word("换一个编号", "choose another id"),
    ),
    "W731": Message(
        Word(
            "“{word}”可能使同组合计超过前面的累计封顶",
            "{word!r} can lift a group above the ceiling before it",
        ),
        Word(
            "把它移到 ceiling 之前;若原文如此,在 assumptions 中以“{path}”说明,即不再提示",
            "move it before the ceiling; if this is what the policy says, name {path} under assumptions",
        ),
    ),
}

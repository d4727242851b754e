"""Messages of award steps: fields that go together, levels, tables, payers, numbers that cannot be meant."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

MESSAGES = {
    "S361": Message(
        Word("每档须写 at_least 或 more_than 之一", "each level takes one of at_least and more_than"),
        Word(
            "at_least 含本数(“以上”),more_than 不含(“超过”)",
            "at_least includes its bound (以上), more_than does not (超过)",
        ),
    ),
    "S362": Message(
        Word("这一档的起点不高于前一档", "this level does not begin above the one before"),
        Word("各档自低到高排列,起点不重复", "write the levels from the lowest up, no two from one bound"),
    ),
    "S363": Message(
        Word("“{word}”的每档须写 rate 或 amount 之一", "each band of {word!r} takes one of rate and amount"),
        Word("rate 是比例,amount 是金额", "rate is a share, amount a sum of money"),
    ),
    "S364": Message(
        Word(
            "“{word}”的基数不是金额,不能按比例给钱",
            "the base of {word!r} is no money, so a rate of it is none",
        ),
        Word("这一档写 amount,或以金额为基数", "write amount for this band, or take a sum of money as base"),
    ),
    "S365": Message(
        Word(
            "“{word}”的基数是金额,各部分不能按单位给钱",
            "the base of {word!r} is money: a part of it has no units to pay for",
        ),
        Word(
            "这一档写 rate;达到即给定额用 slabs", "write rate for this band; a sum for reaching it is slabs"
        ),
    ),
    "S366": Message(
        Word("“{edge}”与基数不是同一类的量", "{edge!r} is not of the kind that the base is"),
        Word("基数是金额时写金额,是个数时写数", "beside money write money, beside a count a number"),
    ),
    "S367": Message(
        Word("“{word}”不是“{column}”的取值", "{word!r} is no value of {column!r}"),
        Word("可用:{values}", "its values: {values}"),
    ),
    "S368": Message(
        Word("“{word}”没有写“{missing}”给多少", "{word!r} does not say what {missing!r} gets"),
        Word("补上它,或写 rest 给其余各类", "add it, or write rest for all others"),
    ),
    "S369": Message(
        Word(
            "“{cell}”嵌套 {depth} 层,而查表依据 {columns} 列",
            "{cell!r} is nested {depth} deep, and the table goes by {columns} columns",
        ),
        Word("每一列对应一层", "one level of the table for each column"),
    ),
    "S371": Message(
        Word("“{word}”不能是“{column}”这一列的值", "{word!r} cannot be a value of {column!r}"),
        Word(
            "按该列的类型写,如 1、2014-06-30", "write it as the column's type has it, such as 1 or 2014-06-30"
        ),
    ),
    "S372": Message(
        Word("“{word}”与前面的一项是同一个值", "{word!r} is the same value as one before it"),
        Word("每个值只写一次", "write each value once"),
    ),
    "S373": Message(
        Word(
            "“{word}”所依据的“{column}”取值不能一一列出",
            "{word!r} goes by {column!r}, whose values cannot all be listed",
        ),
        Word("写 rest:其余各行给多少,如 0", "write rest: what every other row gets, such as 0"),
    ),
    "S374": Message(
        Word("编号“{name}”出现两次", "the id {name!r} stands here twice"),
        Word("各写不同的编号", "give each an id of its own"),
    ),
    "S375": Message(
        Word(
            "写 rest 的分担方有 {count} 个,须恰有一个", "{count} payers bear the rest; it takes exactly one"
        ),
        Word(
            "由一方承担其余和尾差:{{id: bank, rest: 是}}",
            "one bears what the others leave, to the fen: {{id: bank, rest: yes}}",
        ),
    ),
    "S376": Message(
        Word("分担方“{payer}”须写 rate,或只写 rest: 是", "payer {payer!r} takes a rate, or rest: yes alone"),
        Word("承担其余的一方没有比例和限额", "who bears the rest has neither a rate nor a limit"),
    ),
    "S377": Message(
        Word("各方比例合计 {rate},超过 100%", "the rates of the payers add to {rate}, more than 100%"),
        Word("合计应不超过 100%", "together they are at most 100%"),
    ),
    "S378": Message(
        Word("“{layer}”排在没有限额的“{before}”之后", "{layer!r} comes after {before!r}, which has no limit"),
        Word("没有 at_most 的一层只能在最后", "only the last layer may do without at_most"),
    ),
    "S379": Message(
        Word("计息须写 days,或 begins 和 ends", "interest takes days, or begins and ends"),
        Word("二者取其一", "write one of the two"),
    ),
    "S380": Message(
        Word("一年不能按 {year} 天计息", "interest does not run by a year of {year} days"),
        Word("写 360 或 365", "write 360 or 365"),
    ),
    "S381": Message(
        Word(
            "递减的起点 {first} 不低于终点 {last}", "the line begins at {first}, not below its end at {last}"
        ),
        Word("from 小于 to", "from is below to"),
    ),
    "S382": Message(
        Word("没有写各年比例,也没有写最长年限", "neither rates nor at_most is written"),
        Word("写 rates: [50%, 30%] 或 at_most: 3", "write rates: [50%, 30%] or at_most: 3"),
    ),
    "S383": Message(
        Word("“{one}”与“{other}”须同时写", "{one!r} and {other!r} go together"),
        Word("补上另一项,或两项都不写", "add the other, or write neither"),
    ),
    "S384": Message(
        Word("退回只能按一种办法折算", "a clawback goes by one measure"),
        Word(
            "写 achieved 和 promised(按绩效),或 kept 和 term(按期限)",
            "write achieved and promised (by performance), or kept and term (by time)",
        ),
    ),
    "S385": Message(
        Word(
            "计息年数 {text} 不是 0 至 {most} 的整数", "{text} is no whole number of years from 0 to {most}"
        ),
        Word("写整年数", "write whole years"),
    ),
    "S386": Message(
        Word("“{text}”须大于 0", "{text!r} must be above 0"),
        Word("每一步、每一期都要有长度", "a step or a term has some length"),
    ),
    "S388": Message(
        Word(
            "“{key}”所指的“{name}”不在各方之中", "{key!r} names {name!r}, who is not among those who bear it"
        ),
        Word("可用:{ids}", "here: {ids}"),
    ),
}

"""Messages about the year in money: adjustments, cash ceilings, money brought forward, pace."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

MESSAGES: dict[str, Message] = {
    "S421": Message(
        Word("没有“{text}”这个预算项目", "there is no line {text!r} in the budget"),
        Word("写 programmes.编号 或 spending.编号,如 {lines}", "write programmes.ID or spending.ID: {lines}"),
    ),
    "S422": Message(
        Word("一条预算调整写了:{found}", "an adjustment holds {found}"),
        Word("cut、add、move 写且只写一项", "write exactly one of cut, add and move"),
    ),
    "S423": Message(
        Word("{form} 与 into 不相配", "{form} and into do not go together"),
        Word("调剂(move)须写转入何处(into),其他调整不写", "a move says its into; no other adjustment does"),
    ),
    "S424": Message(
        Word("对“{line}”的追加没有写来源", "more money for {line!r} does not say where it comes from"),
        Word("写 source,如 上级补助", "write its source, as in: source: upper grant"),
    ),
    "S425": Message(
        Word(
            "“{text}”不是金额,也不是不超过100%的份额", "{text!r} is neither money nor a share of at most 100%"
        ),
        Word("写如 20万元 或 8%,不得为负", "write it as in 20万元 or 8%, not below zero"),
    ),
    "S426": Message(
        Word("“{line}”与“{into}”有重合,不能从一处调剂到另一处", "{line!r} and {into!r} overlap"),
        Word("调剂须在两个不同的项目之间", "a move goes between lines that share no money"),
    ),
    "S427": Message(
        Word("“{moment}”不在预算年度{year}年之内", "{moment} is not in the budget year {year}"),
        Word("写 Q1 至 Q4,或该年的某月", "write Q1 to Q4, or a month of that year"),
    ),
    "S428": Message(
        Word(
            "{later} 的 {low} 低于 {earlier} 的 {high},累计数不会下降",
            "{low} at {later} is less than {high} at {earlier}: these are cumulative",
        ),
        Word("写到该时点为止的累计数", "write what is reached by then in all"),
    ),
    "S429": Message(
        Word("{first} 与 {second} 是同一天", "{first} and {second} are the same day"),
        Word("只保留一个", "keep one of the two"),
    ),
    "S430": Message(
        Word(
            "{lot}年的结转不早于预算年度{year}年", "the lot of {lot} is not older than the budget year {year}"
        ),
        Word("结转资金只能来自以前年度", "money is brought forward from earlier years"),
    ),
    "S431": Message(
        Word(
            "{lot}年的结转 {amount}({line})已于 {day} 失效,不能再使用",
            "{amount} of {lot} ({line}) lapsed on {day} and cannot be spent",
        ),
        Word("删去它,或依文件改 lapses_after", "drop it, or change lapses_after as a document allows"),
    ),
    "S432": Message(
        Word("预算调整的编号“{id}”用了两次", "two adjustments have the id {id!r}"),
        Word("每条调整用自己的编号", "give each adjustment an id of its own"),
    ),
    "S433": Message(
        Word("“{moment}”早于预算年度{year}年", "{moment} is before the budget year {year}"),
        Word("以前年度已到期未付的,写本年 Q1", "what was due earlier and not paid is due in Q1 of this year"),
    ),
    "S434": Message(
        Word("“{line}”没有自己的预算账", "{line!r} keeps no ledger of its own"),
        Word("写其中之一:{lines}", "write one of these: {lines}"),
    ),
    "R682": Message(
        Word(
            "以前年度合同在“{line}”还须支付 {due},可用的结转资金只有 {there},缺 {missing}",
            "earlier contracts of {line!r} still ask for {due}, the lots that may pay it hold {there}: "
            "{missing} is missing",
        ),
        Word("补上结转批次(lots),或改由本年预算安排", "add a lot, or pay it from this year's budget"),
    ),
    "R681": Message(
        Word(
            "从“{line}”减少 {asked},但未承诺的只有 {uncommitted}(已承诺 {committed},"
            "其中以后年度才付、可由以后年度承担的 {later}),多了 {more}",
            "{asked} is taken from {line!r}, but only {uncommitted} is uncommitted ({committed} is committed, "
            "of which {later} is payable in later years and may be left to them): {more} too much",
        ),
        Word("减少调减数,或在承诺之前调整", "take less, or adjust before it is committed"),
    ),
    "W758": Message(
        Word(
            "“{text}”没有百分号,旁边的上限是百分比;它按 {amount} 计",
            "{text!r} has no percent sign beside ceilings that are shares: it is taken for {amount}",
        ),
        Word("写成 {text}%;确是金额的,写上单位", "write {text}%, or its unit if it is money"),
    ),
    "W761": Message(
        Word(
            "没有写明何时拨付:{lines};这些钱不计入进度,也不受用款上限约束",
            "nothing says when these are paid: {lines}; pace and cash ceilings do not see this money",
        ),
        Word("在 calendar 中列出,或写 pay: evenly", "give them a row of the calendar, or write pay: evenly"),
    ),
}

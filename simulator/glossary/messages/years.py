"""Messages about several years in a row: indices, changes, evaluations."""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.message import Message
from simulator.glossary.word import Word

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        "S491": Message(
            Word(
                "从首年 {year} 到 {until} 不是二至 {most} 年",
                "from the first year {year} to {until} is not two to {most} years",
            ),
            Word("写 {next} 至 {last} 的一年", "write a year from {next} to {last}"),
        ),
        "S492": Message(
            Word("“{path}”不是可以递增的数", "{path!r} is no figure that can grow"),
            Word("金额、个数和一般数可以递增", "money, counts and plain numbers can"),
        ),
        "S493": Message(
            Word(
                "变更年份 {changed} 不在 {first} 到 {last} 之间",
                "a change in {changed} lies outside {first} to {last}",
            ),
            Word("变更从首年之后的一年开始生效", "a change holds from a year after the first"),
        ),
        "S494": Message(
            Word("评价等级没有从 0% 开始的一档", "no grade begins at 0%"),
            Word(
                "加一档 at_least: 0%,好让任何结果都有去处",
                "add a grade with at_least: 0%, so that every result has one",
            ),
        ),
        "S495": Message(
            Word(
                "评价“{line}”要看支付进度,但没有拨付日历",
                "{line!r} is judged by what is paid, but nothing says when that is",
            ),
            Word("写 calendar,或 pay: evenly", "write a calendar, or pay: evenly"),
        ),
        "S496": Message(
            Word("“{line}”没有金额可以与评价挂钩", "{line!r} has no amount that an evaluation could change"),
            Word(
                "写一个支出类别,或写了 amount 的专项", "name a spending class, or a programme with an amount"
            ),
        ),
        "S497": Message(
            Word("同一个数“{path}”写了两次", "{path!r} is named twice"),
            Word(
                "每个数只写一条递增,每行只写一条评价", "write one index a figure, and one evaluation a line"
            ),
        ),
        "S498": Message(
            Word("逐年的截至年份 {until} 太远", "the years end in {until}, too far away"),
            Word(
                "最晚写到 {last} 年:各处的时间随年份后移,公历日期到 9999 年为止",
                "write {last} at the latest: moments move along with the years, and days end in 9999",
            ),
        ),
        "R688": Message(
            Word("{year} 年的预算不成立", "the budget of {year} does not hold"),
            Word(
                "其余各条说的都是这一年;检查递增、变更和评价",
                "all else that is told is of that year; look at the indices, changes and evaluations",
            ),
        ),
        "R689": Message(
            Word(
                "方案没有写 horizon,或不是从文件读入的",
                "the scenario writes no horizon, or was not read from a file",
            ),
            Word("写 horizon: {{until: …}}", "write horizon: {{until: …}}"),
        ),
    }
)

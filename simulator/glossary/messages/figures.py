"""Messages about figures and columns that are computed, and about the days between which things hold."""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.message import Message
from simulator.glossary.word import Word

_FORMS = {
    "S286": Message(
        Word(
            "推算列“{name}”与名单“{population}”已有的列同名",
            "the derived column {name!r} has the name of a column of population {population!r}",
        ),
        Word("给推算列换个名称", "give the derived column a name of its own"),
    ),
    "S287": Message(
        Word(
            "一一对应的列“{column}”不在名单“{population}”中",
            "population {population!r} has no column {column!r}",
        ),
        Word("写编号列或 columns 中的一列", "name the id column, or one of its columns"),
    ),
    "S288": Message(
        Word("“{key}”不能用于列“{column}”的类型", "{key!r} does not go with the type of column {column!r}"),
        Word(
            "one_to_one 只用于 uscc 和 text,signed 只用于金额列",
            "one_to_one goes with uscc and text, signed with money",
        ),
    ),
    "S289": Message(
        Word(
            "参数“{figure}”已按 values 分段,自己不再写起止日期",
            "the figure {figure!r} has values with dates of their own",
        ),
        Word("把 from、until 写进 values 的各段", "write from and until inside its values"),
    ),
    "S290": Message(
        Word(
            "参数“{figure}”须恰有 is、of、total、count、values 之一,写了:{found}",
            "the figure {figure!r} takes exactly one of is, of, total, count and values; found: {found}",
        ),
        Word(
            "is 是写明的数,of 由其他参数算出,total 和 count 由名单算出,values 按日期分段",
            "is says it, of makes it from other figures, total and count from applicants, values by date",
        ),
    ),
    "S291": Message(
        Word(
            "参数“{figure}”:applicants 与 total 或 count 须一同写出",
            "the figure {figure!r}: applicants goes with total or count, and they with it",
        ),
        Word(
            "写明由哪个申报名单算出,或删去 applicants",
            "name the population it is taken over, or drop applicants",
        ),
    ),
    "S292": Message(
        Word("循环引用:{circle}", "these need each other in a circle: {circle}"),
        Word("让其中一个直接写出数值", "let one of them say its value with is"),
    ),
}
_DAYS = {
    "S293": Message(
        Word("“{text}”不是日期", "{text!r} is not a day"),
        Word("写成 2014-06-30", "write it as 2014-06-30"),
    ),
    "S294": Message(
        Word("起始日 {first} 晚于截止日 {last}", "it begins on {first}, after it ends on {last}"),
        Word("检查 from 和 until 是否写反", "check whether from and until are the wrong way round"),
    ),
    "S295": Message(
        Word(
            "参数“{figure}”的两段取值日期重叠:{one};{other}",
            "two values of the figure {figure!r} hold on the same days: {one}; {other}",
        ),
        Word(
            "前一段写 until,止于后一段 from 的前一日",
            "end the earlier one on the day before the later one begins",
        ),
    ),
    "S296": Message(
        Word("“{text}”与“{other}”不是同一类数值", "{text!r} and {other!r} are not of one kind"),
        Word("一个参数各段的单位要一致", "all values of one figure are of one kind"),
    ),
    "S297": Message(
        Word(
            "参数“{figure}”在 {year} 年内有几段取值:{values}",
            "the figure {figure!r} has more than one value in {year}: {values}",
        ),
        Word(
            "用 as_of 写明按哪一天计算,如 as_of: {year}-12-31",
            "say with as_of which day counts, as in as_of: {year}-12-31",
        ),
    ),
    "S298": Message(
        Word(
            "“{path}”的有效期({days})不含 {asked}",
            "{path!r} is in force {days}, which does not cover {asked}",
        ),
        Word(
            "换上当时有效的规定,或改写 as_of;确需沿用,写 allow_outdated: 是 或加 --allow-outdated,各项输出都会标明",
            "write what is in force then, or another as_of; to use it all the same, write allow_outdated: yes "
            "or add --allow-outdated, and every output is marked",
        ),
    ),
    "W709": Message(
        Word(
            "“{path}”的有效期({days})不含 {asked},仍按它计算",
            "{path!r} is in force {days}, which does not cover {asked}, and is used all the same",
        ),
        Word(
            "各项输出已标明;尽快换上有效的规定",
            "every output is marked; write what is in force as soon as you can",
        ),
    ),
    "W710": Message(
        Word(
            "参数“{figure}”在 {before} 与 {after} 之间没有取值",
            "the figure {figure!r} has no value between {before} and {after}",
        ),
        Word(
            "若当时确无规定,可以不管;否则补上这一段",
            "leave it if nothing was in force then; else add those days",
        ),
    ),
}
MESSAGES: Mapping[str, Message] = MappingProxyType({**_FORMS, **_DAYS})

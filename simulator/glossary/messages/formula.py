"""Messages about a pot given out by formula: S34x as it is written, R66x when it is worked out."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

MESSAGES: dict[str, Message] = {
    "S341": Message(
        Word("各因素的权重合计 {total},不是 100%", "the weights of the factors add to {total}, not 100%"),
        Word("调整权重,使合计为 100%", "change the weights so that they add to 100%"),
    ),
    "S342": Message(
        Word(
            "因素“{factor}”须写 of、equal、gap、roots 之一(写了:{found})",
            "the factor {factor!r} takes exactly one of of, equal, gap and roots (found: {found})",
        ),
        Word("一个因素只按一种办法计", "one factor, one basis"),
    ),
    "S343": Message(
        Word(
            "专项“{programme}”按公式分配,但事先不知道总额",
            "programme {programme!r} is given out by formula, but its pot is not known beforehand",
        ),
        Word(
            "写 envelope: {{at_most: …}};只有独占一个不由 optimise 分配的支出类别时才可省略",
            "write envelope: {{at_most: …}}; it may be left out by the only programme of a class "
            "that the optimiser does not divide",
        ),
    ),
    "S344": Message(
        Word("protect 没有写下限或上限", "protect says neither at_least nor at_most"),
        Word(
            "写 at_least、at_most 或两者;funded_by: extra 须有 at_least",
            "write at_least, at_most or both; funded_by: extra needs at_least",
        ),
    ),
    "S345": Message(
        Word("保障下限 {low} 高于上限 {high}", "the guarantee {low} is above the limit {high}"),
        Word("调低 at_least 或调高 at_most", "lower at_least or raise at_most"),
    ),
    "S346": Message(
        Word(
            "缺口有上限(at_most)时,“{key}”会使有的单位超过它",
            "with a limit on the gap (at_most), {key!r} would lift some above it",
        ),
        Word("删去缺口的 at_most,或删去“{key}”", "drop at_most of the gap, or drop {key!r}"),
    ),
    "S347": Message(
        Word("取整单位须大于零", "the quantum to round to is not above zero"),
        Word("写 1分、1元、100元 等", "write 1分, 1元, 100元 or the like"),
    ),
    "S348": Message(
        Word(
            "“{column}”不是名单“{population}”的列",
            "{column!r} is no column of the population {population!r}",
        ),
        Word("per 写分组所按的列", "per names the column to group by"),
    ),
    "R661": Message(
        Word(
            "专项“{programme}”有资金要分,但因素“{factor}”对每家都是零",
            "programme {programme!r} has money to give out, but {factor!r} is zero for everyone",
        ),
        Word(
            "检查数据列和 when;没有对象的因素,其权重应归其他因素",
            "check the column and its when; a factor for nobody leaves its weight to the others",
        ),
    ),
    "R662": Message(
        Word(
            "专项“{programme}”的“{what}”对“{applicant}”是负数:{value}",
            "{what!r} of programme {programme!r} is negative for {applicant!r}: {value}",
        ),
        Word("改正数据,或写 max(0, …)", "mend the data, or write max(0, …)"),
    ),
    "R663": Message(
        Word(
            "专项“{programme}”各家分别按 {mode} 取整,合计超出总额 {more}",
            "the parts of programme {programme!r}, each rounded {mode}, are {more} more than the pot",
        ),
        Word("取整方式用 largest_remainder 或 down", "round by largest_remainder or down"),
    ),
}

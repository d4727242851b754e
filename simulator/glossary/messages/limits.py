"""Messages of limits that were learnt later: rules between awards, sums, all or nothing, partial awards."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

MESSAGES: dict[str, Message] = {
    "S350": Message(
        Word("约束“{constraint}”没有写限制什么", "constraint {constraint!r} does not say what it limits"),
        Word(
            "写 top 和界限,或 every 与 needs、excludes,或 equal",
            "write top and a bound, every with needs or excludes, or equal",
        ),
    ),
    "S351": Message(
        Word("“{found}”不能写在同一条约束里", "{found} do not go together in one constraint"),
        Word(
            "every 配 needs(可加 at_least 一个不小于 1 的整数)或 excludes,可加 per;equal 可加 by 和 lottery",
            "every goes with needs (and at_least, a whole number from 1) or excludes, and per; equal with by and lottery",
        ),
    ),
    "S352": Message(
        Word(
            "or_nothing 须与下界并用,且不能用于比率",
            "or_nothing goes with a lower bound, and not with a ratio",
        ),
        Word(
            "写 at_least 或 between;为零时不受其限制",
            "write at_least or between: nothing at all is then allowed too",
        ),
    ),
    "S353": Message(
        Word("“{measure}”没有写把什么相加", "{measure!r} does not say what is added up"),
        Word("写 of,如 of: jobs", "write of, as in of: jobs"),
    ),
    "S354": Message(
        Word(
            "same_group 只用于写了 per 的约束的分母",
            "same_group stands in the bottom of a limit that says per",
        ),
        Word("把它写进 bottom,并写 per;否则删去", "write it in the bottom and say per, or drop it"),
    ),
    "S355": Message(
        Word("“{award}”不是一笔核定", "{award!r} names no award"),
        Word(
            "写 专项/申报单位;没有申报单位的专项只写专项;已有专项:{programmes}",
            "write programme/applicant, a plain line by its programme alone; programmes: {programmes}",
        ),
    ),
    "S356": Message(
        Word(
            "界限“{text}”既不是数,也不是参数",
            "the bound {text!r} is neither a figure with its unit nor one of figures",
        ),
        Word(
            "写数和单位,或 figures 中的名称:{figures}",
            "write a number with its unit, or a name under figures: {figures}",
        ),
    ),
    "S357": Message(
        Word(
            "“{of}”相加后是{unit},界限“{text}”却不是",
            "{of!r} adds up to {unit}, and the bound {text!r} is not that",
        ),
        Word(
            "金额的界限写上单位,如 500万元;个数不写单位",
            "write money with its unit, such as 500万元, and a number without",
        ),
    ),
    "S358": Message(
        Word("优化分配的“{found}”在这里不适用", "{found} has no place in this optimise"),
        Word(
            "专项内可写 awards: partial,并可加 at_least(0 至 100% 的比例,或大于零的金额)",
            "a programme may say awards: partial, and at_least with it: a share up to 100%, or a sum above nothing",
        ),
    ),
    "R621": Message(
        Word(
            "{clause} 要求至少 {amount},但无论怎样分配最多 {most}",
            "{clause} asks for at least {amount}, but no plan comes to more than {most}",
        ),
        Word("降低这个下界,或放宽谁可以申报", "lower the bound to that, or let more applicants in"),
    ),
    "R622": Message(
        Word(
            "{clause} 要求至少 {amount},但没有任何应补金额",
            "{clause} asks for at least {amount}, but nobody has a claim",
        ),
        Word("删去下限,或检查名单和条件", "drop the floor, or check the population and the conditions"),
    ),
    "R623": Message(
        Word(
            "约束“{constraint}”的分母是零,比率没有意义",
            "the ratio of constraint {constraint!r} is of nothing: its bottom is zero",
        ),
        Word(
            "检查分母选中了谁;金额的上下限请直接写金额",
            "check what the bottom selects, or bound the amount itself",
        ),
    ),
    "R624": Message(
        Word(
            "“{award}”不在专项“{programme}”的名单里",
            "{award!r} is not among the applicants of programme {programme!r}",
        ),
        Word("写名单中的编号", "write an id of its population"),
    ),
    "R625": Message(
        Word("{clause} 使这些核定相互牵制", "{clause} ties its awards to each other"),
        Word("", ""),
    ),
    "W716": Message(
        Word(
            "同等对待的约束“{constraint}”本来就成立:{programmes}",
            "constraint {constraint!r} holds by itself: {programmes}",
        ),
        Word(
            "按比例、均分和全额的分配已使条件和应补金额相同者所得相差不过一分",
            "methods in proportion, by level and in full pay equal claims alike within a fen",
        ),
    ),
}

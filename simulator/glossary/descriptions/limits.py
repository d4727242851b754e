"""What the words of limits and goals mean: what the whole must obey, and what the optimiser aims at."""

from simulator.glossary.word import Word

_LIMITS = {
    "top": Word("被限制的量;有分母时为分子", "What is limited; with a bottom, the ratio's top"),
    "bottom": Word("分母", "The ratio's bottom"),
    "budget": Word("支出类别的预算数", "The appropriations of spending classes"),
    "claims": Word("应补金额", "What the applicants are entitled to"),
    "per": Word(
        "按此列分组,每组各须满足;加权目标中指每多少金额计一次权重",
        "The column to group by: each group must obey; among weighed aims, the money that earns a weight",
    ),
    "at_least": Word("不低于,含本数", "No less than this, inclusive"),
    "at_most": Word("不超过,含本数", "No more than this, inclusive"),
    "more_than": Word("超过,不含本数", "More than this"),
    "less_than": Word("低于,不含本数", "Less than this"),
    "between": Word("介于两数之间,含两端", "Between two figures, both included"),
    "about": Word("约为此数,须写误差", "About this figure, with its tolerance"),
    "within": Word("允许的误差", "The tolerance"),
    "strength": Word("必须满足,还是应当尽量", "Whether it must hold or should"),
    "must": Word("必须", "It must hold"),
    "should": Word("应当", "It should hold"),
    "keep": Word(
        "按所列次序尽量满足软约束", "Miss the listed soft constraints as little as possible, in order"
    ),
    "maximise": Word("越多越好", "As much as possible"),
    "minimise": Word("越少越好", "As little as possible"),
    "aim": Word("目标量", "What is made large or small"),
    "spent": Word("已分配的金额", "The money given out"),
    "unspent": Word("未分配的金额", "The money not given out"),
    "awards": Word(
        "算数的核定笔数;选择时指列出的各笔(专项/申报单位);优化分配中指整笔还是可以部分支付",
        "The number of awards that count; in a selection, the awards named (programme/applicant); in optimise,"
        " whether they are whole or partial",
    ),
    "whole": Word("整笔支付或不付", "Each award whole or not at all"),
    "or_nothing": Word("也可以一分不安排", "Nothing at all is allowed too"),
    "same_group": Word("分母与分子取同一组", "The bottom is taken over the same group as the top"),
    "every": Word(
        "每一笔算数的核定,另一笔须有(needs)或不得有(excludes)",
        "Every award that counts among these, which needs or excludes others",
    ),
    "needs": Word(
        "同组内还须有这些核定算数,至少 at_least 笔(不写为 1)",
        "In the same group awards of these must count, at_least of them (one unless written)",
    ),
    "excludes": Word("同组内这些核定不得同时算数", "In the same group none of these may count beside it"),
    "lottery": Word(
        "条件和应补金额相同者按此种子抽签,先抽中者优先;次序只取决于编号",
        "Equals come in the order of a draw with this seed; it hangs on their ids alone",
    ),
}
_GOALS = {
    "beneficiaries": Word(
        "至少有一笔算数核定的单位数,一个单位只计一次",
        "How many applicants have an award that counts, each once",
    ),
    "targets_met": Word("得到满足的软约束个数", "How many of the limits that should hold do hold"),
    "change_from_last_year": Word(
        "与上年相差的金额,增减都计",
        "How far the awards are from last year's, more and less alike",
    ),
    "last_year": Word("该专项上年的金额", "What the programme was given last year"),
    "smallest_share": Word(
        "满足率最低者的满足率,精确到百万分之一",
        "The share of its claims that whoever is worst off is paid, to the millionth",
    ),
    "largest_cut": Word(
        "压减最多者的压减率,精确到百万分之一",
        "The share of its claims that whoever is worst off is not paid, to the millionth",
    ),
    "weigh": Word("几个目标量按权重合并为一个目标", "Several aims added up by their weights"),
    "terms": Word("相加的各项目标量", "The aims that are added up"),
    "response": Word("该专项的资金带来多少得分", "How many points the programme's money is worth"),
    "curve": Word(
        "几个已知点,其间按直线计;每多一元的成效不递增",
        "Known points with straight lines between; each further yuan is worth no more than the last",
    ),
    "at": Word("投入的金额", "The money put in"),
    "worth": Word("这一投入所得的分数", "The points that this money is worth"),
    "saturates": Word(
        "成效逐渐饱和:最高分数 × 投入 ÷ (投入 + 半数投入)",
        "Worth that levels off: most × money ÷ (money + half_at)",
    ),
    "most": Word("投入再多也达不到的最高分数", "The points that no amount of money quite reaches"),
    "half_at": Word("得到一半分数所需的投入", "The money that is worth half of them"),
    "power": Word(
        "成效按幂递减:所得分数 × (投入的资金 ÷ 投入) ^ 指数",
        "Diminishing returns: worth × (money ÷ at) ^ exponent",
    ),
    "exponent": Word(
        "0 与 1 之间的指数,越小递减越快", "A power between 0 and 1: the smaller, the sooner it levels off"
    ),
    "pieces": Word(
        "用几段直线代替曲线,段越多误差越小",
        "How many straight pieces stand for the curve: the more, the closer",
    ),
    "capacity": Word("承接能力:超过此数的资金不再计分", "Money beyond this is worth nothing more"),
}
DESCRIPTIONS: dict[str, Word] = {**_LIMITS, **_GOALS}

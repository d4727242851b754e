"""What the words of a programme mean: its pot, how a short pot is shared, how a formula gives it out."""

from simulator.glossary.word import Word

_PROGRAMMES = {
    "applicants": Word("申报单位所在的名单", "The population that may apply"),
    "eligible": Word(
        "申报条件:一个表达式,或须全部满足的几个有名称的表达式",
        "Who is eligible: one expression, or several named ones that must all hold",
    ),
    "award": Word(
        "核定规则:自上而下的步骤;在度量中指核定金额",
        "The award rule, steps from top to bottom; as a measure, the awards",
    ),
    "money": Word("none:不花钱的专项", "none: a programme without money"),
    "none": Word("没有", "None"),
    "envelope": Word("专项总额的下限与上限", "The least and the most one programme may spend"),
    "when_short": Word("资金不足时如何分配", "How the pot is shared when money is short"),
    "points": Word("优化时视为好处的得分", "What the optimiser may count as good"),
    "per_award": Word("每笔算数的核定得几分", "Points for each award that counts"),
    "per_unit": Word("按数量:每单位的金额或得分", "So much for each unit: money in a rule, points in points"),
    "counts_from": Word(
        "支付到应补金额的多大比例起算数", "The share of its entitlement from which an award counts"
    ),
    "tags": Word("标签,供约束与分层选择", "Tags that limits and tiers select by"),
    "apply_free": Word("名单内符合条件者不必申请即可获得", "Everyone eligible is paid without applying"),
}
_SHARING = {
    "pro_rata": Word("同比例压减", "Every claim cut in the same proportion"),
    "water_fill": Word(
        "均分封顶:先均分,满额者退出,余额再均分",
        "Equal shares; whoever is full leaves, and the rest is shared again",
    ),
    "equal": Word(
        "等额:每家同样多,不超过其应补金额;作为因素时每家计 1;作为约束时,条件和应补金额相同者所得相差不过一分",
        "The same for everyone, never above the claim; as a factor, one for each; as a limit, those who agree in"
        " `by` and in their claim get the same within one fen",
    ),
    "in_full": Word(
        "全额保障:证明可行,否则报告无可行方案", "Every claim in full: proved possible, or reported infeasible"
    ),
    "ranked": Word("按次序支付,先好后次", "The best first, one after another"),
    "first_come": Word("先到先得", "The earliest first"),
    "tiers": Word(
        "分层保障:前一层付足,后一层才有",
        "Tier after tier: the next gets nothing before the one above is full",
    ),
    "optimise": Word(
        "由优化决定:每笔整付或不付;写 awards: partial 则可部分支付,at_least 为每笔的最低比例或金额",
        "Left to the optimiser: each award whole or not at all; with awards: partial in part, from at_least on",
    ),
    "where": Word("只看符合此条件的行", "Only the rows that meet this condition"),
    "order": Word(
        "排序的依据,最后以编号列结尾;stages 中为核对次序的环节",
        "What to rank by, ending in the id column; under stages, the stages in their order",
    ),
    "earliest": Word("日期早者在先", "The earliest first"),
    "latest": Word("日期晚者在先", "The latest first"),
    "first": Word("编号小者在先,排序的最后一项", "The smaller id first: the end of every ranking"),
    "last": Word("钱不够付的那一个怎么办", "What happens to the one the money does not cover"),
    "partial": Word(
        "付剩余部分;优化分配中指可以只付一部分", "It gets the rest; in optimise, awards may be paid in part"
    ),
    "skip": Word("跳过,看下一个", "It is passed over for the next"),
    "stop": Word("到此为止", "The queue ends"),
    "rest": Word("其余全部,及其分配方式", "Everyone else, and how they share"),
    "tag": Word("带有此标签的专项", "The programmes with this tag"),
    "programme": Word("这一个专项", "This programme"),
    "figure": Word("这一个有名称的数", "This named number"),
}
_FORMULA = {
    "distribute": Word("因素法:把整盘资金按公式分完", "A whole pot given out by formula"),
    "factors": Word("各因素及其权重,合计 100%", "The factors with their weights, together 100%"),
    "weight": Word(
        "本因素分配资金的比例;加权目标中指这一项的权重",
        "The share of the money that this factor gives out; among weighed aims, how much one counts",
    ),
    "need": Word("需要数,如标准支出", "What is needed, such as standard spending"),
    "have": Word("已有数,如标准收入", "What there is already, such as standard revenue"),
    "roots": Word(
        "平方根匹配:组内各数平方根之和的平方,减各数之和",
        "Quadratic matching: the square of a group's roots added up, less the group's sum",
    ),
    "minimum": Word("每家先得此数,其余再按因素分配", "What each gets first; the rest goes by the factors"),
    "times": Word(
        "按每家的系数(如绩效)调整,再归一到总额",
        "A coefficient of each, such as its performance; then scaled back to the pot",
    ),
    "protect": Word(
        "对照基数(如上年)的下限与上限,反复归一到都满足",
        "At least and at most these shares of an earlier amount, the rest shared anew until all hold",
    ),
    "funded_by": Word("保障增加的钱由谁出", "Who pays for the guarantee"),
    "rescale": Word("其余各家相应减少", "The others get that much less"),
    "extra": Word("从总额之外另行安排", "Money from outside the pot"),
}
DESCRIPTIONS: dict[str, Word] = {**_PROGRAMMES, **_SHARING, **_FORMULA}

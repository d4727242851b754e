"""What the words of awards decided beforehand mean."""

from simulator.glossary.word import Word

DESCRIPTIONS: dict[str, Word] = {
    "decisions": Word(
        "事先已定的核定结果:已公布或已拨付的、人工决定的、撤回或驳回的;其余申报单位分配剩下的资金",
        "Awards that are settled beforehand: published or paid, decided by hand, withdrawn or rejected; the others share the money left",
    ),
    "outcome": Word(
        "申报怎样了结:撤回或驳回,核定为零而仍列出",
        "How an application ended: withdrawn or rejected, kept in sight with nothing",
    ),
    "withdrawn": Word("申报单位已撤回", "The applicant has withdrawn"),
    "rejected": Word("审核未通过", "It was not approved"),
    "status": Word(
        "这笔核定走到了哪一步;写了就每次运行都不再变动",
        "How far the award has come: it then stays the same in every run",
    ),
    "published": Word("已经公布", "It has been published"),
    "paid": Word(
        "已经拨付;基金的触发线中指已付占期初的比例",
        "It has been paid; in the trigger of a fund, what is paid as a share of its opening",
    ),
    "who": Word("由谁决定", "Who decided"),
    "why": Word("为什么这样决定", "Why it was decided so"),
    "on": Word(
        "哪一天决定、公布、拨付;预算调整和基金收支是何时发生",
        "The day it was decided, published or paid; of an adjustment or a flow, when it happens",
    ),
    "paid_from": Word(
        "只能用哪些来源的资金,按使用的先后列出;不列支出类别的专项可写一个基金",
        "The sources that may pay it, in the order they are used; or the fund of a programme without a class",
    ),
    "only_for": Word(
        "这项来源只能用于哪些支出类别和专项",
        "The only classes of spending and programmes this source may pay",
    ),
}

"""What the words of several years mean."""

from simulator.glossary.word import Word

DESCRIPTIONS: dict[str, Word] = {
    "horizon": Word(
        "以后各年:递增、变更和绩效评价", "The years after the first: indices, changes, evaluations"
    ),
    "index": Word(
        "每年递增的数,从首年起按复利", "Figures that grow each year, compounding from the first year"
    ),
    "evaluations": Word(
        "上年绩效评价与下年预算挂钩", "How last year's evaluation is read by next year's budget"
    ),
    "judged_by": Word("评价看什么:支付进度或指标完成率", "What is judged: the share paid or the targets met"),
    "grades": Word("评价等级,达到最高的一档算", "The grades: the highest that is reached counts"),
    "keeps": Word("下年保留的比例", "The share of its amount that a line keeps next year"),
    "targets_met_share": Word("已评指标中完成的比例", "The share of the assessed targets that are met"),
    "paid_share": Word("年末已拨付占预算的比例", "What is paid at the end of the year, over the authority"),
}

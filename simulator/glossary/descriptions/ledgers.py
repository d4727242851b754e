"""What the words of the ledgers mean: authority, commitments, cash, carry-over, pace."""

from simulator.glossary.word import Word

DESCRIPTIONS: dict[str, Word] = {
    "adjustments": Word(
        "年中的预算调整:调减、追加(写来源)、调剂(合计不变)",
        "Changes of authority in mid-year: cuts, additions with their source, moves that keep the total",
    ),
    "line": Word(
        "预算项目:一个专项或一个支出类别", "A line of the budget: a programme or a class of spending"
    ),
    "carry_over": Word(
        "以前年度结转的资金:先进先出,到期失效",
        "Money brought forward: spent first in first out, lapsed when it is too old",
    ),
    "lots": Word("按年度列的结转批次", "What is brought forward, by year"),
    "lapses_after": Word(
        "几年后失效:2012年的批次写2,到2014年12月31日为止",
        "After how many years a lot lapses: one of 2012 after 2 may be spent until 31 December 2014",
    ),
    "unpaid": Word(
        "以前年度合同在本年或以后到期的付款,由结转资金支付",
        "Instalments of earlier contracts that fall due now or later, paid out of the lots",
    ),
    "group": Word("申报单位的组,如批次", "A group of applicants, such as a batch"),
    "pace": Word("支付进度与序时进度之差", "How far payments are off an even pace"),
    "norm": Word("进度的基准", "The norm of the pace"),
    "even": Word("每月十二分之一", "One twelfth a month"),
    "gates": Word(
        "到某时点应支付的份额;写了就只考核这些", "Shares to be paid by a moment; these alone are judged"
    ),
}

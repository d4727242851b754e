"""What the words of case files mean."""

from simulator.glossary.word import Word

DESCRIPTIONS: dict[str, Word] = {
    "given": Word("已知数据:每列一个值,或各行的值", "What is given: for each column one value, or one a row"),
    "rows": Word("逐行写的数据;日历中为各组", "What is given, row by row; in the calendar, the groups"),
    "certainty": Word("条款与数字各有多可靠", "How far the clause and its figures may be trusted"),
    "row": Word(
        "它是哪一条规定的算例,不写即为自己的编号", "The rule it is an example of; its own id unless written"
    ),
    "pot": Word("可分的资金:金额,或一个参数", "The money there is: an amount, or a figure"),
    "payments": Word("核定金额的分期拨付", "How the awards are paid in instalments"),
    "shares": Word("各期的比例,合计 100%", "The share of each instalment, together 100%"),
    "budgets": Word("各期所在年度的预算", "The appropriations of the years they fall in"),
    "milestones": Word("完成后才应付的核定金额", "Awards that are due once their work is done"),
    "done": Word("工作是否已完成;案例中为已完成的条件", "Whether the work is done; in a case, its condition"),
    "retention": Word("预留的比例", "The share that is kept back"),
    "cash": Word("各期用款的上限与需求", "How much may be paid by each period, and what it asks for"),
    "ceilings": Word(
        "到各期末累计可付的比例或金额", "The share, or the money, that may be paid by the end of each period"
    ),
    "demands": Word("各期要求支付的金额", "What each period asks for"),
    "publish": Word(
        "公布时的单位、小数位与尾差", "The unit and decimals of print, and who takes the difference"
    ),
    "decimals": Word("小数位数", "How many decimals"),
    "tail": Word("四舍五入的尾差归谁", "Which line takes what rounding leaves over"),
    "largest_line": Word("归最大的一行", "The largest line"),
    "targets": Word(
        "要达到的数目、比例或名次,及其成本", "Numbers, shares or ranks to be reached, and their cost"
    ),
    "baseline": Word(
        "已有的数目;写了它,指标即为总数,实际数和计量都是在它之上新增的",
        "How many there are already: the target is then on the total, and what is reached comes on top of it",
    ),
    "unit_cost": Word("每增加一个的成本", "What each further one costs"),
}

"""What the words of lists of applicants mean: their columns, and how invented ones are drawn."""

from simulator.glossary.word import Word

DESCRIPTIONS: dict[str, Word] = {
    "file": Word("CSV 数据文件的路径", "The path of a CSV data file"),
    "columns": Word("所用各列及其类型", "The columns used, each with its type"),
    "nature": Word("数据文件的行是真实的还是模拟的", "Whether a file's rows are real or synthetic"),
    "real": Word("真实数据", "Real data"),
    "synthetic": Word(
        "模拟名单:数量、种子、各列的抽取方式",
        "An invented population: how many, from which seed, how each column is drawn",
    ),
    "type": Word("列的类型", "The column's type"),
    "blank": Word(
        "空白单元格代表的值;不写则空白为错误", "What a blank cell stands for; without it a blank is an error"
    ),
    "count": Word(
        "整数个数;贴息中指天数怎样算:actual 按日历,thirty 即 30E/360,每月按三十天,31 日视为 30 日",
        "A whole number of things; in interest, how days are counted: actual by the calendar, thirty by 30E/360, each month of thirty days, day 31 counting as 30",
    ),
    "number": Word("数值", "Any exact number"),
    "percent": Word("百分比", "A percentage"),
    "yes_no": Word("是或否", "Yes or no"),
    "date": Word("日期,如 2014-06-30", "A date such as 2014-06-30"),
    "text": Word("文本;在指标中为没有数字的条款", "A text; of a target, a clause without a number"),
    "seed": Word("随机种子", "The seed of the draws"),
    "prefix": Word("模拟编号的前缀", "What invented ids begin with"),
    "lognormal": Word("对数正态抽取:偏态的正值", "A skewed draw of positive values"),
    "normal": Word("正态抽取", "A symmetric draw around a mean"),
    "uniform": Word("两数之间等可能,含两端", "Every value between two bounds equally likely, both included"),
    "choice": Word("从几个取值中按权重抽取", "One of several values, by weight"),
    "fixed": Word(
        "固定数额;在数据列中指每行同值", "A fixed sum; for a synthetic column, the same value in every row"
    ),
    "mean": Word("均值", "The mean"),
    "sd": Word("标准差", "The standard deviation"),
    "values": Word(
        "各取值;查表时指表中各格;参数中指各段取值及其起止日期",
        "The values; in a table, its cells; of a figure, each with its dates",
    ),
    "weights": Word("各取值的权重,合计 100%", "The weight of each value, together 100%"),
    "zero": Word("取零的行所占比例", "The share of rows that are zero"),
    "total": Word(
        "整列缩放到的合计数;参数中指逐行计算后相加;约束中指把 of 在符合条件者上相加,无论是否获得核定",
        "The sum a drawn column is scaled to; of a figure, an expression added up over all rows; in a limit, over"
        " everyone eligible, whatever they get",
    ),
    "round_to": Word("每个值取整到的单位", "The quantum each value is rounded to"),
    "derived": Word(
        "由其他列和参数算出的列,每列一个表达式",
        "Columns computed from the others and the figures, by expression",
    ),
    "uscc": Word(
        "统一社会信用代码(GB 32100-2015),逐个校验",
        "A unified social credit code (GB 32100-2015), each one verified",
    ),
    "one_to_one": Word(
        "与这一列的值一一对应:一个代码只属于一家,一家只有一个代码",
        "The column that goes with it one to one: one code to one value, one value to one code",
    ),
    "signed": Word("金额可以为负", "Money may be below zero"),
}

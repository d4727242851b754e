"""What the words that hold a scenario together mean: its parts, what it states, what an overlay changes."""

from simulator.glossary.word import Word

_SCENARIO = {
    "scenario": Word("方案的编号", "The scenario's id"),
    "year": Word(
        "预算年度;结转批次中是哪一年的钱;变更从哪一年起;贴息中指一年按几天计",
        "The budget year; of a lot, the year it is left from; of a change, the first year it holds; in interest, the days of a year",
    ),
    "language": Word("语言版本;不写即为 1", "The version of this language; 1 unless written"),
    "title": Word("给人看的名称", "The name shown to people"),
    "note": Word("说明;假设须写明理由", "A remark; an assumption says why"),
    "unit": Word(
        "本文件中裸数金额的单位,不管数据文件;指标中是它数的是什么,如 家",
        "What bare money in this file is in, never in data files; of a target, what it counts, as 家",
    ),
    "sources": Word("资金来源;为零的也保留", "Sources of money; zero lines are kept"),
    "spending": Word(
        "支出类别及其预算数;在别处指其中一类",
        "Classes of spending with their appropriations; elsewhere, one of them",
    ),
    "figures": Word("有名称的数,表达式中可用", "Named numbers, usable in any expression"),
    "populations": Word(
        "申报名单:数据文件或标明的模拟名单", "Who may apply: a data file, or a labelled invented population"
    ),
    "programmes": Word("专项", "Programmes"),
    "constraints": Word(
        "整体必须满足的约束;在 keep 中列出软约束", "What the whole must obey; in keep, the soft ones"
    ),
    "objective": Word("优化的目标,先写者优先", "What the optimiser aims at, the first goal first"),
    "assumptions": Word(
        "文件未给出的参数,及其理由与可靠性", "Parameters that no document gives, with reason and reliability"
    ),
    "expect": Word("每次运行都须得出的公布数", "Published figures that every run must reproduce"),
    "id": Word("编号;申报名单中指编号列", "An id; in a population, the column that holds the ids"),
    "amount": Word("金额", "An amount of money"),
    "document": Word("出处文件", "The document it comes from"),
    "quote": Word("原文摘录", "The words of the document"),
    "is": Word("等于这个数", "Exactly this figure"),
    "until": Word(
        "有效期的末日,含当日;规划期的最后一年",
        "The last day it is in force, inclusive; of a horizon, the last year",
    ),
    "allow_outdated": Word(
        "允许使用不在有效期内的参数和专项,所有输出都会标明",
        "Use what is not in force; every output is marked then",
    ),
}
_STATEMENTS = {
    "path": Word("所指之处的路径", "The path of the place meant"),
    "reliability": Word("可靠程度", "How far to trust it"),
    "high": Word("高", "High"),
    "medium": Word("中", "Medium"),
    "low": Word("低", "Low"),
    "result": Word("结果的路径", "The path of the result"),
    "as_printed": Word(
        "公布数如何取舍到所印的位数", "How the published figure was cut to the digits printed"
    ),
    "truncated": Word("截断", "Cut off"),
}
_OVERLAYS = {
    "extends": Word("在哪个文件的基础上变更", "The file that this one changes"),
    "reason": Word("变更的理由", "Why it is changed"),
    "changes": Word("变更,按次序进行", "The changes, made in order"),
    "set": Word("把此路径的值改为另一值", "Put another value at this path"),
    "cut": Word(
        "把此路径的数压减;预算调整中指调减多少",
        "Make the figure at this path smaller; in an adjustment, by how much",
    ),
    "raise": Word("把此路径的数提高", "Make the figure at this path larger"),
    "move": Word("从一处调剂到另一处,合计不变", "Move so much from one place into another: the total stays"),
    "add": Word(
        "在此路径增加内容;预算调整中指追加多少",
        "Add content at this path, which is free; in an adjustment, how much more",
    ),
    "drop": Word("取消此路径的内容", "Take away what is at this path"),
    "was": Word("原来的值,不符则报错", "What it was: anything else is an error"),
    "into": Word("转入之处的路径", "The path that receives it"),
    "content": Word("增加的内容", "What is added"),
    "after": Word(
        "放在此项之后;回收中指几年之后", "After this item; of what comes back, so many years after"
    ),
    "before": Word("放在此项之前", "Before this item"),
}
DESCRIPTIONS: dict[str, Word] = {**_SCENARIO, **_STATEMENTS, **_OVERLAYS}

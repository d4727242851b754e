"""What the words of targets mean."""

from simulator.glossary.word import Word

DESCRIPTIONS: dict[str, Word] = {
    "actuals": Word(
        "到基准日为止已知的实际数;没有数的指标为未评估,不算未完成",
        "What is known so far, as of a day; a target without a figure is not assessed, never missed",
    ),
    "reached": Word(
        "各指标已达到的数;写了基期数的指标只写新增数",
        "How far each target has come; of one with a baseline only what came on top of it",
    ),
    "counts": Word(
        "由方案中的什么来回答这个指标:一个计量,加分母即为比例",
        "What of the plan answers the target: a measure, with a bottom a ratio",
    ),
    "each_costs": Word("每多完成一个要花的钱", "What one more would cost"),
    "part_of": Word("它是哪个指标的一部分", "The target it is a part of"),
    "adds": Word(
        "这个总数包含哪个指标当年新增的数", "The target whose number of the year this total includes"
    ),
    "target": Word("另一个指标", "Another target"),
    "rank": Word("数值是名次,越小越好", "Whether the number is a place in an order: the smaller the better"),
    "due": Word("何时应当完成;不写为年末", "When it is due; the end of the year unless written"),
}

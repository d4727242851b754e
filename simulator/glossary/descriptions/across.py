"""What the words of rules across programmes mean: ceilings, choosing, topping up, pools."""

from simulator.glossary.word import Word

DESCRIPTIONS: dict[str, Word] = {
    "ceiling": Word(
        "累计封顶:一组申报(如一家单位一年)合计不超过此数",
        "The most a group of awards, such as one firm's in a year, may come to together",
    ),
    "top_up": Word(
        "补差:同组中依次只补超过已得最高额的部分",
        "In order, only what exceeds the most already reached in the group",
    ),
    "best": Word(
        "同组只取最高的一项,相同取编号小者", "Only the highest of a group; of equals the smaller id"
    ),
    "stop_loss": Word(
        "熔断:已用未达触发线时全额支付,达到后停付",
        "Paid in full while the pool has used less than its trigger, nothing from then on",
    ),
    "method": Word("依次支付或压减,还是同比例压减", "One after another, or all in proportion"),
    "sequential": Word("按次序一个接一个", "One after another, in order"),
    "used": Word("此前已用的金额", "What was used before"),
    "window": Word(
        "滚动期:每笔与此前几年内的各笔合计",
        "A rolling window: an award counts with those of the years before",
    ),
    "pool": Word("资金池的规模", "How large the pool is"),
    "trigger": Word("已用占资金池的多大比例时停付", "What part of the pool, once used, stops it"),
    "quota": Word(
        "限项:每组(如每个单位)最多几项,按次序取前者",
        "Of each group, such as an institution, only so many may apply, the first in order",
    ),
    "cumulation": Word(
        "同一单位在几个专项下的应补金额合计上限,在分配资金之前",
        "The most one firm may be owed under several programmes, before money is shared out",
    ),
    "cut_first": Word("超出时先减哪个专项,先减者在前", "Which programme is cut first, the first one first"),
    "one_per_item": Word(
        "同一项目只在一个专项下支付,取使单位所得最多的选择",
        "An item is paid under one programme only: the choice that gives the firm most",
    ),
    "firm": Word("说明项目属于哪家单位的列", "The column that says whose an item is"),
    "caps": Word("每家在各专项下的上限", "The most a firm may be owed under each programme"),
}

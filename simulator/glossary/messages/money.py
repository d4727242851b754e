"""Messages about amounts, rates and other numbers as they are written."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

MESSAGES = {
    "M101": Message(
        Word("“{text}”不是金额", "{text!r} is not an amount of money"),
        Word("写成 1581.1、1,581.1万元 或 50元", "write 1581.1, 1,581.1万元 or 50元"),
    ),
    "M102": Message(
        Word("金额“{text}”不是整数分", "the amount {text!r} is not a whole number of fen"),
        Word("金额最小到分,请减少小数位", "money is exact to the fen: use fewer decimals"),
    ),
    "M103": Message(
        Word("裸数“{text}”没有单位", "the bare number {text!r} has no unit"),
        Word(
            "写明单位(如 50元),或在文件开头写 unit: 万元",
            "write the unit (50元), or unit: 万元 at the top of the file",
        ),
    ),
    "M104": Message(
        Word("“{text}”太长或太大", "{text!r} is too long or too large"),
        Word("金额须在正负 9 京分以内,不超过 40 个字符", "amounts stay within ±9e16 fen and 40 characters"),
    ),
    "M105": Message(
        Word("“{text}”的千位分隔符位置不对", "the thousands separators of {text!r} are misplaced"),
        Word(
            "每三位一个逗号,如 1,581,100;或者不写逗号", "a comma every three digits, as in 1,581,100, or none"
        ),
    ),
    "M106": Message(
        Word("“{unit}”不是已知的货币单位", "{unit!r} is not a known money unit"),
        Word("可用单位:分、角、元、千元、万元、百万元、亿元", "units: 分, 角, 元, 千元, 万元, 百万元, 亿元"),
    ),
    "M201": Message(
        Word("“{text}”不是比例", "{text!r} is not a rate"),
        Word("写成 50%、0.5、1/2 或 5‰", "write 50%, 0.5, 1/2 or 5‰"),
    ),
    "M202": Message(
        Word("比例 {text} 超过 100%", "rate {text} is more than 100%"),
        Word("写成 {suggestion}% (或 {fraction}){beyond}", "write {suggestion}% (or {fraction}){beyond}"),
        Word("读作 {percent}%", "read as {percent}%"),
    ),
    "M203": Message(
        Word("比例“{text}”的分母为零", "the rate {text!r} divides by zero"),
        Word("分母须为正整数", "the denominator is a positive whole number"),
    ),
    "M204": Message(
        Word("“{text}”不是百分点", "{text!r} is not a difference in percentage points"),
        Word("写成 5pp 或 5个百分点", "write 5pp or 5个百分点"),
    ),
    "M205": Message(
        Word("“{text}”不是倍数", "{text!r} is not a multiple"),
        Word("写成 12x 或 12倍", "write 12x or 12倍"),
    ),
    "M206": Message(
        Word("比例 {text} 为负数", "the rate {text} is negative"),
        Word("比例在 0 与 100% 之间", "a rate lies between 0 and 100%"),
    ),
    "M207": Message(
        Word("增长幅度 {text} 低于 -100%", "the growth {text} is below -100%"),
        Word("减少最多 100%,即减到零", "nothing shrinks by more than 100%, which leaves nothing"),
    ),
    "M208": Message(
        Word("增长幅度 {text} 没有写百分号", "the growth {text} has no percent sign"),
        Word("写成 {percent}%", "write {percent}%"),
    ),
    "M301": Message(
        Word("“{text}”不是整数", "{text!r} is not a whole number"),
        Word("写成 12 或 1,200", "write 12 or 1,200"),
    ),
    "M302": Message(
        Word("“{text}”不是数值", "{text!r} is not a number"),
        Word("写成 12、12.5 或 1/3", "write 12, 12.5 or 1/3"),
    ),
    "M401": Message(
        Word("计算结果超出 64 位整数分的范围", "the computed amount does not fit in 64-bit fen"),
        Word(
            "检查单位:数据文件中的金额是否用错了单位", "check the units: is a data column in the wrong unit?"
        ),
    ),
}

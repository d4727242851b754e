"""Messages about expressions: E1xx how they are written, E2xx names, E3xx kinds, E4xx values in the data."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

_WRITTEN = {
    "E101": Message(
        Word(
            "表达式有 {length} 个字符,超过 {limit} 个",
            "the expression has {length} characters, more than {limit}",
        ),
        Word("拆成几个有名称的条件或参数", "split it into named conditions or figures"),
    ),
    "E102": Message(
        Word("表达式超过 {limit} 个词", "the expression has more than {limit} words and signs"),
        Word("拆成几个有名称的条件或参数", "split it into named conditions or figures"),
    ),
    "E103": Message(
        Word("括号或函数嵌套超过 {limit} 层", "brackets and functions are nested more than {limit} deep"),
        Word("拆成几个有名称的条件或参数", "split it into named conditions or figures"),
    ),
    "E104": Message(
        Word("数字超过 {limit} 个字符", "the number has more than {limit} characters"),
        Word("换用较大的单位,如 亿元", "use a larger unit, such as 亿元"),
    ),
    "E105": Message(
        Word("表达式中不能使用字符 {character}", "the character {character} has no place in an expression"),
        Word(
            "名称只用汉字、英文字母、数字和下划线;其他文字加引号",
            "names hold Chinese characters, English letters, digits and underscores; quote any other text",
        ),
    ),
    "E106": Message(
        Word("引号 {quote} 没有结束", "the quote {quote} is not closed"),
        Word("在文字末尾补上引号", "close the quote after the text"),
    ),
    "E107": Message(
        Word("“{text}”不是数字", "{text!r} is not a number"),
        Word(
            "只写数字和至多一个小数点,如 1500 或 0.5;不用科学计数、下划线和十六进制",
            "write digits and at most one point, as 1500 or 0.5; no exponent, underscore or hexadecimal",
        ),
    ),
    "E108": Message(
        Word("数字后面的“{text}”不是单位", "{text!r} after a number is not a unit"),
        Word(
            "单位有 元、万元、亿元、%、‰、pp、x、倍、天;“且”“或”前后要空格;数字开头的类别加引号",
            "units are 元, 万元, 亿元, %, ‰, pp, x, 倍, 天; put spaces around 且, quotes around a category",
        ),
    ),
    "E109": Message(
        Word("没有“{text}”这一天或这一季度", "there is no such day or quarter as {text!r}"),
        Word("日期写成 2014-06-30,季度写成 2014Q3", "write a date as 2014-06-30, a quarter as 2014Q3"),
    ),
    "E110": Message(
        Word(
            "“{text}”像月份或日期,读法不唯一",
            "{text!r} looks like a month or a date and can be read in two ways",
        ),
        Word(
            "写明是哪一天,如 2014-06-30;若是减法或除法,运算符两边要空格",
            "write the day, as 2014-06-30; for arithmetic, put spaces around the sign",
        ),
    ),
    "E111": Message(
        Word("这里不应出现“{text}”", "{text!r} is not expected here"),
        Word(
            "检查前后是否漏了 且、或、运算符或引号", "is an and, an or, a sign or a quote missing beside it?"
        ),
    ),
    "E112": Message(
        Word("表达式没有写完", "the expression ends too early"),
        Word("补上最后一个运算符右边的内容", "write what stands on the right of the last sign"),
    ),
    "E113": Message(
        Word("“{text}”没有配对的“{bracket}”", "{text!r} has no {bracket!r} to close it"),
        Word("补上“{bracket}”", "add {bracket!r}"),
    ),
    "E114": Message(
        Word("方括号只能写在“属于”后面", "brackets [ ] stand only after in"),
        Word("写成 行业 属于 [新能源, 生物]", "write industry in [新能源, 生物]"),
    ),
    "E115": Message(
        Word("“{text}”后面要写方括号列表", "{text!r} is followed by a list in brackets"),
        Word("写成 行业 属于 [新能源, 生物]", "write industry in [新能源, 生物]"),
    ),
    "E116": Message(
        Word("连写的比较方向不一致:“{text}”", "a chain of comparisons runs one way, but here is {text!r}"),
        Word(
            "写成 20万元 <= x < 50万元,或者用“且”分开写",
            "write 20万元 <= x < 50万元, or two comparisons joined by and",
        ),
    ),
    "E117": Message(
        Word("表达式是空的", "the expression is empty"),
        Word("写一个条件,如 annual_rent > 0元", "write a condition, such as annual_rent > 0元"),
    ),
    "E118": Message(
        Word("表达式中没有“{text}”这种写法", "{text!r} is not part of the language"),
        Word(
            "可用:+ - * / = ≠ < ≤ > ≥ 且 或 非 属于 和括号",
            "use + - * / = ≠ < ≤ > ≥ and or not in, and parentheses",
        ),
    ),
    "E119": Message(
        Word("名称“{text}”不能以两个下划线开头", "the name {text!r} must not begin with two underscores"),
        Word("给这一列换个名称", "rename the column"),
    ),
    "E120": Message(
        Word("“属于”后面的列表是空的", "the list after in is empty"),
        Word("至少写一项", "name at least one item"),
    ),
    "E121": Message(
        Word("这里不应出现逗号", "a comma is not expected here"),
        Word("表达式中的数字不写千位分隔符:1200元", "numbers in an expression have no separators: 1200元"),
    ),
    "E122": Message(
        Word("“{text}”不是一个完整的数值", "{text!r} is not one value"),
        Word(
            "写成 17、4.35%、42.47亿元、12x、2014-06-30 或 2014Q3;文字加引号",
            "write 17, 4.35%, 42.47亿元, 12x, 2014-06-30 or 2014Q3; quote a text",
        ),
    ),
    "E123": Message(
        Word("含有看不见的字符 {character}", "there is an invisible character {character}"),
        Word("删掉它,重新输入这一处", "delete it and type this place again"),
    ),
}
_NAMES = {
    "E201": Message(
        Word("没有名为“{text}”的列或参数", "no column or figure is called {text!r}"),
        Word("可用名称:{names};文字加引号", "names in reach: {names}; quote a text"),
    ),
    "E202": Message(
        Word(
            "类别“{text}”未声明,已声明:{declared}", "category {text!r} is not declared; declared: {declared}"
        ),
        Word("改成已声明的类别,或在 columns 中补上", "use a declared category, or declare it under columns"),
    ),
    "E203": Message(
        Word("没有名为“{text}”的列或参数", "no column or figure is called {text!r}"),
        Word("若“{word}”是连接词,前后要空格", "if {word} joins two parts, leave a space on both sides"),
    ),
    "E204": Message(
        Word("“{text}”既是列名或参数名,又是类别", "{text!r} is both a column or figure and a category"),
        Word("若指类别,加引号", "quote it to mean the category"),
    ),
    "E205": Message(
        Word("没有名为“{text}”的函数", "there is no function {text!r}"),
        Word("可用函数:{functions}", "functions: {functions}"),
    ),
    "E206": Message(
        Word("函数“{text}”要 {needed} 项,写了 {given} 项", "{text} takes {needed} arguments, not {given}"),
        Word("用逗号分开各项", "separate them by commas"),
    ),
}
_KINDS = {
    "E301": Message(
        Word("{left}与{right}不能用“{operator}”", "{left} and {right} do not go together with {operator!r}"),
        Word("检查两边的种类和单位", "check the kinds and units of both sides"),
    ),
    "E302": Message(
        Word("金额旁的裸数“{text}”没有单位", "the bare number {text!r} beside money has no unit"),
        Word("写明单位,如 {text}元 或 {text}万元", "write the unit, as {text}元 or {text}万元"),
    ),
    "E303": Message(
        Word("“{text}”超过 1,不能当作比例", "{text!r} is more than 1, so it is no rate"),
        Word("写成 {text}%", "write {text}%"),
    ),
    "E304": Message(
        Word("“{text}”是{found},不是条件", "{text!r} is {found}, not a condition"),
        Word("写成比较,如 {text} > 0", "compare it with something, as {text} > 0"),
    ),
    "E305": Message(
        Word("{found}没有大小,不能用“{operator}”", "{found} has no order, so {operator!r} says nothing"),
        Word("用 =、≠ 或 属于", "use =, ≠ or in"),
    ),
    "E306": Message(
        Word("“{text}”不能用于{found}", "{text!r} cannot be applied to {found}"),
        Word("检查这一列的种类", "check the kind of the column"),
    ),
    "E308": Message(
        Word("“{left}”与“{right}”的类别表不同", "{left!r} and {right!r} have different lists of categories"),
        Word("在 columns 中写成同一张类别表", "declare the same list for both under columns"),
    ),
    "E309": Message(
        Word("“{text}”是数值,不能与比例相比或相加", "{text!r} is a number and does not meet a rate"),
        Word(
            "若它是比例,声明为 percent,参数写成 60%;否则与不带 % 的数相比",
            "if it is a rate, declare it as percent (a figure as 60%); else compare it with a plain number",
        ),
    ),
    "E310": Message(
        Word(
            "百分点旁的裸数“{text}”没有单位", "the bare number {text!r} beside percentage points has no unit"
        ),
        Word("写成 {text}pp", "write {text}pp"),
    ),
    "E311": Message(
        Word("除数是 0", "the divisor is 0"),
        Word("改用非零的除数", "divide by something else"),
    ),
    "E313": Message(
        Word("文本列旁的“{text}”没有引号", "{text!r} beside a text column is not quoted"),
        Word("写成 '{text}'", "write '{text}'"),
    ),
    "E312": Message(
        Word("结果是{found},这里要{wanted}", "the result is {found}, where {wanted} is wanted"),
        Word("检查表达式写在了哪个键下", "is the expression under the right key?"),
    ),
}
_VALUES = {
    "E401": Message(
        Word("{who}:除数“{text}”是 0", "{who}: the divisor {text} is 0"),
        Word("先排除这些行,如:{text} > 0 且 …", "rule those rows out first, as in {text} > 0 and …"),
    ),
    "E402": Message(
        Word("算出的日期超出公元 1 年至 9999 年", "a computed date is outside the years 1 to 9999"),
        Word("检查加减的天数", "check the days added or taken away"),
    ),
}
MESSAGES: dict[str, Message] = {**_WRITTEN, **_NAMES, **_KINDS, **_VALUES}

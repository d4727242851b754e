"""Messages about a department's published tables: its lines, codes, and the identities between tables."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

_WRITTEN = {
    "S471": Message(
        Word(
            "预算明细“{line}”要写 amount、programme、rest 之一(现有:{found})",
            "line {line!r} needs exactly one of amount, programme and rest (found: {found})",
        ),
        Word(
            "金额已知写 amount;等于某专项的核定数写 programme;该类别余下的写 rest: yes",
            "write amount where it is known, programme for what that is awarded, rest: yes for what is left of the class",
        ),
    ),
    "S472": Message(
        Word(
            "“{text}”不是{table}:应为 {digits} 位数字",
            "{text!r} is not a code of the {table}: {digits} digits are due",
        ),
        Word("例如 {example}", "as in {example}"),
    ),
    "S473": Message(
        Word(
            "这里不认识{table}“{text}”{like}",
            "{text!r} is not a code of the {table} that is known here{like}",
        ),
        Word(
            "核对科目;确有此科目的,在 disclosure 下写 codes: {{'{text}': 它的名称}}",
            "check the code; if it does exist, write codes: {{'{text}': its name}} under disclosure",
        ),
    ),
    "S474": Message(
        Word("来源“{source}”没有说属于哪种收入", "the source {source!r} is no kind of revenue yet"),
        Word(
            "在 disclosure.revenue 中加一项:source: {source} 和它的 kind;为零的来源也要列",
            "add an item with source: {source} and its kind to disclosure.revenue; a source of nothing is listed too",
        ),
    ),
    "S475": Message(
        Word(
            "支出类别“{spending}”没有说属于哪种支出", "the class {spending!r} is no kind of expenditure yet"
        ),
        Word(
            "在 disclosure.expenditure 中加一项:spending: {spending} 和它的 kind",
            "add an item with spending: {spending} and its kind to disclosure.expenditure",
        ),
    ),
    "S476": Message(
        Word("“{name}”列了两次", "{name!r} is listed twice"),
        Word("每项来源、每个类别只列一次", "list each source and each class once"),
    ),
    "S477": Message(
        Word(
            "来源“{source}”是 {kind},没有所属预算(fund)",
            "the source {source!r} is {kind}, which comes from no fund",
        ),
        Word("只有财政拨款和期初余额写 fund", "only appropriations and opening balances come from a fund"),
    ),
    "S478": Message(
        Word(
            "支出类别“{spending}”的明细合计 {lines},预算数 {amount},相差 {more}",
            "the lines of class {spending!r} add to {lines} and the class is {amount}: a difference of {more}",
        ),
        Word(
            "改正明细;或让其中一笔写 rest: yes,取该类别余下的数",
            "correct the lines, or let one of them be rest: yes and take what is left of the class",
        ),
    ),
    "S479": Message(
        Word(
            "“{line}”记在“{on}”,而“{below}”把它分得更细:下级之和不等于上级",
            "line {line!r} is booked on {on}, which {below!r} divides further: the items would not add to it",
        ),
        Word("记到最细的一级", "book it on an item below"),
    ),
    "S480": Message(
        Word(
            "“{line}”标作 {mark},但记在 {department}",
            "line {line!r} is told as {mark}, but booked on {department}",
        ),
        Word("应记在 {codes} 或其所属的类", "it belongs on {codes}, or on their class"),
    ),
    "S481": Message(
        Word(
            "专项“{programme}”从同一来源列了两笔明细",
            "programme {programme!r} has two lines on the same source",
        ),
        Word(
            "一个专项从一个来源只列一笔;要拆开的,写成两个专项或写 amount",
            "a programme has one line a source; to divide it, make two programmes of it or write amounts",
        ),
    ),
    "S482": Message(
        Word(
            "明细“{line}”属于“{spending}”,专项“{programme}”却不是这个类别的",
            "line {line!r} is of class {spending!r}, and programme {programme!r} is not",
        ),
        Word(
            "改明细的 spending,或换一个有资金的专项",
            "change the line's spending, or name a programme with money",
        ),
    ),
    "S483": Message(
        Word(
            "“{line}”没有政府经济科目,而别的明细有",
            "line {line!r} has no government code, and other lines have",
        ),
        Word("全都写上,或全都不写", "write it for all lines, or for none"),
    ),
    "S484": Message(
        Word("{unit}取 {decimals} 位小数,比分还细", "{decimals} decimals of {unit} are finer than a fen"),
        Word("减少 decimals,或改 printed_in", "print fewer decimals, or in a larger unit"),
    ),
    "S485": Message(
        Word(
            "“{line}”标作机关运行经费,但它不是一般公共预算基本支出中的公用经费",
            "line {line!r} is told as running costs, but is no public money of basic expenditure",
        ),
        Word(
            "机关运行经费只来自基本支出的公用部分:301 和 303 以外",
            "running costs are part of basic expenditure other than 301 and 303, of the general budget",
        ),
    ),
    "S486": Message(
        Word("类别“{spending}”有两笔明细写了 rest", "two lines of class {spending!r} say rest"),
        Word("余下的数只能归一笔", "only one line can take what is left"),
    ),
    "S487": Message(
        Word("误差“{text}”既不是金额也不是比例", "a tolerance of {text!r} is neither money nor a share"),
        Word("例如 5% 或 2万元", "as in 5% or 2万元"),
    ),
    "S488": Message(
        Word("“{text}”不是科目编码", "{text!r} is no code"),
        Word("科目为 3、5 或 7 位数字", "a code has 3, 5 or 7 digits"),
    ),
    "S489": Message(
        Word(
            "类别“{spending}”是期末余额,没有支出明细“{line}”",
            "class {spending!r} is the closing balance, and has no line such as {line!r}",
        ),
        Word("删去这笔明细,或改这个类别的 kind", "drop the line, or change the kind of the class"),
    ),
    "W791": Message(
        Word(
            "“{line}”的政府科目 {government} 与部门科目 {department} 对不上",
            "line {line!r}: the government code {government} does not go with the department code {department}",
        ),
        Word(
            "核对两套科目的对照;已知 {expected}",
            "check it against the table of both kinds of code; known is {expected}",
        ),
    ),
}
_FOUND = {
    "R711": Message(
        Word(
            "{identity} 不平:{name}({where})一边 {left},一边 {right},相差 {more}",
            "{identity} does not hold: {name} ({where}) is {left} on one side and {right} on the other, {more} apart",
        ),
        Word("改正明细、来源、类别或余额中的一处", "correct a line, a source, a class or a balance"),
    ),
    "R712": Message(
        Word(
            "公布的数自相矛盾,{identity}:{name}({where})一边 {left},一边 {right},相差 {more},四舍五入最多能差 {tolerance}",
            "the published figures disagree, {identity}: {name} ({where}) is {left} on one side and {right} on the other, {more} apart, and rounding explains {tolerance}",
        ),
        Word("核对 expect 中抄录的数", "check the figures that were copied under expect"),
    ),
    "R714": Message(
        Word("这个方案没有公开表,写不出工作簿", "this scenario publishes no tables to write as a workbook"),
        Word("写上 disclosure 一节", "write a disclosure section"),
    ),
    "R713": Message(
        Word(
            "类别“{spending}”的其余明细合计 {lines},已超过预算数 {amount},“{line}”没有余数可取(多 {more})",
            "the other lines of class {spending!r} add to {lines}, over its amount of {amount}: nothing is left for {line!r} ({more} too much)",
        ),
        Word("减少其余明细,或提高该类别", "reduce the other lines, or raise the class"),
    ),
}
MESSAGES: dict[str, Message] = {**_WRITTEN, **_FOUND}

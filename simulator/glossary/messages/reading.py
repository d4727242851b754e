"""Messages about how a file is written: its characters, its YAML, its keys, and the classical slips."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

_QUOTE_IT = Word('用英文双引号括起来,如 名称: "…"', 'put the whole text in double quotes, as in title: "…"')

_LIMITS = {
    "Y101": Message(
        Word("文件是空的", "the file is empty"),
        Word(
            "写入方案,或用 simulator new 生成一份样例",
            "write a scenario, or let `simulator new` make one to start from",
        ),
    ),
    "Y102": Message(
        Word(
            "文件最外层应是“键: 值”,这里不是",
            "the file should hold `key: value` lines at its outermost level",
        ),
        Word("从 scenario: 开始写,每行一个键", "begin with `scenario:`, one key a line"),
    ),
    "Y103": Message(
        Word("文件有 {size} 个字符,超过 {limit}", "the file has {size} characters, more than {limit}"),
        Word("数据放进 CSV,方案里只写规则", "keep data in CSV files and only the rules here"),
    ),
    "Y104": Message(
        Word("嵌套超过 {limit} 层", "the nesting is deeper than {limit} levels"),
        Word("检查括号是否成对、缩进是否正确", "check that brackets pair up and lines are indented as meant"),
    ),
    "Y105": Message(
        Word("内容超过 {limit} 项", "the file holds more than {limit} items"),
        Word("数据放进 CSV,方案里只写规则", "keep data in CSV files and only the rules here"),
    ),
}
_MARKS = {
    "Y106": Message(
        Word("含有不可见或控制字符 {character}", "there is an invisible or control character, {character}"),
        Word("删除它(常由复制粘贴带入)", "delete it (it often comes in by copy and paste)"),
    ),
    "Y107": Message(
        Word("一个文件里有两份文档(---)", "the file holds a second document (---)"),
        Word("另一份写到单独的文件", "move the second one to a file of its own"),
    ),
    "Y108": Message(
        Word("不能用 YAML 的锚点或别名 {text}", "anchors and aliases are not used here: {text}"),
        Word(
            "把值直接写出来;以 & 或 * 开头的文字请加引号",
            "write the value out; quote a text that starts with & or *",
        ),
    ),
    "Y109": Message(
        Word("不能用 YAML 标签 {text}", "tags are not used here: {text}"),
        Word("删除它;以 ! 开头的文字请加引号", "leave it out; quote a text that starts with !"),
    ),
    "Y110": Message(
        Word("不能用合并键 <<", "the merge key << is not used here"),
        Word(
            "把各项直接写出来;情景变更用 extends", "write the entries out; a variant is a file with `extends`"
        ),
    ),
    "Y111": Message(
        Word("冒号前应是一个词", "a single word should stand before the colon"),
        Word("写成 键: 值", "write `key: value`"),
    ),
}
_KEYS = {
    "Y112": Message(
        Word("“{key}”重复:第 {line} 行已写过“{first}”", "{key!r} repeats {first!r} of line {line}"),
        Word("每个键只写一次,删去其中一个", "write each key once: delete one of the two"),
    ),
    "Y113": Message(
        Word(
            "“{key}”与第 {line} 行的“{first}”看起来相同而字符不同",
            "{key!r} looks the same as {first!r} of line {line} but is not",
        ),
        Word("统一用半角(或同一种)字符", "write both with the same, half-width characters"),
    ),
    "Y114": Message(
        Word("“{key}:”后面没有写内容", "nothing is written after `{key}:`"),
        Word("写上值,或删去这一键;空缺不等于零", "write the value, or delete the key; missing is not zero"),
    ),
    "Y115": Message(
        Word("名称“{key}”中有点或空格", "the name {key!r} holds a dot or a space"),
        Word(
            "改为 {suggestion};路径用点分隔,名称中不能有点",
            "write {suggestion}; dots separate the names of a path",
        ),
    ),
    "Y116": Message(
        Word("“-”后面没有写内容", "nothing is written after the dash"),
        Word("写上内容,或删去这一行", "write the item, or delete the line"),
    ),
    "Y117": Message(
        Word("[{text}] 可以是一个数,也可以是几个数", "[{text}] may be one number or several"),
        Word(
            "几个数:逗号后加空格;一个数:不写千位逗号,或加引号",
            "several numbers: a space after each comma; one number: no commas, or quotes around it",
        ),
    ),
}
_SYNTAX = {
    "Y121": Message(
        Word("这里不符合 YAML 写法({words})", "this cannot be read as YAML ({words})"),
        Word("对照上下各行的写法", "compare it with the lines around it"),
    ),
    "Y122": Message(
        Word("缩进里有制表符(Tab)", "there is a tab in the indentation"),
        Word("缩进只用空格,每层两个", "indent with spaces, two a level"),
    ),
    "Y123": Message(
        Word(
            "缩进不对:这行从第 {column} 列开始,上一行从第 {above} 列开始",
            "wrong indentation: this line starts at column {column}, the one above at column {above}",
        ),
        Word(
            "同一层的键左对齐,下一层多缩进两个空格;上一行若已有值,下面不能再有键",
            "align keys of one level and indent the next by two spaces; a key that has a value takes no keys below it",
        ),
    ),
    "Y124": Message(
        Word("“{text}”没有配对的右括号", "{text!r} is never closed"),
        Word("在这一项结束处补上右括号", "close it where the entry ends"),
    ),
    "Y125": Message(
        Word("引号没有配对", "the quote is never closed"),
        Word("在文字结束处补上同样的引号", "close it with the same quote where the text ends"),
    ),
    "Y126": Message(
        Word("值不能以“{text}”开头", "a value cannot start with {text!r}"),
        _QUOTE_IT,
    ),
    "Y127": Message(
        Word("双引号里的反斜杠写法不认识", "the backslash in this double-quoted text is not understood"),
        Word("改用单引号 '…',或写两个反斜杠", "use single quotes '…', or write the backslash twice"),
    ),
    "Y128": Message(
        Word("“{text}”不是“键: 值”", "{text!r} is no `key: value`"),
        Word(
            "写成 键: 值(半角冒号后有一个空格),或以 - 开头作为列表项",
            "write `key: value`, or begin with a dash for an item of a list",
        ),
    ),
    "Y129": Message(
        Word("“{text}”之前缺逗号或右括号", "a comma or a closing bracket is missing before {text!r}"),
        Word(
            "“{bracket}”里各项用逗号隔开,最后有右括号",
            "inside {bracket!r} separate the items by commas and close the bracket",
        ),
    ),
    "Y130": Message(
        Word("多了一个右括号“{text}”", "there is one {text!r} too many"),
        Word("删去它,或补上左括号", "delete it, or add the bracket that opens it"),
    ),
    "Y139": Message(
        Word(
            "列表各项之间出现没有“-”的一行:{text}",
            "this line stands among the items of a list without a dash: {text}",
        ),
        Word(
            "是列表项就加“- ”;是上一项的内容就再缩进两个空格",
            "begin it with a dash, or indent it by two more to belong to the item above",
        ),
    ),
    "Y140": Message(
        Word("值已经写完,后面又有“{text}”", "the value is complete, yet {text!r} follows"),
        Word(
            "整段文字加一对引号;并检查上面各行的引号是否成对",
            "put one pair of quotes around the whole text, and check the quotes of the lines above",
        ),
    ),
}
_TRAPS = {
    "Y131": Message(
        Word(
            "大括号里的表达式含方括号,须加引号:{text}",
            "inside braces an expression with [ ] needs quotes: {text}",
        ),
        Word(
            '写成 "{text}",或不用大括号、分行书写',
            'write "{text}", or use lines of their own instead of braces',
        ),
    ),
    "Y132": Message(
        Word("大括号里的逗号会拆开数字 {text}", "inside braces the comma cuts the number {text} in two"),
        Word('去掉千位逗号,或写成 "{text}"', 'leave out the thousands comma, or write "{text}"'),
    ),
    "Y133": Message(
        Word(
            "“{text}”中行首的 > 或 | 在 YAML 里表示多行文字",
            "in {text!r} YAML takes the leading > or | as the start of a text block",
        ),
        Word(
            '加引号 "{text}";下限写 more_than: 或 at_least:',
            'quote it: "{text}"; for a bound write more_than: or at_least:',
        ),
    ),
    "Y134": Message(
        Word("“{key}:”的冒号后缺一个空格", "a space is missing after the colon of `{key}:`"),
        Word("写成 {key}: {value}", "write {key}: {value}"),
    ),
    "Y135": Message(
        Word("“{key}”后面是全角冒号", "the colon after {key!r} is full-width"),
        Word("用半角冒号加空格,写成 {key}: {value}", "use a half-width colon and a space: {key}: {value}"),
    ),
    "Y136": Message(
        Word(
            "括号里的全角逗号不分隔各项:{text}",
            "a full-width comma does not separate items in brackets: {text}",
        ),
        Word(
            "改用半角逗号;若是文字的一部分,整段加引号",
            "use a half-width comma; if it belongs to the text, quote the text",
        ),
    ),
    "Y137": Message(
        Word(
            "文字以引号开头,引号后还有内容:{text}",
            "the text starts with a quote and goes on after it: {text}",
        ),
        Word(
            "整段用另一种引号括起来,或用“”", "put the other kind of quotes around the whole text, or use “ ”"
        ),
    ),
    "Y138": Message(
        Word("文字中间的“: ”会被当作另一个键:{text}", "`: ` inside a text is taken for another key: {text}"),
        Word("整段文字加引号,或改用全角冒号", "quote the whole text, or use a full-width colon inside it"),
    ),
    "Y141": Message(
        Word(
            "大括号里的逗号把文字断开:“{first},{key}”",
            "inside braces the comma cuts a text in two: '{first},{key}'",
        ),
        Word("整段文字加引号,或改用全角逗号“，”", "quote the whole text, or use a full-width comma in it"),
    ),
}

MESSAGES: dict[str, Message] = {**_LIMITS, **_MARKS, **_KEYS, **_SYNTAX, **_TRAPS}

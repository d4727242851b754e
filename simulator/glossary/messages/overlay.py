"""Messages about paths, overlays and settings."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

_PATHS = {
    "O501": Message(
        Word("“{where}”下没有“{name}”", "there is no {name!r} at {where}"),
        Word("这里有:{names}", "the names here are: {names}"),
    ),
    "O502": Message(
        Word("“{where}”里有几个“{name}”,分不清是哪一个", "{where} holds {name!r} more than once"),
        Word(
            "给每一个写上 id:,再用 id 来指;不能写 id 的列表,用 set 改写整个列表",
            "give each an `id:` and name it by that; change a list whose items take none as a whole with `set`",
        ),
    ),
    "O503": Message(
        Word(
            "列表“{where}”的项不能用序号 {name} 来指",
            "the items of {where} are not named by position ({name})",
        ),
        Word(
            "用步骤的词或 id,分档用 band_2,结转批次用年度,收支流水用发生日期;这里有:{names}",
            "name a step by its word or id, a band as band_2, a lot by its year, a flow by its moment; here: {names}",
        ),
    ),
    "O504": Message(
        Word(
            "“{where}”是单个值,下面没有“{name}”", "{where} is a single value: there is no {name!r} below it"
        ),
        Word("路径写到 {where} 为止", "end the path at {where}"),
    ),
    "O505": Message(
        Word(
            "“{where}”是一列单个值,其中的项没有名称",
            "{where} is a list of single values, which have no names",
        ),
        Word("用 set 改写整个列表", "change the whole list with `set`"),
    ),
    "O506": Message(
        Word("“{path}”不是路径", "{path!r} is no path"),
        Word(
            "写成用点连接的名称,如 spending.project.amount",
            "join names by dots, as in spending.project.amount",
        ),
    ),
    "O507": Message(
        Word("路径有 {length} 个字符,超过 {limit}", "the path has {length} characters, more than {limit}"),
        Word(
            "写成用点连接的名称,如 spending.project.amount",
            "join names by dots, as in spending.project.amount",
        ),
    ),
}
_FORM = {
    "O511": Message(
        Word("情景变更文件里不能写“{key}”", "an overlay has no {key!r}"),
        Word("可用:{keys}", "it may hold: {keys}"),
    ),
    "O512": Message(
        Word("“{key}”属于方案,不写在情景变更文件里", "{key!r} belongs to a scenario, not to an overlay"),
        Word(
            "在 changes 里写要改的,如 - {{set: {key}.…, to: …}}",
            "say what changes under `changes`, as in - {{set: {key}.…, to: …}}",
        ),
    ),
    "O513": Message(
        Word("“{key}”应是{due},这里是{found}", "{key!r} should be {due}, not {found}"),
        Word("参照语言手册中情景变更的写法", "see how an overlay is written in the language reference"),
    ),
    "O514": Message(
        Word("每项变更写一个动词,这里是:{found}", "each change has exactly one verb; here: {found}"),
        Word(
            "动词:set 改为、cut 压减、raise 提高、move 调剂、add 增加、drop 取消",
            "the verbs are set, cut, raise, move, add, drop",
        ),
    ),
    "O515": Message(
        Word("“{verb}”不带“{key}”", "{verb!r} does not take {key!r}"),
        Word("可带:{keys}", "it takes: {keys}"),
    ),
    "O516": Message(
        Word("“{verb}”缺少“{key}:”", "{verb!r} lacks `{key}:`"),
        Word("补上 {key}: …", "add {key}: …"),
    ),
    "O517": Message(
        Word("after 与 before 只能写一个", "write `after` or `before`, not both"),
        Word("删去其中一个", "delete one of the two"),
    ),
    "O518": Message(
        Word("变更文件没有写名称 scenario:", "the overlay has no name (`scenario:`)"),
        Word("写上 scenario: 一个名称", "write scenario: and a name"),
    ),
}
_CHANGES = {
    "O521": Message(
        Word("{path} 现在是 {text},不是 {was}", "{path} is {text} now, not {was}"),
        Word("核对基础方案后改正 was:,或删去它", "look at the base and correct `was:`, or leave it out"),
    ),
    "O522": Message(
        Word("{path} 在第 {line} 行已改过一次", "{path} is already set in line {line}"),
        Word("只留一次", "keep one of the two"),
    ),
    "O523": Message(
        Word("{path} 已经有了", "{path} is already there"),
        Word(
            "修改用 set;再加一个同类步骤,另取一个名称;向列表加一项,路径写到项:{path}.名称",
            "change it with `set`; for a second step of that kind choose another name; an item is added to a list as {path}.NAME",
        ),
    ),
    "O524": Message(
        Word(
            "{path} 是带其他设置的一项({names}),改为单个值会丢掉它们",
            "{path} holds {names}; a single value would lose them",
        ),
        Word("指明要改的一项:{suggestion}", "name the one meant: {suggestion}"),
    ),
    "O525": Message(
        Word(
            "基础文件的 unit 不能改:已写的金额不会随之改变",
            "the base's unit cannot be changed: the amounts written would stay",
        ),
        Word(
            "写出带单位的金额,或在本文件写自己的 unit:",
            "write amounts with their unit, or this file's own `unit:`",
        ),
    ),
    "O526": Message(
        Word("加到列表里的应是完整的一步", "what is added to a list is a whole step"),
        Word("写成 content: {{{name}: …}}", "write content: {{{name}: …}}"),
    ),
    "O527": Message(
        Word("这一项不能取名为“{name}”", "this item cannot be called {name!r}"),
        Word(
            "用它自己的词:{names};或用 set 改写整个列表",
            "call it by its word: {names}; or change the whole list with `set`",
        ),
    ),
}
_FIGURES = {
    "O531": Message(
        Word(
            "{path} 是“{text}”,不能压减、提高或调剂", "{path} is {text!r}: it cannot be cut, raised or moved"
        ),
        Word("直接用 set 写明新值", "write the new value with `set`"),
    ),
    "O532": Message(
        Word("金额按 % 或金额来改,不能用“{by}”", "money is changed by % or by money, not by {by!r}"),
        Word("如 by: 10% 或 by: 100万元", "as in by: 10% or by: 100万元"),
    ),
    "O533": Message(
        Word(
            "比例按百分点或倍数来改,不能用“{by}”",
            "a rate is changed by percentage points or a multiple, not by {by!r}",
        ),
        Word(
            "写成 by: 10pp(加减百分点)或 by: 0.9x(变为几倍)",
            "write by: 10pp (points more or less) or by: 0.9x (times as much)",
        ),
    ),
    "O534": Message(
        Word("个数按 % 或个数来改,不能用“{by}”", "a count is changed by % or by a count, not by {by!r}"),
        Word("如 by: 10% 或 by: 5", "as in by: 10% or by: 5"),
    ),
    "O535": Message(
        Word("“{by}”不是幅度", "{by!r} is no size of a change"),
        Word(
            "写正数:10%、100万元、5pp 或 1.2x;减少用 cut,增加用 raise",
            "write a positive one: 10%, 100万元, 5pp or 1.2x; `cut` lowers, `raise` lifts",
        ),
    ),
    "O536": Message(
        Word("{path} 会变成 {after},超出范围", "{path} would become {after}, which is out of range"),
        Word("换一个幅度,或用 set 写明新值", "choose another size, or write the new value with `set`"),
    ),
    "O537": Message(
        Word("变为 {by} 与动词相反", "{by} goes the other way than the verb"),
        Word(
            "cut 的倍数小于 1,raise 的倍数大于 1", "a multiple below 1 goes with `cut`, above 1 with `raise`"
        ),
    ),
    "O538": Message(
        Word("{path} 会变成 {after},不是整数", "{path} would become {after}, which is not whole"),
        Word("用 set 写明新的个数", "write the new count with `set`"),
    ),
    "O539": Message(
        Word(
            "{path} 会变成 {after},写不成精确的数",
            "{path} would become {after}, which no exact figure can write",
        ),
        Word("换一个幅度,或用 set 写明新值", "choose another size, or write the new value with `set`"),
    ),
    "O541": Message(
        Word(
            "“{text}”不能从 {path} 调出:两边的数不同类",
            "{text!r} cannot be moved from {path}: the figures are not of one kind",
        ),
        Word(
            "金额调金额,比例调百分点,个数调个数",
            "move money between amounts, points between rates, counts between counts",
        ),
    ),
    "O542": Message(
        Word("from 与 into 是同一处:{path}", "`from` and `into` are the same place: {path}"),
        Word("写两个不同的路径", "write two different paths"),
    ),
}
_CHAINS = {
    "O551": Message(
        Word("基础文件“{name}”没有找到", "the file it extends is not there: {name}"),
        Word(
            "核对文件名;相对路径从本文件所在的文件夹算起",
            "check the name; a relative one starts from this file's folder",
        ),
    ),
    "O552": Message(
        Word("文件互相引用:{names}", "these files extend one another: {names}"),
        Word("链条要到一个完整的方案为止", "the chain must end in a whole scenario"),
    ),
    "O553": Message(
        Word("{path} 后面没有值", "there is no value for {path}"),
        Word("写成 --set {path}=值", "write --set {path}=value"),
    ),
}

MESSAGES: dict[str, Message] = {**_PATHS, **_FORM, **_CHANGES, **_FIGURES, **_CHAINS}

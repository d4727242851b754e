"""Messages about files: texts and tables as they are read, results as they are written."""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.message import Message
from simulator.glossary.word import Word

SYNTHETIC = Word("合成数据", "synthetic data")
FITTED = Word("合成数据(拟合)", "synthetic data, fitted")

_FILES = {
    "D401": Message(
        Word("找不到文件“{name}”", "there is no file {name!r}"),
        Word("检查文件名和所在目录", "check its name and its folder"),
    ),
    "D402": Message(
        Word("“{name}”是目录或设备,不是文件", "{name!r} is a folder or a device, not a file"),
        Word("写出目录里的文件名", "name a file inside it"),
    ),
    "D403": Message(
        Word("文件“{name}”无法读取({reason})", "the file {name!r} cannot be read ({reason})"),
        Word(
            "检查读取权限,并关闭正在使用它的程序",
            "check that you may read it, and close the program that holds it",
        ),
    ),
    "D404": Message(
        Word(
            "文件“{name}”太大({size} 字节,上限 {most})",
            "the file {name!r} is too large ({size} bytes, at most {most})",
        ),
        Word("检查是否选错了文件", "check that this is the file you meant"),
    ),
    "D405": Message(
        Word("文件是 UTF-16 编码(Excel 的“Unicode 文本”)", "the file is in UTF-16 (Excel's “Unicode Text”)"),
        Word("另存为“CSV UTF-8(逗号分隔)”", "save it as “CSV UTF-8 (Comma delimited)”"),
    ),
    "D406": Message(
        Word("文件含有 NUL 字节,不是文本", "the file holds a NUL byte: it is no text"),
        Word("从原程序重新另存为文本或 CSV", "save it again as text or CSV from the program it came from"),
    ),
    "D407": Message(
        Word("文件是{format},不是文本", "the file is {format}, not a text"),
        Word(
            "在原程序中另存为“CSV UTF-8(逗号分隔)”",
            "save it as “CSV UTF-8 (Comma delimited)” in its own program",
        ),
    ),
    "D408": Message(
        Word("第 {byte} 个字节既不是 UTF-8 也不是 GB18030", "byte {byte} is neither UTF-8 nor GB18030"),
        Word("文件可能已损坏;重新另存为 UTF-8", "the file may be damaged: save it again as UTF-8"),
    ),
    "D409": Message(
        Word("继承成环:{chain}", "the files extend each other in a circle: {chain}"),
        Word("让其中一个文件不再继承", "let one of them extend nothing"),
    ),
    "D410": Message(
        Word("含有看不见的字符 {character}", "there is a hidden character here: {character}"),
        Word(
            "删掉它:它会让看到的和读到的不一样", "delete it: it makes what is read differ from what is seen"
        ),
    ),
}

_SHAPE = {
    "D411": Message(
        Word("数据文件是空的", "the data file is empty"),
        Word("第一行写列名:{columns}", "the first row names the columns: {columns}"),
    ),
    "D412": Message(
        Word("文件没有声明的列“{column}”", "the declared column {column!r} is not in the file"),
        Word("文件中的列:{found}", "columns of the file: {found}"),
    ),
    "D413": Message(
        Word(
            "列名“{column}”出现了两次(第 {first} 列和第 {second} 列)",
            "the column name {column!r} stands twice (columns {first} and {second})",
        ),
        Word("改掉或删掉其中一列", "rename or remove one of them"),
    ),
    "D414": Message(
        Word("列之间用的是{separator},不是逗号", "the columns are separated by {separator}, not by commas"),
        Word("另存为“CSV UTF-8(逗号分隔)”", "save it as “CSV UTF-8 (Comma delimited)”"),
    ),
    "D415": Message(
        Word(
            "这一行有 {found} 格,表头只有 {wanted} 列",
            "this row has {found} cells, the header {wanted} columns",
        ),
        Word(
            '含逗号的内容要加引号,如 "{example}"',
            'put quotes around a cell that holds a comma, as in "{example}"',
        ),
    ),
    "D416": Message(
        Word(
            "这一行只有 {found} 格,表头有 {wanted} 列",
            "this row has only {found} cells, the header {wanted} columns",
        ),
        Word("补上缺少的格;空白格也要保留逗号", "add the missing cells; a blank cell still needs its comma"),
    ),
    "D417": Message(
        Word("这一行是空的", "this row is blank"),
        Word("删掉它,或填上内容", "delete it, or fill it in"),
    ),
    "D418": Message(
        Word("引号的位置不对", "a quotation mark is misplaced"),
        Word(
            '整格加引号,格内的引号写两次:"他说""好"""',
            'quote the whole cell and double the marks inside: "a ""word"""',
        ),
    ),
    "D419": Message(
        Word("引号没有闭合", "a quotation mark is never closed"),
        Word("在这一格末尾补上引号", "close it at the end of its cell"),
    ),
}

_CELLS = {
    "D421": Message(
        Word("第 {row} 行“{column}”是空白", "row {row}: {column!r} is blank"),
        Word(
            "空白不等于零:填上数值,或在该列声明 blank",
            "blank is not zero: fill it in, or declare what `blank` means for the column",
        ),
    ),
    "D422": Message(
        Word("“{column}”里的“{text}”是占位符,不是{kind}", "{column!r}: {text!r} is a placeholder, no {kind}"),
        Word(
            "填上数值;若确实没有,留空并在该列声明 blank",
            "write the value; if there is none, leave the cell blank and declare `blank`",
        ),
    ),
    "D423": Message(
        Word("“{column}”:{finding}", "{column!r}: {finding}"),
        Word("{remedy}", "{remedy}"),
    ),
    "D424": Message(
        Word("“{column}”里的“{text}”不是“是”或“否”", "{column!r}: {text!r} is neither yes nor no"),
        Word("写 是/否、yes/no 或 true/false", "write 是/否, yes/no or true/false"),
    ),
    "D425": Message(
        Word("“{column}”里的“{text}”不是日期", "{column!r}: {text!r} is not a date"),
        Word(
            "年在前,如 2014-06-30、2014/6/30 或 2014年6月30日",
            "write the year first: 2014-06-30, 2014/6/30 or 2014年6月30日",
        ),
    ),
    "D426": Message(
        Word("“{column}”里的“{text}”不是声明过的类别", "{column!r}: {text!r} is not a declared category"),
        Word("声明的类别:{categories}", "declared: {categories}"),
    ),
    "D427": Message(
        Word("“{column}”里的日期“{text}”不存在", "{column!r}: there is no such day as {text!r}"),
        Word("检查月份和日数", "check the month and the day"),
    ),
    "D428": Message(
        Word("“{column}”里的个数“{text}”是负数", "{column!r}: the count {text!r} is negative"),
        Word(
            "个数不小于 0;可为负的列请声明为 number",
            "a count is 0 or more; declare the column `number` if it may be negative",
        ),
    ),
    "D429": Message(
        Word("“{column}”里的“{text}”不是数值", "{column!r}: {text!r} is not a number"),
        Word(
            "写成小数,如 12 或 12.5;不用分数和科学记数",
            "write a decimal such as 12 or 12.5: no fraction, no exponent",
        ),
    ),
    "D430": Message(
        Word("“{column}”里的“{text}”不是比例", "{column!r}: {text!r} is not a share"),
        Word("写成 50%、5‰ 或 0.5", "write 50%, 5‰ or 0.5"),
    ),
    "D431": Message(
        Word("第 {row} 行没有编号(“{column}”列为空)", "row {row} has no id ({column!r} is blank)"),
        Word("每一行都要有自己的编号", "give every row an id of its own"),
    ),
    "D432": Message(
        Word(
            "“{column}”:编号“{text}”已在第 {first} 行用过,第 {row} 行重复",
            "{column!r}: the id {text!r} of row {row} was already given in row {first}",
        ),
        Word("删掉重复的行,或改正编号", "remove the repeated row, or correct its id"),
    ),
    "D433": Message(
        Word("“{column}”:编号“{text}”前后有空格", "{column!r}: there are spaces around the id {text!r}"),
        Word("删掉空格:它们会让同一单位变成两个", "remove them: they make two applicants of one"),
    ),
    "D434": Message(
        Word(
            "“{column}”:编号“{text}”被电子表格改成了科学记数",
            "{column!r}: a spreadsheet has turned the id {text!r} into a rounded number",
        ),
        Word(
            "从原始数据恢复编号,并把该列设为文本再保存",
            "restore the ids from where they came, and save the column as text",
        ),
    ),
    "D435": Message(
        Word(
            "“{column}”第 {row} 行:代码“{text}”有 {length} 个字符,应为 18 个",
            "row {row}, {column!r}: the code {text!r} has {length} characters, not 18",
        ),
        Word(
            "核对统一社会信用代码,前后不留空格",
            "check the unified social credit code, without spaces around it",
        ),
    ),
    "D436": Message(
        Word(
            "“{column}”第 {row} 行:代码“{text}”含有不允许的字符“{character}”",
            "row {row}, {column!r}: the code {text!r} holds {character!r}, which no code has",
        ),
        Word(
            "代码只用数字和大写字母,不用 I、O、S、V、Z;是否把 1、0、5、2 误写成了字母",
            "a code has digits and capitals without I, O, S, V, Z: is a 1, 0, 5 or 2 written as a letter?",
        ),
    ),
    "D437": Message(
        Word(
            "“{column}”第 {row} 行:代码“{text}”的校验码是“{found}”,按前 17 位应为“{due}”",
            "row {row}, {column!r}: the code {text!r} ends in {found!r}, and its first 17 characters call for {due!r}",
        ),
        Word("某一位写错了,对照营业执照改正", "one character is wrong: correct it from the business licence"),
    ),
    "D438": Message(
        Word(
            "“{column}”第 {row} 行:代码“{text}”有小写字母",
            "row {row}, {column!r}: the code {text!r} has small letters",
        ),
        Word("改为大写:{due}", "write it in capitals: {due}"),
    ),
    "D439": Message(
        Word("还有 {count} 个错误没有列出", "and {count} more errors"),
        Word("改正以上错误后再检查一次", "correct those above and check again"),
    ),
}

_PAIRS = {
    "D440": Message(
        Word(
            "第 {row} 行:“{column}”的“{text}”对应“{other}”的“{two}”,第 {first} 行却对应“{one}”",
            "row {row}: {text!r} of {column!r} goes with {two!r} of {other!r}, and with {one!r} in row {first}",
        ),
        Word("一个代码只属于一家:改正其中一行", "one code belongs to one: correct one of the two rows"),
    ),
    "D441": Message(
        Word(
            "第 {row} 行:“{other}”的“{text}”对应“{column}”的“{two}”,第 {first} 行却对应“{one}”",
            "row {row}: {text!r} of {other!r} goes with {two!r} of {column!r}, and with {one!r} in row {first}",
        ),
        Word("一家只有一个代码:改正其中一行", "one has one code: correct one of the two rows"),
    ),
}

_DRAWS = {
    "D451": Message(
        Word(
            "合成列“{column}”不能按这样的均值和标准差抽取", "{column!r} cannot be drawn with this mean and sd"
        ),
        Word(
            "sd 不小于 0;对数正态分布的 mean 大于 0",
            "write an sd of 0 or more; the mean of a lognormal column is above 0",
        ),
    ),
    "D452": Message(
        Word(
            "合成列“{column}”的上下限之间没有可抽的值",
            "there is nothing to draw between the bounds of {column!r}",
        ),
        Word(
            "from 不大于 to,两者相差不超过 9e18 个 round_to",
            "write `from` no larger than `to`, at most 9e18 steps away",
        ),
    ),
    "D453": Message(
        Word("合成列“{column}”的权重(或 zero)不能用", "the weights (or `zero`) of {column!r} cannot be used"),
        Word(
            "每个取值一个权重,不为负、不全为 0,小数不超过 18 位",
            "one weight a value, none negative, not all 0, at most 18 decimals",
        ),
    ),
    "D454": Message(
        Word(
            "合成列“{column}”的总额为负,或没有正值可以分摊它",
            "the total of {column!r} is negative, or no row is positive to take it",
        ),
        Word("写不为负的 total,或降低 zero", "write a total that is not negative, or lower `zero`"),
    ),
    "D455": Message(
        Word("合成列“{column}”的 round_to 须为正数", "{column!r} is rounded to a step that is not positive"),
        Word("写成正数,如 100元", "write a positive step such as 100元"),
    ),
    "D456": Message(
        Word("合成列“{column}”的取值不是数值", "a value of {column!r} is no number"),
        Word("金额写明单位,如 5万元", "write numbers; money with its unit, as in 5万元"),
    ),
}

_WRITING = {
    "D471": Message(
        Word("磁盘已满,“{name}”没有写入", "the disk is full: {name!r} was not written"),
        Word(
            "腾出空间或换一个目录;原有文件没有改动",
            "free some space or choose another folder; what was there is unchanged",
        ),
    ),
    "D472": Message(
        Word("“{name}”不是目录", "{name!r} is not a folder"),
        Word("换一个输出目录", "choose another folder for the output"),
    ),
    "D473": Message(
        Word("不能写入“{name}”({reason})", "{name!r} may not be written ({reason})"),
        Word(
            "换一个有写权限的目录;原有文件没有改动",
            "choose a folder you may write to; what was there is unchanged",
        ),
    ),
    "D474": Message(
        Word("“{name}”是目录,不能写成文件", "{name!r} is a folder and cannot be written as a file"),
        Word("移走该目录,或换一个输出目录", "move it away, or choose another folder for the output"),
    ),
    "D475": Message(
        Word("写入“{name}”失败({reason})", "writing {name!r} failed ({reason})"),
        Word("原有文件没有改动;再试一次", "what was there is unchanged; try again"),
    ),
}

_WARNINGS = {
    "W741": Message(
        Word("文件按 GB18030 读取(不是 UTF-8)", "the file was read as GB18030 (it is not UTF-8)"),
        Word("另存为“CSV UTF-8”或 UTF-8,免得字被读错", "save it as UTF-8, so that no character is misread"),
    ),
    "W742": Message(
        Word("数据文件只有表头,没有申报单位", "the data file has a header and no applicants"),
        Word("确认是否应当为空", "check that it is meant to be empty"),
    ),
    "W743": Message(
        Word("“{column}”里的“{text}”读作 {value}", "{column!r}: {text!r} was read as {value}"),
        Word("写成 {value} 就没有疑问", "write {value} to leave no doubt"),
    ),
    "W744": Message(
        Word(
            "名单“{population}”没有编号列,按行号编号",
            "the population {population!r} has no id column: its rows are numbered as they stand",
        ),
        Word(
            "声明 id: 列名;否则换了行序,编号就换了人",
            "declare `id: column`, or sorting the file gives the numbers to others",
        ),
    ),
    "W745": Message(
        Word(
            "“{column}”有 {count} 行是负的金额,最先见于第 {row} 行",
            "{column!r}: {count} amounts are below zero, the first in row {row}",
        ),
        Word(
            "核对正负号;若确可为负,在该列声明 signed: 是",
            "check the sign; if they may be negative, declare `signed: yes` for the column",
        ),
    ),
    "W746": Message(
        Word(
            "“{column}”第 {row} 行:代码 {text} 既用于“{one}”又用于“{two}”",
            "{column!r}, row {row}: the code {text} stands under {one!r} and under {two!r}",
        ),
        Word(
            "若一家单位可占多行,在该列声明 one_to_one: 单位所在的列;否则核对代码",
            "if one firm may have several rows, declare `one_to_one: <the firm's column>`; or check the code",
        ),
    ),
    "W749": Message(
        Word("还有 {count} 个类似提醒没有列出", "and {count} more such warnings"),
        Word("", ""),
    ),
}

_DECIDED = {
    "D461": Message(
        Word("第 {row} 行:没有“{text}”这个专项", "row {row}: there is no programme {text!r}"),
        Word("现有专项:{programmes}", "the programmes are {programmes}"),
    ),
    "D462": Message(
        Word(
            "第 {row} 行:专项“{programme}”没有申报单位,不能有“{applicant}”的核定",
            "row {row}: programme {programme!r} has no applicants, and so no {applicant!r}",
        ),
        Word("删去这一行", "drop the row"),
    ),
    "D463": Message(
        Word("第 {row} 行:核定金额 {amount} 为负数", "row {row}: the award of {amount} is negative"),
        Word("核定金额不小于 0", "an award is not below 0"),
    ),
}

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {**_FILES, **_SHAPE, **_CELLS, **_PAIRS, **_DRAWS, **_WRITING, **_WARNINGS, **_DECIDED}
)

"""Laws of reading data files: exact or refused, every fault at its place, whatever the order of rows."""

import csv
import io
import random
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.exact import Exact
from simulator.expression import Type
from simulator.files.tables import parse_table, read_tables
from simulator.model.scenario import Population, Scenario
from simulator.model.table import ColumnType, Table
from simulator.problems import Place, Problem, errors_of, in_order
from tests.files.populations import COLUMNS, FILE, FIRMS, GOOD, HEADER, codes, one_column, read, row

MONEY = ColumnType(Type("money"), "元")


def values(table: Table | None, column: str) -> list[object]:
    assert table is not None
    data = table.columns[column].data
    return list(data.fractions()) if isinstance(data, Exact) else data.tolist()


def only(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, [each.tell("en") for each in problems]
    return problems[0]


# ── good files ─────────────────────────────────────────────────────────────────────────────────────


def test_every_kind_of_column_is_read_exactly() -> None:
    table, problems = read(row())
    assert problems == ()
    assert table is not None
    assert table.ids == ("F1",)
    assert values(table, "rent") == [123450]
    assert values(table, "grant") == [12_500_000]
    assert values(table, "patents") == [3]
    assert values(table, "score") == [Fraction(353, 4)]
    assert values(table, "growth") == [Fraction(1, 8)]
    assert values(table, "strategic") == [True]
    assert values(table, "applied_on") == [date(2014, 6, 30).toordinal()]
    assert values(table, "name") == ["甲公司"]
    assert values(table, "industry") == [1]
    assert not table.synthetic


def test_the_order_of_rows_and_columns_does_not_matter() -> None:
    rows = [row(firm_id=f"F{number:03}", rent=str(number), name=f"公司{number}") for number in range(50)]
    straight, _ = read(*rows)
    shuffled = rows.copy()
    random.Random(5).shuffle(shuffled)  # a shuffle that repeats is wanted
    mixed, _ = read(*shuffled)
    turned, _ = read(
        *(",".join(reversed(line.split(","))) for line in rows), header=",".join(reversed(HEADER.split(",")))
    )
    assert straight is not None
    assert mixed is not None
    assert turned is not None
    assert straight.digest() == mixed.digest() == turned.digest()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (lambda text: text.encode(), []),
        (lambda text: b"\xef\xbb\xbf" + text.encode(), []),
        (lambda text: text.replace("\n", "\r\n").encode(), []),
        (lambda text: text.replace("\n", "\r").encode(), []),
        (lambda text: text.rstrip("\n").encode(), []),
        (lambda text: (text + "\n\n").encode(), []),
        (lambda text: text.encode("gb18030"), ["W741"]),
        (lambda text: text.replace("\n", "\r\n").encode("gb18030"), ["W741"]),
    ],
    ids=[
        "utf-8",
        "bom",
        "crlf",
        "cr",
        "no last line end",
        "blank lines at the end",
        "gb18030",
        "gb18030 crlf",
    ],
)
def test_the_encoding_and_line_ends_do_not_change_what_is_read(written, said: list[str]) -> None:
    text = "\n".join((HEADER, row(), row(firm_id="F2", name='"乙,\n丙"'), ""))
    expected, _ = parse_table(FIRMS, text.encode(), FILE)
    table, problems = parse_table(FIRMS, written(text), FILE)
    assert codes(problems) == said
    assert table is not None
    assert expected is not None
    assert table.digest() == expected.digest()


def test_columns_that_are_not_declared_are_left_alone() -> None:
    table, problems = read(row() + ",NA,", header=HEADER + ",remark,")
    assert problems == ()
    assert table is not None
    assert sorted(table.columns) == sorted(name for name, _ in COLUMNS)


def test_ids_and_texts_are_kept_to_the_last_character() -> None:
    ids = ("007", "1234567890123456789", "7", "中文编号")
    names = ("0012.50", " 乙 ", "NA", "null")
    table, problems = read(*(row(firm_id=key, name=name) for key, name in zip(ids, names, strict=True)))
    assert problems == ()
    assert table is not None
    assert dict(zip(table.ids, values(table, "name"), strict=True)) == dict(zip(ids, names, strict=True))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'=1+1", "=1+1"),
        ("'+1", "+1"),
        ("'-x", "-x"),
        ("'@a", "@a"),
        ("'tis", "'tis"),
        ("=1", "=1"),
        ("a'=", "a'="),
    ],
)
def test_the_apostrophe_of_our_own_files_is_taken_off_again(cell: str, text: str) -> None:
    table, _ = read(row(firm_id=cell, name=cell))
    assert table is not None
    assert table.ids == (text,)
    assert values(table, "name") == [text]


def test_a_blank_cell_takes_the_declared_value() -> None:
    population = Population(
        "firms",
        key="id",
        columns=(
            ("rent", ColumnType(Type("money"), "万元", blank="0")),
            ("name", ColumnType(Type("text"), blank="无名")),
            ("strategic", ColumnType(Type("yes_no"), blank="no")),
            ("industry", ColumnType(Type("category", ("甲", "乙")), blank="乙")),
        ),
    )
    table, problems = read(
        "A,,,,", "B, ,　,,甲", header="id,rent,name,strategic,industry", population=population
    )
    assert problems == ()
    assert values(table, "rent") == [0, 0]
    assert values(table, "name") == ["无名", "无名"]
    assert values(table, "strategic") == [False, False]
    assert values(table, "industry") == [1, 0]


def test_rows_without_an_id_column_are_numbered_and_said_to_be() -> None:
    population = Population("firms", columns=(("rent", MONEY),), place=Place("budget.yaml", 3, 5))
    table, problems = read("5", "6", header="rent", population=population)
    assert table is not None
    assert table.ids == ("0001", "0002")
    assert only(problems).code == "W744"


def test_a_synthetic_file_makes_a_synthetic_table() -> None:
    population = Population("firms", key="id", columns=(("x", MONEY),), nature="synthetic")
    table, _ = read("A,1", header="id,x", population=population)
    assert table is not None
    assert table.synthetic


# ── numbers ────────────────────────────────────────────────────────────────────────────────────────


@settings(deadline=None)
@given(st.lists(st.decimals(-(10**9), 10**9, places=2, allow_nan=False), min_size=1, max_size=30))
def test_money_is_read_to_the_fen(amounts) -> None:
    lines = [f"{number},{amount:f}" for number, amount in enumerate(amounts)]
    table, problems = read(*lines, header="id,x", population=one_column(MONEY))
    assert not errors_of(problems)
    assert table is not None
    read_back = dict(zip(table.ids, values(table, "x"), strict=True))
    assert read_back == {str(number): Fraction(amount) * 100 for number, amount in enumerate(amounts)}


@settings(deadline=None)
@given(
    st.lists(
        st.from_regex(r"-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,15})?", fullmatch=True), min_size=1, max_size=20
    )
)
def test_decimals_of_any_length_are_read_exactly(texts: list[str]) -> None:
    lines = [f"{number},{text}" for number, text in enumerate(texts)]
    table, problems = read(*lines, header="id,x", population=one_column(ColumnType(Type("number"))))
    assert not errors_of(problems)
    assert table is not None
    read_back = dict(zip(table.ids, values(table, "x"), strict=True))
    assert read_back == {str(number): Fraction(text) for number, text in enumerate(texts)}


@pytest.mark.parametrize("unit", ["分", "角", "元", "千元", "万元", "百万元", "亿元"])
def test_the_unit_of_a_column_says_what_a_bare_number_is(unit: str) -> None:
    fen = {"分": 1, "角": 10, "元": 100, "千元": 10**5, "万元": 10**6, "百万元": 10**8, "亿元": 10**10}[unit]
    lines = ["A,12", "B,0", "C,-7", "D,5元", "E,1.2亿元", 'F,"1,200"']
    table, problems = read(
        *lines, header="id,x", population=one_column(ColumnType(Type("money"), unit, signed=True))
    )
    assert codes(problems) == ["W743"]
    assert values(table, "x") == [12 * fen, 0, -7 * fen, 500, 12 * 10**9, 1200 * fen]


@pytest.mark.parametrize(
    ("cell", "fen", "shown"),
    [
        ('"1,200"', 120_000, "1200"),
        ('"1,581,100.50"', 158_110_050, "1581100.5"),
        ("１２３", 12_300, "123"),
        (" 12 ", 1_200, "12"),
        ("007", 700, "7"),
    ],
)
def test_a_number_written_oddly_is_read_exactly_and_named(cell: str, fen: int, shown: str) -> None:
    table, problems = read(row(rent=cell))
    assert values(table, "rent") == [fen]
    warning = only(problems)
    assert (warning.code, warning.place.line, warning.place.column) == ("W743", 2, 2)
    assert warning.fact("value") == shown


@pytest.mark.parametrize("cell", ["2014/6/30", "2014-6-30", "2014年6月30日", "2014/06/30"])
def test_a_date_with_the_year_first_is_read(cell: str) -> None:
    table, problems = read(row(applied_on=cell))
    assert problems == ()
    assert values(table, "applied_on") == [date(2014, 6, 30).toordinal()]


@pytest.mark.parametrize(
    ("cell", "flag"),
    [("是", True), ("否", False), ("TRUE", True), ("False", False), ("yes", True), ("No", False)],
)
def test_yes_and_no_are_words(cell: str, flag: bool) -> None:
    table, problems = read(row(strategic=cell))
    assert problems == ()
    assert values(table, "strategic") == [flag]


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        ("50%", Fraction(1, 2)),
        ("0.5", Fraction(1, 2)),
        ("5‰", Fraction(1, 200)),
        ("252%", Fraction(63, 25)),
        ("-3.5%", Fraction(-7, 200)),
    ],
)
def test_a_share_says_its_mark_or_lies_between_0_and_1(cell: str, share: Fraction) -> None:
    table, problems = read(row(growth=cell))
    assert problems == ()
    assert values(table, "growth") == [share]


# ── refused cells ──────────────────────────────────────────────────────────────────────────────────

REFUSED = [
    ("rent", "", "D421"),
    ("rent", "   ", "D421"),
    ("name", "", "D421"),
    ("industry", "", "D421"),
    ("rent", "NA", "D422"),
    ("rent", "null", "D422"),
    ("rent", "-", "D422"),
    ("rent", "#VALUE!", "D422"),
    ("rent", "无", "D422"),
    ("score", "NaN", "D422"),
    ("applied_on", "—", "D422"),
    ("strategic", "N/A", "D422"),
    ("rent", "12.345", "D423"),
    ("rent", '"1,20"', "D423"),
    ("rent", '"12,00,000"', "D423"),
    ("rent", "1e5", "D423"),
    ("rent", "1e400", "D423"),
    ("rent", "1_000", "D423"),
    ("rent", "0x1F", "D423"),
    ("rent", "١٢٣", "D423"),
    ("rent", "inf", "D423"),
    ("rent", "¥12", "D423"),
    ("rent", "(12)", "D423"),
    ("rent", "12-", "D423"),
    ("rent", "--12", "D423"),
    ("rent", "12.", "D423"),
    ("rent", ".5", "D423"),
    ("rent", "1 200", "D423"),
    ("rent", "12美元", "D423"),
    ("rent", "9" * 41, "D423"),
    ("rent", "9" * 20, "D423"),
    ("rent", "12%", "D423"),
    ("grant", "0.0000001", "D423"),
    ("patents", "1.5", "D423"),
    ("patents", "12元", "D423"),
    ("patents", "9" * 18, "D423"),
    ("patents", "-1", "D428"),
    ("score", "1/2", "D429"),
    ("score", "1e3", "D429"),
    ("score", "12%", "D429"),
    ("score", "abc", "D429"),
    ("growth", "50", "D423"),
    ("growth", "-0.1", "D423"),
    ("growth", "1/2", "D430"),
    ("growth", "5pp", "D430"),
    ("strategic", "1", "D424"),
    ("strategic", "0", "D424"),
    ("strategic", "Y", "D424"),
    ("strategic", "对", "D424"),
    ("applied_on", "2014-02-30", "D427"),
    ("applied_on", "2014-13-01", "D427"),
    ("applied_on", "2014-00-10", "D427"),
    ("applied_on", "0000-01-01", "D427"),
    ("applied_on", "20140630", "D425"),
    ("applied_on", "30/6/2014", "D425"),
    ("applied_on", "6/30/14", "D425"),
    ("applied_on", "2014.6.30", "D425"),
    ("applied_on", "2014-06", "D425"),
    ("applied_on", "2014-06-30 00:00:00", "D425"),
    ("applied_on", "2014/6-30", "D425"),
    ("applied_on", "41820", "D425"),
    ("industry", "新能原", "D426"),
    ("industry", "NA", "D426"),
    ("firm_id", "", "D431"),
    ("firm_id", " ", "D431"),
    ("firm_id", " F9", "D433"),
    ("firm_id", "F9　", "D433"),
    ("firm_id", "1.23457E+18", "D434"),
]


@pytest.mark.parametrize(("column", "cell", "code"), REFUSED)
def test_a_cell_that_leaves_a_doubt_is_refused_at_its_place(column: str, cell: str, code: str) -> None:
    table, problems = read(row(firm_id="F0"), row(**{column: cell}))
    assert table is None
    problem = only(problems)
    assert problem.code == code
    assert (problem.place.file, problem.place.line) == (FILE, 3)
    assert problem.place.column == list(GOOD).index(column) + 1
    for language in ("zh", "en"):
        lines = problem.tell(language).splitlines()
        assert column in lines[0]
        assert lines[2].index("^") == lines[1].index("|") + 2 + problem.place.column - 1


def test_the_caret_stands_below_the_faulty_cell() -> None:
    problem = only(read(row(score="1e5"))[1])
    _, line, caret, _ = problem.tell("en").splitlines()
    assert line[caret.index("^") :].startswith("1e5,12.5%")
    assert caret.count("^") == 3


def test_a_misspelt_category_is_offered_the_nearest() -> None:
    assert only(read(row(industry="新能原"))[1]).fact("nearest") == "新能源"


def test_all_faults_of_a_file_come_at_once_in_the_order_of_the_rows() -> None:
    _, problems = read(
        row(firm_id="A", rent="x", industry="y"),
        row(firm_id="B") + ",z",
        row(firm_id="A", patents="1.5"),
        "C,1",
        row(firm_id="D", name='a"b'),
        row(firm_id="", strategic="maybe"),
    )
    assert [(each.place.line, each.place.column, each.code) for each in problems] == [
        (2, 2, "D423"),
        (2, 10, "D426"),
        (3, 1, "D415"),
        (4, 1, "D432"),
        (4, 4, "D423"),
        (5, 1, "D416"),
        (6, 9, "D418"),
        (7, 1, "D431"),
        (7, 7, "D424"),
    ]


def test_both_rows_of_a_repeated_id_are_named() -> None:
    problem = only(read(row(firm_id="F1"), row(firm_id="F2"), row(firm_id="F1"))[1])
    assert problem.what("en") == "'firm_id': the id 'F1' of row 4 was already given in row 2"


def test_two_spellings_of_one_defended_id_are_the_same_id() -> None:
    assert only(read(row(firm_id="=a"), row(firm_id="'=a"))[1]).code == "D432"


def test_no_more_than_200_faults_are_listed_and_the_rest_counted() -> None:
    lines = [row(firm_id=f"F{number:04}", rent="x", score="y") for number in range(1000)]
    _, problems = read(*lines)
    assert codes(problems)[-1] == "D439"
    assert len(problems) == 201
    assert problems[-1].fact("count") == str(2000 - 200)
    assert in_order(problems)[-1] == problems[-1]
    assert [each.place.line for each in problems[:200]] == [2 + number // 2 for number in range(200)]


def test_warnings_do_not_crowd_out_errors() -> None:
    lines = [row(firm_id=f"F{number:04}", rent='"1,200"') for number in range(500)]
    _, problems = read(*lines, row(firm_id="Z", score="x"))
    assert [each.code for each in errors_of(problems)] == ["D429"]
    assert codes(problems).count("W743") == 200
    assert (problems[-1].code, problems[-1].fact("count")) == ("W749", "300")


# ── the file as a whole ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("content", [b"", b"\n\n", b"  \n", b"\xef\xbb\xbf", "　\n".encode()])
def test_an_empty_file_says_which_columns_it_needs(content: bytes) -> None:
    table, problems = parse_table(FIRMS, content, FILE)
    assert table is None
    assert only(problems).code == "D411"
    assert only(problems).fact("columns") == HEADER.replace(",", ", ")


def test_a_header_alone_means_no_applicants_and_says_so() -> None:
    table, problems = read()
    assert table is not None
    assert len(table) == 0
    assert codes(problems) == ["W742"]


def test_every_missing_column_is_named_with_the_nearest_one() -> None:
    header = HEADER.replace("rent", "rents").replace("score", "分数")
    _, problems = read(row(), header=header)
    assert [(each.code, each.fact("column"), each.fact("nearest")) for each in problems] == [
        ("D412", "rent", "rents"),
        ("D412", "score", ""),
    ]


def test_the_id_column_must_be_there() -> None:
    _, problems = read(row(), header=HEADER.replace("firm_id", "company"))
    assert [(each.code, each.fact("column")) for each in problems] == [("D412", "firm_id")]


def test_a_column_name_twice_is_refused_even_when_undeclared() -> None:
    _, problems = read(row() + ",1,2", header=HEADER + ",remark,remark")
    problem = only(problems)
    assert (problem.code, problem.fact("first"), problem.fact("second")) == ("D413", "11", "12")


@pytest.mark.parametrize("separator", [";", "\t", "，", "|"])
def test_another_separator_is_named(separator: str) -> None:
    table, problems = read(row().replace(",", separator), header=HEADER.replace(",", separator))
    assert table is None
    assert codes(problems) == ["D414"]


def test_an_unquoted_thousands_separator_is_explained() -> None:
    problem = only(read(row(rent="1,200"))[1])
    assert problem.code == "D415"
    assert '"1,200"' in problem.help("en")


@pytest.mark.parametrize("line", ["", ",,,,,,,,,", " , ,,,,,,,,"])
def test_a_blank_row_is_one_fault(line: str) -> None:
    assert [(each.code, each.place.line) for each in read(row(), line, row(firm_id="F2"))[1]] == [("D417", 3)]


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u200b", "\u202e", "\u2066", "\ufeff", "\u061c"]
)
def test_a_hidden_character_is_refused_where_it_stands(character: str) -> None:
    table, problems = read(row(), row(firm_id="F2", name=f"甲{character}乙"))
    assert table is None
    problem = only(problems)
    if character == "\x00":
        assert problem.code == "D406"
    else:
        assert (problem.code, problem.place.line, problem.place.column) == ("D410", 3, 9)
        assert character not in problem.tell("zh")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (HEADER.encode("utf-16"), "D405"),
        (HEADER.encode("utf-16-be"), "D405"),
        (b"PK\x03\x04rest of a workbook", "D407"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "D407"),
        (b"id,x\nA,\x00\n", "D406"),
        (b"id,x\nA,\xff\xff\xff\n", "D408"),
        ("id,名称\nA,甲乙丙丁\n".encode()[:-3], "D408"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, code: str) -> None:
    table, problems = parse_table(FIRMS, content, FILE)
    assert table is None
    assert codes(problems) == [code]


@pytest.mark.parametrize(
    ("body", "place", "code"),
    [
        ('A,"1', (2, 2), "D419"),
        ('A,1"2', (2, 2), "D418"),
        ('A,"1"2', (2, 2), "D418"),
        ('"A"B,1', (2, 1), "D418"),
        ('A,"1""', (2, 2), "D419"),
        ('"A\nB,1', (2, 1), "D419"),
    ],
)
def test_a_misplaced_quote_is_placed(body: str, place: tuple[int, int], code: str) -> None:
    _, problems = read(body, header="id,x", population=one_column(MONEY))
    first = problems[0]
    assert (first.code, first.place.line, first.place.column) == (code, *place)


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    _, problems = read(row(name='"一\n二\n三"'), row(firm_id="F2", score="x"))
    assert only(problems).place.line == 3


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_at_all_give_a_table_or_an_error(content: bytes) -> None:
    table, problems = parse_table(FIRMS, content, FILE)
    assert (table is None) == bool(errors_of(problems))


_MUTATIONS = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.integers(0, 2),
        st.sampled_from([",", '"', "\n", "\r", "", "x", "，", "\t", "1e9", "\u202e"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(deadline=None, max_examples=200)
@given(_MUTATIONS)
def test_a_damaged_file_is_read_whole_or_refused_with_a_place(mutations) -> None:
    damaged_files_are_read_whole_or_refused(mutations)


def damaged_files_are_read_whole_or_refused(mutations) -> None:
    text = "\n".join((HEADER, *(row(firm_id=f"F{number}") for number in range(6)), ""))
    for position, width, inserted in mutations:
        text = text[:position] + inserted + text[position + width :]
    table, problems = parse_table(FIRMS, text.encode(), FILE)
    assert (table is None) == bool(errors_of(problems))
    for problem in problems:
        assert problem.place.file in (FILE, "budget.yaml")
        assert problem.tell("zh")
        assert problem.tell("en")


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1), min_size=1, unique=True))
def test_whatever_the_csv_module_writes_is_read_back(ids: list[str]) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(["id", "x"])
    writer.writerows([[f"k{key}", "1"] for key in ids])
    table, problems = parse_table(one_column(MONEY), written.getvalue().encode(), FILE)
    assert problems == ()
    assert table is not None
    assert sorted(table.ids) == sorted(f"k{key}" for key in ids)


# ── files on the disk ──────────────────────────────────────────────────────────────────────────────


def scenario(*populations: Population) -> Scenario:
    return Scenario(id="s", year=2014, populations=populations)


def test_tables_are_read_from_the_base_folder(tmp_path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "firms.csv").write_text("id,x\nA,1\n", "utf-8")
    population = Population("firms", file="data/firms.csv", key="id", columns=(("x", MONEY),))
    tables, problems = read_tables(scenario(population, Population("none")), tmp_path)
    assert problems == ()
    assert list(tables) == ["firms"]
    assert tables["firms"].ids == ("A",)


@pytest.mark.parametrize(
    ("file", "code"), [("firm.csv", "D401"), (".", "D402"), ("firms.csv/x", "D401"), ("a\0b", "D401")]
)
def test_a_file_that_is_not_there_is_reported_where_it_is_named(tmp_path, file: str, code: str) -> None:
    (tmp_path / "firms.csv").write_text("id,x\nA,1\n", "utf-8")
    place = Place("budget.yaml", 4, 5)
    tables, problems = read_tables(scenario(Population("firms", file=file, key="id", place=place)), tmp_path)
    assert tables == {}
    assert (only(problems).code, only(problems).place) == (code, place)


def test_a_misspelt_file_name_is_offered_the_nearest(tmp_path) -> None:
    (tmp_path / "firms_2014.csv").write_text("id,x\nA,1\n", "utf-8")
    _, problems = read_tables(scenario(Population("firms", file="firms_2015.csv", key="id")), tmp_path)
    assert only(problems).fact("nearest") == "firms_2014.csv"


def test_a_hundred_thousand_distinct_amounts_are_read_as_one_by_one() -> None:
    amounts = [number * number * 7_919 % 10**11 for number in range(100_000)]
    lines = [f"F{number:06},{fen // 100}.{fen % 100:02}" for number, fen in enumerate(amounts)]
    table, problems = read(*lines, header="id,x", population=one_column(MONEY))
    assert problems == ()
    assert values(table, "x") == amounts


@pytest.mark.soak
def test_a_million_rows_of_every_kind_are_read_exactly() -> None:
    rows = 1_000_000
    lines = (
        row(firm_id=f"F{number:07}", rent=f"{number}.{number % 100:02}", name=f'"公司,{number}"')
        for number in range(rows)
    )
    table, problems = parse_table(FIRMS, "\n".join((HEADER, *lines)).encode(), FILE)
    assert problems == ()
    assert table is not None
    rent = table.columns["rent"].data
    assert isinstance(rent, Exact)
    assert rent.numerator.tolist() == [number * 100 + number % 100 for number in range(rows)]
    assert table.columns["name"].data[-1] == f"公司,{rows - 1}"


@pytest.mark.soak
@settings(deadline=None, max_examples=5000)
@given(_MUTATIONS)
def test_five_thousand_damaged_files_are_read_whole_or_refused(mutations) -> None:
    damaged_files_are_read_whole_or_refused(mutations)

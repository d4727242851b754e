"""Laws of reading scenario files: the whole chain by the names typed, every failure a problem."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.files.reading import decode
from simulator.files.texts import LARGEST_TEXT, read_texts, yaml_files
from simulator.problems import Problem


def extended(text: str, name: str) -> str | None:
    """Return the file that `extends: …` names, seen from the folder of the file that says so."""
    found = re.search(r"^extends: (.+)$", text, re.MULTILINE)
    return (Path(name).parent / found[1]).as_posix() if found else None


def only(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, [each.tell("en") for each in problems]
    return problems[0]


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cases").mkdir()
    (tmp_path / "base.yaml").write_text("scenario: base\n", "utf-8")
    (tmp_path / "cases" / "cut.yaml").write_text("scenario: cut\nextends: ../base.yaml\n", "utf-8")
    return tmp_path


def test_a_chain_is_read_to_its_base_under_the_names_typed(folder) -> None:
    texts, problems = read_texts("cases/cut.yaml", extended)
    assert problems == ()
    assert texts == {
        "cases/cut.yaml": "scenario: cut\nextends: ../base.yaml\n",
        "cases/../base.yaml": "scenario: base\n",
    }
    assert next(iter(texts)) == "cases/cut.yaml"


def test_a_missing_base_is_placed_where_it_is_named(folder) -> None:
    (folder / "base.yaml").rename(folder / "bases.yaml")
    texts, problems = read_texts("cases/cut.yaml", extended)
    problem = only(problems)
    assert list(texts) == ["cases/cut.yaml"]
    assert (problem.code, str(problem.place), problem.fact("nearest")) == (
        "D401",
        "cases/cut.yaml:2:13",
        "bases.yaml",
    )
    assert problem.place.source == "extends: ../base.yaml"


@pytest.mark.parametrize("link", ["base.yaml", "./base.yaml", "cases/../base.yaml", "cases/cut.yaml"])
def test_a_circle_is_found_however_it_is_spelled(folder, link: str) -> None:
    (folder / "base.yaml").write_text(f"scenario: base\nextends: {link}\n", "utf-8")
    texts, problems = read_texts("base.yaml", extended)
    assert only(problems).code == "D409"
    assert len(texts) <= 2


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nothing.yaml", "D401"),
        ("base.yaml/inside", "D401"),
        ("a\0b", "D401"),
        ("\udcff.yaml", "D401"),
        ("cases", "D402"),
        ("/dev/null", "D402"),
        ("x" * 300, "D403"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem(folder, name: str, code: str) -> None:
    texts, problems = read_texts(name, extended)
    assert texts == {}
    assert only(problems).code == code


def test_a_pipe_is_refused_without_waiting_for_it(folder) -> None:
    os.mkfifo("pipe.yaml")
    assert only(read_texts("pipe.yaml", extended)[1]).code == "D402"


def test_a_file_that_may_not_be_read_says_so(folder, monkeypatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert only(read_texts("base.yaml", extended)[1]).code == "D403"


def test_a_very_large_file_is_not_read(folder) -> None:
    (folder / "big.yaml").write_bytes(b"#" * (LARGEST_TEXT + 1))
    problem = only(read_texts("big.yaml", extended)[1])
    assert (problem.code, problem.fact("size")) == ("D404", str(LARGEST_TEXT + 1))


def test_chinese_windows_files_are_read_and_said_to_be(folder) -> None:
    text = "scenario: 龙岗\n# 基本支出\n"
    (folder / "gb.yaml").write_bytes(text.encode("gb18030"))
    texts, problems = read_texts("gb.yaml", extended)
    assert texts == {"gb.yaml": text}
    assert only(problems).code == "W741"
    assert only(problems).is_warning


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04", "D407"),
        (b"%PDF-1.7", "D407"),
        (b"PAR1", "D407"),
        ("scenario: a".encode("utf-16"), "D405"),
        ("scenario: a".encode("utf-16-le"), "D405"),
        (b"scenario: \0", "D406"),
        (b"\x81\x20\xff", "D408"),
        ("标题是中文的文件".encode()[:-1], "D408"),
    ],
)
def test_bytes_that_are_no_text_are_named_for_what_they_are(content: bytes, code: str) -> None:
    text, problems = decode(content, "f")
    assert text is None
    assert only(problems).code == code


@given(st.text())
def test_every_text_in_utf_8_is_read_as_itself(text: str) -> None:
    if "\0" in text or text.startswith(("\ufeff", "PK\x03\x04", "%PDF", "PAR1")):
        return
    content = text.encode("utf-8", "ignore")
    assert decode(content, "f") == (content.decode(), ())


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_a_problem(content: bytes) -> None:
    text, problems = decode(content, "f")
    assert (text is None) == any(not each.is_warning for each in problems)


def test_the_place_of_a_bad_byte_counts_characters() -> None:
    _, problems = decode("一\n二三四五".encode() + b"\xff", "f")
    assert (only(problems).place.line, only(problems).place.column) == (2, 5)


# ── several files at once ──────────────────────────────────────────────────────────────────────────

NO_CASES = "C718"


def test_a_folder_stands_for_its_yaml_files_by_name_and_each_file_counts_once(tmp_path):
    for name in ("b.yaml", "a.yaml", "c.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    files, problems = yaml_files([tmp_path / "b.yaml", tmp_path])
    assert files == ((tmp_path / "b.yaml").as_posix(), (tmp_path / "a.yaml").as_posix())
    assert problems == ()


def test_a_folder_without_yaml_files_is_told_of(tmp_path):
    files, problems = yaml_files([tmp_path, "other.yaml"])
    assert files == ("other.yaml",)
    assert [(each.code, each.place.file) for each in problems] == [(NO_CASES, str(tmp_path))]

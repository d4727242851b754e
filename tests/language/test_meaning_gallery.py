"""The error gallery: one small file a code under scenarios/invalid/, its message in both languages beside it.

`python -m tests.language.test_meaning_gallery` writes the messages anew; read the difference first.
"""

from pathlib import Path

import pytest

from simulator.glossary import MESSAGES
from simulator.language import chain_of, parse
from simulator.problems import Problem

FOLDER = Path(__file__).resolve().parents[2] / "scenarios" / "invalid"
FILES = sorted(FOLDER.glob("*.yaml"))
STAGES = ("Y", "S", "O", "W70", "E1", "E2", "E3", "M1", "M2", "M3")
# codes of these stages that no scenario file can bring about
NOT_IN_A_FILE = {
    "Y103": "five million characters are too many to keep",
    "Y105": "two hundred thousand items are too many to keep",
    "Y106": "no file of the project holds an invisible character",
    "Y121": "what YAML refuses in a way that nobody has met",
    "O553": "a setting is typed on the command line, not written in a file",
    "E123": "an invisible character is refused when the file is read",
    "M205": "a multiple is read as a figure, which may be of another kind",
}


def problems_of(file: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a file, read with all it extends."""
    texts: dict[str, str] = {}
    name: str | None = file.name
    while name is not None and name not in texts and (FOLDER / name).exists():
        texts[name] = (FOLDER / name).read_text(encoding="utf-8")
        name = chain_of(texts[name], name)
    return parse(texts, file.name)[1]


def told(file: Path) -> str:
    """Return what is said of one file, in Chinese and then in English."""
    return "".join(f"{each.tell(language)}\n" for language in ("zh", "en") for each in problems_of(file))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_file_of_the_gallery_says_what_is_committed_beside_it(file):
    assert told(file) == file.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_file_of_the_gallery_has_one_problem_and_it_is_the_one_it_is_named_for(file):
    problems = problems_of(file)
    assert [each.code for each in problems] == [file.stem]
    assert problems[0].place.file == file.name


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_problem_of_the_gallery_points_into_its_file(file):
    lines = file.read_text(encoding="utf-8").splitlines()
    place = problems_of(file)[0].place
    assert 1 <= place.line <= len(lines)
    assert place.column - 1 <= len(lines[place.line - 1])


def test_the_budget_that_the_overlays_change_has_nothing_wrong():
    text = (FOLDER / "base" / "budget.yaml").read_text(encoding="utf-8")
    assert parse({"budget.yaml": text}, "budget.yaml")[1] == ()


def test_every_code_a_scenario_file_can_bring_about_is_in_the_gallery():
    codes = {code for code in MESSAGES if code.startswith(STAGES)}
    assert codes - NOT_IN_A_FILE.keys() <= {file.stem for file in FILES}


def test_no_code_is_both_in_the_gallery_and_out_of_reach():
    assert not NOT_IN_A_FILE.keys() & {file.stem for file in FILES}


@pytest.mark.parametrize("code", sorted(code for code in MESSAGES if code.startswith(("S", "W70"))))
def test_every_message_speaks_both_languages(code):
    message = MESSAGES[code]
    for text in (message.what, message.help):
        assert text.zh
        assert text.en
        assert text.zh != text.en


def write_anew() -> None:
    """Write the message of every file of the gallery."""
    for file in FILES:
        file.with_suffix(".txt").write_text(told(file), encoding="utf-8")


if __name__ == "__main__":
    write_anew()

"""`simulator schema --reference`: the reference that is committed, and a word for a file that will not do."""

from pathlib import Path

import pytest

from tests.cli.running import simulator

ROOT = Path(__file__).parents[2]
CASES = ROOT / "scenarios" / "cases" / "reference.yaml"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_reference_is_the_committed_one(language):
    said = simulator("schema", "--lang", language, "--reference", CASES)
    assert said.code == 0
    assert said.out == (ROOT / "docs" / f"language.{language}.md").read_text(encoding="utf-8")


def test_a_file_that_is_not_there_or_holds_no_cases_is_told_of(tmp_path):
    assert simulator("schema", "--reference", tmp_path / "none.yaml").code == 2
    (tmp_path / "empty.yaml").write_text("title: nothing\n", encoding="utf-8")
    said = simulator("schema", "--lang", "en", "--reference", tmp_path / "empty.yaml")
    assert said.code == 2
    assert "C701" in said.err
    assert said.out == ""

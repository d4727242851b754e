"""Laws of writing: all files or none, the former ones untouched by a failure, nothing left lying about."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import simulator
from simulator.files import atomic
from simulator.files.atomic import staging, write_all, write_one
from simulator.problems import FindingError

OLD = {"awards.csv": b"old awards", "result.json": b"old result"}
NEW = {"awards.csv": b"new awards", "cash.csv": b"new cash", "result.json": b"new result"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def folder(tmp_path) -> Path:
    for name, content in OLD.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_all_files_are_written_and_nothing_else(folder) -> None:
    write_all(folder, NEW)
    assert contents(folder) == NEW


def test_the_folder_is_made(tmp_path) -> None:
    write_all(tmp_path / "a" / "b", NEW)
    assert contents(tmp_path / "a" / "b") == NEW


def test_other_files_are_left_alone(folder) -> None:
    (folder / "mine.txt").write_bytes(b"mine")
    write_one(folder / "awards.csv", b"x")
    assert contents(folder) == {**OLD, "awards.csv": b"x", "mine.txt": b"mine"}


def test_nothing_to_write_writes_nothing(folder) -> None:
    write_all(folder, {})
    assert contents(folder) == OLD


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("linked", [True, False], ids=["hard links", "no hard links"])
def test_a_failure_at_any_step_leaves_everything_as_it_was(folder, monkeypatch, fault, linked: bool) -> None:
    kept_by = ("copy2",) if not linked else ("link",) if isinstance(fault, KeyboardInterrupt) else ()
    for failing in range(1, 30):
        with monkeypatch.context() as patch:
            count = fail_at(failing, ("fsync", "replace", *kept_by), fault, patch, linked)
            try:
                write_all(folder, NEW)
            except (FindingError, KeyboardInterrupt):
                assert contents(folder) == OLD, f"after failing at step {failing}"
                continue
        assert contents(folder) == NEW
        assert failing == count() + 1 == 8 + 2 * len(kept_by)
        return
    pytest.fail("every step failed")


def fail_at(number: int, steps: tuple[str, ...], fault: BaseException, patch, linked: bool):
    """Let the given calls to the system count, and the one of that number fail; later ones work again."""
    done = [0]

    def counted(call):
        def run(*arguments, **named):
            done[0] += 1
            if done[0] == number:
                raise fault
            return call(*arguments, **named)

        return run

    def no_links(*_, **__):
        raise OSError(errno.EPERM, "Operation not permitted")

    homes = {"fsync": os, "link": os, "replace": Path, "copy2": atomic.shutil}
    for step in steps:
        patch.setattr(homes[step], step, counted(getattr(homes[step], step)))
    if not linked:
        patch.setattr(os, "link", no_links)
    return lambda: done[0]


def test_folders_made_for_a_failed_writing_are_taken_away(tmp_path, monkeypatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FindingError) as caught:
        write_all(tmp_path / "a" / "b", NEW)
    assert caught.value.code == "D471"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "D471"),
        (errno.EDQUOT, "D471"),
        (errno.EACCES, "D473"),
        (errno.EROFS, "D473"),
        (errno.EIO, "D475"),
    ],
)
def test_every_fault_of_the_disk_is_a_finding(folder, monkeypatch, number: int, code: str) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FindingError) as caught:
        write_all(folder, NEW)
    assert caught.value.code == code
    assert contents(folder) == OLD


def test_a_file_in_the_place_of_the_folder_is_named(folder) -> None:
    for home in (folder / "awards.csv", folder / "awards.csv" / "inside"):
        with pytest.raises(FindingError) as caught:
            write_all(home, NEW)
        assert caught.value.code == "D472"
    assert contents(folder) == OLD


def test_a_folder_in_the_place_of_a_file_is_named(folder) -> None:
    (folder / "cash.csv").mkdir()
    with pytest.raises(FindingError) as caught:
        write_all(folder, NEW)
    assert caught.value.code == "D474"
    assert "cash.csv" in str(caught.value)
    (folder / "cash.csv").rmdir()
    assert contents(folder) == OLD


@pytest.mark.parametrize("name", ["", ".", "..", "a/b/c", "/etc/x", "a\0b"])
def test_a_name_that_leads_elsewhere_is_our_bug(folder, name: str) -> None:
    with pytest.raises(ValueError, match="no plain file name"):
        write_all(folder, {name: b""})
    assert contents(folder) == OLD


def test_what_a_killed_writer_left_is_swept_but_not_what_a_living_one_holds(folder) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    stale = folder / f".awards.csv.{ended.pid}-0123abcd.new"
    living = folder / f".awards.csv.{os.getppid()}-0123abcd.old"
    foreign = folder / f".other.csv.{ended.pid}-0123abcd.new"
    for path in (stale, living, foreign):
        path.write_bytes(b"")
    write_all(folder, NEW)
    assert not stale.exists()
    assert living.exists()
    assert foreign.exists()


def test_a_killed_writer_never_leaves_a_torn_file(tmp_path) -> None:
    program = textwrap.dedent("""
        import sys
        from simulator.files.atomic import write_all
        turn = 0
        print("ready", flush=True)
        while True:
            turn = (turn + 1) % 10
            content = str(turn).encode() * 300_000
            write_all(sys.argv[1], {"awards.csv": content})
    """)
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(simulator.__file__).parents[1])},
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(0.2)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        target = tmp_path / "awards.csv"
        if target.exists():
            content = target.read_bytes()
            assert content == content[:1] * 300_000
    write_all(tmp_path, {"awards.csv": b"last"})
    assert contents(tmp_path) == {"awards.csv": b"last"}


def test_a_file_may_stand_in_one_folder_of_the_folder(folder) -> None:
    write_all(folder, {**NEW, "tables/a.csv": b"1"})
    assert (folder / "tables" / "a.csv").read_bytes() == b"1"


def test_a_failure_leaves_no_folder_that_was_not_there(folder) -> None:
    before = contents(folder)
    (folder / "cash.csv").unlink(missing_ok=True)
    (folder / "cash.csv").mkdir()
    with pytest.raises(FindingError):
        write_all(folder, {"tables/a.csv": b"1", "cash.csv": b"2"})
    assert not (folder / "tables").exists()
    (folder / "cash.csv").rmdir()
    assert contents(folder) == {name: text for name, text in before.items() if name != "cash.csv"}


def test_files_that_come_one_by_one_take_their_places_together(folder) -> None:
    with staging(folder) as add:
        add("first.csv", b"1")
        assert not (folder / "first.csv").exists()
        add("second.csv", b"2")
    assert (folder / "first.csv").read_bytes() + (folder / "second.csv").read_bytes() == b"12"


def interrupted(folder) -> None:
    """Begin to write two files, and be interrupted after the first."""
    with staging(folder) as add:
        add("first.csv", b"1")
        raise KeyboardInterrupt


def test_an_interruption_between_two_files_leaves_none(folder) -> None:
    before = contents(folder)
    with pytest.raises(KeyboardInterrupt):
        interrupted(folder)
    assert contents(folder) == before

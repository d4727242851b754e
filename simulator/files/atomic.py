"""Files written whole or not at all: nobody ever finds half a result.

Every file is written beside its target under another name and forced to the disk; only when all are there do
they take their targets' places. A failure or an interruption puts back what was there before. What no
program can undo, a power cut between two of the last renames, the certificate's digests will show.
"""

import errno
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from simulator.problems import FindingError

DEEPEST = 2
"""A file stands in the folder itself, or in one folder of it."""

_TEMPORARY = re.compile(r"\.(?P<name>.+)\.(?P<process>[0-9]+)-[0-9a-f]{8}\.(?:new|old)")


def write_one(path: str | Path, content: bytes) -> None:
    """Write one file whole or not at all, its folder made if need be; raises FindingError D471-D475."""
    target = Path(path)
    write_all(target.parent, {target.name: content})


def write_all(folder: str | Path, contents: Mapping[str, bytes]) -> None:
    """Write files into a folder, made if need be: all of them, or on any failure none.

    `contents` are bytes by file name, a folder before it if need be (`tables/revenue.csv`). Raises
    FindingError D471 (disk full), D472 (no folder), D473 (not permitted), D474 (a folder stands where a file
    should), D475 (any other fault of the disk), ValueError for a name that is no plain file name. What stood
    there before is put back, also on Ctrl-C.
    """
    for name in contents:
        _refuse_path(name)
    with staging(folder) as add:
        for name, content in contents.items():
            add(name, content)


@contextmanager
def staging(folder: str | Path) -> Iterator[Callable[[str, bytes], None]]:
    """Yield what takes a folder's files one by one; at the end all take their places, or on a failure none.

    Each goes to the disk at once, so that many large files need the room of one. Raises as `write_all` does.
    """
    home, token = Path(folder), f"{os.getpid()}-{secrets.token_hex(4)}"
    moves: list[_Move] = []
    try:
        with ExitStack() as undo:
            _make_folder(home, undo)

            def add(name: str, content: bytes) -> None:
                _refuse_path(name)
                target = home / name
                _make_folder(target.parent, undo)
                _sweep(target)
                moves.append(_Move.of(target, token))
                _stage(moves[-1], content, undo)

            yield add
            _put_in_place(moves, undo)
            undo.pop_all()
            _forget(moves)
    except OSError as error:
        raise _finding(error, home) from error


def _refuse_path(name: str) -> None:
    parts = name.split("/")
    plain = all(part not in {"", ".."} and part == Path(part).name and "\0" not in part for part in parts)
    if not plain or len(parts) > DEEPEST:
        raise ValueError(f"{name!r} is no plain file name")


@dataclass(frozen=True, slots=True)
class _Move:
    """One file on its way: its target, and where the new and the former file wait meanwhile."""

    target: Path
    new: Path
    old: Path

    @classmethod
    def of(cls, target: Path, token: str) -> "_Move":
        """Return the move of a file to its place."""
        new, old = (target.with_name(f".{target.name}.{token}.{ending}") for ending in ("new", "old"))
        return cls(target, new, old)


def _make_folder(home: Path, undo: ExitStack) -> None:
    for missing in [each for each in (*reversed(home.parents), home) if not each.exists()]:
        undo.callback(_discard_folder, missing)
    home.mkdir(parents=True, exist_ok=True)


def _stage(move: _Move, content: bytes, undo: ExitStack) -> None:
    undo.callback(_discard, move.new)
    with move.new.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(moves: Sequence[_Move], undo: ExitStack) -> None:
    for move in moves:
        if move.target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(move.target))
        if os.path.lexists(move.target):
            undo.callback(_put_back, move)
            _keep(move)
        else:
            undo.callback(_discard, move.target)
        move.new.replace(move.target)
    for folder in dict.fromkeys(move.target.parent for move in moves):
        _flush(folder)


def _keep(move: _Move) -> None:
    try:
        os.link(move.target, move.old, follow_symlinks=False)
    except OSError:  # not every disk knows hard links
        shutil.copy2(move.target, move.old, follow_symlinks=False)


def _put_back(move: _Move) -> None:
    with suppress(FileNotFoundError):
        move.old.replace(move.target)
    _discard(move.old)  # replacing a file by its own second name leaves that name


def _discard(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _discard_folder(path: Path) -> None:
    with suppress(OSError):
        path.rmdir()


def _forget(moves: Sequence[_Move]) -> None:
    for move in moves:
        _discard(move.old)


def _flush(folder: Path) -> None:
    """Force the new names to the disk, where a folder can be opened at all."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(target: Path) -> None:
    """Remove what writers of a file left that were killed before they could clean up."""
    for path in sorted(target.parent.iterdir()):
        matched = _TEMPORARY.fullmatch(path.name)
        if matched and matched["name"] == target.name and not _is_running(int(matched["process"])):
            _discard(path)


def _is_running(process: int) -> bool:
    if os.name != "posix":  # elsewhere, asking with signal 0 would end the process
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


_CODES: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOSPC: "D471",
        errno.EDQUOT: "D471",
        errno.EFBIG: "D471",
        errno.ENOTDIR: "D472",
        errno.EEXIST: "D472",
        errno.EACCES: "D473",
        errno.EPERM: "D473",
        errno.EROFS: "D473",
        errno.EISDIR: "D474",
    }
)


def _finding(error: OSError, home: Path) -> FindingError:
    code = _CODES.get(error.errno or 0, "D475")
    name = error.filename if code == "D474" else home
    return FindingError(code, name=str(name), reason=error.strerror or type(error).__name__)

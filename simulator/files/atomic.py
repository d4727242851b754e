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
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from simulator.problems import FindingError

_TEMPORARY = re.compile(r"\.(?P<name>.+)\.(?P<process>[0-9]+)-[0-9a-f]{8}\.(?:new|old)")


def write_one(path: str | Path, content: bytes) -> None:
    """Write one file whole or not at all, its folder made if need be; raises FindingError D471-D475."""
    target = Path(path)
    write_all(target.parent, {target.name: content})


def write_all(folder: str | Path, contents: Mapping[str, bytes]) -> None:
    """Write files into a folder, made if need be: all of them, or on any failure none.

    `contents` are bytes by file name. Raises FindingError D471 (disk full), D472 (no folder), D473 (not
    permitted), D474 (a folder stands where a file should), D475 (any other fault of the disk), ValueError
    for a name that is no plain file name. What stood there before is put back, also on Ctrl-C.
    """
    home = Path(folder)
    for name in contents:
        if name in {"", ".."} or name != Path(name).name or "\0" in name:
            raise ValueError(f"{name!r} is no plain file name")
    try:
        with ExitStack() as undo:
            _make_folder(home, undo)
            _sweep(home, contents)
            moves = _moves(home, contents)
            _stage(moves, undo)
            _put_in_place(moves, undo)
            undo.pop_all()
            _forget(moves)
    except OSError as error:
        raise _finding(error, home) from error


@dataclass(frozen=True, slots=True)
class _Move:
    """One file on its way: its target and content, and where the new and the former file wait meanwhile."""

    target: Path
    content: bytes
    new: Path
    old: Path


def _moves(home: Path, contents: Mapping[str, bytes]) -> tuple[_Move, ...]:
    token = f"{os.getpid()}-{secrets.token_hex(4)}"
    return tuple(
        _Move(home / name, content, home / f".{name}.{token}.new", home / f".{name}.{token}.old")
        for name, content in contents.items()
    )


def _make_folder(home: Path, undo: ExitStack) -> None:
    for missing in [each for each in (*reversed(home.parents), home) if not each.exists()]:
        undo.callback(_discard_folder, missing)
    home.mkdir(parents=True, exist_ok=True)


def _stage(moves: tuple[_Move, ...], undo: ExitStack) -> None:
    for move in moves:
        undo.callback(_discard, move.new)
        with move.new.open("xb") as file:
            file.write(move.content)
            file.flush()
            os.fsync(file.fileno())


def _put_in_place(moves: tuple[_Move, ...], undo: ExitStack) -> None:
    for move in moves:
        if move.target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(move.target))
        if os.path.lexists(move.target):
            undo.callback(_put_back, move)
            _keep(move)
        else:
            undo.callback(_discard, move.target)
        move.new.replace(move.target)
    _flush(moves[0].target.parent if moves else None)


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


def _forget(moves: tuple[_Move, ...]) -> None:
    for move in moves:
        _discard(move.old)


def _flush(folder: Path | None) -> None:
    """Force the new names to the disk, where a folder can be opened at all."""
    if folder is None or os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(home: Path, contents: Mapping[str, bytes]) -> None:
    """Remove what writers of these files left that were killed before they could clean up."""
    for path in sorted(home.iterdir()):
        matched = _TEMPORARY.fullmatch(path.name)
        if matched and matched["name"] in contents and not _is_running(int(matched["process"])):
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

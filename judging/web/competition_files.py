"""The files of a competition in the data folder: their names, what lies beside them, how one comes to be."""

import re
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from judging.core.sentence import Sentence
from judging.store import StorageFailed, Unreadable
from judging.store.atomically import replace
from judging.store.folder import settle
from judging.store.peek import peek
from judging.store.private import restrict

SUFFIX = ".sqlite"
MAKING = ".making"  # behind the suffix, until there is a competition in it
BESIDE = ("-wal", "-shm", "-tail", ".lock")  # what belongs to a competition file, after its whole name
OURS = re.compile(rf"\{SUFFIX}($|[-.])|\.(key|json|lock|id)$")
MOST_NAME = 40  # characters of a file name; Chinese ones take three bytes each
REHEARSAL = "-演练"  # in a file's name
KEY_BYTES = 32


class Listed(Struct, frozen=True):
    """A competition file as the start page lists it. `trouble`: why it cannot be opened."""

    file: str
    name: str
    rehearsal: bool
    modified: str  # UTC, of the last entry
    positions: int
    trouble: Sentence | None = None


def file_name(name: str) -> str:
    """*name* without what a file system, a shell or a USB stick might take amiss."""
    return re.sub(r"[^\w]+", "-", name).strip("-_")[:MOST_NAME].strip("-_") or "赛事"


def new_name(name: str, day: datetime, *, rehearsal: bool) -> str:
    """Of the file of a new competition of that *name*, without its suffix."""
    return f"{file_name(name)}-{day:%Y-%m-%d}{REHEARSAL if rehearsal else ''}"


def free(folder: Path, stem: str) -> Path:
    """A file in *folder* that nobody has, called *stem* if possible."""
    number = 1
    while is_taken(path := folder / f"{stem}{f'-{number}' if number > 1 else ''}{SUFFIX}"):
        number += 1
    return path


def is_taken(path: Path) -> bool:
    """Whether a competition has that name, or had it and left behind what would pass for the new one's."""
    return any(path.with_name(path.name + suffix).exists() for suffix in ("", *BESIDE))


def in_making(path: Path) -> Path:
    """Under what name *path* is made: nobody lists it, so that a kill leaves no empty competition."""
    return path.with_name(path.name + MAKING)


def complete(path: Path) -> None:
    """Gives what was made and closed its name, also after a power cut. Raises StorageFailed."""
    making = in_making(path)
    try:
        if making.with_name(making.name + "-wal").exists():  # the disk did not take all of it into the file
            raise StorageFailed("无法写入 {file}：请检查磁盘是否已满、文件夹是否可写。", file=path.name)
        making.rename(path)
        remove(making)
        settle(path.parent)
    except OSError as error:
        raise StorageFailed(
            "无法写入 {file}：请检查磁盘是否已满、文件夹是否可写。", file=path.name
        ) from error


def remove(path: Path) -> None:
    for suffix in ("", *BESIDE):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def unfinished(folder: Path) -> list[Path]:
    """What a kill left of competitions that were never there."""
    return list(folder.glob(f"*{SUFFIX}{MAKING}*"))


def ours(folder: Path) -> list[Path]:
    """All files in the data folder *folder* that this program wrote."""
    return [path for path in folder.iterdir() if OURS.search(path.name) and path.is_file()]


def there(folder: Path) -> list[Path]:
    """All competition files in *folder*."""
    return [path for path in folder.iterdir() if path.suffix == SUFFIX]


def tidy(folder: Path) -> None:
    """Removes what a kill left unfinished, and takes from others what they could read."""
    for path in unfinished(folder):
        with suppress(OSError):  # a disk that lets us only read
            path.unlink()
    make_private(folder)


def make_private(folder: Path) -> None:
    """Takes from others what they could read of all files of ours in *folder*. Raises OSError without one."""
    for path in ours(folder):
        restrict(path)


def key_of(path: Path) -> bytes:
    """The secret beside the competition file, made where there is none. Who has it can make every card."""
    beside = path.with_suffix(".key")
    if not beside.exists():
        replace(beside, secrets.token_bytes(KEY_BYTES))
    return beside.read_bytes()


def listed(path: Path) -> Listed:
    try:
        seen = peek(path)
    except Unreadable as unreadable:
        return Listed(path.name, path.stem, False, "", 0, unreadable.sentence)
    return Listed(path.name, seen.name, seen.rehearsal, seen.at, seen.positions)

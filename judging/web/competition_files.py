"""The files of a competition in the data folder: their names, what lies beside them, how one comes to be."""

import re
from pathlib import Path

from judging.store import StorageFailed
from judging.store.folder import settle

SUFFIX = ".sqlite"
MAKING = ".making"  # behind the suffix, until there is a competition in it
BESIDE = ("-wal", "-shm", "-tail", ".lock")  # what belongs to a competition file, after its whole name
OURS = re.compile(rf"\{SUFFIX}($|[-.])|\.(key|json|lock)$")
MOST_NAME = 40  # characters of a file name; Chinese ones take three bytes each


def file_name(name: str) -> str:
    """*name* without what a file system, a shell or a USB stick might take amiss."""
    return re.sub(r"[^\w]+", "-", name).strip("-_")[:MOST_NAME].strip("-_") or "赛事"


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

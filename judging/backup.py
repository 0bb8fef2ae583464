"""A verified copy of a competition in a second folder, a USB stick say, and beside it all seasons."""

import argparse
import sqlite3
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from judging.store import Entry, StorageFailed, Unreadable, atomically, season_copies
from judging.store.ends import end
from judging.store.folder import settle, sync
from judging.store.private import make_private
from judging.store.reading import reader, reading
from judging.store.season_folder import SEASONS, ids
from judging.store.sqlite import entries
from judging.store.tailfile import BLANK

KEY = ".key"  # beside the competition file: what makes its printed cards good on the second laptop too

SUFFIX = ".sqlite"
KEPT = "-保留"  # in the name of a copy that was not replaced


class Copy(Struct, frozen=True):
    """A copy that was opened again and whose chain was verified to its end."""

    path: Path
    position: int  # of its last entry
    hash: str
    kept: Path | None = None  # the former copy, where it holds what this one does not


class SeasonsCopy(Struct, frozen=True):
    """`seasons`: those that were copied. `trouble`: why not all, or not all of one.

    `kept`: former copies that these do not continue, by season, as they are called now.
    """

    seasons: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]
    trouble: StorageFailed | Unreadable | None = None


def back_up(file: Path, folder: Path) -> Copy:
    """`copy_into` *folder*, made where it is missing; not so its parents: without them no stick is there."""
    reader(file.resolve()).close()
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise failed(folder, error) from error
    return copy_into(file, folder)


def copy_into(file: Path, folder: Path) -> Copy:
    """The newest copy of *file* in *folder*; a server may be writing to *file* meanwhile.

    The former copy is replaced only by one that has been read back and verified, so that pulling the stick
    half-way leaves a good one; and one that this copy does not continue is kept under another name.
    Raises StorageFailed or Unreadable; then the former copy is as it was.
    """
    target = folder / file.name
    fresh = target.with_name(target.name + ".new")
    reader(file.resolve()).close()  # what is no competition is not the stick's fault
    try:
        if target.exists() and target.samefile(file):
            raise _same(folder)
        write_copy(file, fresh)
        copied = entries(fresh)
        if not copied:
            raise Unreadable(None, "{file} 里还没有赛事，没有可备份的内容。", file=file.name)
        kept = _kept(target, copied)
        fresh.replace(target)
        key = file.with_suffix(KEY)
        if key.exists():
            atomically.replace(target.with_suffix(KEY), key.read_bytes())
        settle(folder)
    except (OSError, sqlite3.Error) as error:
        raise failed(folder, error) from error
    return Copy(target, copied[-1].position, copied[-1].hash, kept)


def _kept(former: Path, copied: list[Entry]) -> Path | None:
    """The new name of a former copy that is longer than *copied*, differs from it or cannot be read."""
    if not former.exists() or _continues(copied, former):
        return None
    return set_aside(former)


def set_aside(file: Path) -> Path:
    """The new name of *file*, which it has now. Raises OSError."""
    return file.rename(unused(file))


def unused(file: Path) -> Path:
    """A name like that of *file*, a log or its tail file, for what is kept aside."""
    stem, suffix = (file.stem, file.suffix) if file.suffix == SUFFIX else (file.name, "")
    number = 1
    while (kept := file.with_name(f"{stem}{KEPT}{number}{suffix}")).exists():
        number += 1
    return kept


def _continues(copied: list[Entry], former: Path) -> bool:
    try:
        with reading(former) as db:
            last = end(db)
    except Unreadable:
        return False
    return last == BLANK or (last.position <= len(copied) and copied[last.position - 1].hash == last.hash)


def copy_seasons_into(data: Path, folder: Path) -> SeasonsCopy:
    """Every season of the data folder in `seasons` of *folder*; a server may be changing them meanwhile.

    One that cannot be read keeps no other from being copied.
    """
    copied: list[str] = []
    kept: list[tuple[str, str]] = []
    trouble: StorageFailed | Unreadable | None = None
    home, copies = data / SEASONS, folder / SEASONS
    try:
        if copies.exists() and copies.samefile(home):
            return SeasonsCopy((), (), _same(folder))
        for id in ids(data):
            try:
                season = season_copies.contents(home / id)
            except OSError as error:
                trouble = trouble or unread(home / id, error)
                continue
            if aside := season_copies.make_way(copies / id, season):
                kept.append((id, aside.name))
            if spoilt := season_copies.spoilt(season):
                trouble = trouble or _spoilt(home / id, spoilt, copies / id)
            season_copies.lay(
                {name: content for name, content in season.items() if name not in spoilt}, copies / id, folder
            )
            copied.append(id)
    except (OSError, StorageFailed) as error:
        trouble = failed(folder, error.__cause__ if isinstance(error.__cause__, OSError) else error)
    return SeasonsCopy(tuple(copied), tuple(kept), trouble)


def unread(path: Path, error: OSError) -> Unreadable:
    """What *error* of the seasons in the data folder means to people."""
    return Unreadable(
        None,
        "赛季 {name} 读不出来，没有备份（{error}）：请检查数据文件夹所在的磁盘。",
        name=path.name,
        error=str(error),
    )


def _spoilt(season: Path, files: tuple[str, ...], copy: Path) -> Unreadable:
    return Unreadable(
        None,
        "赛季 {name} 的 {files:、} 与记下的校验值不符，没有备份它：请从 {copy} 取回原来的，放进 {folder}。",
        name=season.name,
        files=files,
        copy=str(copy),
        folder=str(season),
    )


def _same(folder: Path) -> StorageFailed:
    return StorageFailed(
        "备份文件夹 {folder} 就是赛事文件所在的文件夹：请换一个，最好是 U 盘。", folder=str(folder)
    )


def failed(folder: Path, error: Exception) -> StorageFailed:
    """What *error* of *folder* means to people."""
    return StorageFailed(
        "无法备份到 {folder}：请检查 U 盘是否插好、可写、有空间（{error}）。",
        folder=str(folder),
        error=str(error),
    )


def write_copy(file: Path, fresh: Path) -> None:
    """SQLite's online backup: a consistent copy, also of a file in use.

    Raises Unreadable, OSError or sqlite3.Error.
    """
    fresh.unlink(missing_ok=True)
    make_private(fresh)
    with closing(reader(file.resolve())) as source, closing(sqlite3.connect(fresh)) as copy:
        source.backup(copy)
        # One file without a -wal beside it, which nobody would think of copying along.
        copy.execute("PRAGMA journal_mode = DELETE")
    sync(fresh)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="赛事文件（.sqlite）")
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="备份到哪个文件夹，例如 U 盘")


def main(options: argparse.Namespace) -> int:
    try:
        copy = back_up(options.file, options.to)
    except (StorageFailed, Unreadable) as failed:
        print(failed.detail)
        return 2
    if copy.kept:
        print(
            f"原来的备份有这份没有的记录，没有覆盖，已改名为 {copy.kept.name}：请用 judging verify 核对两份"
        )
    print(f"已备份并验证：{copy.path}，共 {copy.position} 条记录，链尾 {copy.hash[:12]}")
    return 0

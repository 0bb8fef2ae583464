"""Whether a folder can take what a day writes: room, names, and a write that is really on the disk."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from judging.core.sentence import Sentence, sentence

from .finding import Finding, bad, good, note

# A competition with its copies is some MB, its paper and photos some hundred.
LEAST_MB, ENOUGH_MB = 200, 2000
LEAST_NAMES, ENOUGH_NAMES = 1000, 20_000
SLOW_MS = 250  # each mark waits for one such write
TRIES = 5
SAMPLE = b"0" * 4096
MB = 1 << 20


class Disk(Struct, frozen=True):
    """`names`: how many files there may still be, None without a limit. `sync_ms`: of the slowest write."""

    folder: str
    free_mb: int = 0
    names: int | None = None
    sync_ms: int = 0
    trouble: str = ""  # of the system, where nothing could be written


def measured(folder: Path) -> Disk:
    """Writes a few KB into *folder*, made where it is missing, and removes them again."""
    try:
        folder.mkdir(exist_ok=True)
        free = shutil.disk_usage(folder).free // MB
        return Disk(str(folder), free, names_left(folder), slowest_sync_ms(folder))
    except OSError as error:
        return Disk(str(folder), trouble=error.strerror or str(error))


def names_left(folder: Path) -> int | None:
    if not hasattr(os, "statvfs"):
        return None
    found = os.statvfs(folder)
    return found.f_favail if found.f_files else None  # some file systems have no such table


def slowest_sync_ms(folder: Path) -> int:
    """Raises OSError."""
    took = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(TRIES):
            begun = time.monotonic()
            file.write(SAMPLE)
            file.flush()
            os.fsync(file.fileno())
            took.append(time.monotonic() - begun)
    return round(max(took) * 1000)


def findings(id: str, name: Sentence, disk: Disk) -> Iterator[Finding]:
    """Of the folder that *name* says, one of each kind."""
    if disk.trouble:
        yield bad(
            id,
            name,
            sentence("不能写入 {folder}（{error}）。", folder=disk.folder, error=disk.trouble),
            sentence("换一个能写的文件夹，或检查磁盘、U 盘是否写保护。"),
        )
        return
    yield _room(id, name, disk)
    if disk.sync_ms > SLOW_MS:
        yield note(
            f"{id}-slow",
            name,
            sentence("存盘一次要 {ms} 毫秒，人多时手机会等。", ms=disk.sync_ms),
            sentence("把赛事文件放在本机硬盘上，不要放在 U 盘、网盘或同步文件夹里；关掉正在大量读写的程序。"),
        )


def _room(id: str, name: Sentence, disk: Disk) -> Finding:
    names = 1 << 40 if disk.names is None else disk.names
    if disk.free_mb < LEAST_MB or names < LEAST_NAMES:
        return bad(id, name, _left(disk), sentence("清理磁盘：至少留出 {mb} MB。", mb=LEAST_MB))
    if disk.free_mb < ENOUGH_MB or names < ENOUGH_NAMES:
        return note(id, name, _left(disk), sentence("最好留出 {mb} MB 以上。", mb=ENOUGH_MB))
    return good(id, name, _left(disk))


def _left(disk: Disk) -> Sentence:
    if disk.names is None:
        return sentence("{folder} 可写，剩余 {mb} MB。", folder=disk.folder, mb=disk.free_mb)
    return sentence(
        "{folder} 可写，剩余 {mb} MB，还可建 {n} 个文件。", folder=disk.folder, mb=disk.free_mb, n=disk.names
    )

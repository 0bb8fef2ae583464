"""Whether copies go to another disk than that of this computer, and whether it is there."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from judging.core.sentence import sentence

from . import disk
from .finding import Finding, bad, note

NAME = sentence("备份盘")


class Stick(Struct, frozen=True):
    """`tried`: None where it is not there, or none was chosen. `is_own`: it is lost with this computer."""

    folder: str  # "" for none
    tried: disk.Disk | None = None
    is_own: bool = False


def measured(folder: Path | None, data: Path) -> Stick:
    """Of the backup folder, which is made if the stick that it is to lie on is there."""
    if folder is None:
        return Stick("")
    try:
        if not folder.is_dir() and not folder.parent.is_dir():
            return Stick(str(folder))
        tried = disk.measured(folder)
        return Stick(
            str(folder), tried, folder.stat().st_dev in {data.stat().st_dev, Path.home().stat().st_dev}
        )
    except OSError:
        return Stick(str(folder))


def findings(stick: Stick) -> Iterator[Finding]:
    if not stick.folder:
        yield note(
            "backup",
            NAME,
            sentence("没有指定 U 盘：备份只在这台电脑上，电脑坏了就都没有了。"),
            sentence("插上 U 盘，启动时加 --backup 加 U 盘里的文件夹。"),
        )
    elif stick.tried is None:
        yield bad(
            "backup",
            NAME,
            sentence("{folder} 不在。", folder=stick.folder),
            sentence("插回 U 盘；换了盘符或路径的，用 --backup 指定后重新启动。"),
        )
    else:
        if stick.is_own:
            yield note(
                "backup-own",
                NAME,
                sentence("{folder} 在这台电脑自己的硬盘上。", folder=stick.folder),
                sentence("最好用 --backup 指定 U 盘里的文件夹。"),
            )
        yield from disk.findings("backup", NAME, stick.tried)

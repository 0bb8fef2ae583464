"""What of an archive is made in the worker, which knows no request."""

import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from judging.archive.gathering import gather
from judging.core.refused import Reason, Refused
from judging.store import StorageFailed, Unreadable


def gathered(file: Path, folder: Path, at: datetime, redacted: bool) -> None:
    """Raises Refused or StorageFailed."""
    folder.mkdir()
    try:
        gather(file, folder, at, redacted=redacted)
    except Unreadable as unreadable:
        raise Refused(Reason.NOT_NOW, unreadable.sentence) from unreadable
    except (OSError, sqlite3.Error) as error:
        raise StorageFailed(
            "无法写入 {file}：请检查磁盘是否已满、文件夹是否可写。", file=folder.name
        ) from error


def removed(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)

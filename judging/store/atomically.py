"""Small files that are either the old or the new one, whenever the power fails."""

import os
from pathlib import Path

from . import StorageFailed
from .folder import settle


def replace(path: Path, content: bytes) -> None:
    """Writes *content* durably, readable by this user alone. Raises StorageFailed; then nothing changed."""
    beside = path.with_name(path.name + ".new")
    try:
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        settle(path.parent)
    except OSError as error:
        raise StorageFailed(
            "无法写入 {file}：请检查磁盘是否已满、文件夹是否可写。", file=path.name
        ) from error

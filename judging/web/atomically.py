"""Small files that are either the old or the new one, whenever the power fails."""

import os
from pathlib import Path


def replace(path: Path, content: bytes) -> None:
    """Writes *content* durably, readable by this user alone."""
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)

"""A small locked day as an archive, made without a browser: its documents are pages."""

from datetime import UTC, datetime
from pathlib import Path

from judging.archive.gathering import gather, sealed
from tests.core.changes import RULES
from tests.small_day import SmallDay

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


async def saved(folder: Path, rules=RULES) -> Path:
    """The day's file, and a key beside it."""
    file = folder / "day.sqlite"
    await SmallDay(rules).log.save(file)
    file.with_suffix(".key").write_bytes(b"k" * 32)
    return file


def archived(file: Path, folder: Path, *, redacted: bool = False) -> Path:
    """The zip of *file*; what was packed stays in `folder / "contents"`."""
    contents, out = folder / "contents", folder / "day.zip"
    contents.mkdir(parents=True)
    gather(file, contents, AT, redacted=redacted)
    sealed(contents, out, AT)
    return out

"""What the end of a log is, and whether it is the one that was acknowledged."""

import sqlite3
from datetime import datetime
from pathlib import Path

from judging.core.sentence import Sentence, sentence

from . import Unreadable
from .chain import ORIGIN
from .tailfile import BLANK, End, Record, beside, recorded

LAST = "SELECT position, hash, at FROM log ORDER BY position DESC LIMIT 1"
HASH = "SELECT hash FROM log WHERE position = ?"


class EndLost(Unreadable):
    """A log lacks entries that were acknowledged."""


def _lost(file: Path, last: End, held: End) -> EndLost:
    if last.position < held.position:
        return EndLost(
            last.position + 1,
            "{file} 只到第 {last} 条记录，而已确认保存的到第 {held} 条（{at}）：后面的记录不见了。"
            "请在首页选择用哪一份。",
            file=file.name,
            last=last.position,
            held=held.position,
            at=clock(held.at),
        )
    return EndLost(
        held.position,
        "{file} 的第 {held} 条记录与已确认保存的（{at}）不同：文件被换过。请在首页选择用哪一份。",
        file=file.name,
        held=held.position,
        at=clock(held.at),
    )


def clock(at: str) -> str:
    """A log's moment as clocks in this place show it; a damaged one as it stands there."""
    try:
        return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M:%S}"
    except (ValueError, OverflowError, OSError):
        return at or "—"


def end(db: sqlite3.Connection) -> End:
    """Of the log behind *db*, whose `text_factory` is bytes."""
    row = db.execute(LAST).fetchone()
    return End(row[0], _text(row[1]), _text(row[2])) if row else BLANK


def start(db: sqlite3.Connection) -> str:
    """The hash of the first entry: no two competitions have the same."""
    row = db.execute(HASH, (1,)).fetchone()
    return _text(row[0]) if row else ORIGIN


def _text(stored: object) -> str:
    """A column as far as it is text: a damaged one may hold anything, or nothing."""
    return stored.decode(errors="replace") if isinstance(stored, bytes) else ""


def holds(db: sqlite3.Connection, known: End) -> bool:
    """Whether the log behind *db* passes through *known*."""
    row = db.execute(HASH, (known.position,)).fetchone()
    return not known.position or row == (known.hash.encode(),)


def record(file: Path) -> tuple[Record | None, Sentence | None]:
    """The newest record of the tail file beside *file*; what people should know if there is none any more."""
    try:
        return recorded(file), None
    except (OSError, ValueError):
        said = sentence(
            "{file} 损坏，不能再证明赛事记录没有缺少末尾：请与备份和最后打印的表上的校验码核对。",
            file=beside(file).name,
        )
        return None, said


def check(file: Path, db: sqlite3.Connection | None, known: Record) -> Sentence | None:
    """Whether the log behind *db* (None: there is none) has what *known* says; a notice about the last batch.

    Raises EndLost.
    """
    last = end(db) if db else BLANK
    if known.held.position and not (db and holds(db, known.held)):
        raise _lost(file, last, known.held)
    if known.held == known.attempted:
        return None
    first, to = known.held.position + 1, known.attempted.position
    if db and holds(db, known.attempted):
        return sentence(
            "上次结束时，第 {first} 至 {last} 条记录已写好，可能还没来得及答复：它们在记录中，请核对。",
            first=first,
            last=to,
        )
    if last.position > known.held.position:
        return None  # others came after it, from a version that keeps no tail file
    return sentence(
        "上次结束时，第 {first} 至 {last} 条记录没有写完，不在记录中：当时没有看到“已保存”的，请核对并重做。",
        first=first,
        last=to,
    )

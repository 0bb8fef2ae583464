"""The one table, how it is written durably, and what a file says of itself that is ours."""

import os
from contextlib import suppress
from pathlib import Path

from . import Unreadable

APPLICATION_ID = 0x4A756467  # "Judg"
FORMAT = 1  # of the table and the chain; a higher one is a newer version's

IDENTITY = """
SELECT (SELECT count(*) FROM sqlite_master), application_id, user_version
FROM pragma_application_id, pragma_user_version
"""
SETTINGS = (
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a power cut
    "PRAGMA fullfsync = ON",  # macOS: through the drive's own cache too
    "PRAGMA journal_mode = WAL",
)

# The position is computed by the writer; the first trigger holds it to that, and refuses REPLACE by the way.
SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE log (
    position INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    by       TEXT NOT NULL,
    command  TEXT NOT NULL,
    kind     TEXT NOT NULL,
    data     TEXT NOT NULL,
    hash     TEXT NOT NULL
) STRICT;
CREATE TRIGGER no_gap BEFORE INSERT ON log
WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM log)
BEGIN SELECT raise(ABORT, 'the log has no gaps'); END;
CREATE TRIGGER no_update BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER no_delete BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {FORMAT};
COMMIT;
"""
# One statement is one transaction: the whole batch or nothing. It returns what the table holds from then on.
APPEND = """
INSERT INTO log (position, at, by, command, kind, data, hash)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
FROM json_each(?)
RETURNING position, at, by, command, kind, data, hash
"""
# Goes all the way of an append to the disk, and changes nothing.
TRIAL = f"PRAGMA user_version = {FORMAT}"

WAL_BYTES = 32 + 1000 * (24 + 4096)  # SQLite starts it anew at the first commit beyond 1,000 frames


def check_format(path: Path, application: int, version: int) -> None:
    if application != APPLICATION_ID:
        raise Unreadable(None, "{file} 不是赛事文件。", file=path.name)
    if version > FORMAT:
        raise Unreadable(
            None,
            "{file} 由更新的版本写成（格式 {version}），请用新版程序打开。",
            file=path.name,
            version=version,
        )


def reserve(wal: Path) -> None:
    """Let SQLite's write-ahead log reach its full size at once.

    SQLite does not care what lies behind its last frame. A commit that overwrites blocks the file already has
    takes half the time of one that makes the file longer, because only the data has to reach the disk.
    """
    with suppress(OSError), wal.open("r+b") as file:  # without room for it, it grows as it goes
        size = file.seek(0, os.SEEK_END)
        file.write(bytes(max(0, WAL_BYTES - size)))
        file.flush()
        os.fsync(file.fileno())

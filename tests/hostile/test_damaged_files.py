"""A file with flipped bits, of whatever part: said so, never a page or a start that fails."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from judging import backup
from judging.audit.ending import vouchers
from judging.web.registry import Registry

from .killed import killed

STEPS = 5


def last(path):
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as db:
        return db.execute("SELECT * FROM log ORDER BY position DESC LIMIT 1").fetchone()


def overwrite(path, text, with_):
    content = path.read_bytes()
    assert text in content
    path.write_bytes(content.replace(text, with_, 1))  # a page is filled from its end: the newest comes first


def unset_by(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TRIGGER no_update")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = replace(replace(sql, ' NOT NULL', ''), 'STRICT', '')")
        db.commit()
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE log SET by = NULL, at = NULL, hash = NULL WHERE position = ?", (STEPS,))
        db.commit()


HARMS: dict[str, Callable] = {
    "a digit of the last hash": lambda path: overwrite(path, last(path)[6].encode(), b"0" * 64),
    "the last hash": lambda path: overwrite(path, last(path)[6].encode(), b"\xff" * 64),
    "the last moment": lambda path: overwrite(path, last(path)[1].encode(), b"2O26-11-21T10:00:00.000Z"),
    "the last moment's text": lambda path: overwrite(path, last(path)[1].encode(), b"\xc9" * 24),
    "the schema": lambda path: overwrite(path, b"CREATE TABLE log", b"CR\xc5ATE TABLE log"),
    "columns that hold nothing": unset_by,
    "the table": lambda path: overwrite(
        path, b"position INTEGER PRIMARY KEY", b"positiOO INTEGER PRIMARY KEY"
    ),
}


@pytest.fixture
async def data(tmp_path):
    """A folder with a competition and its backup; the moments in it differ."""
    folder = tmp_path / "data"
    folder.mkdir()
    await killed(folder / "day.sqlite", STEPS)
    (folder / "last.json").write_text(json.dumps({"files": ["day.sqlite"]}))
    backup.back_up(folder / "day.sqlite", folder / "backup")
    return folder


async def resumed(folder):
    registry = Registry(folder)
    await registry.resume()
    opened = next((each.file for each in registry.open.values()), None)
    vouchers(folder / "day.sqlite")
    listed, conflicts = registry.competitions(), registry.conflicts()
    await registry.close()
    return opened, listed, conflicts


@pytest.mark.parametrize("harm", HARMS)
async def test_the_competition_opens_beside_a_damaged_backup(data, harm):
    HARMS[harm](data / "backup" / "day.sqlite")

    opened, _, _ = await resumed(data)

    assert opened == data / "day.sqlite"


@pytest.mark.parametrize("harm", HARMS)
async def test_a_damaged_competition_is_offered_its_backup(data, harm):
    (data / "backup" / "day.sqlite").replace(data / "day.sqlite")
    for suffix in ("-wal", "-shm", "-tail"):
        (data / f"day.sqlite{suffix}").unlink()
    backup.back_up(data / "day.sqlite", data / "backup")
    HARMS[harm](data / "day.sqlite")

    opened, [listed], [conflict] = await resumed(data)

    assert opened is None
    assert listed.file == "day.sqlite"
    assert [bool(version.trouble) for version in conflict.versions] == [True, False]

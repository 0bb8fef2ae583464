"""Copies on a second disk: whole, verified, and never worse than the copy before."""

import secrets
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from judging import backup
from judging.desk import Desk
from judging.store import StorageFailed, Unreadable
from judging.store.sqlite import SqliteLog, entries
from tests import day


async def competition(path: Path) -> Desk:
    """An open desk on a new file, set up and ready to call."""
    desk = await Desk.open(await SqliteLog.open(path))
    for command in (day.CREATE, day.SEAT, day.COMPONENTS, day.ORDER):
        await desk.submit(secrets.token_hex(8), command, day.ORGANISER)
    return desk


async def test_a_copy_of_a_file_in_use_is_whole_and_verified(tmp_path):
    desk = await competition(tmp_path / "day.sqlite")

    copy = backup.back_up(tmp_path / "day.sqlite", tmp_path / "stick")

    assert (copy.position, copy.hash) == desk.tail
    assert entries(copy.path)[-1].hash == copy.hash
    assert sorted(found.name for found in (tmp_path / "stick").iterdir()) == ["day.sqlite"]
    await desk.close()


async def test_the_key_of_the_printed_cards_goes_along(tmp_path):
    desk = await competition(tmp_path / "day.sqlite")
    (tmp_path / "day.key").write_bytes(b"k" * 32)

    backup.back_up(tmp_path / "day.sqlite", tmp_path / "stick")

    assert (tmp_path / "stick" / "day.key").read_bytes() == b"k" * 32
    await desk.close()


@pytest.mark.skipif(sys.platform == "win32", reason="has other rights")
async def test_nobody_else_on_the_machine_can_read_the_key_s_copy(tmp_path):
    desk = await competition(tmp_path / "day.sqlite")
    (tmp_path / "day.key").write_bytes(b"k" * 32)
    copy = tmp_path / "stick" / "day.key"
    copy.parent.mkdir()
    copy.write_bytes(b"as an earlier version left it")
    copy.chmod(0o644)

    backup.back_up(tmp_path / "day.sqlite", tmp_path / "stick")

    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert sorted(found.name for found in copy.parent.iterdir()) == ["day.key", "day.sqlite"]
    await desk.close()


async def test_a_desk_opens_on_the_copy_with_the_same_state(tmp_path):
    desk = await competition(tmp_path / "day.sqlite")
    copy = backup.back_up(tmp_path / "day.sqlite", tmp_path / "stick")

    again = await Desk.open(await SqliteLog.open(copy.path))

    assert again.state == desk.state
    await desk.close()
    await again.close()


async def test_a_broken_original_leaves_the_former_copy_alone(tmp_path):
    desk = await competition(tmp_path / "day.sqlite")
    await desk.close()
    copy = backup.back_up(tmp_path / "day.sqlite", tmp_path / "stick")
    before = copy.path.read_bytes()
    damage(tmp_path / "day.sqlite", 2)

    with pytest.raises(Exception, match="第 2 条"):
        backup.back_up(tmp_path / "day.sqlite", tmp_path / "stick")

    assert copy.path.read_bytes() == before


def damage(file: Path, position: int) -> None:
    with sqlite3.connect(file) as db:
        db.execute("DROP TRIGGER no_update")
        db.execute("UPDATE log SET data = replace(data, '1', '2') WHERE position = ?", (position,))


async def test_the_folder_of_the_competition_itself_is_no_second_folder(tmp_path):
    desk = await competition(tmp_path / "day.sqlite")

    with pytest.raises(StorageFailed, match="换一个"):
        backup.back_up(tmp_path / "day.sqlite", tmp_path)
    await desk.close()


async def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    desk = await competition(tmp_path / "day.sqlite")
    (tmp_path / "stick").write_text("a file, no folder")

    with pytest.raises(StorageFailed, match="stick"):
        backup.back_up(tmp_path / "day.sqlite", tmp_path / "stick")
    await desk.close()


async def test_a_file_in_which_nothing_was_created_replaces_no_copy(tmp_path):
    await (await SqliteLog.open(tmp_path / "day.sqlite")).close()

    with pytest.raises(Unreadable, match="还没有赛事"):
        backup.back_up(tmp_path / "day.sqlite", tmp_path / "stick")

    assert not (tmp_path / "stick" / "day.sqlite").exists()

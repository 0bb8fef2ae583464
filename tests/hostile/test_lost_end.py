"""A log that lost entries it had acknowledged: told, never opened as if whole, and nothing destroyed."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from judging import backup
from judging.cli import main
from judging.store import Unreadable
from judging.store.sqlite import SqliteLog, entries

from .killed import HARMS, beside, flip_a_bit, killed

STEPS = 35


@pytest.fixture
def file(tmp_path):
    return tmp_path / "data" / "day.sqlite"


@pytest.fixture
async def left(file):
    """By a server that was killed after 35 acknowledged steps."""
    file.parent.mkdir()
    await killed(file, STEPS)
    return file


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_a_killed_server_s_file_opens_with_all_that_was_acknowledged(left):
    log = await SqliteLog.open(left)

    assert len(await log.read()) == STEPS
    await log.close()


@pytest.mark.parametrize("harm", HARMS)
async def test_a_log_that_lost_its_end_does_not_open_and_is_left_as_it_is(left, harm):
    HARMS[harm](left)
    beside(left, "-shm").unlink(missing_ok=True)
    before = contents(left.parent)

    with pytest.raises(Unreadable, match=f"{STEPS}"):
        await SqliteLog.open(left)

    after = contents(left.parent)
    assert {name: after[name] for name in before} == before


async def test_an_older_file_put_in_its_place_does_not_open(left, tmp_path):
    backup.back_up(left, tmp_path / "stick")
    await killed(left, STEPS + 5)
    for suffix in ("", "-wal", "-shm"):
        beside(left, suffix).unlink(missing_ok=True)
    shutil.copy(tmp_path / "stick" / left.name, left)

    with pytest.raises(Unreadable, match=f"{STEPS + 5}"):
        await SqliteLog.open(left)


async def test_a_file_with_another_end_put_in_its_place_does_not_open(left, tmp_path):
    shutil.copytree(left.parent, tmp_path / "other")
    await killed(left, STEPS + 5)
    await killed(tmp_path / "other" / left.name, STEPS + 5)
    for suffix in ("", "-wal", "-shm"):
        shutil.copy(beside(tmp_path / "other" / left.name, suffix), beside(left, suffix))

    with pytest.raises(Unreadable, match="不同"):
        await SqliteLog.open(left)


@pytest.mark.parametrize("slots", [(0,), (1,), (2,), (0, 1), (0, 2), (1, 2)])
async def test_a_torn_record_of_the_end_leaves_another(left, slots):
    for slot in slots:
        flip_a_bit(beside(left, "-tail"), slot * 4096 + 20)
    log = await SqliteLog.open(left)

    assert len(await log.read()) == STEPS
    await log.close()


async def test_a_record_of_the_end_that_says_nothing_any_more_is_told(left):
    for slot in range(3):
        flip_a_bit(beside(left, "-tail"), slot * 4096 + 20)
    log = await SqliteLog.open(left)

    assert len(await log.read()) == STEPS
    assert "day.sqlite-tail" in str(log.notice)
    await log.close()


@pytest.mark.parametrize("harm", HARMS)
async def test_the_better_copy_is_not_replaced_by_what_lost_its_end(left, tmp_path, harm):
    good = backup.back_up(left, tmp_path / "stick").path
    before = entries(good)
    HARMS[harm](left)
    beside(left, "-tail").unlink()  # nothing but the copy knows

    try:
        copy = backup.back_up(left, tmp_path / "stick")
    except Unreadable:
        assert entries(good) == before
    else:
        assert copy.kept is not None
        assert entries(copy.kept) == before
        assert copy.position < STEPS


async def test_a_copy_of_another_day_under_the_same_name_is_kept(left, tmp_path):
    other = tmp_path / "elsewhere" / left.name
    other.parent.mkdir()
    await killed(other, 3)
    before = entries(backup.back_up(other, tmp_path / "stick").path)

    copy = backup.back_up(left, tmp_path / "stick")

    assert entries(copy.kept) == before
    assert len(entries(copy.path)) == STEPS


async def test_a_copy_that_this_log_continues_is_replaced_without_leaving_anything(left, tmp_path):
    backup.back_up(left, tmp_path / "stick")
    await killed(left, STEPS + 5)

    copy = backup.back_up(left, tmp_path / "stick")

    assert copy.kept is None
    assert [path.name for path in (tmp_path / "stick").iterdir()] == [left.name]


def verified(file, capsys):
    code = main(["verify", str(file)])
    return code, capsys.readouterr().out


async def test_verify_says_that_the_tail_file_vouches_for_the_end(left, capsys):
    code, said = verified(left, capsys)

    assert code == 0
    assert "day.sqlite-tail" in said
    assert "末尾" in said


@pytest.mark.parametrize("harm", [name for name in HARMS if "gone" not in name])
async def test_verify_fails_where_the_log_lost_its_end(left, capsys, harm):
    HARMS[harm](left)

    code, said = verified(left, capsys)

    assert code == 1
    assert "第 35 条" in said


async def test_verify_says_that_only_paper_vouches_for_the_end_of_a_file_copied_alone(left, tmp_path, capsys):
    with closing(sqlite3.connect(left)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(left, tmp_path / "alone.sqlite")

    code, said = verified(tmp_path / "alone.sqlite", capsys)

    assert code == 0
    assert "校验码" in said

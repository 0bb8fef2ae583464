import asyncio
import sqlite3
import sys
from contextlib import asynccontextmanager, closing

import pytest

from judging.core.events import LoginClosed, LoginOpened, SceneShown
from judging.core.hall.air import Scene
from judging.store import StorageFailed, Unreadable, draft
from judging.store.inplace import OpenFiles
from judging.store.log import PositionTaken
from judging.store.schema import FORMAT
from judging.store.sqlite import SqliteLog, entries

AT = "2026-11-20T06:03:22.123Z"
NOTE = "场" * 2000


def drafts(count, of=lambda n: LoginClosed() if n % 2 else LoginOpened()):
    return [draft(of(n), AT, "director", f"c{n}") for n in range(count)]


@asynccontextmanager
async def opened(path):
    log = await SqliteLog.open(path)
    try:
        await log.read()
        yield log
    finally:
        await log.close()


@pytest.fixture
async def file(tmp_path):
    """A closed log of five entries."""
    path = tmp_path / "赛事.sqlite"
    async with opened(path) as log:
        await log.append(drafts(5), log.tail)
    return path


def meddle(path, *statements):
    """What an insider does who knows SQLite."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for name in ("no_gap", "no_update", "no_delete"):
            db.execute(f"DROP TRIGGER IF EXISTS {name}")
        for statement in statements:
            db.execute(statement)


async def unreadable(path):
    """Why *path* is not opened, which the checker and the server must agree on."""
    with pytest.raises(Unreadable) as by_checker:
        entries(path)
    with pytest.raises(Unreadable) as by_server:
        async with opened(path):
            pass
    assert (by_checker.value.position, by_checker.value.detail) == (
        by_server.value.position,
        by_server.value.detail,
    )
    return by_server.value


async def test_a_batch_comes_back_in_order_from_the_table(tmp_path):
    async with opened(tmp_path / "a.sqlite") as log:
        first = await log.append(drafts(300), log.tail)
        second = await log.append(drafts(2), log.tail)

        assert [entry.position for entry in first + second] == list(range(1, 303))
        assert log.tail == (302, second[-1].hash)


async def test_each_append_waits_for_the_disk_itself(file):
    """SQLite's word for it: 2 is FULL, which syncs at every commit; with less a power cut takes the last."""
    async with opened(file) as log:
        ((level,),) = await log._db.execute_fetchall("PRAGMA synchronous")

    assert level == 2


async def test_what_was_appended_is_read_after_a_restart(file):
    async with opened(file) as log:
        written = await log.append([draft(SceneShown(Scene.BLACK), AT, "导播", "c9")], log.tail)
    read = entries(file)

    assert [entry.position for entry in read] == [1, 2, 3, 4, 5, 6]
    assert read[-1:] == written
    assert read[-1].event == SceneShown(Scene.BLACK)
    assert read[-1].by == "导播"


async def test_the_file_says_what_it_is_and_holds_what_it_promises(file):
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (FORMAT,)
        assert db.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"Judg"),)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET data = '{}' WHERE position = 2",
        "DELETE FROM log WHERE position = 5",
        "REPLACE INTO log SELECT * FROM log WHERE position = 3",
        "INSERT INTO log SELECT 7, at, by, command, kind, data, hash FROM log WHERE position = 5",
    ],
)
async def test_the_table_itself_refuses_anything_but_the_next_entry(file, statement):
    with closing(sqlite3.connect(file)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute(statement)


@pytest.mark.parametrize(
    ("statement", "position"),
    [
        ("UPDATE log SET data = replace(data, 'LoginOpened', 'LoginClosed') WHERE position = 3", 3),
        ("UPDATE log SET at = '2026-11-20T06:03:22.124Z' WHERE position = 1", 1),
        ("UPDATE log SET by = 'organiser' WHERE position = 5", 5),
        ("DELETE FROM log WHERE position = 4", 4),
        ("DELETE FROM log WHERE position = 1", 1),
    ],
)
async def test_a_changed_file_does_not_open_and_says_where(file, statement, position):
    meddle(file, statement)

    found = await unreadable(file)

    assert found.position == position
    assert f"第 {position} 条" in found.detail


async def test_one_flipped_byte_on_disk_is_found(file):
    content = bytearray(file.read_bytes())
    content[content.rindex(b"LoginClosed") + 5] ^= 1
    file.write_bytes(content)

    assert (await unreadable(file)).position is not None


async def test_an_event_of_a_newer_version_does_not_open(tmp_path):
    class MarkErased(LoginClosed, frozen=True):
        pass

    path = tmp_path / "a.sqlite"
    log = await SqliteLog.open(path)
    with pytest.raises(Unreadable):
        await log.append([draft(MarkErased(), AT, "director", "c1")], log.tail)
    await log.close()

    found = await unreadable(path)

    assert found.position == 1
    assert "MarkErased" in found.detail


async def test_a_file_of_a_newer_format_does_not_open(file):
    meddle(file, f"PRAGMA user_version = {FORMAT + 1}")

    assert "更新的版本" in (await unreadable(file)).detail


async def test_somebody_elses_database_does_not_open_and_stays_as_it_is(tmp_path):
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE log (position INTEGER)")
    before = path.read_bytes()

    assert "不是赛事文件" in (await unreadable(path)).detail
    assert path.read_bytes() == before


async def test_a_file_that_is_no_database_does_not_open(tmp_path):
    path = tmp_path / "notes.sqlite"
    path.write_text("会议记录" * 1000, "utf-8")

    assert "不是赛事文件" in (await unreadable(path)).detail


async def test_a_damaged_page_does_not_open(tmp_path):
    path = tmp_path / "a.sqlite"
    async with opened(path) as log:
        await log.append(drafts(500), log.tail)
    content = bytearray(path.read_bytes())
    content[8192:] = bytes(len(content) - 8192)
    path.write_bytes(content)

    await unreadable(path)


async def test_a_file_left_empty_by_a_crash_becomes_a_log(tmp_path):
    path = tmp_path / "a.sqlite"
    path.touch()

    async with opened(path) as log:
        await log.append(drafts(1), log.tail)

    assert len(entries(path)) == 1


async def test_a_second_server_is_refused_until_the_first_is_done(file):
    async with opened(file):
        with pytest.raises(Unreadable, match="另一个正在运行的服务器"):
            await SqliteLog.open(file)

    async with opened(file) as log:
        assert log.tail[0] == 5


HOLD = """
import asyncio, pathlib, sys
from judging.core.events import LoginClosed
from judging.store import draft
from judging.store.sqlite import SqliteLog

async def hold():
    log = await SqliteLog.open(pathlib.Path(sys.argv[1]))
    await log.read()
    await log.append([draft(LoginClosed(), "2026-11-20T06:03:22.123Z", "director", "c6")], log.tail)
    print("held", flush=True)
    await asyncio.sleep(60)

asyncio.run(hold())
"""


async def test_a_killed_server_leaves_its_entries_and_no_lock(file):
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLD, file, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert (await server.stdout.readline()).strip() == b"held"
        with pytest.raises(Unreadable):
            await SqliteLog.open(file)
    finally:
        server.kill()
        await server.wait()

    async with opened(file) as log:
        assert log.tail[0] == 6


async def test_the_write_ahead_log_has_its_full_size_from_the_start_and_keeps_it(file):
    async with opened(file) as log:
        wal = file.with_name(file.name + "-wal")
        size = wal.stat().st_size
        for _ in range(1200):
            await log.append(drafts(1), log.tail)

        assert wal.stat().st_size == size > 4_000_000
        assert len(entries(file)) == 1205


async def test_a_checker_reads_beside_the_server_and_leaves_nothing_behind(file):
    async with opened(file) as log:
        await log.append(drafts(1), log.tail)
        assert len(entries(file)) == 6

    assert len(entries(file)) == 6
    assert {path.name for path in file.parent.iterdir()} == {
        file.name,
        file.name + ".lock",
        file.name + "-tail",
    }


def test_a_checker_does_not_make_a_file(tmp_path):
    with pytest.raises(Unreadable, match=r"none\.sqlite"):
        entries(tmp_path / "none.sqlite")

    assert list(tmp_path.iterdir()) == []


async def test_a_folder_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(StorageFailed, match="文件夹"):
        await SqliteLog.open(tmp_path / "usb" / "a.sqlite")


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files by setrlimit")
async def test_a_full_disk_refuses_the_batch_and_recovers(file):
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    async with opened(file) as log:
        await log.append(drafts(3), log.tail)
        tail = log.tail
        resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, hard))
        try:
            for _ in range(3):
                with pytest.raises(StorageFailed, match="磁盘"):
                    await log.append(
                        [draft(SceneShown(Scene.BLACK), AT, NOTE, f"c{n}") for n in range(40)], log.tail
                    )
            assert log.tail == tail
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))

        (entry,) = await log.append(drafts(1), log.tail)

        assert entry.position == 9
    assert len(entries(file)) == 9


async def test_a_read_only_disk_refuses_and_recovers(file):
    async with opened(file) as log:
        await log._db.execute_fetchall("PRAGMA query_only = ON")
        with pytest.raises(StorageFailed, match="只读"):
            await log.append(drafts(1), log.tail)

        await log._db.execute_fetchall("PRAGMA query_only = OFF")
        (entry,) = await log.append(drafts(1), log.tail)

        assert entry.position == 6


async def test_a_full_database_is_told_from_other_failures(file):
    async with opened(file) as log:
        await log._db.execute_fetchall("PRAGMA max_page_count = 1")
        with pytest.raises(StorageFailed, match="磁盘已满"):
            await log.append(drafts(500), log.tail)


async def test_a_file_damaged_under_our_hands_refuses_steps_and_nothing_else_ends(file):
    async with opened(file) as log:
        for statement in (
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'log'",
            "PRAGMA writable_schema = RESET",
        ):
            await log._db.execute_fetchall(statement)

        for _ in range(2):
            with pytest.raises(StorageFailed, match=r"暂不能保存：.*已损坏"):
                await log.append(drafts(1), log.tail)
            assert log.trouble is not None
            await log.recover()


async def test_after_an_uncertain_moment_what_is_there_is_read_before_the_next_step(file, monkeypatch):
    """Its file lost its name while it was written, and has it back."""
    answers, heard = iter([True, False]), []
    async with opened(file) as log:
        log.follow(heard.append)
        tail = log.tail
        with monkeypatch.context() as patched:
            patched.setattr(OpenFiles, "are_in_place", lambda files: next(answers, True))
            with pytest.raises(StorageFailed, match="不确定"):
                await log.append(drafts(1), tail)
        with pytest.raises(PositionTaken):
            await log.append(drafts(1), tail)

        (missed,) = await log.read(tail)
        (entry,) = await log.append(drafts(1), log.tail)

        assert heard == [6, 7]
        assert (missed.position, entry.position) == (6, 7)


async def test_an_append_that_nobody_waits_for_any_more_is_whole_or_absent(file):
    async with opened(file) as log:
        task = asyncio.create_task(log.append(drafts(200), log.tail))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    assert len(entries(file)) in (5, 205)

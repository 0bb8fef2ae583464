"""Where a competition file and its backup do not agree, nothing opens until the organiser has chosen one."""

import json
import shutil
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from judging import backup
from judging.cli import main
from judging.store.lock import Lock
from judging.store.sqlite import entries
from judging.web.registry import Registry
from tests.serving import done, logged_in, served

from .killed import HARMS, beside, killed

STEPS = 35
HARM = HARMS["a bit flipped in the write-ahead log"]


@pytest.fixture
def data(tmp_path):
    """A folder whose server was killed after 35 acknowledged steps, backed up with 35."""
    return tmp_path / "data"


@pytest.fixture
async def file(data):
    data.mkdir()
    await killed(data / "day.sqlite", STEPS)
    (data / "last.json").write_text(json.dumps({"files": ["day.sqlite"]}))
    backup.back_up(data / "day.sqlite", data / "backup")
    return data / "day.sqlite"


async def asked(data, *posts):
    """What the start page is told after *posts*, each a path and a body."""
    async with served(data) as server, server.client() as organiser:
        await logged_in(organiser, server.link)
        for path, body in posts:
            done(await organiser.post(path, json=body))
        return done(await organiser.get("/competitions"))


def files(start: dict[str, Any]) -> list[str]:
    """What is open."""
    return [opened["file"] for opened in start["open"]]


async def test_what_the_killed_server_left_opens_without_asking(file, data):
    start = await asked(data)

    assert files(start) == [file.name]
    assert start["conflicts"] == []


async def test_the_start_page_says_which_of_the_two_has_what(file, data):
    HARM(file)

    start = await asked(data)

    assert start["open"] == []
    assert start["unopened"][0]["trouble"]["values"]["why"]["values"]["held"] == STEPS
    [conflict] = start["conflicts"]
    ours, copy = conflict["versions"]
    assert (conflict["file"], conflict["held"]) == (file.name, STEPS)
    assert (ours["copy"], copy["copy"]) == ("", file.name)
    assert ours["position"] < copy["position"] == STEPS
    assert [len(version["steps"]) for version in (ours, copy)] == [3, 3]


async def test_the_better_copy_is_gone_on_with_and_the_other_kept(file, data):
    HARM(file)
    short = len(entries(file))

    start = await asked(data, ("/competitions/use", {"file": file.name, "copy": file.name}))

    assert (files(start), start["conflicts"]) == ([file.name], [])
    assert len(entries(file)) == STEPS
    assert len(entries(data / "day-保留1.sqlite")) == short
    assert files(await asked(data)) == [file.name]


async def test_the_shorter_one_can_be_chosen_too_and_verify_remembers(file, data, capsys):
    HARM(file)
    short = len(entries(file))

    start = await asked(data, ("/competitions/use", {"file": file.name, "copy": ""}))

    assert (files(start), start["conflicts"]) == ([file.name], [])
    assert len(entries(file)) == short
    assert len(entries(data / "backup" / "day-保留1.sqlite")) == STEPS
    assert files(await asked(data)) == [file.name]
    assert main(["verify", str(file)]) == 0
    assert f"第 {STEPS} 条" in capsys.readouterr().out


async def test_a_backup_that_holds_more_is_asked_about_even_if_nothing_else_knows(file, data):
    HARM(file)
    beside(file, "-tail").unlink()

    start = await asked(data)

    assert start["open"] == []
    assert [version["position"] for version in start["conflicts"][0]["versions"]][1] == STEPS


async def test_a_log_that_is_damaged_within_is_offered_its_backup(file, data):
    with closing(sqlite3.connect(file)) as db:
        db.execute("DROP TRIGGER no_update")
        db.execute("UPDATE log SET by = 'somebody' WHERE position = 5")
        db.commit()

    before = await asked(data)
    start = await asked(data, ("/competitions/use", {"file": file.name, "copy": file.name}))

    assert before["open"] == []
    [conflict] = before["conflicts"]
    assert conflict["versions"][0]["trouble"]["values"] == {"n": 5}
    assert files(start) == [file.name]
    assert len(entries(file)) == STEPS


async def test_a_file_that_lost_all_it_had_is_offered_its_backup(file, data):
    for suffix in ("-wal", "-shm", "-tail"):
        beside(file, suffix).unlink()

    before = await asked(data)
    await asked(data, ("/competitions/use", {"file": file.name, "copy": file.name}))

    assert before["open"] == []
    assert len(entries(file)) == STEPS


async def test_a_backup_of_another_competition_of_that_name_is_no_rival(file, data, tmp_path):
    (tmp_path / "other").mkdir()
    await killed(tmp_path / "other" / file.name, STEPS + 5)
    shutil.rmtree(data / "backup")
    backup.back_up(tmp_path / "other" / file.name, data / "backup")

    assert files(await asked(data)) == [file.name]


async def test_where_nothing_is_to_be_chosen_nothing_is_moved(file, data):
    async with served(data) as server, server.client() as organiser, server.client() as guest:
        await logged_in(organiser, server.link)
        wanted = {"file": file.name, "copy": ""}
        refused = await organiser.post("/competitions/use", json=wanted)
        stranger = await guest.post("/competitions/use", json=wanted)

    assert (refused.status_code, stranger.status_code) == (409, 401)
    assert not list(data.glob("*保留*"))


@pytest.mark.parametrize("left", [("-wal", "-shm", "-tail"), ()])
async def test_a_file_that_is_gone_is_offered_its_backup(file, data, left):
    for suffix in {"", "-wal", "-shm", "-tail"} - {*left}:
        beside(file, suffix).unlink()

    before = await asked(data)
    start = await asked(data, ("/competitions/use", {"file": file.name, "copy": file.name}))

    assert before["open"] == []
    [conflict] = before["conflicts"]
    assert [bool(version["trouble"]) for version in conflict["versions"]] == [True, False]
    assert files(start) == [file.name]
    assert start["conflicts"] == []
    assert len(entries(file)) == STEPS


async def test_a_file_that_is_gone_with_all_its_copies_is_not_made_anew(file, data):
    shutil.rmtree(data / "backup")
    for suffix in ("", "-wal", "-shm", "-tail"):
        beside(file, suffix).unlink()

    start = await asked(data)

    assert start["open"] == []
    assert start["unopened"][0]["trouble"]["values"] == {"file": file.name}
    assert start["conflicts"] == []
    assert not file.exists()


async def test_nothing_is_to_be_chosen_once_a_file_has_opened_after_all(file, data):
    shutil.copy(data / "backup" / file.name, data / "other.sqlite")
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = file.read_bytes()
    file.write_bytes(b"not a competition" * 1000)
    registry = Registry(data)
    await registry.resume()
    before = registry.conflicts()
    file.write_bytes(content)
    await registry.open_file(file.name)
    await registry.close_file(file.name)
    await registry.open_file("other.sqlite")
    after = registry.conflicts()
    await registry.close()

    assert [conflict.file for conflict in before] == [file.name]
    assert after == ()


async def test_nothing_is_to_be_chosen_where_another_server_has_the_file(file, data):
    lock = Lock(file)
    registry = Registry(data)
    await registry.resume()
    lock.release()
    conflicts = registry.conflicts()
    await registry.close()

    assert "另一个正在运行的服务器" in str(registry.unopened[file.name])
    assert conflicts == ()

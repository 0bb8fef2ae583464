import sqlite3
import stat
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from judging.core.events import Event, MarkingOpened, SheetReturned
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Entrant
from judging.core.refused import Refused
from judging.store import StorageFailed, draft
from judging.store.sqlite import SqliteLog
from judging.web.competition import OpenCompetition
from judging.web.competition_files import file_name
from judging.web.registry import LAST, Registry
from tests.day import RULES, on

ORGANISER = acting(Duty.ORGANISER)
TWICE = Entrant("e1", "甲街道中心")


def at_noon() -> datetime:
    return datetime(2026, 11, 20, 12, tzinfo=UTC)


def only(registry: Registry) -> OpenCompetition:
    assert registry.only
    return registry.only


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def with_one(folder: Path) -> Path:
    """The file of a competition that was made and closed."""
    registry = Registry(folder, at_noon)
    made = await registry.create(RULES, {}, ORGANISER)
    await registry.close()
    return made.file


async def test_what_was_open_is_open_again_after_a_restart(tmp_path: Path):
    file = await with_one(tmp_path)
    registry = Registry(tmp_path)

    await registry.resume()

    assert only(registry).file == file
    assert only(registry).desk.state.rulebook == RULES
    await registry.close()


async def test_what_an_earlier_version_had_open_is_open_again(tmp_path: Path):
    file = await with_one(tmp_path)
    (tmp_path / LAST).write_text(f'{{"file":"{file.name}"}}', "utf-8")
    registry = Registry(tmp_path)

    await registry.resume()

    assert only(registry).file == file
    await registry.close()


async def test_an_earlier_version_that_had_nothing_open_leaves_nothing_open(tmp_path: Path):
    await with_one(tmp_path)
    (tmp_path / LAST).write_text('{"file":null}', "utf-8")
    registry = Registry(tmp_path)

    await registry.resume()

    assert (registry.open, registry.unopened, registry.trouble) == ({}, {}, None)


async def test_a_first_start_has_nothing_open(tmp_path: Path):
    registry = Registry(tmp_path / "new" / "folder")

    await registry.resume()

    assert (registry.open, registry.unopened, registry.trouble) == ({}, {}, None)


@pytest.mark.parametrize("spoil", ["changed", "no file", "not a log", "no last", "no text", "nonsense"])
async def test_what_cannot_be_opened_again_is_a_sentence_and_no_crash(tmp_path: Path, spoil: str):
    file = await with_one(tmp_path)
    match spoil:
        case "changed":
            with closing(sqlite3.connect(file)) as db:
                db.execute("DROP TRIGGER no_update")
                db.execute("UPDATE log SET data = replace(data, '测试', '篡改')")
                db.commit()
        case "no file":
            file.unlink()
        case "not a log":
            file.write_bytes(b"nonsense" * 1000)
        case "no last":
            (tmp_path / LAST).write_bytes(b"{")
        case "no text":
            (tmp_path / LAST).write_bytes(b'{"files": ["\xff"]}')
        case "nonsense":
            (tmp_path / LAST).write_bytes(b'{"files": ["../../etc/passwd"]}')
    registry = Registry(tmp_path)

    await registry.resume()

    assert not registry.open
    assert registry.trouble or registry.unopened
    made = await registry.create(RULES, {}, ORGANISER)
    assert (registry.trouble, list(registry.open)) == (None, [made.id])
    await registry.close()


@pytest.mark.parametrize("name", [LAST, "测试赛事-2026-11-20.key"])
async def test_a_folder_where_a_file_should_be_is_a_sentence_that_names_it(tmp_path: Path, name: str):
    await with_one(tmp_path)
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    registry = Registry(tmp_path)

    await registry.resume()

    assert not registry.open
    assert name in " ".join(map(str, (registry.trouble, *registry.unopened.values())))


async def test_a_competition_that_another_server_has_open_is_refused(tmp_path: Path):
    file = await with_one(tmp_path)
    one, two = Registry(tmp_path), Registry(tmp_path)
    await one.open_file(file.name)

    with pytest.raises(Refused, match="打开"):
        await two.open_file(file.name)

    await one.close()
    await two.open_file(file.name)
    await two.close()


async def test_the_key_lies_beside_the_file_and_is_the_user_s_own(tmp_path: Path):
    file = await with_one(tmp_path)

    key = file.with_suffix(".key")
    assert len(key.read_bytes()) == 32
    if sys.platform != "win32":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


async def test_each_competition_has_its_own_key_and_keeps_it(tmp_path: Path):
    registry = Registry(tmp_path, at_noon)
    first = await registry.create(RULES, {}, ORGANISER)
    second = await registry.create(RULES, {}, ORGANISER)

    await registry.close_file(first.file.name)
    await registry.open_file(first.file.name)

    assert registry.open[first.id].key == first.key != second.key
    await registry.close()


async def test_what_could_not_be_created_leaves_no_file(tmp_path: Path):
    registry = Registry(tmp_path, at_noon)
    await registry.create(RULES, {}, ORGANISER)
    before = names_in(tmp_path)

    with pytest.raises(Refused):
        await registry.create(RULES, {"centre": (TWICE, TWICE)}, ORGANISER)

    assert names_in(tmp_path) == before
    assert not any(only(registry).desk.state.entrants.values())
    await registry.close()


async def test_in_a_rehearsal_s_server_every_competition_is_a_rehearsal(tmp_path: Path):
    registry = Registry(tmp_path, is_rehearsal=True)

    await registry.create(RULES, {}, ORGANISER)

    assert only(registry).desk.state.rehearsal
    await registry.close()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2024年度“一网通办”专项立功竞赛（决赛）", "2024年度-一网通办-专项立功竞赛-决赛"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\\b:c*d?e", "a-b-c-d-e"),
        ("  ", "赛事"),
        ("…", "赛事"),
        ("长" * 100, "长" * 40),
    ],
)
def test_a_file_is_named_after_the_competition_and_safely(name: str, expected: str):
    assert file_name(name) == expected


async def test_what_cannot_be_remembered_is_not_opened(tmp_path: Path):
    registry = Registry(tmp_path, at_noon)
    await registry.create(RULES, {}, ORGANISER)
    opened, before = registry.open.copy(), names_in(tmp_path)
    (tmp_path / (LAST + ".new")).mkdir()  # whatever keeps a file from being written, even for root

    with pytest.raises(StorageFailed):
        await registry.create(RULES, {}, ORGANISER)

    assert registry.open == opened
    assert names_in(tmp_path) - before == {LAST + ".new", "测试赛事-2026-11-20-2.key"}
    await registry.close()


async def made_up(path: Path, event: Event) -> None:
    """Chained properly, but nobody could have written it."""
    log = await SqliteLog.open(path)
    await log.read()
    await log.append([draft(event, "2026-11-20T12:00:00.000Z", "organiser", "00")], log.tail)
    await log.close()


# A sheet is returned that nobody ever submitted; marking is opened where there is no competition.
MADE_UP = (SheetReturned(on("e1"), "J1", "请核对"), MarkingOpened(on("e1")))


@pytest.mark.parametrize("event", MADE_UP)
async def test_a_log_that_nobody_could_have_written_is_refused(tmp_path: Path, event: Event):
    await made_up(tmp_path / "made-up.sqlite", event)
    registry = Registry(tmp_path)

    with pytest.raises(Refused, match="矛盾"):
        await registry.open_file("made-up.sqlite")

    assert not registry.open


@pytest.mark.parametrize("event", MADE_UP)
async def test_a_log_that_nobody_could_have_written_keeps_no_other_from_being_open_again(
    tmp_path: Path, event: Event
):
    file = await with_one(tmp_path)
    await made_up(tmp_path / "made-up.sqlite", event)
    (tmp_path / LAST).write_text(f'{{"files":["made-up.sqlite","{file.name}"]}}', "utf-8")
    registry = Registry(tmp_path)

    await registry.resume()

    assert only(registry).file == file
    assert list(registry.unopened) == ["made-up.sqlite"]
    await registry.close()


async def test_a_file_in_which_no_competition_was_created_is_refused(tmp_path: Path):
    """What a power cut leaves between the making of a file and its first entry."""
    await (await SqliteLog.open(tmp_path / "empty.sqlite")).close()
    registry = Registry(tmp_path)

    with pytest.raises(Refused, match="没有赛事"):
        await registry.open_file("empty.sqlite")

    assert not registry.open
    assert registry.competitions()[0].trouble

import sqlite3
import stat
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from judging.core.events import SheetReturned
from judging.core.people import Actor, Entrant, Role
from judging.core.refused import Reason, Refused
from judging.store import StorageFailed, draft
from judging.store.sqlite import SqliteLog
from judging.web.competition_files import file_name
from judging.web.venue import LAST, Venue
from tests.day import RULES, on

ORGANISER = Actor(Role.ORGANISER)
TWICE = Entrant("e1", "甲街道中心")


def at_noon() -> datetime:
    return datetime(2026, 11, 20, 12, tzinfo=UTC)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def with_one(folder: Path) -> Path:
    """The file of a competition that was made and closed."""
    venue = Venue(folder, at_noon)
    await venue.create(RULES, {}, ORGANISER)
    file = venue.file
    await venue.close()
    assert file is not None
    return file


async def test_what_was_open_is_open_again_after_a_restart(tmp_path: Path):
    file = await with_one(tmp_path)
    venue = Venue(tmp_path)

    await venue.resume()

    assert venue.file == file
    assert venue.open_desk.state.rulebook == RULES
    await venue.close()


async def test_a_first_start_has_nothing_open(tmp_path: Path):
    venue = Venue(tmp_path / "new" / "folder")

    await venue.resume()

    assert (venue.desk, venue.trouble) == (None, None)
    with pytest.raises(Refused) as refused:
        _ = venue.open_desk
    assert refused.value.reason is Reason.NOT_CREATED


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
            (tmp_path / LAST).write_bytes(b'{"file": "\xff"}')
        case "nonsense":
            (tmp_path / LAST).write_bytes(b'{"file": "../../etc/passwd"}')
    venue = Venue(tmp_path)

    await venue.resume()

    assert venue.desk is None
    assert venue.trouble
    await venue.create(RULES, {}, ORGANISER)
    assert venue.trouble is None
    await venue.close()


@pytest.mark.parametrize("name", [LAST, "测试赛事-2026-11-20.key"])
async def test_a_folder_where_a_file_should_be_is_a_sentence_that_names_it(tmp_path: Path, name: str):
    await with_one(tmp_path)
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    venue = Venue(tmp_path)

    await venue.resume()

    assert venue.desk is None
    assert name in str(venue.trouble)


async def test_a_competition_that_another_server_has_open_is_refused(tmp_path: Path):
    file = await with_one(tmp_path)
    one, two = Venue(tmp_path), Venue(tmp_path)
    await one.open(file.name)

    with pytest.raises(Refused, match="打开"):
        await two.open(file.name)

    await one.close()
    await two.open(file.name)
    await two.close()


async def test_the_key_lies_beside_the_file_and_is_the_user_s_own(tmp_path: Path):
    file = await with_one(tmp_path)

    key = file.with_suffix(".key")
    assert len(key.read_bytes()) == 32
    if sys.platform != "win32":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


async def test_each_competition_has_its_own_key_and_keeps_it(tmp_path: Path):
    venue = Venue(tmp_path, at_noon)
    await venue.create(RULES, {}, ORGANISER)
    first, file = venue.key, venue.file
    await venue.create(RULES, {}, ORGANISER)
    second = venue.key
    assert file is not None

    await venue.open(file.name)

    assert venue.key == first != second
    await venue.close()


async def test_what_could_not_be_created_leaves_no_file(tmp_path: Path):
    venue = Venue(tmp_path, at_noon)
    await venue.create(RULES, {}, ORGANISER)
    before = names_in(tmp_path)

    with pytest.raises(Refused):
        await venue.create(RULES, {"centre": (TWICE, TWICE)}, ORGANISER)

    assert names_in(tmp_path) == before
    assert not any(venue.open_desk.state.entrants.values())
    await venue.close()


async def test_in_a_rehearsal_s_server_every_competition_is_a_rehearsal(tmp_path: Path):
    venue = Venue(tmp_path, is_rehearsal=True)

    await venue.create(RULES, {}, ORGANISER)

    assert venue.open_desk.state.rehearsal
    await venue.close()


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
    venue = Venue(tmp_path, at_noon)
    await venue.create(RULES, {}, ORGANISER)
    file, before = venue.file, names_in(tmp_path)
    (tmp_path / (LAST + ".new")).mkdir()  # whatever keeps a file from being written, even for root

    with pytest.raises(StorageFailed):
        await venue.create(RULES, {}, ORGANISER)

    assert venue.file == file
    assert names_in(tmp_path) - before == {LAST + ".new", "测试赛事-2026-11-20-2.key"}
    await venue.close()


async def test_a_log_that_nobody_could_have_written_is_refused(tmp_path: Path):
    """Chained properly, but a sheet is returned that nobody ever submitted."""
    log = await SqliteLog.open(tmp_path / "made-up.sqlite")
    await log.read()
    await log.append(
        [draft(SheetReturned(on("e1"), "J1", "请核对"), "2026-11-20T12:00:00.000Z", "organiser", "00")]
    )
    await log.close()
    venue = Venue(tmp_path)

    with pytest.raises(Refused, match="矛盾"):
        await venue.open("made-up.sqlite")

    assert venue.desk is None


async def test_a_file_in_which_no_competition_was_created_is_refused(tmp_path: Path):
    """What a power cut leaves between the making of a file and its first entry."""
    await (await SqliteLog.open(tmp_path / "empty.sqlite")).close()
    venue = Venue(tmp_path)

    with pytest.raises(Refused, match="没有赛事"):
        await venue.open("empty.sqlite")

    assert venue.desk is None
    assert venue.competitions()[0].trouble

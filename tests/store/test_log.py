"""What every log promises, wherever it keeps its entries."""

import asyncio

import pytest

from judging.core.events import LoginClosed, LoginOpened, SceneShown
from judging.core.hall.air import Scene
from judging.store import draft
from judging.store.chain import ORIGIN, START
from judging.store.log import PositionTaken
from judging.store.memory import MemoryLog
from judging.store.sqlite import SqliteLog, entries

AT = "2026-11-20T06:03:22.123Z"


def drafts(count):
    return [
        draft(LoginClosed() if n % 2 else LoginOpened(), AT, "director", f"{n:08x}") for n in range(count)
    ]


@pytest.fixture(params=["sqlite", "memory"])
async def log(request, tmp_path):
    log = MemoryLog() if request.param == "memory" else await SqliteLog.open(tmp_path / "赛事.sqlite")
    await log.read()
    yield log
    await log.close()


async def test_a_new_log_is_empty_and_in_no_trouble(log):
    assert await log.read() == []
    assert (log.tail, log.trouble, log.notice, log.is_adrift) == (START, None, None, False)


async def test_entries_come_back_numbered_chained_and_as_they_are_read_later(log):
    first = await log.append(drafts(300), START)
    second = await log.append([draft(SceneShown(Scene.BLACK), AT, "导播", "c9")], log.tail)

    assert [entry.position for entry in (*first, *second)] == list(range(1, 302))
    assert len({ORIGIN, *(entry.hash for entry in (*first, *second))}) == 302
    assert log.tail == (301, second[-1].hash)
    assert await log.read() == [*first, *second]
    assert (second[0].event, second[0].by) == (SceneShown(Scene.BLACK), "导播")


async def test_who_read_a_part_reads_the_rest(log):
    written = await log.append(drafts(5), START)

    assert await log.read((3, written[2].hash)) == written[3:]
    assert await log.read(log.tail) == []


async def test_a_position_that_is_taken_is_refused_and_nothing_is_written(log):
    first, *_ = await log.append(drafts(2), START)

    for taken in (START, (1, first.hash), (2, first.hash)):
        with pytest.raises(PositionTaken):
            await log.append(drafts(3), taken)

    assert len(await log.read()) == 2
    assert len(await log.append(drafts(1), log.tail)) == 1


async def test_of_many_who_write_behind_the_same_entry_one_does(log):
    await log.append(drafts(1), START)

    found = await asyncio.gather(*(log.append(drafts(3), log.tail) for _ in range(5)), return_exceptions=True)

    assert sorted(type(each).__name__ for each in found) == ["PositionTaken"] * 4 + ["list"]
    assert len(await log.read()) == 4


async def test_all_who_follow_hear_how_far_it_reaches(log):
    one, other = [], []
    log.follow(one.append)
    log.follow(other.append)

    await log.append(drafts(2), START)
    await log.append(drafts(1), log.tail)

    assert one == other == [2, 3]


async def test_the_texts_are_those_that_are_hashed(log):
    written = await log.append(drafts(3), START)

    assert await log.texts() == [(entry.at, entry.data) for entry in written]


async def test_a_copy_is_a_competition_s_file_with_all_there_is(log, tmp_path):
    await log.append(drafts(40), START)

    await log.copy_to(tmp_path / "copy.sqlite")

    assert entries(tmp_path / "copy.sqlite") == await log.read()
    again = await SqliteLog.open(tmp_path / "copy.sqlite")
    assert len(await again.read()) == 40
    await again.append(drafts(1), again.tail)
    await again.close()


async def test_a_log_without_trouble_recovers_to_what_it_was(log):
    await log.append(drafts(1), START)

    await log.recover()

    assert (log.trouble, len(await log.read())) == (None, 1)

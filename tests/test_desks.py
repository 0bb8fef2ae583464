"""Two desks on one log: what one writes the other knows, whoever came first."""

import asyncio
import random
from itertools import pairwise

import pytest

from judging import desk as desk_module
from judging.core import commands as c
from judging.core.apply import replay
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.desk import Desk
from judging.store import StorageFailed
from judging.store.log import PositionTaken
from judging.store.memory import MemoryLog
from judging.store.sqlite import SqliteLog
from tests import day
from tests.test_desk import READY, Console, outcomes


@pytest.fixture(params=["sqlite", "memory"])
async def log(request, tmp_path):
    return MemoryLog() if request.param == "memory" else await SqliteLog.open(tmp_path / "day.sqlite")


@pytest.fixture
async def desks(log):
    """Both know that e1 is open for marks, at position 6."""
    here, there = [await Desk.open(log, day.minutes()) for _ in range(2)]
    for n, command in enumerate(READY):
        await here.submit(f"ready{n}", command, day.ORGANISER)
    await settled(here, there)
    yield here, there
    await here.close()
    await there.close()


@pytest.fixture
def conflicts(log, monkeypatch):
    """Grows with every append that comes too late."""
    found = []
    append = type(log).append

    async def counted(self, drafts, after):
        try:
            return await append(self, drafts, after)
        except PositionTaken:
            found.append(after)
            raise

    monkeypatch.setattr(type(log), "append", counted)
    return found


async def settled(*desks):
    async with asyncio.timeout(5):
        while len({desk.tail for desk in desks}) > 1:  # noqa: ASYNC110 - a desk tells nobody but its viewers
            await asyncio.sleep(0.001)


async def test_what_one_wrote_the_other_decides_on(desks):
    here, there = desks

    await here.submit("back", c.StepBack(day.on("e1"), "误操作"), day.DIRECTOR)
    with pytest.raises(Refused) as caught:
        await there.submit("s1", day.sheet("e1", *day.TOTALS[1]), day.judge(1))

    assert caught.value.reason is Reason.NOT_NOW


async def test_desks_that_write_in_turn_agree(desks, log):
    for n in day.TOTALS:
        await desks[n % 2].submit(f"s{n}", day.sheet("e1", *day.TOTALS[n]), day.judge(n))
    await desks[0].submit("close", c.CloseMarking(day.on("e1")), day.DIRECTOR)
    await desks[1].submit("reveal", c.RevealScore(day.on("e1")), day.DIRECTOR)
    await settled(*desks)

    assert desks[0].state == desks[1].state
    assert desks[0].state.performance(day.on("e1")).announced.score == "91.17"
    assert desks[0].tail == desks[1].tail == log.tail


async def test_viewers_of_a_desk_hear_what_the_other_wrote(desks):
    here, there = desks
    consoles = Console(), Console()
    for desk, console in zip(desks, consoles, strict=True):
        desk.hub.watch(console, ["console/main"])

    await here.submit("s1", day.sheet("e1", *day.TOTALS[1]), day.judge(1))
    await there.submit("s2", day.sheet("e1", *day.TOTALS[2]), day.judge(2))

    for console in consoles:
        await console.until(8)


async def test_who_is_overtaken_decides_anew(desks, conflicts):
    here, there = desks

    first, second = await outcomes(
        here.submit("s1", day.sheet("e1", *day.TOTALS[1]), day.judge(1)),
        there.submit("s2", day.sheet("e1", *day.TOTALS[2]), day.judge(2)),
    )
    await settled(*desks)

    assert (first.position, second.position) == (7, 8)
    assert len(conflicts) == 1
    assert here.state == there.state


async def test_the_viewers_of_both_hear_of_a_conflict_s_outcome(desks, conflicts):
    consoles = Console(), Console()
    for desk, console in zip(desks, consoles, strict=True):
        desk.hub.watch(console, ["console/main"])

    await outcomes(
        *(
            desk.submit(f"s{n}", day.sheet("e1", *day.TOTALS[n]), day.judge(n))
            for n, desk in enumerate(desks, 1)
        )
    )

    for console in consoles:
        await console.until(8)
        positions = [position for position, _ in console.told]
        assert all(before < after for before, after in pairwise(positions))
    assert conflicts


async def test_a_command_sent_to_both_counts_once_and_gets_one_answer(desks, log, conflicts):
    sheet = day.sheet("e1", *day.TOTALS[1])

    first, second = await outcomes(*(desk.submit("once", sheet, day.judge(1)) for desk in desks))

    assert first == second
    assert conflicts
    assert [entry.command for entry in await log.read()].count("once") == 1


async def test_a_repeat_at_the_other_desk_gets_the_first_answer(desks):
    here, there = desks
    sheet = day.sheet("e1", *day.TOTALS[1])
    first = await here.submit("once", sheet, day.judge(1))

    assert await there.submit("once", sheet, day.judge(1)) == first


async def test_a_sheet_that_came_second_is_refused_for_what_was_written_meanwhile(desks, conflicts):
    here, there = desks

    _, late = await outcomes(
        here.submit("back", c.StepBack(day.on("e1"), "误操作"), day.DIRECTOR),
        there.submit("s1", day.sheet("e1", *day.TOTALS[1]), day.judge(1)),
    )

    assert conflicts
    assert isinstance(late, Refused)
    assert late.reason is Reason.NOT_NOW
    assert there.position == 7


async def test_only_whom_the_other_desk_overtook_is_refused(desks, conflicts):
    """One device took the sheet, a second one sent another: the rest of the batch stands."""
    here, there = desks

    _, late, other = await outcomes(
        here.submit("mine", day.sheet("e1", *day.TOTALS[1]), day.judge(1)),
        there.submit("too", day.sheet("e1", *day.TOTALS[2]), day.judge(1)),
        there.submit("s3", day.sheet("e1", *day.TOTALS[3]), day.judge(3)),
    )

    assert conflicts
    assert isinstance(late, Refused)
    assert other.position == 8


async def test_who_is_overtaken_without_end_is_told_so(desks, log, monkeypatch):
    here, _ = desks

    async def taken(self, drafts, after):
        raise PositionTaken

    with monkeypatch.context() as patched:
        patched.setattr(type(log), "append", taken)
        with pytest.raises(Refused) as caught:
            await here.submit("s1", day.sheet("e1", *day.TOTALS[1]), day.judge(1))

    assert caught.value.reason is Reason.TOO_MANY
    receipt = await here.submit("s1", day.sheet("e1", *day.TOTALS[1]), day.judge(1))
    assert receipt.position == 7


async def test_what_could_not_be_read_is_read_once_the_disk_is_back(desks, log, monkeypatch):
    here, there = desks
    read = type(log).read

    async def failing(self, after):
        raise StorageFailed("暂不能保存：{why}", why="")

    monkeypatch.setattr(type(log), "read", failing)
    await here.submit("s1", day.sheet("e1", *day.TOTALS[1]), day.judge(1))
    with pytest.raises(StorageFailed):
        await there.submit("s2", day.sheet("e1", *day.TOTALS[2]), day.judge(2))
    assert there.position == 6

    monkeypatch.setattr(type(log), "read", read)
    await there.recover()
    await settled(here, there)

    assert there.position == 7


@pytest.mark.parametrize("seed", range(5))
async def test_three_desks_that_all_write_at_random_lose_nothing_and_count_nothing_twice(log, seed):
    chance = random.Random(seed)
    desks = [await Desk.open(log, day.minutes()) for _ in range(3)]
    await desks[0].submit("create", day.CREATE, day.ORGANISER)

    async def one(n):
        await asyncio.sleep(chance.random() * 0.01)
        command = chance.choice((c.CloseLogin(), c.OpenLogin()))
        return await chance.choice(desks).submit(f"r{n % 60}", command, day.DIRECTOR)

    found = await outcomes(*map(one, range(90)))
    await settled(*desks)

    written = await log.read()
    assert not [each for each in found if isinstance(each, Exception)]
    assert [entry.position for entry in written] == list(range(1, len(written) + 1))
    assert len({entry.command for entry in written}) == len(written)
    assert {desk.tail for desk in desks} == {log.tail}
    replayed = replay(State(), ((entry.event, entry.at, entry.by) for entry in written))
    assert all(desk.state == replayed for desk in desks)
    for desk in desks:
        await desk.close()


def test_a_desk_knows_no_kind_of_log():
    assert not {"sqlite3", "SqliteLog", "MemoryLog", "Path"} & set(vars(desk_module))

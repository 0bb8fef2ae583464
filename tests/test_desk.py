import asyncio
import json
import sqlite3
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta

import pytest

from judging import desk as desk_module
from judging.core import commands as c
from judging.core.refused import Reason, Refused
from judging.desk import Desk
from judging.store import StorageFailed, Unreadable
from judging.store.inplace import OpenFiles
from judging.store.sqlite import SqliteLog, entries
from tests import day

CLOCK_S = 1e-6  # a timer may be early by what the clock can tell apart
BEGIN = datetime(2026, 11, 20, 6, 3, 22, 123_000, UTC)
READY = (
    day.CREATE,
    day.SEAT,
    day.COMPONENTS,
    day.ORDER,
    c.CallEntrant(day.on("e1")),
    c.OpenMarking(day.on("e1")),
)


@asynccontextmanager
async def opened(path, clock=lambda: BEGIN):
    desk = await Desk.open(await SqliteLog.open(path), clock)
    try:
        yield desk
    finally:
        await desk.close()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "day.sqlite"


@pytest.fixture
async def desk(file):
    """Open for the marks of e1, at position 6."""
    async with opened(file) as desk:
        for n, command in enumerate(READY):
            await desk.submit(f"ready{n}", command, day.ORGANISER)
        yield desk


def outcomes(*awaitables):
    return asyncio.gather(*awaitables, return_exceptions=True)


async def test_a_receipt_says_where_and_when(desk):
    receipt = await desk.submit("a1", day.sheet("e1", "55", "37.5"), day.judge(1))

    assert (receipt.position, receipt.at) == (7, "2026-11-20T06:03:22.123Z")
    assert desk.state.performance(day.on("e1")).sheets["J1"].marks["content"] == "55"


async def test_what_was_acknowledged_is_in_the_file(desk, file):
    await desk.submit("a1", day.sheet("e1", "55", "37.5"), day.judge(1))

    last = entries(file)[-1]

    assert (last.position, last.by, last.command, last.event.marks["manner"]) == (7, "judge/J1", "a1", "37.5")


async def test_a_refused_command_changes_nothing(desk, file):
    before = desk.state

    with pytest.raises(Refused) as caught:
        await desk.submit("a1", day.sheet("e1", "99", "37.5"), day.judge(1))

    assert caught.value.reason is Reason.OUT_OF_RANGE
    assert desk.state is before
    assert len(entries(file)) == 6


async def test_a_restart_reaches_the_same_state(file):
    async with opened(file) as desk:
        for n, command in enumerate(READY):
            await desk.submit(f"ready{n}", command, day.ORGANISER)
        before = desk.state

    async with opened(file) as desk:
        assert desk.state == before
        assert desk.position == 6


async def test_a_repeat_gets_the_first_receipt_and_counts_once(desk):
    sheet = day.sheet("e1", "55", "37.5")
    first = await desk.submit("a1", sheet, day.judge(1))
    await desk.submit("b1", day.sheet("e1", "54", "36"), day.judge(2))

    assert await desk.submit("a1", sheet, day.judge(1)) == first
    assert desk.position == 8


async def test_a_repeat_after_a_restart_gets_the_first_receipt(file):
    async with opened(file) as desk:
        first = await desk.submit("a1", day.CREATE, day.ORGANISER)

    async with opened(file, lambda: BEGIN + timedelta(minutes=1)) as desk:
        assert await desk.submit("a1", day.CREATE, day.ORGANISER) == first


async def test_the_same_id_from_another_sender_is_another_command(desk):
    first = await desk.submit("a1", day.sheet("e1", "55", "37.5"), day.judge(1))
    second = await desk.submit("a1", day.sheet("e1", "54", "36"), day.judge(2))

    assert (first.position, second.position) == (7, 8)


async def test_repeats_within_one_batch_count_once(desk):
    sheet = day.sheet("e1", "55", "37.5")

    receipts = await outcomes(*(desk.submit("a1", sheet, day.judge(1)) for _ in range(5)))

    assert {receipt.position for receipt in receipts} == {7}
    assert desk.position == 7


async def test_a_refused_id_may_be_sent_again(desk):
    with pytest.raises(Refused):
        await desk.submit("a1", day.sheet("e1", "99", "37.5"), day.judge(1))

    receipt = await desk.submit("a1", day.sheet("e1", "55", "37.5"), day.judge(1))

    assert receipt.position == 7


async def test_all_that_wait_are_written_by_one_statement(desk):
    async def submit(n):
        return await desk.submit(f"s{n}", day.sheet("e1", *day.TOTALS[n]), day.judge(n))

    statements = []
    await desk.log._db.set_trace_callback(statements.append)
    receipts = await outcomes(*(submit(n) for n in day.TOTALS))

    assert [receipt.position for receipt in receipts] == [7, 8, 9, 10, 11]
    assert len(set(statements)) == 1  # SQLite names it again for each row its trigger looks at


async def test_each_in_a_batch_is_decided_on_what_those_before_it_changed(desk):
    close, reveal = c.CloseMarking(day.on("e1")), c.RevealScore(day.on("e1"))

    found = await outcomes(
        desk.submit("early", close, day.DIRECTOR),
        *(desk.submit(f"s{n}", day.sheet("e1", *day.TOTALS[n]), day.judge(n)) for n in day.TOTALS),
        desk.submit("close", close, day.DIRECTOR),
        desk.submit("reveal", reveal, day.DIRECTOR),
        desk.submit("again", reveal, day.DIRECTOR),
    )

    early, *sheets, closed, revealed, again = found
    assert early.reason is Reason.INCOMPLETE
    assert [receipt.position for receipt in (*sheets, closed, revealed)] == [7, 8, 9, 10, 11, 12, 13]
    assert isinstance(again, Refused)
    assert desk.state.performance(day.on("e1")).announced.score == "91.17"


async def test_a_command_that_changes_nothing_gets_a_receipt_of_the_present(desk):
    receipt = await desk.submit("same", c.SetRules(day.RULES), day.ORGANISER)

    assert receipt.position == desk.position == 6


async def test_a_repeat_of_a_command_that_changed_nothing_changes_nothing_later(desk):
    first = await desk.submit("open", c.OpenLogin(), day.DIRECTOR)
    await desk.submit("close", c.CloseLogin(), day.DIRECTOR)

    assert await desk.submit("open", c.OpenLogin(), day.DIRECTOR) == first
    assert desk.state.login_closed


async def test_of_the_commands_that_changed_nothing_only_the_latest_are_remembered(desk, monkeypatch):
    monkeypatch.setattr(desk_module, "MOST_UNLOGGED", 2)
    first = [await desk.submit(f"open{n}", c.OpenLogin(), day.DIRECTOR) for n in range(3)]
    await desk.submit("close", c.CloseLogin(), day.DIRECTOR)

    again = [await desk.submit(f"open{n}", c.OpenLogin(), day.DIRECTOR) for n in (2, 1)]
    assert again == [first[2], first[1]]
    assert desk.state.login_closed
    await desk.submit("open0", c.OpenLogin(), day.DIRECTOR)
    assert not desk.state.login_closed


async def test_what_was_begun_is_finished_though_nobody_waits(desk, file):
    task = asyncio.create_task(desk.submit("a1", day.sheet("e1", "55", "37.5"), day.judge(1)))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    receipt = await desk.submit("a1", day.sheet("e1", "55", "37.5"), day.judge(1))

    assert receipt.position == 7
    assert len(entries(file)) == 7


async def test_random_hang_ups_lose_nothing_and_count_nothing_twice(desk, file):
    for n in range(150):
        kind = c.CloseLogin() if n % 2 else c.OpenLogin()
        task = asyncio.create_task(desk.submit(f"h{n}", kind, day.DIRECTOR))
        await asyncio.sleep(0.0002 * (n % 7))
        task.cancel()
        await outcomes(task)
    await outcomes(desk.submit("end", c.CloseLogin(), day.DIRECTOR))

    written = entries(file)

    assert [entry.position for entry in written] == list(range(1, desk.position + 1))
    assert len({entry.command for entry in written}) == len(written)


async def test_a_bug_in_one_decision_is_that_ones_alone(desk, monkeypatch):
    def decide(state, command, by, at):
        if isinstance(command, c.OpenLogin):
            raise ZeroDivisionError
        return honest(state, command, by, at)

    honest = desk_module.decide
    monkeypatch.setattr(desk_module, "decide", decide)

    before, bug, after = await outcomes(
        desk.submit("s1", day.sheet("e1", *day.TOTALS[1]), day.judge(1)),
        desk.submit("bug", c.OpenLogin(), day.DIRECTOR),
        desk.submit("s2", day.sheet("e1", *day.TOTALS[2]), day.judge(2)),
    )

    assert isinstance(bug, ZeroDivisionError)
    assert (before.position, after.position) == (7, 8)


async def test_a_disk_that_refuses_leaves_all_as_it_was_and_recovers(desk):
    await desk.log._db.execute_fetchall("PRAGMA query_only = ON")
    before = desk.state
    found = await outcomes(
        *(desk.submit(f"s{n}", day.sheet("e1", *day.TOTALS[n]), day.judge(n)) for n in day.TOTALS)
    )

    assert {type(failure) for failure in found} == {StorageFailed}
    assert desk.state is before

    await desk.log._db.execute_fetchall("PRAGMA query_only = OFF")
    receipt = await desk.submit("s1", day.sheet("e1", *day.TOTALS[1]), day.judge(1))

    assert receipt.position == 7


async def test_a_repeat_of_a_command_that_is_stored_is_answered_while_the_disk_refuses(desk):
    first = await desk.submit("a1", day.sheet("e1", "55", "37.5"), day.judge(1))
    await desk.log._db.execute_fetchall("PRAGMA query_only = ON")

    assert await desk.submit("a1", day.sheet("e1", "55", "37.5"), day.judge(1)) == first


async def test_too_many_at_once_are_turned_away(desk, monkeypatch):
    monkeypatch.setattr(desk_module, "MAX_WAITING", 3)

    found = await outcomes(
        *(desk.submit(f"s{n}", day.sheet("e1", *day.TOTALS[n]), day.judge(n)) for n in day.TOTALS)
    )

    assert [getattr(one, "reason", None) for one in found] == [None] * 3 + [Reason.TOO_MANY] * 2


async def test_closing_carries_out_what_waits_and_takes_no_more(file):
    desk = await Desk.open(await SqliteLog.open(file))
    waiting = asyncio.create_task(desk.submit("a1", day.CREATE, day.ORGANISER))
    await asyncio.sleep(0)

    await desk.close()

    assert (await waiting).position == 1
    assert len(entries(file)) == 1
    with pytest.raises(StorageFailed):
        await desk.submit("a2", day.SEAT, day.ORGANISER)


async def test_a_log_that_cannot_be_trusted_is_closed_again(desk, file):
    await desk.close()
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("DROP TRIGGER no_update")
        db.execute("UPDATE log SET by = 'judge/J9' WHERE position = 2")

    for _ in range(2):  # the second time it is not locked
        with pytest.raises(Unreadable) as caught:
            await Desk.open(await SqliteLog.open(file))
        assert caught.value.position == 2


class Console:
    """A viewer that writes down what it is told, and when."""

    devices = ()

    def __init__(self):
        self.told = []
        self.heard = asyncio.Event()

    def may_stay(self, state):
        return True

    def offer(self, topic, message):
        self.told.append((json.loads(message.text)["position"], asyncio.get_running_loop().time()))
        self.heard.set()

    def shut(self, code):
        self.told.append(code)

    async def until(self, position):
        async with asyncio.timeout(5):
            while self.told[-1][0] < position:
                self.heard.clear()
                await self.heard.wait()


async def test_viewers_hear_of_each_sheet_a_pause_after_its_judge_was_answered(desk, monkeypatch):
    """However fast one commit follows the other: none is told with those before it."""
    monkeypatch.setattr(desk_module, "TELL_AFTER_S", pause_s := 0.2)
    console, answered = Console(), {}
    desk.hub.watch(console, ["console/main"])

    for n in day.TOTALS:
        receipt = await desk.submit(f"s{n}", day.sheet("e1", *day.TOTALS[n]), day.judge(n))
        answered[receipt.position] = asyncio.get_running_loop().time()
        await asyncio.sleep(pause_s / 3)
    await console.until(max(answered))

    early = {
        position: told - answered[known]
        for position, told in console.told
        for known in answered
        if known <= position and told - answered[known] < pause_s - CLOCK_S
    }
    assert not early


async def test_what_is_answered_while_viewers_wait_to_be_told_is_told_as_well(desk, monkeypatch):
    monkeypatch.setattr(desk_module, "TELL_AFTER_S", 0.02)
    console = Console()
    desk.hub.watch(console, ["console/main"])

    await asyncio.gather(
        *(desk.submit(f"s{n}", day.sheet("e1", *day.TOTALS[n]), day.judge(n)) for n in day.TOTALS)
    )
    await desk.submit("close", c.CloseMarking(day.on("e1")), day.DIRECTOR)
    await console.until(12)

    positions = [position for position, _ in console.told]
    assert positions == sorted(set(positions))
    assert positions[-1] == 12


async def test_closing_sends_the_viewers_away(desk):
    console = Console()
    desk.hub.watch(console, ["console/main"])

    await desk.close()

    assert console.told[-1] == 1012


async def test_a_step_that_was_written_in_an_uncertain_moment_counts_once(desk, file, monkeypatch):
    """Its file lost its name while it was written, and has it back."""
    answers = iter([True, False])
    monkeypatch.setattr(OpenFiles, "are_in_place", lambda files: next(answers, True))
    with pytest.raises(StorageFailed, match="不确定"):
        await desk.submit("once", c.CloseLogin(), day.ORGANISER)

    receipt = await desk.submit("once", c.CloseLogin(), day.ORGANISER)

    assert receipt.position == desk.position == len(entries(file))
    assert [entry.command for entry in entries(file)].count("once") == 1


async def test_what_is_uncertain_is_told_nobody_before_the_disk_takes_something_again(desk, monkeypatch):
    answers = iter([True, False])
    monkeypatch.setattr(OpenFiles, "are_in_place", lambda files: next(answers, True))
    with pytest.raises(StorageFailed, match="不确定"):
        await desk.submit("once", c.CloseLogin(), day.ORGANISER)
    for _ in range(20):
        await asyncio.sleep(0.005)

    assert desk.position == 6

    await desk.recover()
    async with asyncio.timeout(5):
        while desk.position == 6:  # noqa: ASYNC110 - a desk tells nobody but its viewers
            await asyncio.sleep(0.005)
    assert desk.state.login_closed

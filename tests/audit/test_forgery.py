"""Whoever edits a file and redoes its chain is still found: what was told must follow from the marks."""

import argparse
import secrets
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from judging.audit import verify
from judging.core import commands as c
from judging.core import events as e
from judging.core.hall.performance import Announced
from judging.core.scoring.day import Deduction
from judging.desk import Desk
from judging.store import draft
from judging.store.chain import START, linked
from judging.store.sqlite import SqliteLog, entries
from judging.store.tailfile import beside
from tests import day
from tests.day import judge, on, sheet

Forge = Callable[[e.Event], e.Event]


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """e1 revealed with a deduction and ranked; e2 and e3 withdrawn; the track locked."""
    desk = await Desk.open(await SqliteLog.open(tmp_path / "day.sqlite"), day.minutes())

    async def send(command: day.Asked, by=day.ORGANISER) -> None:
        await desk.submit(secrets.token_hex(8), day.asked(desk.state, command), by)

    id = on("e1")
    for command in (day.CREATE, day.SEAT, day.COMPONENTS, day.ORDER, c.CallEntrant(id), c.OpenMarking(id)):
        await send(command)
    for n, (content, manner) in day.TOTALS.items():
        await send(sheet("e1", content, manner), judge(n))
    for command in (
        c.EnterDeduction(id, "0.5", "超时"),
        c.CloseMarking(id),
        c.RevealScore(id),
        c.AdvanceReveal(id, whole=True),
        c.SetStatus("centre", "e2", "withdrawn", "来函"),
        c.SetStatus("centre", "e3", "withdrawn", "来函"),
        day.publish(),
        c.LockTrack("centre"),
    ):
        await send(command)
    await desk.close()
    return tmp_path / "day.sqlite"


def forge(file: Path, change: Forge) -> list[int]:
    """Rewrites the log with each event changed and the chain redone; the positions that differ."""
    log = entries(file)
    events = [change(entry.event) for entry in log]
    drafts = [
        draft(event, entry.at, entry.by, entry.command) for event, entry in zip(events, log, strict=True)
    ]
    with sqlite3.connect(file) as db:
        db.execute("DROP TRIGGER no_update")
        for position, *_, data, hash in linked(START, drafts):
            db.execute("UPDATE log SET data = ?, hash = ? WHERE position = ?", (data, hash, position))
    beside(file).unlink()  # or it would vouch for the end that was
    return [entry.position for entry, event in zip(log, events, strict=True) if entry.event != event]


def run(file: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    status = verify.main(argparse.Namespace(file=file))
    return status, capsys.readouterr().out


def swapped(told: Announced) -> Announced:
    """Two judges' totals changed places: the score is the same, and who gave what is not."""
    first, second, *others = told.marks
    marks = (replace(first, total=second.total), replace(second, total=first.total), *others)
    return replace(told, marks=marks)


def higher(told: Announced) -> Announced:
    return replace(told, score="99.99")


def without_last_step(told: Announced) -> Announced:
    return replace(told, trace=told.trace[:-1])


def spared(told: Announced) -> Announced:
    """Nothing is said of the deduction; the score is less by it all the same."""
    return replace(told, deductions=())


def dropped_otherwise(told: Announced) -> Announced:
    others = {"high": "low", "low": "high", "": ""}
    return replace(told, marks=tuple(replace(mark, dropped=others[mark.dropped]) for mark in told.marks))


def renamed(told: Announced) -> Announced:
    first, *others = told.marks
    return replace(told, marks=(replace(first, name="某某"), *others))


def excused(told: Announced) -> Announced:
    first, *others = told.marks
    return replace(told, marks=(replace(first, state="recused"), *others))


def confirmed_as(change: Callable[[Announced], Announced]) -> Forge:
    def forged(event: e.Event) -> e.Event:
        match event:
            case e.MarkingClosed(performance=id, announced=told):
                return e.MarkingClosed(id, change(told))
            case _:
                return event

    return forged


def revealed_as(change: Callable[[Announced], Announced]) -> Forge:
    def forged(event: e.Event) -> e.Event:
        match event:
            case e.ScoreRevealed(performance=id, announced=told):
                return e.ScoreRevealed(id, change(told))
            case _:
                return event

    return forged


def both_as(change: Callable[[Announced], Announced]) -> Forge:
    return lambda event: revealed_as(change)(confirmed_as(change)(event))


def ranked_as(kind: type, composite: str) -> Forge:
    def forged(event: e.Event) -> e.Event:
        if not isinstance(event, kind):
            return event
        return replace(event, rows=tuple(replace(row, composite=composite) for row in event.rows))

    return forged


def changed(kind: type, **values: object) -> Forge:
    return lambda event: replace(event, **values) if isinstance(event, kind) else event


def row_with(kind: type, **values: object) -> Forge:
    def forged(event: e.Event) -> e.Event:
        if not isinstance(event, kind):
            return event
        return replace(event, rows=tuple(replace(row, **values) for row in event.rows))

    return forged


FORGERIES = {
    "another raw score": both_as(lambda told: replace(told, raw="99.99")),
    "another count": both_as(lambda told: replace(told, count=4)),
    "a calculation that leaves a step out": both_as(without_last_step),
    "another sentence for the emcee": both_as(
        lambda told: replace(told, spoken="甲街道中心最后得分九十九分。")
    ),
    "no word of a deduction": both_as(spared),
    "others dropped": both_as(dropped_otherwise),
    "another name on a seat": both_as(renamed),
    "a judge who did not recuse": both_as(excused),
    "more to be ranked": changed(e.StandingsRevealed, of=7),
    "nobody ranked": changed(e.StandingsRevealed, rows=()),
    "nobody locked": changed(e.TrackLocked, rows=()),
    "another place was published": row_with(e.StandingsRevealed, place=2),
    "another place was locked": row_with(e.TrackLocked, place=2),
    "a tie that was none": row_with(e.TrackLocked, broken_by="share"),
    "another score in the ranking": row_with(e.TrackLocked, scores={"daily": "90.00", "present": "99.99"}),
    "a place before that was none": row_with(e.StandingsRevealed, before=3),
    "another score was confirmed and revealed": both_as(higher),
    "two judges' marks changed places": both_as(swapped),
    "another score was revealed than confirmed": revealed_as(higher),
    "other marks were revealed than confirmed": revealed_as(swapped),
    "another score was confirmed than revealed": confirmed_as(higher),
    "another composite was published": ranked_as(e.StandingsRevealed, "99.99"),
    "another composite was locked": ranked_as(e.TrackLocked, "99.99"),
}


def test_an_honest_file_is_found_whole_also_when_its_chain_was_made_anew(file, capsys):
    assert forge(file, lambda event: event) == []

    assert run(file, capsys)[0] == 0


@pytest.mark.parametrize("what", FORGERIES)
def test_a_forged_announcement_is_found_and_its_position_named(file, capsys, what):
    positions = forge(file, FORGERIES[what])
    assert positions

    status, said = run(file, capsys)

    assert status == 1
    assert f"第 {positions[0]} 条" in said


BY_FIRST = {
    "two judges' marks changed places": "不同的是各席位的分值",
    "another score was confirmed and revealed": "不同的是得分",
    "another score was revealed than confirmed": "与确认的得分不同",
    "another composite was published": "公布的排名与重算的不同",
    "another composite was locked": "锁定的成绩与重算的不同",
}


@pytest.mark.parametrize("what", BY_FIRST)
def test_each_of_the_two_engines_finds_it_by_itself(file, capsys, what):
    forge(file, FORGERIES[what])

    _, said = run(file, capsys)

    assert BY_FIRST[what] in said
    assert "核分：" in said


AFTERWARDS = (
    (e.DeductionEntered(on("e1"), Deduction(Decimal(5), "迟到")), "核分 85.67"),
    (e.TimeConfirmed(on("e1"), 90, 45, Decimal(0)), "的用时（秒）：系统 90，核分 0"),
    (e.StatusSet("centre", "e1", "withdrawn", "来函"), "排名的先后：系统 e1，核分 –"),
    (e.RetakeGranted(on("e1"), 1, "停电", "见证人甲"), "排名的先后：系统 e1，核分 –"),
)


@pytest.mark.parametrize(("event", "words"), AFTERWARDS)
def test_what_was_added_behind_a_locked_ranking_is_found(file, capsys, event, words):
    append(file, event)

    status, said = run(file, capsys)

    assert status == 1
    assert words in said


def append(file: Path, event: e.Event) -> None:
    """One more entry, with the chain redone."""
    log = entries(file)
    drafts = [draft(entry.event, entry.at, entry.by, entry.command) for entry in log]
    more = draft(event, log[-1].at, log[-1].by, secrets.token_hex(16))
    *_, last = linked(START, [*drafts, more])
    with sqlite3.connect(file) as db:
        db.execute(f"INSERT INTO log VALUES ({','.join('?' * len(last))})", tuple(last))
    beside(file).unlink()

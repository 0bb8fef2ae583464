"""`judging verify`: what is whole is said to be, and what was touched is named by its position."""

import argparse
import secrets
import sqlite3

import pytest

from judging.audit import verify
from judging.core import commands as c
from judging.core import events as e
from judging.desk import Desk
from judging.store.sqlite import SqliteLog, entries
from tests import day
from tests.day import judge, on, sheet


@pytest.fixture
async def file(tmp_path):
    """A competition with one revealed score and a ranking, closed."""
    desk = await Desk.open(await SqliteLog.open(tmp_path / "day.sqlite"))

    async def send(command, by=day.ORGANISER):
        await desk.submit(secrets.token_hex(8), day.asked(desk.state, command), by)

    for command in (
        day.CREATE,
        day.SEAT,
        day.COMPONENTS,
        day.ORDER,
        c.CallEntrant(on("e1")),
        c.OpenMarking(on("e1")),
    ):
        await send(command)
    for n, (content, manner) in day.TOTALS.items():
        await send(sheet("e1", content, manner), judge(n))
    for command in (
        c.CloseMarking(on("e1")),
        c.RevealScore(on("e1")),
        c.AdvanceReveal(on("e1"), whole=True),
        day.publish(),
    ):
        await send(command)
    await desk.close()
    return tmp_path / "day.sqlite"


def run(file, capsys):
    status = verify.main(argparse.Namespace(file=file))
    return status, capsys.readouterr().out


def test_a_whole_file_agrees(file, capsys):
    status, said = run(file, capsys)

    assert status == 0
    assert "一致：15 条记录" in said


def test_one_changed_byte_of_a_mark_names_the_position(file, capsys):
    position = next(entry.position for entry in entries(file) if isinstance(entry.event, e.SheetSubmitted))
    whole = file.read_bytes()
    assert whole.count(b'"content":"55","manner":"37.5"') == 1

    file.write_bytes(whole.replace(b'"content":"55","manner":"37.5"', b'"content":"56","manner":"37.5"'))

    status, said = run(file, capsys)
    assert status == 1
    assert f"第 {position} 条" in said


def test_a_forged_chain_is_found_by_computing_again(file, capsys, tmp_path):
    """Whoever rewrites the whole chain still has to make the announced numbers fit the marks."""
    from judging.store import draft
    from judging.store.chain import START, linked

    drafts = []
    for entry in entries(file):
        event = entry.event
        if isinstance(event, e.SheetSubmitted) and event.judge == "J1":
            event = e.SheetSubmitted(event.performance, "J1", 1, {"content": "50", "manner": "37.5"})
        drafts.append(draft(event, entry.at, entry.by, entry.command))
    with sqlite3.connect(file) as db:
        db.execute("DROP TRIGGER no_update")
        for position, *_, data, hash in linked(START, drafts):
            db.execute("UPDATE log SET data = ?, hash = ? WHERE position = ?", (data, hash, position))

    status, said = run(file, capsys)

    assert status == 1
    assert "第 12 条记录：甲街道中心确认为 91.17，重算为 " in said


def test_what_is_no_competition_file_is_said_to_be_none(tmp_path, capsys):
    (tmp_path / "letter.txt").write_text("不是赛事")

    status, said = run(tmp_path / "letter.txt", capsys)

    assert status == 2
    assert "letter.txt" in said

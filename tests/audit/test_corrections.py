"""A correction in the file: verified, exported and recomputed; and whoever forges it is found."""

import json
import secrets

import pytest
from msgspec.structs import replace

from judging.audit.export import export
from judging.core import commands as c
from judging.core import events as e
from judging.core.correction.record import Text
from judging.core.refused import Reason, Refused
from judging.desk import Desk
from judging.second.logged import Logged
from judging.store.sqlite import SqliteLog
from tests import corrected_day, day
from tests.audit.test_export import recomputed
from tests.audit.test_forgery import forge, run
from tests.corrected_day import MARKS, lowered, swap
from tests.day import DIRECTOR, ORGANISER, judge, on, sheet


@pytest.fixture
async def desk(tmp_path):
    """The day of `corrected_day`, locked."""
    desk = await Desk.open(await SqliteLog.open(tmp_path / "day.sqlite"), day.minutes())
    for command in (day.CREATE, day.SEAT, day.COMPONENTS, day.ORDER):
        await send(desk, command)
    for entrant, given in MARKS.items():
        await send(desk, c.CallEntrant(on(entrant)))
        await send(desk, c.OpenMarking(on(entrant)))
        for n, (content, manner) in enumerate(given, 1):
            await send(desk, sheet(entrant, content, manner), judge(n))
        if entrant == "e1":
            await send(desk, c.EnterDeduction(on("e1"), "0.5", "超时"))
        for command in (c.CloseMarking(on(entrant)), c.RevealScore(on(entrant))):
            await send(desk, command)
        await send(desk, c.AdvanceReveal(on(entrant), whole=True))
    for command in (day.publish(), c.LockTrack("centre")):
        await send(desk, command)
    yield desk
    await desk.close()


async def send(desk, command, by=ORGANISER):
    await desk.submit(secrets.token_hex(8), day.asked(desk.state, command), by)


async def correct(desk, proposal):
    await send(desk, proposal)
    await send(desk, c.ApplyCorrection(len(desk.state.corrections)), DIRECTOR)


@pytest.fixture
async def file(desk, tmp_path):
    """Corrected twice, and a name and a judge mended before and after."""
    await send(desk, c.MendText(Text.JUDGE, "评委壹", "错字", target="J1"))
    await correct(desk, swap())
    await send(desk, c.MendText(Text.ENTRANT, "甲街道受理中心", "错字", "centre", target="e1"))
    await correct(desk, lowered())
    await desk.close()
    return tmp_path / "day.sqlite"


async def test_a_corrected_file_is_verified_by_both_engines(file, capsys):
    status, said = run(file, capsys)

    assert (status, said.count("一致")) == (0, 1)


async def test_the_export_recomputes_to_the_corrected_results(desk, tmp_path):
    await correct(desk, lowered())

    export(desk.state, tmp_path / "out")

    written = json.loads((tmp_path / "out" / "results.json").read_text("utf-8"))
    assert recomputed(tmp_path / "out") == written
    assert [row["entrant"] for row in written["tracks"]["centre"]["standings"]] == ["e3", "e2", "e1"]
    table = (tmp_path / "out" / "corrections.csv").read_text("utf-8").splitlines()
    assert "90.67,30.67,漏记扣分,organiser" in table[1]
    assert "1,centre,e3,2,1,85.57,85.57" in (tmp_path / "out" / "corrected_places.csv").read_text("utf-8")


async def test_the_correction_is_refused_where_the_engines_disagree(desk, monkeypatch):
    await send(desk, lowered())
    monkeypatch.setattr(
        Logged, "off", lambda log, track, entrants: {}
    )  # a second engine that knows of no deduction

    with pytest.raises(Refused) as caught:
        await send(desk, c.ApplyCorrection(1), DIRECTOR)

    assert caught.value.reason is Reason.DISAGREEMENT
    assert "更正不能生效" in caught.value.detail
    assert desk.state.performance(on("e1")).announced.score == "90.67"


def other_place(outcome):
    return replace(outcome, moves=outcome.moves[1:])


def other_score(outcome):
    return replace(outcome, now=replace(outcome.now, score="99.99"))


def other_before(outcome):
    return replace(outcome, was=replace(outcome.was, score="99.99"))


def other_rows(outcome):
    return replace(outcome, rows=tuple(replace(row, composite="99.99") for row in outcome.rows))


def other_sheet(outcome):
    return replace(outcome, given={"content": "60", "manner": "40"})


@pytest.mark.parametrize("change", [other_place, other_score, other_before, other_rows, other_sheet])
async def test_a_forged_correction_is_found(file, capsys, change):
    def forged(event):
        if isinstance(event, e.ResultCorrected) and event.correction == 2:
            return replace(event, outcome=change(event.outcome))
        return event

    [position] = forge(file, forged)

    status, said = run(file, capsys)
    assert status == 1
    assert f"第 {position} 条记录" in said


async def test_a_correction_by_one_hand_alone_is_found(file, capsys):
    def alone(event):
        if isinstance(event, e.ResultCorrected):
            return replace(event, applied_by=event.proposed_by)
        return event

    forge(file, alone)

    status, said = run(file, capsys)
    assert status == 1
    assert "没有经过另一人" in said


async def test_a_correction_that_says_other_than_was_proposed_is_found(file, capsys):
    forge(
        file,
        lambda event: replace(event, reason="别的") if isinstance(event, e.CorrectionProposed) else event,
    )

    status, said = run(file, capsys)
    assert status == 1
    assert "与提出的不同" in said


def test_the_days_of_the_core_and_of_the_file_are_one():
    assert corrected_day.locked().locked["centre"][0].composite == "90.20"

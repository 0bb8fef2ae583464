import re
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient

from judging.core import events as e
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.publication.ranked import ranking
from judging.printouts import proof
from judging.printouts.forms import sheets
from judging.printouts.moment import moment
from judging.web.entrance.limits import FREE
from tests.day import RULES
from tests.printouts.made_up import TRACK, Log, mark, marks, performance, play, set_up

from .conftest import Hall


def code_of(log: Log, form: str, *, subject: str = "", whole: bool = False) -> str:
    now = moment(log.entries)
    [sheet] = sheets(now, form, TRACK, "", subject, whole=whole)
    return proof.written(now, sheet)


async def opened(hall: Hall, tmp_path: Path, log: Log) -> AsyncClient:
    """A guest, beside an organiser who has opened the competition of *log*."""
    await log.save(tmp_path / "day.sqlite")
    organiser = await hall.organiser()
    assert (await organiser.post("/competitions/open", json={"file": "day.sqlite"})).status_code == 200
    return await hall.device()


async def checked(device: AsyncClient, code: str) -> dict[str, Any]:
    reply = await device.post("/verify", json={"code": code})
    assert reply.status_code == 200, reply.text
    return reply.json()


async def test_a_sheet_that_was_printed_agrees_for_everybody(hall: Hall, tmp_path: Path):
    log = set_up()
    play(log, ["c01", "c02"])
    code = code_of(log, "score", subject="c01")
    guest = await opened(hall, tmp_path, log)

    said = await checked(guest, code.lower())

    told = log.state.performance(performance("c01")).announced
    assert told is not None
    assert (said["agrees"], said["form"], said["is_corrected"]) == (True, "评分表", False)
    assert said["lines"][-1] == ["最后得分", told.score]
    assert said["tail"] == log.entries[-1].hash[:12]


async def test_the_code_on_the_printed_page_is_the_one_that_agrees(hall: Hall, tmp_path: Path):
    log = set_up()
    play(log, ["c01"])
    guest = await opened(hall, tmp_path, log)
    page = (await (await hall.organiser()).get("/print/score/centre/present/c01")).text

    [code] = re.findall(r"校验码 <b>(.+?)</b>", page)

    assert (await checked(guest, code))["agrees"]


async def test_it_still_agrees_when_the_day_has_gone_on(hall: Hall, tmp_path: Path):
    log = set_up()
    play(log, ["c01"])
    code = code_of(log, "results")
    play(log, ["c02", "c03"])
    guest = await opened(hall, tmp_path, log)

    said = await checked(guest, code)

    assert (said["agrees"], said["is_corrected"]) == (True, False)


async def test_a_correction_after_printing_is_told(hall: Hall, tmp_path: Path):
    log = set_up()
    play(log, ["c01"])
    code = code_of(log, "score")
    id = performance("c01")
    log.add(e.RevealWithdrawn(id, "核分有误"))
    log.add(e.MarkingReopened(id, "核分有误"))
    log.add(e.SheetReturned(id, "J1", "核分有误"))
    log.add(e.SheetSubmitted(id, "J1", 2, marks(3)), "judge/J1")
    guest = await opened(hall, tmp_path, log)

    said = await checked(guest, code)

    assert (said["agrees"], said["is_corrected"]) == (True, True)
    assert said["lines"] == [], "the score is open again, so nothing of it is shown"


async def test_a_changed_character_does_not_agree_and_tells_only_the_tail(hall: Hall, tmp_path: Path):
    log = set_up()
    play(log, ["c01"])
    code = code_of(log, "score")
    guest = await opened(hall, tmp_path, log)

    said = await checked(guest, code[:-1] + ("A" if code[-1] != "A" else "B"))

    assert said == {
        "agrees": False,
        "position": len(log.entries),
        "is_beyond": False,
        "at": log.entries[-1].at,
        "tail": log.entries[-1].hash[:12],
        "competition": "",
        "form": "",
        "title": "",
        "lines": [],
        "is_revoked": False,
        "is_corrected": False,
        "superseded": [],
    }


async def test_a_position_that_the_log_has_not_reached_shows_an_older_copy(hall: Hall, tmp_path: Path):
    guest = await opened(hall, tmp_path, set_up())

    said = await checked(guest, "9999-ABCDE-FGHIJ")

    assert (said["agrees"], said["is_beyond"], said["tail"]) == (False, True, "")


async def test_what_is_not_revealed_is_not_shown_even_to_who_has_the_sheet(hall: Hall, tmp_path: Path):
    log = set_up()
    play(log, ["c01"])
    log.close(mark(log, "c02", [7, 9, 11, 13, 15, 17, 19]))
    told = log.state.performance(performance("c02")).announced
    assert told is not None
    codes = [code_of(log, "score", subject="c02", whole=True), code_of(log, "results", whole=True)]
    guest = await opened(hall, tmp_path, log)

    for code in codes:
        said = await guest.post("/verify", json={"code": code})
        assert said.json()["agrees"]
        assert said.json()["lines"] == []
        assert told.score not in said.text


async def test_places_are_shown_once_the_ranking_was(hall: Hall, tmp_path: Path):
    log = set_up()
    play(log, ["c01", "c02"])
    before = code_of(log, "results")
    log.add(e.StandingsRevealed(TRACK, ranking(log.state, TRACK), 24))
    guest = await opened(hall, tmp_path, log)

    said = await checked(guest, before)

    assert [line[0][:1] for line in said["lines"]] == ["1", "2"]


async def test_a_locked_sheet_keeps_its_lines_when_another_track_is_ranked(hall: Hall, tmp_path: Path):
    log = set_up()
    play(log)
    log.add(e.StandingsRevealed(TRACK, ranking(log.state, TRACK), 24))
    log.add(e.TrackLocked(TRACK, ranking(log.state, TRACK)))
    code = code_of(log, "results")
    log.add(e.StandingsRevealed("district_team", (), 3))
    guest = await opened(hall, tmp_path, log)

    said = await checked(guest, code)

    assert (said["agrees"], said["is_corrected"]) == (True, False)
    assert len(said["lines"]) == 24


async def test_a_locked_ranking_that_was_never_shown_is_not_told(hall: Hall, tmp_path: Path):
    log = set_up()
    play(log)
    log.add(e.TrackLocked(TRACK, ranking(log.state, TRACK)))
    guest = await opened(hall, tmp_path, log)

    said = await checked(guest, code_of(log, "results"))

    assert (said["agrees"], said["lines"]) == (True, [])


async def test_guessing_is_slowed_down_but_never_for_the_organiser(hall: Hall, tmp_path: Path):
    log = set_up()
    play(log, ["c01"])
    guest = await opened(hall, tmp_path, log)
    organiser = await hall.organiser()
    wrong = f"{len(log.entries)}-AAAAA-AAAAA"

    for _ in range(FREE):
        assert (await guest.post("/verify", json={"code": wrong})).status_code == 200
        assert (await organiser.post("/verify", json={"code": wrong})).status_code == 200

    refused = await guest.post("/verify", json={"code": wrong})
    assert (refused.status_code, refused.json()["reason"]) == (429, "too_many")
    assert (await organiser.post("/verify", json={"code": wrong})).status_code == 200


@pytest.mark.parametrize("body", [{"code": ""}, {"code": "hello"}, {"code": 7}, {}, {"code": "1-A", "x": 1}])
async def test_what_is_no_code_is_refused(hall: Hall, tmp_path: Path, body: dict[str, Any]):
    guest = await opened(hall, tmp_path, set_up())

    reply = await guest.post("/verify", json=body)

    assert (reply.status_code, reply.json()["reason"]) == (400, "malformed")


async def test_a_competition_that_cannot_be_read_keeps_no_other_s_sheet_from_being_checked(
    hall: Hall, tmp_path: Path
):
    log = set_up()
    play(log, ["c01"])
    guest = await opened(hall, tmp_path, log)
    guest.within = lambda: ""
    await hall.registry.create(RULES, {}, acting(Duty.ORGANISER))
    hall.competition.file.rename(tmp_path / "gone")

    assert (await checked(guest, code_of(log, "score", subject="c01")))["agrees"]
    reply = await guest.post(f"{hall.competition.at('')}/verify", json={"code": "1-AAAAA-AAAAA"})
    assert reply.status_code == 409


async def test_the_page_opens_by_scan_and_by_hand_and_checking_changes_nothing(hall: Hall, tmp_path: Path):
    log = set_up()
    play(log, ["c01"])
    code = code_of(log, "score")
    guest = await opened(hall, tmp_path, log)
    position = hall.position

    assert (await guest.get("/verify")).status_code == 200
    assert (await guest.get(f"/verify/{code}")).status_code == 200
    await checked(guest, code)

    assert hall.position == position

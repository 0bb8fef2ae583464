"""模拟 and 采纳 through the front door: what is tried out is written nowhere, what is adopted is signed."""

import secrets
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from judging.core.honours.pools import pool_of
from judging.core.scoring.oversight import Act
from judging.files.writing import as_table
from tests.adopted_day import FOUR
from tests.browsing import Device
from tests.core.changes import POOL, RULES
from tests.small_day import SmallDay

from .conftest import Hall, send

PIN = "2468"


async def opened(hall: Hall, folder: Path, *countersign: Act) -> Device:
    """The organiser of a day whose pool is locked, who has a PIN."""
    await SmallDay(replace(RULES, countersign=countersign)).log.save(folder / "small.sqlite")
    organiser = await hall.organiser()
    assert (await organiser.post("/competitions/open", json={"file": "small.sqlite"})).status_code == 200
    assert (await send(organiser, "SetPin", pin=PIN)).status_code == 200
    return organiser


@pytest.fixture
async def organiser(hall: Hall, tmp_path: Path) -> Device:
    return await opened(hall, tmp_path)


async def tried(organiser: Device, **changes: Any) -> dict[str, Any]:
    rules = {**as_table(FOUR), **changes}
    answer = await organiser.post("/honours/what-if", json={"pool": POOL.id, "rules": rules})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def adopted(organiser: Device, found: dict[str, Any], **changes: Any) -> Any:
    about = {"pool": POOL.id, "rules": found["rules"], "digest": found["digest"]}
    asked = {"id": secrets.token_hex(8), "reason": "增加一个名额", "pin": PIN, **about, **changes}
    return await organiser.post("/honours/adopt", json=asked)


async def test_what_is_tried_out_is_written_nowhere(hall: Hall, organiser: Device):
    before = hall.position

    found = await tried(organiser)

    assert [line["entrant"] for line in found["found"]["lines"] if line["move"] == "in"] == ["b2"]
    assert hall.position == before
    assert pool_of(hall.desk.state, POOL.id) == POOL


async def test_what_does_not_go_together_is_told_at_its_field(organiser: Device):
    found = await tried(
        organiser, quota={"front": 2, "back": 1}, slots=5, levels=[{"name": "奖", "count": "x"}]
    )

    assert found["found"] is None
    assert {problem["place"] for problem in found["problems"]} == {"quota", "levels[0].count"}
    assert all("slots =" not in problem["what"]["template"] for problem in found["problems"])


async def test_a_level_without_a_name_is_not_adopted(organiser: Device):
    found = await tried(organiser, levels=[{"name": " ", "count": 3}])

    assert "levels[0].name" in {problem["place"] for problem in found["problems"]}


async def test_what_was_looked_at_is_adopted_under_the_pin(hall: Hall, organiser: Device):
    found = await tried(organiser)

    assert (await adopted(organiser, found, pin="1357")).status_code == 409
    assert (await adopted(organiser, found, digest="0" * 64)).json()["reason"] == "stale"
    assert (await adopted(organiser, found, rules={**found["rules"], "slots": 0})).status_code == 400
    assert pool_of(hall.desk.state, POOL.id) == POOL
    assert (await adopted(organiser, found)).status_code == 200

    assert pool_of(hall.desk.state, POOL.id) == FOUR
    paper = (await organiser.get(f"/print/awards/{POOL.id}")).text
    assert "“个人奖”按组织者" in paper
    assert "采纳的方案（名额 3 → 4；" in paper


async def test_a_pin_is_no_word_of_the_log(hall: Hall, organiser: Device, tmp_path: Path):
    assert (await adopted(organiser, await tried(organiser))).status_code == 200

    assert PIN.encode() not in (tmp_path / "small.sqlite").read_bytes()


async def test_what_the_supervisor_signs_too_is_put_forward_first(hall: Hall, tmp_path: Path):
    organiser = await opened(hall, tmp_path, Act.ADOPT)

    assert (await adopted(organiser, await tried(organiser))).status_code == 200

    assert pool_of(hall.desk.state, POOL.id) == POOL
    assert hall.desk.state.put_forward[POOL.id].rules == FOUR

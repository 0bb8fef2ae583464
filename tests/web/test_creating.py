"""新建赛事: from a rules file, and as a copy of an earlier competition."""

import shutil
from typing import Any

import pytest
from httpx2 import AsyncClient, Response

from judging import presets
from judging.core.sentence import Sentence
from judging.files import rulesfile
from judging.store.sqlite import entries
from judging.views.story import told

from .conftest import AT, Hall, cards, join, send

RULES = presets.load("shequ-2024").text
COMMENTED = f"# 依据见 [001]\n{RULES}"


async def upload(device: AsyncClient, text: str, **query: str) -> Response:
    file = {"file": ("练兵规则.toml", text.encode())}
    return await device.post("/competitions/rules.toml", params=query, files=file)


async def files_of(device: AsyncClient) -> list[str]:
    return [each["file"] for each in (await device.get("/competitions")).json()["competitions"]]


def said(words: Any) -> str:
    return str(
        Sentence(words["template"], {k: v for k, v in words["values"].items() if not isinstance(v, dict)})
    )


async def test_a_rules_file_is_told_in_sentences_and_makes_nothing(hall: Hall):
    organiser = await hall.organiser()

    read = (await upload(organiser, COMMENTED)).json()

    assert read["problems"] == []
    assert read["name"] == presets.load("shequ-2024").rulebook.name
    tracks = [track.name for track in presets.load("shequ-2024").rulebook.tracks]
    headings = [words["values"].get("name") for depth, words in read["outline"] if depth == 0]
    assert [name for name in headings if name in tracks] == tracks
    assert await files_of(organiser) == []


async def test_taken_over_it_is_a_competition_with_the_file_s_own_text(hall: Hall):
    organiser = await hall.organiser()

    made = (await upload(organiser, COMMENTED, create="1")).json()

    assert made["at"] == hall.competition.at("")
    assert (await organiser.get("/setup/rules.toml")).text == COMMENTED
    (first,) = entries(hall.competition.file)
    assert str(told(hall.desk.state, first.event)).startswith("按规则文件 练兵规则.toml（SHA-256 ")


async def test_by_another_name_the_file_s_comments_stay(hall: Hall):
    organiser = await hall.organiser()

    made = (await upload(organiser, COMMENTED, create="1", name=" 六月练兵 ")).json()

    text = (await organiser.get("/setup/rules.toml")).text
    assert made["name"] == "六月练兵"
    assert text.startswith("# 依据见 [001]\n")
    assert 'name = "六月练兵"' in text


async def test_a_faulty_file_is_told_by_its_lines_and_makes_nothing(hall: Hall):
    organiser = await hall.organiser()
    lines = RULES.splitlines()
    wrong = [n for n, line in enumerate(lines, 1) if line.strip().startswith("weight =")][:2]
    for n in wrong:
        lines[n - 1] = lines[n - 1].partition("=")[0] + '= "很多"'

    read = (await upload(organiser, "\n".join(lines), create="1")).json()

    assert [each["place"].partition(": ")[0] for each in read["problems"]] == [
        f"练兵规则.toml:{n}" for n in wrong
    ]
    assert all(each["remedy"] for each in read["problems"])
    assert await files_of(organiser) == []


async def test_what_is_no_rules_file_is_refused_with_a_remedy(hall: Hall):
    organiser = await hall.organiser()

    for content in (b"", b"\xff\xfe", b"PK\x03\x04", b"[" * 5000):
        read = await organiser.post("/competitions/rules.toml", files={"file": ("图片.png", content)})
        assert read.json()["problems"]
    assert await files_of(organiser) == []


async def test_a_preset_s_competition_keeps_the_sources_beside_its_numbers(hall: Hall):
    organiser = await hall.organiser()

    await organiser.post("/competitions", json={"preset": "shequ-2024"})

    assert (await organiser.get("/setup/rules.toml")).text == RULES


async def test_a_copy_is_listed_before_it_is_made(organiser: AsyncClient, hall: Hall):
    await send(organiser, "DrawOrder", **AT, seed="1")
    await cards(organiser)

    seen = (await organiser.post("/competitions/copying", json={"file": hall.competition.file.name})).json()

    assert seen["name"] == "试赛"
    assert ["评委 7 位" in said(each) for each in seen["copied"]].count(True) == 1
    assert [said(each) for each in seen["left"]] == ["分组和出场顺序", "证件、登录、换机和 PIN"]
    assert seen["refused"] == []
    assert len(await files_of(organiser)) == 1


async def test_a_copy_has_people_and_rules_and_lets_in_nobody_from_before(organiser: AsyncClient, hall: Hall):
    earlier, issued = hall.competition, await cards(organiser)
    judge = await hall.device(within=earlier.at(""))
    await join(judge, issued["J1"])
    await send(organiser, "SetPin", pin="246810")

    made = (
        await organiser.post("/competitions", json={"copy": earlier.file.name, "name": "六月练兵"})
    ).json()

    copy = hall.competition
    assert (copy.id, made["name"]) != (earlier.id, "试赛")
    assert copy.state.panels == earlier.state.panels
    assert copy.state.entrants == earlier.state.entrants
    assert (copy.state.passes, copy.state.pins, copy.key == earlier.key) == ({}, {}, False)
    stranger = await hall.device(within=copy.at(""))
    for card in issued.values():
        assert (await join(stranger, card)).json()["reason"] == "pass_void"
    stranger.cookies.update(judge.cookies)
    assert (await stranger.get("/session")).status_code == 401


async def test_a_misprint_that_was_put_right_is_not_in_the_copy_s_file_either(hall: Hall):
    organiser = await hall.organiser()
    await upload(organiser, COMMENTED, create="1")
    told = {"track": "centre", "text": "受理中心改名组", "reason": "错字"}
    assert (await send(organiser, "MendText", of="track", **told)).status_code == 200
    file = hall.competition.file.name

    made = await organiser.post("/competitions", json={"copy": file})

    assert made.status_code == 200
    text = hall.competition.state.rules_text
    assert rulesfile.read(text, "") == hall.competition.state.rules
    assert ("受理中心改名组" in text, text.startswith("# 依据见 [001]")) == (True, True)


async def test_a_copy_may_come_without_the_roster(organiser: AsyncClient, hall: Hall):
    file = hall.competition.file.name

    await organiser.post("/competitions", json={"copy": file, "roster": False})

    assert not any(hall.desk.state.entrants.values())
    assert hall.desk.state.panels


async def test_one_that_is_closed_is_copied_and_stays_as_it_is(organiser: AsyncClient, hall: Hall):
    file = hall.competition.file
    await organiser.post("/competitions/close", json={"file": file.name})
    before = file.read_bytes()

    made = (await organiser.post("/competitions", json={"copy": file.name, "name": "六月练兵"})).json()

    assert [each["name"] for each in (await organiser.get("/competitions/open")).json()] == ["六月练兵"]
    assert file.read_bytes() == before
    assert made["file"].startswith("六月练兵")


@pytest.mark.parametrize("file", ["", "no-such.sqlite", "../organiser.json", "organiser.json", "\0.sqlite"])
async def test_only_a_competition_of_the_data_folder_is_copied(hall: Hall, file: str):
    organiser = await hall.organiser()

    answer = await organiser.post("/competitions/copying", json={"file": file})

    assert answer.json()["reason"] == "unknown"


async def test_a_file_that_was_changed_is_not_copied(organiser: AsyncClient, hall: Hall):
    file = hall.competition.file
    await organiser.post("/competitions/close", json={"file": file.name})
    changed = shutil.copy(file, file.with_name("改过.sqlite"))
    content = file.read_bytes().replace("评委1".encode(), "评委9".encode())
    file.with_name("改过.sqlite").write_bytes(content)
    assert content != file.read_bytes()

    answer = await organiser.post("/competitions", json={"copy": changed.name})

    assert "不能复制“改过.sqlite”" in answer.json()["detail"]
    assert len(hall.registry.open) == 0

"""Several competitions open at once in one server: what becomes of one touches no other."""

import asyncio
import gc
import os
import shutil
import sqlite3
import weakref
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection

from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused
from judging.store.sqlite import entries
from judging.web import backups as backups_module
from judging.web import session
from judging.web.competition import OpenCompetition
from judging.web.entrance.known import KnownDevices
from judging.web.pages import SHELLS
from judging.web.registry import Registry
from tests.browsing import NOWHERE, Device
from tests.day import RULES

from .conftest import AT, HOST, Hall, cards, join, send
from .serving import Served, closed, heard, serving

ORGANISER = acting(Duty.ORGANISER)
NAMES = ("甲赛", "乙赛", "丙赛")
JUDGES = [{"id": f"J{n}", "seat": n, "name": f"评委{n}"} for n in range(1, 4)]


class Three:
    """Three competitions in one hall; a device of each means it by itself."""

    def __init__(self, hall: Hall, organiser: Device, competitions: list[OpenCompetition]) -> None:
        self.hall = hall
        self.organiser = organiser
        self.a, self.b, self.c = competitions

    async def phone(self, competition: OpenCompetition, who: str) -> Device:
        """A device with that pass of *competition*, and of no other."""
        device = await self.device(competition)
        assert (await join(device, (await self.cards(competition))[who])).json()["state"] == "seated"
        return device

    async def device(self, competition: OpenCompetition) -> Device:
        return await self.hall.device(within=competition.at(""))

    async def cards(self, competition: OpenCompetition) -> dict[str, dict[str, Any]]:
        return await cards(meaning(self.organiser, competition))


def meaning(device: Device, competition: OpenCompetition) -> Device:
    """The same *device*, whose paths are of *competition* from now on."""
    device.within = lambda: competition.at("")
    return device


@pytest.fixture
async def three(hall: Hall) -> Three:
    organiser, made = await hall.organiser(), []
    for name in NAMES:
        body = {"preset": "shequ-2024", "name": name}
        id = (await organiser.post("/competitions", json=body)).json()["id"]
        made.append(hall.registry.open[id])
        await send(meaning(organiser, made[-1]), "SeatPanel", **AT, judges=JUDGES)
    return Three(hall, organiser, made)


async def test_each_has_its_id_of_six_digits_and_its_addresses(three: Three):
    listed = (await three.organiser.get("/competitions")).json()["open"]

    assert [found["name"] for found in listed] == list(NAMES)
    assert [found["at"] for found in listed] == [f"/c/{found['id']}" for found in listed]
    assert len({found["id"] for found in listed}) == 3
    assert {entries(Path(found["path"]))[0].hash[:6] for found in listed} == {f["id"] for f in listed}


# Passes


@pytest.mark.parametrize("who", ["J1", "director", "emcee"])
async def test_a_pass_of_one_opens_nothing_of_another(three: Three, who: str):
    phone = await three.phone(three.a, who)
    token = phone.cookies[session.COOKIE]
    phone.cookies.set(session.COOKIE, token, domain=HOST, path="/")  # as nobody's browser would send it
    secret = (await three.cards(three.a))[who]["link"].rpartition("/")[2]
    before = three.b.desk.position
    meaning(phone, three.b)

    answers = [
        await phone.get("/session"),
        await phone.post("/session", json={"token": token}),
        await send(phone, "CloseLogin"),
        await send(phone, "RaiseHand"),
        await phone.get("/preview/ranking?track=centre"),
        await phone.get("/print/choices"),
        await phone.get("/passes"),
        await phone.get("/setup/rules"),
    ]
    looked = await phone.post("/join/look", json={"secret": secret})
    joined = await phone.post("/join", json={"secret": secret})

    assert {answer.status_code for answer in answers} == {401}
    assert [answer.json()["reason"] for answer in (looked, joined)] == ["pass_void", "pass_void"]
    assert three.b.desk.position == before
    assert (await meaning(phone, three.a).get("/session")).json()["competition"] == "甲赛"


async def test_a_cookie_is_sent_to_its_own_competition_alone(three: Three):
    phone = await three.phone(three.a, "J1")

    assert "judging=" in phone.cookie_header(three.a.at(""))
    assert phone.cookie_header(three.b.at("")) == ""
    assert phone.build_request("GET", "/").headers.get("cookie") is None


async def test_a_phone_may_be_a_judge_here_and_the_emcee_there(three: Three):
    phone = await three.phone(three.a, "J2")
    await join(meaning(phone, three.b), (await three.cards(three.b))["emcee"])

    roles = [(await meaning(phone, each).get("/session")).json()["role"] for each in (three.a, three.b)]

    assert roles == ["judge", "emcee"]


async def test_a_screen_of_one_is_none_of_another(three: Three):
    wall = await three.device(three.a)
    number = (await wall.post("/screen")).json()["number"]
    waiting = [len(each.waiting.view().screens) for each in (three.a, three.b, three.c)]
    await send(meaning(three.organiser, three.a), "AssignScreen", number=number, name="主屏")

    elsewhere = (await meaning(wall, three.b).post("/screen")).json()

    assert waiting == [1, 0, 0]
    assert (await meaning(wall, three.a).post("/screen")).json() == {"number": number, "waits": False}
    assert elsewhere["waits"] is True
    assert (len(three.a.state.screens), len(three.b.state.screens)) == (1, 0)


# Login codes


async def test_a_code_finds_its_competition_wherever_it_is_typed(three: Three):
    codes = []
    for each in (three.a, three.b, three.c):
        await three.cards(each)
        made = await meaning(three.organiser, each).post("/passes/code", json={"judge": "J1"})
        codes.append(made.json()["code"])
    root, within_c = await three.hall.device(within=""), await three.device(three.c)

    looks = [(await root.post("/join/look", json={"code": code})).json() for code in codes]
    other = (await within_c.post("/join/look", json={"code": codes[0]})).json()

    assert [look["competition"] for look in looks] == list(NAMES)
    assert [look["at"] for look in (*looks, other)] == [
        e.at("") for e in (three.a, three.b, three.c, three.a)
    ]
    assert len(set(codes)) == 3


async def test_a_code_is_good_in_its_own_competition_alone(three: Three):
    await three.cards(three.a)
    made = await meaning(three.organiser, three.a).post("/passes/code", json={"judge": "J1"})
    code, phone = made.json()["code"], await three.device(three.b)

    elsewhere = await phone.post("/join", json={"code": code})
    here = await meaning(phone, three.a).post("/join", json={"code": code})

    assert elsewhere.json()["reason"] == "pass_void"
    assert here.json()["page"] == three.a.at("/judge")


async def test_wrong_codes_count_for_all_competitions_together(three: Three):
    phone = await three.device(three.a)
    for each in (three.a, three.b, three.c):
        await meaning(phone, each).post("/join/look", json={"code": "00000000"})

    answer = await meaning(phone, three.a).post("/join/look", json={"code": "00000000"})

    assert answer.status_code == 429


async def test_the_code_of_one_that_was_closed_is_void(three: Three):
    await three.cards(three.a)
    made = await meaning(three.organiser, three.a).post("/passes/code", json={"judge": "J1"})
    await three.hall.registry.close_file(three.a.file.name)

    answer = await (await three.device(three.b)).post("/join/look", json={"code": made.json()["code"]})

    assert answer.json()["reason"] == "pass_void"


# Short addresses

SHORT = sorted({path for path in SHELLS if "{" not in path} | {"/log", "/print", "/papers", "/results"})


async def test_short_addresses_lead_to_the_only_one_that_is_open(organiser: Device, hall: Hall):
    guest = await hall.device(within="")
    answers = {
        path: (await guest.get(path)).headers.get("location")
        for path in (*SHORT, "/join/a-secret", "/screen?theme=red", "/verify/1-A")
    }

    assert answers == {path: hall.competition.at(path) for path in answers}


async def test_with_several_open_nobody_is_led_anywhere(three: Three):
    guest = await three.hall.device(within="")
    answers = [await guest.get(path) for path in (*SHORT, "/verify/1-A")]

    assert {answer.status_code for answer in answers} == {200}
    choices = (await guest.get("/c")).json()
    assert [(found["at"], found["name"]) for found in choices] == [
        (each.at(""), each.state.rulebook.name) for each in (three.a, three.b, three.c)
    ]
    assert {key for found in choices for key in found} == {"at", "name", "rehearsal"}


async def test_the_short_link_of_an_earlier_card_finds_its_competition(three: Three):
    secret = (await three.cards(three.b))["J1"]["link"].rpartition("/")[2]

    answer = await (await three.hall.device(within="")).get(f"/join/{secret}")

    assert answer.headers["location"] == three.b.at(f"/join/{secret}")


async def test_what_lies_below_no_competition_is_not_there(three: Three):
    guest = await three.hall.device(within="")

    assert (await guest.get("/c/..%2F..%2Fetc/console")).status_code == 404
    assert (await guest.get("/c/zzzzzz/console")).status_code == 404
    assert (await guest.get(f"{NOWHERE}/console")).status_code == 200  # it waits until it is opened
    assert (await guest.post(f"{NOWHERE}/join/look", json={"secret": "x"})).json()["reason"] == "not_created"


# Opening and closing


async def test_an_organiser_is_one_everywhere(three: Three):
    for each in (three.a, three.b, three.c):
        told = (await meaning(three.organiser, each).get("/session")).json()
        assert (told["role"], told["competition"]) == ("organiser", each.state.rulebook.name)


async def test_all_that_were_open_are_open_again_after_a_restart_and_nothing_else(tmp_path: Path):
    before = Registry(tmp_path)
    made = [await before.create(RULES, {}, ORGANISER) for _ in range(3)]
    await before.close_file(made[1].file.name)
    await before.close()
    after = Registry(tmp_path)

    await after.resume()

    assert list(after.open) == [made[0].id, made[2].id]
    assert [each.key for each in after.open.values()] == [made[0].key, made[2].key]
    await after.close()


async def test_a_start_that_is_cut_off_forgets_nothing_that_was_open(tmp_path: Path):
    before = Registry(tmp_path)
    made = [await before.create(RULES, {}, ORGANISER) for _ in range(3)]
    await before.close()
    cut_off = Registry(tmp_path)
    starting = asyncio.create_task(cut_off.resume())
    while not cut_off.open:  # noqa: ASYNC110 - nobody is told between the first and the second
        await asyncio.sleep(0)
    starting.cancel()
    await asyncio.wait([starting])
    assert len(cut_off.open) == 1
    await cut_off.close()
    after = Registry(tmp_path)

    await after.resume()

    opened = set(after.open)
    await after.close()
    assert opened == {each.id for each in made}


async def test_one_that_does_not_open_again_keeps_no_other_from_it(tmp_path: Path):
    before = Registry(tmp_path)
    made = [await before.create(RULES, {}, ORGANISER) for _ in range(3)]
    await before.close()
    with closing(sqlite3.connect(made[0].file)) as db:
        db.execute("DROP TRIGGER no_update")
        db.execute("UPDATE log SET data = replace(data, '测试', '篡改')")
        db.commit()
    after = Registry(tmp_path)

    await after.resume()

    assert list(after.open) == [made[1].id, made[2].id]
    assert list(after.unopened) == [made[0].file.name]
    await after.close_file(made[0].file.name)
    assert after.unopened == {}
    await after.close()
    third = Registry(tmp_path)
    await third.resume()
    assert (list(third.open), third.unopened) == ([made[1].id, made[2].id], {})
    await third.close()


async def test_one_that_fails_to_close_keeps_no_other_from_being_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    registry = Registry(tmp_path)
    made = [await registry.create(RULES, {}, ORGANISER) for _ in range(3)]

    async def failing() -> None:
        raise OSError("the stick burns")

    monkeypatch.setattr(made[0].backups, "stop", failing)
    with pytest.raises(OSError, match="burns"):
        await registry.close()

    assert not registry.open
    after = Registry(tmp_path)
    await after.resume()
    assert list(after.open) == [each.id for each in made]
    await after.close()


async def test_what_was_saved_stays_whatever_becomes_of_the_one_that_is_adrift(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    registry = Registry(tmp_path)
    adrift = await registry.create(RULES, {}, ORGANISER)
    adrift.file.rename(tmp_path / "elsewhere")

    async def failing() -> None:
        raise OSError("the stick burns")

    monkeypatch.setattr(adrift.backups, "stop", failing)
    with pytest.raises(OSError, match="burns"):
        await registry.save_adrift(adrift.id)

    (saved,) = registry.open.values()
    assert saved is not adrift
    assert saved.file.exists()
    await registry.close()


async def test_two_files_of_one_competition_are_not_open_together(tmp_path: Path):
    registry = Registry(tmp_path)
    made = await registry.create(RULES, {}, ORGANISER)
    await registry.close_file(made.file.name)
    copy = tmp_path / "copy.sqlite"
    shutil.copy(made.file, copy)
    await registry.open_file(made.file.name)

    await registry.open_file(made.file.name)  # is open already
    with pytest.raises(Refused, match="先关闭") as refused:
        await registry.open_file(copy.name)

    assert refused.value.reason is Reason.ALREADY
    assert [each.file for each in registry.open.values()] == [made.file]
    await registry.close_file(made.file.name)
    await registry.open_file(copy.name)
    assert list(registry.open) == [made.id]
    await registry.close()


async def test_the_id_is_the_same_under_another_name_and_on_another_machine(tmp_path: Path):
    one = Registry(tmp_path / "one")
    made = await one.create(RULES, {}, ORGANISER)
    await one.close()
    other = Registry(tmp_path / "other")
    shutil.copy(made.file, other.folder / "renamed.sqlite")

    await other.open_file("renamed.sqlite")

    assert list(other.open) == [made.id]
    await other.close()


async def test_nothing_is_kept_in_memory_of_one_that_was_closed(tmp_path: Path):
    registry = Registry(tmp_path)
    known = KnownDevices(registry)
    made = await registry.create(RULES, {}, ORGANISER)
    assert not known(b"judging=" + b"a" * 32)
    kept = weakref.ref(made)

    await registry.close_file(made.file.name)

    del made
    gc.collect()
    assert kept() is None


# On the wire


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(Registry(tmp_path)) as served:
        yield served


async def consoles(served: Served, device: Device) -> list[ClientConnection]:
    """Two competitions, and the organiser at the console of each."""
    await device.post(served.registry.organisers.link)
    for name in NAMES[:2]:
        await device.post("/competitions", json={"preset": "shequ-2024", "name": name})
    watched = [
        await served.watch(device, "console/main", within=e.at("")) for e in served.registry.open.values()
    ]
    assert [(await heard(each))["view"]["competition"] for each in watched] == list(NAMES[:2])
    return watched


async def test_closing_one_sends_its_viewers_alone_away(served: Served):
    device = await served.device()
    first, second = await consoles(served, device)
    a, b = served.registry.open.values()

    await device.post("/competitions/close", json={"file": a.file.name})

    assert await closed(first) == 1012
    assert await closed(await served.watch(device, "console/main", within=a.at(""))) == 4404
    meaning(device, b)
    assert (await send(device, "CloseLogin")).status_code == 200
    assert (await heard(second))["view"]["login_closed"] is True


async def test_a_step_in_one_is_told_to_nobody_of_another(served: Served):
    device = await served.device()
    first, second = await consoles(served, device)
    a, b = served.registry.open.values()

    await send(meaning(device, a), "CloseLogin")
    await send(meaning(device, b), "IdentifyScreens", on=True)

    assert (await heard(first))["view"]["login_closed"] is True
    told = (await heard(second))["view"]
    assert (told["login_closed"], told["identifying"]) == (False, True)


async def test_a_removed_organiser_is_sent_away_from_all(served: Served):
    device, other = await served.device(), await served.device()
    watched = await consoles(served, device)
    await other.post((await device.post("/organisers")).json()["link"])
    devices = (await other.get("/competitions")).json()["devices"]
    (id,) = (found["id"] for found in devices if not found["is_this"])

    await other.post("/organisers/remove", json={"id": id})

    assert [await closed(each) for each in watched] == [4401, 4401]


async def test_who_comes_and_goes_is_told_to_the_own_console_alone(served: Served):
    device, wall = await served.device(), await served.device()
    await consoles(served, device)
    a, b = served.registry.open.values()
    number = (await meaning(wall, a).post("/screen")).json()["number"]
    await send(meaning(device, a), "AssignScreen", number=number, name="主屏")

    await served.watch(wall, f"screen/{number}", within=a.at(""))
    listed = {found["id"]: found["there"] for found in (await device.get("/competitions/open")).json()}

    assert listed == {a.id: {"judges": 0, "screens": 1}, b.id: {"judges": 0, "screens": 0}}
    assert await closed(await served.watch(wall, f"screen/{number}", within=b.at(""))) == 4401


async def test_each_has_a_copy_of_its_own_on_the_one_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(backups_module, "LOOK_S", 0.01)
    stick = tmp_path / "stick"
    registry = Registry(tmp_path / "data", backup_folder=stick)
    async with serving(registry) as served:
        console = await served.device()
        await console.post(registry.organisers.link)
        for name in NAMES:
            await console.post("/competitions", json={"preset": "shequ-2024", "name": name})
        for each in registry.open.values():
            told = await served.watch(console, "backup", within=each.at(""))
            while not (await heard(told))["view"]["position"]:
                pass

    copies = {path.name: entries(path)[-1].hash for path in stick.glob("*.sqlite")}
    files = {path.name: entries(path)[-1].hash for path in registry.folder.glob("*.sqlite")}
    assert copies == files
    assert len(copies) == 3


def dying(file: Path, folder: Path) -> None:
    os._exit(1)


async def test_a_copy_whose_process_ends_is_told_and_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(backups_module, "LOOK_S", 0.01)
    copied = backups_module.copy_into
    monkeypatch.setattr(backups_module, "copy_into", dying)
    registry = Registry(tmp_path / "data", backup_folder=tmp_path / "stick")
    async with serving(registry) as served:
        console = await served.device()
        await console.post(registry.organisers.link)
        await console.post("/competitions", json={"preset": "shequ-2024", "name": NAMES[0]})
        (made,) = registry.open.values()
        told = await served.watch(console, "backup", within=made.at(""))

        while not (trouble := (await heard(told))["view"]["trouble"]):
            pass
        monkeypatch.setattr(backups_module, "copy_into", copied)
        while not (view := (await heard(told))["view"])["position"]:
            pass

    assert "没有完成" in trouble["template"]
    assert view["trouble"] is None

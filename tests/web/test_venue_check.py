"""会场检查: anybody may test a phone, in bounds; what they found, and the machine, are the organiser's."""

import time
from typing import Any

import pytest
from httpx2 import AsyncClient

from judging.doctor.phones import ASKED, SelfTest
from judging.web.entrance.limits import TooMany
from judging.web.self_tests import ADDRESSES, AT_ONCE, MOST, MOST_OF_ADDRESS, SelfTests

from .conftest import Hall

GOOD = SelfTest((20,) * ASKED, 0, True, 0.0)


def measured(phone: str = "a" * 32, **changes: Any) -> dict[str, Any]:
    return {"phone": phone, "ms": [12] * ASKED, "lost": 0, "keeps": True, "ahead_ms": 5} | changes


async def test_a_guest_s_phone_is_told_whether_it_will_do(hall: Hall):
    guest = await hall.device()

    pages = [await guest.get(path) for path in ("/check", "/check/ping")]
    good = (await guest.post("/check", json=measured())).json()
    bad = (await guest.post("/check", json=measured(ms=[12] * 10, lost=10))).json()

    assert [page.status_code for page in pages] == [200, 200]
    assert pages[1].json()["program"] == "judging"
    assert len(pages[1].content) < 100, "an answer is not much longer than what asks for it"
    assert (good["verdict"], bad["verdict"]) == ("good", "bad")
    assert [each["remedy"] is not None for each in bad["findings"]] == [False, True, False, False]


async def test_the_organiser_sees_each_phone_once_as_it_was_last_and_may_clear_them(hall: Hall):
    organiser, phone = await hall.organiser(), await hall.device("192.168.1.77")
    await phone.post("/check", json=measured(lost=5, ms=[9] * 15), headers={"user-agent": "Android Chrome"})
    await phone.post("/check", json=measured("b" * 32))
    await phone.post("/check", json=measured(lost=3, ms=[700] * 17), headers={"user-agent": "Android Chrome"})

    seen = (await organiser.get("/doctor/phones")).json()
    cleared = (await organiser.post("/doctor/phones/clear")).json()

    assert [(each["label"], each["lost"], each["typical_ms"]) for each in seen["phones"]] == [
        ("Chrome · Android", 3, 700),
        ("", 0, 12),
    ]
    assert seen["phones"][0]["address"] == "192.168.1.77"
    assert seen["summary"]["verdict"] == "bad"
    assert seen["check"].endswith("/check")
    assert cleared["phones"] == []


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/doctor/phones"), ("POST", "/doctor/phones/clear"), ("POST", "/doctor/examination")],
)
async def test_what_was_found_is_the_organiser_s_alone(
    organiser: AsyncClient, hall: Hall, method: str, path: str
):
    guest = await hall.device()

    assert (await guest.request(method, path, json={})).status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"phone": "me"},
        {"ms": [1] * (ASKED + 1)},
        {"ms": []},
        {"ms": [-1]},
        {"ms": [10**9]},
        {"lost": -1},
        {"lost": ASKED},
        {"ahead_ms": 10**15},
        {"label": "<b>"},
    ],
)
async def test_what_no_phone_measures_is_not_taken(hall: Hall, wrong: dict[str, Any]):
    guest = await hall.device()

    assert (await guest.post("/check", json=measured() | wrong)).status_code == 400


async def test_a_phone_whose_clock_was_never_set_is_told_so(hall: Hall):
    guest = await hall.device()

    answer = await guest.post("/check", json=measured(ahead_ms=-int(time.time() * 1000)))

    assert answer.status_code == 200
    assert [each["verdict"] for each in answer.json()["findings"]] == ["good", "good", "good", "note"]


async def test_one_address_that_keeps_testing_waits_and_no_other(hall: Hall):
    eager, other = await hall.device("192.168.1.66"), await hall.device("192.168.1.67")

    answers = [(await eager.post("/check", json=measured(f"{n:032x}"))) for n in range(AT_ONCE + 1)]

    assert [each.status_code for each in answers] == [200] * AT_ONCE + [429]
    assert answers[-1].json()["detail"] == "自测得太频繁，请 2 秒后再试。"
    assert (await other.post("/check", json=measured())).status_code == 200


async def test_the_machine_is_examined_on_the_organiser_s_word(hall: Hall):
    organiser = await hall.organiser()
    await (await hall.device()).post("/check", json=measured())

    found = (await organiser.post("/doctor/examination", json={"prints": False})).json()

    by_id = {each["id"]: each for each in found}
    assert by_id["phones"]["text"]["values"]["n"] == 1
    assert by_id["data"]["text"]["values"]["folder"] == str(hall.registry.folder)
    assert by_id["backup"]["verdict"] == "note"


def test_a_flood_of_made_up_phones_takes_little_memory():
    clock = iter(range(10**9))
    tests = SelfTests(monotonic=lambda: float(next(clock)))

    for n in range(3 * MOST):
        tests.take(f"{n:032x}", f"10.0.{n % 7}.1", "", GOOD)

    assert len(tests.phones) == MOST
    assert set(range(7)) == {int(phone.address.split(".")[2]) for phone in tests.phones}


def test_phones_behind_one_address_push_out_nobody_else_s():
    clock = iter(range(0, 10**9, 10))
    tests = SelfTests(monotonic=lambda: float(next(clock)))
    tests.take("0" * 32, "192.168.1.5", "", GOOD)

    for n in range(2 * MOST):
        tests.take(f"1{n:031x}", "10.0.0.1", "", GOOD)

    assert len(tests.phones) == MOST_OF_ADDRESS + 1
    assert tests.phones[-1].address == "192.168.1.5"


def test_addresses_are_not_remembered_without_end():
    tests = SelfTests(monotonic=lambda: 0.0)

    for n in range(ADDRESSES + 10):
        tests.take("0" * 32, str(n), "", GOOD)

    for _ in range(AT_ONCE):
        tests.take("0" * 32, "0", "", GOOD)  # forgotten, and so may do all again
    with pytest.raises(TooMany):
        tests.take("0" * 32, "0", "", GOOD)

"""Guessing login codes: what it may bring in eight hours, what it costs, and whom it never costs anything."""

import heapq
from fractions import Fraction
from typing import Any

import pytest
from httpx2 import AsyncClient, Response

from judging.core.people.claiming import MOST_ASKING
from judging.core.people.duty import Duty
from judging.core.people.holder import Pass
from judging.core.people.issuing import FEWEST_DIGITS, MOST_DIGITS
from judging.core.refused import Refused
from judging.store import StorageFailed
from judging.web.codes import DAY_S, GOOD_FOR_S, TRIES_AT_ONCE, TRIES_PER_S, LoginCodes
from judging.web.entrance.limits import FREE, LONGEST_WAIT_S, TooMany, wait_after
from tests.web.conftest import Hall, cards, join, send

CODES = 15  # one for each seat of the largest panel
HOURS = 8
OF_EACH = 2  # how often each is made: once is the rule
ALLOWED = Fraction(1, 1000)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(hall: Hall) -> Clock:
    clock = Clock()
    hall.registry.codes = LoginCodes(clock)
    return clock


async def code_for(console: AsyncClient, judge: str) -> str:
    answer = await console.post("/passes/code", json={"judge": judge})
    assert answer.status_code == 200, answer.text
    code: str = answer.json()["code"]
    return code


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10 ** len(code):0{len(code)}}"


async def look(device: AsyncClient, code: str) -> Response:
    return await device.post("/join/look", json={"code": code})


# What guessing may bring


@pytest.mark.parametrize("competitions", [1, 2, 5, 8])
def test_guessing_any_code_succeeds_in_less_than_one_of_a_thousand_days(competitions: int):
    """However many addresses guess, no more than this is compared while a code is good."""
    compared = Fraction(TRIES_AT_ONCE + TRIES_PER_S * GOOD_FOR_S)
    clock = Clock()
    codes = LoginCodes(clock)
    held = [Pass(f"p{n}", Duty.JUDGE, f"J{n}", "") for n in range(CODES)]

    made = []
    for _ in range(OF_EACH):
        for competition in range(competitions):
            made += [codes.make(f"{competition}", each, FEWEST_DIGITS) for each in held]
            clock.now += HOURS * 3600 / OF_EACH / competitions - 1

    assert len(made) == competitions * CODES * OF_EACH
    assert sum(compared / 10 ** len(code) for code in made) < ALLOWED
    assert len(made[0]) == FEWEST_DIGITS


def test_the_next_day_s_codes_are_short_again():
    clock = Clock()
    codes = LoginCodes(clock)
    held = Pass("p1", Duty.JUDGE, "J1", "")
    day = [codes.make("a", held, FEWEST_DIGITS) for _ in range(100)]

    clock.now += DAY_S

    assert len(day[-1]) == MOST_DIGITS
    assert len(codes.make("a", held, FEWEST_DIGITS)) == FEWEST_DIGITS


def guesses_compared(addresses: int, seconds: float) -> int:
    """How many get through in so long, when each address tries as soon as it may."""
    clock, compared = Clock(), 0
    codes = LoginCodes(clock)
    due = [(clock.now, n, 0) for n in range(addresses)]
    end = clock.now + seconds
    while due[0][0] < end:
        clock.now, n, wrong = heapq.heappop(due)
        try:
            codes.opened({}, "00000000", f"address {n}")
        except TooMany as refused:
            heapq.heappush(due, (clock.now + refused.wait_s, n, wrong))
        except Refused:
            compared += 1
            heapq.heappush(due, (clock.now + wait_after(wrong + 1), n, wrong + 1))
    return compared


@pytest.mark.parametrize(("addresses", "seconds"), [(1, GOOD_FOR_S), (254, GOOD_FOR_S), (2000, 30)])
def test_no_number_of_addresses_compares_more_than_that(addresses: int, seconds: int):
    assert guesses_compared(addresses, seconds) <= TRIES_AT_ONCE + TRIES_PER_S * seconds


def test_one_address_compares_some_twenty_in_a_day():
    assert guesses_compared(1, HOURS * 3600) < 25


def test_each_further_wrong_code_costs_twice_as_long_up_to_an_hour():
    waits = [wait_after(wrong) for wrong in range(FREE + 15)]

    assert waits[:FREE] == [0] * FREE
    assert waits[FREE : FREE + 4] == [2, 4, 8, 16]
    assert waits[-1] == LONGEST_WAIT_S == max(waits)


# Whom it costs nothing


async def test_wrong_codes_of_other_addresses_block_neither_a_code_nor_a_card_nor_verify(
    organiser: AsyncClient, hall: Hall, clock: Clock
):
    issued, code = await cards(organiser), await code_for(organiser, "J3")
    for n in range(12):
        for _ in range(FREE):
            await look(await hall.device(f"10.0.0.{n}"), other_than(code))
        clock.now += 1
    judge, guesser = await hall.device("10.0.9.1"), await hall.device("10.0.0.11")

    by_card = await join(guesser, issued["J4"])
    checked = await guesser.post("/verify", json={"code": "1-AAAAA-AAAAA"})
    by_code = await judge.post("/join", json={"code": code})

    assert (await look(guesser, code)).status_code == 429
    assert (by_card.status_code, checked.status_code, by_code.status_code) == (200, 200, 200)


def test_a_whole_network_that_guesses_holds_a_judge_up_for_less_than_two_minutes():
    clock = Clock()
    codes = LoginCodes(clock)
    due = [(clock.now, n, 0) for n in range(254)]
    begin = asked = clock.now
    while True:
        at, n, wrong = heapq.heappop(due)
        while asked <= at:
            clock.now = asked
            try:
                codes.opened({}, "00000000", "the judge")
            except TooMany:
                asked += 1
            except Refused:
                assert asked - begin < 120
                return
        clock.now = at
        try:
            codes.opened({}, "00000000", f"address {n}")
        except TooMany as refused:
            heapq.heappush(due, (at + refused.wait_s, n, wrong))
        except Refused:
            heapq.heappush(due, (at + wait_after(wrong + 1), n, wrong + 1))


# When a code is good


async def test_a_code_works_once(organiser: AsyncClient, hall: Hall):
    await cards(organiser)
    code = await code_for(organiser, "J3")

    first = await (await hall.device("10.0.0.1")).post("/join", json={"code": code})
    second = await (await hall.device("10.0.0.2")).post("/join", json={"code": code})

    assert first.json()["state"] == "seated"
    assert (second.status_code, second.json()["reason"]) == (409, "pass_void")


async def test_a_code_is_not_spent_on_a_login_that_the_disk_did_not_take(
    organiser: AsyncClient, hall: Hall, monkeypatch: pytest.MonkeyPatch
):
    await cards(organiser)
    code = await code_for(organiser, "J3")
    judge = await hall.device("10.0.0.1")

    async def full(*said: Any) -> None:
        raise StorageFailed("磁盘满了")

    with monkeypatch.context() as broken:
        broken.setattr(hall.desk, "submit", full)
        failed = await judge.post("/join", json={"code": code})
    again = await judge.post("/join", json={"code": code})

    assert failed.status_code == 503
    assert again.json()["state"] == "seated"


async def expired(organiser: AsyncClient, hall: Hall, clock: Clock) -> None:
    clock.now += GOOD_FOR_S


async def taken_meanwhile(organiser: AsyncClient, hall: Hall, clock: Clock) -> None:
    await join(await hall.device("10.0.5.1"), (await cards(organiser))["J3"])


async def closed(organiser: AsyncClient, hall: Hall, clock: Clock) -> None:
    await send(organiser, "CloseLogin")


async def closed_and_opened(organiser: AsyncClient, hall: Hall, clock: Clock) -> None:
    await send(organiser, "CloseLogin")
    await look(await hall.device("10.0.5.1"), "1")
    await send(organiser, "OpenLogin")


async def made_anew(organiser: AsyncClient, hall: Hall, clock: Clock) -> None:
    await code_for(organiser, "J3")


async def pass_exchanged(organiser: AsyncClient, hall: Hall, clock: Clock) -> None:
    await organiser.post("/passes", json={"role": "judge", "judge": "J3"})


@pytest.mark.parametrize(
    "void", [expired, taken_meanwhile, closed, closed_and_opened, made_anew, pass_exchanged]
)
async def test_a_right_code_that_is_void_is_answered_and_costs_like_a_wrong_one(
    organiser: AsyncClient, hall: Hall, clock: Clock, void: Any
):
    await cards(organiser)
    code = await code_for(organiser, "J3")
    await void(organiser, hall, clock)
    one, other = await hall.device("10.0.0.1"), await hall.device("10.0.0.2")

    right = [await look(one, code) for _ in range(FREE + 1)]
    wrong = [await look(other, other_than(code)) for _ in range(FREE + 1)]

    assert [answer.status_code for answer in right] == [409] * FREE + [429]
    assert [(a.status_code, a.content) for a in right] == [(a.status_code, a.content) for a in wrong]
    assert "评委3" not in right[0].text


async def test_a_code_for_a_seat_that_is_taken_asks_the_console_like_a_card_and_once(
    organiser: AsyncClient, hall: Hall
):
    await join(await hall.device("10.0.0.1"), (await cards(organiser))["J3"])
    code = await code_for(organiser, "J3")

    answers = [await (await hall.device(f"10.0.0.{n}")).post("/join", json={"code": code}) for n in (2, 3)]

    assert answers[0].json()["state"] == "waiting"
    assert answers[1].json()["reason"] == "pass_void"
    assert len(hall.desk.state.handovers) == 1


@pytest.mark.parametrize("digits", [FEWEST_DIGITS, MOST_DIGITS])
async def test_a_code_has_as_many_digits_as_the_organiser_set(
    organiser: AsyncClient, hall: Hall, digits: int
):
    await cards(organiser)

    assert (await send(organiser, "SetCodeDigits", digits=digits)).status_code == 200

    code = await code_for(organiser, "J3")
    assert len(code) == digits
    assert code.isdigit()
    assert (await look(await hall.device(), code)).json()["name"] == "评委3"


@pytest.mark.parametrize("digits", [6, 7, 11, -1])
async def test_codes_that_can_be_guessed_are_not_to_be_had(organiser: AsyncClient, digits: int):
    assert (await send(organiser, "SetCodeDigits", digits=digits)).json()["reason"] == "out_of_range"


async def test_only_the_console_makes_codes_and_only_while_login_is_open(organiser: AsyncClient, hall: Hall):
    issued = await cards(organiser)
    for who, status in (("director", 200), ("emcee", 403), ("J1", 403)):
        device = await hall.device()
        await join(device, issued[who])
        assert (await device.post("/passes/code", json={"judge": "J3"})).status_code == status
    await send(organiser, "CloseLogin")

    refused = await organiser.post("/passes/code", json={"judge": "J3"})

    assert (await (await hall.device()).post("/passes/code", json={"judge": "J3"})).status_code == 401
    assert refused.json()["reason"] == "login_closed"


async def test_no_code_is_in_the_log_or_the_folder(organiser: AsyncClient, hall: Hall):
    await cards(organiser)
    before = hall.position

    code = await code_for(organiser, "J3")

    assert hall.position == before
    kept = b"".join(path.read_bytes() for path in hall.registry.folder.iterdir() if path.is_file())
    assert code.encode() not in kept


# The waiting list


async def test_one_photographed_card_does_not_fill_the_waiting_list_for_others(
    organiser: AsyncClient, hall: Hall
):
    issued = await cards(organiser)
    for judge in ("J3", "J4"):
        await join(await hall.device("10.0.9.1"), issued[judge])

    answers = [await join(await hall.device(f"10.0.0.{n}"), issued["J3"]) for n in range(30)]
    other = await join(await hall.device("10.0.1.1"), issued["J4"])

    assert [answer.status_code for answer in answers] == [200] * MOST_ASKING + [429] * (30 - MOST_ASKING)
    assert other.json()["state"] == "waiting"
    assert len(hall.desk.state.handovers) == MOST_ASKING + 1

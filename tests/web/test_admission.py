import pytest

from judging.web.entrance import admission
from judging.web.entrance.admission import (
    ADDRESSES,
    CONNECTIONS,
    CONNECTIONS_OF_ADDRESS,
    CONNECTIONS_OF_CALM,
    OPEN_OF_ADDRESS,
    REQUESTS,
    WAIT_S,
    Arrivals,
    Turn,
    Turns,
    Unidentified,
)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


# Connections that come


def used_up(arrivals: Arrivals, address: str) -> int:
    """How many the address could have, one after the other."""
    count = 0
    while arrivals.lets_in(address):
        count += 1
    return count


def test_one_address_cannot_take_what_others_come_with(clock: Clock):
    arrivals = Arrivals(clock)

    assert used_up(arrivals, "a") == CONNECTIONS_OF_ADDRESS.at_once + CONNECTIONS_OF_CALM.at_once
    assert arrivals.lets_in("b")


def test_many_addresses_together_are_limited_too(clock: Clock):
    arrivals = Arrivals(clock)

    came = sum(used_up(arrivals, f"address {n}") for n in range(10))

    assert came == CONNECTIONS.at_once + 10 * CONNECTIONS_OF_CALM.at_once


def test_who_comes_seldom_is_let_in_however_many_others_come(clock: Clock):
    arrivals = Arrivals(clock)
    for n in range(10):
        used_up(arrivals, f"address {n}")

    for _ in range(5):  # as phones that each open a page, one after the other
        assert all(arrivals.lets_in("calm") for _ in range(CONNECTIONS_OF_CALM.at_once))
        clock.now += CONNECTIONS_OF_CALM.at_once / CONNECTIONS_OF_CALM.per_s
        for n in range(10):
            used_up(arrivals, f"address {n}")


def test_an_address_that_came_often_is_not_forgotten_before_it_has_rested(clock: Clock):
    arrivals = Arrivals(clock)
    used_up(arrivals, "a")
    clock.now += CONNECTIONS_OF_CALM.at_once / CONNECTIONS_OF_CALM.per_s - 1  # longer than `own` takes
    arrivals.lets_in("b")

    assert len(arrivals) == 2


def test_more_may_come_as_time_goes_by(clock: Clock):
    arrivals = Arrivals(clock)
    used_up(arrivals, "a")
    clock.now += 1

    assert used_up(arrivals, "a") == CONNECTIONS_OF_ADDRESS.per_s + CONNECTIONS_OF_CALM.per_s


def test_a_known_device_gives_its_place_back(clock: Clock):
    arrivals = Arrivals(clock)
    used_up(arrivals, "a")
    arrivals.give_back("a")

    assert used_up(arrivals, "a") == 1


def test_a_hall_of_known_devices_may_come_back_at_once(clock: Clock):
    arrivals = Arrivals(clock)
    for _ in range(2 * CONNECTIONS.at_once):
        assert arrivals.lets_in("a")
        arrivals.give_back("a")


def test_only_so_many_addresses_are_remembered(clock: Clock):
    arrivals = Arrivals(clock)
    for n in range(ADDRESSES + 10):
        clock.now += 1 / CONNECTIONS.per_s
        arrivals.lets_in(f"address {n}")

    assert len(arrivals) <= ADDRESSES


def test_an_address_is_forgotten_once_it_may_do_all_again(clock: Clock):
    arrivals = Arrivals(clock)
    arrivals.lets_in("a")
    clock.now += 60
    arrivals.lets_in("b")

    assert len(arrivals) == 1


# Connections of nobody knows whom


def test_the_connection_silent_longest_makes_room():
    unidentified: Unidentified[str] = Unidentified(2)
    unidentified.add("first", "a")
    unidentified.add("second", "b")
    unidentified.heard("first")

    assert unidentified.add("third", "c") == "second"
    assert len(unidentified) == 2


def test_an_address_that_has_too_many_makes_room_itself(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(admission, "OPEN_OF_ADDRESS", 2)
    unidentified: Unidentified[str] = Unidentified(OPEN_OF_ADDRESS)
    unidentified.add("of somebody else", "b")
    unidentified.add("first", "a")
    unidentified.add("second", "a")

    assert unidentified.add("third", "a") == "first"


def test_who_is_identified_counts_no_more():
    unidentified: Unidentified[str] = Unidentified(1)
    unidentified.add("judge", "a")

    assert unidentified.remove("judge") == "a"
    assert unidentified.remove("judge") is None
    assert unidentified.add("guest", "a") is None


# Requests of guests


def guests(turns: Turns[str], count: int) -> list[Turn[str]]:
    return [turn for _ in range(count) if (turn := turns.next())]


def test_so_many_begin_at_once_and_the_others_in_their_time(clock: Clock):
    turns: Turns[str] = Turns(clock)
    for n in range(100):
        turns.add("a", f"guest {n}")

    assert len(guests(turns, 100)) == REQUESTS.at_once
    clock.now += turns.wait_s() + 1e-6
    assert turns.next() == Turn(f"guest {REQUESTS.at_once}", is_late=False)
    assert turns.next() is None


def test_each_address_has_its_turn_however_many_of_another_wait(clock: Clock):
    turns: Turns[str] = Turns(clock)
    for _ in range(10):
        turns.add("crowd", "one of many")
    turns.add("other", "alone")

    assert [turn.guest for turn in guests(turns, 3)] == ["one of many", "alone", "one of many"]


def test_who_has_waited_too_long_is_told_so_and_holds_up_nobody(clock: Clock):
    turns: Turns[str] = Turns(clock)
    for _ in range(50):
        turns.add("a", "late")
    clock.now += WAIT_S + 1
    turns.add("a", "in time")

    had = guests(turns, 60)

    assert [turn.is_late for turn in had] == [True] * 50 + [False]
    assert not turns

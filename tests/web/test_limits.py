import time

import pytest

from judging.web.limits import OVERALL, PER_ADDRESS, WINDOW_S, TooMany, WrongCodes


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time is its only element."""
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_the_oldest_try_says_how_long_to_wait(clock: list[float]):
    tries = WrongCodes()
    for _ in range(PER_ADDRESS):
        tries.count("a")
        clock[0] += 2

    with pytest.raises(TooMany) as caught:
        tries.check("a")

    assert caught.value.wait_s == WINDOW_S - 2 * PER_ADDRESS


def test_a_minute_later_everything_is_forgiven_and_forgotten(clock: list[float]):
    tries = WrongCodes()
    for n in range(OVERALL):
        tries.count(f"address {n}")
    clock[0] += WINDOW_S

    tries.check("address 0")

    assert not tries._tries
    assert not tries._of


def test_each_address_has_its_own_tries_below_the_common_limit(clock: list[float]):
    tries = WrongCodes()
    for _ in range(PER_ADDRESS):
        tries.count("a")

    tries.check("b")
    with pytest.raises(TooMany):
        tries.check("a")

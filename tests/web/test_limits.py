import pytest

from judging.web.entrance.limits import (
    FIRST_WAIT_S,
    FORGIVEN_AFTER_S,
    FREE,
    MOST_ADDRESSES,
    TooMany,
    WrongTries,
)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def wrong_once_more_than_is_free(tries: WrongTries, address: str) -> None:
    for _ in range(FREE):
        tries.check(address)
        tries.count(address)


def test_the_refusal_says_how_long_to_wait_from_the_last_try():
    clock = Clock()
    tries = WrongTries(clock)
    wrong_once_more_than_is_free(tries, "a")
    clock.now += 0.5

    with pytest.raises(TooMany) as caught:
        tries.check("a")
    clock.now += FIRST_WAIT_S

    assert caught.value.wait_s == 2
    tries.check("a")


def test_no_address_costs_another_one_anything():
    tries = WrongTries(Clock())
    wrong_once_more_than_is_free(tries, "a")

    tries.check("b")
    with pytest.raises(TooMany):
        tries.check("a")


def test_what_was_right_and_a_day_of_silence_are_forgiveness():
    clock = Clock()
    tries = WrongTries(clock)
    for address in "ab":
        wrong_once_more_than_is_free(tries, address)

    tries.forgive("a")
    tries.check("a")
    clock.now += FORGIVEN_AFTER_S
    tries.count("b")

    tries.check("b")


def test_memory_is_bounded_and_who_tried_last_is_remembered():
    tries = WrongTries(Clock())
    for n in range(MOST_ADDRESSES):
        tries.count(f"address {n}")
    wrong_once_more_than_is_free(tries, "last")

    assert len(tries._of) == MOST_ADDRESSES
    with pytest.raises(TooMany):
        tries.check("last")


@pytest.mark.parametrize(
    ("wait_s", "said"),
    [
        (0.4, "请 1 秒后"),
        (119, "请 119 秒后"),
        (120, "请 2 分钟后"),
        (121, "请 3 分钟后"),
        (3600, "请 60 分钟后"),
    ],
)
def test_a_long_wait_is_told_in_minutes(wait_s: float, said: str):
    assert said in TooMany(wait_s).detail

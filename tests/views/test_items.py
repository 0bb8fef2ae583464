"""What is told of compulsory items: no judge's answer before all sheets are in, and to nobody else."""

import msgspec
import pytest

from judging.core import commands as c
from tests.compulsory_day import BADGE, INTRO, closed, marked, marking, sheet
from tests.day import after, judge, on, view


def told(state, topic):
    return msgspec.json.encode(view(state, topic)).decode()


def test_the_console_is_told_no_answer_before_all_sheets_are_in():
    state = marking(INTRO)
    before = view(state, "console/main").stage.items
    for n in range(1, 5):
        state = after(state, sheet(n, "intro"), judge(n))
        stage = view(state, "console/main").stage

        assert stage.items == before
        assert [seat.answers for seat in stage.seats] == [()] * 5

    stage = view(after(state, sheet(5), judge(5)), "console/main").stage

    [item] = stage.items
    assert (item.there, item.absent) == (1, 4)
    assert [seat.answers for seat in stage.seats] == [(("自我介绍", False),)] * 4 + [(("自我介绍", True),)]


def test_no_range_is_told_from_which_an_answer_would_follow():
    states = [marking(), marking(INTRO)]
    asked = [(), (INTRO,)]
    for n in range(1, 5):
        states = [after(s, sheet(n, asked=of), judge(n)) for s, of in zip(states, asked, strict=True)]

    assert [view(state, "console/main").stage.possible is None for state in states] == [False, True]


def test_the_console_sees_what_waits_for_the_scorekeeper():
    state = marking(BADGE)
    [item] = view(state, "console/main").stage.items
    assert item.present is None

    [item] = view(after(state, c.DecideItem(on("e1"), "badge", False)), "console/main").stage.items

    assert item.present is False


def test_a_judge_is_asked_and_told_the_own_answers_only():
    state = after(marking(INTRO, BADGE), sheet(1, "intro"), judge(1))
    state = after(state, c.DecideItem(on("e1"), "badge", False))

    [mine], [other] = (view(state, f"judge/J{n}").tasks for n in (1, 2))

    assert [(item.id, item.name) for item in mine.asked] == [("intro", "自我介绍")]
    assert (mine.items, other.items) == ({"intro": False}, {})
    assert "佩戴工号牌" not in told(state, "judge/J2")


@pytest.mark.parametrize("topic", ["screen/1", "emcee/main", "judge/J1"])
def test_nobody_in_the_hall_hears_of_a_lack_before_the_reveal(topic):
    state = after(marking(INTRO), c.AdmitScreen(1, "device", "主屏"))
    state = closed(marked(state, (1, 2, 3)))
    assert "位认定" not in told(state, topic)

    state = after(state, c.RevealScore(on("e1")))

    assert ("位认定" in told(state, topic)) == (topic != "judge/J1")

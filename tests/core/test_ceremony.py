"""颁奖: bottom-up, a press moves one picture, and only what was decided is presented."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core import events as e
from judging.core.apply import apply
from judging.core.ceremony.bottom_up import announced_honours, ceremony_order
from judging.core.ceremony.programme import ALL_AT_ONCE, AwardPart, LevelPart, Programme, StepKind
from judging.core.ceremony.stepping import Way
from judging.core.hall.air import Scene
from judging.core.honours.decided import decided
from judging.core.refused import Reason
from tests.ceremony_day import (
    GROUP,
    PERSON,
    PROGRAMME,
    back,
    begun,
    coming_out,
    decided_state,
    forward,
    to_honoured,
)
from tests.day import AT, after, refusal


def ceremony(state):
    return state.ceremonies["main"]


def shown(state):
    return ceremony(state).shown


def ended(state):
    while ceremony(state).next:
        state = forward(state)
    return state


def kinds(state):
    return [step.kind.value for step in ceremony(state).steps]


def test_the_lowest_level_comes_first_and_in_it_the_last():
    state = decided_state()

    assert ceremony_order(state, GROUP) == tuple(reversed(decided(state, GROUP)))
    assert [honour.level for honour in ceremony_order(state, GROUP)] == (
        ["三等奖"] * 10 + ["二等奖"] * 4 + ["一等奖"] * 2
    )
    assert coming_out(begun()) == (*ceremony_order(state, GROUP), *ceremony_order(state, PERSON))


def test_a_level_comes_out_one_at_a_time_in_groups_or_at_once_and_then_stands_together():
    groups = [len(step.honours) for step in ceremony(begun()).steps if step.kind is StepKind.HONOURED]

    assert groups == [6, 4, *[1] * 4, 1, 1, 30, 8, 8, 4, *[1] * 5]
    assert kinds(begun())[:6] == ["opening", "level", "honoured", "honoured", "roll", "level"]
    assert [step.level for step in ceremony(begun()).steps if step.kind is StepKind.ROLL] == [
        *("三等奖", "二等奖", "一等奖"),
        *("二等奖", "一等奖"),
    ]


def test_the_last_presenter_also_hands_over_to_the_groups_after_theirs():
    steps = [step for step in ceremony(begun()).steps if step.kind is StepKind.HONOURED]

    assert [step.presenter for step in steps[:3]] == ["领导一", "领导二", ""]
    assert [step.presenter for step in steps if (step.award, step.level) == (GROUP, "一等奖")] == [
        "领导三"
    ] * 2


def test_nobody_is_announced_before_their_picture():
    state = begun()
    assert state.halls["main"].scene is Scene.CEREMONY
    assert announced_honours(forward(state)) == ()

    state = to_honoured(state)

    assert announced_honours(state) == coming_out(state)[:6]


def test_a_step_back_shows_the_picture_before_and_takes_back_no_announcement():
    state = to_honoured(begun(), 2)

    earlier = back(state)

    assert shown(earlier) == shown(to_honoured(begun()))
    assert announced_honours(earlier) == announced_honours(state)
    assert ceremony(forward(earlier)).step == ceremony(state).step


def test_a_press_made_at_another_picture_moves_nothing():
    state = to_honoured(begun(), 2)

    for way in Way:
        assert refusal(state, c.StepCeremony(way, ceremony(state).step - 1)).reason is Reason.STALE


def test_before_the_first_and_after_the_last_picture_there_is_none():
    assert "第一幕" in refusal(begun(), c.StepCeremony(Way.BACK, 0)).detail
    state = ended(begun())

    assert shown(state).kind is StepKind.CLOSING
    assert "最后一幕" in refusal(state, c.StepCeremony(Way.FORWARD, ceremony(state).step)).detail


def test_while_the_screen_shows_something_else_nobody_is_presented():
    state = after(to_honoured(begun()), c.ShowScene(Scene.BLACK))

    assert "恢复" in refusal(state, c.StepCeremony(Way.FORWARD, ceremony(state).step)).detail
    assert forward(after(state, c.ShowScene(Scene.CEREMONY))).announced


def test_a_picture_stands_as_long_as_the_programme_says():
    state = begun(replace(PROGRAMME, hold_s=2))
    press = c.StepCeremony(Way.FORWARD, 0)
    state = replace(
        state, ceremonies={"main": replace(ceremony(state), stepped_at="2026-11-20T06:00:10.000Z")}
    )

    assert "2 秒" in refusal(state, press, at="2026-11-20T06:00:11.999Z").detail
    assert ceremony(after(state, press, at="2026-11-20T06:00:12.000Z")).step == 1
    assert ceremony(after(state, press, at="2026-11-20T06:00:09.000Z")).step == 1


def test_a_decision_that_is_overtaken_stops_its_award_and_no_other():
    state = to_honoured(begun())
    first, second, *rest = state.locked["centre"]
    swapped = (replace(first, entrant=second.entrant), replace(second, entrant=first.entrant), *rest)
    overtaken = apply(state, e.TrackLocked("centre", swapped), AT, "organiser")

    refused = refusal(overtaken, c.StepCeremony(Way.FORWARD, ceremony(state).step))

    assert (refused.reason, "变动" in refused.detail) == (Reason.NOT_NOW, True)
    persons = replace(ceremony(overtaken), step=kinds(state).index("level", 20) - 1)
    assert forward(replace(overtaken, ceremonies={"main": persons})).announced == state.announced


def test_ending_leaves_the_programme_and_what_was_announced():
    state = after(to_honoured(begun()), c.EndCeremony())

    assert (ceremony(state).is_on, ceremony(state).programme) == (False, PROGRAMME)
    assert (len(state.announced), state.halls["main"].scene) == (6, Scene.STANDBY)
    assert (
        after(after(state, c.ShowScene(Scene.BLACK)), c.BeginCeremony()).halls["main"].scene is Scene.CEREMONY
    )


def test_a_ceremony_waits_for_its_programme_and_cannot_be_changed_while_it_is_on():
    assert "程序" in refusal(decided_state(), c.BeginCeremony()).detail
    assert refusal(begun(), c.BeginCeremony()).reason is Reason.ALREADY
    assert "先结束" in refusal(begun(), c.SetCeremony(PROGRAMME)).detail
    for command in (c.StepCeremony(Way.FORWARD, 0), c.EndCeremony(), c.ShowScene(Scene.CEREMONY)):
        assert "正在进行的颁奖" in refusal(decided_state(), command).detail


def programme(*levels, award=GROUP, **more):
    return Programme((AwardPart(award, levels),), **more)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Programme(()), "没有奖项"),
        (programme(award="other"), "没有奖项“other”"),
        (Programme((AwardPart(GROUP), AwardPart(GROUP))), "有两次"),
        (programme(LevelPart("四等奖")), "没有等次“四等奖”"),
        (programme(LevelPart("一等奖"), LevelPart("一等奖")), "写了两次"),
        (programme(LevelPart("一等奖", 9)), "1～8"),
        (programme(LevelPart("一等奖", -1)), "1～8"),
        (programme(LevelPart("一等奖", ALL_AT_ONCE, (" ",))), "请填写颁奖人"),
        (programme(opening="长" * 41), "开场文字太长"),
        (programme(hold_s=31), "0～30"),
    ],
)
def test_a_programme_that_cannot_be_carried_out_is_refused(given, said):
    assert said in refusal(decided_state(), c.SetCeremony(given)).detail

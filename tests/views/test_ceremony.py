"""The director is told what to know before going on; the story names nobody before the screen has."""

import msgspec

from judging.core import commands as c
from judging.core import events as e
from judging.core.appeals.objection import About, Channel, Objector
from judging.core.apply import apply
from judging.core.ceremony.programme import AwardPart, Programme
from judging.core.ceremony.stepping import Way
from judging.core.hall.air import Scene
from judging.core.honours.decision import Verdict
from judging.core.honours.nominee import Nominee
from tests.ceremony_day import PERSON, begun, coming_out, decided_log, forward, to_honoured, words_of
from tests.day import AT, after, view
from tests.honours_day import decision, special


def award(state, id):
    return next(each for each in view(state, "ceremony/main").awards if each.award == id)


def test_an_objection_that_is_not_settled_is_told_and_stops_nothing():
    objector, about = Objector("参赛者甲", "示例单位", "口头留言"), About("frontline", "", "")
    objection = c.RegisterObjection(objector, about, "计时有误", Channel.ON_SITE)

    state = after(begun(), objection, at=AT)

    assert [award(state, id).pending for id in ("collective", PERSON)] == [0, 1]
    assert all(button.blocked is None for button in view(forward(state), "ceremony/main").buttons)


def test_who_was_deferred_is_told_of_and_not_in_the_ceremony():
    state = decided_log(**{"frontline-1": (Verdict.DEFERRED, "待核实")}).state

    assert (award(state, PERSON).deferred, sum(each.count for each in award(state, PERSON).levels)) == (1, 54)
    assert decision(state, PERSON).entries[0].entrant == "frontline-1"


def test_the_story_of_the_hall_names_nobody_before_the_screen_has():
    state = to_honoured(begun())
    since_begun = view(state, "console/main").story[: 1 + 2]  # newest first
    told = msgspec.json.encode(since_begun).decode()
    shown, others = coming_out(state)[:6], coming_out(state)[6:]

    assert all(next(words_of(state, each)) in told for each in shown[:3])
    assert not [each for each in others if next(words_of(state, each)) in told]


def test_a_screen_that_is_not_named_or_shows_something_else_is_told_of_no_ceremony():
    state = to_honoured(begun())
    named = next(words_of(state, coming_out(state)[0]))
    assert named in msgspec.json.encode(view(state, "screen/1")).decode()

    for other in (c.ShowScene(Scene.BLACK), c.ShowScene(Scene.STANDBY), c.EndCeremony()):
        assert named not in msgspec.json.encode(view(after(state, other), "screen/1")).decode()
    assert after(state, c.StepCeremony(Way.BACK, 2)).announced == state.announced


def test_a_district_that_is_honoured_is_presented_by_its_name():
    state = after(special(), c.ProposeSpecial("organised", (Nominee("", "浦东新区", "组织得力"),)))
    state = after(state, decision(state, "organised"))
    programme = Programme((AwardPart("organised"),), hold_s=0)

    state = to_honoured(after(after(state, c.SetCeremony(programme)), c.BeginCeremony()))

    prompt = view(state, "emcee/main").ceremony
    assert [row.name for row in prompt.now.rows] == ["浦东新区"]
    assert prompt.before == "荣获优秀组织奖的是："
    assert prompt.next.kind == "closing"


def test_the_next_picture_of_an_award_whose_decision_was_overtaken_is_blocked_with_the_reason():
    state = to_honoured(begun())
    assert {each.id: each.blocked for each in view(state, "ceremony/main").buttons}["forward"] is None

    state = apply(state, e.TrackLocked("centre", state.locked["centre"][:-20]), AT, "organiser")

    blocked = {each.id: str(each.blocked) for each in view(state, "ceremony/main").buttons}
    assert ("变动" in blocked["forward"], "变动" in blocked["back"], blocked["end"]) == (True, True, "None")

"""专家 and 大众: each judge counts in one group, each group by its own rule."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.air import Pace
from judging.core.hall.performance import SheetPhase, Short
from judging.core.marking.recusal import RecusalGround
from judging.core.people.taking_part import Judge
from judging.core.refused import Reason
from judging.core.state import State
from tests import day
from tests.core.made import NO_TRIM, group
from tests.day import CENTRE, DAILY, PRESENT, RULES, after, judge, marked, on, played, refusal, view

E1 = on("e1")
GROUPS = (group("expert", "70", name="专家", minimum=2), group("public", "30", name="大众", minimum=2))
ROUND = replace(PRESENT, groups=GROUPS)
EXPERTS, PUBLIC = ("J1", "J3", "J5"), ("J2", "J4")  # 92.5 91 95 and 90 88


def rules(round=ROUND):
    return replace(RULES, tracks=(replace(CENTRE, rounds=(DAILY, round)),))


def seated(**groups: str):
    """By id, otherwise than as it should be."""
    return tuple(
        replace(each, group=groups.get(each.id, "expert" if each.id in EXPERTS else "public"))
        for each in day.JUDGES
    )


def seat(judges=(), reserves=(), trainees=()):
    return c.SeatPanel("centre", "present", judges or seated(), reserves=reserves, trainees=trainees)


def founded(round=ROUND):
    return played(State(), (replace(day.CREATE, rules=rules(round)),))


def ready(command=None):
    return played(founded(), (command or seat(), day.COMPONENTS, day.ORDER))


def marking(command=None):
    return played(ready(command), (c.CallEntrant(E1), c.OpenMarking(E1)))


def test_each_group_is_worked_out_by_itself_and_weighted():
    """Experts 278.5 ÷ 3 = 92.83, the public 89; (92.83 × 70 + 89 × 30) ÷ 100 = 91.681."""
    state = played(marked(marking()), (c.CloseMarking(E1), c.RevealScore(E1)))

    told = state.performance(E1).announced

    assert (told.score, told.count) == ("91.68", 5)
    assert [(each.name, each.weight, each.score) for each in told.groups] == [
        ("专家", "70", "92.83"),
        ("大众", "30", "89.00"),
    ]
    assert [mark.group for mark in told.marks] == ["专家", "大众", "专家", "大众", "专家"]
    assert told.spoken == (
        "专家三位评委打分：九十二点五分、九十一分、九十五分；三位评委平均得九十二点八三分；"
        "大众两位评委打分：九十分、八十八分；两位评委平均得八十九点零零分；"
        "按七十比三十加权，甲街道中心最后得分九十一点六八分。"
    )


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (seat(seated(J2="")), "请给评委2选一个分组：专家、大众"),
        (seat(seated(J2="nobody")), "请给评委2选一个分组"),
        (seat(seated(J2="expert")), "大众只有 1 位评委，少于 2 位"),
        (seat(reserves=(Judge("R1", 1, "候补"),)), "请给候补选一个分组"),
        (seat(trainees=(Judge("T1", 1, "见习", "expert"),)), "见习评委的评分表不计分，不分组"),
    ],
)
def test_who_is_in_which_group_is_asked_for(command, said):
    assert said in refusal(founded(), command).detail


def test_where_judges_are_in_no_groups_none_is_taken():
    refused = refusal(founded(PRESENT), seat())

    assert "“现场汇报展示”的评委不分组" in refused.detail


def test_lots_do_not_say_who_is_in_which_group():
    refused = refusal(founded(), c.DrawPanel("centre", "present", (), 3, 0, "种子"))

    assert refused.reason is Reason.NOT_NOW
    assert "分专家、大众计分" in refused.detail


def test_nobody_is_called_before_judges_of_no_group_and_all_is_told_beforehand():
    """The rules gave the groups after the judges had been seated."""
    state = played(founded(PRESENT), (day.SEAT, day.COMPONENTS, day.ORDER, c.SetRules(rules(), "")))

    refused = refusal(state, c.CallEntrant(E1))

    assert refused.detail == "评委1、评委2、评委3、评委4、评委5还没有评委分组，请在“评委与席位”中选"
    assert refused.sentence in view(state, "console/main").rounds[0].lacks
    short = replace(ROUND, groups=(replace(GROUPS[0], minimum=4), GROUPS[1]))
    state = after(ready(), c.SetRules(rules(short), ""))
    assert "专家只有 3 位评委，少于 4 位" in refusal(state, c.CallEntrant(E1)).detail


def test_a_judge_counts_in_one_group_on_all_panels_of_the_round():
    panels = replace(ROUND, panels=("A", "B"))
    first = replace(seat(), panel="A")
    state = after(founded(panels), first)

    other = replace(seat(seated(J1="public")), panel="B")

    assert "评委1在本环节的另一评委组属于别的分组" in refusal(state, other).detail
    assert after(state, replace(first, panel="B")).panels.keys() == {
        ("centre", "present", "A"),
        ("centre", "present", "B"),
    }


def test_a_seat_is_taken_by_a_reserve_of_its_group():
    reserves = (Judge("R1", 1, "候补一", "expert"), Judge("R2", 2, "候补二", "public"))
    state = marking(seat(reserves=reserves))

    refused = refusal(state, c.ReplaceJudge("centre", "present", 1, "R2", "突发不适"))
    state = after(state, c.ReplaceJudge("centre", "present", 1, "R1", "突发不适"))

    assert refused.detail == "1号席属于专家，候补二属于大众；请由同组的候补评委接替"
    assert state.panel(E1)[0] == Judge("R1", 1, "候补一", "expert")
    [gone] = [each for each in state.panels["centre", "present", ""].reserves if each.id == "J1"]
    assert gone.group == "expert"
    moved = seat(state.panels["centre", "present", ""].judges, (replace(gone, seat=1, group="public"),))
    assert "评委1已经评过，分组不能再改" in refusal(state, moved).detail


def without_a_public_judge(state):
    for id, marks in [(1, day.TOTALS[1]), (2, day.TOTALS[2]), (3, day.TOTALS[3]), (5, day.TOTALS[5])]:
        state = after(state, day.sheet("e1", *marks), judge(id))
    return after(state, c.ExcuseJudge(E1, "J4", SheetPhase.ABSENT, "请假"))


def test_a_group_that_is_short_waits_for_the_head_judge_whoever_else_is_there():
    state = without_a_public_judge(marking())

    refused = refusal(state, c.CloseMarking(E1))
    state = after(state, c.DecideShort(E1, Short.SHRINK, "意见一致"))
    told = played(state, (c.CloseMarking(E1), c.RevealScore(E1))).performance(E1)

    assert "大众：4号 缺席，计分的评分表只有 1 份，不足 2 份" in refused.detail
    assert (told.short.minimum, told.short.groups) == (1, {"public": 1})
    assert told.announced.score == "91.98"  # (92.83 × 70 + 90 × 30) ÷ 100
    assert view(state, "head/main").tasks[0].short.group == "大众"


def test_the_decision_about_one_group_is_about_no_other():
    """One expert of three is enough for the arithmetic once that minimum is lowered; not for the rules."""
    state = after(without_a_public_judge(marking()), c.DecideShort(E1, Short.SHRINK, "意见一致"))
    for gone in ("J1", "J3"):
        state = after(state, c.ReturnSheet(E1, gone, "有疑"))
        state = after(state, c.ExcuseJudge(E1, gone, SheetPhase.ABSENT, "离场"))

    refused = refusal(state, c.CloseMarking(E1))

    assert "专家能计分的评分表只有 1 份，不足 2 份" in refused.detail
    again = after(state, c.DecideShort(E1, Short.SHRINK, "只有一位专家"))
    assert after(again, c.CloseMarking(E1)).performance(E1).short.groups == {"expert": 1, "public": 1}


def test_each_judge_sees_the_own_group_and_nobody_elses():
    state = marking()

    [mine], [other] = view(state, "judge/J1").tasks, view(state, "judge/J2").tasks

    assert (mine.group, other.group) == ("专家", "大众")
    assert view(ready(), "judge/J2").group == "大众"


def test_the_hall_is_told_group_by_group():
    state = played(marked(marking()), (c.CloseMarking(E1), c.RevealScore(E1)))
    reveal = view(after(state, c.AdmitScreen(1, "device", "主屏")), "screen/1").reveal

    assert [beat.kind for beat in reveal.beats] == ["marks", "groups", "mean", "final"]
    assert (reveal.method, [each.score for each in reveal.groups]) == ("groups", ["92.83", "89.00"])
    said = [line.text for line in view(state, "emcee/main").lines]
    assert said == [
        "专家三位评委打分：九十二点五分、九十一分、九十五分。",
        "大众两位评委打分：九十分、八十八分。",
        "专家得分九十二点八三分。",
        "大众得分八十九点零零分。",
        "专家、大众按七十比三十加权，九十一点六八分。",
        "甲街道中心最后得分九十一点六八分。",
    ]


def test_a_screen_is_told_of_no_group_before_its_beat():
    steps = played(marking(), (c.SetPace(Pace.STEPS), c.AdmitScreen(1, "device", "主屏")))
    state = played(marked(steps), (c.CloseMarking(E1), c.RevealScore(E1)))

    reveal = view(state, "screen/1").reveal

    assert [beat.kind for beat in reveal.beats] == ["marks"]
    assert (reveal.groups, reveal.raw, reveal.score) == ((), "", "")


def test_a_recusal_that_leaves_a_group_short_is_told_before_the_draw():
    state = after(ready(), c.DeclareRecusal("J4", "centre", "e1", RecusalGround.KIN))

    [short] = view(state, "setup").short

    assert (short.group, short.left, short.minimum) == ("大众", 1, 2)


def test_no_trim_is_left_over_from_the_round():
    assert ROUND.trim != NO_TRIM == GROUPS[0].trim  # PRESENT drops extremes from five judges on
    state = after(marked(marking()), c.CloseMarking(E1))

    assert {mark.dropped for mark in state.performance(E1).announced.marks} == {""}

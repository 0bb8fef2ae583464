"""The rules of the day: what may happen when, and what is said to whoever asks too early."""

from contextlib import suppress
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.core import commands as c
from judging.core.apply import APPLY
from judging.core.commands import Command
from judging.core.decide import DECIDE
from judging.core.events import Event
from judging.core.hall.air import Scene
from judging.core.hall.performance import Phase, SheetPhase
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Judge
from judging.core.refused import Reason, Refused
from judging.core.setup.draw import shuffled
from judging.core.state import State
from judging.views.story import SENTENCES
from tests import day
from tests.day import after, judge, on, refusal, sheet


def test_every_command_has_a_decider_and_every_event_an_effect_and_a_sentence():
    assert set(DECIDE) == set(get_args(Command))
    assert set(APPLY) == set(get_args(Event)) == set(SENTENCES)


def test_before_a_competition_is_created_nothing_else_is_possible():
    assert refusal(State(), day.SEAT).reason is Reason.NOT_CREATED


def test_a_day_goes_from_call_to_reveal():
    state = day.revealed(day.marking())

    told = state.performance(on("e1")).announced
    assert (told.score, told.raw, told.count) == ("91.17", "91.17", 5)
    assert [(mark.seat, mark.total, mark.dropped) for mark in told.marks] == [
        (1, "92.5", ""),
        (2, "90.0", ""),
        (3, "91.0", ""),
        (4, "88.0", "low"),
        (5, "95.0", "high"),
    ]
    assert state.first_hall.scene is Scene.REVEAL
    assert state.performance(on("e1")).phase is Phase.REVEALED


def test_nobody_is_called_before_panel_and_order_stand():
    bare = day.played(State(), (day.CREATE,))

    refused = refusal(bare, c.CallEntrant(on("e1")))

    assert refused.reason is Reason.INCOMPLETE
    assert "评委组" in refused.detail


def test_the_stage_holds_one_entrant_at_a_time():
    state = day.marking()

    assert refusal(state, c.CallEntrant(on("e2"))).reason is Reason.STAGE_TAKEN


def test_the_next_waits_until_the_score_on_stage_is_revealed():
    state = after(day.marked(day.marking()), c.CloseMarking(on("e1")))

    refused = refusal(state, c.CallEntrant(on("e2")))

    assert refused.reason is Reason.STAGE_TAKEN
    assert "尚未亮分" in refused.detail


def test_a_score_cannot_be_revealed_while_a_sheet_is_missing():
    state = after(day.marking(), sheet("e1", "50", "30"), judge(1))

    refused = refusal(state, c.RevealScore(on("e1")))

    assert refused.detail == "不能亮分：2、3、4、5号评委尚未提交"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("60.5", Reason.OUT_OF_RANGE),
        ("-0.5", Reason.OUT_OF_RANGE),
        ("50.25", Reason.OUT_OF_RANGE),
        ("NaN", Reason.MALFORMED),
        ("1e1", Reason.MALFORMED),
        ("５０", Reason.MALFORMED),
        (" 50", Reason.MALFORMED),
        ("50,5", Reason.MALFORMED),
        ("", Reason.MALFORMED),
    ],
)
def test_a_mark_off_the_scale_is_refused_by_name(content, reason):
    refused = refusal(day.marking(), sheet("e1", content, "30"), judge(1))

    assert refused.reason is reason
    assert "内容" in refused.detail


def test_a_sheet_has_exactly_the_criteria_of_its_round():
    missing = c.SubmitSheet(on("e1"), 1, {"content": "50"})
    foreign = c.SubmitSheet(on("e1"), 1, {"content": "50", "manner": "30", "charm": "5"})

    assert "表达" in refusal(day.marking(), missing, judge(1)).detail
    assert "charm" in refusal(day.marking(), foreign, judge(1)).detail


def test_a_submitted_sheet_stands_until_it_is_returned():
    state = after(day.marking(), sheet("e1", "50", "30"), judge(1))
    assert refusal(state, sheet("e1", "51", "30", 2), judge(1)).reason is Reason.ALREADY

    state = after(state, c.ReturnSheet(on("e1"), "J1", "笔误"))
    assert state.performance(on("e1")).sheets["J1"].marks == {"content": "50", "manner": "30"}
    state = after(state, sheet("e1", "51", "30", 2), judge(1))

    assert state.performance(on("e1")).sheets["J1"].marks["content"] == "51"


def test_a_late_copy_of_the_first_sheet_does_not_undo_the_return():
    state = after(day.marking(), sheet("e1", "50", "30"), judge(1))
    state = after(state, c.ReturnSheet(on("e1"), "J1", "笔误"))

    assert refusal(state, sheet("e1", "50", "30", 1), judge(1)).reason is Reason.STALE


def test_a_judge_not_on_the_panel_cannot_mark():
    stranger = acting(Duty.JUDGE, "J9")

    assert refusal(day.marking(), sheet("e1", "50", "30"), stranger).reason is Reason.NOT_ON_PANEL


@pytest.mark.parametrize("state", [day.ready(), after(day.ready(), c.CallEntrant(on("e1")))])
def test_before_marking_is_opened_no_sheet_is_taken(state):
    assert refusal(state, sheet("e1", "50", "30"), judge(1)).reason is Reason.NOT_NOW


def test_after_closing_no_sheet_is_taken():
    state = after(day.marked(day.marking()), c.CloseMarking(on("e1")))

    assert refusal(state, sheet("e1", "50", "30", 2), judge(1)).reason is Reason.NOT_NOW


def test_an_excused_judge_shrinks_the_panel():
    state = day.marking()
    for n, (content, manner) in list(day.TOTALS.items())[:4]:
        state = after(state, sheet("e1", content, manner), judge(n))
    state = after(state, c.ExcuseJudge(on("e1"), "J5", SheetPhase.RECUSED, "亲属"))

    state = after(state, c.CloseMarking(on("e1")))

    told = state.performance(on("e1")).announced
    assert told.score == "90.38"  # (92.5 + 90 + 91 + 88) / 4: four judges are not trimmed
    assert told.marks[4].state == "recused"


def test_too_few_judges_hold_the_score():
    state = day.marking()
    for n in (1, 2):
        state = after(state, sheet("e1", "50", "30"), judge(n))
    for n in (3, 4, 5):
        state = after(state, c.ExcuseJudge(on("e1"), f"J{n}", SheetPhase.ABSENT, "未到"))

    assert refusal(state, c.CloseMarking(on("e1"))).reason is Reason.INCOMPLETE


def test_a_restored_judge_keeps_the_returned_marks():
    state = after(day.marking(), sheet("e1", "50", "30"), judge(1))
    state = after(state, c.ReturnSheet(on("e1"), "J1", "误操作"))
    state = after(state, c.ExcuseJudge(on("e1"), "J1", SheetPhase.ABSENT, "离席"))

    state = after(state, c.RestoreJudge(on("e1"), "J1"))

    restored = state.performance(on("e1")).sheets["J1"]
    assert (restored.phase, restored.marks["content"]) == (SheetPhase.RETURNED, "50")


def test_a_deduction_comes_off_after_the_trimmed_mean():
    state = after(day.marking(), c.EnterDeduction(on("e1"), "0.5", "超时 20 秒"))
    state = day.revealed(state)

    told = state.performance(on("e1")).announced
    assert (told.raw, told.score) == ("91.17", "90.67")


def test_each_step_can_be_taken_back_with_a_reason_and_loses_no_mark():
    state = day.revealed(day.marking())
    back = c.StepBack(on("e1"), "误触")
    phases = []

    for _ in range(4):
        state = after(state, back)
        phases.append(state.performance(on("e1")).phase)

    assert phases == [Phase.CONFIRMED, Phase.MARKING, Phase.CALLED, Phase.WAITING]
    assert len(state.performance(on("e1")).sheets) == 5
    assert refusal(state, back).reason is Reason.NOT_NOW
    assert refusal(day.marking(), c.StepBack(on("e1"), "  ")).reason is Reason.MALFORMED


def test_withdrawing_a_reveal_withdraws_the_ranking_that_shows_it():
    state = after(day.revealed(day.marking()), day.publish())

    state = after(state, c.StepBack(on("e1"), "核分"))

    assert state.standings == {}
    assert state.first_hall.scene is Scene.PROGRESS


def test_a_ranking_holds_only_who_has_been_revealed():
    state = day.revealed(day.marking())
    state = day.played(state, (c.CallEntrant(on("e2")), c.OpenMarking(on("e2"))))
    state = after(day.marked(state, "e2"), c.CloseMarking(on("e2")))

    state = after(state, day.publish())

    (row,) = state.standings["centre"].rows
    assert (row.place, row.entrant, row.composite) == (1, "e1", "90.35")  # 0.7 × 90 + 0.3 × 91.17
    assert state.standings["centre"].of == 3


def test_a_ranking_says_where_each_stood_before():
    state = after(day.revealed(day.marking()), day.publish())
    state = day.played(state, (c.CallEntrant(on("e3")), c.OpenMarking(on("e3"))))
    for n in range(1, 6):
        state = after(state, sheet("e3", "60", "40"), judge(n))
    state = day.played(state, (c.CloseMarking(on("e3")), c.RevealScore(on("e3"))))

    state = after(state, day.publish())

    assert [(row.place, row.entrant, row.before) for row in state.standings["centre"].rows] == [
        (1, "e3", None),
        (2, "e1", 1),
    ]


def test_without_components_there_is_no_ranking():
    state = day.played(
        State(), (day.CREATE, day.SEAT, day.ORDER, c.CallEntrant(on("e1")), c.OpenMarking(on("e1")))
    )

    assert "日常服务能级" in refusal(day.revealed(state), day.publish()).detail


def test_a_scene_that_has_nothing_to_show_stays_off_air():
    assert refusal(day.ready(), c.ShowScene(Scene.REVEAL)).reason is Reason.NOT_NOW
    assert refusal(day.marking(), c.ShowScene(Scene.REVEAL)).reason is Reason.NOT_NOW
    assert refusal(day.ready(), c.ShowScene(Scene.RANKING)).reason is Reason.NOT_NOW
    assert after(day.marking(), c.ShowScene(Scene.BLACK)).first_hall.scene is Scene.BLACK


def test_components_come_for_all_entrants_or_not_at_all():
    few = c.ImportComponents("centre", "daily", {"e1": "90"}, "日常.xlsx")
    stranger = c.ImportComponents(
        "centre", "daily", {"e1": "90", "e2": "1", "e3": "2", "e9": "3"}, "日常.xlsx"
    )
    high = c.ImportComponents("centre", "daily", {"e1": "90", "e2": "1", "e3": "100.01"}, "日常.xlsx")

    assert "乙镇中心" in refusal(day.ready(), few).detail
    assert "e9" in refusal(day.ready(), stranger).detail
    assert refusal(day.ready(), high).reason is Reason.OUT_OF_RANGE


def test_the_draw_can_be_repeated_by_anybody_with_the_seed():
    state = after(day.ready(), c.DrawOrder("centre", "present", "20261120-上海"))

    order = state.orders["centre", "present"]
    assert order.entrants == shuffled(("e3", "e1", "e2"), "20261120-上海")
    assert sorted(order.entrants) == ["e1", "e2", "e3"]


def test_the_order_stands_once_somebody_was_called():
    state = after(day.ready(), c.CallEntrant(on("e1")))

    assert refusal(state, c.DrawOrder("centre", "present", "x")).reason is Reason.BEGUN


def test_rules_stand_once_marks_are_taken():
    other = c.SetRules(type(day.RULES)(id="x", name="y", tracks=()))

    assert refusal(day.marking(), other).reason is Reason.BEGUN
    fewer = c.SeatPanel("centre", "present", day.JUDGES[:4])
    assert refusal(day.marking(), fewer).reason is Reason.BEGUN
    assert refusal(day.marking(), c.SetEntrants("centre", day.ENTRANTS[:2])).reason is Reason.BEGUN


def test_who_withdraws_leaves_the_stage_and_is_not_called_again():
    state = after(day.ready(), c.CallEntrant(on("e1")))

    state = after(state, c.SetStatus("centre", "e1", "no_show", "三次点名未到"))

    assert state.first_hall.on_stage is None
    assert refusal(state, c.CallEntrant(on("e1"))).reason is Reason.NOT_NOW
    assert after(state, c.CallEntrant(on("e2"))).first_hall.on_stage == on("e2")


def test_a_judge_who_leaves_the_panel_loses_the_pass():
    state = after(day.ready(), c.IssuePass("p5", Duty.JUDGE, "J5", "link5"))

    state = after(state, c.SeatPanel("centre", "present", day.JUDGES[:4]))

    assert state.passes == {}


def test_seats_are_numbered_from_one_without_gaps():
    gap = (Judge("J1", 1, "甲"), Judge("J2", 2, "乙"), Judge("J4", 4, "丙"))

    assert "连续编号" in refusal(day.ready(), c.SeatPanel("centre", "present", gap)).detail


ENTRANT_IDS = st.sampled_from(["e1", "e2", "e3", "e9"])
JUDGE_IDS = st.sampled_from(["J1", "J2", "J3", "J4", "J5", "J9"])
PERFORMANCES = ENTRANT_IDS.map(on)
WORDS = st.sampled_from(["理由", ""])
MARKS = st.sampled_from(["50", "30", "40", "0", "61", "x"])
COMMANDS = st.one_of(
    st.builds(c.CallEntrant, PERFORMANCES),
    st.builds(c.OpenMarking, PERFORMANCES),
    st.builds(c.CloseMarking, PERFORMANCES),
    st.builds(c.RevealScore, PERFORMANCES),
    st.builds(c.StepBack, PERFORMANCES, WORDS),
    st.sampled_from([day.publish(), c.RevealStandings("centre", ""), c.RevealStandings("nowhere", "")]),
    st.builds(c.WithdrawStandings, st.sampled_from(["centre", "nowhere"]), WORDS),
    st.builds(
        c.SubmitSheet,
        PERFORMANCES,
        st.integers(0, 3),
        st.fixed_dictionaries({"content": MARKS, "manner": MARKS}),
    ),
    st.builds(c.ReturnSheet, PERFORMANCES, JUDGE_IDS, WORDS),
    st.builds(c.ExcuseJudge, PERFORMANCES, JUDGE_IDS, st.sampled_from(SheetPhase), WORDS),
    st.builds(c.RestoreJudge, PERFORMANCES, JUDGE_IDS),
    st.builds(c.Recuse, PERFORMANCES, WORDS),
    st.builds(c.EnterDeduction, PERFORMANCES, st.sampled_from(["0.5", "0", "-1", "x"]), WORDS),
    st.builds(c.WithdrawDeduction, PERFORMANCES, st.integers(-1, 2), WORDS),
    st.builds(
        c.SetStatus,
        st.just("centre"),
        ENTRANT_IDS,
        st.sampled_from(["withdrawn", "disqualified", None]),
        WORDS,
    ),
    st.builds(c.ShowScene, st.sampled_from(Scene)),
)
ACTORS = st.one_of(st.just(day.DIRECTOR), st.builds(judge, st.integers(1, 6)))


@given(st.lists(st.tuples(COMMANDS, ACTORS), max_size=50))
def test_whatever_is_decided_can_be_applied_and_nothing_but_refused_is_raised(asked):
    state = day.marking()

    for command, by in asked:
        with suppress(Refused):
            state = after(state, command, by)

    for id, performance in state.performances.items():
        settled = performance.phase in (Phase.CONFIRMED, Phase.REVEALED)
        assert (performance.announced is not None) == settled, id
        if settled:
            assert {mark.judge for mark in performance.announced.marks} == {"J1", "J2", "J3", "J4", "J5"}

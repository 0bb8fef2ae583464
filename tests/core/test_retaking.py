"""补赛: what was judged is set aside and stays, nothing of it is seen, and it is on record which counts."""

import msgspec
import pytest

from judging.core import commands as c
from judging.core.attendance.checkin import Step
from judging.core.hall.air import Scene
from judging.core.hall.hall import NamedHall
from judging.core.hall.performance import Phase, SheetPhase
from judging.core.marking.turns import announced
from judging.core.refused import Reason
from judging.core.state import PanelKey
from judging.views.attending import attend
from tests import compulsory_day, day
from tests.compulsory_day import CARD, HOUSE
from tests.day import after, judge, on, played, refusal, view

KEY = PanelKey("centre", "present")
RETAKE = c.GrantRetake(on("e1"), "会场停电", "见证人甲")


def count(attempt):
    return c.CountAttempt(on("e1"), attempt, "仲裁决定", "见证人乙")


def confirmed():
    """e1 has 91.17, which nobody has been told."""
    return after(day.marked(day.marking()), c.CloseMarking(on("e1")))


def waiting():
    """The same, and waits for another turn."""
    return after(confirmed(), RETAKE)


def again(state, mark="50"):
    """All five judges mark e1 once more, alike: content *mark*, manner 30."""
    state = played(state, (c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))))
    attempt = state.performance(on("e1")).attempt
    for n in range(1, 6):
        sheet = c.SubmitSheet(on("e1"), 1, {"content": mark, "manner": "30"}, attempt=attempt)
        state = after(state, sheet, judge(n))
    return after(state, c.CloseMarking(on("e1")))


def held_first(few):
    """Under 定标, nobody called yet."""
    held = msgspec.structs.replace(day.PRESENT, hold_first=few)
    track = msgspec.structs.replace(day.CENTRE, rounds=(day.DAILY, held))
    return after(day.ready(), c.SetRules(msgspec.structs.replace(day.RULES, tracks=(track,))))


def confirmed_on_stage(state, entrant):
    state = played(state, (c.CallEntrant(on(entrant)), c.OpenMarking(on(entrant))))
    return after(day.marked(state, entrant), c.CloseMarking(on(entrant)))


def score(state):
    return state.performance(on("e1")).announced.score


@pytest.mark.parametrize(
    "state", [played(day.ready(), (c.CallEntrant(on("e1")),)), day.marking(), confirmed()]
)
def test_from_the_call_to_the_confirmed_score_a_retake_can_be_granted(state):
    state = after(state, RETAKE)

    performance = state.performance(on("e1"))
    assert (performance.phase, performance.attempt) == (Phase.WAITING, 1)
    assert (performance.sheets, performance.deductions, performance.announced) == ({}, (), None)
    assert list(state.on()) == []


def test_what_was_judged_stays_with_reason_witness_and_moment():
    [attempt] = waiting().performance(on("e1")).attempts

    assert (attempt.reason, attempt.witness, attempt.at) == ("会场停电", "见证人甲", day.AT)
    assert attempt.played == confirmed().performance(on("e1"))


def test_who_waits_or_has_been_revealed_gets_no_retake():
    assert refusal(day.ready(), RETAKE).reason is Reason.NOT_NOW
    refused = refusal(day.revealed(day.marking()), RETAKE)
    assert refused.detail == "甲街道中心已亮分；要补赛请先撤回亮分并写明原因"

    back = after(day.revealed(day.marking()), c.StepBack(on("e1"), "核对"))
    assert after(back, RETAKE).performance(on("e1")).attempt == 1


def test_who_takes_no_part_gets_no_retake():
    gone = after(confirmed(), c.SetStatus("centre", "e1", "disqualified", "冒名"))

    assert refusal(gone, RETAKE).reason is Reason.NOT_NOW


def test_who_performs_again_comes_last_or_next():
    last, next = waiting(), after(confirmed(), c.GrantRetake(on("e1"), "停电", "见证人", last=False))

    assert last.order_of(KEY) == ("e2", "e3", "e1")
    assert [move.reason for move in last.orders["centre", "present"].moves] == ["会场停电"]
    assert next.order_of(KEY) == ("e1", "e2", "e3")


def test_the_newest_counts_by_default():
    state = again(waiting())

    assert score(state) == "80.00"
    revealed = after(state, c.RevealScore(on("e1")))
    assert view(after(revealed, c.AdmitScreen(1, "d", "主屏")), "screen/1").reveal.score == "80.00"


def test_an_earlier_attempt_counts_where_somebody_says_so():
    state = after(again(waiting()), count(0))

    performance = state.performance(on("e1"))
    assert (score(state), performance.attempt, performance.phase) == ("91.17", 0, Phase.CONFIRMED)
    [other] = performance.attempts
    assert (other.played.attempt, other.played.announced.score) == (1, "80.00")
    assert (other.reason, other.witness) == ("仲裁决定", "见证人乙")
    assert announced(state, on("e1")).score == "91.17"


def test_the_choice_can_be_changed_until_the_reveal():
    state = after(after(again(waiting()), count(0)), count(1))
    assert score(state) == "80.00"
    assert after(state, count(1)) is state

    revealed = after(state, c.RevealScore(on("e1")))
    assert refusal(revealed, count(0)).reason is Reason.NOT_NOW


def test_a_retake_that_is_not_called_can_be_taken_back():
    state = after(waiting(), count(0))

    assert (score(state), state.performance(on("e1")).phase) == ("91.17", Phase.CONFIRMED)
    assert score(again(after(state, RETAKE))) == "80.00"
    assert again(after(state, RETAKE)).performance(on("e1")).attempt == 2


def test_only_what_was_confirmed_can_count():
    state = again(after(day.marking(), RETAKE))

    assert refusal(state, count(0)).detail == "甲街道中心第 1 次没有确认的得分，不能计入"
    assert refusal(state, count(7)).reason is Reason.UNKNOWN


def test_while_the_retake_is_judged_nothing_is_chosen():
    state = played(waiting(), (c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))))

    assert refusal(state, count(0)).reason is Reason.NOT_NOW


def test_a_sheet_that_waited_on_a_phone_never_counts_for_the_retake():
    state = played(waiting(), (c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))))

    late = refusal(state, day.sheet("e1", "55", "36"), judge(3))

    assert late.reason is Reason.STALE
    assert late.detail == "这是甲街道中心第 1 次的评分表，现在评的不是这一次，没有收下；请在当前页面重新评分"
    ahead = c.SubmitSheet(on("e1"), 1, {"content": "55", "manner": "36"}, attempt=2)
    assert refusal(state, ahead, judge(3)).reason is Reason.STALE


def test_it_is_refused_as_well_as_long_as_the_retake_waits():
    assert refusal(waiting(), day.sheet("e1", "55", "36"), judge(3)).reason is Reason.STALE


def test_the_phone_starts_empty():
    state = played(waiting(), (c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))))

    [task] = view(state, "judge/J3").tasks
    assert (task.attempt, task.sheet, task.revision, task.marks, task.open) == (1, None, 0, {}, True)


@pytest.mark.parametrize("topic", ["screen/1", "emcee/main", "judge/J3"])
def test_nothing_of_the_former_is_told_to_the_hall(topic):
    state = played(confirmed(), (c.AdmitScreen(1, "device", "主屏"), RETAKE))
    steps = (c.CallEntrant(on("e1")), c.OpenMarking(on("e1")))
    for command in (None, *steps, c.ShowScene(Scene.ENTRANCE), c.ShowScene(Scene.PROGRESS)):
        state = after(state, command) if command else state
        told = msgspec.json.encode(view(state, topic)).decode()
        assert not any(each in told for each in ("91.17", "九十一", "92.5", "37.5", "停电"))
    if topic == "screen/1":
        assert set(view(state, topic).seats) == {"waiting"}


def test_the_console_sees_no_total_of_a_seat_before_all_are_in_again():
    state = played(waiting(), (c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))))
    stage = view(state, "console/main").stage

    assert stage.preview is None
    assert {tile.total for tile in stage.seats} == {None}
    [row] = [row for row in view(state, "order/main").panels[0].rows if row.performance == on("e1")]
    assert (row.attempt, [(line.attempt, line.score) for line in row.attempts]) == (1, [(0, "91.17")])


def test_who_is_recused_from_the_entrant_stays_so_and_who_was_absent_does_not():
    state = after(day.marking(), c.Recuse(on("e1"), "亲属"), judge(2))
    state = after(state, c.ExcuseJudge(on("e1"), "J4", SheetPhase.ABSENT, "迟到"))

    sheets = after(state, RETAKE).performance(on("e1")).sheets

    assert {judge: sheet.phase for judge, sheet in sheets.items()} == {"J2": SheetPhase.RECUSED}


def test_panel_roster_and_order_stand_though_everybody_waits():
    state = waiting()

    others = c.SeatPanel("centre", "present", day.JUDGES[:4])
    assert refusal(state, others).reason is Reason.BEGUN
    assert refusal(state, c.SetEntrants("centre", day.ENTRANTS[:2])).reason is Reason.BEGUN
    assert refusal(state, day.ORDER).reason is Reason.BEGUN
    assert refusal(state, c.ReplaceEntrant("centre", "e1", "来函", "见证人")).reason is Reason.BEGUN


def test_who_performs_again_is_checked_in_again():
    state = played(day.ready(), (c.CheckIn(on("e1"), Step.WAITING), c.CallEntrant(on("e1")), RETAKE))

    assert state.checkin(on("e1")).step is None


def test_a_score_that_waits_elsewhere_leaves_who_is_on_stage_there():
    """Under 定标 the first is confirmed and the second on."""
    state = after(confirmed_on_stage(held_first(2), "e1"), c.CallEntrant(on("e2")))

    state = after(state, RETAKE)

    assert list(state.on()) == [on("e2")]
    assert state.first_hall.scene is Scene.ENTRANCE


def test_what_a_row_offers_of_a_retake_can_be_done():
    for state, wanted in (
        (confirmed(), ["retake"]),
        (waiting(), ["count"]),
        (again(waiting()), ["retake", "count"]),
    ):
        offered = [each for each in attend(state, on("e1")) if each.id in ("retake", "count")]
        assert [each.id for each in offered] == wanted
        for each in offered:
            after(state, getattr(c, each.kind)(**{**each.data, "performance": on("e1")}))


def told_next(state):
    """Whose score the console reveals next."""
    step = view(state, "console/main").next
    assert (step.id, step.blocked) == ("reveal", None)
    return step.data["performance"]["entrant"]


def test_a_score_whose_retake_was_taken_back_is_revealed_next():
    state = after(waiting(), count(0))

    assert told_next(state) == "e1"
    after(after(state, c.RevealScore(on("e1"))), c.CallEntrant(on("e2")))


def test_of_those_held_together_the_first_is_revealed_though_the_stage_is_empty():
    state = confirmed_on_stage(confirmed_on_stage(held_first(2), "e1"), "e2")
    again = c.GrantRetake(on("e2"), "会场停电", "见证人甲")

    assert view(after(state, again), "console/main").next.id == "call"
    assert told_next(played(state, (again, c.CountAttempt(on("e2"), 0, "仲裁决定", "见证人乙")))) == "e1"


def test_who_is_held_alone_once_the_others_withdrew_is_revealed():
    state = after(confirmed_on_stage(held_first(2), "e1"), c.CallEntrant(on("e2")))
    for entrant in ("e2", "e3"):
        state = after(state, c.SetStatus("centre", entrant, "withdrawn", "来函"))

    assert told_next(state) == "e1"


def test_an_attempt_that_counts_is_revealed_where_the_panel_sits_now():
    halls = c.SetHalls((NamedHall("main", "一号厅"), NamedHall("h2", "二号厅")))
    state = played(waiting(), (halls, c.MovePanel("centre", "present", "h2"), count(0)))

    assert state.hall_of(on("e1")).id == "h2"
    assert view(state, "console/h2").next.id == "reveal"


def test_a_retake_has_no_case_yet_and_never_draws_the_same():
    state = after(compulsory_day.marking(cases=(HOUSE, CARD)), c.DrawCase(on("e1"), "种子"))
    first = state.performance(on("e1")).case
    state = played(state, (c.GrantRetake(on("e1"), "停电", "见证人", last=False), c.CallEntrant(on("e1"))))
    assert state.performance(on("e1")).case == ""

    again = after(state, c.DrawCase(on("e1"), "种子")).performance(on("e1")).case

    assert {first, again} == {"house", "card"}

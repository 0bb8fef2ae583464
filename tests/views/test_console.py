"""The console's buttons: one next step, and a reason on each that is blocked."""

from judging.core import commands as c
from judging.core.hall.air import Pace
from judging.core.hall.performance import Phase
from judging.core.people.duty import Duty
from tests import day
from tests.day import after, on, view


def buttons(state):
    return {button.id: button for button in view(state, "console/main").buttons}


def test_the_next_step_follows_the_show():
    steps = []
    state = day.ready()
    steps.append(view(state, "console/main").next.id)
    state = after(state, c.CallEntrant(on("e1")))
    steps.append(view(state, "console/main").next.id)
    state = day.marked(after(state, c.OpenMarking(on("e1"))))
    steps.append(view(state, "console/main").next.id)
    state = after(state, c.CloseMarking(on("e1")))
    steps.append(view(state, "console/main").next.id)
    state = after(state, c.RevealScore(on("e1")))
    steps.append(view(state, "console/main").next.id)

    assert steps == ["call", "open", "close", "reveal", "call"]


def test_a_blocked_button_says_why():
    assert "2、3、4、5号" in str(buttons(day.marking())["reveal"].blocked)
    assert "未提交" not in str(buttons(day.marking())["open"].blocked)


def test_a_button_carries_the_whole_command():
    button = buttons(day.ready())["call"]

    assert (button.kind, button.data) == (
        "CallEntrant",
        {"performance": {"track": "centre", "round": "present", "entrant": "e1"}, "window": 0},
    )


def test_the_next_entrant_skips_who_has_withdrawn():
    state = after(day.ready(), c.SetStatus("centre", "e1", "withdrawn", "来函"))

    assert buttons(state)["call"].data["performance"]["entrant"] == "e2"


def test_only_closing_is_next_while_the_panel_is_marking_never_the_ranking():
    state = day.revealed(day.marking())
    state = after(after(state, c.CallEntrant(on("e2"))), c.OpenMarking(on("e2")))

    following = view(state, "console/main").next
    assert (following.id, str(following.blocked)) == ("close", "不能结束评分：1、2、3、4、5号评委尚未提交")
    assert buttons(state)["standings"].blocked is None


def test_a_hand_over_names_the_seat():
    state = after(day.ready(), c.IssuePass("p3", Duty.JUDGE, "J3", "link"))
    state = after(state, c.ClaimSeat("one", "link"), day.GUEST)
    state = after(state, c.ClaimSeat("two", "link"), day.GUEST)

    (asked,) = view(state, "console/main").handovers

    assert (asked.device, str(asked.holder)) == ("two", "3号评委 评委3")


def test_who_has_left_the_stage_can_be_stepped_back_from_the_order():
    state = day.revealed(day.marking())
    state = after(state, c.CallEntrant(on("e2")))
    state = after(state, c.StepBack(on("e2"), "误触"))

    (panel,) = view(state, "order/main").panels

    assert [row.phase for row in panel.rows] == [Phase.REVEALED, Phase.WAITING, Phase.WAITING]
    assert panel.no_back is None


def test_nobody_who_has_left_the_stage_is_stepped_back_while_another_is_on_it():
    state = after(day.revealed(day.marking()), c.CallEntrant(on("e2")))

    (panel,) = view(state, "order/main").panels

    assert str(panel.no_back) == day.refusal(state, c.StepBack(on("e1"), "误触")).detail


def test_an_open_tie_is_told_until_it_is_decided():
    from tests.core.test_ending import tied

    (tie,) = view(tied(), "console/main").ties

    assert (tie.composite, [entrant.id for entrant in tie.entrants]) == ("90.35", ["e1", "e2"])
    assert view(after(tied(), c.DecideTie("centre", ("e2", "e1"), "决定")), "console/main").ties == ()


def test_while_a_reveal_waits_for_the_key_nothing_else_is_next():
    state = after(day.marked(day.marking()), c.SetPace(Pace.STEPS))
    state = day.played(state, (c.CloseMarking(on("e1")), c.RevealScore(on("e1"))))
    shown = view(state, "console/main")

    assert (shown.next.id, shown.playing.let, len(shown.playing.beats)) == ("advance", 1, 4)
    assert "正在亮分" in str(buttons(state)["call"].blocked)

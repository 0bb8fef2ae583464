"""会场: named, ordered and removed; panels that sit in them and move; nobody needed in two at once."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.hall import NamedHall
from judging.core.hall.performance import Phase, SheetPhase
from judging.core.moments import LATER
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Entrant
from judging.core.publication.on_air import fingerprint, present
from judging.core.refused import Reason, Refused
from judging.core.state import PanelKey, State
from tests import halls, panels_day
from tests.day import after, played, refusal
from tests.panels_day import HALLS, PEOPLE, SHOW, A, B, called, confirmed, on, opened, revealed, seat

MOVE_B = c.MovePanel("people", "show", "main", "B")


def own_panels(**changes: object) -> State:
    """As `panels_day.ready`, but nobody sits on both panels."""
    return after(panels_day.ready(**changes), seat("B", ("J4", "J5", "J6"), "h2"))


# Setting them


def test_a_single_hall_needs_no_name_and_several_need_different_ones():
    state = panels_day.blank()
    assert after(state, c.SetHalls((NamedHall("main", ""),))) == state
    assert refusal(state, c.SetHalls((NamedHall("main", ""), NamedHall("h2", "二号厅")))).reason is (
        Reason.MALFORMED
    )
    same = (NamedHall("main", "大厅"), NamedHall("h2", "大厅"))
    assert "不能重复" in str(refusal(state, c.SetHalls(same)).detail)
    assert refusal(state, c.SetHalls(())).reason is Reason.MALFORMED
    assert refusal(state, c.SetHalls((NamedHall("会场一", "大厅"),))).reason is Reason.MALFORMED


def test_halls_are_renamed_and_put_in_another_order_in_the_middle_of_the_day():
    state = opened(panels_day.ready(), "p6")
    other = (NamedHall("h2", "报告厅"), NamedHall("main", "一号厅"))
    state = after(state, c.SetHalls(other))
    assert [(hall.id, hall.name) for hall in state.halls.values()] == [("h2", "报告厅"), ("main", "一号厅")]
    assert state.halls["h2"].on_stage == on("p6")
    assert [key.panel for key in state.panels_in("main")] == ["A"]


def test_a_hall_goes_once_no_panel_sits_there():
    state = panels_day.ready()
    without = c.SetHalls(HALLS[:1])
    assert "二号厅还有评委组" in str(refusal(state, without).detail)
    assert set(played(state, (MOVE_B, without)).halls) == {"main"}


def test_a_panel_nobody_was_named_for_keeps_no_hall():
    state = after(panels_day.blank(), c.SetHalls(HALLS))
    assert set(after(state, c.SetHalls(HALLS[1:])).halls) == {"h2"}


def test_a_hall_somebody_has_been_on_in_stays():
    state = played(revealed(panels_day.ready(), "p6"), (MOVE_B,))
    assert "二号厅已有参赛对象出场" in str(refusal(state, c.SetHalls(HALLS[:1])).detail)


def test_with_a_hall_go_its_passes_and_its_screens_are_blank_again():
    state = played(
        panels_day.ready(),
        (
            MOVE_B,
            c.AdmitScreen(1, "d1", "二号厅大屏", hall="h2"),
            c.AdmitScreen(2, "d2", "一号厅大屏", hall="main"),
            c.IssuePass("director-h2", Duty.DIRECTOR, None, "0" * 64, hall="h2"),
            c.IssuePass("director", Duty.DIRECTOR, None, "1" * 64),
            c.SetHalls(HALLS[:1]),
        ),
    )
    assert [(screen.name, screen.hall) for screen in state.screens.values()] == [
        ("", "main"),
        ("一号厅大屏", "main"),
    ]
    assert set(state.passes) == {"director"}


# Panels that move


def test_a_panel_moves_between_two_entrants_and_not_while_it_judges_one():
    begun = opened(panels_day.ready(), "p6")
    assert "选手6还没有亮分" in str(refusal(begun, MOVE_B).detail)

    state = after(revealed(panels_day.ready(), "p6"), MOVE_B)

    assert state.hall_of(on("p6")).id == "h2"
    assert called(state, "p2").halls["main"].on_stage == on("p2")
    assert state.halls["h2"].on_stage == on("p6")


def test_a_panel_is_not_moved_by_seating_it_anew_either():
    state = called(own_panels(), "p6")
    assert refusal(state, seat("B", ("J4", "J5", "J6"), "main")).reason is Reason.NOT_NOW
    assert after(state, seat("B", ("J4", "J5", "J7"))).panels["people", "show", "B"].hall == "h2"


def test_a_step_back_after_the_panel_moved_goes_to_the_hall_where_it_was():
    state = after(revealed(own_panels(), "p6"), MOVE_B)
    back = after(state, c.StepBack(on("p6"), "念错了"))
    assert back.halls["h2"].on_stage == on("p6")
    assert back.halls["main"] == state.halls["main"]


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (c.MovePanel("people", "show", "h9", "B"), Reason.UNKNOWN),
        (c.MovePanel("people", "show", "main", "C"), Reason.UNKNOWN),
        (c.MovePanel("people", "x", "main"), Reason.UNKNOWN),
        (seat("C", A), Reason.UNKNOWN),
        (seat("A", A, "h9"), Reason.UNKNOWN),
    ],
)
def test_what_is_not_there_is_not_moved(command, reason):
    assert refusal(panels_day.ready(), command).reason is reason


# In two halls at once


def test_a_judge_of_two_panels_is_needed_in_one_hall_at_a_time():
    state = called(panels_day.ready(), "p6")
    assert "评委3正在二号厅评选手6" in str(refusal(state, c.CallEntrant(on("p1"))).detail)
    assert called(confirmed(panels_day.ready(), "p6"), "p1").halls["main"].on_stage == on("p1")


def test_a_judge_who_is_excused_there_is_free_here():
    state = played(
        called(panels_day.ready(), "p6"), (c.ExcuseJudge(on("p6"), "J3", SheetPhase.ABSENT, "去一号厅"),)
    )
    both = opened(state, "p1")
    assert "评委3正在一号厅评选手1" in str(refusal(both, c.RestoreJudge(on("p6"), "J3")).detail)


def test_marking_is_not_opened_again_while_a_judge_of_it_is_needed_elsewhere():
    state = called(confirmed(panels_day.ready(), "p6"), "p1")
    assert "评委3正在一号厅评选手1" in str(refusal(state, c.StepBack(on("p6"), "核对")).detail)
    assert after(confirmed(own_panels(), "p6"), c.StepBack(on("p6"), "核对"))


def test_nobody_is_seated_before_who_was_called_while_needed_elsewhere():
    state = opened(called(own_panels(), "p1"), "p6")
    assert "评委4正在二号厅评选手6" in str(refusal(state, seat("A", ("J1", "J2", "J4"))).detail)


def test_an_entrant_is_not_called_into_a_second_hall():
    talk = replace(SHOW, id="talk", name="答辩", panels=(), equalise="none")
    rules = replace(panels_day.RULES, tracks=(replace(PEOPLE, rounds=(SHOW, talk)),))
    people = {"people": tuple(Entrant(f"p{n}", f"选手{n}") for n in (1, 2))}
    state = played(
        State(),
        (
            c.CreateCompetition(rules, people),
            c.SetHalls(HALLS),
            seat("A", A, "main"),
            seat("B", B, "main"),
            replace(seat("", ("J6", "J7"), "h2"), round="talk"),
            c.EnterAssignment("people", "show", {"p1": "A", "p2": "B"}, "见证人"),
            c.DrawOrder("people", "show", "x"),
            c.DrawOrder("people", "talk", "x"),
            c.CallEntrant(on("p1")),
        ),
    )
    assert "选手1正在一号厅参加“风采展示”" in str(
        refusal(state, c.CallEntrant(replace(on("p1"), round="talk"))).detail
    )
    assert called(state).halls["h2"].on == ()
    assert after(state, c.CallEntrant(replace(on("p2"), round="talk"))).halls["h2"].on


def test_two_panels_in_one_hall_take_turns():
    state = after(own_panels(), MOVE_B)
    assert refusal(called(state, "p6"), c.CallEntrant(on("p1"))).reason is Reason.STAGE_TAKEN
    assert revealed(state, "p6", "p1").halls["main"].on_stage == on("p1")
    assert state.panels_in("main") == (PanelKey("people", "show", "A"), PanelKey("people", "show", "B"))


def test_a_ranking_waits_for_a_reveal_of_its_track_in_whichever_hall():
    noon = "2026-11-20T12:00:00.000Z"
    state = halls.ready()
    for id in (halls.near(0), halls.near(0, "two"), halls.near(1), halls.far(0)):
        state = halls.revealed(state, id)
    last = halls.near(1, "two")
    closed = after(halls.marked(halls.open_for_marks(state, last), last), c.CloseMarking(last))

    running = after(closed, c.RevealScore(last), at=noon)  # in B
    replayed = after(closed, c.ReplayReveal(halls.far(0)), at=noon)  # in C

    def published(before: State, track: str, hall: str, at: str = noon) -> bool:
        shown = fingerprint(present(before, track))
        return track in after(before, c.RevealStandings(track, shown, hall), at=at).standings

    with pytest.raises(Refused, match="丑号中心正在亮分"):
        published(running, "near", "A")
    with pytest.raises(Refused, match="日号中心正在亮分"):
        published(replayed, "near", "C")
    assert published(replayed, "near", "A")
    assert published(running, "near", "A", LATER)
    assert published(closed, "near", "A")
    assert published(running, "far", "C")


def test_a_score_that_nobody_will_reveal_keeps_no_panel_in_its_hall():
    state = after(confirmed(panels_day.ready(), "p1"), c.SetStatus("people", "p1", "disqualified", "违规"))
    assert (
        after(state, c.MovePanel("people", "show", "h2", "A")).panels[PanelKey("people", "show", "A")].hall
        == "h2"
    )


def test_marking_is_not_reopened_for_an_entrant_who_is_on_in_another_hall():
    state = halls.ready()
    state = played(halls.revealed(state, halls.near(0)), (c.StepBack(halls.near(0), "核对"),))
    state = after(state, c.CallEntrant(halls.near(0, "two")))

    refused = refusal(state, c.StepBack(halls.near(0), "核对"))

    assert refused.reason is Reason.STAGE_TAKEN
    assert state.performance(halls.near(0)).phase is Phase.CONFIRMED

"""A director, an emcee and a screen belong to a hall: what they may do and watch, and nothing of another."""

import pytest

from judging import access
from judging.core import commands as c
from judging.core import events as e
from judging.core.apply import apply
from judging.core.attendance.checkin import Step
from judging.core.ceremony.programme import Programme
from judging.core.ceremony.stepping import Way
from judging.core.correction.record import NewMarks, Text
from judging.core.hall.air import Pace, Scene
from judging.core.hall.performance import SheetPhase, Short
from judging.core.marking.recusal import RecusalGround
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Entrant
from judging.core.refused import Reason, Refused
from judging.core.timing.clock import PauseReason
from judging.views import topic
from judging.views.watching import may_watch
from tests import halls, rights
from tests.day import AT, after, played
from tests.halls import DIRECTORS, far, near, shared

B = near(0, "two")

# Each kind a console may send, about another hall's affairs: not for the director of A.
OF_ANOTHER_HALL = (
    c.CallEntrant(B),
    c.CheckIn(B, Step.ARRIVED),
    c.WithdrawCheckIn(B, "看错了"),
    c.CallRoll(B),
    c.MoveInOrder(B, None, "迟到", "见证人"),
    c.MoveToWindow(B, 1),
    c.SendOn(B),
    c.RevealTogether((B,), "B"),
    c.OpenMarking(B),
    c.CloseMarking(B),
    c.RevealScore(B),
    c.AdvanceReveal(B),
    c.ReplayReveal(B),
    c.StepBack(B, "核对"),
    c.ReturnSheet(B, "J4", "核对"),
    c.ConfirmEntry(1),
    c.ReturnEntry(1, "误录"),
    c.EnterSheet(B, "J4", 1, {}),
    c.ConfirmSheet(B, "J4", {}),
    c.ReturnSheetEntry(B, "J4", "看不清"),
    c.WithdrawSheetEntry(B, "J4", "误录"),
    c.ExcuseJudge(B, "J4", SheetPhase.ABSENT, "请假"),
    c.RestoreJudge(B, "J4"),
    c.EnterDeduction(B, "1", "超时"),
    c.WithdrawDeduction(B, 0, "误记"),
    c.OpenTrial("near", "two", "示范选手"),
    c.OpenEvaluation("far", "one"),
    c.CloseEvaluation("far", "one"),
    c.ReopenEvaluation("far", "one", "补填"),
    c.CloseTrial("near", "two"),
    c.ReviewSpread(B, "各有侧重"),
    c.ConfirmScore(B),
    c.UnconfirmScore(B, "看错"),
    c.DecideShort(B, Short.WAIT, "评委在路上"),
    c.WithdrawShortDecision(B, "评委到了"),
    c.ReplaceJudge("near", "two", 1, "J6", "生病"),
    c.AnswerFlag("of the far track", "已核对"),
    c.StartClock(B),
    c.PauseClock(B, PauseReason.CLIENT),
    c.ResumeClock(B),
    c.StopClock(B),
    c.NextSegment(B, "talk"),
    c.CorrectClock(B, 5, "忘了停"),
    c.GrantTime(B, 5, "系统故障", "见证人"),
    c.ConfirmTime(B),
    c.WaiveOvertime(B, "真实办件"),
    c.UnconfirmTime(B, "看错"),
    c.DecideItem(B, "intro", False),
    c.ReplaceEntrant("shared", "shared1", "来函", "见证人"),
    c.WalkOn("far", Entrant("", "路人"), "临时通知", "见证人"),
    c.DrawCase(B, "种子"),
    c.ChooseCase(B, "house"),
    c.GrantRetake(B, "停电", "见证人"),
    c.CountAttempt(B, 0, "停电", "见证人"),
    c.CallEntrant(far(0)),
    c.CallEntrant(shared(1)),
    c.SetStatus("far", "far0", "withdrawn", "来函"),
    c.SetStatus("shared", "shared1", "withdrawn", "来函"),  # judged in B, in a track that A shares
    c.LockTrack("far"),
    c.DecideTie("far", ("far0", "far1"), "评委组长决定"),
    c.ProposeCorrection(far(0), NewMarks("J8", {"all": "85"}), "录入有误"),
    c.ApplyCorrection(1),
    c.DropCorrection(1, "核对无误"),
    c.MendText(Text.DISTRICT, "1区", "错字", "near", target="near0"),  # words are of the competition
    c.WithdrawStandings("far", "有误"),
    c.RevealStandings("far", "", "C"),
    c.RevealStandings("far", "", "A"),  # on the own screens, but of a track that is not judged there
    c.RevealStandings("shared", "", "B"),
    c.ShowScene(Scene.BLACK, "B"),
    c.SetCeremony(Programme(()), "B"),
    c.BeginCeremony("B"),
    c.StepCeremony(Way.FORWARD, 0, "B"),
    c.EndCeremony("B"),
    c.SetPace(Pace.QUICK, "B"),
    c.IdentifyScreens(True, "B"),
    c.AssignScreen(2, "别名", hall="B"),
    c.AssignScreen(2, "别名", hall="A"),  # takes it out of B
    c.AssignScreen(1, "别名", hall="B"),  # gives B one that it did not ask for
    c.AdmitScreen(9, "device", "新屏", hall="B"),
    c.RemoveScreen(2),
    c.AnswerHand("J5"),
    c.DeclareRecusal("J5", "far", "far1", RecusalGround.KIN),
    c.WithdrawDeclaration("J5", "far", "far1", "填错"),
    c.RevokePass("pass5", "换人"),
    c.RevokePass("directorB", "换人"),
    c.RevokePass("director", "换人"),
    c.AllowHandover("asks for J5"),
    c.DenyHandover("asks for J5"),
    c.AllowHandover("asks for the director of all"),
    c.CloseLogin(),
    c.OpenLogin(),
    c.OpenResults(),
    c.CloseResults(),
)


def asked():
    """All is set up, and phones ask for seats that others have."""
    state = halls.ready()
    for proof in ("link-5", "link-3", "link-d"):
        state = after(state, c.ClaimSeat(f"has {proof}", proof))
    state = apply(state, e.EntryMade(1, c.EnterDeduction(B, "1", "超时"), "person/P1"), AT, "person/P1")
    state = after(state, c.ClaimSeat("asks for J5", "link-5"))
    state = after(state, c.ClaimSeat("asks for J3", "link-3"))
    proposed = e.CorrectionProposed(1, far(0), NewMarks("J8", {"all": "85"}), "录入有误", "person/P1")
    state = apply(state, proposed, AT, "person/P1")
    state = after(state, c.RaiseFlag("of the far track", "请核对", "far"), acting(Duty.SUPERVISOR))
    return after(state, c.ClaimSeat("asks for the director of all", "link-d"))


def may_send(state, by, command) -> bool:
    try:
        access.may_send(state, by, command)
    except Refused as refused:
        return refused.reason is not Reason.NOT_ALLOWED
    return True


@pytest.mark.parametrize("command", OF_ANOTHER_HALL, ids=str)
def test_a_director_does_nothing_in_another_hall(command):
    assert not may_send(asked(), DIRECTORS["A"], command)
    assert may_send(asked(), acting(Duty.DIRECTOR), command)
    assert may_send(asked(), acting(Duty.ORGANISER), command)


def test_every_kind_of_command_was_tried():
    tried = {type(command).__name__ for command in OF_ANOTHER_HALL}

    assert tried == rights.CONSOLE | rights.TIMEKEEPER | rights.JUDGE_OR_CONSOLE


@pytest.mark.parametrize(
    "command", [each for each in OF_ANOTHER_HALL if type(each).__name__ in rights.TIMEKEEPER], ids=str
)
def test_a_timekeeper_keeps_the_time_of_the_own_hall_alone(command):
    assert may_send(asked(), acting(Duty.TIMEKEEPER, hall="B"), command)
    assert not may_send(asked(), acting(Duty.TIMEKEEPER, hall="A"), command)


OF_THE_OWN_HALL = (
    c.MoveToWindow(near(0), 1),
    c.SendOn(near(0)),
    c.RevealTogether((near(0),), "A"),
    c.CallEntrant(near(0)),
    c.StepBack(shared(0), "核对"),
    c.SetStatus("shared", "shared0", "withdrawn", "来函"),
    c.ReplaceEntrant("shared", "shared0", "来函", "见证人"),
    c.WalkOn("shared", Entrant("", "路人"), "临时通知", "见证人"),  # of A and B together, as below
    c.LockTrack("shared"),
    c.WithdrawStandings("shared", "有误"),
    c.RevealStandings("shared", "", "A"),
    c.ShowScene(Scene.BLACK, "A"),
    c.AssignScreen(1, "别名", hall="A"),
    c.AssignScreen(9, "新屏", hall="A"),
    c.RemoveScreen(1),
    c.RemoveScreen(9),  # gone already: the same answer for two consoles that press at once
    c.AnswerHand("J3"),  # sits in A and B
    c.AllowHandover("asks for J3"),
    c.RevokePass("pass3", "换人"),
)


@pytest.mark.parametrize("command", OF_THE_OWN_HALL, ids=str)
def test_a_director_leads_the_own_hall(command):
    assert may_send(asked(), DIRECTORS["A"], command)


def test_who_is_on_is_withdrawn_by_the_director_of_that_hall_alone():
    state = played(halls.ready(), (c.CallEntrant(near(0, "two")),))
    gone = c.SetStatus("near", "near0", "withdrawn", "来函")

    assert may_send(halls.ready(), DIRECTORS["A"], gone)
    assert not may_send(state, DIRECTORS["A"], gone)
    assert may_send(state, DIRECTORS["B"], gone)


WATCHED = {
    Duty.DIRECTOR: ("console", "emcee", "clocks"),
    Duty.EMCEE: ("emcee",),
    Duty.TIMEKEEPER: ("clocks",),
}


@pytest.mark.parametrize("role", WATCHED)
def test_nobody_of_a_hall_watches_another(role):
    state, by = halls.ready(), acting(role, hall="A")
    names = WATCHED[role]

    for name in names:
        seen = {hall for hall in halls.HALLS if may_watch(state, by, topic(f"{name}/{hall}"))}
        assert seen == {"A"}


def test_the_log_tells_the_directors_of_two_halls_apart():
    labels = [acting(Duty.DIRECTOR, hall=hall).label for hall in ("A", "B", None)]

    assert labels == ["director/A", "director/B", "director"]

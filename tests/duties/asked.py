"""One sensible command of each kind that a page may post, about the contest of `contest.py`."""

from collections.abc import Callable
from typing import Any

from msgspec import to_builtins
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.appeals.finalising import Filing
from judging.core.appeals.objection import About, Channel, Objector, Resolution
from judging.core.attendance.checkin import Step
from judging.core.ceremony.stepping import Way
from judging.core.correction.record import Deducted, Text
from judging.core.evaluating.evaluation import Evaluator, Owed
from judging.core.hall.air import Pace, Scene
from judging.core.hall.hall import MAIN, NamedHall
from judging.core.hall.performance import PerformanceId, SheetPhase, Short
from judging.core.honours.nominee import Nominee
from judging.core.intake.receipt import Medium
from judging.core.marking.recusal import RecusalGround
from judging.core.papers.paper_template import PaperKind
from judging.core.people.duty import Appointment, Duty
from judging.core.people.person import Person
from judging.core.people.taking_part import Entrant, Judge
from judging.core.pictures.picture import Use
from judging.core.publication.on_air import fingerprint, present
from judging.core.publication.ranked import ties
from judging.core.rectifying.rectification import Origin, RectifyingStep
from judging.core.scoring.oversight import Act
from judging.core.setup.panel_drawing import Candidate
from judging.core.signing.digests import rules_digest
from judging.core.signing.waiting import thing
from judging.core.state import State
from judging.core.timing.clock import PauseReason
from tests import rights

from .contest import CEREMONY, ENTRANTS, FINDING, PIN, SIDE, decision, stage, walk

S, W = stage(1), walk(1)
WAITS = stage(5)  # until the others are through
TWICE = walk(2)  # had a retake
FREE = "asks for J1"  # a phone
DUO = ("duo", "drill")
DRAW = "stage/show"
POOL = tuple(Candidate(f"J{n}", f"评委{n}") for n in (10, 11, 12))


def seen(state: State) -> str:
    return fingerprint(present(state, "stage")) if state.performance(S).announced else ""


def tied(state: State) -> tuple[str, ...]:
    found = ties(state, "stage") if state.performance(S).announced else ()
    return tuple(found[0].entrants) if found else ("stage1", "stage2")


def drawn(state: State) -> str:
    found = thing(state, Act.DRAW, DRAW)
    return found.digest if found else "0" * 64


ASKED: tuple[c.Command | Callable[[State], c.Command], ...] = (
    # Setup
    c.SettleQuestions(("tracks.stage.ties",)),
    c.RemovePicture(Use.LOGO),
    c.RestorePaperTemplate(PaperKind.BULLETIN),
    c.NoteReceipt("1区", "form", Medium.PAPER, True),
    c.SetHalls((NamedHall(MAIN, "主会场"), NamedHall(SIDE, "窗口厅", 4))),
    c.MovePanel("duo", "drill", MAIN, "p"),
    c.SeatPanel("duo", "drill", (Judge("J8", 1, "评委8"), Judge("J9", 2, "评委9")), "p"),
    c.DrawPanel(
        "duo", "drill", tuple(Candidate(f"J{n}", f"评委{n}") for n in (10, 11, 12)), 2, 1, "种子", "q"
    ),
    c.AssignWindows("duo", "drill", (("J8",), ("J9",)), "p"),
    c.DrawAssignment(*DUO, "种子"),
    c.EnterAssignment(*DUO, {each.id: "p" for each in ENTRANTS["duo"]}, "见证人"),
    c.DrawOrder(*DUO, "种子"),
    c.EnterOrder(*DUO, tuple(each.id for each in ENTRANTS["duo"]), "见证人"),
    # Evaluations
    c.ListEvaluators("care", "review", (Evaluator("P-evaluator", (Owed("care1"), Owed("care2"))),)),
    c.OpenEvaluation("care", "review", "2027-01-01T00:00:00.000Z"),
    c.CloseEvaluation("care", "review"),
    c.ReopenEvaluation("care", "review", "补填"),
    c.SubmitEvaluation("care", "review", {"care1": {"all": "80"}}),
    # People
    c.SetPerson(Person("P9", "新人", appointments=(Appointment(Duty.EMCEE),))),
    c.RemovePerson("P-emcee", "换人"),
    c.ResetPin("organiser", "忘了"),
    c.SetPin(PIN + "0", PIN),
    c.SetCodeDigits(9),
    c.RevokePass("J1", "换人"),
    c.AllowHandover(FREE),
    c.DenyHandover(FREE),
    c.CloseLogin(),
    c.OpenLogin(),
    # Signing
    lambda s: c.SignRules(rules_digest(s.agreed_rules), PIN),
    lambda s: c.Countersign(Act.DRAW, DRAW, drawn(s), PIN),
    c.RefuseCountersign(Act.DRAW, DRAW, "种子没有公示", "refused"),
    c.RaiseFlag("new", "请核对"),
    c.AnswerFlag("open", "已核对"),
    c.SettleFlag("answered"),
    # Screens
    c.AssignScreen(1, "正屏"),
    c.RemoveScreen(1),
    c.IdentifyScreens(on=True),
    c.ShowScene(Scene.BLACK),
    c.SetCeremony(replace(CEREMONY, opening="颁奖典礼"), SIDE),
    c.BeginCeremony(SIDE),
    c.StepCeremony(Way.FORWARD, 0),
    c.EndCeremony(),
    c.SetPace(Pace.QUICK),
    # Attendance
    c.SetStatus("stage", "stage5", "withdrawn", "来函"),
    c.CheckIn(WAITS, Step.ARRIVED),
    c.WithdrawCheckIn(stage(4), "看错了"),
    c.CallRoll(WAITS),
    c.MoveInOrder(WAITS, 3, "迟到", "见证人"),
    c.WalkOn("stage", Entrant("", "新来单位", "1区"), "临时通知", "见证人"),
    c.ReplaceEntrant("stage", "stage5", "来函", "见证人", any_district=True),
    c.GrantRetake(S, "停电", "见证人"),
    c.CountAttempt(TWICE, 0, "第一次有效", "见证人"),
    # The show
    c.CallEntrant(stage(3)),
    c.MoveToWindow(W, 2),
    c.SendOn(W),
    c.OpenMarking(S),
    c.CloseMarking(W),
    c.RevealScore(S),
    c.RevealTogether((TWICE,), SIDE),
    c.AdvanceReveal(stage(5)),
    c.ReplayReveal(S),
    c.StepBack(S, "核对"),
    # Time
    c.StartClock(S),
    c.PauseClock(S, PauseReason.DEVICE),
    c.ResumeClock(W),
    c.StopClock(S),
    c.NextSegment(S, "answer"),
    c.CorrectClock(S, 20, "忘了停"),
    c.GrantTime(S, 20, "停电", "见证人"),
    c.ConfirmTime(S),
    c.WaiveOvertime(S, "真实办件"),
    c.UnconfirmTime(W, "看错"),
    # Marking
    c.SubmitSheet(S, 1, {"all": "80"}),
    c.Recuse(S, "同单位"),
    c.DeclareRecusal("J2", "stage", "stage5", RecusalGround.KIN),
    c.WithdrawDeclaration("J2", "stage", "stage4", "写错了"),
    c.RaiseHand(),
    c.LowerHand(),
    c.AnswerHand("J3"),
    c.ReturnSheet(S, "J1", "漏分"),
    c.ExcuseJudge(S, "J2", SheetPhase.ABSENT, "离场"),
    c.RestoreJudge(W, "J6"),
    c.ReplaceJudge("stage", "show", 2, "Rshow", "生病"),
    c.EnterDeduction(S, "2", "超时"),
    c.WithdrawDeduction(S, 0, "误记"),
    c.DecideItem(S, "intro", present=True),
    c.RecordLedger("stage", "quiz", (replace(FINDING, reason="离岗"),)),
    c.OpenRectification("stage", "stage1", Origin.RATING, "等候太久"),
    c.AdvanceRectification(1, RectifyingStep.CONTACTED, "已说明"),
    c.StrikeLedger("stage", "quiz", 1, "误记"),
    c.DrawCase(S, "种子"),
    c.ChooseCase(S, "case0"),
    # Trials
    c.OpenTrial("duo", "drill", "试评二", "q"),
    c.SubmitTrialSheet(PerformanceId("stage", "show", ""), "", 1, {"all": "70"}),
    c.CloseTrial("duo", "drill", "p"),
    # Paper
    c.EnterSheet(S, "J2", 1, {"all": "80"}),
    c.ConfirmSheet(S, "J3", {"all": "90"}),
    c.ReturnSheetEntry(S, "J3", "看不清"),
    c.WithdrawSheetEntry(S, "J3", "录错"),
    lambda s: c.ConfirmEntry(min(s.entries, default=1)),
    lambda s: c.ReturnEntry(min(s.entries, default=1), "看不清"),
    # Decisions
    c.ReviewSpread(S, "已复看"),
    c.ConfirmScore(W),
    c.UnconfirmScore(TWICE, "再核"),
    c.DecideShort(W, Short.WAIT, "评委在路上"),
    c.WithdrawShortDecision(W, "评委到了"),
    lambda s: c.DecideTie("stage", tied(s), "评委组长决定"),
    # Results
    lambda s: c.RevealStandings("stage", seen(s)),
    c.WithdrawStandings("stage", "有误"),
    c.LockTrack("stage"),
    c.OpenResults(),
    c.CloseResults(),
    # Once it is locked
    c.AdvanceClock(3),
    c.ProposeCorrection(S, Deducted("2", "缺项"), "漏记扣分"),
    c.ApplyCorrection(1),
    c.DropCorrection(1, "填错"),
    c.MendText(Text.ENTRANT, "单位壹", "错字", "stage", target="stage1"),
    c.ProposeSpecial("organised", (Nominee("", "1区", "组织得力"),)),
    decision,
    c.WithdrawDecision("prize", "记录有误"),
    # Publicity and objections
    c.RegisterObjection(Objector("参赛者甲"), About("stage"), "计时有误", Channel.ON_SITE),
    c.ContactObjector(1, "电话说明"),
    c.MarkComplicated(1, "涉及多个窗口"),
    c.DecideObjection(1, Resolution.UPHELD, "经核对属实"),
    c.AnswerObjection(2, "当面送达"),
    c.WithdrawObjection(1, "本人来函"),
    c.StartPublicity("prize"),
    c.NumberCertificates("prize"),
    c.RenewPublicity("prize", "名单有变"),
    c.SetHolidays(("2027-01-01",), ()),
    c.Finalise("prize"),
    c.FileAward("prize", Filing.REPORT, "示例〔2026〕1号", "2026-12-04"),
    c.ProposeReopening("prize", "另有来函"),
    c.ReopenFinal("prize"),
)


def asked(state: State) -> dict[str, dict[str, Any]]:
    """Each command as a page would post it in this state, by kind."""
    made = (each(state) if callable(each) else each for each in ASKED)
    found = {type(each).__name__: to_builtins(each) for each in made}
    assert found.keys() == rights.FROM_PAGES, "one of each kind stands in tests/duties/asked.py"
    return found

"""Who may send which command: the only place where that is asked. Who may watch what: `views.watching`."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, NamedTuple

from judging.core import commands as c
from judging.core.people import acted_on as on
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Appointment, Duty
from judging.core.people.holder import Pass
from judging.core.people.person import Person
from judging.core.people.reaching import Reach, appointed, covers, halls_of
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence
from judging.core.state import State
from judging.core.words import DUTIES

ORGANISER = frozenset({Duty.ORGANISER})
CONSOLE = frozenset({Duty.ORGANISER, Duty.DIRECTOR})
SCORING = frozenset({Duty.SCOREKEEPER})
VERIFYING = frozenset({Duty.VERIFIER})
HEAD = frozenset({Duty.HEAD_JUDGE})
TIMING = frozenset({Duty.ORGANISER, Duty.DIRECTOR, Duty.TIMEKEEPER})
JUDGE = frozenset({Duty.JUDGE})
SUPERVISOR = frozenset({Duty.SUPERVISOR})
READ_LOG = CONSOLE | SUPERVISOR  # of their halls, and what is of the whole competition
GUEST = frozenset(Duty)  # whoever opens the page
SIGNING = GUEST - {Duty.GUEST, Duty.SCREEN}  # who has a PIN
NOBODY: frozenset[Duty] = frozenset()


# What a command acts on; None: the whole competition, which nobody changes from a part of it.
Reaching = Callable[[State, Any], Reach | None]


class Right(NamedTuple):
    """*stand_ins* may do it where nobody is appointed to any of *duties*: a small contest has few people."""

    duties: frozenset[Duty]
    reach: Reaching = lambda state, command: None
    stand_ins: frozenset[Duty] = NOBODY
    is_scoped: bool = True  # False: whoever has the duty, for whatever part


MAY_SEND: dict[type, Right] = {
    c.CreateCompetition: Right(ORGANISER),
    c.SetRules: Right(ORGANISER),
    c.SettleQuestions: Right(ORGANISER),
    c.NoteReceipt: Right(ORGANISER),
    c.SetPerson: Right(ORGANISER),
    c.RemovePerson: Right(ORGANISER),
    c.SetEntrants: Right(ORGANISER),
    c.SetPictures: Right(ORGANISER),
    c.RemovePicture: Right(ORGANISER),
    c.SetPaperTemplate: Right(ORGANISER),
    c.RestorePaperTemplate: Right(ORGANISER),
    c.NumberCertificates: Right(ORGANISER),
    c.SetHalls: Right(ORGANISER),
    c.AdvanceClock: Right(ORGANISER),
    c.SeatPanel: Right(ORGANISER),
    c.DrawPanel: Right(ORGANISER),
    c.AssignWindows: Right(ORGANISER),
    c.MovePanel: Right(ORGANISER),
    c.DrawAssignment: Right(ORGANISER),
    c.EnterAssignment: Right(ORGANISER),
    c.ImportComponents: Right(ORGANISER | SCORING, on.track),
    c.RecordLedger: Right(ORGANISER | SCORING, on.track),
    c.StrikeLedger: Right(ORGANISER | SCORING, on.track),
    c.OpenRectification: Right(ORGANISER | SCORING | SUPERVISOR, on.track),
    c.AdvanceRectification: Right(ORGANISER | SCORING, on.rectification),
    c.ImportFile: Right(ORGANISER),
    c.DrawOrder: Right(ORGANISER),
    c.EnterOrder: Right(ORGANISER),
    c.IssuePass: Right(ORGANISER),
    c.SetCodeDigits: Right(ORGANISER),
    c.RevokePass: Right(CONSOLE, on.login_pass),
    c.IssueSlips: Right(ORGANISER),
    c.VoidSlips: Right(ORGANISER),
    c.PutUpCodes: Right(ORGANISER),
    c.TakeDownCodes: Right(ORGANISER),
    c.CastBallot: Right(GUEST),
    c.SetStatus: Right(CONSOLE, on.entrant),
    c.ClaimSeat: Right(GUEST),
    c.WithdrawClaim: Right(GUEST),
    c.AllowHandover: Right(CONSOLE, on.asking),
    c.DenyHandover: Right(CONSOLE, on.asking),
    c.CloseLogin: Right(CONSOLE),
    c.OpenLogin: Right(CONSOLE),
    c.AdmitScreen: Right(CONSOLE, on.screen),
    c.AssignScreen: Right(CONSOLE, on.screen),
    c.RemoveScreen: Right(CONSOLE, on.screen),
    c.IdentifyScreens: Right(CONSOLE, on.hall),
    c.ShowScene: Right(CONSOLE, on.hall),
    c.SetCeremony: Right(CONSOLE, on.hall),
    c.BeginCeremony: Right(CONSOLE, on.hall),
    c.StepCeremony: Right(CONSOLE, on.hall),
    c.EndCeremony: Right(CONSOLE, on.hall),
    c.CheckIn: Right(CONSOLE, on.performance),
    c.WithdrawCheckIn: Right(CONSOLE, on.performance),
    c.CallRoll: Right(CONSOLE, on.performance),
    c.MoveInOrder: Right(CONSOLE, on.performance),
    c.WalkOn: Right(CONSOLE, on.track),
    c.ReplaceEntrant: Right(CONSOLE, on.entrant),
    c.GrantRetake: Right(CONSOLE, on.performance),
    c.CountAttempt: Right(CONSOLE, on.performance),
    c.CallEntrant: Right(CONSOLE, on.performance),
    c.MoveToWindow: Right(CONSOLE, on.performance),
    c.SendOn: Right(CONSOLE, on.performance),
    c.OpenMarking: Right(CONSOLE, on.performance),
    c.CloseMarking: Right(CONSOLE | SCORING, on.performance),
    c.RevealScore: Right(CONSOLE, on.performance),
    c.RevealTogether: Right(CONSOLE, on.hall),
    c.SetPace: Right(CONSOLE, on.hall),
    c.AdvanceReveal: Right(CONSOLE, on.performance),
    c.ReplayReveal: Right(CONSOLE, on.performance),
    c.RevealStandings: Right(CONSOLE, on.ranking),
    c.WithdrawStandings: Right(CONSOLE, on.track),
    c.DecideTie: Right(HEAD, on.track, CONSOLE),
    c.LockTrack: Right(CONSOLE, on.track),
    c.ListEvaluators: Right(ORGANISER),
    c.OpenEvaluation: Right(CONSOLE, on.track),
    c.CloseEvaluation: Right(CONSOLE, on.track),
    c.ReopenEvaluation: Right(CONSOLE, on.track),
    c.SubmitEvaluation: Right(frozenset({Duty.EVALUATOR})),
    c.OpenResults: Right(CONSOLE),
    c.CloseResults: Right(CONSOLE),
    c.ProposeCorrection: Right(HEAD, on.proposal, CONSOLE),
    c.ApplyCorrection: Right(CONSOLE | HEAD, on.correction),
    c.DropCorrection: Right(CONSOLE | HEAD, on.correction),
    c.MendText: Right(CONSOLE),
    c.ProposeSpecial: Right(ORGANISER),
    c.RecordDecision: Right(ORGANISER),
    c.WithdrawDecision: Right(ORGANISER),
    c.StepBack: Right(CONSOLE, on.performance),
    c.ConfirmEntry: Right(VERIFYING, on.entry, CONSOLE),
    c.ReturnEntry: Right(VERIFYING | SCORING, on.entry, CONSOLE),
    c.EnterSheet: Right(SCORING, on.performance, CONSOLE),
    c.ConfirmSheet: Right(VERIFYING, on.performance, CONSOLE),
    c.ReturnSheetEntry: Right(VERIFYING, on.performance, CONSOLE),
    c.WithdrawSheetEntry: Right(SCORING, on.performance, CONSOLE),
    c.ReplaceJudge: Right(CONSOLE | HEAD, on.panel),
    c.DecideShort: Right(HEAD, on.performance, CONSOLE),
    c.WithdrawShortDecision: Right(HEAD, on.performance, CONSOLE),
    c.ReviewSpread: Right(HEAD, on.performance, CONSOLE),
    c.ConfirmScore: Right(HEAD, on.performance, CONSOLE),
    c.UnconfirmScore: Right(HEAD, on.performance, CONSOLE),
    c.ReturnSheet: Right(HEAD, on.performance, CONSOLE),
    c.ExcuseJudge: Right(CONSOLE | HEAD, on.performance),
    c.RestoreJudge: Right(CONSOLE | HEAD, on.performance),
    c.AnswerHand: Right(CONSOLE | SCORING, on.judge),
    c.EnterDeduction: Right(SCORING, on.performance, CONSOLE),
    c.WithdrawDeduction: Right(SCORING, on.performance, CONSOLE),
    c.OpenTrial: Right(CONSOLE | HEAD, on.panel),
    c.CloseTrial: Right(CONSOLE | HEAD, on.panel),
    c.SubmitTrialSheet: Right(JUDGE),
    c.DecideItem: Right(SCORING, on.performance, CONSOLE),
    c.DrawCase: Right(CONSOLE, on.performance),
    c.ChooseCase: Right(CONSOLE, on.performance),
    c.StartClock: Right(TIMING, on.performance),
    c.PauseClock: Right(TIMING, on.performance),
    c.ResumeClock: Right(TIMING, on.performance),
    c.StopClock: Right(TIMING, on.performance),
    c.NextSegment: Right(TIMING, on.performance),
    c.CorrectClock: Right(CONSOLE, on.performance),
    c.GrantTime: Right(CONSOLE, on.performance),
    c.ConfirmTime: Right(TIMING, on.performance),
    c.WaiveOvertime: Right(CONSOLE, on.performance),
    c.UnconfirmTime: Right(CONSOLE, on.performance),
    c.SubmitSheet: Right(JUDGE),
    c.Recuse: Right(JUDGE),
    c.DeclareRecusal: Right(CONSOLE | JUDGE, on.judge),
    c.WithdrawDeclaration: Right(CONSOLE | JUDGE, on.judge),
    c.RaiseHand: Right(JUDGE),
    c.LowerHand: Right(JUDGE),
    c.SetPin: Right(SIGNING, is_scoped=False),
    c.NotePinMistake: Right(SIGNING, is_scoped=False),
    c.ResetPin: Right(ORGANISER),
    c.SignRules: Right(ORGANISER | HEAD | SUPERVISOR, is_scoped=False),
    c.Countersign: Right(SUPERVISOR, on.signed_thing),
    c.RefuseCountersign: Right(SUPERVISOR, on.signed_thing),
    c.RaiseFlag: Right(SUPERVISOR, is_scoped=False),
    c.AnswerFlag: Right(CONSOLE | HEAD, on.flag),
    c.SettleFlag: Right(SUPERVISOR, is_scoped=False),
    c.AdoptPool: Right(ORGANISER),
    c.RegisterObjection: Right(ORGANISER | SUPERVISOR, on.about),
    c.ContactObjector: Right(ORGANISER),
    c.MarkComplicated: Right(ORGANISER),
    c.DecideObjection: Right(ORGANISER | HEAD, on.objection),
    c.AnswerObjection: Right(ORGANISER),
    c.WithdrawObjection: Right(ORGANISER),
    c.StartPublicity: Right(ORGANISER),
    c.RenewPublicity: Right(ORGANISER),
    c.SetHolidays: Right(ORGANISER),
    c.Finalise: Right(ORGANISER),
    c.ProposeReopening: Right(ORGANISER),
    c.ReopenFinal: Right(ORGANISER),
    c.FileAward: Right(ORGANISER),
}


def actor(state: State, device: str) -> Actor:
    """Who the device with this token hash is, as the log has it; a guest where it is nobody."""
    return actors(state).get(device) or acting(Duty.GUEST, device=device)


Known = tuple[tuple[Mapping[Any, Any], ...], Mapping[str, Actor]]
MOST_KNOWN = 64  # states of passes and screens: one per competition is asked for, and those just before
_known: dict[tuple[int, ...], Known] = {}


def actors(state: State) -> Mapping[str, Actor]:
    """By device. Asked for with each request and made seldom, since no mapping changes in place."""
    made_of = state.passes, state.screens, state.people, state.panels
    key = tuple(map(id, made_of))  # of what is kept alive here as long as its key
    if key not in _known:
        if len(_known) >= MOST_KNOWN:
            del _known[next(iter(_known))]
        judges = state.judge_ids()
        named = {each.device: acting(Duty.SCREEN, device=each.device) for each in state.screens.values()}
        held = [each for each in state.passes.values() if each.device is not None]
        passes = {each.device or "": _by_pass(state, each, judges) for each in reversed(held)}
        _known[key] = made_of, {**named, **passes}
    return _known[key][-1]


def by_pass(state: State, held: Pass) -> Actor:
    """Who logs in with this pass."""
    return _by_pass(state, held, state.judge_ids())


def _by_pass(state: State, held: Pass, judges: Collection[str]) -> Actor:
    """A person by all duties it has now, whatever they were when the card was printed."""
    person, device = state.people.get(held.holder), held.device or ""
    if held.holder in judges:
        own = (*(person.appointments if person else ()), Appointment(Duty.JUDGE))
        return Actor(own, held.holder, device, person.id if person else "")
    if person is not None:
        return Actor(person.appointments, None, device, person.id)
    return acting(held.role, held.judge, device, held.hall)


def may_send(state: State, by: Actor, command: c.Command) -> None:
    """Raises Refused(NOT_ALLOWED): not with these duties, or not for this part of the competition."""
    right = MAY_SEND[type(command)]
    if not by.has(*right.duties, *right.stand_ins):
        raise Refused(Reason.NOT_ALLOWED, "您的身份不能进行此操作，请用相应的证件登录")
    if by.has(*right.duties) and not right.is_scoped:
        return
    reaches = partial(right.reach, state, command)
    if by.has(*right.duties) and (_is_within(by, right.duties, reaches) or not by.has(*right.stand_ins)):
        within(state, by, right.duties, reaches)
        return
    if holders := tuple(appointed(state, right.duties, reaches())):
        raise Refused(
            Reason.NOT_ALLOWED,
            "这一步由{duties:或}{names:、}操作；确需他人操作的，请组织者在“人员与职责”中调整",
            duties=words(right.duties),
            names=tuple(person.name for person in holders),
        )
    within(state, by, right.stand_ins, reaches)


def words(duties: Collection[Duty]) -> tuple[Sentence, ...]:
    return tuple(DUTIES[duty] for duty in Duty if duty in duties)


def whose(state: State, kind: type, about: Any) -> tuple[Person, ...]:
    """Who alone may send such a command *about* this, being named for it; () as long as the stand-ins may."""
    right = MAY_SEND[kind]
    return tuple(appointed(state, right.duties, right.reach(state, about))) if right.stand_ins else ()


def _is_within(by: Actor, duties: Collection[Duty], reach: Callable[[], Reach | None]) -> bool:
    scopes = [each.scope for each in by.appointments if each.duty in duties]
    if any(scope.is_whole for scope in scopes):
        return True
    acts_on = reach()
    return any(covers(scope, acts_on) for scope in scopes)


def within(state: State, by: Actor, duties: Collection[Duty], reach: Callable[[], Reach | None]) -> None:
    """Raises Refused(NOT_ALLOWED) unless *by* has one of *duties* for what acts on *reach*."""
    if not _is_within(by, duties, reach):
        raise Refused(Reason.NOT_ALLOWED, "这一步不属于您的会场或评委组，请由那里的人员或组织者操作")


def works_in(state: State, by: Actor, duties: Collection[Duty], halls: Collection[str]) -> None:
    """Raises Refused(NOT_ALLOWED) unless *by* has one of *duties* in one of *halls*, or everywhere."""
    within(state, by, duties, lambda: Reach(frozenset(halls)))


def halls_to_read(state: State, by: Actor) -> tuple[str, ...] | None:
    """The halls whose log *by* may read, beside what is of the whole competition; None: all of it."""
    own = [each.scope for each in by.appointments if each.duty in READ_LOG]
    return None if any(scope.is_whole for scope in own) else halls_of(state, by, READ_LOG)

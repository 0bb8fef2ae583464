"""Who may send which command and watch which view. The only place where roles are looked at."""

from judging.core import commands as c
from judging.core.people import Actor, Role
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.views import VIEWS

ORGANISER = frozenset({Role.ORGANISER})
CONSOLE = frozenset({Role.ORGANISER, Role.DIRECTOR})
JUDGE = frozenset({Role.JUDGE})
GUEST = frozenset({Role.GUEST, *Role})  # whoever opens the page

MAY_SEND: dict[type, frozenset[Role]] = {
    c.CreateCompetition: ORGANISER,
    c.SetRules: ORGANISER,
    c.SetEntrants: ORGANISER,
    c.SeatPanel: ORGANISER,
    c.ImportComponents: ORGANISER,
    c.DrawOrder: ORGANISER,
    c.EnterOrder: ORGANISER,
    c.IssuePass: ORGANISER,
    c.SetCodeDigits: ORGANISER,
    c.RevokePass: CONSOLE,
    c.SetStatus: CONSOLE,
    c.ClaimSeat: GUEST,
    c.WithdrawClaim: GUEST,
    c.AllowHandover: CONSOLE,
    c.DenyHandover: CONSOLE,
    c.CloseLogin: CONSOLE,
    c.OpenLogin: CONSOLE,
    c.AdmitScreen: CONSOLE,
    c.AssignScreen: CONSOLE,
    c.RemoveScreen: CONSOLE,
    c.IdentifyScreens: CONSOLE,
    c.ShowScene: CONSOLE,
    c.CallEntrant: CONSOLE,
    c.OpenMarking: CONSOLE,
    c.CloseMarking: CONSOLE,
    c.RevealScore: CONSOLE,
    c.SetPace: CONSOLE,
    c.AdvanceReveal: CONSOLE,
    c.ReplayReveal: CONSOLE,
    c.RevealStandings: CONSOLE,
    c.WithdrawStandings: CONSOLE,
    c.DecideTie: CONSOLE,
    c.LockTrack: CONSOLE,
    c.StepBack: CONSOLE,
    c.ReturnSheet: CONSOLE,
    c.ExcuseJudge: CONSOLE,
    c.RestoreJudge: CONSOLE,
    c.AnswerHand: CONSOLE,
    c.EnterDeduction: CONSOLE,
    c.WithdrawDeduction: CONSOLE,
    c.SubmitSheet: JUDGE,
    c.Recuse: JUDGE,
    c.RaiseHand: JUDGE,
    c.LowerHand: JUDGE,
}


def actor(state: State, device: str) -> Actor:
    """Who the device with this token hash is, as the log has it; a guest where it is nobody."""
    held = state.holder(device)
    if held is not None:
        return Actor(held.role, held.judge, device)
    if any(screen.device == device for screen in state.screens.values()):
        return Actor(Role.SCREEN, None, device)
    return Actor(Role.GUEST, None, device)


def may_send(by: Actor, command: c.Command) -> None:
    """Raises Refused(NOT_ALLOWED)."""
    if by.role not in MAY_SEND[type(command)]:
        raise Refused(Reason.NOT_ALLOWED, "您的身份不能进行此操作，请用相应的证件登录")


def may_watch(state: State, by: Actor, topic: str) -> bool:
    """Whether *topic* is for this role, and where it names a judge or a screen, for this one."""
    name, _, argument = topic.partition("/")
    if name in ("presence", "backup", "waiting", "storage"):
        return argument == "" and by.role in CONSOLE
    if name not in VIEWS or by.role not in VIEWS[name].roles:
        return False
    if name == "judge":
        return argument == by.judge
    if name == "screen":
        return any(str(s.number) == argument and s.device == by.device for s in state.screens.values())
    return argument == ""

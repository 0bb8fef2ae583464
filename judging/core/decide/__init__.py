"""Whether a command may happen, and what then has happened."""

from collections.abc import Callable
from typing import Any

from judging.core import commands as c
from judging.core.events import Event
from judging.core.people import Actor
from judging.core.refused import Reason, Refused
from judging.core.state import State

from . import beats, hands, login, marking, publication, screens, setup, show

Decider = Callable[[State, Any, Actor, str], tuple[Event, ...]]

# Command → who decides it; a test holds the keys against the union `Command`.
DECIDE: dict[type, Decider] = {
    c.CreateCompetition: setup.create,
    c.SetRules: setup.set_rules,
    c.SetEntrants: setup.set_entrants,
    c.SeatPanel: setup.seat_panel,
    c.ImportComponents: setup.import_components,
    c.DrawOrder: setup.draw_order,
    c.EnterOrder: setup.enter_order,
    c.SetStatus: setup.set_status,
    c.IssuePass: login.issue,
    c.SetCodeDigits: login.set_code_digits,
    c.RevokePass: login.revoke,
    c.ClaimSeat: login.claim,
    c.WithdrawClaim: login.withdraw,
    c.AllowHandover: login.allow,
    c.DenyHandover: login.deny,
    c.CloseLogin: login.close,
    c.OpenLogin: login.reopen,
    c.AdmitScreen: screens.admit,
    c.AssignScreen: screens.assign,
    c.RemoveScreen: screens.remove,
    c.IdentifyScreens: screens.identify,
    c.ShowScene: screens.show,
    c.CallEntrant: show.call,
    c.OpenMarking: show.open_marking,
    c.CloseMarking: show.close_marking,
    c.RevealScore: show.reveal,
    c.SetPace: beats.set_pace,
    c.AdvanceReveal: beats.advance,
    c.ReplayReveal: beats.replay,
    c.RevealStandings: publication.reveal_standings,
    c.WithdrawStandings: publication.withdraw_standings,
    c.DecideTie: publication.decide_tie,
    c.LockTrack: publication.lock,
    c.StepBack: show.step_back,
    c.SubmitSheet: marking.submit,
    c.Recuse: marking.recuse,
    c.RaiseHand: hands.lift,
    c.LowerHand: hands.lower,
    c.AnswerHand: hands.answer,
    c.ReturnSheet: marking.return_sheet,
    c.ExcuseJudge: marking.excuse,
    c.RestoreJudge: marking.restore,
    c.EnterDeduction: marking.enter_deduction,
    c.WithdrawDeduction: marking.withdraw_deduction,
}


def decide(state: State, command: c.Command, by: Actor, at: str) -> tuple[Event, ...]:
    """The events that *command* of *by* causes in *state* at *at* (UTC); none if all of it is so already.

    Raises Refused, and only Refused, when the rules do not allow it. Whether the role may send it at all is
    `judging.access`' question.
    """
    if state.rules is None and not isinstance(command, c.CreateCompetition):
        raise Refused(Reason.NOT_CREATED, "还没有打开赛事，请组织者先新建或打开一个赛事")
    return DECIDE[type(command)](state, command, by, at)

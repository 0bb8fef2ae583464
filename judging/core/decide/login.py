"""Passes, seats and who may sit on them: one live device per pass."""

from judging.core import commands as c
from judging.core import events as e
from judging.core.people import Actor, Role
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import Handover, Pass, State
from judging.core.words import ROLES

from . import checks

MOST_ASKING = 3  # phones that may wait with one card: a photographed one keeps nobody else's out
FEWEST_DIGITS, MOST_DIGITS = 8, 10  # fewer can be guessed, see web/codes
WITH_PASS = (Role.JUDGE, Role.DIRECTOR, Role.EMCEE)


def issue(state: State, command: c.IssuePass, by: Actor, at: str) -> tuple[e.Event, ...]:
    if command.role not in WITH_PASS:
        raise Refused(Reason.MALFORMED, "角色“{role}”不凭证件登录", role=ROLES[command.role])
    seated = {judge.id for panel in state.panels.values() for judge in panel}
    if (command.role is Role.JUDGE) != (command.judge is not None):
        raise Refused(Reason.MALFORMED, "评委证须写明评委，其他证件不写")
    if command.judge is not None and command.judge not in seated:
        raise Refused(Reason.UNKNOWN, "没有评委“{judge}”，请先在“评委与席位”中安排席位", judge=command.judge)
    for held in state.passes.values():
        if command.id == held.id or command.link == held.link:
            raise Refused(Reason.ALREADY, "证件编号重复，请重新制发")
    return (e.PassIssued(command.id, command.role, command.judge, command.link),)


def set_code_digits(state: State, command: c.SetCodeDigits, by: Actor, at: str) -> tuple[e.Event, ...]:
    if not FEWEST_DIGITS <= command.digits <= MOST_DIGITS:
        raise Refused(
            Reason.OUT_OF_RANGE, "登录码须为 {least}～{most} 位", least=FEWEST_DIGITS, most=MOST_DIGITS
        )
    return () if state.code_digits == command.digits else (e.CodeDigitsSet(command.digits),)


def revoke(state: State, command: c.RevokePass, by: Actor, at: str) -> tuple[e.Event, ...]:
    if command.id not in state.passes:
        raise Refused(Reason.UNKNOWN, "该证件已作废或不存在，请刷新页面")
    reason = checks.text(command.reason, sentence("作废原因")) if command.reason.strip() else ""
    return (e.PassRevoked(command.id, reason),)


def claim(state: State, command: c.ClaimSeat, by: Actor, at: str) -> tuple[e.Event, ...]:
    """The seat, at once where it is free or already this device's; else the console is asked."""
    held = pass_by(state, command.proof)
    if held.device == command.device:
        return ()
    if state.login_closed:
        raise Refused(Reason.LOGIN_CLOSED, "会场已封闭登录，请联系场控开放登录后再扫码")
    if held.device is None:
        return (_admitted(state, command.device, held.id, command.former),)
    if (asked := state.handovers.get(command.device)) and asked.pass_id == held.id:
        return ()
    if sum(asked.pass_id == held.id for asked in state.handovers.values()) >= MOST_ASKING:
        raise Refused(
            Reason.TOO_MANY, "已有 {most} 部手机凭这张证等待换机，请先联系场控处理", most=MOST_ASKING
        )
    return (e.HandoverAsked(command.device, held.id, command.former),)


def _admitted(state: State, device: str, pass_id: str, former: str) -> e.DeviceAdmitted:
    """With what *former* holds now: somebody else may have taken its seat while it waited."""
    left = state.holder(former) if former else None
    return e.DeviceAdmitted(device, pass_id, left.id if left else "")


def withdraw(state: State, command: c.WithdrawClaim, by: Actor, at: str) -> tuple[e.Event, ...]:
    asked = state.handovers.get(command.device)
    return (e.HandoverWithdrawn(command.device, asked.pass_id),) if asked else ()


def pass_by(state: State, proof: str) -> Pass:
    """The pass whose link has this hash. Hashes of random secrets: `==` betrays nothing."""
    for held in state.passes.values():
        if proof and proof == held.link:
            return held
    raise Refused(Reason.PASS_VOID, "证件无效或已更换，请向组织者领取新证")


def allow(state: State, command: c.AllowHandover, by: Actor, at: str) -> tuple[e.Event, ...]:
    if command.device not in state.handovers and state.holder(command.device):
        return ()
    asked = _asked(state, command.device)
    return (_admitted(state, command.device, asked.pass_id, asked.former),)


def deny(state: State, command: c.DenyHandover, by: Actor, at: str) -> tuple[e.Event, ...]:
    _asked(state, command.device)
    return (e.HandoverDenied(command.device),)


def _asked(state: State, device: str) -> Handover:
    if device not in state.handovers:
        raise Refused(Reason.UNKNOWN, "没有这个换机请求，可能已处理，请刷新页面")
    return state.handovers[device]


def close(state: State, command: c.CloseLogin, by: Actor, at: str) -> tuple[e.Event, ...]:
    return () if state.login_closed else (e.LoginClosed(),)


def reopen(state: State, command: c.OpenLogin, by: Actor, at: str) -> tuple[e.Event, ...]:
    return (e.LoginOpened(),) if state.login_closed else ()

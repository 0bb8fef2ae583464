"""Seats: claimed by a device, handed over with consent, closed to newcomers. One live device per pass."""

from msgspec.structs import replace

from judging.core.mappings import with_key, without_keys
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .actor import Actor
from .holder import Handover, Pass


class ClaimSeat(AnyCommand, frozen=True):
    """A device shows a pass by `proof`: the hash of its link's secret.

    `former` is how the log knows the same phone until now: what it has, it leaves when this is granted.
    """

    device: str
    proof: str
    former: str = ""


class WithdrawClaim(AnyCommand, frozen=True):
    """By the phone that waits for consent."""

    device: str


class AllowHandover(AnyCommand, frozen=True):
    device: str


class DenyHandover(AnyCommand, frozen=True):
    device: str


class CloseLogin(AnyCommand, frozen=True):
    pass


class OpenLogin(AnyCommand, frozen=True):
    pass


class DeviceAdmitted(AnyEvent, frozen=True):
    """This device is now the holder of the pass; another one that was, is out.

    `left` is the pass by which the same phone was logged in before.
    """

    device: str
    pass_id: str
    left: str = ""


class HandoverAsked(AnyEvent, frozen=True):
    """`former` is the device that the asking phone is until it gets what it asks for."""

    device: str
    pass_id: str
    former: str = ""


class HandoverWithdrawn(AnyEvent, frozen=True):
    device: str
    pass_id: str


class HandoverDenied(AnyEvent, frozen=True):
    device: str


class LoginClosed(AnyEvent, frozen=True):
    """会场已封闭登录"""


class LoginOpened(AnyEvent, frozen=True):
    pass


MOST_ASKING = 3  # phones that may wait with one card: a photographed one keeps nobody else's out


def claim_seat(state: State, command: ClaimSeat, by: Actor, at: str) -> tuple[AnyEvent, ...]:
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
    return (HandoverAsked(command.device, held.id, command.former),)


def _admitted(state: State, device: str, pass_id: str, former: str) -> DeviceAdmitted:
    """With what *former* holds now: somebody else may have taken its seat while it waited."""
    left = state.holder(former) if former else None
    return DeviceAdmitted(device, pass_id, left.id if left else "")


def withdraw_claim(state: State, command: WithdrawClaim, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    asked = state.handovers.get(command.device)
    return (HandoverWithdrawn(command.device, asked.pass_id),) if asked else ()


def pass_by(state: State, proof: str) -> Pass:
    """The pass whose link has this hash. Hashes of random secrets: `==` betrays nothing."""
    for held in state.passes.values():
        if proof and proof == held.link:
            return held
    raise Refused(Reason.PASS_VOID, "证件无效或已更换，请向组织者领取新证")


def allow_handover(state: State, command: AllowHandover, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    if command.device not in state.handovers and state.holder(command.device):
        return ()
    asked = _asked(state, command.device)
    return (_admitted(state, command.device, asked.pass_id, asked.former),)


def deny_handover(state: State, command: DenyHandover, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    _asked(state, command.device)
    return (HandoverDenied(command.device),)


def _asked(state: State, device: str) -> Handover:
    if device not in state.handovers:
        raise Refused(Reason.UNKNOWN, "没有这个换机请求，可能已处理，请刷新页面")
    return state.handovers[device]


def close_login(state: State, command: CloseLogin, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    return () if state.login_closed else (LoginClosed(),)


def open_login(state: State, command: OpenLogin, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    return (LoginOpened(),) if state.login_closed else ()


def _device_admitted(state: State, event: DeviceAdmitted, at: str) -> State:
    """A device holds one pass at a time: scanning another card moves it."""
    passes = {
        id: replace(held, device=event.device)
        if id == event.pass_id
        else (replace(held, device=None) if held.device == event.device or id == event.left else held)
        for id, held in state.passes.items()
    }
    return replace(state, passes=passes, handovers=without_keys(state.handovers, event.device))


def _handover_asked(state: State, event: HandoverAsked, at: str) -> State:
    asked = Handover(event.pass_id, event.former)
    return replace(state, handovers=with_key(state.handovers, event.device, asked))


def _handover_ended(state: State, event: HandoverWithdrawn | HandoverDenied, at: str) -> State:
    return replace(state, handovers=without_keys(state.handovers, event.device))


def _login_closed(state: State, event: LoginClosed, at: str) -> State:
    return replace(state, login_closed=True)


def _login_opened(state: State, event: LoginOpened, at: str) -> State:
    return replace(state, login_closed=False)

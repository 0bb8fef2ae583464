"""PIN: a short secret by which a person signs. The core knows only keyed hashes of it (`web/pins`)."""

import re

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key
from judging.core.people.actor import Actor, eyes
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .signature import Pin


class SetPin(AnyCommand, frozen=True):
    """The own one, on the own device. `former`: the one that is replaced, "" for the first."""

    pin: str
    former: str = ""


class ResetPin(AnyCommand, frozen=True):
    """By the organiser: whoever `who` is sets a new one on the own device."""

    who: str
    reason: str


class NotePinMistake(AnyCommand, frozen=True):
    """By the server, once a PIN was refused: so that the number of tries outlasts a restart."""


class PinSet(AnyEvent, frozen=True):
    who: str  # as the log names its actors
    proof: str  # HMAC-SHA-256 with the competition's key file


class PinReset(AnyEvent, frozen=True):
    who: str
    reason: str


class PinMistaken(AnyEvent, frozen=True):
    who: str


MOST_WRONG = 5  # in a row; of 10,000 PINs of four digits nobody finds one with so few
PROOF = re.compile(r"[0-9a-f]{64}")  # what is no keyed hash is refused: no PIN ever reaches the log
NO_PIN = Pin("")


def set_pin(state: State, command: SetPin, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    if not PROOF.fullmatch(command.pin):
        raise Refused(Reason.MALFORMED, "PIN 须为 4～8 位数字")
    if state.pins.get(eyes(by.label), NO_PIN).proof:
        if not command.former:
            raise Refused(Reason.ALREADY, "您已经有 PIN：要换新的，请先输入原来的；忘了请组织者重设")
        check_pin(state, by, command.former)
    return (PinSet(eyes(by.label), command.pin),)


def reset_pin(state: State, command: ResetPin, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    if command.who not in state.pins:
        raise Refused(Reason.UNKNOWN, "此人还没有 PIN，请刷新页面")
    return (PinReset(command.who, checks.text(command.reason, sentence("重设原因"))),)


def note_pin_mistake(state: State, command: NotePinMistake, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    known = state.pins.get(eyes(by.label), NO_PIN)
    return (PinMistaken(eyes(by.label)),) if known.proof and known.wrong < MOST_WRONG else ()


def check_pin(state: State, by: Actor, proof: str) -> None:
    """Raises Refused unless *proof* is of the PIN of *by*; Reason.PIN only where it was a wrong one."""
    known = state.pins.get(eyes(by.label), NO_PIN)
    if not known.proof:
        raise Refused(Reason.INCOMPLETE, "您还没有 PIN：请先在本页设置 4～8 位数字的 PIN，再签字")
    if known.wrong >= MOST_WRONG:
        raise Refused(
            Reason.TOO_MANY, "PIN 已连续输错 {most} 次，不能再试：请组织者重设您的 PIN", most=MOST_WRONG
        )
    if proof != known.proof:
        left = MOST_WRONG - known.wrong - 1
        if left:
            raise Refused(Reason.PIN, "PIN 不对，没有签。还可以试 {left} 次，忘了请组织者重设", left=left)
        raise Refused(
            Reason.PIN, "PIN 不对，没有签。已连续输错 {most} 次，请组织者重设您的 PIN", most=MOST_WRONG
        )


def without_mistakes(state: State, who: str) -> State:
    """Once it was right."""
    known = state.pins.get(who, NO_PIN)
    return replace(state, pins=with_key(state.pins, who, replace(known, wrong=0))) if known.wrong else state


def pin_set(state: State, event: PinSet, at: str) -> State:
    return replace(state, pins=with_key(state.pins, event.who, Pin(event.proof)))


def pin_reset(state: State, event: PinReset, at: str) -> State:
    return replace(state, pins=with_key(state.pins, event.who, NO_PIN))


def pin_mistaken(state: State, event: PinMistaken, at: str) -> State:
    known = state.pins.get(event.who, NO_PIN)
    return replace(state, pins=with_key(state.pins, event.who, replace(known, wrong=known.wrong + 1)))

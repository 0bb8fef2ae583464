"""举手: a judge calls the scorekeeper; the log says who called and who answered."""

from msgspec.structs import replace

from judging.core.mappings import with_key, without_keys
from judging.core.people.actor import Actor
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .hand import Hand, HandReason


class RaiseHand(AnyCommand, frozen=True):
    """举手: the judge calls the scorekeeper."""

    reason: HandReason = HandReason.COME


class LowerHand(AnyCommand, frozen=True):
    """By the judge, whose own hand it is."""


class AnswerHand(AnyCommand, frozen=True):
    """By the console: somebody is on the way, or has been there."""

    judge: str


class HandRaised(AnyEvent, frozen=True):
    """举手: this judge calls the scorekeeper."""

    judge: str
    reason: HandReason = HandReason.COME


class HandLowered(AnyEvent, frozen=True):
    judge: str


class HandAnswered(AnyEvent, frozen=True):
    judge: str
    by: str = ""  # as the log names who answered; earlier versions did not tell the judge


def raise_hand(state: State, command: RaiseHand, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """For another reason than before it is raised anew."""
    assert by.judge is not None
    hand = _up(state, by.judge)
    is_so = hand is not None and hand.reason is command.reason
    return () if is_so else (HandRaised(by.judge, command.reason),)


def lower_hand(state: State, command: LowerHand, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Also takes notice of an answer."""
    assert by.judge is not None
    return (HandLowered(by.judge),) if by.judge in state.hands else ()


def answer_hand(state: State, command: AnswerHand, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """The judge may have put the hand down a moment before: then there is nothing to answer."""
    return (HandAnswered(command.judge, by.label),) if _up(state, command.judge) else ()


def answered_by_returning(state: State, judge: str, by: Actor) -> tuple[HandAnswered, ...]:
    """A returned sheet is the answer to who wants to change it."""
    hand = _up(state, judge)
    return (HandAnswered(judge, by.label),) if hand and hand.reason is HandReason.CHANGE else ()


def _up(state: State, judge: str) -> Hand | None:
    hand = state.hands.get(judge)
    return hand if hand is not None and not hand.answered else None


def hand_raised(state: State, event: HandRaised, at: str) -> State:
    return replace(
        state, hands={**without_keys(state.hands, event.judge), event.judge: Hand(at, reason=event.reason)}
    )


def hand_lowered(state: State, event: HandLowered, at: str) -> State:
    return replace(state, hands=without_keys(state.hands, event.judge))


def hand_answered(state: State, event: HandAnswered, at: str) -> State:
    answered = replace(state.hands[event.judge], at=at, answered=True, answered_by=event.by)
    return replace(state, hands=with_key(state.hands, event.judge, answered))

"""举手: a judge calls the scorekeeper; the log says who called and who answered."""

from judging.core import commands as c
from judging.core import events as e
from judging.core.people import Actor
from judging.core.state import State


def lift(state: State, command: c.RaiseHand, by: Actor, at: str) -> tuple[e.Event, ...]:
    assert by.judge is not None
    return () if _is_up(state, by.judge) else (e.HandRaised(by.judge),)


def lower(state: State, command: c.LowerHand, by: Actor, at: str) -> tuple[e.Event, ...]:
    """Also takes notice of an answer."""
    assert by.judge is not None
    return (e.HandLowered(by.judge),) if by.judge in state.hands else ()


def answer(state: State, command: c.AnswerHand, by: Actor, at: str) -> tuple[e.Event, ...]:
    """The judge may have put the hand down a moment before: then there is nothing to answer."""
    return (e.HandAnswered(command.judge),) if _is_up(state, command.judge) else ()


def _is_up(state: State, judge: str) -> bool:
    hand = state.hands.get(judge)
    return hand is not None and not hand.answered

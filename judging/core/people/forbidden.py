"""Duties that one person must not have together for the same part of a competition."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from judging.core.hall.whose import halls_of_track
from judging.core.sentence import Sentence, sentence
from judging.core.state import PanelKey, State

from .duty import Appointment, Duty, Scope


class ForbiddenPair(NamedTuple):
    one: Duty
    other: Duty
    why: Sentence


TWO_PEOPLE = sentence("录入和复核须由两个人做，同一个人的两次核对不算两双眼睛")
NOT_THE_JUDGE = sentence("评分的人不能经手录入和复核，也不能控制亮分")
ONLY_WATCHES = sentence("监督员只看、只会签，不能同时做被监督的事")

# Any two others may be one person's: a small contest has few people.
FORBIDDEN: tuple[ForbiddenPair, ...] = (
    ForbiddenPair(Duty.SCOREKEEPER, Duty.VERIFIER, TWO_PEOPLE),
    *(
        ForbiddenPair(judging, entering, NOT_THE_JUDGE)
        for judging in (Duty.JUDGE, Duty.HEAD_JUDGE)
        for entering in (Duty.ORGANISER, Duty.DIRECTOR, Duty.SCOREKEEPER, Duty.VERIFIER)
    ),
    *(
        ForbiddenPair(Duty.SUPERVISOR, watched, ONLY_WATCHES)
        for watched in Duty
        if watched not in (Duty.SUPERVISOR, Duty.SCREEN, Duty.GUEST)
    ),
)


def broken(state: State, appointments: Iterable[Appointment]) -> Iterator[ForbiddenPair]:
    """The pairs that are in *appointments* for a common part of the competition."""
    known = tuple(appointments)
    for pair in FORBIDDEN:
        ones = [each.scope for each in known if each.duty is pair.one]
        others = [each.scope for each in known if each.duty is pair.other]
        if any(meet(state, one, other) for one in ones for other in others):
            yield pair


def meet(state: State, one: Scope, other: Scope) -> bool:
    """Whether something lies within both scopes."""
    for part in ("hall", "track", "round", "panel"):
        mine, theirs = getattr(one, part), getattr(other, part)
        if mine is not None and theirs is not None and mine != theirs:
            return False
    return not (_is_elsewhere(state, one, other) or _is_elsewhere(state, other, one))


def _is_elsewhere(state: State, one: Scope, other: Scope) -> bool:
    """Whether *one* is a hall in which the panel or track of *other* does not sit."""
    if one.hall is None or other.hall is not None or other.track is None:
        return False
    if other.round is not None and other.panel is not None:
        return state.hall_of_panel(PanelKey(other.track, other.round, other.panel)) != one.hall
    return one.hall not in halls_of_track(state, other.track)

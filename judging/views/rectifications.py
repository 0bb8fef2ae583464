"""整改单: what was opened, by when each step is due, and how many were put right, for who keeps them."""

from collections.abc import Iterator

from msgspec import Struct

from judging.core.appeals.objection import Resolution
from judging.core.appeals.workdays import unsure
from judging.core.moments import milliseconds
from judging.core.rectifying.rectification import Origin, Rectification, RectifyingStep
from judging.core.scoring.rectify import RectifyRules
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.words import ORIGINS, RECTIFYING_STEPS

from .appeals import NamedChoice, StepLine
from .naming import who
from .story_names import entrant_name


class RectificationLine(Struct, frozen=True):
    """Deadlines in epoch milliseconds, None where there is none, or the step was taken."""

    number: int
    track: str
    entrant: str
    origin: Sentence
    place: str
    text: str
    received_at: str
    opened_by: Sentence
    contact_due: int | None
    due: int | None
    unsure: tuple[str, ...]
    is_late: bool
    is_open: bool
    to_contact: bool
    to_complicate: bool
    to_check: bool
    steps: tuple[StepLine, ...]


class Rate(Struct, frozen=True):
    """So many of so many; of none there is no rate."""

    count: int
    of: int


class RectifyingTrack(Struct, frozen=True):
    id: str
    name: str
    entrants: tuple[NamedChoice, ...]


class OriginChoice(Struct, frozen=True):
    id: Origin
    name: Sentence


class RectificationsView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    rules: RectifyRules
    lines: tuple[RectificationLine, ...]  # those that wait first, the most urgent before the others
    tracks: tuple[RectifyingTrack, ...]
    origins: tuple[OriginChoice, ...]
    in_time: Rate  # of those answered that had a deadline
    mended: Rate  # 回访整改率: of those looked at again
    satisfied: Rate  # 回复满意率: of those who were reached


def rectifications(state: State, _: str) -> RectificationsView:
    kept = [each for each in state.rectifications.values() if not each.withdrawn]
    answered = [each for each in kept if each.answered and each.due]
    checked = [each for each in kept if each.mended is not None]
    reached = [each for each in kept if each.satisfied is not None]
    waiting = sorted((each for each in kept if each.is_pending), key=_next_due)
    done = [each for each in reversed([*state.rectifications.values()]) if not each.is_pending]
    return RectificationsView(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        rules=state.rulebook.rectify,
        lines=tuple(_line(state, each) for each in (*waiting, *done)),
        tracks=tuple(_track(state, track.id) for track in state.rulebook.tracks),
        origins=tuple(OriginChoice(origin, name) for origin, name in ORIGINS.items()),
        in_time=Rate(sum(not each.is_late for each in answered), len(answered)),
        mended=Rate(sum(bool(each.mended) for each in checked), len(checked)),
        satisfied=Rate(sum(bool(each.satisfied) for each in reached), len(reached)),
    )


def _next_due(found: Rectification) -> tuple[str, int]:
    """Of the next step; what has no deadline comes last."""
    due = found.due if found.contacted else found.deadlines.contact or found.due
    return due or "9", found.number


def _track(state: State, id: str) -> RectifyingTrack:
    named = (NamedChoice(each, state.name_of(id, each)) for each in state.entrants.get(id, {}))
    return RectifyingTrack(id, state.track(id).name, tuple(named))


def _line(state: State, found: Rectification) -> RectificationLine:
    contact = found.deadlines.contact if found.is_pending and not found.contacted else ""
    due = found.due if found.is_pending else ""
    tracks = {track.id: track.name for track in state.rulebook.tracks}
    return RectificationLine(
        number=found.number,
        track=tracks.get(found.track, found.track),
        entrant=entrant_name(state, found.track, found.entrant),
        origin=ORIGINS[found.origin],
        place=found.place,
        text=found.text,
        received_at=found.received_at,
        opened_by=who(state, found.by),
        contact_due=milliseconds(contact) if contact else None,
        due=milliseconds(due) if due else None,
        unsure=unsure(found.deadlines.days) if found.is_pending else (),
        is_late=found.is_late,
        is_open=found.is_pending,
        to_contact=found.is_pending and not found.contacted,
        to_complicate=found.is_pending and bool(found.deadlines.complicated) and not found.complicated,
        to_check=found.answered is not None and not found.checked,
        steps=tuple(_steps(state, found)),
    )


def _steps(state: State, found: Rectification) -> Iterator[StepLine]:
    for step in RectifyingStep:
        if noted := getattr(found, step.value):
            yield StepLine(_named(found, step), noted.at, who(state, noted.by), noted.note)


def _named(found: Rectification, step: RectifyingStep) -> Sentence:
    if step is RectifyingStep.ANSWERED and found.resolution:
        is_so = found.resolution is Resolution.UPHELD
        return sentence("整改反馈：属实") if is_so else sentence("整改反馈：不属实")
    if step is not RectifyingStep.CHECKED:
        return RECTIFYING_STEPS[step]
    mended = sentence("整改到位") if found.mended else sentence("没有整改到位")
    if found.satisfied is None:
        return sentence("复核：{mended}，回访没有联系上", mended=mended)
    said = sentence("满意") if found.satisfied else sentence("不满意")
    return sentence("复核：{mended}，回访{said}", mended=mended, said=said)

"""One entry of the log as a line for people, with the names of its moment: nothing is reworded later.

So a line is made once, and two prints of it are alike. Who got another name since is found as well: the
entrants and people of a line are ids.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from msgspec import Struct

from judging.core import events as e
from judging.core.apply import apply
from judging.core.hall.hall import StoryEntry
from judging.core.hall.performance import PerformanceId
from judging.core.hall.whose import halls_of_event
from judging.core.people.taking_part import Entrant
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.tagged import AnyEvent
from judging.core.timing.clock import PauseReason
from judging.core.words import PAUSES
from judging.views.naming import who
from judging.views.story import told

from .line_kinds import KIND_OF, LineKind


class LogLine(Struct, frozen=True):
    """Says nothing of a mark or a score, whoever reads it and whenever."""

    position: int
    at: str  # UTC
    by: str  # the log's label
    who: Sentence
    kind: LineKind
    halls: tuple[str, ...]  # ids; none where it was of the whole competition
    tracks: tuple[str, ...]
    entrants: tuple[tuple[str, str], ...]  # track and id; none where it was about all of the tracks
    people: tuple[str, ...]  # ids of the judges and persons whom it concerned
    sentence: Sentence
    reason: str | Sentence = ""


# What takes away whom its sentence names: told as it was before.
UNDOING = (e.PassRevoked, e.PersonRemoved, e.HandoverDenied)


def log_line(before: State, after: State, position: int, line: StoryEntry) -> LogLine:
    """Entry *position* of the log, which led from *before* to *after*."""
    event: AnyEvent = line.event
    entrants = tuple(dict.fromkeys(_entrants(event)))
    said = told(before if isinstance(event, UNDOING) else after, event)
    return LogLine(
        position,
        line.at,
        line.by,
        who(after, line.by),
        KIND_OF[type(event)],
        tuple(sorted(halls_of_event(before, event))),
        tuple(dict.fromkeys(_tracks(event))),
        entrants,
        tuple(dict.fromkeys(_people(before, event))),
        _with_name(after, entrants, said),
        _reason(event),
    )


def log_lines(history: Iterable[StoryEntry]) -> Iterator[LogLine]:
    """All of a log, oldest first."""
    state = State()
    for position, line in enumerate(history, 1):
        after = apply(state, cast(e.Event, line.event), line.at, line.by)
        if not isinstance(line.event, e.UNTOLD):
            yield log_line(state, after, position, line)
        state = after


def _with_name(state: State, entrants: Sequence[tuple[str, str]], said: Sentence) -> Sentence:
    """*said*, with the name of whom it is about where a console need not say it, since all see who is on."""
    if len(entrants) != 1:
        return said
    [(track, id)] = entrants
    found = state.entrants.get(track, {}).get(id)
    if found is None or found.name in str(said):
        return said
    return sentence("{said}（{name}）", said=said, name=found.name)


def _performances(event: Any) -> tuple[PerformanceId, ...]:
    own = getattr(event, "performance", None)
    return (own,) if own else getattr(event, "performances", ())


def _tracks(event: Any) -> Iterator[str]:
    if track := getattr(event, "track", ""):
        yield track
    yield from (id.track for id in _performances(event))


def _entrants(event: Any) -> Iterator[tuple[str, str]]:
    """Who was meant by name. What is about all of a track names nobody."""
    yield from ((id.track, id.entrant) for id in _performances(event))
    if found := getattr(event, "entrant", None):
        yield event.track, found.id if isinstance(found, Entrant) else found
    if isinstance(event, e.EntrantReplaced):
        yield event.track, event.by.id
    if isinstance(event, e.TieDecided):
        yield from ((event.track, entrant) for entrant in event.order)


def _people(before: State, event: Any) -> Iterator[str]:
    if judge := getattr(event, "judge", ""):
        yield judge
    if isinstance(event, e.PersonSet):
        yield event.person.id
    if isinstance(event, e.PersonRemoved):
        yield event.id
    if isinstance(event, e.PanelSeated):
        yield from (judge.id for judge in (*event.judges, *event.reserves, *event.trainees))
    if isinstance(event, e.JudgeReplaced):
        yield event.left
    asked = before.handovers.get(getattr(event, "device", ""))
    named = (getattr(event, "pass_id", ""), getattr(event, "id", ""), asked.pass_id if asked else "")
    for id in named:
        held = before.passes.get(id)
        if held and held.holder:
            yield held.holder


def _reason(event: Any) -> str | Sentence:
    if isinstance(event, e.DeductionEntered):
        return event.deduction.reason
    reason: str = getattr(event, "reason", "")
    return PAUSES[reason] if isinstance(reason, PauseReason) else reason

"""Deductions, items and components that one person entered and another has to confirm."""

from hashlib import sha256
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from judging.core.entering.waiting import waiting
from judging.core.entering.waiting_entry import WaitingEntry
from judging.core.hall.whose import halls_of_track
from judging.core.people.taking_part import names_among
from judging.core.sentence import Sentence
from judging.core.setup.importing import ImportComponents
from judging.core.setup.prepared import Components
from judging.core.state import State

from .naming import who
from .story_of_entries import asked_in_words

DIGITS = 8  # of the check sum: two lists that people hold side by side


class ChangedScore(Struct, frozen=True):
    entrant: str
    before: str  # "" where there was none
    score: str
    changed: bool


class WaitingLine(Struct, frozen=True):
    entry: int
    what: Sentence
    entered_by: str  # a page knows its own label
    entered_name: Sentence
    at: str
    scores: tuple[ChangedScore, ...] = ()  # of a file of components, in the order of the roster
    check_sum: str = ""


def waiting_lines(state: State, hall: str) -> tuple[WaitingLine, ...]:
    """Those of this hall; components and lines of the ledger are of each hall their track is judged in."""
    return tuple(_line(state, each) for each in waiting(state) if hall in _halls(state, each.asked))


def _halls(state: State, asked: Any) -> frozenset[str]:
    if hasattr(asked, "performance"):
        return frozenset({state.hall_of(asked.performance).id})
    return halls_of_track(state, asked.track)


def _line(state: State, entry: WaitingEntry) -> WaitingLine:
    line = WaitingLine(
        entry.number,
        asked_in_words(state, entry.asked),
        entry.entered_by,
        who(state, entry.entered_by),
        entry.at,
    )
    if not isinstance(entry.asked, ImportComponents):
        return line
    return replace(line, scores=_scores(state, entry.asked), check_sum=check_sum(entry.asked))


def _scores(state: State, asked: ImportComponents) -> tuple[ChangedScore, ...]:
    known = state.components.get((asked.track, asked.round))
    before = {id: _said(known, id) for id in known.scores} if known else {}
    return tuple(
        ChangedScore(name, before.get(id, ""), score, before.get(id, "") != score)
        for id, name in names_among(state.entrants[asked.track].values()).items()
        if (score := _said(asked, id))
    )


def _said(of: Components | ImportComponents, entrant: str) -> str:
    """The score; of an indicator the value, with the class that came with it."""
    score, given = of.scores.get(entrant, ""), of.classes.get(entrant, "")
    return f"{score} · {given}" if given else score


def check_sum(asked: ImportComponents) -> str:
    """Of all entrants, scores and classes, whatever their order."""
    classes = {id: f" {each}" for id, each in asked.classes.items()}
    text = "\n".join(f"{id} {score}{classes.get(id, '')}" for id, score in sorted(asked.scores.items()))
    return sha256(text.encode()).hexdigest()[:DIGITS]

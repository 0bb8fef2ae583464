"""更正 on the console: what waits, what a proposal would move, and which texts a misprint can be in.

What would move is for whoever proposes or checks it, and in no view that is watched.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from judging.core.correction.mending import texts
from judging.core.correction.record import Change, Correction, Fate, Text
from judging.core.correction.working_out import new_ties, outcome
from judging.core.hall.performance import PerformanceId, SheetPhase
from judging.core.people.taking_part import names_among
from judging.core.publication.on_air import fingerprint, present, published_of
from judging.core.refused import Refused
from judging.core.scoring.day import Deduction
from judging.core.sentence import Sentence
from judging.core.signing.requiring import require_correction
from judging.core.state import PanelKey, State
from judging.core.words import TEXTS

from .correction_shown import told_change
from .naming import who


class WaitingCorrection(Struct, frozen=True):
    number: int
    name: str
    track: str
    round_name: str
    what: Sentence
    reason: str
    proposed_by: Sentence
    at: str  # UTC
    unsigned: Sentence | None  # why it cannot take effect yet, whoever asks


class Correctable(Struct, frozen=True):
    """The scores of one locked round of which a correction may be proposed."""

    track: str
    track_name: str
    round_name: str
    locked_at: str  # UTC
    rows: tuple["CorrectableScore", ...]


class CorrectableScore(Struct, frozen=True):
    performance: PerformanceId
    name: str
    score: str


class NamedId(Struct, frozen=True):
    id: str
    name: str


class CorrectableSheet(Struct, frozen=True):
    """Of a seat that gave marks: as they are."""

    judge: str
    seat: int
    name: str
    marks: Mapping[str, str]
    items: Mapping[str, bool]


class CorrectionForm(Struct, frozen=True):
    """What of one performance can be corrected."""

    performance: PerformanceId
    name: str
    score: str
    criteria: tuple[NamedId, ...]
    items: tuple[NamedId, ...]  # compulsory, which the sheets answer
    sheets: tuple[CorrectableSheet, ...]
    deductions: tuple[Deduction, ...]


class MovedRow(Struct, frozen=True):
    name: str
    before: int | None
    place: int | None
    composite_before: str
    composite: str


class AwardRow(Struct, frozen=True):
    """A level is "" where the pool has none, None for no award."""

    name: str
    before: str | None
    level: str | None


class CorrectionPreview(Struct, frozen=True):
    """With `ties` nothing is known yet: equals wait for the order that the head judge decides."""

    what: Sentence
    was: str
    now: str
    ties: tuple[tuple[NamedId, ...], ...] = ()
    moves: tuple[MovedRow, ...] = ()
    awards: tuple[AwardRow, ...] = ()


class MendableText(Struct, frozen=True):
    of: Text
    track: str
    round: str
    target: str
    what: Sentence
    text: str


def waiting_corrections(state: State, hall: str) -> tuple[WaitingCorrection, ...]:
    """Of the tracks that are judged in *hall*."""
    here = state.tracks_in(hall)
    return tuple(
        _waiting(state, each)
        for each in state.corrections.values()
        if each.fate is Fate.WAITING and each.performance.track in here
    )


def _waiting(state: State, found: Correction) -> WaitingCorrection:
    id = found.performance
    return WaitingCorrection(
        found.number,
        state.named(id),
        id.track,
        state.round(id.track, id.round).name,
        told_change(state, id, found.change),
        found.reason,
        who(state, found.proposed_by),
        found.proposed_at,
        _unsigned(state, found),
    )


def _unsigned(state: State, found: Correction) -> Sentence | None:
    try:
        require_correction(state, found)
    except Refused as refused:
        return refused.sentence
    return None


def to_publish_anew(state: State, hall: str) -> tuple[str, ...]:
    """The names of the tracks whose published ranking a correction has overtaken."""
    corrected = {each.performance.track for each in state.corrections.values() if each.outcome}
    return tuple(
        state.track(track).name
        for track in state.tracks_in(hall)
        if track in corrected
        and any(
            fingerprint(shown) != fingerprint(present(state, track, shown.within))
            for shown in published_of(state, track)
        )
    )


def correctable(state: State, keys: Iterable[PanelKey]) -> Iterator[Correctable]:
    """Panel by panel, in running order."""
    for key in keys:
        ids = (PerformanceId(key.track, key.round, entrant) for entrant in state.order_of(key))
        rows = tuple(
            CorrectableScore(id, state.named(id), told.score)
            for id in ids
            if (told := state.performance(id).announced)
        )
        if key.track in state.locked and rows:
            track = state.track(key.track)
            named = track.name, track.round(key.round).name
            yield Correctable(key.track, *named, state.locked_at[key.track], rows)


def correction_form(state: State, id: PerformanceId) -> CorrectionForm:
    """Of a performance that may be corrected."""
    round, found = state.round(id.track, id.round), state.performance(id)
    sheets = tuple(
        CorrectableSheet(judge.id, judge.seat, judge.name, sheet.marks, sheet.items)
        for judge in state.panel(id)
        if (sheet := found.sheets.get(judge.id)) and sheet.phase is SheetPhase.SUBMITTED
    )
    return CorrectionForm(
        id,
        state.named(id),
        found.announced.score if found.announced else "",
        tuple(NamedId(each.id, each.name) for each in round.criteria),
        tuple(NamedId(each.id, each.name) for each in round.asked_of_judges()),
        sheets,
        found.deductions,
    )


def correction_preview(
    state: State, id: PerformanceId, change: Change, order: tuple[str, ...]
) -> CorrectionPreview:
    """Raises Refused as the proposal would be."""
    names = names_among(state.entrants[id.track].values())
    announced = state.performance(id).announced
    was = announced.score if announced else ""
    what = told_change(state, id, change)
    tied = new_ties(state, id, change)
    if tied and not order:
        ties = tuple(tuple(NamedId(entrant, names[entrant]) for entrant in each) for each in tied)
        return CorrectionPreview(what, was, "", ties)
    made = outcome(state, id, change, order)
    return CorrectionPreview(
        what,
        was,
        made.now.score,
        moves=tuple(
            MovedRow(names[move.entrant], move.before, move.place, move.composite_before, move.composite)
            for move in made.moves
        ),
        awards=tuple(
            AwardRow(state.name_of(each.track, each.entrant), each.before, each.level) for each in made.awards
        ),
    )


def mendable(state: State, track: str) -> tuple[MendableText, ...]:
    """Every text of the competition and of this track. Raises KeyError."""
    found = state.track(track)
    own = [MendableText(Text.TRACK, track, "", "", TEXTS[Text.TRACK], found.name)]
    rounds = [
        MendableText(Text.ROUND, track, each.id, "", TEXTS[Text.ROUND], each.name) for each in found.rounds
    ]
    others = [
        MendableText(of, where, round, id, TEXTS[of], text)
        for of, where, round in _places(state, track)
        for id, text in texts(state, of, where, round).items()
        if text
    ]
    return (*own, *rounds, *others)


def _places(state: State, track: str) -> Iterator[tuple[Text, str, str]]:
    yield from ((Text.ENTRANT, track, ""), (Text.DISTRICT, track, ""), (Text.JUDGE, "", ""))
    for round in state.track(track).rounds:
        yield Text.CRITERION, track, round.id
    yield from ((Text.COMPETITION, "", ""), (Text.ORGANISER, "", ""))

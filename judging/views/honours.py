"""What lies before the meeting and what it decided: each award, computed and decided side by side."""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from judging.core.honours.called import called
from judging.core.honours.computed import tracks_of_award
from judging.core.honours.decided import (
    Agenda,
    agenda,
    award_name,
    awards_of,
    decision_of,
    honour_name,
    in_force,
    is_overtaken,
    rulings_of,
)
from judging.core.honours.decision import Decision, Ruling, Verdict, Votes
from judging.core.honours.honour import Honour
from judging.core.honours.nominee import Nominee
from judging.core.honours.resting import why_it_stands
from judging.core.honours.special_lists import free_slots, may_have
from judging.core.scoring.meeting import Majority
from judging.core.scoring.oversight import Act
from judging.core.scoring.special import Special
from judging.core.sentence import Sentence
from judging.core.signing.requiring import is_listed, is_signed
from judging.core.signing.signers import supervisors
from judging.core.signing.things import decide_of
from judging.core.state import State

from .naming import who
from .unchanged import Parts, remembered


class Stage(StrEnum):
    OPEN = "open"  # there is no list yet
    PROPOSED = "proposed"
    PARTLY = "partly"  # some entries wait for a later meeting
    DECIDED = "decided"
    OVERTAKEN = "overtaken"  # the list is another one than was decided on


class AgendaLine(Struct, frozen=True):
    """One entry as it is computed, and as it was decided; `verdict` is None as long as nobody has."""

    track: str
    entrant: str
    name: str
    of: str  # the name of the track; "" for a district
    district: str
    level: str
    title: str
    figure: str
    is_undecided: bool
    verdict: Verdict | None
    reason: str
    votes: Votes | None


class DecisionLine(Struct, frozen=True):
    """`counts`: confirmed, deferred, vetoed."""

    number: int
    at: str
    who: Sentence
    members: tuple[str, ...]
    note: str
    counts: tuple[int, int, int]
    is_in_force: bool
    withdrawn: str
    withdrawn_at: str


class Nomination(Struct, frozen=True):
    track: str
    entrant: str
    name: str
    reason: str


class TrackEntrants(Struct, frozen=True):
    """Among whom somebody may be nominated: (id, name)."""

    track: str
    name: str
    entrants: tuple[tuple[str, str], ...]


class Nominating(Struct, frozen=True):
    free: int  # how many may be nominated
    districts: bool
    nominees: tuple[Nomination, ...]
    among: tuple[TrackEntrants, ...]


class AwardLines(Struct, frozen=True):
    """`unsigned`: whose countersignature the rules ask for first; "" where none is missing."""

    award: str
    name: str
    stage: Stage
    open: Sentence | None
    notes: tuple[Sentence, ...]
    digest: str
    lines: tuple[AgendaLine, ...]
    decisions: tuple[DecisionLine, ...]  # newest first
    stands: Sentence | None  # why the last decision is not withdrawn any more
    unsigned: tuple[str, ...] | None
    is_pool: bool  # there is a 获奖建议名单 of it
    nominating: Nominating | None


class HonoursView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    majority: Majority | None
    quorum: int
    awards: tuple[AwardLines, ...]


def _read(state: State, _: str) -> Parts:
    """All that it reads. After the lock a mark changes by a correction alone."""
    shared = (state.rules, state.adopted, state.locked, state.entrants, state.statuses, state.people)
    later = (state.finals, state.ceremonies, state.former, state.panels, state.signatures)
    return (*shared, *later, state.nominees, state.decisions, state.corrections, state.rehearsal)


@remembered(_read)
def honours(state: State, _: str) -> HonoursView:
    rules = state.rulebook
    awards = tuple(_award(state, award) for award in awards_of(state))
    return HonoursView(rules.name, state.rehearsal, rules.majority, rules.quorum, awards)


def _award(state: State, award: str) -> AwardLines:
    before, standing = agenda(state, award), in_force(state, award)
    history = tuple(_decision(state, each, standing) for each in reversed(state.decisions.get(award, ())))
    return AwardLines(
        award=award,
        name=award_name(state, award),
        stage=_stage(state, award, before),
        open=before.open,
        notes=before.notes,
        digest=before.digest,
        lines=tuple(_lines(state, before)),
        decisions=history,
        stands=why_it_stands(state, award) if decision_of(state, award) else None,
        unsigned=_unsigned(state, award, before),
        is_pool=any(pool.id == award for pool in state.rulebook.pools),
        nominating=_nominating(state, award),
    )


def _stage(state: State, award: str, before: Agenda) -> Stage:
    if is_overtaken(state, award):
        return Stage.OVERTAKEN
    if before.open:
        return Stage.OPEN
    if not in_force(state, award):
        return Stage.PROPOSED
    return Stage.PARTLY if before.undecided else Stage.DECIDED


def _lines(state: State, before: Agenda) -> Iterator[AgendaLine]:
    rulings, waiting = rulings_of(state, before.award), set(before.undecided)
    for line, figure in zip(before.lines, before.figures, strict=True):
        yield _line(state, line, figure, rulings.get(line), is_undecided=line in waiting)


def _line(
    state: State, line: Honour, figure: str, ruling: Ruling | None, *, is_undecided: bool
) -> AgendaLine:
    entrant = state.entrants[line.track][line.entrant] if line.track else None
    return AgendaLine(
        track=line.track,
        entrant=line.entrant,
        name=honour_name(state, line),
        of=state.track(line.track).name if line.track else "",
        district=entrant.district if entrant else "",
        level=line.level,
        title=line.title,
        figure=figure,
        is_undecided=is_undecided,
        verdict=ruling.verdict if ruling else None,
        reason=ruling.reason if ruling else "",
        votes=ruling.votes if ruling else None,
    )


def _decision(state: State, made: Decision, standing: tuple[Decision, ...]) -> DecisionLine:
    confirmed, deferred, vetoed = (
        sum(ruling.verdict is verdict for ruling in made.rulings) for verdict in Verdict
    )
    return DecisionLine(
        number=made.number,
        at=made.at,
        who=who(state, made.by),
        members=made.members,
        note=made.note,
        counts=(confirmed, deferred, vetoed),
        is_in_force=made in standing,
        withdrawn=made.withdrawn,
        withdrawn_at=made.withdrawn_at,
    )


def _unsigned(state: State, award: str, before: Agenda) -> tuple[str, ...] | None:
    if not is_listed(state, Act.DECIDE) or not before.undecided:
        return None
    wanted = decide_of(state, award)
    return None if is_signed(state, wanted) else tuple(p.name for p in supervisors(state, wanted.track))


def _nominating(state: State, award: str) -> Nominating | None:
    special = next((each for each in state.rulebook.specials if each.id == award), None)
    free = free_slots(state, special) if special else 0
    if special is None or not free:
        return None
    nominees = state.nominees.get(award, ())
    return Nominating(
        free=free,
        districts=special.districts,
        nominees=tuple(_nomination(state, special, each) for each in nominees),
        among=tuple(_among(state, special)),
    )


def _nomination(state: State, special: Special, nominee: Nominee) -> Nomination:
    """Nobody is chosen any more where it may not go to whom was nominated; the reason stays."""
    name, stays = called(state, nominee.track, nominee.entrant), may_have(state, special, nominee)
    chosen = (nominee.track, nominee.entrant) if stays else ("", "")
    return Nomination(*chosen, name, nominee.reason)


def _among(state: State, special: Special) -> Iterator[TrackEntrants]:
    for track in tracks_of_award(state, special.id):
        taking_part = (id for id in state.entrants.get(track, {}) if (track, id) not in state.statuses)
        names = tuple((id, state.name_of(track, id)) for id in taking_part)
        yield TrackEntrants(track, state.track(track).name, names)

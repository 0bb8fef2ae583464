"""公示与异议: for organiser, head judge and supervisor; and that something waits, for all who work."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from judging.core.appeals.award_phase import AwardPhase, has_changed, obstacles, phase_of, tracks_concerned
from judging.core.appeals.objection import About, Channel, Noted, Objection, Objector, Resolution, Stage
from judging.core.appeals.publicity import Final, Publicity
from judging.core.appeals.workdays import Day, unsure
from judging.core.honours.decided import award_name, awards_of, decided
from judging.core.moments import milliseconds
from judging.core.refused import Refused
from judging.core.scoring.recourse import ObjectionRules
from judging.core.sentence import Sentence, sentence
from judging.core.signing.requiring import require_final, require_objection, require_reopening
from judging.core.state import State
from judging.core.words import AWARD_PHASES, CHANNELS, OBJECTION_STAGES, RESOLUTIONS

from .naming import who
from .story_names import entrant_name


class StepLine(Struct, frozen=True):
    what: Sentence
    at: str
    who: Sentence
    note: str


class ObjectionLine(Struct, frozen=True):
    """Deadlines in epoch milliseconds, None where there is none."""

    number: int
    stage: Stage
    stage_name: Sentence
    objector: Objector
    track: str
    about: tuple[str, ...]  # names: track, entrant, round
    text: str
    way: Sentence
    received_at: str
    registered_by: Sentence
    late: str
    contact_due: int | None  # as long as nobody has spoken to the objector
    due: int | None  # as long as it is not settled
    unsure: tuple[str, ...]  # counted days that somebody should check
    is_contacted: bool
    may_be_complicated: bool
    resolution: Resolution | None
    steps: tuple[StepLine, ...]
    unsigned: Sentence | None  # why it cannot be answered yet
    corrections: tuple[int, ...]


class FiledLine(Struct, frozen=True):
    document: str
    day: str


class FinalLine(Struct, frozen=True):
    at: str
    who: Sentence
    signed_by: Sentence | None
    reopening: StepLine | None
    unsigned: Sentence | None  # why it cannot be reopened yet
    report: FiledLine | None
    notice: FiledLine | None


class PublicityLine(Struct, frozen=True):
    start: str
    days: tuple[Day, ...]
    ends: int  # epoch ms
    unsure: tuple[str, ...]
    reasons: tuple[str, ...]
    changed: bool


class AwardLine(Struct, frozen=True):
    award: str
    name: str
    phase: AwardPhase
    phase_name: Sentence
    tracks: tuple[str, ...]
    honoured: int
    publicity: PublicityLine | None
    obstacles: tuple[Sentence, ...]
    unsigned: Sentence | None
    final: FinalLine | None


class NamedChoice(Struct, frozen=True):
    id: str
    name: str


class AboutChoice(Struct, frozen=True):
    """What an objection may be about."""

    id: str
    name: str
    rounds: tuple[NamedChoice, ...]
    entrants: tuple[NamedChoice, ...]


class ChannelChoice(Struct, frozen=True):
    id: Channel
    name: Sentence


class AppealsView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    rules: ObjectionRules
    publicity_days: int | None
    objections: tuple[ObjectionLine, ...]  # those that wait first, then the newest
    awards: tuple[AwardLine, ...]
    tracks: tuple[AboutChoice, ...]
    ways: tuple[ChannelChoice, ...]
    off: tuple[str, ...]
    worked: tuple[str, ...]


def appeals(state: State, _: str) -> AppealsView:
    lines = [_objection(state, each) for each in reversed([*state.objections.values()])]
    waits = (Stage.REGISTERED, Stage.CONTACTED, Stage.DECIDED)
    return AppealsView(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        rules=state.rulebook.objections,
        publicity_days=state.rulebook.publicity.days,
        objections=tuple(sorted(lines, key=lambda line: line.stage not in waits)),
        awards=tuple(_award(state, award) for award in awards_of(state)),
        tracks=tuple(_choice(state, track.id) for track in state.rulebook.tracks),
        ways=tuple(ChannelChoice(way, name) for way, name in CHANNELS.items()),
        off=tuple(day for day, works in state.holidays.items() if not works),
        worked=tuple(day for day, works in state.holidays.items() if works),
    )


def _choice(state: State, track: str) -> AboutChoice:
    found = state.track(track)
    rounds = tuple(NamedChoice(round.id, round.name) for round in found.rounds)
    listed = state.entrants.get(track, {})
    return AboutChoice(
        track, found.name, rounds, tuple(NamedChoice(id, state.name_of(track, id)) for id in listed)
    )


def about_names(state: State, about: About) -> tuple[str, ...]:
    """The track, and the entrant and the round where it names them."""
    track = state.track(about.track)
    entrant = entrant_name(state, about.track, about.entrant) if about.entrant else ""
    round = next((round.name for round in track.rounds if round.id == about.round), "")
    return tuple(filter(None, (track.name, entrant, round)))


def _objection(state: State, found: Objection) -> ObjectionLine:
    due = found.due if found.is_pending else ""
    contact = found.deadlines.contact if found.is_pending and not found.contacted else ""
    return ObjectionLine(
        number=found.number,
        stage=found.stage,
        stage_name=OBJECTION_STAGES[found.stage],
        objector=found.objector,
        track=found.about.track,
        about=about_names(state, found.about),
        text=found.text,
        way=CHANNELS[found.way],
        received_at=found.received_at,
        registered_by=who(state, found.by),
        late=found.late,
        contact_due=milliseconds(contact) if contact else None,
        due=milliseconds(due) if due else None,
        unsure=unsure(found.deadlines.days) if found.is_pending else (),
        is_contacted=found.contacted is not None,
        may_be_complicated=bool(found.deadlines.complicated) and not found.complicated and not found.decided,
        resolution=found.resolution,
        steps=tuple(_steps(state, found)),
        unsigned=_unsigned(lambda: require_objection(state, found)) if found.decided else None,
        corrections=corrections_from(state, found.number),
    )


def corrections_from(state: State, number: int) -> tuple[int, ...]:
    """The numbers of the corrections that the objection led to."""
    return tuple(each.number for each in state.corrections.values() if each.objection == number)


def _steps(state: State, found: Objection) -> Iterator[StepLine]:
    """In the order in which they are taken."""
    if found.contacted:
        yield _step(state, sentence("先行联系"), found.contacted)
    if found.complicated:
        yield _step(state, sentence("认定为较为复杂"), found.complicated)
    if found.decided and found.resolution:
        said = sentence("处理决定：{resolution}", resolution=RESOLUTIONS[found.resolution])
        yield _step(state, said, found.decided)
    if found.answered:
        yield _step(state, sentence("答复"), found.answered)
    if found.withdrawn:
        yield _step(state, sentence("提出人撤回"), found.withdrawn)


def _step(state: State, what: Sentence, noted: Noted) -> StepLine:
    return StepLine(what, noted.at, who(state, noted.by), noted.note)


def _unsigned(require: Callable[[], object]) -> Sentence | None:
    try:
        require()
    except Refused as refused:
        return refused.sentence
    return None


def _award(state: State, award: str) -> AwardLine:
    period, final = state.publicities.get(award), state.finals.get(award)
    phase = phase_of(state, award)
    missing = () if final else tuple(obstacles(state, award))
    return AwardLine(
        award=award,
        name=award_name(state, award),
        phase=phase,
        phase_name=AWARD_PHASES[phase],
        tracks=tuple(state.track(track).name for track in tracks_concerned(state, award)),
        honoured=len(decided(state, award)),
        publicity=_publicity(state, award, period) if period else None,
        obstacles=missing,
        unsigned=None if final or missing else _unsigned(lambda: require_final(state, award)),
        final=_final(state, award, final) if final else None,
    )


def _publicity(state: State, award: str, period: Publicity) -> PublicityLine:
    return PublicityLine(
        start=period.start,
        days=period.days,
        ends=milliseconds(period.ends),
        unsure=unsure(period.days),
        reasons=period.reasons,
        changed=award not in state.finals and has_changed(state, award),
    )


def _final(state: State, award: str, final: Final) -> FinalLine:
    asked = final.reopening
    return FinalLine(
        at=final.at,
        who=who(state, final.by),
        signed_by=who(state, final.signed_by) if final.signed_by else None,
        reopening=_step(state, sentence("申请撤销定稿"), asked) if asked else None,
        unsigned=_unsigned(lambda: require_reopening(state, award)) if asked else None,
        report=FiledLine(final.reported.number, final.reported.day) if final.reported else None,
        notice=FiledLine(final.notified.number, final.notified.day) if final.notified else None,
    )


class PendingLine(Struct, frozen=True):
    """An objection that waits, without a word of who objected or to what."""

    number: int
    track: str
    stage: Sentence
    due: int | None  # epoch ms: of the next step


class PendingView(Struct, frozen=True):
    lines: tuple[PendingLine, ...]


def pending_objections(state: State, _: str) -> PendingView:
    """For everybody at work but the judges."""
    return PendingView(tuple(_pending(state, each) for each in state.objections.values() if each.is_pending))


def _pending(state: State, found: Objection) -> PendingLine:
    due = found.due if found.contacted or found.decided else found.deadlines.contact or found.due
    track = state.track(found.about.track).name
    stage = OBJECTION_STAGES[found.stage]
    return PendingLine(found.number, track, stage, milliseconds(due) if due else None)

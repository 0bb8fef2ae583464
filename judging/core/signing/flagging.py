"""监督员提出: a flag with a note, which somebody has to answer before the track is locked or published."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key
from judging.core.people.actor import Actor, eyes
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .signature import Flag


class RaiseFlag(AnyCommand, frozen=True):
    """By the supervisor. With the id of one that was answered: he objects again."""

    id: str
    note: str
    track: str = ""  # of what it is about; "" for nothing in particular
    round: str = ""
    entrant: str = ""


class AnswerFlag(AnyCommand, frozen=True):
    id: str
    answer: str


class SettleFlag(AnyCommand, frozen=True):
    """By the supervisor: the answer is accepted."""

    id: str


class FlagRaised(AnyEvent, frozen=True):
    id: str
    note: str
    who: str
    track: str = ""
    round: str = ""
    entrant: str = ""


class FlagAnswered(AnyEvent, frozen=True):
    id: str
    answer: str
    who: str
    track: str = ""


class FlagSettled(AnyEvent, frozen=True):
    id: str
    track: str = ""


MOST_FLAGS = 200  # in one competition: a page that sends without end fills no console


def raise_flag(state: State, command: RaiseFlag, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    note = checks.text(command.note, sentence("提出的内容"))
    id = checks.text(command.id, sentence("编号"), most=40)
    known = state.flags.get(id)
    if known is None and len(state.flags) >= MOST_FLAGS:
        raise Refused(Reason.TOO_MANY, "已提出 {most} 条，请先处理，再提新的", most=MOST_FLAGS)
    if known is None:
        _about(state, command)
        return (FlagRaised(id, note, eyes(by.label), command.track, command.round, command.entrant),)
    if known.is_open:
        raise Refused(Reason.ALREADY, "“{note}”还没有答复，不必再提", note=known.note)
    return (FlagRaised(known.id, note, eyes(by.label), known.track, known.round, known.entrant),)


def _about(state: State, command: RaiseFlag) -> None:
    """Raises Refused where there is no such track, round or entrant."""
    rules = state.rulebook
    rounds = {track.id: {round.id for round in track.rounds} for track in rules.tracks}
    if command.track and command.track not in rounds:
        raise Refused(Reason.UNKNOWN, "没有这个组别，请刷新页面后重试")
    if command.round and command.round not in rounds.get(command.track, ()):
        raise Refused(Reason.UNKNOWN, "没有这个组别或环节，请刷新页面后重试")
    if command.entrant and command.entrant not in state.entrants.get(command.track, {}):
        raise Refused(Reason.UNKNOWN, "本组没有这个参赛对象，请刷新页面后重试")


def answer_flag(state: State, command: AnswerFlag, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    answer = checks.text(command.answer, sentence("答复"))
    known = _known(state, command.id)
    if not known.is_open:
        raise Refused(Reason.ALREADY, "“{note}”已经答复，请刷新页面", note=known.note)
    return (FlagAnswered(known.id, answer, eyes(by.label), known.track),)


def settle_flag(state: State, command: SettleFlag, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Without an answer too: he may find himself that there was nothing in it."""
    known = _known(state, command.id)
    return () if known.settled else (FlagSettled(known.id, known.track),)


def _known(state: State, id: str) -> Flag:
    if id not in state.flags:
        raise Refused(Reason.UNKNOWN, "没有这条意见，请刷新页面")
    return state.flags[id]


def flag_raised(state: State, event: FlagRaised, at: str) -> State:
    known = state.flags.get(event.id)
    raised = Flag(event.id, event.note, event.who, at, event.track, event.round, event.entrant)
    again = replace(raised, times=known.times + 1) if known else raised
    return replace(state, flags=with_key(state.flags, event.id, again))


def flag_answered(state: State, event: FlagAnswered, at: str) -> State:
    answered = replace(state.flags[event.id], answer=event.answer, answered_by=event.who)
    return replace(state, flags=with_key(state.flags, event.id, answered))


def flag_settled(state: State, event: FlagSettled, at: str) -> State:
    settled = replace(state.flags[event.id], settled=True)
    return replace(state, flags=with_key(state.flags, event.id, settled))

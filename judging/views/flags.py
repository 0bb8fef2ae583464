"""监督员的意见, for who has to answer them and for himself."""

from msgspec import Struct

from judging.core.sentence import Sentence
from judging.core.signing.signature import Flag
from judging.core.state import State

from .naming import who
from .story_names import entrant_name


class FlagLine(Struct, frozen=True):
    """`state`: open | answered | settled."""

    id: str
    note: str
    who: Sentence
    at: str
    track: str  # names; "" where it is about none
    round: str
    entrant: str
    state: str
    answer: str
    answered_by: Sentence | None
    times: int


class FlagsView(Struct, frozen=True):
    flags: tuple[FlagLine, ...]  # those that wait first, then the newest


def flags(state: State, _: str) -> FlagsView:
    lines = [_line(state, flag) for flag in reversed([*state.flags.values()])]
    return FlagsView(tuple(sorted(lines, key=lambda line: line.state != "open")))


def _line(state: State, flag: Flag) -> FlagLine:
    track = next((track for track in state.rulebook.tracks if track.id == flag.track), None)
    rounds = {round.id: round.name for round in track.rounds} if track else {}
    return FlagLine(
        id=flag.id,
        note=flag.note,
        who=who(state, flag.by),
        at=flag.at,
        track=track.name if track else flag.track,
        round=rounds.get(flag.round, flag.round),
        entrant=entrant_name(state, flag.track, flag.entrant),
        state="settled" if flag.settled else "open" if flag.is_open else "answered",
        answer=flag.answer,
        answered_by=who(state, flag.answered_by) if flag.answered_by else None,
        times=flag.times,
    )

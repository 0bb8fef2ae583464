"""Where somebody is needed who keeps the time."""

from judging.core.scoring.rulebook import Round, Track
from judging.core.state import State


def keeps_time(track: Track, round: Round) -> bool:
    """Whether it has a limit, costs overtime, or an indicator of its track asks for its seconds."""
    is_measured = any(each.measure and each.measure.round == round.id for each in track.rounds)
    return bool(round.time or round.overtime or is_measured)


def timed_halls(state: State) -> tuple[str, ...]:
    """The halls in which a panel sits before which time is kept."""
    return tuple(
        id
        for id in state.halls
        if any(
            keeps_time(state.track(key.track), state.round(key.track, key.round))
            for key in state.panels_in(id)
        )
    )

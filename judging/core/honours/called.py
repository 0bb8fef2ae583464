"""What people call somebody who is nominated or honoured."""

from judging.core.state import State


def called(state: State, track: str, entrant: str) -> str:
    """An entrant of a track, or a district where *track* is ""; by the id who has left the roster since."""
    is_known = entrant in state.entrants.get(track, {})
    return state.name_of(track, entrant) if is_known else entrant

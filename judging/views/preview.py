"""What publishing a ranking would show: for the console alone, before the director publishes it."""

from msgspec import Struct

from judging.core.publication import fingerprint, present
from judging.core.state import State

from .screen import Ranking, as_ranking


class Preview(Struct, frozen=True):
    ranking: Ranking
    seen: str  # by which exactly this ranking is published


def preview(state: State, track: str) -> Preview:
    shown = present(state, track)
    return Preview(as_ranking(state, shown), fingerprint(shown))

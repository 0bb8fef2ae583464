"""What publishing a ranking would show: for the console alone, before the director publishes it."""

from msgspec import Struct

from judging.core.publication.awaiting import missing
from judging.core.publication.on_air import fingerprint, present
from judging.core.sentence import Sentence
from judging.core.state import State

from .screen import Ranking, as_ranking


class Preview(Struct, frozen=True):
    ranking: Ranking
    seen: str  # by which exactly this ranking is published
    missing: tuple[Sentence, ...] = ()  # who has no component or value, and is therefore not in it


def preview(state: State, track: str, within: str = "") -> Preview:
    shown = present(state, track, within)
    return Preview(as_ranking(state, shown), fingerprint(shown), missing(state, track))

"""Which pictures came and went, in plain sentences."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.pictures.picturing import USES
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .story_names import entrant_name

DIGITS = 16  # of the SHA-256


def _what(state: State, event: Any) -> Sentence:
    use = USES[event.use]
    if not event.entrant:
        return use
    return sentence("{name}的{use}", name=entrant_name(state, event.track, event.entrant), use=use)


SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.PictureSet: lambda s, v: sentence(
        "{what}换成{source}，SHA-256 {digits}…",
        what=_what(s, v),
        source=v.picture.source,
        digits=v.hash[:DIGITS],
    ),
    e.PictureRemoved: lambda s, v: sentence("删去{what}", what=_what(s, v)),
}

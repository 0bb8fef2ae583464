"""The list of an award as it is put before a meeting."""

from msgspec import Struct

from judging.core.sentence import Sentence

from .honour import Honour


class Computed(Struct, frozen=True):
    """`lines`, the highest first, or in `open` why there are none yet; `figures` as the lines."""

    lines: tuple[Honour, ...]
    open: Sentence | None
    notes: tuple[Sentence, ...] = ()  # who is on the line, which floors are met and by whom
    figures: tuple[str, ...] = ()  # what each of them is placed by: a composite, a value, a reason

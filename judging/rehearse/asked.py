"""What is asked of a rehearsal that goes over weeks or months."""

from pathlib import Path

from msgspec import Struct


class Asked(Struct, frozen=True):
    """`papers`: the folder where the printed pack goes."""

    seed: int
    pace: str
    papers: Path

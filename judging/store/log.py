"""What a desk needs of a competition's log, whether one file holds it or memory does."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from judging.core.sentence import Sentence

from . import Draft, Entry
from .chain import START, Tail


class PositionTaken(Exception):
    """The log goes on behind the entry that was named: nothing was written. Read what is new, decide anew."""


class Log(Protocol):
    """A chain of entries that only grows. Several desks may write it: each says behind which entry."""

    trouble: Sentence | None  # why nothing can be written now; None as far as is known
    notice: Sentence | None  # what people should know of how it ended last time

    @property
    def tail(self) -> Tail:
        """Position and hash of the last entry: what a printed sheet carries to prove which log it is from."""

    @property
    def is_adrift(self) -> bool:
        """Whether others find the log no more where it was: then only `copy_to` keeps it."""

    async def read(self, after: Tail = START) -> list[Entry]:
        """Every entry behind *after*, each verified against the one before; all, before the first `append`.

        Raises StorageFailed, or Unreadable, naming the first position that cannot be trusted.
        """

    async def append(self, drafts: Sequence[Draft], after: Tail) -> list[Entry]:
        """Write all of *drafts* durably behind *after*, or none; the entries as the log now holds them.

        Raises PositionTaken where *after* is not the last entry, StorageFailed if they cannot be stored.
        """

    def follow(self, hear: Callable[[int], None]) -> None:
        """Call *hear* with the position which the log reaches, whoever writes, and where it perhaps does.

        It may be called late, or for nothing: what `read` finds is the truth.
        """

    async def texts(self) -> list[tuple[str, bytes]]:
        """Every event as it is stored, with its moment, for whoever trusts nobody else's reading.

        Raises StorageFailed.
        """

    async def recover(self) -> None:
        """Ends `trouble` if it can be written again, or finds it. Writes nothing that is ever read."""

    async def copy_to(self, fresh: Path) -> None:
        """Writes all there is into the file *fresh*, which does not exist. Raises StorageFailed."""

    async def close(self) -> None:
        """Nobody uses it any more."""

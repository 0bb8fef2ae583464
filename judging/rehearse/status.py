"""How a rehearsal goes, told to the program that started it: a line of JSON for each change."""

from msgspec import Struct

from judging.codec import encode
from judging.core.sentence import Sentence

from .director import Progress
from .plan import Plan


class Status(Struct, frozen=True):
    """A whole view each time, as pages get them. `trouble`: why it did not go on."""

    competition: str = ""
    halls: tuple[Progress, ...] = ()  # the latest of each
    notes: tuple[Sentence, ...] = ()  # who and what was made up
    not_played: tuple[Sentence, ...] = ()
    is_over: bool = False
    trouble: Sentence | None = None


class Teller:
    """Prints the status whenever it changes."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._halls: dict[str, Progress] = {}

    def progress(self, progress: Progress) -> None:
        self._halls[progress.hall] = progress
        self.status()

    def status(self, *, is_over: bool = False, trouble: Sentence | None = None) -> None:
        reasons = tuple(reason for track in self._plan.tracks for reason in track.reasons)
        name = self._plan.rules.name
        tell(Status(name, tuple(self._halls.values()), self._plan.notes, reasons, is_over, trouble))


def tell(status: Status) -> None:
    print(encode(status).decode(), flush=True)

"""A file that was imported: all it holds at once or nothing, and on record which file it was."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from judging.core.evaluating.listing_evaluators import ListEvaluators
from judging.core.ledger.recording import RecordLedger
from judging.core.people.appointing import SetPerson
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .assigning import EnterAssignment
from .founding import SetRules
from .importing import ImportComponents
from .ordering import EnterOrder
from .rostering import SetEntrants
from .seating import SeatPanel
from .source_file import SourceFile, checked

Part = (
    SetRules
    | SetEntrants
    | SetPerson
    | SeatPanel
    | EnterAssignment
    | EnterOrder
    | ImportComponents
    | RecordLedger
    | ListEvaluators
)
# What a part decides, and the state after it.
Step = Callable[[State, Part], tuple[tuple[AnyEvent, ...], State]]

MOST_PARTS = 1000  # every person of a large competition, and its sheets


class ImportedPart(Struct, frozen=True):
    """`kind` is the name of the command; "" where it is of no one track or round."""

    kind: str
    track: str = ""
    round: str = ""


class ImportFile(AnyCommand, frozen=True):
    """Never from a page: the server makes it of an upload."""

    source: SourceFile
    parts: tuple[Part, ...]


class FileImported(AnyEvent, frozen=True):
    """Stands behind the events of its parts, in the same command."""

    source: SourceFile
    parts: tuple[ImportedPart, ...]  # each kind, track and round once


def import_file(state: State, command: ImportFile, step: Step) -> tuple[AnyEvent, ...]:
    """The events of all parts, each decided on what those before it make; raises Refused for the first."""
    if len(command.parts) > MOST_PARTS:
        raise Refused(Reason.TOO_MANY, "文件里的内容太多，请分成几个文件导入")
    found: list[AnyEvent] = []
    for part in command.parts:
        events, state = step(state, _from(command.source, part))
        found += events
    parts = dict.fromkeys(map(_named, command.parts))
    return (*found, FileImported(checked(command.source), tuple(parts)))


def _from(source: SourceFile, part: Part) -> Part:
    """What may wait for a second person says itself which file it is from."""
    if isinstance(part, ImportComponents | RecordLedger):
        return replace(part, source=source.name, sha256=source.sha256)
    return part


def _named(part: Part) -> ImportedPart:
    return ImportedPart(type(part).__name__, getattr(part, "track", ""), getattr(part, "round", ""))


def file_imported(state: State, event: FileImported, at: str) -> State:
    """Changes nothing: it tells where the events before it came from."""
    return state

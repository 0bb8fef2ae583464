"""导入来源: which file imported numbers and names came from, and whose hands brought it in."""

from collections.abc import Iterator

from judging.core import events as e
from judging.core.hall.hall import StoryEntry
from judging.core.scoring.rulebook import Round, Track
from judging.core.setup.file_importing import ImportedPart
from judging.core.setup.importing import ImportComponents
from judging.core.setup.ordering import EnterOrder
from judging.core.setup.rostering import SetEntrants
from judging.core.setup.source_file import SourceFile
from judging.views.naming import who

from .moment import Moment
from .phrases import local_moment


def track_files(moment: Moment, track: Track) -> list[str]:
    """Of the roster, and of each round's components."""
    known = imported(moment)
    parts = [("名单", ImportedPart(SetEntrants.__name__, track.id))]
    parts += [
        (f"{round.name}成绩", ImportedPart(ImportComponents.__name__, track.id, round.id))
        for round in track.rounds
    ]
    return [f"{what}导入自 {known[part]}。" for what, part in parts if part in known]


def file_note(moment: Moment, what: str, part: ImportedPart) -> list[str]:
    """One line about *part*; none where it did not come from a file."""
    known = imported(moment)
    return [f"{what}导入自 {known[part]}。"] if part in known else []


def imported_note(moment: Moment, track: str, round: Round) -> list[str]:
    """Where the numbers of an imported round came from."""
    part = ImportedPart(ImportComponents.__name__, track, round.id)
    return file_note(moment, f"{round.name}成绩", part)


def imported(moment: Moment) -> dict[ImportedPart, str]:
    """In words where each part that stands came from; of one that was changed by hand since, nothing."""
    found: dict[ImportedPart, str] = {}
    for line in entered(moment.history):
        match line.event:
            case e.ComponentsImported(track=track, round=round, source=name, sha256=sha256):
                part = ImportedPart(ImportComponents.__name__, track, round)
                found[part] = _words(moment, SourceFile(name, sha256), line)
            case e.FileImported(source=source, parts=parts):
                words = _words(moment, source, line)
                found |= {part: words for part in parts if part.kind != ImportComponents.__name__}
            case e.EntrantsSet(track=track):
                found.pop(ImportedPart(SetEntrants.__name__, track), None)
            case e.OrderEntered(track=track, round=round) | e.OrderDrawn(track=track, round=round):
                found.pop(ImportedPart(EnterOrder.__name__, track, round), None)
            case _:
                pass
    return found


def entered(history: tuple[StoryEntry, ...]) -> Iterator[StoryEntry]:
    """The story, in which what two persons did is told of both."""
    made: dict[int, str] = {}
    by_both = ""
    for line in history:
        yield StoryEntry(line.at, by_both or line.by, line.event)
        by_both = ""
        match line.event:
            case e.EntryMade(entry=entry, entered_by=by):
                made[entry] = by
            case e.EntryConfirmed(entry=entry, confirmed_by=by):
                by_both = f"{made[entry]}\n{by}"
            case _:
                pass


def _words(moment: Moment, source: SourceFile, line: StoryEntry) -> str:
    by = "，".join(
        f"{does} {who(moment.state, label)}"
        for does, label in zip(("导入", "复核"), line.by.split("\n"), strict=False)
    )
    digest = f"，SHA-256 {source.sha256}" if source.sha256 else ""
    return f"{source.name}（{by}，{local_moment(line.at)}{digest}）"

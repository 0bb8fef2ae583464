"""Where a competition file and its copies do not agree: what each has, and going on with one of them."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from judging.backup import KEPT, set_aside, unused, write_copy
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.store import Entry, Unreadable
from judging.store.chain import ORIGIN
from judging.store.ends import EndLost, clock, end, holds, record, start
from judging.store.folder import settle
from judging.store.lock import Lock
from judging.store.reading import Blank, reading
from judging.store.replaying import next_state
from judging.store.sqlite import entries, vouched
from judging.store.tailfile import BLANK, End, beside
from judging.views.story import told

LAST_STEPS = 3
MOVED = ("", "-wal", "-shm", "-tail")  # what makes up a log


class LastStep(Struct, frozen=True):
    at: str  # UTC
    by: str
    text: Sentence


class Version(Struct, frozen=True):
    """A file to go on with. `copy`: its name in the backup folder, "" for the competition file itself."""

    copy: str
    path: str
    position: int
    at: str  # UTC, of the last entry
    steps: tuple[LastStep, ...]  # the last ones, newest first
    trouble: Sentence | None  # why it cannot be used


class Conflict(Struct, frozen=True):
    """`held`: up to which entry was acknowledged on this machine, 0 if not known; `at`: when (UTC)."""

    file: str
    said: Sentence
    held: int
    at: str
    versions: tuple[Version, ...]


def disagreement(file: Path, backups: Path) -> Sentence | None:
    """Why *file* should not be opened without asking: it lost its end, or its backup holds what it lacks."""
    try:
        vouched(file)
    except EndLost as lost:
        return lost.sentence
    except Unreadable:
        return None
    copy = backups / file.name
    try:
        with reading(copy) as other:
            first, last = start(other), end(other)
        if last == BLANK or not _lacks(file, first, last) or not entries(copy):
            return None
    except Unreadable:
        return None
    return sentence(
        "备份 {copy} 里有 {file} 没有的记录（到第 {position} 条，{at}）。请在首页选择用哪一份。",
        copy=str(copy),
        file=file.name,
        position=last.position,
        at=clock(last.at),
    )


def _lacks(file: Path, first: str, last: End) -> bool:
    """Whether *file* is of the competition whose first entry has the hash *first*, and lacks *last* of it."""
    try:
        with reading(file) as db:
            return start(db) in (first, ORIGIN) and not holds(db, last)
    except Blank:
        return True


def conflict(file: Path, backups: Path, unopened: Sentence | None = None) -> Conflict | None:
    """What is to be chosen from where *file* cannot be opened without asking, or, says *unopened*, at all."""
    said = disagreement(file, backups) or unopened
    if said is None:
        return None
    known, _ = record(file)
    held = known.held if known else BLANK
    found = (version(file, ""), *(version(copy, copy.name) for copy in copies(file, backups)))
    return Conflict(file.name, said, held.position, held.at, found)


def copies(file: Path, backups: Path) -> Iterator[Path]:
    """All that once was the backup of *file*."""
    if (backups / file.name).is_file():
        yield backups / file.name
    yield from sorted(backups.glob(f"{file.stem}{KEPT}*{file.suffix}"))


def version(path: Path, copy: str) -> Version:
    try:
        log = entries(path)
        steps = last_steps(log)
    except Unreadable as unreadable:
        return Version(copy, str(path), 0, "", (), unreadable.sentence)
    return Version(copy, str(path), len(log), log[-1].at if log else "", steps, None)


def last_steps(log: list[Entry]) -> tuple[LastStep, ...]:
    """Newest first. Raises Unreadable."""
    state = State()
    for entry in log:
        state = next_state(state, entry)
    return tuple(LastStep(each.at, each.by, told(state, each.event)) for each in reversed(log[-LAST_STEPS:]))


def use(file: Path, copy: Path | None) -> None:
    """From now on *file* is what *copy* is; None: what it is already. The other is kept under another name.

    Raises Unreadable, StorageFailed or OSError.
    """
    lock = Lock(file)
    try:
        if copy is None:
            if beside(file).exists():
                beside(file).rename(unused(beside(file)))
            return
        fresh = file.with_name(file.name + ".new")
        write_copy(copy, fresh)
        entries(fresh)
        kept = unused(file)
        for suffix in MOVED:
            part = file.with_name(file.name + suffix)
            if part.exists():
                part.rename(kept.with_name(kept.name + suffix))
        fresh.rename(file)
        settle(file.parent)
    finally:
        lock.release()


def keep_backup(file: Path, backups: Path) -> None:
    """What has another end than *file*, which was chosen, is kept beside its next backup. Raises OSError."""
    if disagreement(file, backups):
        set_aside(backups / file.name)

"""The folder of one season: what is reckoned, the files it reads, what it was before, who changed it when.

    SEASON.toml               as it is now; `judging season` reads it here
    <name>.csv, <name>.json   what its events read; a file that is in is never written to again
    kept/SEASON-0001.toml     as it was before each change
    kept/final-0001.json      the result of each 定稿
    kept/origins.json         where the files that were frozen on this server come from
    kept/history.jsonl        one line for each thing done, each with the hash of the line before

SEASON.toml names each file with its hash, and no file in it ever changes: so one atomic write takes a season
from one state to the next, and whatever was kept before can still be reckoned beside the same files.
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from . import StorageFailed
from .atomically import replace
from .folder import settle

SEASONS = "seasons"  # in the data folder
RULES = "SEASON.toml"
KEPT = "kept"
HISTORY, ORIGINS = "history.jsonl", "origins.json"
SUFFIXES = (".csv", ".json")
ID = re.compile(r"[A-Za-z0-9_-]{1,60}")
FILE = re.compile(r"[\w][\w.-]{0,79}\.(csv|json)")  # flat, and nothing that begins with a dot
MOST_STEM = 40
MAKING = "."  # before the name of a season that is being made: nobody lists it


class Deed(StrEnum):
    """What was done to a season. Kept in its history: never renamed."""

    CREATED = "created"
    COPIED = "copied"  # from the season of `name`
    UPLOADED = "uploaded"
    SAVED = "saved"
    TAKEN = "taken"  # a file was uploaded
    FROZEN = "frozen"  # a file was made of what a competition or a season of this server came to
    LOCKED = "locked"
    REOPENED = "reopened"


class Decision(Struct, frozen=True, omit_defaults=True):
    """Who confirmed a result before it was 定稿: a body (支部委员会, 领导小组), on a day (2026-11-20)."""

    body: str
    day: str
    remark: str = ""


class Note(Struct, frozen=True, omit_defaults=True):
    """One line of the history. `at` is UTC, `before` the hash of the line before."""

    at: str
    by: str
    what: Deed
    name: str = ""  # of the file, or of the season copied
    reason: str = ""
    sha256: str = ""  # of what was written
    rules: str = ""  # of SEASON.toml, as it was locked
    before: str = ""
    decision: Decision | None = None  # that it was locked after


class Origin(Struct, frozen=True):
    """Where a frozen file comes from. `names`: of those in it, by track and entrant."""

    kind: str  # competition | season
    id: str
    name: str
    position: int = 0  # of the competition's log
    names: Mapping[str, Mapping[str, str]] = {}


class Season(Struct, frozen=True):
    """All that is in the folder; `files` are those that a season may read. `is_whole`: the history is."""

    rules: bytes
    files: Mapping[str, bytes]
    origins: Mapping[str, Origin]
    history: tuple[Note, ...]
    is_whole: bool

    @property
    def version(self) -> str:
        return digest(self.rules)

    @property
    def locked(self) -> Note | None:
        return lock_of(self.history)


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def lock_of(history: tuple[Note, ...]) -> Note | None:
    """The 定稿 that stands."""
    turns = [note for note in history if note.what in (Deed.LOCKED, Deed.REOPENED)]
    return turns[-1] if turns and turns[-1].what is Deed.LOCKED else None


def ids(data: Path) -> list[str]:
    """Of all seasons in the data folder."""
    home = data / SEASONS
    if not home.is_dir():
        return []
    return sorted(
        path.name for path in home.iterdir() if ID.fullmatch(path.name) and (path / RULES).is_file()
    )


def folder_of(data: Path, id: str) -> Path:
    """Raises KeyError where there is no such season."""
    folder = data / SEASONS / id
    if not ID.fullmatch(id) or not (folder / RULES).is_file():
        raise KeyError(id)
    return folder


def load(folder: Path) -> Season:
    """Raises OSError."""
    files = {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if FILE.fullmatch(path.name) and path.is_file()
    }
    rules = (folder / RULES).read_bytes()
    history, is_whole = history_of(folder)
    return Season(rules, files, origins_of(folder), history, is_whole)


def origins_of(folder: Path) -> dict[str, Origin]:
    """By file; those that cannot be read are forgotten: no figure rests on them."""
    with suppress(OSError, ValueError):
        return msgspec.json.decode((folder / KEPT / ORIGINS).read_bytes(), type=dict[str, Origin])
    return {}


def history_of(folder: Path) -> tuple[tuple[Note, ...], bool]:
    """What was done, and whether each line still follows the one before. A torn last line was never done."""
    found: list[Note] = []
    before, is_whole = "", True
    for line in lines(folder / KEPT / HISTORY):
        try:
            note = msgspec.json.decode(line, type=Note)
        except ValueError:
            is_whole = False
            continue
        is_whole &= note.before == before
        before = digest(line)
        found.append(note)
    return tuple(found), is_whole


def lines(path: Path) -> Iterator[bytes]:
    """Those of a history that end; of what was torn, nothing. Raises OSError."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return
    yield from content.split(b"\n")[:-1]


def found(
    data: Path,
    id: str,
    rules: bytes,
    files: Mapping[str, bytes],
    note: Note,
    origins: Mapping[str, Origin] | None = None,
) -> Path:
    """A new season with these files. Raises FileExistsError, or StorageFailed; then there is none."""
    folder, making = data / SEASONS / id, data / SEASONS / f"{MAKING}{id}"
    if folder.exists():
        raise FileExistsError(id)
    try:
        shutil.rmtree(making, ignore_errors=True)
        (making / KEPT).mkdir(parents=True, mode=0o700)
        for name, content in files.items():
            replace(making / name, content)
        if origins:
            replace(making / KEPT / ORIGINS, msgspec.json.encode(origins))
        replace(making / RULES, rules)
        append(making, note)
        making.rename(folder)
        settle(folder.parent)
    except OSError as error:
        raise _refused(folder) from error
    return folder


def save(folder: Path, rules: bytes, note: Note) -> None:
    """SEASON.toml is *rules* from now on, and what it was is kept. Raises StorageFailed."""
    old = (folder / RULES).read_bytes()
    if old != rules:
        replace(_next(folder, "SEASON", ".toml"), old)
        replace(folder / RULES, rules)
        append(folder, note)


def take(folder: Path, name: str, content: bytes, note: Note, origin: Origin | None = None) -> str:
    """Under what name the file is in: another than asked for where that one has other content.

    Raises StorageFailed.
    """
    name = free(folder, name, content)
    if origin is not None:
        known = origins_of(folder) | {name: origin}
        replace(folder / KEPT / ORIGINS, msgspec.json.encode(known))
    if not (folder / name).exists():
        replace(folder / name, content)
        append(folder, msgspec.structs.replace(note, name=name, sha256=digest(content)))
    return name


def free(folder: Path, name: str, content: bytes) -> str:
    """*name* as a file may be called, with a number behind it where that is taken by other content."""
    stem, _, suffix = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    stem = re.sub(r"[^\w]+", "-", stem).strip("-_")[:MOST_STEM].strip("-_") or "file"
    taken = {path.name.lower(): path for path in folder.iterdir()}  # some disks know no capitals
    number = 1
    while True:
        wanted = f"{stem}{f'-{number}' if number > 1 else ''}.{suffix.lower()}"
        there = taken.get(wanted.lower())
        if there is None or (there.is_file() and there.read_bytes() == content):
            return there.name if there else wanted
        number += 1


def lock(folder: Path, result: bytes, note: Note) -> None:
    """The season is 定稿 with *result*. Raises StorageFailed; then it is not."""
    path = _next(folder, "final", ".json")
    replace(path, result)
    append(folder, msgspec.structs.replace(note, name=path.name, sha256=digest(result)))


def final_of(folder: Path, locked: Note) -> bytes:
    """The result as it was locked. Raises OSError, or ValueError where it is not what it was."""
    content = (folder / KEPT / locked.name).read_bytes()
    if digest(content) != locked.sha256:
        raise ValueError(locked.name)
    return content


def append(folder: Path, note: Note) -> None:
    """Raises StorageFailed."""
    path = folder / KEPT / HISTORY
    try:
        path.parent.mkdir(exist_ok=True)
        whole = list(lines(path))
        torn = path.exists() and not path.read_bytes().endswith((b"\n",)) and path.stat().st_size > 0
        if torn:
            replace(path, b"".join(line + b"\n" for line in whole))
        line = msgspec.json.encode(msgspec.structs.replace(note, before=digest(whole[-1]) if whole else ""))
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as file:
            file.write(line + b"\n")
            file.flush()
            os.fsync(file.fileno())
        settle(path.parent)
    except OSError as error:
        raise _refused(path) from error


def _next(folder: Path, stem: str, suffix: str) -> Path:
    number = 1 + sum(path.name.startswith(f"{stem}-") for path in (folder / KEPT).iterdir())
    return folder / KEPT / f"{stem}-{number:04}{suffix}"


def _refused(path: Path) -> StorageFailed:
    return StorageFailed("无法写入 {file}：请检查磁盘是否已满、文件夹是否可写。", file=path.name)

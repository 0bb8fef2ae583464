"""Copies of season folders on another disk, a USB stick say: pulling it never leaves one worse than before.

What is written last in a season, its history and SEASON.toml, is read first and laid there last: so a copy
names no file that it does not have, and what was only begun is no season yet.
"""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from .atomically import replace
from .folder import settle
from .season_folder import HISTORY, KEPT, RULES, SEASONS, Deed, Note, digest, ids, lines

BEGUN = ".new"  # behind the name of what is being written
PAST = f"{KEPT}/{HISTORY}"

Marks = Mapping[str, tuple[int, int]]  # size in bytes and time of change in ns, by path in the data folder


def marks(data: Path) -> Marks:
    """Of every file of every season: others, where something has changed. Reads no file. Raises OSError."""
    found = [path for id in ids(data) for path in _files(data / SEASONS / id)]
    stats = [path.stat() for path in found]
    return {
        path.relative_to(data).as_posix(): (stat.st_size, stat.st_mtime_ns)
        for path, stat in zip(found, stats, strict=True)
    }


def contents(season: Path) -> dict[str, bytes]:
    """All that is in a season, by path in its folder, in the order in which it is to be laid elsewhere.

    It may be changed meanwhile. Raises OSError.
    """
    rules = (season / RULES).read_bytes()
    history = b"".join(line + b"\n" for line in lines(season / PAST))
    last = ({PAST: history} if history else {}) | {RULES: rules}
    paths = {path.relative_to(season).as_posix(): path for path in _files(season)}
    return {name: path.read_bytes() for name, path in paths.items() if name not in (PAST, RULES)} | last


def spoilt(season: Mapping[str, bytes]) -> tuple[str, ...]:
    """What is not as it was taken in or made final: a good one at the copy is worth more."""
    return tuple(
        sorted({name for name, hash in _hashes(season) if name in season and digest(season[name]) != hash})
    )


def _hashes(season: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Files that never change, with their hashes, as far as SEASON.toml and the history can be read."""
    with suppress(ValueError, AttributeError):
        yield from tomllib.loads(season[RULES].decode()).get("files", {}).items()
    for line in season.get(PAST, b"").splitlines():
        with suppress(ValueError):
            note = msgspec.json.decode(line, type=Note)
            if note.what in (Deed.TAKEN, Deed.FROZEN):
                yield note.name, note.sha256
            elif note.what is Deed.LOCKED:
                yield f"{KEPT}/{note.name}", note.sha256


def make_way(copy: Path, season: Mapping[str, bytes]) -> Path | None:
    """The new name of what lies at *copy*, where *season* does not continue it. Raises OSError."""
    if not copy.exists() or _continues(season, copy):
        return None
    stem = f"{copy.name}-kept-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    kept, number = copy.with_name(stem), 1
    while kept.exists():
        number += 1
        kept = copy.with_name(f"{stem}-{number}")
    copy.rename(kept)
    settle(kept.parent)
    return kept


def lay(season: Mapping[str, bytes], copy: Path, disk: Path) -> None:
    """At *copy*, below *disk*, what is missing there or other is as in *season*; nothing is deleted.

    Raises OSError or StorageFailed; what was not reached then is as it was.
    """
    for name, content in season.items():
        path = copy / name
        if not _holds(path, content):
            _make(path.parent, disk)
            replace(path, content)


def _files(season: Path) -> list[Path]:
    return sorted(path for path in season.rglob("*") if path.suffix != BEGUN and path.is_file())


def _continues(season: Mapping[str, bytes], copy: Path) -> bool:
    """Whether the history at *copy* begins ours; where there is none, SEASON.toml must not be another."""
    try:
        there = list(lines(copy / PAST))
        if there:
            return season.get(PAST, b"").split(b"\n")[:-1][: len(there)] == there
        return not (copy / RULES).exists() or (copy / RULES).read_bytes() == season[RULES]
    except OSError:  # what cannot be read may hold what ours does not
        return False


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:  # missing, or a bad spot of the stick: written anew, or told then
        return False


def _make(folder: Path, disk: Path) -> None:
    """*folder* is there; *disk* itself is never made: without it no stick is plugged in."""
    if folder != disk and not folder.is_dir():
        _make(folder.parent, disk)
        folder.mkdir(mode=0o700, exist_ok=True)
        settle(folder.parent)

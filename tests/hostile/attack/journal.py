"""What a program did to the files of a folder, as recorder.c wrote it down, and what a power cut leaves.

On the disk for certain is what an fsync covered. Of what came later any sectors may have arrived, in any
order; names appear and disappear in their order, and for certain once their folder was synced.
"""

import os
import random
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HEAD = struct.Struct("<4q4i")
SECTOR = 512
PAGE = 4096
PASSING = "-shm"  # an index in memory that SQLite makes anew


class Record(NamedTuple):
    """`end`: bytes of the journal until after this record; `begun`: the same when its call was made."""

    end: int
    begun: int
    ns: int  # CLOCK_MONOTONIC
    inode: int
    offset: int
    what: str
    path: str
    rest: bytes


def read(journal: Path) -> Iterator[Record]:
    text = memoryview(journal.read_bytes())
    at = 0
    while at < len(text):
        begun, ns, inode, offset, what, path, rest, _ = HEAD.unpack_from(text, at)
        at += HEAD.size
        name, written = bytes(text[at : at + path]).decode(), bytes(text[at + path : at + path + rest])
        at += path + rest
        if PASSING not in name:
            yield Record(at, begun, ns, inode, offset, chr(what), name, written)


class Stored:
    """One file: what is on the disk, and what is on its way there."""

    def __init__(self) -> None:
        self.content = bytearray()
        self.pending: list[Record] = []

    def settle(self, until: int) -> None:
        for record in self.pending:
            if record.end <= until:
                done(self.content, record, 0, len(record.rest))
        self.pending = [record for record in self.pending if record.end > until]

    def whole(self) -> bytearray:
        content = bytearray(self.content)
        for record in self.pending:
            done(content, record, 0, len(record.rest))
        return content

    def torn(self, chance: random.Random) -> bytearray:
        """What a cut leaves: nothing of what is pending, all of it, its first part, or sectors of it."""
        content = bytearray(self.content)
        how = chance.choice(("none", "all", "prefix", "sectors", "sectors"))
        size = chance.choice((SECTOR, PAGE))
        last = chance.randrange(len(self.pending) + 1) if how == "prefix" else len(self.pending)
        for n, record in enumerate(self.pending[:last] if how != "none" else ()):
            if how == "all" or (how == "prefix" and n < last - 1):
                done(content, record, 0, len(record.rest))
            elif record.what == "T":
                if chance.random() < 0.5:
                    done(content, record, 0, 0)
            elif how == "prefix":
                done(content, record, 0, chance.randrange(0, len(record.rest) + SECTOR, SECTOR))
            else:
                for begin, end in sectors(record, size):
                    if chance.random() < 0.5:
                        done(content, record, begin, end)
        return content


def sectors(record: Record, size: int) -> Iterator[tuple[int, int]]:
    """The parts of what *record* wrote that lie in one sector of the disk each, from the record's start."""
    begin = 0
    while begin < len(record.rest):
        end = min(len(record.rest), begin + size - (record.offset + begin) % size)
        yield begin, end
        begin = end


def done(content: bytearray, record: Record, begin: int, end: int) -> None:
    """Carries *record* out on *content*; of what it wrote, the bytes from *begin* to *end*."""
    if record.what == "T":
        length = record.offset
        content[length:] = bytes(max(0, length - len(content)))
        return
    piece = record.rest[begin:end]
    at = record.offset + begin
    if piece and len(content) < at:
        content.extend(bytes(at - len(content)))
    if piece:
        content[at : at + len(piece)] = piece


class Disk:
    """The folder on a disk that is written to record by record, and may lose its power after any."""

    def __init__(self) -> None:
        self._files: dict[int, Stored] = {}  # by inode
        self._names: dict[str, Stored] = {}  # as they are on the disk
        self._naming: list[tuple[Record, Stored | None]] = []

    def take(self, record: Record) -> None:
        match record.what:
            case "C":
                self._files[record.inode] = made = Stored()
                self._naming.append((record, made))
            case "R" | "U":
                self._naming.append((record, None))
            case "W" | "T":
                self._files[record.inode].pending.append(record)
            case "S":
                self._files[record.inode].settle(record.begun)
            case "D":
                for named, made in self._naming:
                    if named.end <= record.begun:
                        rename(self._names, named, made)
                self._naming = [pair for pair in self._naming if pair[0].end > record.begun]

    def written(self) -> dict[str, bytearray]:
        """What each file holds while the power lasts."""
        names = dict(self._names)
        for named, made in self._naming:
            rename(names, named, made)
        return {path: stored.whole() for path, stored in names.items()}

    def cut(self, chance: random.Random) -> dict[str, bytearray]:
        """What each file holds when the power is back."""
        names = dict(self._names)
        for named, made in self._naming[: chance.randrange(len(self._naming) + 1)]:
            rename(names, named, made)
        return {path: stored.torn(chance) for path, stored in names.items()}


def rename(names: dict[str, Stored], record: Record, made: Stored | None) -> None:
    match record.what:
        case "C" if made:
            names[record.path] = made
        case "R":
            if moved := names.pop(record.path, None):
                names[record.rest.decode()] = moved
        case "U":
            names.pop(record.path, None)


def laid_out(files: dict[str, bytearray], recorded: str, folder: Path) -> None:
    """Writes *files*, which lay in the folder *recorded*, into *folder*."""
    for path, content in files.items():
        there = folder / os.path.relpath(path, recorded)
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(content)

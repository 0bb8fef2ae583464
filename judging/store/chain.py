"""The hash chain: how an entry is bound to all before it, and how a row that was read is trusted.

    hash = SHA-256( hash of the entry before, as hex text
                  + position, at, by, command, kind, data, each as "<length in bytes>:<UTF-8 bytes>," )

The lengths make the boundaries part of what is hashed. `data` is the stored text to the byte, so verifying
needs no knowledge of its contents. Before the first entry stands a hash of 64 zeros. Anyone can recompute it
with a few lines of any language; it never changes within a format version.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

import msgspec

from judging.codec import decode_event
from judging.core.events import Event

from . import Draft, Entry, Unreadable

ORIGIN = "0" * 64

Tail = tuple[int, str]  # position and hash of the last entry
Linked = tuple[int, str, str, str, str, str, str]  # the columns of the table
Row = tuple[int, bytes, bytes, bytes, bytes, bytes, bytes]  # the same with its texts as stored

START: Tail = (0, ORIGIN)


def digest(before: str, position: int, *texts: bytes) -> str:
    framed = [b"%d:%b," % (len(text), text) for text in (b"%d" % position, *texts)]
    return sha256(before.encode() + b"".join(framed)).hexdigest()


def linked(tail: Tail, drafts: Iterable[Draft]) -> list[Linked]:
    """The rows that carry *drafts* behind *tail*."""
    last, hash = tail
    rows = []
    for position, draft in enumerate(drafts, last + 1):
        hash = digest(hash, position, *(text.encode() for text in draft))
        rows.append((position, *draft, hash))
    return rows


def as_read(rows: Iterable[Linked]) -> Iterator[Row]:
    """*rows* as a table gives them back."""
    for position, *texts in rows:
        at, by, command, kind, data, hash = (text.encode() for text in texts)
        yield position, at, by, command, kind, data, hash


def verified(tail: Tail, rows: Iterable[Row]) -> Iterator[Entry]:
    """The entries of *rows*, which follow *tail*. Raises Unreadable at the first that is not as written."""
    before, hash = tail
    for position, at, by, command, kind, data, stored in rows:
        if position != before + 1:
            raise Unreadable(before + 1, "第 {n} 条记录不见了：赛事文件被改动过，请改用备份。", n=before + 1)
        try:
            hash = digest(hash, position, at, by, command, kind, data)
        except TypeError:  # a damaged row may hold no text
            stored = b""
        if hash.encode() != stored:
            raise Unreadable(
                position, "第 {n} 条记录与校验值不符：赛事文件被改动过，请改用备份。", n=position
            )
        event = _event(position, kind, data)
        yield Entry(position, at.decode(), by.decode(), command.decode(), event, data, hash)
        before = position


def _event(position: int, kind: bytes, data: bytes) -> Event:
    try:
        event = decode_event(data)
    except msgspec.DecodeError as error:
        raise Unreadable(
            position,
            "第 {n} 条记录（{kind}）本版本不认识，请用更新的版本打开。",
            n=position,
            kind=kind.decode(),
        ) from error
    if type(event).__name__ != kind.decode():
        raise Unreadable(position, "第 {n} 条记录的种类与内容不一致，请改用备份。", n=position)
    return event

"""The streams of a compound file (MS-CFB): .xls, and whatever Office has locked with a password."""

from collections.abc import Iterator
from itertools import islice
from struct import unpack_from

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST = 0xFFFFFFFA  # sector numbers from here on are no sectors
ENTRY_BYTES = 128
MINI_BYTES = 64
ROOT, STREAM = 5, 2


class Compound:
    """Raises ValueError or struct.error for what is broken."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._bytes = 1 << unpack_from("<H", content, 30)[0]  # of a sector
        first, self._cutoff, mini = (unpack_from("<I", content, at)[0] for at in (48, 56, 60))
        self._next = self._table(self._fat_sectors())
        entries = self._joined(self._chain(first))
        whole = range(0, len(entries) - ENTRY_BYTES + 1, ENTRY_BYTES)
        self._entries = dict(_entry(entries, at) for at in whole)
        self._mini_next = self._table(self._chain(mini))
        root = next((found for found in self._entries.values() if found[0] == ROOT), None)
        self._mini = self._joined(self._chain(root[1])) if root else b""

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def stream(self, name: str) -> bytes:
        """Raises KeyError."""
        _, first, size = self._entries[name]
        if size >= self._cutoff:
            return self._joined(self._chain(first))[:size]
        sectors = self._chain(first, self._mini_next)
        return b"".join(self._mini[at * MINI_BYTES : (at + 1) * MINI_BYTES] for at in sectors)[:size]

    def _fat_sectors(self) -> Iterator[int]:
        yield from unpack_from("<109I", self._content, 76)
        more, count = unpack_from("<2I", self._content, 68)
        for _ in range(min(count, len(self._content) // self._bytes)):
            numbers = unpack_from(f"<{self._bytes // 4}I", self._sector(more))
            yield from numbers[:-1]
            more = numbers[-1]

    def _table(self, sectors: Iterator[int]) -> list[int]:
        """Which sector follows each."""
        found = list[int]()
        for sector in sectors:
            if sector < LAST:
                found += unpack_from(f"<{self._bytes // 4}I", self._sector(sector))
        return found

    def _chain(self, first: int, following: list[int] | None = None) -> Iterator[int]:
        following = self._next if following is None else following
        return islice(_followed(first, following), len(following))  # a ring would never end

    def _sector(self, number: int) -> bytes:
        return self._content[(number + 1) * self._bytes : (number + 2) * self._bytes]

    def _joined(self, sectors: Iterator[int]) -> bytes:
        return b"".join(map(self._sector, sectors))


def _followed(first: int, following: list[int]) -> Iterator[int]:
    while first < len(following):
        yield first
        first = following[first]


def _entry(entries: bytes, at: int) -> tuple[str, tuple[int, int, int]]:
    """Name; type, first sector and size."""
    length = unpack_from("<H", entries, at + 64)[0]
    name = entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
    return name, (entries[at + 66], *unpack_from("<2I", entries, at + 116))

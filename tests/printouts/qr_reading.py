"""Reads a QR code that was drawn without damage, error correction M, as ISO/IEC 18004 lays it out."""

import re

from qrcode.base import rs_blocks
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import pattern_position

BORDER = 4
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\d+z")
CAPITALS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
FORMAT_MASK = 0b101010000010010
MASKS = (
    lambda y, x: (y + x) % 2,
    lambda y, x: y % 2,
    lambda y, x: x % 3,
    lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2,
    lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)


def read_qr(size: int, path: str) -> str:
    """The text of the code that an SVG path draws in a square of *size* modules, its border included."""
    width = size - 2 * BORDER
    dark = [[False] * width for _ in range(width)]
    for x, y, length in (tuple(map(int, run)) for run in RUN.findall(path)):
        for step in range(length):
            dark[y - BORDER][x - BORDER + step] = True
    version = (width - 17) // 4
    bits = unmasked(dark, version)
    words = [int("".join(map(str, bits[n : n + 8])), 2) for n in range(0, len(bits) - 7, 8)]
    return text_of(data_words(words, version), version)


def unmasked(dark: list[list[bool]], version: int) -> list[int]:
    """The bits of the data region, in the order they were written."""
    width = len(dark)
    # Bits 14…0 of the format stand around the first finder; the mask is in bits 12…10.
    around = [dark[8][x] for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [dark[y][8] for y in (7, 5, 4, 3, 2, 1, 0)]
    format = int("".join("1" if bit else "0" for bit in around), 2) ^ FORMAT_MASK
    mask = MASKS[format >> 10 & 0b111]
    bits, upwards, x = [], True, width - 1
    while x > 0:
        x -= x == 6
        for y in range(width - 1, -1, -1) if upwards else range(width):
            free = (column for column in (x, x - 1) if not is_fixed(y, column, width, version))
            bits += [int(dark[y][column] != (mask(y, column) == 0)) for column in free]
        upwards, x = not upwards, x - 2
    return bits


def is_fixed(y: int, x: int, width: int, version: int) -> bool:
    """Whether a module is of a finder, a timing line, an alignment pattern, the format or the version."""
    if 6 in (y, x) or (y < 9 and x < 9) or (y < 9 and x >= width - 8) or (y >= width - 8 and x < 9):
        return True
    if version >= 7 and ((y < 6 and x >= width - 11) or (x < 6 and y >= width - 11)):
        return True
    places = pattern_position(version)
    corners = {(6, 6), (6, width - 7), (width - 7, 6)}
    centres = ((row, column) for row in places for column in places if (row, column) not in corners)
    return any(abs(y - row) <= 2 and abs(x - column) <= 2 for row, column in centres)


def data_words(words: list[int], version: int) -> list[int]:
    """Without the words of error correction, the blocks one after the other."""
    counts = [block.data_count for block in rs_blocks(version, ERROR_CORRECT_M)]
    blocks: list[list[int]] = [[] for _ in counts]
    rest = iter(words)
    for n in range(max(counts)):
        for block, count in zip(blocks, counts, strict=True):
            if n < count:
                block.append(next(rest))
    return [word for block in blocks for word in block]


def text_of(words: list[int], version: int) -> str:
    """Segments of digits, of capitals and signs, and of bytes, up to the end."""
    bits, found = Bits("".join(f"{word:08b}" for word in words)), ""
    wide = version >= 10
    while len(bits.left) >= 4 and (kind := bits.take(4)):
        if kind == 1:
            rest = bits.take(12 if wide else 10)
            while rest > 0:
                digits = min(rest, 3)
                found += f"{bits.take((4, 7, 10)[digits - 1]):0{digits}}"
                rest -= digits
        elif kind == 2:
            rest = bits.take(11 if wide else 9)
            while rest > 0:
                pair = bits.take(11 if rest > 1 else 6)
                found += (CAPITALS[pair // 45] if rest > 1 else "") + CAPITALS[pair % 45]
                rest -= 2
        else:
            assert kind == 4, "bytes"
            found += bytes(bits.take(8) for _ in range(bits.take(16 if wide else 8))).decode()
    return found


class Bits:
    def __init__(self, left: str) -> None:
        self.left = left

    def take(self, count: int) -> int:
        taken, self.left = self.left[:count], self.left[count:]
        return int(taken, 2)

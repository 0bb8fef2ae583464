"""QR codes as one SVG path: black modules on white, no style attribute, which our policy would refuse."""

from itertools import groupby

from msgspec import Struct
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode


class Qr(Struct, frozen=True):
    size: int  # modules, with the quiet border
    path: str  # d of an SVG path in a viewBox of that size


def qr(text: str) -> Qr:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)  # what the standard asks for around it
    code.add_data(text)
    rows = code.get_matrix()
    runs = [run for y, row in enumerate(rows) for run in _runs(y, row)]
    return Qr(len(rows), "".join(runs))


def _runs(y: int, row: list[bool]) -> list[str]:
    runs, x = [], 0
    for is_dark, group in groupby(row):
        length = len(list(group))
        if is_dark:
            runs.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return runs

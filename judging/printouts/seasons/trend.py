"""A line over the months as an SVG, in black: where a month is missing the line is broken and says why.

The drawing is measured in tenths of a millimetre of the paper it stands on, in whole numbers.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count, groupby
from unicodedata import east_asian_width

from markupsafe import Markup, escape
from msgspec import Struct

from judging.core.scoring.numbers import rounded, shortest
from judging.core.scoring.rulebook import Rounding

WIDTH, NARROW, HEIGHT = 1560, 760, 300  # the text's width of A4, and not quite half of it
LEFT, RIGHT, TOP, FOOT = 130, 40, 44, 56  # room for the numbers, and for the months below
INSET = 40  # between the frame and the first month
DEPTH = HEIGHT - FOOT - TOP
DOT = 11
TYPE, SMALL_TYPE = 30, 26  # 8.5 and 7.4 pt
LEAST_POWER = -3  # of 10: no line is nearer to the next
MOST_LINES = 4  # across the plot, beside the lowest
MOST_VALUES = 14  # that can be read beside each other
LONGEST_LABEL = 12  # in halves of a Chinese character
GAP_BETWEEN = 20
WIDEST_STEP = 300  # between two months: a few stand in the middle


class Point(Struct, frozen=True):
    """One event. `value` is None where there is none, and `why` says it in one character: 缺, 免, 消."""

    label: str
    value: Fraction | None = None
    counts: bool = True  # a hollow dot: it is known, and not among the best that count
    why: str = ""


class Scale(Struct, frozen=True):
    """The lines across the plot, from the lowest to the highest."""

    lines: tuple[Fraction, ...]
    falls: bool  # less is higher: places

    def y(self, value: Fraction) -> int:
        low, high = self.lines[0], self.lines[-1]
        below, span = (value - low if self.falls else high - value), high - low
        return TOP + below.numerator * span.denominator * DEPTH // (below.denominator * span.numerator)


def trend(points: Sequence[Point], what: str, *, falls: bool = False, width: int = WIDTH) -> Markup:
    """The drawing; empty where no point has a value. *what*: of whom and what, for who cannot see it."""
    values = [point.value for point in points if point.value is not None]
    if not values:
        return Markup()
    drawn = "".join(_Drawing(points, scale(values, falls=falls), width).parts())
    head = f'<svg class="trend" role="img" aria-label="{escape(what)}" viewBox="0 0 {width} {HEIGHT}">'
    return Markup(f"{head}{drawn}</svg>")


def scale(values: Sequence[Fraction], *, falls: bool = False) -> Scale:
    """Lines at round numbers around the values; the lowest need not be 0, and places begin at 1."""
    low, high = min(values), max(values)
    is_flat = low == high
    step = next(each for each in _steps(whole=falls or is_flat) if high - low <= MOST_LINES * each)
    first = Fraction(low // step)
    if falls:
        first = max(Fraction(1), first) if step == 1 else first
    last = Fraction(-(-high // step))
    if first == last:
        last += 1
    if step > 1 and falls and first == 0:
        lines = (Fraction(1), *(number * step for number in _range(1, last)))
    else:
        lines = tuple(number * step for number in _range(first, last))
    return Scale(lines, falls)


def _range(first: Fraction | int, last: Fraction) -> Iterator[Fraction]:
    return (Fraction(number) for number in range(int(first), int(last) + 1))


def _steps(*, whole: bool) -> Iterator[Fraction]:
    """1, 2, 5, 10, … from as small as any score is."""
    for power in count(0 if whole else LEAST_POWER):
        for digit in (1, 2, 5):
            yield Fraction(digit * 10**power) if power >= 0 else Fraction(digit, 10**-power)


class _Drawing:
    """The parts of one drawing."""

    def __init__(self, points: Sequence[Point], across: Scale, width: int) -> None:
        self._points = points
        self._scale = across
        self._end = width - RIGHT
        room, steps = self._end - LEFT - 2 * INSET, len(points) - 1
        step = min(Fraction(room, max(1, steps)), Fraction(WIDEST_STEP))
        first = LEFT + INSET + (room - steps * step) / 2
        self._y = [None if point.value is None else across.y(point.value) for point in points]
        self._x = [int(first + n * step) for n in range(len(points))]

    def parts(self) -> Iterator[str]:
        yield from self._lines()
        yield from self._labels()
        yield from self._runs()
        for x, y, point in zip(self._x, self._y, self._points, strict=True):
            yield from self._missing(x, point) if y is None else self._dot(x, y, point)

    def _lines(self) -> Iterator[str]:
        for value in self._scale.lines:
            y = self._scale.y(value)
            yield f'<path class="rule" d="M{LEFT} {y}H{self._end}"/>'
            yield _text(LEFT - 12, y + 10, _told(value), "end", TYPE)
        yield f'<path class="axis" d="M{LEFT} {TOP}V{HEIGHT - FOOT}"/>'

    def _labels(self) -> Iterator[str]:
        """As many of the months as there is room for."""
        labels = [_cut(point.label) for point in self._points]
        widest = max(map(_extent, labels)) * SMALL_TYPE // 2 + GAP_BETWEEN
        room = self._x[-1] - self._x[0]
        each = next(n for n in count(1) if widest * (len(labels) - 1) <= room * n)
        for x, label in zip(self._x[::each], labels[::each], strict=True):
            yield f'<path class="axis" d="M{x} {HEIGHT - FOOT}v8"/>'
            yield _text(x, HEIGHT - FOOT + 40, label, "middle")

    def _runs(self) -> Iterator[str]:
        """A line through each run of months that all have a value."""
        both = zip(self._x, self._y, strict=True)
        for has_value, run in groupby(both, key=lambda each: each[1] is not None):
            corners = [f"{x} {y}" for x, y in run]
            if has_value and len(corners) > 1:
                yield f'<path class="line" d="M{"L".join(corners)}"/>'

    def _dot(self, x: int, y: int, point: Point) -> Iterator[str]:
        yield f'<circle class="{"counts" if point.counts else "left"}" cx="{x}" cy="{y}" r="{DOT}"/>'
        if point.value is not None and len(self._points) <= MOST_VALUES:
            yield _text(x, y - 18, _told(point.value), "middle")

    def _missing(self, x: int, point: Point) -> Iterator[str]:
        if point.why:
            yield _text(x, HEIGHT - FOOT - 10, point.why, "middle")


def _text(x: int, y: int, said: str, anchor: str, size: int = SMALL_TYPE) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}">{escape(said)}</text>'


def _told(value: Fraction) -> str:
    """To two places at most: the exact value stands in the table."""
    return shortest(rounded(value, 6 if value.denominator == 1 else 2, Rounding.HALF_UP))


def _cut(label: str) -> str:
    if _extent(label) <= LONGEST_LABEL:
        return label
    kept = ""
    for sign in label:
        if _extent(kept + sign) > LONGEST_LABEL - 2:
            break
        kept += sign
    return f"{kept}…"


def _extent(text: str) -> int:
    """In halves of a Chinese character."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)

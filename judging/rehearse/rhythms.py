"""Plans that are no single day but a rhythm of weeks and months: how each is rehearsed from end to end."""

import argparse
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from judging.core.refused import Reason, Refused

from .asked import Asked
from .device import Device
from .director import Progress
from .efficiency import EFFICIENCY, played_efficiency, told_efficiency
from .month import MONTH, played_month, told_month
from .quarter import QUARTER, played_quarter, told_quarter
from .year import YEAR, played_year, told_year


class Rhythm(NamedTuple):
    """`play` does everything by the front door, on the server where the device is organiser."""

    play: Callable[[Device, Asked, Callable[[Progress], None]], Awaitable[Struct]]
    told: Callable[..., Iterator[str]]  # the lines of its report


RHYTHMS: Mapping[str, Rhythm] = {
    YEAR: Rhythm(played_year, told_year),
    EFFICIENCY: Rhythm(played_efficiency, told_efficiency),
    MONTH: Rhythm(played_month, told_month),
    QUARTER: Rhythm(played_quarter, told_quarter),
}

OF_A_DAY = {"judges": None, "entrants": None, "screens": None, "halls": 1, "panels": 1, "trouble": False}


def rhythm_of(options: argparse.Namespace) -> Rhythm | None:
    """Of a preset that has one: unless a single day is asked for, by its size or in so many words.

    Raises Refused where all of it is asked for together with what is a day's.
    """
    rhythm = RHYTHMS.get(options.preset)
    if rhythm is None or options.files or options.whole is False:
        return None
    named = [f"--{name}" for name, usual in OF_A_DAY.items() if getattr(options, name) != usual]
    named += [name for name, given in (("--serve", options.serve), ("--url", options.url)) if given]
    named += ["--competitions"] if options.competitions > 1 else []
    if named and options.whole:
        raise Refused(
            Reason.MALFORMED,
            "预设“{preset}”的全程不能再写 {named}：要么去掉它，要么用 --no-whole 只演练一场。",
            preset=options.preset,
            named="、".join(named),
        )
    return None if named else rhythm

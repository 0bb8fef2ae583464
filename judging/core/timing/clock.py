"""The clock (计时) of one performance, as the log has it. Its seconds are counted in `reckoning`."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct


class ClockState(StrEnum):
    READY = "ready"  # nobody has started it
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


class PauseReason(StrEnum):
    CLIENT = "client"  # 真实办件
    DEVICE = "device"  # 设备故障
    SYSTEM = "system"  # 系统故障
    NETWORK = "network"  # 网络故障
    DISTURBANCE = "disturbance"  # 现场干扰


class Span(Struct, frozen=True):
    """A stretch in which the clock ran. Moments are the log's (UTC), here and below."""

    segment: str  # the one it is of; "" in a round without segments
    since: str
    until: str = ""  # "" while it runs


class Pause(Struct, frozen=True):
    reason: PauseReason
    since: str
    until: str = ""  # "" while it lasts


class Correction(Struct, frozen=True):
    """The seconds used, as a person set them: what the spans came to is moved by `by_ms`."""

    at: str
    segment: str  # whose time is moved
    used_s: int
    by_ms: int
    reason: str


class Grant(Struct, frozen=True):
    """Extra seconds; a negative number takes back what was granted by mistake."""

    at: str
    extra_s: int
    reason: str
    witness: str


class Confirmed(Struct, frozen=True):
    """The time as a person confirmed it, with what its overtime costs."""

    at: str
    used_s: int
    over_s: int
    points: Decimal  # of the overtime table; 0 where they are waived
    segments: Mapping[str, int] = {}  # seconds by segment
    waived: str = ""  # why nothing is taken off; "" where it is


class Clock(Struct, frozen=True):
    state: ClockState = ClockState.READY
    segment: str = ""  # the present one
    spans: tuple[Span, ...] = ()
    pauses: tuple[Pause, ...] = ()
    corrections: tuple[Correction, ...] = ()
    grants: tuple[Grant, ...] = ()
    confirmed: Confirmed | None = None

    @property
    def is_under_way(self) -> bool:
        """Started, and not stopped yet."""
        return self.state in (ClockState.RUNNING, ClockState.PAUSED)


READY = Clock()

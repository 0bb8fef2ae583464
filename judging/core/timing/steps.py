"""All that happens to clocks."""

from .confirming import OvertimeWaived, TimeConfirmed, TimeUnconfirmed
from .correcting import ClockCorrected, TimeGranted
from .running import ClockPaused, ClockResumed, ClockStarted, ClockStopped, SegmentBegun

TimingEvent = (
    ClockStarted
    | ClockPaused
    | ClockResumed
    | ClockStopped
    | SegmentBegun
    | ClockCorrected
    | TimeGranted
    | TimeConfirmed
    | OvertimeWaived
    | TimeUnconfirmed
)

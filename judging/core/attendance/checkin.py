"""检录 as it stands for one performance: when the entrant came, and when nobody answered."""

from enum import StrEnum

from msgspec import Struct

MOST_CALLS = 3  # 点名; who has not answered the last may be declared a no-show


class Step(StrEnum):
    ARRIVED = "arrived"  # 已到
    WAITING = "waiting"  # 候场


class Checkin(Struct, frozen=True):
    """Moments in UTC, "" for what has not been. An entrant in the waiting room has arrived."""

    arrived_at: str = ""
    waiting_at: str = ""
    calls: tuple[str, ...] = ()  # the moments of 第一次点名, 第二次, 第三次

    @property
    def step(self) -> Step | None:
        if self.waiting_at:
            return Step.WAITING
        return Step.ARRIVED if self.arrived_at else None

    @property
    def may_be_absent(self) -> bool:
        """Called as often as there is to call, and not come. A person declares it; nothing is automatic."""
        return not self.arrived_at and len(self.calls) >= MOST_CALLS


NOBODY_YET = Checkin()

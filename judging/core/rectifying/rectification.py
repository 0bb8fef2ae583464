"""One 整改单: whom it is about, by when each step is due, and what was done; nothing of the client."""

from enum import StrEnum

from msgspec import Struct

from judging.core.appeals.objection import Deadlines, Noted, Resolution


class Origin(StrEnum):
    """What it was opened for."""

    COMPANION = "companion"  # 陪办
    RATING = "rating"  # 差评
    COMPLAINT = "complaint"  # 投诉


class RectifyingStep(StrEnum):
    CONTACTED = "contacted"  # 先行联系
    COMPLICATED = "complicated"  # 认定为较为复杂
    ANSWERED = "answered"  # 整改反馈
    CHECKED = "checked"  # 复核、回访
    WITHDRAWN = "withdrawn"  # 撤销: opened by mistake


class Rectification(Struct, frozen=True):
    number: int  # from 1
    track: str
    entrant: str
    origin: Origin
    place: str
    text: str
    received_at: str
    opened_at: str
    by: str  # the label of who opened it
    deadlines: Deadlines
    contacted: Noted | None = None
    complicated: Noted | None = None
    resolution: Resolution | None = None
    answered: Noted | None = None
    checked: Noted | None = None
    mended: bool | None = None  # as the second look found it
    satisfied: bool | None = None  # as who was visited or called said; None: nobody was reached
    withdrawn: Noted | None = None

    @property
    def is_pending(self) -> bool:
        """Neither answered nor withdrawn."""
        return self.answered is None and self.withdrawn is None

    @property
    def due(self) -> str:
        """By when it has to be answered; "" where the rules say nothing."""
        return self.deadlines.complicated if self.complicated else self.deadlines.settle

    @property
    def is_late(self) -> bool:
        """Whether it was answered after that."""
        return bool(self.answered and self.due and self.answered.at > self.due)

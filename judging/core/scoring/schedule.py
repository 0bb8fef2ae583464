"""When things are due, and what each district hands in: the phases of the year and the papers of intake."""

from typing import Annotated

from msgspec import Struct

from judging.core.sentence import sentence

from .settings import ID, Setting, own_id


class Phase(Struct, frozen=True, forbid_unknown_fields=True):
    """报名, 初赛, 复赛, 公示: days as “2024-10-15”, the last one included."""

    id: Annotated[str, ID]
    name: Annotated[str, Setting(sentence("阶段"), unsaid=own_id, always=True)]
    starts: Annotated[str, Setting(sentence("开始"), example="2024-10-08")]
    ends: Annotated[str, Setting(sentence("截止"), hint=sentence("当天仍算在内"), example="2024-10-15")]


class IntakeItem(Struct, frozen=True, forbid_unknown_fields=True):
    """What each district hands in, on paper and electronically."""

    id: Annotated[str, ID]
    name: Annotated[str, Setting(sentence("材料"), unsaid=own_id, always=True)]
    phase: Annotated[
        str | None,
        Setting(sentence("在哪个阶段截止前交"), hint=sentence("不选：没有期限"), refers="phases"),
    ] = None


INTAKE = Setting(
    sentence("收件材料"), hint=sentence("各区要交的材料，纸质、电子分别登记"), block=True, by_id=True
)
PHASES = Setting(sentence("阶段安排"), hint=sentence("各阶段的起止日期"), block=True, by_id=True)

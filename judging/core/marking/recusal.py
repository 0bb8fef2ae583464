"""回避: why a judge does not judge an entrant, as it was declared or as the rules find."""

from enum import StrEnum

from msgspec import Struct


class RecusalGround(StrEnum):
    UNIT = "unit"  # 同单位
    DISTRICT = "district"  # 同区
    KIN = "kin"  # 亲属关系
    TIES = "ties"  # 师生、共事或指导关系
    INTEREST = "interest"  # 利害关系
    OTHER = "other"  # 其他, in own words


class Recusal(Struct, frozen=True):
    """Of one judge from one entrant. `at` is "" where nobody declared it and the rules find it."""

    ground: RecusalGround
    words: str = ""
    at: str = ""  # UTC, when it was declared
    on_paper: bool = False  # entered from a form that the judge signed

    @property
    def is_declared(self) -> bool:
        return bool(self.at)

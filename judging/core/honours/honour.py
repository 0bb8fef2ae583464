"""One entrant honoured: what a meeting confirms, a ceremony presents and papers print."""

from msgspec import Struct


class Honour(Struct, frozen=True):
    """`award`: the id of the pool, or of the special award (单项奖); `level` and `title` "" without."""

    award: str
    level: str  # 等次
    title: str  # 荣誉称号
    track: str
    entrant: str

"""What the venue screens show: scenes, screens, and standings as they were revealed."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from .performance import PerformanceId


class Scene(StrEnum):
    STANDBY = "standby"  # 待机
    ENTRANCE = "entrance"  # 出场
    PROGRESS = "progress"  # 评分进度
    REVEAL = "reveal"  # 亮分
    RANKING = "ranking"  # 排名
    BLACK = "black"  # 黑屏


class Pace(StrEnum):
    """How a reveal goes through its beats."""

    QUICK = "quick"  # 快
    STANDARD = "standard"  # 标准
    STEPS = "steps"  # 逐步: by the director's key


class Playback(Struct, frozen=True):
    """A reveal as it plays, or has played. Moments in ms since 1970."""

    performance: PerformanceId
    pace: Pace
    since: int  # when its timetable began; the director's key moves it
    pressed: int  # when the director pressed last
    beats: int | None = None  # how many have been let on, with 逐步; None: all


class Screen(Struct, frozen=True):
    """A browser at /screen. Blank until it has a name; then it shows what is on air, or its pinned scene."""

    number: int
    device: str
    name: str = ""
    pinned: Scene | None = None


class Row(Struct, frozen=True):
    """One line of a revealed ranking. `scores` by round id, as announced."""

    place: int | None
    entrant: str
    scores: Mapping[str, str]
    composite: str
    broken_by: str | None = None
    before: int | None = None  # its place in the ranking revealed last


class Standings(Struct, frozen=True):
    track: str
    rows: tuple[Row, ...]
    of: int  # ranked entrants in the track, revealed or not
    at: str = ""

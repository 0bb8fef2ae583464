"""What a hall's screens can show, and how a reveal plays on them."""

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
    OVERVIEW = "overview"  # 总览: what is on in each hall
    WALK = "walk"  # 走场总览: who is at which window
    SCORES = "scores"  # 本批得分: scores that are told together
    CLOCK = "clock"  # 计时: the time of who is on
    RESULTS = "results"  # 扫码查成绩: the way to the result page
    CEREMONY = "ceremony"  # 颁奖: the honours as they are presented


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
    hall: str = "main"
    sound: bool = False  # 声源: it sounds at the warnings of clocks; one of a hall at most

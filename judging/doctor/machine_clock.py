"""The clock of this machine, held against what can be known without internet: its files, and the phones."""

import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from msgspec import Struct

from judging.core.sentence import Sentence, sentence

from .finding import Finding, bad, good, note
from .programs import said
from .windows_registry import value

BEIJING = timedelta(hours=8)
AHEAD_S = 120  # a file that is newer than now by more was not written by a clock that is right
JUMP_S = 0.2  # between two looks some seconds apart; a clock that is drawn near runs off by less than 0.001
APART_S = 60  # between this machine and what most phones show
FEW_PHONES = 3  # one phone may be wrong itself
W32TIME = r"SYSTEM\CurrentControlSet\Services\W32Time\Parameters"
NAME = sentence("时钟")
SETS_ITSELF = {
    True: sentence("自动对时已打开"),
    False: sentence("自动对时没有打开"),
    None: sentence("不知道是否自动对时"),
}


class Clock(Struct, frozen=True):
    """`newest_s`: how far the newest file lies ahead of now; `jump_s`: by how much the clock was moved."""

    now: datetime  # with its zone
    newest_s: float = 0.0
    jump_s: float = 0.0
    sets_itself: bool | None = None
    phones_s: tuple[float, ...] = ()  # how far the clock of each phone is ahead of ours


class Watch:
    """Begins to look at the clock; `measured` ends it."""

    def __init__(self) -> None:
        self._lead_s = time.time() - time.monotonic()

    def measured(self, folders: tuple[Path, ...], phones_s: tuple[float, ...]) -> Clock:
        now = datetime.now().astimezone()
        jump_s = time.time() - time.monotonic() - self._lead_s
        newest = max((written for folder in folders for written in _written(folder)), default=0.0)
        newest_s = max(newest, Path(__file__).stat().st_mtime) - now.timestamp()
        return Clock(now, newest_s, jump_s, sets_itself(), phones_s)


def _written(folder: Path) -> list[float]:
    """When each competition in *folder* was written last."""
    try:
        return [file.stat().st_mtime for file in folder.glob("*.sqlite")]
    except OSError:
        return []


def sets_itself() -> bool | None:
    """Whether the system sets its clock by the network; None where nobody says."""
    if sys.platform == "win32":
        kind = value(W32TIME, "Type")
        return None if kind is None else kind != "NoSync"
    told = said("timedatectl", "show", "--property=NTP", "--value").strip()
    return {"yes": True, "no": False}.get(told)


def finding(clock: Clock) -> Finding:
    told = _told(clock)
    if clock.newest_s > AHEAD_S:
        return bad(
            "clock",
            NAME,
            sentence(
                "{told}；但有文件是 {n} 分钟以后写的，时钟慢了。", told=told, n=round(clock.newest_s / 60)
            ),
            sentence("对照手机把日期和时间调准，再启动程序。"),
        )
    if abs(clock.jump_s) > JUMP_S:
        return bad(
            "clock",
            NAME,
            sentence("{told}；检查这几秒里被拨动了 {s} 秒。", told=told, s=f"{clock.jump_s:+.1f}"),
            sentence("等对时完成后再检查一次；反复出现的，比赛期间请关掉自动对时。"),
        )
    if len(clock.phones_s) >= FEW_PHONES and abs(apart := median(clock.phones_s)) > APART_S:
        return note(
            "clock",
            NAME,
            sentence("{told}；与多数手机相差 {s} 秒。", told=told, s=round(abs(apart))),
            sentence("对照手机把时间调准。得分和计时不受影响，但记录和打印件上的时刻会不对。"),
        )
    if clock.now.utcoffset() != BEIJING:
        return note(
            "clock",
            NAME,
            sentence("{told}。", told=told),
            sentence("时区不是北京时间：请在系统设置里改为 UTC+8。"),
        )
    return good("clock", NAME, sentence("{told}。", told=told))


def _told(clock: Clock) -> Sentence:
    return sentence(
        "现在是 {now}（UTC{zone}），{sets}",
        now=clock.now.strftime("%Y-%m-%d %H:%M:%S"),
        zone=clock.now.strftime("%z"),
        sets=SETS_ITSELF[clock.sets_itself],
    )

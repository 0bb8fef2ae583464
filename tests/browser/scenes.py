"""Made-up views of every scene: three to fifteen seats, the longest names, each beat of a reveal."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from judging.core.hall.air import Pace, Scene
from judging.core.hall.beats import timetable
from judging.core.hall.performance import Announced, GroupMark, Phase, SeatMark
from judging.core.scoring.day import Deduction
from judging.core.timing.clock import ClockState
from judging.views.clocks import ClockFace, Dial
from judging.views.reveal import Reveal
from judging.views.screen import (
    PublicHall,
    PublicWindow,
    Ranking,
    RankingRow,
    Scores,
    ScreenView,
    ToldScore,
)
from judging.views.stage import Seat, Stage
from tests.browser.wall import NOW, ago

COMPETITION = "2024年度“一网通办”专项立功竞赛（社区事务受理赛区）"
LONGEST = "新江湾城街道社区事务受理服务中心"
FORTY = "上海市浦东新区潍坊新村街道社区事务受理服务中心（一网通办综合窗口志愿服务先锋队）"
TOTALS = ("91.00", "95.00", "90.50", "88.00", "91.50", "92.00", "90.25")
OVER = 60_000  # ms, long after the last beat
OFF = (
    Deduction(Decimal("0.5"), "超时23秒"),
    Deduction(Decimal(1), "缺少必备材料：未提交汇报提纲，经评委组长确认"),
)


def epoch_ms(ago_ms: int = 0) -> int:
    return int(NOW.timestamp() * 1000) - ago_ms


def view(scene: Scene, **more: Any) -> ScreenView:
    return ScreenView(2, "主屏", competition=COMPETITION, organiser="上海市民政局", scene=scene, **more)


def stage(entrant: str = LONGEST, digits: int = 5) -> Stage:
    return Stage("受理中心组", "现场汇报展示", entrant, "杨浦区", 7, 24, digits)


def seat_marks(totals: Sequence[str], *, high: int = 0, low: int = 0) -> tuple[SeatMark, ...]:
    """`high` and `low` are the seats of the dropped extremes."""
    dropped = {high: "high", low: "low"}
    return tuple(
        SeatMark(n, f"J{n}", f"评委{n}", "in", total, dropped.get(n, "")) for n, total in enumerate(totals, 1)
    )


SEVEN = seat_marks(TOTALS, high=2, low=4)


def panel_of(count: int) -> tuple[SeatMark, ...]:
    """As many seats, with extremes to be dropped from five on."""
    if count == len(SEVEN):
        return SEVEN
    totals = [f"{88 + n / 2:.2f}" for n in range(count)]
    return seat_marks(totals, high=count, low=1) if count >= 5 else seat_marks(totals)


IN_GROUPS = tuple(replace(mark, group="专家" if mark.seat < 5 else "大众") for mark in SEVEN)
GROUP_MARKS = (GroupMark("专家", "70", "91.25"), GroupMark("大众", "30", "90.58"))


def reveal(
    at_ms_ago: int = 0, *, pace: Pace = Pace.STANDARD, entrant: str = LONGEST, **changes: Any
) -> ScreenView:
    """Of 91.05 by a panel of seven, begun so long before `NOW`; `changes` of the announced score."""
    announced = Announced("91.05", "91.05", (), 7, SEVEN, (), "")
    announced = replace(announced, **changes)
    told = Reveal(
        epoch_ms(at_ms_ago),
        timetable(announced, pace).beats,
        announced.marks,
        "mean",
        announced.raw,
        announced.deductions,
        announced.score,
        groups=announced.groups,
    )
    told = replace(told, method="groups") if told.groups else told
    digits = max(len(mark.total or "") for mark in announced.marks)
    return view(Scene.REVEAL, stage=stage(entrant, digits), reveal=told)


def ranking(
    names: Sequence[str],
    places: Sequence[int | None] = (),
    before: Sequence[int | None] = (),
    at_ms_ago: int = 0,
) -> ScreenView:
    """Published so long before `NOW`."""
    rows = tuple(
        RankingRow(place, name, "黄浦区", ("95.10", "91.05"), f"{97 - n / 4:.2f}", was)
        for n, (name, place, was) in enumerate(
            zip(names, places or range(1, len(names) + 1), before or [None] * len(names), strict=True)
        )
    )
    rounds = ("日常服务能级", "现场汇报展示")
    shown = Ranking("受理中心组", rounds, rows, 24, ago(at_ms_ago), epoch_ms(at_ms_ago))
    return view(Scene.RANKING, ranking=shown)


def centres(count: int) -> list[str]:
    return [f"{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{n}路街道社区事务受理服务中心" for n in range(count)]


def recused(marks: tuple[SeatMark, ...], seat: int) -> tuple[SeatMark, ...]:
    return tuple(
        replace(mark, state="recused", total=None, dropped="") if mark.seat == seat else mark
        for mark in marks
    )


def halls(count: int) -> tuple[PublicHall, ...]:
    """One in each phase, the third empty."""
    on = [
        PublicHall("第一会场（报告厅）", "受理中心组", LONGEST, "浦东新区", Phase.MARKING, 5, 9),
        PublicHall("第二会场", "一线", "陆家嘴街道社区事务受理服务中心", "浦东新区", Phase.REVEALED, 7, 7),
        PublicHall("第三会场"),
        PublicHall("第四会场", "一线", phase=Phase.MARKING, done=23, of=84, windows=12),
        PublicHall("第五会场", "区运管团队组", "黄浦区", "黄浦区", Phase.CONFIRMED, 7, 7),
        PublicHall("第六会场", "后台/管理", "王小明", "崇明区", Phase.CALLED, 0, 7),
    ]
    return tuple(on[:count])


MINUTE = 60_000


def at_windows(names: Sequence[str], *, panel: int = 7, **changes: Any) -> tuple[PublicWindow, ...]:
    """A window for each, called a minute apart, sheets coming in; "" is nowhere. `changes` of those there."""
    return tuple(
        replace(
            PublicWindow(
                n, "一线", name, "浦东新区", Phase.MARKING, epoch_ms(n * MINUTE), n % (panel + 1), panel
            ),
            **changes,
        )
        if name
        else PublicWindow(n)
        for n, name in enumerate(names, 1)
    )


def walk(names: Sequence[str], **changes: Any) -> ScreenView:
    return view(Scene.WALK, windows=at_windows(names, **changes))


def timed(*used_s: int, limit_s: int = 600) -> tuple[PublicWindow, ...]:
    """Clocks that have run so long, warned a minute before their end; the second one stands, paused."""
    return tuple(
        replace(
            each,
            clock=ClockFace(
                ClockState.PAUSED if each.window == 2 else ClockState.RUNNING,
                Dial(s * 1000, None if each.window == 2 else epoch_ms(), limit_s * 1000, (60_000,)),
            ),
        )
        for each, s in zip(at_windows(people(len(used_s))), used_s, strict=True)
    )


def people(count: int) -> list[str]:
    return [f"选手{n:02}" for n in range(1, count + 1)]


def scores(names: Sequence[str], at_ms_ago: int = 0, *, unequalised: bool = False) -> ScreenView:
    """Told together so long before `NOW`."""
    rows = tuple(
        ToldScore(n, name, "浦东新区", f"{100 - n / 4:.2f}", unequalised) for n, name in enumerate(names, 1)
    )
    return view(Scene.SCORES, scores=Scores("一线", "实操比武", rows, epoch_ms(at_ms_ago)))


def gallery() -> dict[str, ScreenView]:
    """What is looked at on every wall."""
    found = {
        "standby": view(Scene.STANDBY, rehearsal=True),
        "entrance": view(Scene.ENTRANCE, stage=stage()),
        "entrance-forty": view(Scene.ENTRANCE, stage=stage(FORTY)),
        "ranking": ranking([LONGEST, "潍坊新村街道社区事务受理服务中心", *centres(16)], at_ms_ago=OVER),
        "ranking-forty": ranking([FORTY, *centres(5)], at_ms_ago=OVER),
    }
    for count in (1, 2, 3, 4, 6, 8, 12):
        found[f"walk-{count}"] = walk([*people(count - 1), "欧阳春晓"])
        found[f"walk-longest-{count}"] = walk([LONGEST] * count, panel=9)
    found["walk-free"] = walk(["", *people(3), "", FORTY])
    found["walk-empty"] = walk([""] * 12)
    found["walk-clocks"] = view(Scene.WALK, windows=timed(12, 100, 550, 631))
    found["walk-clocks-12"] = view(Scene.WALK, windows=timed(*range(40, 640, 50)))
    found["walk-tracks"] = replace(
        found["walk-6"],
        windows=(*at_windows(people(3)), replace(at_windows(people(4))[3], track="后台/管理")),
    )
    found["scores-1"] = scores(people(1))
    found["scores-12"] = scores([LONGEST, *people(11)])
    found["scores-forty"] = scores([FORTY, *centres(4)], unequalised=True)
    for count in (2, 6):
        found[f"overview-{count}"] = view(Scene.OVERVIEW, halls=halls(count))
    for count in (3, 7, 9, 15):
        seats = [Seat.DONE if n % 3 else Seat.WAITING for n in range(1, count + 1)]
        seats[1] = Seat.RECUSED
        found[f"progress-{count}"] = view(Scene.PROGRESS, stage=stage(), seats=tuple(seats))
        marks = recused(panel_of(count), 3)
        found[f"reveal-{count}"] = reveal(OVER, marks=marks, raw="91.05", score="90.55", deductions=OFF[:1])
    found["reveal-groups-7"] = reveal(OVER, marks=IN_GROUPS, groups=GROUP_MARKS, deductions=OFF[:1])
    lowest = found["reveal-7"].reveal
    assert lowest is not None
    told = replace(lowest, raw="10.50", score="0.00", filled=True, floored=True)
    found["filled-floored-7"] = replace(found["reveal-7"], reveal=told)
    found["struck-7"] = reveal(4200)
    found["mean-7"] = reveal(5400)
    found["reveal-9-forty"] = reveal(
        OVER, entrant=FORTY, marks=panel_of(9), raw="100.00", score="98.50", deductions=OFF
    )
    return found

"""Made-up views of every scene: three to fifteen seats, the longest names, each beat of a reveal."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from judging.core.beats import timetable
from judging.core.performance import Announced, SeatMark
from judging.core.results import Deduction
from judging.core.show import Pace, Scene
from judging.views.reveal import Reveal
from judging.views.screen import Ranking, RankingRow, ScreenView
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
    )
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


def gallery() -> dict[str, ScreenView]:
    """What is looked at on every wall."""
    found = {
        "standby": view(Scene.STANDBY, rehearsal=True),
        "entrance": view(Scene.ENTRANCE, stage=stage()),
        "entrance-forty": view(Scene.ENTRANCE, stage=stage(FORTY)),
        "ranking": ranking([LONGEST, "潍坊新村街道社区事务受理服务中心", *centres(16)], at_ms_ago=OVER),
        "ranking-forty": ranking([FORTY, *centres(5)], at_ms_ago=OVER),
    }
    for count in (3, 7, 9, 15):
        seats = [Seat.DONE if n % 3 else Seat.WAITING for n in range(1, count + 1)]
        seats[1] = Seat.RECUSED
        found[f"progress-{count}"] = view(Scene.PROGRESS, stage=stage(), seats=tuple(seats))
        marks = recused(panel_of(count), 3)
        found[f"reveal-{count}"] = reveal(OVER, marks=marks, raw="91.05", score="90.55", deductions=OFF[:1])
    found["struck-7"] = reveal(4200)
    found["mean-7"] = reveal(5400)
    found["reveal-9-forty"] = reveal(
        OVER, entrant=FORTY, marks=panel_of(9), raw="100.00", score="98.50", deductions=OFF
    )
    return found

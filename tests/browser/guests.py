"""Made-up views of the result page: a whole competition, with the longest names."""

from typing import Any

from judging.core.appeals.publicity import AwardPhase
from judging.views.honours_told import OwnHonour, ToldAward, ToldHonour
from judging.views.results import ResultRow, ResultsView, ResultTrack

COMPETITION = "2024年度“一网通办”专项立功竞赛（社区事务受理赛区）"
COLLECTIVE = "示范集体"
ROUNDS = ("日常服务能级", "现场汇报展示")
LONGEST = "上海市浦东新区潍坊新村街道社区事务受理服务中心"


def centres(count: int = 24) -> ResultTrack:
    """Ranked, all of them; the third was corrected."""
    rows = tuple(
        ResultRow(
            LONGEST if n == 2 else f"第{n}街道社区事务受理服务中心",
            "浦东新区" if n % 2 else "长宁区",
            (f"{90 - n / 10:.2f}", f"{91 - n / 10:.2f}"),
            place=n,
            composite=f"{90.3 - n / 10:.2f}",
            corrected=n == 3,
            honours=(OwnHonour(COLLECTIVE, "一等奖", "金牌瀛洲店小二"),) if n == 2 else (),
        )
        for n in range(1, count + 1)
    )
    return ResultTrack("受理中心组", ROUNDS, rows, ranked=count, of=count)


def people() -> ResultTrack:
    """Not ranked as a whole: of one a class was published, another is just on the screen."""
    rows = (
        ResultRow("选手01", "黄浦区", ("91.05",), composite="91.05", within="综合窗口", class_place=1),
        ResultRow("选手02", "黄浦区", ("88.50",), unequalised=True),
        ResultRow("选手03", "静安区", ("",), on_screen=True),
    )
    return ResultTrack("一线人员组", ("风采展示",), rows)


def results(*tracks: ResultTrack, is_open: bool = True, **more: Any) -> ResultsView:
    return ResultsView(COMPETITION, "上海市民政局", False, is_open, tracks, **more)


def honoured() -> ToldAward:
    """Some of the lowest level are out, and one of the highest."""
    first = ToldHonour(LONGEST, "长宁区", "一等奖", "金牌瀛洲店小二")
    third = (ToldHonour(f"第{n}街道社区事务受理服务中心", "浦东新区", "三等奖", "") for n in range(7, 10))
    return ToldAward(COLLECTIVE, (first, *third), AwardPhase.PUBLISHED, "2024-12-06")

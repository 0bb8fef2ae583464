"""A judge's phone in a walk-round, fed with made-up views; what it sends waits until the test answers."""

import asyncio
from decimal import Decimal
from typing import Any

from msgspec.structs import replace
from playwright.async_api import Locator, Page, Route, expect

from judging.core.hall.performance import PerformanceId, SheetPhase
from judging.core.scoring.rulebook import Criterion, Manner
from judging.views.judge import JudgeTask, JudgeView
from tests.browser.wall import Wall, ago
from tests.browsing import NOWHERE

MINUTE_MS = 60_000
SESSION = {
    "role": "judge",
    "judge": "J3",
    "page": f"{NOWHERE}/judge",
    "pages": [],
    "created_at": "2026-11-20T05:00:00.000Z",
    "rehearsal": False,
}
CRITERIA = tuple(
    Criterion(id, name, Decimal(0), Decimal(25), Decimal("0.5"), scale="优 21–25；良 16–20.5；一般 15.5 以下")
    for id, name in (
        ("first", "首问接待"),
        ("once", "一次告知"),
        ("speed", "办理规范"),
        ("manner", "文明服务"),
    )
)
DISTRICTS = ("浦东新区", "黄浦区", "徐汇区", "长宁区", "静安区", "普陀区", "虹口区", "杨浦区")
SAVED_AT = ago(0)


def task(n: int, *, window: int | None = None, minutes: int | None = None, **changes: Any) -> JudgeTask:
    """Of the n-th entrant; the earlier ones have waited longer."""
    made = JudgeTask(
        performance=PerformanceId("frontline", "drill", f"e{n}"),
        track="综合窗口一线",
        round="实操比武",
        manner=Manner.WALK,
        entrant=f"选手{n:02}",
        district=DISTRICTS[n % len(DISTRICTS)],
        number=n,
        window=n if window is None else window,
        since=ago(MINUTE_MS * (20 - n if minutes is None else minutes)),
        open=True,
        criteria=CRITERIA,
    )
    return replace(made, **changes)


def stage_task(n: int) -> JudgeTask:
    return task(n, window=0, manner=Manner.STAGE, performance=PerformanceId("back", "style", f"b{n}"))


def submitted(of: JudgeTask, *marks: str) -> JudgeTask:
    given = dict(zip((criterion.id for criterion in CRITERIA), marks, strict=True))
    return replace(of, sheet=SheetPhase.SUBMITTED, revision=1, marks=given, saved_at=SAVED_AT)


def view(*tasks: JudgeTask) -> JudgeView:
    return JudgeView("2026年度“一网通办”实操比武", False, "J3", "评委三", 3, tasks=tasks)


class Phone:
    """`position` of the log grows with each view that is shown and each command that is answered."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.link = Wall(page, "judge/J3", session=SESSION)
        self.sent: list[Any] = []
        self._asked: asyncio.Queue[Route] = asyncio.Queue()

    async def open(self, url: str, *tasks: JudgeTask) -> None:
        await self.page.route("**/commands", self._take)
        await self.show(*tasks)
        await self.link.open(url)

    async def show(self, *tasks: JudgeTask) -> None:
        await self.link.show(view(*tasks))

    async def _take(self, route: Route) -> None:
        self.sent.append(route.request.post_data_json["command"])
        await self._asked.put(route)

    async def answer(self, position: int = 2) -> None:
        """What has been asked first is stored."""
        await (await self._asked.get()).fulfill(json={"position": position, "at": SAVED_AT})

    async def refuse(self, template: str) -> None:
        said = {"template": template, "values": {}}
        body = {"reason": "not_now", "detail": template, "sentence": said}
        await (await self._asked.get()).fulfill(status=409, json=body)

    def rows(self) -> Locator:
        return self.page.locator(".entry")

    def onward(self) -> Locator:
        """The key that leads to the next one."""
        return self.page.locator(".onto")

    def row(self, n: int) -> Locator:
        return self.rows().filter(has_text=f"选手{n:02}")

    async def has_in_hand(self, name: str, *, window: int) -> None:
        await expect(self.page.locator(".subject .window, h1")).to_have_text([str(window), name])

    async def take(self, n: int) -> None:
        await self.row(n).click()

    async def mark(self, *marks: str) -> None:
        """From the first criterion without a mark on, by the pad."""
        await self.page.locator(".criterion").filter(has_text="未打分").first.click()
        for text in marks:
            for key in text:
                await self.page.locator(f'.pad [data-key="{key}"]').click()
            await self.page.locator(".pad .go").click()

    async def submit(self) -> None:
        await self.page.get_by_role("button", name="检查并提交").click()
        await self.page.get_by_role("button", name="提交", exact=True).click()

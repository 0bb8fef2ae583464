"""Rules of a monthly ranking: a track of indicators that nobody judges, and one with a judged round."""

import io
import tomllib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import openpyxl
from httpx2 import AsyncClient

from tests.serving import Server, done, logged_in

RULES = """
schema = 1
[competition]
id = "windows"
name = "窗口效能月度评比"
organiser = "示例区行政服务中心"

[[tracks]]
id = "windows"
name = "窗口人员"
pool = "stars"
ties = ["round:calls", "manual"]

  [[tracks.rounds]]
  id = "calls"
  name = "叫号量"
  kind = "indicator"
  weight = "40"
  points = { by = "rank", top = "100", less = "2", bottom = "60" }
  within = "class"

  [[tracks.rounds]]
  id = "answered"
  name = "12345接通率"
  kind = "indicator"
  weight = "30"
  points = { by = "linear", zero = "60", full = "95", none = "60" }

  [[tracks.rounds]]
  id = "returns"
  name = "退件率"
  kind = "indicator"
  weight = "10"
  points = { by = "steps", best = "low", steps = [ { points = "0" }, { from = "5", points = "60" } ] }

  [[tracks.rounds]]
  id = "exam"
  name = "一月一考"
  kind = "imported"
  weight = "20"

[[tracks]]
id = "talk"
name = "展示组"
pool = "stars"
ties = ["share"]

  [[tracks.rounds]]
  id = "daily"
  name = "办件量"
  kind = "indicator"
  weight = "50"
  points = { by = "rank", top = "100", less = "3" }

  [[tracks.rounds]]
  id = "show"
  name = "现场展示"
  kind = "judged"
  weight = "50"
  [[tracks.rounds.criteria]]
  id = "all"
  name = "总体"
  min = "0"
  max = "100"
  step = "1"

[[pools]]
id = "stars"
name = "服务明星"
slots = 4
allocate = "quota"
quota = { windows = 2, talk = 2 }
levels = [ { name = "季度服务明星", count = 4 } ]
"""

CLASSES = ("综合窗口", "专业窗口")
CALLS = (320, 300, 300, 260, 240, 180)  # by entrant; every other one is of the first class
ANSWERED = (95, 90, "none", 77.5, 70, 50)
RETURNS = (0.5, 5, 6, 3, 1, 0)
EXAM = (88, 92.5, 79, 85, 85, 60)
TRACK = "windows"


@asynccontextmanager
async def monthly(server: Server) -> AsyncIterator[AsyncClient]:
    """The organiser's device: the competition is founded, and all values of the first track are imported."""
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"rules": tomllib.loads(RULES), "rehearsal": True}))
        roster = [
            {"id": f"w{n}", "name": f"{n}号窗口 选手{n:02}", "district": "东区"}
            for n in range(1, len(CALLS) + 1)
        ]
        done(await organiser.post("/setup/entrants", json={"track": TRACK, "entrants": roster}))
        for round, values in {"answered": ANSWERED, "returns": RETURNS, "exam": EXAM}.items():
            await imported(organiser, round, [[value] for value in values])
        await imported(organiser, "calls", [[CLASSES[n % 2], value] for n, value in enumerate(CALLS)])
        yield organiser


async def imported(organiser: AsyncClient, round: str, cells: list[list[object]]) -> None:
    await imported_into(organiser, TRACK, round, cells)


async def imported_into(
    organiser: AsyncClient, track: str, round: str, cells: Sequence[Sequence[object]]
) -> None:
    """By the workbook that the program offers, each row's last cells filled in."""
    query = {"track": track, "round": round}
    template = await organiser.get("/setup/components.xlsx", params=query)
    book = openpyxl.load_workbook(io.BytesIO(template.content))
    for row, given in zip(book["成绩"].iter_rows(min_row=2), cells, strict=True):
        for cell, value in zip(row[3:], given, strict=True):
            cell.value = value
    content = io.BytesIO()
    book.save(content)
    upload = {"file": ("指标.xlsx", content.getvalue())}
    done(await organiser.post("/setup/components", params={**query, "import": "1"}, files=upload))

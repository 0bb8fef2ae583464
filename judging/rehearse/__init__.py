"""`judging rehearse`: robots play a whole day through the front door, against a server of their own.

Whatever they do, they do by HTTP and websocket as the pages do it; the file they leave is a competition like
any other, marked 演练.
"""

import argparse
import asyncio
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec

from judging import config, presets
from judging.core.decide.setup import MAX_PANEL
from judging.core.refused import Refused
from judging.parent import end_with_parent

from .device import Counts, Device, Rejected
from .options import check_writable, organiser_link, within
from .preparation import Plan, organiser, plan, prepared
from .report import Report, counted, latency, until_last_screen
from .robots import PACES, Director, Judge, Watcher
from .server import served

MOST_ENTRANTS = 200  # eight times a usual day
MOST_SCREENS = 10  # more than any hall has


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--preset", default="shequ-2024", choices=presets.names(), help="用哪个预设（默认 %(default)s）"
    )
    parser.add_argument("--judges", type=within(1, MAX_PANEL), default=7, help="评委人数（默认 %(default)s）")
    parser.add_argument(
        "--entrants", type=within(1, MOST_ENTRANTS), default=24, help="参赛对象个数（默认 %(default)s）"
    )
    parser.add_argument(
        "--screens", type=within(0, MOST_SCREENS), default=2, help="大屏块数（默认 %(default)s）"
    )
    parser.add_argument(
        "--pace", choices=tuple(PACES), help="max：越快越好；real：看得清（--serve 时的默认）"
    )
    parser.add_argument("--seed", type=int, help="随机种子：同一种子给出同样的分值")
    parser.add_argument("--serve", action="store_true", help="演练结束后继续提供页面，直到 Ctrl+C")
    parser.add_argument(
        "--host", default="127.0.0.1", help="服务器监听的地址（默认 %(default)s，只在本机可用）"
    )
    parser.add_argument("--port", type=within(0, 65535), default=0, help="服务器端口（默认任选）")
    parser.add_argument("--data", metavar="文件夹", help="赛事文件放在哪里")
    parser.add_argument(
        "--url",
        type=organiser_link,
        metavar="组织者链接",
        help="对已运行的服务器演练：它打印的一次性组织者链接",
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="把报告写到这个 JSON 文件")
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)


def main(options: argparse.Namespace) -> int:
    if options.with_parent:
        end_with_parent()
    try:
        wanted = _wanted(options)
        if options.report:
            check_writable(options.report)
        return asyncio.run(_rehearse(wanted, options))
    except KeyboardInterrupt:
        return 0
    except Refused as refused:
        print(refused.detail, file=sys.stderr)
        return 2
    except (ConnectionError, Rejected) as error:
        print(f"演练没有完成：{error}", file=sys.stderr)
        return 1


def _wanted(options: argparse.Namespace) -> Plan:
    seed = secrets.randbelow(10**6) if options.seed is None else options.seed
    rules = presets.load(options.preset).rulebook
    return plan(options.preset, rules, options.judges, options.entrants, options.screens, seed)


async def _rehearse(wanted: Plan, options: argparse.Namespace) -> int:
    folder = config.data_folder(options.data) / ("" if options.data else "rehearsals")
    pace = options.pace or ("real" if options.serve else "max")
    async with _server(options.url, folder, options.port, options.host) as link:
        host = await organiser(link, Counts())
        if options.serve:
            print(host.url + (await host.post("/organisers", {}))["link"], flush=True)
        report = await played(wanted, host, pace)
        if options.report:
            options.report.write_bytes(msgspec.json.format(msgspec.json.encode(report)))
        if not options.serve:
            print(_summary(report))
        else:
            await asyncio.Event().wait()
    return 0


@asynccontextmanager
async def _server(url: str | None, folder: Path, port: int, host: str) -> AsyncIterator[str]:
    if url is not None:
        yield url
        return
    async with served(folder, port, host) as link:
        yield link


async def played(wanted: Plan, host: Device, pace: str) -> Report:
    """A whole day of *wanted* on the server where *host* is organiser."""
    cast = await prepared(wanted, host)
    judges = [
        Judge(device, id, PACES[pace], wanted.seed, cast.incidents) for id, device in cast.judges.items()
    ]
    screens = [Watcher(device, f"screen/{number}") for number, device in cast.screens.items()]
    since = perf_counter()
    emcee = Watcher(cast.emcee, "emcee")
    await run_day(judges, screens, emcee, Director(cast.director, PACES[pace], wanted.seed, cast.incidents))
    seconds = perf_counter() - since
    submissions = [found for judge in judges for found in judge.submissions]
    opened = (await host.get("/competitions"))["open"]
    return Report(
        preset=wanted.preset,
        judges=wanted.judges,
        entrants=wanted.entrants,
        seed=wanted.seed,
        pace=pace,
        seconds=seconds,
        **counted(host.counts),
        sheets=len(submissions),
        submit_to_acknowledged_ms=latency([found.acknowledged - found.sent for found in submissions]),
        submit_to_last_screen_ms=latency(
            until_last_screen(submissions, [screen.heard for screen in screens])
        ),
        standings=screens[0].last["ranking"]["rows"] if screens else [],
        url=host.url,
        file=opened["path"],
    )


async def run_day(judges: list[Judge], screens: list[Watcher], emcee: Watcher, director: Director) -> None:
    """Until the director is done and every screen shows the last ranking. Any robot's failure ends all."""
    async with asyncio.TaskGroup() as robots:
        tasks = [
            robots.create_task(run)
            for run in (*(j.run() for j in judges), *(s.run() for s in (*screens, emcee)))
        ]
        await director.run()
        for screen in screens:
            await screen.until(_shows_all)
        for task in tasks:
            task.cancel()


def _shows_all(view: Any) -> bool:
    ranking = view["ranking"]
    if ranking is None or len(ranking["rows"]) < ranking["of"]:
        return False
    return all(row["place"] is not None for row in ranking["rows"])


def _summary(report: Report) -> str:
    spans = {
        "提交到确认": report.submit_to_acknowledged_ms,
        "提交到最后一块大屏": report.submit_to_last_screen_ms,
    }
    return "\n".join(
        (
            f"演练完成：{report.entrants} 个参赛对象、{report.judges} 位评委，"
            f"{report.seconds:.1f} 秒（种子 {report.seed}）",
            f"发出 {report.commands} 条指令，确认 {report.acknowledgements} 条，重试 {report.retries} 次",
            *(
                f"{name}：中位 {span.p50:.1f} 毫秒，99% {span.p99:.1f} 毫秒"
                for name, span in spans.items()
                if span
            ),
            f"赛事文件：{report.file}",
        )
    )

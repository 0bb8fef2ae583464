"""`judging rehearse`: robots play a whole day through the front door, against a server of their own.

Whatever they do, they do by HTTP and websocket as the pages do it; the file they leave is a competition like
any other, marked 演练.
"""

import argparse
import asyncio
import secrets
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import perf_counter

import msgspec
from msgspec.structs import replace

from judging import config
from judging.core.refused import Refused
from judging.core.sentence import Sentence, sentence
from judging.parent import end_with_parent

from .account import Report, in_words, report
from .after_lock import check_whole
from .archiving import archived
from .asked import Asked
from .crew import crew
from .device import Device, Network, Rejected
from .director import Progress, Stuck, silent
from .evaluating import Evaluations
from .made_up import USUAL_SCREENS, Size
from .options import add_arguments, check_writable
from .original import of_file, of_preset
from .own_server import served
from .plan import Plan, plan
from .preparation import organiser, prepared, put_away
from .rhythms import Rhythm, rhythm_of
from .status import Status, Teller, tell
from .trouble import HALLS, supervised, troubled

__all__ = ["add_arguments", "main"]


def main(options: argparse.Namespace) -> int:
    if options.with_parent:
        end_with_parent()
    try:
        if options.report:
            check_writable(options.report)
        if rhythm := rhythm_of(options):
            return asyncio.run(_rehearse_whole(rhythm, options))
        return asyncio.run(_rehearse(_wanted(options), options))
    except KeyboardInterrupt:
        return 0
    except Refused as refused:
        return _failed(options, refused.sentence, 2)
    except (ConnectionError, Rejected, Stuck) as error:
        return _failed(options, sentence("演练没有完成：{why}", why=str(error)), 1)


def _failed(options: argparse.Namespace, why: Sentence, status: int) -> int:
    if options.with_parent:
        tell(Status(trouble=why))
    print(why, file=sys.stderr)
    return status


def _wanted(options: argparse.Namespace) -> list[Plan]:
    """Raises Refused."""
    seed = _seed(options)
    originals = [of_file(path) for path in options.files] or [
        of_preset(options.preset, options.panels)
    ] * options.competitions
    screens = USUAL_SCREENS if options.screens is None else options.screens
    size = Size(options.judges, options.entrants, screens, options.halls)
    if options.whole:
        for original in originals:
            check_whole(original)
    if options.trouble or options.whole:
        originals = [supervised(original) for original in originals]
        size = replace(size, halls=max(options.halls, HALLS))
    plans = [plan(original, size, seed + n) for n, original in enumerate(originals)]
    if not (options.trouble or options.whole):
        return plans
    return [replace(troubled(each), is_whole=options.whole) for each in plans]


def _seed(options: argparse.Namespace) -> int:
    return secrets.randbelow(10**6) if options.seed is None else int(options.seed)


async def _rehearse_whole(rhythm: Rhythm, options: argparse.Namespace) -> int:
    folder = _folder(options)
    asked = Asked(_seed(options), options.pace or "max", folder / f"{options.preset}-打印")
    async with served(folder, options.port, options.host) as link, Network() as network:
        host = await organiser(link, network)
        await put_away(host)
        done = await rhythm.play(host, asked, silent)
        if options.report:
            options.report.write_bytes(msgspec.json.format(msgspec.json.encode(done)))
        print("\n".join(rhythm.told(done)), flush=True)
    return 0


def _folder(options: argparse.Namespace) -> Path:
    return config.data_folder(options.data) / ("" if options.data else "rehearsals")


async def _rehearse(wanted: list[Plan], options: argparse.Namespace) -> int:
    pace = options.pace or ("real" if options.serve else "max")
    async with (
        _server(options.url, _folder(options), options.port, options.host) as link,
        Network() as network,
    ):
        host = await organiser(link, network)
        if options.url is None:
            await put_away(host)
        if options.serve:
            print(host.url + (await host.post("/organisers", {}))["link"], flush=True)
        teller = Teller(wanted[0])
        if options.with_parent:
            teller.status()
        done = await _all_played(wanted, host, pace, teller.progress if options.with_parent else silent)
        if options.report:
            found = msgspec.json.encode(done if len(done) > 1 else done[0])
            options.report.write_bytes(msgspec.json.format(found))
        if options.with_parent:
            teller.status(is_over=True)
        else:
            print("\n".join(line for each in done for line in in_words(each)), flush=True)
        if options.serve:
            await asyncio.Event().wait()
    return 0


@asynccontextmanager
async def _server(url: str | None, folder: Path, port: int, host: str) -> AsyncIterator[str]:
    if url is not None:
        yield url
        return
    async with served(folder, port, host) as link:
        yield link


async def _all_played(
    wanted: list[Plan], host: Device, pace: str, tell: Callable[[Progress], None]
) -> list[Report]:
    """Of each plan, all at once on one server. The first failure ends all, and is raised as it was."""
    async with AsyncExitStack() as networks:
        hosts = [host.over(await networks.enter_async_context(Network())) for _ in wanted]
        days = [
            asyncio.create_task(played(each, its_host, pace, tell))
            for each, its_host in zip(wanted, hosts, strict=True)
        ]
        try:
            return list(await asyncio.gather(*days))
        finally:
            for day in days:
                day.cancel()
            await asyncio.gather(*days, return_exceptions=True)


async def played(wanted: Plan, host: Device, pace: str, tell: Callable[[Progress], None] = silent) -> Report:
    """A whole day of *wanted* on the server where *host* is organiser. *tell* hears how far it is."""
    cast = await prepared(wanted, host)
    robots = crew(wanted, cast, pace, tell)
    since = perf_counter()
    await Evaluations(wanted, cast).play()
    await robots.play()
    seconds = perf_counter() - since
    found = report(robots, pace, seconds, host.network.counts, cast.organiser.url, cast.file)
    if not wanted.is_whole:
        return found
    return replace(found, archive=await archived(cast.organiser, beside(Path(cast.file))))


def beside(file: Path) -> Path:
    """Where the zip of a competition goes: to its file, if that is on this machine; else here."""
    return (file if file.exists() else Path(file.name)).with_suffix(".zip")

"""A real server for tests: a child process on a free loopback port, and a day set up through its front door.

async with served(tmp_path) as server, joined(server) as crew:
    await command(crew.organiser, "CallEntrant", performance=crew.performance("pudong-dapuqiao"))
"""

import asyncio
import atexit
import io
import json
import os
import re
import secrets
import shutil
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from http.cookiejar import Cookie
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from urllib.parse import urlsplit

import httpx2
import openpyxl
from httpx2 import AsyncClient

from judging.rehearse.device import Device as Robot
from judging.rehearse.device import Network
from judging.store import Unreadable
from judging.web.competition import ADDRESSES
from judging.web.registry import LAST, id_of
from tests import warm
from tests.browsing import NOWHERE, Device
from tests.warm import WarmProcess

ROOT = Path(__file__).parent.parent
READY_S = 30
LINK = re.compile(r"(http://\S+)(/organiser/\S+)")


@dataclass
class Server:
    """A running `judging run`; `link` is its one-time organiser link."""

    folder: Path
    url: str
    link: str
    process: Process | WarmProcess
    network: Network  # of its robots
    options: tuple[str, ...] = ()
    _ids: dict[str, str] = field(default_factory=dict)  # by file

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def port(self) -> int:
        port = urlsplit(self.url).port
        assert port is not None
        return port

    @property
    def at(self) -> str:
        """Where the addresses of the competition begin that was opened last."""
        try:
            file = json.loads((self.folder / LAST).read_bytes())["files"][-1]
            if file not in self._ids:
                self._ids[file] = id_of(self.folder / file)
            return f"{ADDRESSES}{self._ids[file]}"
        except (OSError, ValueError, IndexError, Unreadable):
            return NOWHERE

    @property
    def competition(self) -> str:
        """The whole address below which the pages of that competition are."""
        return self.url + self.at

    def client(self) -> Device:
        """A device that is not logged in. Closing it is the caller's."""
        return Device(lambda: self.at, base_url=self.url, timeout=30, trust_env=False, verify=False)

    def robot(self, token: str) -> Robot:
        """A device that is logged in by *token*, and of which nothing need be closed."""
        robot = Robot(self.competition, self.network)
        robot.cookies["judging"] = token
        return robot

    async def kill(self) -> None:
        """As a power cut does."""
        self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def served(
    folder: Path,
    *,
    port: int = 0,
    options: tuple[str, ...] = (),
    confined: Callable[[], None] | None = None,
    errors: IO[bytes] | None = None,
) -> AsyncIterator[Server]:
    """A server with its files in *folder*. Give the same folder and port to have it back after a kill.

    `confined` takes something from the child before it starts (not on Windows); `errors` is a file for what
    it says of errors. It starts cold where it is to have what a fork cannot. Ends with the block, and with
    this process, however that ends. Fails if it has held its event loop.
    """
    holds = folder.with_name(f"{folder.name}.holds")
    holds.touch()
    where = ("--host", "127.0.0.1", "--port", str(port), "--data", str(folder))
    run = ("run", *where, "--no-browser", "--with-parent", *options)
    process = (
        await warm.server(holds, *run, errors=errors)
        if warm.IS_POSSIBLE and confined is None and "LD_PRELOAD" not in os.environ
        else await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.holds", str(holds), *run),
            stdin=PIPE,
            stdout=PIPE,
            preexec_fn=confined,
            stderr=errors,
            env=here(),
        )
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        async with asyncio.timeout(READY_S):
            url, path = await announced(process.stdout)
        drain = asyncio.create_task(process.stdout.read())
        async with Network() as network:
            yield Server(folder, url, url + path, process, network, options)
        process.stdin.close()
        await process.wait()
        await drain
        assert not (found := holds.read_text("utf-8")), f"the event loop was held up:\n{found}"
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def here() -> dict[str, str]:
    """The environment in which a child finds the tests, wherever it is started."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))}


async def announced(output: asyncio.StreamReader) -> tuple[str, str]:
    async for line in output:
        if found := LINK.search(line.decode()):
            return found[1], found[2]
    raise AssertionError("the server ended before it was ready")


@dataclass
class Crew:
    """Who takes part, each on a device of its own, logged in."""

    track: str
    round: str
    organiser: AsyncClient
    director: AsyncClient
    emcee: AsyncClient
    judges: Mapping[str, AsyncClient]  # by judge id
    entrants: tuple[str, ...]  # in running order
    components: Mapping[str, str]
    tokens: dict[str, str] = field(default_factory=dict)  # "director", "J3" → the session's token

    def performance(self, entrant: str) -> dict[str, str]:
        return {"track": self.track, "round": self.round, "entrant": entrant}


@dataclass(frozen=True)
class Day:
    """What `joined` begins with; `cookies` by judge id or role, `file` where it can be copied."""

    track: str
    round: str
    judges: tuple[str, ...]
    components: Mapping[str, str]
    tokens: Mapping[str, str]
    cookies: Mapping[str, tuple[Cookie, ...]]
    file: Path | None = None


@asynccontextmanager
async def joined(server: Server, *, judges: int = 7, preset: str = "shequ-2024") -> AsyncIterator[Crew]:
    """The preset's first track, ready for its first call: components, panel, order, everybody logged in."""
    async with AsyncExitStack() as devices:
        organiser = await devices.enter_async_context(server.client())
        await logged_in(organiser, server.link)
        if server.at == NOWHERE and "--rehearsal" not in server.options:
            day = await copied(server, organiser, judges, preset)
        else:
            day = await set_up(server, organiser, judges, preset)
        crew: dict[str, AsyncClient] = {}
        for name, cookies in day.cookies.items():
            crew[name] = await devices.enter_async_context(server.client())
            for cookie in cookies:
                crew[name].cookies.jar.set_cookie(cookie)
        director, emcee = crew["director"], crew["emcee"]
        judging = {each: crew[each] for each in day.judges}  # a timekeeper may have a card, too
        order = tuple(sorted(day.components))
        yield Crew(
            day.track, day.round, organiser, director, emcee, judging, order, day.components, {**day.tokens}
        )


async def set_up(server: Server, organiser: AsyncClient, judges: int, preset: str) -> Day:
    """By the organiser's hand, and everybody joins by their card."""
    done(await organiser.post("/competitions", json={"preset": preset, "name": ""}))
    track, imported, judged = await rounds(organiser)
    components = await import_components(organiser, track, imported)
    panel = [{"id": f"J{n}", "seat": n, "name": f"评委{n}"} for n in range(1, judges + 1)]
    at = {"track": track, "round": judged}
    await command(organiser, "SeatPanel", **at, judges=panel)
    await command(organiser, "EnterOrder", **at, order=sorted(components), witness="见证人")
    tokens: dict[str, str] = {}
    cookies: dict[str, tuple[Cookie, ...]] = {}
    for card in done(await organiser.post("/passes/all")):
        name = card["judge"] or card["role"]
        async with server.client() as device:
            joining = await device.post("/join", json={"secret": secret_of(card["link"])})
            tokens[name] = done(joining)["token"]
            cookies[name] = tuple(device.cookies.jar)
    return Day(track, judged, tuple(each["id"] for each in panel), components, tokens, cookies)


DAYS: dict[tuple[int, str], Day] = {}  # that were set up in this process, and copied since


@cache
def days_folder() -> Path:
    """Goes with this process."""
    folder = TemporaryDirectory(prefix="judging-days-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


async def copied(server: Server, organiser: AsyncClient, judges: int, preset: str) -> Day:
    """As `set_up`, from the file of a day that was set up once: whoever copies it has all of it."""
    if (judges, preset) not in DAYS:
        folder = days_folder() / f"{preset}-{judges}"
        async with served(folder) as first, first.client() as hand:
            await logged_in(hand, first.link)
            day = await set_up(first, hand, judges, preset)
        (file,) = folder.glob("*.sqlite")
        DAYS[judges, preset] = replace(day, file=file)
    day = DAYS[judges, preset]
    assert day.file is not None
    for suffix in (".key", ".sqlite"):
        shutil.copy(day.file.with_suffix(suffix), server.folder / day.file.with_suffix(suffix).name)
    done(await organiser.post("/competitions/open", json={"file": day.file.name}))
    assert server.at != NOWHERE  # and known from now on, also where a test takes the file away
    return day


async def logged_in(client: AsyncClient, link: str) -> None:
    done(await client.post(urlsplit(link).path))


async def rounds(organiser: AsyncClient) -> tuple[str, str, str]:
    """Ids of the first track, its first imported and its first judged round."""
    track = done(await organiser.get("/setup/rules"))["tracks"][0]
    by_kind = {round["kind"]: round["id"] for round in reversed(track["rounds"])}
    return track["id"], by_kind["imported"], by_kind["judged"]


async def let_anybody_enter(organiser: AsyncClient) -> None:
    """Takes what the plan asks of rosters out of the rules: a short day has fewer entrants than it wants."""
    rules = done(await organiser.get("/setup/rules"))
    for track in rules["tracks"]:
        track.pop("roster", None)
    done(await organiser.post("/setup/rules", json=rules))


async def import_components(
    organiser: AsyncClient, track: str, round: str, *, fall: int = 11
) -> dict[str, str]:
    """Fills the offered workbook with 90.01, 89.9, … and imports it; the scores as they were imported.

    `fall` is what each row has less than the one before, in hundredths.
    """
    query = {"track": track, "round": round}
    template = await organiser.get("/setup/components.xlsx", params=query)
    upload = {"file": ("单项成绩.xlsx", filled(template.content, fall))}
    read = done(await organiser.post("/setup/components", params={**query, "import": "1"}, files=upload))
    return {row["entrant"]: row["score"] for row in read["rows"]}


def filled(template: bytes, fall: int = 11) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(template))
    for n, row in enumerate(book["成绩"].iter_rows(min_row=2)):
        row[3].value = (9001 - fall * n) / 100
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


async def command(client: AsyncClient, kind: str, /, **fields: object) -> dict[str, Any]:
    """The receipt of a command that must not be refused."""
    return done(await posted(client, kind, **fields))


async def publish(client: AsyncClient, track: str) -> dict[str, Any]:
    """公布排名, after a look at its preview."""
    preview = done(await client.get("/preview/ranking", params={"track": track}))
    return await command(client, "RevealStandings", track=track, seen=preview["seen"])


async def posted(client: AsyncClient, kind: str, /, **fields: object) -> httpx2.Response:
    return await client.post(
        "/commands", json={"id": secrets.token_hex(16), "command": {"kind": kind, **fields}}
    )


def done(answer: httpx2.Response) -> Any:
    assert answer.status_code == 200, f"{answer.request.method} {answer.request.url}: {answer.text}"
    return answer.json()


def secret_of(link: str) -> str:
    return link.rpartition("/")[2]

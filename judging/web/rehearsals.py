"""A rehearsal beside the real thing: a program of its own, with its own folder, port and competition file.

Its standard input is a pipe to us: it ends when that closes, which it does however we end. On its standard
output it says first where it is, then how it goes.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.codec import sentence_of
from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused

from . import session
from .answers import body_of, json

READY_S = 30  # a cold start from a slow disk
FAREWELL_S = 5
MOST_BYTES = 1 << 20  # of a line that says how it goes


class Rehearsal(Struct, frozen=True):
    """`is_own`: of a competition of ours, not of a preset. `status`: what it said last of how it goes."""

    url: str
    is_own: bool
    is_running: bool
    status: Raw


class RehearsalRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """What to rehearse: the competition asked, or a preset."""

    own: bool = False


class Rehearsals:
    """At most one child at a time; it ends with us. It listens where we do, on *host*."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._child: Process | None = None
        self._listening: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self.rehearsal: Rehearsal | None = None  # the last one

    async def start(self, folder: Path, original: Path | None = None) -> Rehearsal:
        """A new rehearsal of *original*, or of a preset, with its files in *folder*; ends an earlier one.

        Raises Refused.
        """
        async with self._turn:
            await self._end()
            return await self._begin(folder, original)

    async def stop(self) -> None:
        async with self._turn:
            await self._end()
            self.rehearsal = None

    async def _begin(self, folder: Path, original: Path | None) -> Rehearsal:
        options = ("--serve", "--host", self._host, "--port", "0", "--data", str(folder), "--with-parent")
        self._child = await asyncio.create_subprocess_exec(
            *(
                sys.executable,
                "-P",
                "-m",
                "judging",
                "rehearse",
                *options,
                *([str(original)] if original else ()),
            ),
            stdin=PIPE,
            stdout=PIPE,
            limit=MOST_BYTES,
        )
        said = self._child.stdout
        assert said is not None
        url, status = "", b""
        with suppress(TimeoutError):
            async with asyncio.timeout(READY_S):
                url = (await said.readline()).decode(errors="replace").strip()
                status = await said.readline() if url.startswith("http://") else b""
        if not status:
            await self._end()
            raise _why_not(url)
        self.rehearsal = Rehearsal(url, original is not None, True, Raw(status))
        self._listening = asyncio.create_task(self._listen(said, self.rehearsal))
        return self.rehearsal

    async def _listen(self, said: asyncio.StreamReader, begun: Rehearsal) -> None:
        """Until it ends. Nobody else reads, and a full pipe would stop it."""
        found = begun
        async for line in said:
            self.rehearsal = found = replace(begun, status=Raw(line))
        self.rehearsal = replace(found, is_running=False)

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None and child.stdin is not None:
            child.stdin.close()
            try:
                await asyncio.wait_for(child.wait(), FAREWELL_S)
            except TimeoutError:
                child.kill()
                await child.wait()
        if self._listening is not None:
            await self._listening
            self._listening = None


def _why_not(line: str) -> Refused:
    """What the child said instead of where it is."""
    try:
        return Refused(Reason.NOT_NOW, sentence_of(msgspec.json.decode(line)["trouble"]))
    except (msgspec.DecodeError, KeyError, TypeError):
        return Refused(Reason.NOT_NOW, "演练没有启动成功，请在终端运行 judging rehearse 查看原因。")


async def get_rehearsal(request: Request) -> Response:
    """Null while there was none."""
    session.require(request, Duty.ORGANISER)
    return _answer(request, rehearsals_of(request).rehearsal)


async def rehearse(request: Request) -> Response:
    session.require(request, Duty.ORGANISER)
    wanted = await body_of(request, RehearsalRequest)
    original = session.competition_of(request).file if wanted.own else None
    folder = session.registry_of(request).folder / "rehearsals"
    return _answer(request, await rehearsals_of(request).start(folder, original))


async def stop(request: Request) -> Response:
    session.require(request, Duty.ORGANISER)
    await rehearsals_of(request).stop()
    return json(None)


def rehearsals_of(request: Request) -> Rehearsals:
    found: Rehearsals = request.app.state.rehearsals
    return found


def _answer(request: Request, rehearsal: Rehearsal | None) -> Response:
    if rehearsal is None:
        return json(None)
    return json(replace(rehearsal, url=as_reached(rehearsal.url, request.url)))


def as_reached(url: str, here: URL) -> str:
    """*url*, on this machine, under the name by which the asking browser reaches it."""
    name = f"[{here.hostname}]" if ":" in (here.hostname or "") else here.hostname
    return urlsplit(url)._replace(netloc=f"{name}:{urlsplit(url).port}").geturl()


EVERYWHERE: list[BaseRoute] = [
    Route("/rehearsal", get_rehearsal),
    Route("/rehearsal", rehearse, methods=["POST"]),
    Route("/rehearsal/stop", stop, methods=["POST"]),
]

"""A season as an organiser makes it on its page: a plan's series and tables, results and ledgers, 定稿."""

import asyncio
import tomllib
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from msgspec import Struct

from judging import presets
from judging.codec import sentence_of

from .device import Device
from .director import Stuck

PRAISED, REMINDED = 3, 3  # of each table: 通报, 督促提醒
PRINTING_S = 300.0


class Given(Struct, frozen=True):
    """One award of the season."""

    pool: str
    level: str
    title: str
    track: str
    entrant: str


class SeasonOf:
    """The season of a preset, on the server where *host* is organiser."""

    def __init__(self, host: Device, id: str, draft: dict[str, Any]) -> None:
        self.id = id
        self._host = host
        self._draft = draft

    async def frozen(self, file: str) -> str:
        """What the competition in *file* came to: the name of the season's file."""
        return str((await self._post("frozen", {"file": file}))["file"])

    async def uploaded(self, name: str, content: bytes) -> str:
        return str((await self._host.upload(self._path("files"), name, content))["file"])

    def event(self, series: str, id: str, name: str, *files: str) -> None:
        row = next(row for row in self._draft["series"] if row["id"] == series)
        row["events"].append({"id": id, "name": name, "from": list(files)})

    def ledger(self, **files: str) -> None:
        """roster, excused, deductions or order."""
        self._draft["season"] |= files

    async def saved(self) -> Any:
        """The season's view. Raises Stuck with what is wrong, if anything is."""
        version = (await self._host.get(self._path("view")))["version"]
        view = await self._post("rules", {"version": version, "draft": self._draft})
        if view["problems"]:
            told = (
                f"{sentence_of(each['what'])}：{sentence_of(each['remedy'])}" for each in view["problems"]
            )
            raise Stuck("；".join(told))
        return view

    async def settled(self) -> Any:
        """定稿, as the leading group has confirmed it: the view then."""
        version = (await self.saved())["version"]
        day = datetime.now().astimezone().date().isoformat()
        return await self._post("lock", {"version": version, "body": "活动领导小组", "day": day})

    async def printed(self, into: Path) -> tuple[str, ...]:
        """The whole pack, unpacked: what is in it. Raises Rejected where there is no browser to print."""
        query = f"print/pack.zip?first={PRAISED}&last={REMINDED}"
        content = await self._host.get(self._path(query), timeout_s=PRINTING_S)
        with ZipFile(BytesIO(content)) as pack:
            await asyncio.to_thread(pack.extractall, into)
            return tuple(sorted(pack.namelist()))

    async def _post(self, what: str, body: Mapping[str, object]) -> Any:
        return await self._host.post(self._path(what), body)

    def _path(self, what: str) -> str:
        return f"/seasons/{self.id}/{what}"


async def season_of(host: Device, preset: str, id: str) -> SeasonOf:
    """A new season with the series, tables and prizes of *preset*."""
    draft = tomllib.loads(presets.seasons()[preset])
    name = f"{draft['season']['name']}（演练）"
    await host.post("/seasons", {"id": id, "name": name})
    return SeasonOf(host, id, draft | {"season": {"id": id, "name": name}})


def given(view: Any) -> tuple[Given, ...]:
    """The awards in a season's view."""
    return tuple(
        Given(pool["id"], award["level"] or "", award["title"], award["track"], award["entrant"])
        for pool in view["year"]["pools"]
        for award in pool["awards"]
    )

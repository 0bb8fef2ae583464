"""A day of two short tracks, 受理中心组 and 区运管团队组, set up and played through the front door.

Both are judged by the crew's panel; each judge gives every criterion its maximum less what `off` says.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import websockets

from tests.browsing import Device
from tests.serving import Crew, Server, command, done, import_components, let_anybody_enter

CENTRE, TEAM = "centre", "district_team"
PATIENCE_S = 20


@dataclass
class TwoTracks:
    server: Server
    crew: Crew

    @property
    def director(self) -> Device:
        return self.crew.director

    def performance(self, track: str, n: int) -> dict[str, str]:
        """Of the n-th in the running order, from 1."""
        return {"track": track, "round": "present", "entrant": f"{track}-{n}"}

    async def marked(self, performance: dict[str, str], *, off: str = "0") -> None:
        """Called, opened, marked by all and closed."""
        await command(self.director, "CallEntrant", performance=performance)
        await command(self.director, "OpenMarking", performance=performance)
        await self.submit(performance, off=off)
        await command(self.director, "CloseMarking", performance=performance)

    async def submit(self, performance: dict[str, str], *, off: str = "0") -> None:
        """Everybody's sheet."""
        marks = await self.full_marks(performance, Decimal(off))
        for judge in self.crew.judges.values():
            await command(judge, "SubmitSheet", performance=performance, revision=1, marks=marks)

    async def played(self, track: str, n: int, *, off: str = "0") -> None:
        performance = self.performance(track, n)
        await self.marked(performance, off=off)
        await self.revealed(performance)

    async def revealed(self, performance: dict[str, str]) -> None:
        """To the last beat."""
        await command(self.director, "RevealScore", performance=performance)
        await command(self.director, "AdvanceReveal", performance=performance, whole=True)

    async def full_marks(self, performance: dict[str, str], off: Decimal) -> dict[str, str]:
        rules = done(await self.crew.organiser.get("/setup/rules"))
        track = next(found for found in rules["tracks"] if found["id"] == performance["track"])
        judged = next(found for found in track["rounds"] if found["id"] == performance["round"])
        return {each["id"]: str(Decimal(str(each["max"])) - off) for each in judged["criteria"]}

    async def console(self) -> dict[str, Any]:
        """What the director sees now."""
        return await watched(self.server, self.director, "console/main")

    async def next(self) -> tuple[str, str, int] | tuple[str, str] | None:
        """The next step: ("call", track, n of the running order), ("lock", track), or None."""
        view = await self.console()
        step = view["next"]
        if step is None:
            return None
        data = step["data"]
        if "track" in data:
            return step["id"], data["track"]
        id = data["performance"]
        return step["id"], id["track"], int(id["entrant"].rpartition("-")[2])


async def two_tracks(server: Server, crew: Crew, *, entrants: int = 2) -> TwoTracks:
    """So many entrants in each track, called by number; nobody has been called."""
    judges = [{"id": id, "seat": n, "name": f"评委{n}"} for n, id in enumerate(crew.judges, 1)]
    await let_anybody_enter(crew.organiser)
    for track in (CENTRE, TEAM):
        roster = [
            {"id": f"{track}-{n}", "name": f"{track}第{n}家", "district": "东区"}
            for n in range(1, entrants + 1)
        ]
        done(await crew.organiser.post("/setup/entrants", json={"track": track, "entrants": roster}))
        await import_components(crew.organiser, track, "daily")
        at = {"track": track, "round": "present"}
        await command(crew.organiser, "SeatPanel", **at, judges=judges)
        order = [entrant["id"] for entrant in roster]
        await command(crew.organiser, "EnterOrder", **at, order=order, witness="见证人")
    return TwoTracks(server, crew)


async def watched(server: Server, device: Device, topic: str) -> dict[str, Any]:
    """The present view of a topic, as this device receives it."""
    address = f"{server.competition.replace('http', 'ws')}/live?topic={topic}"
    cookies = {"Cookie": device.cookie_header(server.at)}
    async with websockets.connect(address, proxy=None, additional_headers=cookies) as socket:
        async for message in socket:
            said = json.loads(message)
            if said["topic"] == topic:
                return said["view"]
    raise AssertionError(f"the server told nothing of {topic}")

"""Everything an organiser does before the day, by the same requests as the organiser's pages send."""

from random import Random
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from judging.core.decide.setup import MAX_PANEL
from judging.core.refused import Reason, Refused
from judging.core.rulebook import Kind, Rulebook, Track

from .device import Counts, Device
from .spreadsheet import filled

SEATS = "一二三四五六七八九十"


class Cast(Struct, frozen=True):
    """Who takes part in a rehearsal, each on a device of its own, logged in."""

    organiser: Device
    director: Device
    judges: dict[str, Device]  # by judge id
    emcee: Device
    screens: dict[int, Device]  # by number


class Plan(Struct, frozen=True):
    """What is rehearsed: one track with its judged round, on a preset."""

    preset: str
    rules: Rulebook
    track: Track
    round: str
    judges: int
    entrants: int
    screens: int
    seed: int


def plan(preset: str, rules: Rulebook, judges: int, entrants: int, screens: int, seed: int) -> Plan:
    """The first track of *rules* that has a judged round. Raises Refused where that wants more *judges*."""
    track, round = next((t, r) for t in rules.tracks for r in t.rounds if r.kind is Kind.JUDGED)
    if judges < round.minimum:
        raise Refused(
            Reason.MALFORMED,
            f"--judges：{round.name}的评委须为 {round.minimum}～{MAX_PANEL} 人，现为 {judges} 人",
        )
    return Plan(preset, rules, track, round.id, judges, entrants, screens, seed)


async def organiser(link: str, counts: Counts) -> Device:
    """Logs in by the one-time *link*."""
    parts = urlsplit(link)
    device = Device(f"{parts.scheme}://{parts.netloc}", counts)
    await device.post(parts.path, {})
    return device


async def prepared(plan: Plan, organiser: Device) -> Cast:
    """A new competition, set up and ready for its first call; everybody has scanned the card and sits."""
    await organiser.post("/competitions", {"preset": plan.preset, "name": "", "rehearsal": True})
    await _roster(plan, organiser)
    await _components(plan, organiser)
    key = {"track": plan.track.id, "round": plan.round}
    judges: list[dict[str, Any]] = [
        {"id": f"J{n}", "seat": n, "name": _name(n)} for n in range(1, plan.judges + 1)
    ]
    await organiser.command("SeatPanel", **key, judges=judges)
    await organiser.command("DrawOrder", **key, seed=f"演练{plan.seed}")
    cards = await organiser.post("/passes/all", {})
    seated = {(card["role"], card["judge"]): await _joined(organiser, card["link"]) for card in cards}
    return Cast(
        organiser=organiser,
        director=seated["director", None],
        judges={judge["id"]: seated["judge", judge["id"]] for judge in judges},
        emcee=seated["emcee", None],
        screens=dict([await _screen(organiser, n) for n in range(1, plan.screens + 1)]),
    )


def _name(n: int) -> str:
    return f"评委{SEATS[n - 1]}" if n <= len(SEATS) else f"评委{n}"


async def _roster(plan: Plan, organiser: Device) -> None:
    """As many entrants as wanted: those the preset names first, then made-up ones."""
    known = await _entrants(plan, organiser)
    wanted = known[: plan.entrants]
    wanted += [
        {"id": f"x{n:02}", "name": f"演练单位{n:02}", "district": ""}
        for n in range(len(known) + 1, plan.entrants + 1)
    ]
    if wanted != known:
        await organiser.post("/setup/entrants", {"track": plan.track.id, "entrants": wanted})


async def _entrants(plan: Plan, organiser: Device) -> list[Any]:
    async for message in organiser.watch("setup"):
        for track in message.view["tracks"]:
            if track["track"] == plan.track.id:
                return list(track["entrants"])
    raise AssertionError("a watch never ends by itself")


async def _components(plan: Plan, organiser: Device) -> None:
    """Imports made-up components through the very template the program offers."""
    chance = Random(f"{plan.seed} components")
    for round in plan.track.rounds:
        if round.kind is Kind.IMPORTED:
            query = f"?track={plan.track.id}&round={round.id}"
            template = await organiser.get(f"/setup/components.xlsx{query}")
            sheet = filled(template, lambda: f"{chance.randint(7000, 9999) / 100:.2f}")
            await organiser.upload(f"/setup/components{query}&import=1", f"{round.name}.xlsx", sheet)


async def _joined(organiser: Device, link: str) -> Device:
    device = Device(organiser.url, organiser.counts)
    await device.post("/join", {"secret": link.rpartition("/")[2]})
    return device


async def _screen(organiser: Device, n: int) -> tuple[int, Device]:
    device = Device(organiser.url, organiser.counts)
    number = (await device.post("/screen", {}))["number"]
    await organiser.command("AssignScreen", number=number, name=f"大屏{n}")
    return number, device

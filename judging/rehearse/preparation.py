"""Everything an organiser does before the day, by the same requests as the organiser's pages send."""

from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from judging.core.decide.setup import MAX_PANEL
from judging.core.refused import Reason, Refused
from judging.core.rulebook import Kind, Rulebook, Track

from .device import Counts, Device
from .incidents import Incidents, drawn
from .spreadsheet import filled

SEATS = "一二三四五六七八九十"


class Cast(Struct, frozen=True):
    """Who takes part in a rehearsal, each on a device of its own, logged in."""

    organiser: Device
    director: Device
    judges: dict[str, Device]  # by judge id
    emcee: Device
    screens: dict[int, Device]  # by number
    incidents: Incidents


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
    is_smooth: bool = False  # without incidents

    @property
    def spare(self) -> str:
        """The judge without whom the others may still score, "" if none: one seat at a time may be empty."""
        return f"J{self.judges}" if self.judges > self.track.round(self.round).minimum else ""


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
    entrants = [entrant["id"] for entrant in await _roster(plan, organiser)]
    incidents = Incidents() if plan.is_smooth else drawn(entrants, plan.spare, plan.seed)
    await _components(plan, organiser, incidents)
    key = {"track": plan.track.id, "round": plan.round}
    judges: list[dict[str, Any]] = [
        {"id": f"J{n}", "seat": n, "name": _name(n)} for n in range(1, plan.judges + 1)
    ]
    await organiser.command("SeatPanel", **key, judges=judges)
    await organiser.command("DrawOrder", **key, seed=f"演练{plan.seed}")
    await _troubled(plan, organiser, incidents)
    cards = await organiser.post("/passes/all", {})
    seated = {(card["role"], card["judge"]): await _joined(organiser, card["link"]) for card in cards}
    return Cast(
        organiser=organiser,
        director=seated["director", None],
        judges={judge["id"]: seated["judge", judge["id"]] for judge in judges},
        emcee=seated["emcee", None],
        screens=dict([await _screen(organiser, n) for n in range(1, plan.screens + 1)]),
        incidents=incidents,
    )


def _name(n: int) -> str:
    return f"评委{SEATS[n - 1]}" if n <= len(SEATS) else f"评委{n}"


async def _roster(plan: Plan, organiser: Device) -> list[Any]:
    """As many entrants as wanted: those the preset names first, then made-up ones."""
    known = await _entrants(plan, organiser)
    wanted = known[: plan.entrants]
    wanted += [
        {"id": f"x{n:02}", "name": f"演练单位{n:02}", "district": ""}
        for n in range(len(known) + 1, plan.entrants + 1)
    ]
    if wanted != known:
        await organiser.post("/setup/entrants", {"track": plan.track.id, "entrants": wanted})
    return wanted


async def _entrants(plan: Plan, organiser: Device) -> list[Any]:
    async for message in organiser.watch("setup"):
        for track in message.view["tracks"]:
            if track["track"] == plan.track.id:
                return list(track["entrants"])
    raise AssertionError("a watch never ends by itself")


async def _components(plan: Plan, organiser: Device, incidents: Incidents) -> None:
    """Imports made-up components through the very template the program offers."""
    chance = Random(f"{plan.seed} components")
    for round in plan.track.rounds:
        if round.kind is Kind.IMPORTED:
            query = f"?track={plan.track.id}&round={round.id}"
            template = await organiser.get(f"/setup/components.xlsx{query}")
            sheet = filled(template, _made_up(chance, incidents))
            await organiser.upload(f"/setup/components{query}&import=1", f"{round.name}.xlsx", sheet)


def _made_up(chance: Random, incidents: Incidents) -> Callable[[str], str]:
    """A score for each entrant that is asked for; the same for those who are to be alike."""
    given: dict[str, str] = {}

    def score(entrant: str) -> str:
        return given.setdefault(incidents.model(entrant), f"{chance.randint(7000, 9999) / 100:.2f}")

    return score


async def _troubled(plan: Plan, organiser: Device, incidents: Incidents) -> None:
    """What is known before the day: who has withdrawn, and that ties which nothing breaks are decided."""
    track = plan.track.id
    if incidents.withdrawn:
        who = {"track": track, "entrant": incidents.withdrawn}
        await organiser.command("SetStatus", **who, status="withdrawn", reason="来函弃权")
    if incidents.alike:
        rules = await organiser.get("/setup/rules")
        (ours,) = (found for found in rules["tracks"] if found["id"] == track)
        ours["ties"] = [step for step in ours.get("ties", ()) if step not in ("share", "manual")] + ["manual"]
        await organiser.post("/setup/rules", rules)


async def _joined(organiser: Device, link: str) -> Device:
    device = Device(organiser.url, organiser.counts)
    await device.post("/join", {"secret": link.rpartition("/")[2]})
    return device


async def _screen(organiser: Device, n: int) -> tuple[int, Device]:
    device = Device(organiser.url, organiser.counts)
    number = (await device.post("/screen", {}))["number"]
    await organiser.command("AssignScreen", number=number, name=f"大屏{n}")
    return number, device

"""Everything an organiser does before the day, by the same requests as the organiser's pages send."""

import tomllib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct, to_builtins

from judging.core.hall.hall import MAIN
from judging.core.people.duty import Duty
from judging.core.scoring.imported import is_imported
from judging.core.scoring.rulebook import Round
from judging.files import rulesfile

from .components import typed
from .device import Device, Network
from .incidents import SUPERVISOR
from .plan import HallPlan, Plan, TrackPlan
from .spreadsheet import filled
from .staff import PIN, SUPERVISING, Staff

WITNESS = "演练：同正式赛事"


class Hall(Struct, frozen=True):
    """The devices that belong to one hall; judges go where they are seated."""

    plan: HallPlan
    director: Device
    emcee: Device
    timekeeper: Device | None  # where something is timed
    staff: Staff
    screens: dict[int, Device]  # by number


class Cast(Struct, frozen=True):
    """Who takes part in a rehearsal, each on a device of its own, logged in; and the competition's file."""

    file: str
    organiser: Device
    judges: dict[str, Device]  # by judge id
    halls: tuple[Hall, ...]
    supervisor: Device | None  # where one is named


async def organiser(link: str, network: Network) -> Device:
    """Logs in by the one-time *link*."""
    parts = urlsplit(link)
    device = Device(f"{parts.scheme}://{parts.netloc}", network)
    await device.post(parts.path, {})
    return device


async def put_away(host: Device) -> None:
    """Closes the earlier rehearsals that the server of *host* has opened again."""
    for opened in (await host.get("/competitions"))["open"]:
        if opened["rehearsal"]:
            await host.post("/competitions/close", {"file": opened["file"]})


async def prepared(plan: Plan, host: Device) -> Cast:
    """A new competition, set up and ready for its first call; everybody has scanned the card and sits.

    *host* is the organiser's device on the server.
    """
    made = await host.post("/competitions", {**_founding(plan), "rehearsal": True})
    organiser = host.at(made["at"])
    if not plan.copy_of:
        await _set_up(plan, organiser)
    for track in plan.played:
        await _rounds(track, organiser, plan.seed)
        await _components(track, organiser, plan.seed)
    for person in plan.people:
        await organiser.command("SetPerson", person=to_builtins(person))
    cards = await organiser.post("/passes/all", {})
    judges = {
        card["judge"]: await joined(organiser, card["link"]) for card in cards if card["role"] == "judge"
    }
    people = {card["person"]: await joined(organiser, card["link"]) for card in cards if card["person"]}
    halls_cast = [await _hall(plan, hall, organiser, people) for hall in plan.halls]
    supervisor = people.get(SUPERVISING.id)
    if plan.rules.sign_rules:
        await _sign_rules([organiser, *_signers(plan, people)])
    return Cast(made["path"], organiser, judges, tuple(halls_cast), supervisor)


def _founding(plan: Plan) -> dict[str, Any]:
    if plan.copy_of:
        return {"copy": plan.copy_of, "name": plan.rules.name}
    return {"rules": tomllib.loads(rulesfile.write(plan.rules))}


async def _set_up(plan: Plan, organiser: Device) -> None:
    """What a copy has from the competition it is one of: halls, entrants and panels."""
    halls = [to_builtins(hall.hall) for hall in plan.halls]
    await organiser.command("SetHalls", halls=halls + _first_hall(halls))
    for track in plan.tracks:
        await _entrants(track, organiser)
    for track in plan.played:
        await _panels(track, organiser)
    await organiser.command("SetHalls", halls=halls)


def _signers(plan: Plan, people: Mapping[str, Device]) -> list[Device]:
    signing = {Duty.HEAD_JUDGE, Duty.SUPERVISOR}
    return [
        people[person.id]
        for person in plan.people
        if signing & {appointment.duty for appointment in person.appointments}
    ]


async def _sign_rules(signers: list[Device]) -> None:
    for device in signers:
        await device.command("SetPin", pin=PIN)
        digest = (await device.get("/signing/rules"))["digest"]
        await device.command("SignRules", digest=digest, pin=PIN)


def _first_hall(halls: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The hall that every competition begins with: it goes only once no panel sits there."""
    return [] if MAIN in {hall["id"] for hall in halls} else [{"id": MAIN, "name": "—"}]


async def _hall(plan: Plan, hall: HallPlan, organiser: Device, people: Mapping[str, Device]) -> Hall:
    """Those who work in a hall of several belong there; of the only one, to the competition."""
    of = {"hall": hall.id} if len(plan.halls) > 1 else {}
    seated = {
        role: await joined(organiser, (await organiser.post("/passes", {"role": role, **of}))["link"])
        for role in ("director", "emcee", *(["timekeeper"] if hall.is_timed else []))
    }
    screens = dict([await _screen(organiser, hall, n) for n in range(1, plan.screens + 1)])
    staff = Staff(
        {
            appointment.duty: people[person.id]
            for person in plan.people
            for appointment in person.appointments
            if appointment.scope.hall == hall.id
        }
    )
    return Hall(hall, seated["director"], seated["emcee"], seated.get("timekeeper"), staff, screens)


async def _entrants(plan: TrackPlan, organiser: Device) -> None:
    lists = {"entrants": to_builtins(plan.entrants), "reserves": to_builtins(plan.reserves)}
    if plan.entrants or plan.reserves:
        await organiser.post("/setup/entrants", {"track": plan.track.id, **lists})


async def _components(plan: TrackPlan, organiser: Device, seed: int) -> None:
    """Imports made-up components and values through the very template the program offers."""
    for round in plan.track.rounds:
        if is_imported(round):
            query = f"?track={plan.track.id}&round={round.id}"
            template = await organiser.get(f"/setup/components.xlsx{query}")
            made_up = typed(round, plan.incidents, f"{seed} {plan.track.id} {round.id}")
            sheet = filled(template, made_up)
            await organiser.upload(f"/setup/components{query}&import=1", f"{round.name}.xlsx", sheet)


async def _panels(plan: TrackPlan, organiser: Device) -> None:
    for key, panel in plan.panels.items():
        people = {"judges": panel.judges, "reserves": panel.reserves, "trainees": panel.trainees}
        await organiser.command("SeatPanel", **key._asdict(), **to_builtins(people), hall=panel.hall)
        if panel.windows:
            await organiser.command("AssignWindows", **key._asdict(), windows=panel.windows)


async def _rounds(plan: TrackPlan, organiser: Device, seed: int) -> None:
    """Assignments, running orders, and who has withdrawn before them or after."""
    track = plan.track.id
    for entrant in plan.gone:
        await _withdraw(organiser, track, entrant)
    for round in plan.rounds:
        await _drawn(organiser, plan, round, f"演练{seed}")
    if entrant := plan.incidents.declines:
        why = {"reason": "来函说明不能参赛", "witness": SUPERVISOR}
        await organiser.command("ReplaceEntrant", track=track, entrant=entrant, **why)
    for entrant in (*plan.withdrawn, plan.incidents.withdrawn):
        if entrant:
            await _withdraw(organiser, track, entrant)


async def _drawn(organiser: Device, plan: TrackPlan, round: Round, seed: str) -> None:
    """As the competition has it, or by lot."""
    key = {"track": plan.track.id, "round": round.id}
    if round.panels and (panels := plan.assignments.get(round.id)):
        await organiser.command("EnterAssignment", **key, panels=panels, witness=WITNESS)
    elif round.panels:
        await organiser.command("DrawAssignment", **key, seed=seed)
    if order := plan.orders.get(round.id):
        await organiser.command("EnterOrder", **key, order=order, witness=WITNESS)
    else:
        await organiser.command("DrawOrder", **key, seed=seed)


async def _withdraw(organiser: Device, track: str, entrant: str) -> None:
    who = {"track": track, "entrant": entrant}
    await organiser.command("SetStatus", **who, status="withdrawn", reason="来函弃权")


async def joined(organiser: Device, link: str) -> Device:
    device = Device(organiser.url, organiser.network)
    await device.post("/join", {"secret": link.rpartition("/")[2]})
    return device


async def _screen(organiser: Device, hall: HallPlan, n: int) -> tuple[int, Device]:
    device = Device(organiser.url, organiser.network)
    number = (await device.post("/screen", {}))["number"]
    await organiser.command("AssignScreen", number=number, name=f"{hall.name}大屏{n}", hall=hall.id)
    return number, device

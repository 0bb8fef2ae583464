"""Evaluations of a rehearsal: everybody who is asked fills in a page of the own, or a slip of paper."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from itertools import count
from pathlib import Path
from random import Random
from secrets import token_hex
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from judging.core.balloting.secrets import PAGES, secret_of_slip
from judging.core.evaluating.listing_evaluators import AMONG_ENTRANTS, groups_in
from judging.core.scoring.evaluators import BY_SLIP, Who
from judging.core.scoring.numbers import plain, shortest
from judging.core.scoring.rulebook import Criterion, Round

from .device import Device, Rejected
from .plan import Plan, TrackPlan
from .preparation import Cast, joined
from .robots import some_mark

LISTED = 5  # made-up evaluators of a group whom the organiser lists
SLIPS = 12  # of each kind, or about each entrant
ENOUGH = 2  # times what the rules ask for, so that some may get lost
LOST_ONE_IN = 10  # slips that nobody fills in
TWICE_ONE_IN = 4  # slips that somebody else has a copy of
REPEATED_ONE_IN = 10  # phones that send the same page twice, because the answer was lost
AT_ONCE = 20  # guests
MADE_UP = "A" * 20  # what no slip holds


class Slip(Struct, frozen=True):
    """What its code says, which of its batch it is, and whom it asks about."""

    address: str
    number: int
    about: tuple[str, ...]
    is_void: bool = False


class Polled(Struct, frozen=True):
    """What came of the slips of one kind; `refused`: copies, void ones and one made up."""

    group: str
    issued: int
    cast: int
    refused: int
    void: int = 0


class Evaluated(Struct, frozen=True):
    """A round that was evaluated: by how many persons, and what came of the slips."""

    track: str
    round: str
    persons: int
    slips: tuple[Polled, ...]


class Evaluations:
    """All of a plan, on the devices of its cast: from the list of who is asked to the close."""

    def __init__(
        self,
        plan: Plan,
        cast: Cast,
        visitors: int = SLIPS,
        spoilt: int = 0,
        before_close: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """*visitors*: slips about each entrant, at least; *spoilt*: so many of each batch are void.

        *before_close*: what must be over before an evaluation is closed.
        """
        self._plan = plan
        self._organiser = cast.organiser
        self._key = Path(cast.file).with_suffix(".key")
        self._visitors = visitors
        self._spoilt = spoilt
        self._before_close = before_close
        self._numbers = count(1)  # of the people who are made up
        self._pages: dict[str, tuple[Device, str]] = {}  # person → device, and the topic of the page

    async def play(self) -> tuple[Evaluated, ...]:
        found = [
            await self._evaluated(track, round)
            for track in self._plan.played
            for round in track.track.rounds
            if round.is_evaluated
        ]
        return tuple(found)

    async def _evaluated(self, track: TrackPlan, round: Round) -> Evaluated:
        where = {"track": track.track.id, "round": round.id}
        await self._listed(track, round, where)
        await self._log_in()
        issued = {
            group: await self._issued(track, round, group, who)
            for group, who in groups_in(round).items()
            if who in BY_SLIP
        }
        await self._organiser.command("OpenEvaluation", **where)
        persons = sum([await self._filled_in(*page, where) for page in self._pages.values()])
        slips = [await self._polled(round, group, links) for group, links in issued.items()]
        if self._before_close:
            await self._before_close()
        await self._organiser.command("CloseEvaluation", **where)
        return Evaluated(track.track.id, round.id, persons, tuple(slips))

    async def _listed(self, track: TrackPlan, round: Round, where: Mapping[str, str]) -> None:
        """Whom the organiser lists; then those whom the rules name."""
        groups = groups_in(round)
        listed = [group for group, who in groups.items() if who is Who.LISTED]
        if listed:
            owed = {
                group: [{"entrant": each, "group": group} for each in people_of(track)] for group in listed
            }
            evaluators = [
                {"id": f"{round.id}-{group or 'all'}-{n}", "owed": owed[group]}
                for group in listed
                for n in range(1, max(LISTED, round.minimum) + 1)
            ]
            names = {str(each["id"]): f"测评人{next(self._numbers):02}" for each in evaluators}
            await self._organiser.command("ListEvaluators", **where, evaluators=evaluators, names=names)
        if not set(AMONG_ENTRANTS).isdisjoint(groups.values()):
            await self._organiser.command("ListEvaluators", **where, evaluators=None)

    async def _log_in(self) -> None:
        """Whoever has a card by now, and a page to fill in."""
        for card in await self._organiser.post("/passes/all", {}):
            if card["person"] and not card["taken"]:
                device = await joined(self._organiser, card["link"])
                for topic in (await device.get("/session"))["topics"]:
                    if topic.startswith("evaluating/"):
                        self._pages[card["person"]] = (device, topic)

    async def _filled_in(self, device: Device, topic: str, where: Mapping[str, str]) -> bool:
        """Whether this page has anything to do with the round; half of it now, and then the rest."""
        async with aclosing(device.watch(topic)) as messages:
            view = (await anext(messages)).view
        pages = [page for page in view["pages"] if all(page[key] == id for key, id in where.items())]
        for page in pages:
            chance = Random(f"{self._plan.seed} {topic} {page['round']}")
            marks = _marks(page, chance)
            first = dict(list(marks.items())[: len(marks) // 2])
            if first and not page["most"]:
                await device.command("SubmitEvaluation", **where, marks=first)
            await device.command("SubmitEvaluation", **where, marks=marks)
        return bool(pages)

    async def _issued(self, track: TrackPlan, round: Round, group: str, who: Who) -> list[Slip]:
        """Slips about everybody; of visitors, about the one they have met."""
        people, key = people_of(track), await asyncio.to_thread(self._key.read_bytes)
        found: list[Slip] = []
        for entrant in people if who is Who.VISITOR else ("",):
            issued = max(self._visitors if entrant else SLIPS, ENOUGH * round.minimum)
            where = {"track": track.track.id, "round": round.id, "group": group}
            wanted = {**where, "count": issued, "entrant": entrant}
            batch = (await self._organiser.post("/ballots/slips", wanted))["id"]
            about = (entrant,) if entrant else people
            addresses = [f"{PAGES[who]}/{secret_of_slip(key, batch, n)}" for n in range(issued)]
            sound = issued - self._spoilt
            if self._spoilt:
                numbers = {"first": len(found) + sound + 1, "last": len(found) + issued}
                await self._organiser.post("/ballots/void", {"batch": batch, **numbers, "reason": "打印污损"})
            found += [Slip(address, n, about, n >= sound) for n, address in enumerate(addresses)]
        return found

    async def _polled(self, round: Round, group: str, slips: list[Slip]) -> Polled:
        """Most are filled in, all at once; then what is worth nothing: copies, void slips, one made up."""
        turns, chance = asyncio.Semaphore(AT_ONCE), Random(f"{self._plan.seed} {round.id} {group} slips")
        sound, void = ([slip for slip in slips if slip.is_void is wanted] for wanted in (False, True))
        used = [slip for slip in sound if chance.randrange(LOST_ONE_IN)]
        again = [slip for slip in used if chance.randrange(TWICE_ONE_IN) == 0]
        page = slips[0].address.rpartition("/")[0]
        worthless = [*again, *void, replace(slips[0], address=f"{page}/{MADE_UP}")]
        cast = await asyncio.gather(*[self._sent(round, slip, turns) for slip in used])
        taken = await asyncio.gather(*[self._sent(round, slip, turns) for slip in worthless])
        return Polled(group, len(slips), sum(cast), len(worthless) - sum(taken), len(void))

    async def _sent(self, round: Round, slip: Slip, turns: asyncio.Semaphore) -> bool:
        """Whether the server took what a guest's phone sends."""
        chance = Random(f"{self._plan.seed} {round.id} {slip.number} {slip.about}")
        given = _given(round, slip.about, chance)
        async with turns:
            guest = Device(self._organiser.url, self._organiser.network)
            try:
                await guest.get(slip.address)
                page = {**given, "id": token_hex(16)}
                for _ in range(1 + (chance.randrange(REPEATED_ONE_IN) == 0)):
                    await guest.send_form(slip.address, page)
            except Rejected:
                return False
            return True


def people_of(track: TrackPlan) -> tuple[str, ...]:
    """Who can be evaluated: whoever takes the place of another, too."""
    met = track.incidents
    gone = {*track.gone, *track.withdrawn, met.withdrawn, met.no_show, met.declines}
    following = track.reserves[:1] if met.declines else ()
    return tuple(entrant.id for entrant in (*track.entrants, *following) if entrant.id not in gone)


def _marks(page: Any, chance: Random) -> dict[str, dict[str, str]]:
    """For everybody of an evaluator's page."""
    entrants = [row["entrant"] for row in page["rows"]]
    if page["most"]:
        [criterion] = page["criteria"]
        chosen = chance.sample(entrants, min(page["most"], len(entrants)))
        return {each: {criterion["id"]: criterion["max" if each in chosen else "min"]} for each in entrants}
    return {each: {c["id"]: _mark(c, chance) for c in page["criteria"]} for each in entrants}


def _mark(criterion: Any, chance: Random) -> str:
    if criterion["grades"]:
        return str(chance.choice(criterion["grades"])["mark"])
    return some_mark(criterion, chance)


def _given(round: Round, about: Sequence[str], chance: Random) -> dict[str, str | list[str]]:
    """The fields of the form, as a browser sends them."""
    if round.most:
        return {"chosen": chance.sample(about, min(round.most, len(about)))}
    return {
        f"{criterion.id}/{entrant}": _mark(_as_told(criterion), chance)
        for entrant in about
        for criterion in round.criteria
    }


def _as_told(criterion: Criterion) -> Any:
    """As a page's view has it."""
    scale = {name: plain(getattr(criterion, name)) for name in ("min", "max", "step")}
    return {**scale, "grades": [{"mark": shortest(grade.mark)} for grade in criterion.grades]}

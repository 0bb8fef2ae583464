"""From the last lock on: what an organiser does once every score stands, in the order of the day."""

from judging.core.honours.decision import Verdict
from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused

from .appealing import Appeals
from .director import Stuck
from .meeting import Meeting
from .misread import Misread, misread
from .original import Original
from .plan import Plan
from .preparation import Cast, Hall
from .presenting import presented
from .printing import printed
from .supervised import Supervised
from .trying_out import tried_out
from .whole import AwardReport, Honoured, Moved, ObjectionReport, Whole


def check_whole(original: Original) -> None:
    """Raises Refused where a contest has nothing to decide on after the lock."""
    name = original.rules.name
    if not original.rules.pools:
        raise Refused(Reason.INCOMPLETE, "“{name}”没有设奖项，不能演练全程：请先在规则里写奖项", name=name)
    if original.rules.publicity.days is None:
        raise Refused(
            Reason.INCOMPLETE, "“{name}”没有写公示几个工作日，不能演练全程：请先在规则里写明", name=name
        )


class AfterLock:
    """`whole`: what it came to, once it has been played."""

    def __init__(self, plan: Plan, cast: Cast, supervised: Supervised) -> None:
        self._plan = plan
        self._cast = cast
        self._supervised = supervised
        self._meeting = Meeting(cast.organiser)
        self._appeals = Appeals(cast.organiser)
        self.whole: Whole | None = None

    async def play(self) -> None:
        pools = [pool.id for pool in self._plan.rules.pools]
        adopted = tuple([await tried_out(self._cast.organiser, pool) for pool in pools])
        deferred = await self._decided(pools)
        for pool in pools:
            await self._appeals.make_public(pool)
        slip, hall = await misread_in(self._plan, self._cast)
        await self._settled(slip, hall, pools)
        ceremony = await presented(
            self._cast.halls[0].director, self._cast.halls[0].plan.id, self._plan.rules.pools
        )
        opened = await self._cast.organiser.command("OpenResults")
        periods = await self._appeals.finalised(pools, opened["at"])
        papers = tuple([name async for name in printed(self._cast.organiser)])
        awards = tuple([await self._award(pool, deferred.get(pool, "")) for pool in pools])
        self.whole = Whole(
            tuple(filter(None, adopted)), awards, _told(self._plan, slip), periods, ceremony, papers
        )

    async def _decided(self, pools: list[str]) -> dict[str, str]:
        """All confirmed at once but the last of the last list. The name of whoever had to wait, by pool."""
        for pool in pools[:-1]:
            await self._meeting.decide(pool)
        last = (await self._meeting.agenda(pools[-1]))["lines"][-1]
        await self._meeting.decide(pools[-1], {last["entrant"]})
        await self._meeting.decide(pools[-1], note="已补充材料")
        return {pools[-1]: last["name"]}

    async def _settled(self, slip: Misread, hall: Hall, pools: list[str]) -> None:
        """The objection is upheld, the sheet corrected, the honours decided and made public anew."""
        number = await self._appeals.register(slip)
        await self._appeals.contact(number)
        await self._appeals.uphold(number)
        await self._supervised.corrected(slip, hall, number)
        for pool in pools:
            if any(line["is_undecided"] for line in (await self._meeting.agenda(pool))["lines"]):
                await self._meeting.decide(pool, note="更正之后重新决定")
        await self._appeals.answer(number)
        await self._appeals.renew(pools)

    async def _award(self, pool: str, deferred: str) -> AwardReport:
        before = await self._meeting.agenda(pool)
        honoured = tuple(
            Honoured(*(line[name] for name in ("level", "title", "track", "entrant", "of", "name")))
            for line in before["lines"]
            if line["verdict"] == Verdict.CONFIRMED
        )
        return AwardReport(pool, before["name"], honoured, deferred)


async def misread_in(plan: Plan, cast: Cast) -> tuple[Misread, Hall]:
    """One that moves an award, too, if there is one. Raises Stuck where no slip would move anybody."""
    first: tuple[Misread, Hall] | None = None
    for hall in cast.halls:
        head = hall.staff.devices[Duty.HEAD_JUDGE]
        for track in map(plan.track, hall.plan.tracks):
            if found := await misread(head, hall.director, track):
                if found.awards:
                    return found, hall
                first = first or (found, hall)
    if first is None:
        raise Stuck("没有可以更正的评分表")
    return first


def _told(plan: Plan, slip: Misread) -> ObjectionReport:
    moved = tuple(Moved(move["name"], move["before"], move["place"]) for move in slip.moves)
    levels = tuple((each["name"], each["before"] or "", each["level"] or "") for each in slip.awards)
    track = slip.performance["track"]
    return ObjectionReport(plan.track(track).track.name, slip.name, 1, moved, levels)

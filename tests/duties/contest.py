"""A small contest with somebody for each duty, and the states it goes through.

A stage in the hall `main` and windows in the hall `side`; whatever can wait does: a phone asks for
a seat, a hand is raised, a flag is not answered, a draw is not signed.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from judging.access import may_send
from judging.core import commands as c
from judging.core.appeals.objection import About, Channel, Objector, Resolution
from judging.core.attendance.checkin import Step
from judging.core.ceremony.programme import AwardPart, Programme
from judging.core.correction.record import Deducted
from judging.core.evaluating.evaluation import Evaluator, Owed
from judging.core.hall.air import Pace
from judging.core.hall.hall import MAIN, NamedHall
from judging.core.hall.performance import PerformanceId, Phase, SheetPhase, Short
from judging.core.honours import deciding
from judging.core.honours.decided import agenda
from judging.core.honours.decision import Verdict
from judging.core.ledger.ledger_entry import LedgerLine, Way
from judging.core.marking.recusal import RecusalGround
from judging.core.papers.paper_template import PaperKind
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Appointment, Duty
from judging.core.people.person import Person
from judging.core.people.taking_part import Entrant, Judge
from judging.core.pictures.picture import Format, Picture, Use
from judging.core.pictures.picturing import NewPicture
from judging.core.publication.on_air import fingerprint, present
from judging.core.publication.ranked import ties
from judging.core.rectifying.rectification import Origin
from judging.core.refused import Refused
from judging.core.scoring.case import Case
from judging.core.scoring.item import Compulsory, DecidedBy
from judging.core.scoring.oversight import Act
from judging.core.scoring.pool import Pool
from judging.core.scoring.question import Question
from judging.core.scoring.recourse import ObjectionRules, PublicityRules
from judging.core.scoring.rulebook import Criterion, Kind, Manner, Overtime, Round, Rulebook, Sheets, Track
from judging.core.scoring.schedule import IntakeItem
from judging.core.scoring.special import Special
from judging.core.scoring.time_limits import Segment, Time
from judging.core.signing.waiting import thing
from judging.core.state import State
from judging.core.timing.clock import PauseReason
from judging.desk import Desk
from judging.store import Entry
from judging.store.memory import MemoryLog
from judging.web.pins import proof_of_pin
from judging.web.session import hash_of
from tests.day import minutes

SIDE = "side"
CEREMONY = Programme((AwardPart("prize"),), hold_s=0)
HALL = {"stage": MAIN, "walk": SIDE}
PIN = "13579"
WORDS = (Criterion("all", "表现", Decimal(0), Decimal(100), Decimal("0.5")),)
TIME = Time(30, (10,), (Segment("talk", "展示"), Segment("answer", "问答")))
SHOW = Round(
    id="show",
    name="展示",
    kind=Kind.JUDGED,
    weight=Decimal(60),
    minimum=2,
    criteria=WORDS,
    spread=Decimal(5),
    time=TIME,
    overtime=(Overtime(0, None, Decimal("0.5")),),
    compulsory=(Compulsory("intro", "自我介绍", DecidedBy.SCOREKEEPER, points=Decimal(1)),),
    cases=tuple(Case(f"case{n}", f"题目{n}", "simple") for n in range(9)),
)
QUIZ = Round(id="quiz", name="笔试", kind=Kind.IMPORTED, weight=Decimal(40))
DRILL = Round(
    id="drill",
    name="比武",
    kind=Kind.JUDGED,
    weight=Decimal(100),
    minimum=3,
    criteria=WORDS,
    manner=Manner.WALK,
    time=Time(30),
    head_confirms=True,
)
REVIEW = Round(
    id="review", name="测评", kind=Kind.JUDGED, weight=Decimal(100), criteria=WORDS, sheets=Sheets.EACH
)
RULES = Rulebook(
    id="duties",
    name="职责赛事",
    tracks=(
        Track("stage", "台上组", (QUIZ, SHOW), ties=("manual",), pool="prize"),
        Track("walk", "走场组", (DRILL,), ties=("share",)),
        Track("care", "测评组", (REVIEW,)),
        Track("duo", "两组", (replace(DRILL, minimum=1, panels=("p", "q"), window_judges=1),)),
    ),
    objections=ObjectionRules(complicated_days=13),
    publicity=PublicityRules(3),
    pools=(Pool("prize", "展示奖", 3, quota={"stage": 3}),),
    specials=(Special("organised", "优秀组织奖", 2, districts=True),),
    proposals=(Question("tracks.stage.ties", "同分怎么办？"),),
    intake=(IntakeItem("form", "报名表"),),
    countersign=(Act.DRAW,),
    two_persons=True,
)
ENTRANTS = {
    track: tuple(Entrant(f"{track}{n}", f"{name}{n}", f"{n}区") for n in range(1, 6))
    for track, name in (("stage", "单位"), ("walk", "选手"), ("care", "同事"), ("duo", "组员"))
}
PANELS = {"show": (1, 2, 3), "drill": (4, 5, 6)}
NAMED = (
    Duty.DIRECTOR,
    Duty.SCOREKEEPER,
    Duty.VERIFIER,
    Duty.HEAD_JUDGE,
    Duty.TIMEKEEPER,
    Duty.SUPERVISOR,
    Duty.EMCEE,
    Duty.PRINTER,
    Duty.EVALUATOR,
)
ORGANISER = acting(Duty.ORGANISER)
DIRECTOR = acting(Duty.DIRECTOR)


def stage(n: int) -> PerformanceId:
    return PerformanceId("stage", "show", f"stage{n}")


def walk(n: int) -> PerformanceId:
    return PerformanceId("walk", "drill", f"walk{n}")


def by(duty: Duty) -> Actor:
    """Who has this duty by name."""
    return Actor((Appointment(duty),), person=f"P-{duty}")


def token(holder: str) -> str:
    """Of the device of a duty, a judge or a screen."""
    return f"token-of-{holder}".ljust(40, "x")


def pin(key: bytes, actor: Actor) -> str:
    return proof_of_pin(key, actor.label, PIN)


class Snapshot(NamedTuple):
    name: str
    entries: tuple[Entry, ...]
    state: State


class Player:
    """Carries out commands, and keeps what the log has at each state."""

    def __init__(self, desk: Desk, log: MemoryLog, key: bytes) -> None:
        self.desk = desk
        self.key = key
        self._log = log
        self._asked = 0

    @property
    def state(self) -> State:
        return self.desk.state

    async def ask(self, command: c.Command, by: Actor) -> None:
        self._asked += 1
        await self.desk.submit(f"made {self._asked}", command, by)

    async def snapshot(self, name: str) -> Snapshot:
        return Snapshot(name, tuple(await self._log.read()), self.state)

    async def seat(self, id: str, duty: Duty, judge: str | None = None, person: str = "") -> None:
        device = hash_of(token(judge or duty))
        await self.do(c.IssuePass(id, duty, judge, f"link of {id}", person=person))
        await self.ask(c.ClaimSeat(device, f"link of {id}"), acting(Duty.GUEST, device=device))

    async def do(self, *commands: c.Command) -> None:
        """Each by somebody who may."""
        for command in commands:
            await self.ask(command, self._whose(command))

    def _whose(self, command: c.Command) -> Actor:
        for actor in (ORGANISER, *map(by, NAMED)):
            with suppress(Refused):
                may_send(self.state, actor, command)
                return actor
        raise AssertionError(f"nobody may send {command}")

    async def seen_twice(self) -> None:
        """Whatever was typed is confirmed by somebody else."""
        for number, entry in list(self.state.entries.items()):
            others = (
                actor for actor in (*map(by, NAMED), ORGANISER, DIRECTOR) if actor.label != entry.entered_by
            )
            for actor in others:
                with suppress(Refused):
                    may_send(self.state, actor, c.ConfirmEntry(number))
                    await self.ask(c.ConfirmEntry(number), actor)
                    break

    async def mark(self, id: PerformanceId, *judges: int, attempt: int = 0, mark: str = "90") -> None:
        for judge in judges:
            sheet = c.SubmitSheet(id, 1, {"all": mark}, attempt=attempt)
            await self.ask(sheet, acting(Duty.JUDGE, f"J{judge}"))

    async def judged(self, id: PerformanceId, *judges: int, attempt: int = 0) -> None:
        """From the call to the confirmed score."""
        await self.do(c.CallEntrant(id, 0 if id.track == "stage" else 1), c.StartClock(id))
        if self.state.performance(id).phase is Phase.CALLED:
            await self.do(c.OpenMarking(id))
        await self.mark(id, *judges, attempt=attempt)
        await self.do(c.StopClock(id), c.ConfirmTime(id))
        if id.track == "stage":
            await self.do(c.DecideItem(id, "intro", True))
            await self.seen_twice()
        await self.do(c.CloseMarking(id))


async def states(key: bytes, *, few: bool = False) -> AsyncIterator[Snapshot]:
    """The contest from preparation to lock; with *few*, nobody is named and the console does it all."""
    log = MemoryLog()
    player = Player(await Desk.open(log, minutes()), log, key)
    await player.do(*prepared(few=few))
    await _log_in(player, few=few)
    await player.seen_twice()
    await player.do(c.OpenTrial("duo", "drill", "试评一", "p"), c.OpenTrial("stage", "show", "试评一"))
    yield await player.snapshot("筹备")
    await player.do(c.CloseTrial("stage", "show"))
    for subject in () if few else ("stage/show", "walk/drill"):
        found, supervisor = thing(player.state, Act.DRAW, subject), by(Duty.SUPERVISOR)
        assert found is not None
        signed = c.Countersign(Act.DRAW, subject, found.digest, pin(key, supervisor))
        await player.ask(signed, supervisor)
    async for name in _first(player):
        yield await player.snapshot(name)
    async for name in _the_others(player):
        yield await player.snapshot(name)
    await player.desk.close()


FINDING = LedgerLine("stage5", "2026-01-05", Way.PATROL, "1", "未佩戴工牌")


def prepared(*, few: bool) -> Iterator[c.Command]:
    rules = replace(RULES, countersign=()) if few else RULES
    yield c.CreateCompetition(rules, ENTRANTS, rehearsal=True)  # in which time may be moved on
    yield c.SetEntrants("stage", ENTRANTS["stage"], (Entrant("reserve", "递补单位", "1区"),))
    yield c.SetPictures((NewPicture(Use.LOGO, Picture(Format.PNG, 2, 2, b"a logo", "标志.png")),))
    yield c.SetPaperTemplate(PaperKind.BULLETIN, b"an older letter", "通报.docx")
    yield c.SetHalls((NamedHall(MAIN, "主会场"), NamedHall(SIDE, "窗口厅", 3)))
    for track, round, hall in (("stage", "show", MAIN), ("walk", "drill", SIDE)):
        judges = tuple(Judge(f"J{n}", seat, f"评委{n}") for seat, n in enumerate(PANELS[round], 1))
        reserves = (Judge(f"R{round}", 1, f"候补{round}"),)
        yield c.SeatPanel(track, round, judges, hall=hall, reserves=reserves)
        yield c.EnterOrder(track, round, tuple(each.id for each in ENTRANTS[track]), "见证人")
    for panel, judges in (("p", (8, 9)), ("q", (10, 11))):
        seated = tuple(Judge(f"J{n}", seat, f"评委{n}") for seat, n in enumerate(judges, 1))
        yield c.SeatPanel("duo", "drill", seated, panel, SIDE)
    yield c.ImportComponents("stage", "quiz", {each.id: "80" for each in ENTRANTS["stage"]}, "笔试.xlsx")
    everybody = tuple(Owed(each.id) for each in ENTRANTS["care"])
    named = {"P-evaluator": "evaluator一"}
    yield c.ListEvaluators("care", "review", (Evaluator("P-evaluator", everybody),), named)
    yield c.RecordLedger("stage", "quiz", (FINDING,))
    yield c.OpenRectification("stage", "stage5", Origin.COMPANION, "没有一次告知")


async def _log_in(player: Player, *, few: bool) -> None:
    if few:
        await player.seat("director", Duty.DIRECTOR)
    for duty in () if few else NAMED:
        await player.do(c.SetPerson(Person(f"P-{duty}", f"{duty}一", appointments=(Appointment(duty),))))
        await player.seat(str(duty), duty, person=f"P-{duty}")
    for n in range(1, 7):
        await player.seat(f"J{n}", Duty.JUDGE, f"J{n}")
    for n, hall in enumerate((MAIN, SIDE), 1):
        await player.do(c.AdmitScreen(n, hash_of(token(f"screen{n}")), f"{n}号屏", hall=hall))
    asking = "asks for J1"
    await player.ask(c.ClaimSeat(asking, "link of J1"), acting(Duty.GUEST, device=asking))
    declared = c.DeclareRecusal("J2", "stage", "stage4", RecusalGround.KIN)
    await player.ask(declared, acting(Duty.JUDGE, "J2"))
    for judge in ("J2", "J3"):
        await player.ask(c.RaiseHand(), acting(Duty.JUDGE, judge))
    for actor in (ORGANISER, *(() if few else map(by, NAMED))):
        await player.ask(c.SetPin(pin(player.key, actor)), actor)
    if not few:
        for id in ("open", "answered"):
            await player.ask(c.RaiseFlag(id, "请核对"), by(Duty.SUPERVISOR))
        await player.do(c.AnswerFlag("answered", "已核对"))


async def _first(player: Player) -> AsyncIterator[str]:
    """The first of each track, step by step, while another who was judged twice waits for the reveal."""
    do, shown, drilled = player.do, stage(1), walk(1)
    await player.judged(walk(2), 4, 5, 6)
    await do(c.GrantRetake(walk(2), "停电", "见证人"))
    await player.judged(walk(2), 4, 5, 6, attempt=1)
    await do(c.ConfirmScore(walk(2)))
    await do(c.OpenEvaluation("care", "review"))
    await do(c.CheckIn(stage(4), Step.ARRIVED), c.CallEntrant(shown), c.CallEntrant(drilled, 1))
    yield "已点名"
    await do(c.OpenMarking(shown), c.StartClock(shown))
    await do(c.StartClock(drilled), c.PauseClock(drilled, PauseReason.DEVICE))
    await do(c.EnterDeduction(shown, "1", "缺材料"))
    await do(c.ExcuseJudge(drilled, "J6", SheetPhase.RECUSED, "同单位"))
    await player.mark(shown, 1, mark="80")
    await player.mark(drilled, 4)
    await do(c.EnterSheet(shown, "J3", 1, {"all": "90"}))
    yield "评分中"
    await player.mark(shown, 2, 3)
    await player.mark(drilled, 5)
    await do(c.StopClock(shown), c.ResumeClock(drilled), c.StopClock(drilled))
    await do(c.DecideShort(drilled, Short.SHRINK, "其余两份有效"), c.ConfirmTime(drilled))
    await player.seen_twice()
    yield "已集齐"
    await do(c.DecideItem(shown, "intro", True), c.ConfirmTime(shown), c.ReviewSpread(shown, "已复看"))
    await player.seen_twice()
    await player.ask(c.LowerHand(), acting(Duty.JUDGE, "J2"))
    await do(c.CloseMarking(shown), c.CloseMarking(drilled), c.CloseEvaluation("care", "review"))
    yield "已确认"
    await do(c.RevealScore(shown), c.ConfirmScore(drilled), c.RevealTogether((drilled,), SIDE))
    yield "已亮分"


async def _the_others(player: Player) -> AsyncIterator[str]:
    """All are judged alike, so that there is a tie."""
    do = player.do
    for n in range(2, 6):
        await player.judged(stage(n), *((1, 3) if n == 4 else (1, 2, 3)))
        await do(c.SetPace(Pace.STEPS if n == 5 else Pace.QUICK), c.RevealScore(stage(n)))
    for n in range(2, 6):
        if n > 2:
            await player.judged(walk(n), 4, 5, 6)
            await do(c.ConfirmScore(walk(n)))
        await do(c.RevealTogether((walk(n),), SIDE))
    yield "全部亮分"
    await do(c.AdvanceReveal(stage(5), whole=True))
    for track in ("stage", "walk"):
        if tied := ties(player.state, track):
            await do(c.DecideTie(track, tuple(reversed(tied[0].entrants)), "评委组长决定"))
        await do(c.RevealStandings(track, fingerprint(present(player.state, track)), HALL[track]))
    yield "已公布"
    await do(c.LockTrack("stage"), c.CloseLogin(), c.OpenResults())
    await do(c.ProposeCorrection(stage(2), Deducted("3", "缺项"), "漏记扣分"))
    await do(decision(player.state))
    await do(c.SetCeremony(CEREMONY), c.BeginCeremony(), c.SetCeremony(CEREMONY, SIDE))
    yield "已锁定"
    walked = c.RegisterObjection(Objector("参赛者甲"), About("walk"), "计时有误", Channel.ON_SITE)
    await do(c.EndCeremony(), c.DropCorrection(1, "核对无误"), c.StartPublicity("prize"), walked, walked)
    await do(c.DecideObjection(2, Resolution.DISMISSED, "计时无误"))
    yield "公示中"
    await do(decision(player.state, deferred=0), c.RenewPublicity("prize", "补定一项"), c.AdvanceClock(14))
    yield "公示期满"
    await do(c.Finalise("prize"), c.ProposeReopening("prize", "来函更正"))
    yield "已定稿"


def decision(state: State, deferred: int = 1) -> c.RecordDecision:
    """Of a meeting that defers so many entries of what lies before it."""
    before = agenda(state, "prize")
    entries = tuple(
        deciding.Entry(
            "stage", line.entrant, Verdict.CONFIRMED if n >= deferred else Verdict.DEFERRED, "待核实"
        )
        for n, line in enumerate(before.undecided)
    )
    return c.RecordDecision("prize", ("委员一", "委员二"), entries, before.digest)

"""Random days played through the core's own decisions: taken back, done again, late, excused, withdrawn."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from msgspec.structs import replace

from judging.core import commands as c
from judging.core.apply import apply
from judging.core.attendance.checkin import Step
from judging.core.correction.record import Change, Deducted, NewMarks, Undeducted
from judging.core.decide import decide
from judging.core.events import Event
from judging.core.hall.hall import NamedHall
from judging.core.hall.performance import PerformanceId, SheetPhase, Short
from judging.core.ledger.ledger_entry import LedgerLine, Way
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Entrant, Judge
from judging.core.publication.ranked import ties
from judging.core.refused import Refused
from judging.core.scoring.imported import takes_nothing
from judging.core.scoring.rulebook import Kind, Round, Rulebook
from judging.core.setup.classing import classes_of
from judging.core.state import State
from judging.core.timing.clock import PauseReason
from judging.files import rulesfile
from tests.day import publish
from tests.second.competitions import Competition

DIRECTOR, ORGANISER = acting(Duty.DIRECTOR), acting(Duty.ORGANISER)  # who types, and who types again


class Day:
    """A day made of a seed. `events` plays it to its end, and `state` is what it has come to."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._trouble = Random(f"trouble {seed}")  # of its own, so that the days stay as they are without it
        self._seats = Random(f"seats {seed}")  # as well
        self._paper = Random(f"paper {seed}")
        self._values_lot = Random(f"values {seed}")
        self._findings = Random(f"findings {seed}")
        made = Competition(seed, live=True)
        self.rulebook: Rulebook = rulesfile.read(made.rules, "rules")
        self.state = State()
        self.at, self.by = "", ""  # when the last event was, and whose
        self._now = datetime(2026, 11, 20, 6, tzinfo=UTC)
        self._off = timedelta(0)  # how far the server's clock is from that

    def events(self) -> Iterator[Event]:
        for command, by in self._commands():
            self.at, self.by = self._at(), by.label
            try:
                events = decide(self.state, command, by, self.at)
            except Refused:
                continue  # a day is full of what may not be done; what matters is what was logged
            for event in events:
                self.state = apply(self.state, event, self.at, by.label)
                yield event

    def _at(self) -> str:
        self._now += timedelta(minutes=1)  # every reveal is over by then
        return (self._now + self._off).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def _commands(self) -> Iterator[tuple[c.Command, Actor]]:
        entrants = {
            track.id: tuple(
                Entrant(
                    f"{track.id}e{n}",
                    f"{track.id}单位{n}",
                    self._random.choice(["东区", "西区", ""]),
                    window_class=self._values_lot.choice(["综合", "专窗", "", ""]),
                )
                for n in range(self._random.randint(1, 5))
            )
            for track in self.rulebook.tracks
        }
        yield c.CreateCompetition(self.rulebook, entrants), DIRECTOR
        for track in self.rulebook.tracks:
            reserves = tuple(
                Entrant(f"{track.id}r{n}", f"{track.id}候补{n}", self._trouble.choice(["东区", "西区", ""]))
                for n in range(self._trouble.randrange(3))
            )
            yield c.SetEntrants(track.id, entrants[track.id], reserves), DIRECTOR
        if self._random.randrange(2):
            yield c.SetHalls((NamedHall("main", "一号厅"), NamedHall("h2", "二号厅"))), DIRECTOR
        for track in self.rulebook.tracks:
            ids = [entrant.id for entrant in entrants[track.id]]
            for round in track.rounds:
                yield from self._set_up(track.id, round, ids)
                yield from self._found(track.id, round)
            for round in track.rounds:
                if round.kind is Kind.JUDGED:
                    for entrant in ids:
                        yield from self._performance(PerformanceId(track.id, round.id, entrant), round)
            for round in track.rounds:
                if round.kind is Kind.JUDGED:
                    for entrant in [id for id in self.state.entrants[track.id] if id not in ids]:
                        yield from self._performance(PerformanceId(track.id, round.id, entrant), round)
            yield from self._imported_again(track.id)
            for round in track.rounds:
                yield from self._found(track.id, round)
            yield from self._end(track.id)

    def _set_up(self, track: str, round: Round, ids: list[str]) -> Iterator[tuple[c.Command, Actor]]:
        if round.kind is Kind.JUDGED:
            for panel in round.panels or ("",):
                judges, hall = self._judges(round), self._hall()
                yield c.SeatPanel(track, round.id, judges, panel, hall, self._reserves(round)), DIRECTOR
            if round.panels:
                yield c.DrawAssignment(track, round.id, f"{self._random.random()}"), DIRECTOR
                yield from self._by_hand(track, round)
            yield c.EnterOrder(track, round.id, tuple(ids), "见证人"), DIRECTOR
        elif round.kind is Kind.INDICATOR:
            if round.measure is None:
                yield self._values(track, round, ids)
        else:
            for _ in range(self._random.randint(1, 2)):
                scores = {id: self._random.choice(["0", "3", "8", "6.125", "9.5"]) for id in ids}
                yield c.ImportComponents(track, round.id, scores, "成绩.xlsx"), DIRECTOR

    def _found(self, track: str, round: Round) -> Iterator[tuple[c.Command, Actor]]:
        """Lines of the ledger, of whom it may be; some are struck out again."""
        lot, entrants = self._findings, list(self.state.entrants[track])
        for n in range(lot.randrange(4) if round.kind is not Kind.JUDGED else 0):
            points, ways = lot.choice(["0.5", "1", "0.125", "2"]), list(Way)
            days = (f"2026-0{lot.randrange(1, 9)}-1{n}" for _ in range(lot.randrange(1, 3)))
            lines = [LedgerLine(lot.choice(entrants), day, lot.choice(ways), points, "离岗") for day in days]
            yield c.RecordLedger(track, round.id, tuple(dict.fromkeys(lines))), DIRECTOR
            if not lot.randrange(3):
                yield c.StrikeLedger(track, round.id, lot.randrange(6), "误记"), DIRECTOR

    def _values(self, track: str, round: Round, ids: list[str]) -> tuple[c.Command, Actor]:
        """Of an indicator; the classes of who has none on the roster, or of everybody, or of nobody."""
        texts = ["0", "-3", "8", "6.125", "8"] + ["none"] * takes_nothing(round)
        scores = {id: self._values_lot.choice(texts) for id in ids}
        classes = classes_of(self.state, track) if self._values_lot.randrange(2) else {}
        rest = (
            [id for id in ids if id not in classes] if round.within and self._values_lot.randrange(9) else []
        )
        classes |= {id: self._values_lot.choice(["综合", "专窗"]) for id in rest}
        given = classes if round.within else {}
        return c.ImportComponents(track, round.id, scores, "指标.xlsx", classes=given), DIRECTOR

    def _judges(self, round: Round) -> tuple[Judge, ...]:
        """Some of them sit on other panels, too."""
        least = 2 * len(round.groups) or max(round.minimum, 1)
        size = self._random.randint(least, least + 4)
        names = self._random.sample(range(1, 11), size) if round.panels else range(1, size + 1)
        return tuple(
            Judge(self._name(name), seat, f"评委{self._name(name)}", _group(round, name))
            for seat, name in enumerate(names, 1)
        )

    def _reserves(self, round: Round) -> tuple[Judge, ...]:
        """Some of them wait for a seat on other panels, too."""
        names = self._seats.sample(range(1, 6), self._seats.randrange(3))
        return tuple(
            Judge(f"R{name}", n, f"候补{name}", _group(round, name)) for n, name in enumerate(names, 1)
        )

    def _replaced(self, id: PerformanceId) -> Iterator[tuple[c.Command, Actor]]:
        """Someone of any panel of the round; who has left comes back as often as not."""
        keys = [key for key in self.state.panels if key[:2] == (id.track, id.round)]
        if keys and not self._seats.randrange(9):
            key = self._seats.choice(keys)
            panel = self.state.panels[key]
            if panel.reserves:
                seat, reserve = self._seats.choice(panel.judges).seat, self._seats.choice(panel.reserves)
                yield c.ReplaceJudge(*key[:2], seat, reserve.id, "突发不适", key.panel), DIRECTOR

    def _hall(self) -> str:
        return self._random.choice(list(self.state.halls))

    def _by_hand(self, track: str, round: Round) -> Iterator[tuple[c.Command, Actor]]:
        """Whoever takes part before any panel: refused as soon as it moves somebody who was called."""
        for _ in range(self._random.choice([0, 0, 1])):
            made = self.state.assignments.get((track, round.id))
            known = made.panels if made else {}
            ids = [id for id in self.state.entrants[track] if (track, id) not in self.state.statuses]
            panels = {id: known.get(id, self._random.choice(round.panels)) for id in ids}
            if ids:
                panels[self._random.choice(ids)] = self._random.choice(round.panels)
            yield c.EnterAssignment(track, round.id, panels, "见证人"), DIRECTOR

    def _name(self, seat: int) -> str:
        return f"J{20 - seat}"  # seat order is not the order of the ids

    def _in_trouble(self, id: PerformanceId, round: Round) -> Iterator[tuple[c.Command, Actor]]:
        """Late, moved, replaced; or somebody walks on."""
        what = self._trouble.randrange(12)
        if what == 0:
            yield c.CallRoll(id), DIRECTOR
            yield c.CheckIn(id, self._trouble.choice(list(Step))), DIRECTOR
            yield c.WithdrawCheckIn(id, "看错了"), DIRECTOR
        if what == 1:
            yield c.MoveInOrder(id, self._trouble.choice([None, 1, 2, 3]), "迟到", "见证人"), DIRECTOR
        if what == 2:
            anywhere = self._trouble.choice([True, False])
            yield c.ReplaceEntrant(id.track, id.entrant, "来函", "见证人", anywhere), DIRECTOR
        if what == 3:
            panel = self._trouble.choice(["", *round.panels])
            name = f"{id.track}路人{len(self.state.entrants[id.track])}"
            yield c.WalkOn(id.track, Entrant("", name, "东区"), "通知", "见证人", panel), DIRECTOR

    def _again(self, id: PerformanceId, round: Round) -> Iterator[tuple[c.Command, Actor]]:
        """补赛, once or twice; and sometimes an earlier attempt counts all the same."""
        for _ in range(self._trouble.choice([0, 0, 0, 0, 1, 2])):
            yield c.GrantRetake(id, "停电", "见证人", self._trouble.choice([True, False])), DIRECTOR
            if not self._trouble.randrange(4):
                yield c.CountAttempt(id, 0, "不再补赛", "见证人"), DIRECTOR
            yield c.CallEntrant(id), DIRECTOR
            yield c.OpenMarking(id), DIRECTOR
            if not self._trouble.randrange(4):
                yield c.GrantRetake(id, "又停电", "见证人"), DIRECTOR
                yield c.CallEntrant(id), DIRECTOR
                yield c.OpenMarking(id), DIRECTOR
            yield from self._items(id, round)
            yield from self._marking(id, round)
            yield c.CloseMarking(id), DIRECTOR
            if self._trouble.randrange(2):
                yield c.CountAttempt(id, self._trouble.randrange(3), "仲裁", "见证人"), DIRECTOR

    def _imported_again(self, track: str) -> Iterator[tuple[c.Command, Actor]]:
        """Who came in the meantime has scores of the other rounds, too."""
        for (of, round), known in list(self.state.components.items()):
            if of == track and known.scores.keys() != self.state.entrants[track].keys():
                ids = list(self.state.entrants[track])
                if self.state.round(track, round).kind is Kind.INDICATOR:
                    yield self._values(track, self.state.round(track, round), ids)
                    continue
                scores = {id: known.scores.get(id, "6.125") for id in ids}
                yield c.ImportComponents(track, round, scores, "补录.xlsx"), DIRECTOR

    def _performance(self, id: PerformanceId, round: Round) -> Iterator[tuple[c.Command, Actor]]:
        yield from self._in_trouble(id, round)
        if not self._random.randrange(10):
            yield (
                c.SetStatus(id.track, id.entrant, self._random.choice(["withdrawn", "no_show"]), "来函"),
                DIRECTOR,
            )
            if self._random.randrange(2):
                yield c.SetStatus(id.track, id.entrant, None, "又来了"), DIRECTOR
        if round.panels:
            yield from self._by_hand(id.track, round)
            yield c.MovePanel(id.track, round.id, self._hall(), self._random.choice(round.panels)), DIRECTOR
            if not self._random.randrange(5):
                yield c.DrawAssignment(id.track, round.id, "再抽"), DIRECTOR
        yield c.CallEntrant(id), DIRECTOR
        yield c.OpenMarking(id), DIRECTOR
        for _ in range(self._random.choice([1, 1, 1, 2])):
            yield from self._marking(id, round)
            if not self._random.randrange(4) and (panel := self.state.panel(id)):
                yield c.ReturnSheet(id, self._random.choice(panel).id, "请核对"), DIRECTOR
            if not self._random.randrange(20):
                yield c.SetStatus(id.track, id.entrant, "disqualified", "冒名顶替"), DIRECTOR
            yield from self._items(id, round)
            yield from self._timing(id, round)
            yield from self._short(id)
            yield c.CloseMarking(id), DIRECTOR
            yield from self._again(id, round)
            yield c.RevealScore(id), DIRECTOR
            if not self._random.randrange(12):
                yield c.SetStatus(id.track, id.entrant, "disqualified", "冒名顶替"), DIRECTOR
            if not self._random.randrange(4):
                yield publish(id.track)(self.state), DIRECTOR
            if self._random.randrange(3):
                break
            yield c.StepBack(id, "核对"), DIRECTOR
            yield c.StepBack(id, "核对"), DIRECTOR
        yield from self._replaced(id)
        yield from self._marking(id, round)  # whatever was left open, so that the day goes on
        yield from self._marking(id, round)  # by who has come in the meantime, too
        yield from self._timing(id, round)
        yield from self._items(id, round)
        yield from self._short(id)
        yield c.CloseMarking(id), DIRECTOR
        yield c.RevealScore(id), DIRECTOR

    def _short(self, id: PerformanceId) -> Iterator[tuple[c.Command, Actor]]:
        """What the head judge decides where too few sheets can count: mostly to score with those."""
        chance = Random(f"{id} {len(self.state.performance(id).attempts)} short")
        for decision in (chance.choice(list(Short)), Short.SHRINK)[chance.randrange(3) :]:
            yield c.DecideShort(id, decision, "当场决定", "见证人"), DIRECTOR
            if not chance.randrange(4):
                yield c.WithdrawShortDecision(id, "改作决定"), DIRECTOR

    def _timing(self, id: PerformanceId, round: Round) -> Iterator[tuple[c.Command, Actor]]:
        """Steps of the clock in any order; the server's clock is set back now and then."""
        chance = Random(self._random.random())
        segments = [each.id for each in round.time.segments] if round.time else []
        yield from self._case(id, round)
        yield c.StartClock(id), DIRECTOR
        for _ in range(chance.randrange(8)):
            self._off = timedelta(milliseconds=chance.randrange(-150_000, 90_000))
            yield (
                chance.choice(
                    [
                        c.PauseClock(id, chance.choice(list(PauseReason))),
                        c.ResumeClock(id),
                        c.ResumeClock(id),
                        c.StopClock(id),
                        c.CorrectClock(
                            id,
                            chance.randrange(400),
                            f"更正{chance.random()}",
                            chance.choice(["", *segments]),
                        ),
                        c.GrantTime(id, chance.randrange(-9, 90), f"加时{chance.random()}", "监督员"),
                        *(c.NextSegment(id, each) for each in segments),
                        c.UnconfirmTime(id, "看错"),
                    ]
                ),
                DIRECTOR,
            )
        self._off = timedelta(0)
        yield c.StopClock(id), DIRECTOR
        over = None if round.time else chance.choice([0, 30, 31])
        if chance.randrange(4):
            yield c.ConfirmTime(id, over), DIRECTOR
        if not chance.randrange(4):
            yield c.WaiveOvertime(id, "真实办件", over), DIRECTOR
        yield c.ConfirmTime(id, over), DIRECTOR

    def _case(self, id: PerformanceId, round: Round) -> Iterator[tuple[c.Command, Actor]]:
        """Drawn, chosen, both or none."""
        chance = Random(f"{id} case")
        if chance.randrange(3):
            yield c.DrawCase(id, f"{id.entrant}的种子"), DIRECTOR
        if round.cases and not chance.randrange(4):
            yield c.ChooseCase(id, chance.choice(round.cases).id), DIRECTOR

    def _marking(self, id: PerformanceId, round: Round) -> Iterator[tuple[c.Command, Actor]]:
        for judge in self._random.sample(self.state.panel(id), len(self.state.panel(id))):
            yield from self._replaced(id)
            by = acting(Duty.JUDGE, judge.id)
            what = self._random.randrange(14)
            if what == 0:
                phase = self._random.choice([SheetPhase.ABSENT, SheetPhase.RECUSED])
                yield c.ExcuseJudge(id, judge.id, phase, "有事"), DIRECTOR
                if self._random.randrange(2):
                    yield c.RestoreJudge(id, judge.id), DIRECTOR
            if what == 1:
                yield c.ReturnSheet(id, judge.id, "请核对"), DIRECTOR
            if what == 2:
                points = self._random.choice(["0.5", "1", "0.005"])
                yield c.EnterDeduction(id, points, self._random.choice(["超时", "缺项"])), DIRECTOR
                yield c.EnterDeduction(id, points, "又超时"), DIRECTOR
                if self._random.randrange(2):
                    yield c.WithdrawDeduction(id, self._random.randrange(3), "误记"), DIRECTOR
            sheet = self.state.performance(id).sheets.get(judge.id)
            items = {item.id: self._random.random() < 0.5 for item in round.asked_of_judges()}
            revision, attempt = (sheet.revision if sheet else 0) + 1, self.state.performance(id).attempt
            marks = self._marks(round)
            yield from self._on_paper(
                c.EnterSheet(id, judge.id, revision, marks, items=items, attempt=attempt)
            )
            yield c.SubmitSheet(id, revision, marks, items=items, attempt=attempt), by

    def _on_paper(self, entered: c.EnterSheet) -> Iterator[tuple[c.Command, Actor]]:
        """Now and then: typed by one and again by another, who may read it otherwise or come too late."""
        if self._paper.randrange(6):
            return
        id, judge, attempt = entered.performance, entered.judge, entered.attempt
        again = c.ConfirmSheet(id, judge, entered.marks, entered.items, attempt)
        yield entered, DIRECTOR
        keys = [key for key in self.state.panels if key == self.state.panel_of(id)]
        panel = self.state.panels[keys[0]] if keys else None
        seats = [each.seat for each in panel.judges if each.id == judge] if panel else []
        if panel and panel.reserves and seats and not self._paper.randrange(3):
            new = self._paper.choice(panel.reserves).id
            yield c.ReplaceJudge(id.track, id.round, seats[0], new, "手机没电", keys[0].panel), DIRECTOR
        match self._paper.randrange(5):
            case 0:
                yield c.ReturnSheetEntry(id, judge, "看不清"), ORGANISER
            case 1:
                yield replace(again, marks={**entered.marks, **self._lowest(id)}), ORGANISER
            case 2:
                return
            case _:
                yield again, ORGANISER

    def _lowest(self, id: PerformanceId) -> dict[str, str]:
        first = self.state.round(id.track, id.round).criteria[0]
        return {first.id: f"{first.min}"}

    def _items(self, id: PerformanceId, round: Round) -> Iterator[tuple[c.Command, Actor]]:
        for item in round.compulsory:
            for _ in range(self._random.choice([1, 1, 1, 2, 0])):
                yield c.DecideItem(id, item.id, self._random.random() < 0.5), DIRECTOR

    def _marks(self, round: Round) -> dict[str, str]:
        return {
            each.id: f"{each.min + self._random.choice([0, 1, 2, self._random.randrange(8)]) * each.step}"
            for each in round.criteria
        }

    def _end(self, track: str) -> Iterator[tuple[c.Command, Actor]]:
        yield publish(track)(self.state), DIRECTOR
        for tie in ties(self.state, track):
            order = self._random.sample(tie.entrants, len(tie.entrants))
            yield c.DecideTie(track, tuple(order), "评委组长决定"), DIRECTOR
        yield publish(track)(self.state), DIRECTOR
        yield c.LockTrack(track), DIRECTOR
        yield from self._corrected(track)

    def _corrected(self, track: str) -> Iterator[tuple[c.Command, Actor]]:
        """After the lock: whole sheets, deductions that come and go; some are dropped."""
        if track not in self.state.locked:
            return
        found = [id for id, each in self.state.performances.items() if id.track == track and each.announced]
        for id in self._paper.sample(found, min(2, len(found))):
            for change in tuple(self._changes(id)):
                yield c.ProposeCorrection(id, change, "抄录有误"), DIRECTOR
                number = len(self.state.corrections)
                if not self._paper.randrange(5):
                    yield c.DropCorrection(number, "查无此事"), DIRECTOR
                yield c.ApplyCorrection(number), ORGANISER

    def _changes(self, id: PerformanceId) -> Iterator[Change]:
        performance, round = self.state.performance(id), self.state.round(id.track, id.round)
        for judge, sheet in performance.sheets.items():
            if not self._paper.randrange(2):
                marks = {
                    each.id: f"{each.min + self._paper.randrange(4) * each.step}" for each in round.criteria
                }
                yield NewMarks(judge, marks, sheet.items)
        if not self._paper.randrange(2):
            yield Deducted("0.5", "漏记")
        for each in performance.deductions[:1]:
            yield Undeducted(each)


def _group(round: Round, number: int) -> str:
    """Whoever sits on several panels is in the same one there."""
    return round.groups[number % len(round.groups)].id if round.groups else ""

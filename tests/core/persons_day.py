"""A contest with somebody for each duty, led at random, and then to its end by whoever may do the next thing.

It is the one of `tests/duties/contest.py`, with all that a competition can ask of those who watch each other.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

from msgspec.structs import replace

from judging import access
from judging.core import commands as c
from judging.core.apply import apply
from judging.core.attendance.checkin import Step
from judging.core.decide import decide
from judging.core.entering.sheet_entry import EntryPhase
from judging.core.hall.performance import Performance, PerformanceId, Phase, Short
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Appointment, Duty
from judging.core.people.person import Person
from judging.core.publication.on_air import fingerprint, present
from judging.core.publication.ranked import ties
from judging.core.refused import Refused
from judging.core.scoring.oversight import Act
from judging.core.sentence import Sentence
from judging.core.signing.digests import rules_digest
from judging.core.signing.waiting import waiting
from judging.core.state import State
from judging.core.timing.clock import PauseReason
from judging.core.words import EXCUSES, RECUSAL_GROUNDS
from tests.duties.contest import ENTRANTS, HALL, NAMED, ORGANISER, RULES, by, prepared

BEGIN = datetime(2026, 11, 20, tzinfo=UTC)
TRACKS = ("stage", "walk")
FEW = {track: found[:3] for track, found in ENTRANTS.items()}
IDS = [PerformanceId("stage", "show", each.id) for each in FEW["stage"]]
IDS += [PerformanceId("walk", "drill", each.id) for each in FEW["walk"]]
WINDOWS = (1, 2, 3)
SCORES = {each.id: f"{80 + n}" for n, each in enumerate(FEW["stage"])}
QUIZ = c.ImportComponents("stage", "quiz", SCORES, "笔试.xlsx")
FORWARD = 0.3
MOST_STEPS = 400  # of an ending; none takes a quarter of them


def rules():
    tracks = tuple(
        replace(
            track,
            rounds=tuple(
                replace(each, head_confirms=True, spread=Decimal(10)) if each.is_performed else each
                for each in track.rounds
            ),
        )
        for track in RULES.tracks
    )
    return replace(RULES, tracks=tracks, countersign=tuple(Act), sign_rules=True)


def pin(who: Actor) -> str:
    """As the log would know it; the core does not ask how it was made."""
    return f"{sum(who.label.encode()):064x}"


class Contest:
    def __init__(self, seed: int) -> None:
        self.state, self.chance, self.minute = State(), Random(seed), 0
        self.happened = Counter[str]()
        self.refusals: list[Sentence] = []
        for command in prepared(few=False):
            match command:
                case c.CreateCompetition():
                    command = c.CreateCompetition(rules(), FEW)
                case c.SetEntrants() | c.ImportComponents() | c.ListEvaluators():
                    continue  # they name entrants whom this smaller contest does not have
                case c.RecordLedger() | c.OpenRectification():
                    continue
                case c.EnterOrder():
                    command = replace(command, order=tuple(each.id for each in FEW[command.track]))
            assert self.ask(command, ORGANISER), self.refusals[-1]
        assert self.ask(QUIZ, ORGANISER)
        for duty in NAMED:
            self.ask(c.SetPerson(person(duty)), ORGANISER)

    def actors(self) -> Iterator[Actor]:
        yield ORGANISER
        for each in self.state.people.values():
            yield Actor(each.appointments, person=each.id)
        for judge in sorted(self.state.judge_ids()):
            yield acting(Duty.JUDGE, judge)

    def ask(self, command: c.Command, who: Actor) -> bool:
        """Whether something happened."""
        self.minute += 2
        at = (BEGIN + timedelta(minutes=self.minute)).isoformat(timespec="milliseconds")
        at = at.replace("+00:00", "Z")
        try:
            access.may_send(self.state, who, command)
            events = decide(self.state, command, who, at)
        except Refused as refused:
            self.refusals.append(refused.sentence)
            return False
        for event in events:
            self.state = apply(self.state, event, at, who.label)
            self.happened[type(event).__name__] += 1
        return bool(events)

    def some(self, values):
        found = list(values)
        return self.chance.choice(found) if found else None

    # What anybody may think of

    def disturb(self) -> None:
        """Somebody asks for something, which may be refused; as often the day goes on by a step."""
        if self.chance.random() < FORWARD:
            any(step() for step in self._steps())
            return
        id = self.some(self._on()) or self.some(IDS)
        assert id is not None
        judge = self.some(self.state.panel(id)) or self.some(self.state.panel(IDS[0]))
        key = self.state.panel_of(id)
        assert judge is not None
        assert key is not None
        mark = {"all": self.chance.choice(("60", "80", "90", "90.5"))}
        sheet = self.state.performance(id).sheets.get(judge.id)
        attempt = self.state.performance(id).attempt
        revision = (sheet.revision if sheet else 0) + 1
        seat = {"track": key.track, "round": key.round, "panel": key.panel, "seat": judge.seat}
        reserve = self.some(self.state.panels[key].reserves)
        who = self.chance.choice(list(self.actors()))
        own = acting(Duty.JUDGE, judge.id)
        asked: list[tuple[c.Command, Actor]] = [
            (c.SubmitSheet(id, revision, mark, attempt=attempt), own),
            (c.SubmitSheet(id, revision, mark, attempt=attempt), own),
            (c.Recuse(id, "同单位"), own),
            (c.DeclareRecusal(judge.id, id.track, id.entrant, next(iter(RECUSAL_GROUNDS))), own),
            (c.WithdrawDeclaration(judge.id, id.track, id.entrant, "写错了"), own),
            (c.EnterSheet(id, judge.id, revision, mark, attempt=attempt), by(Duty.SCOREKEEPER)),
            (c.ConfirmSheet(id, judge.id, mark, attempt=attempt), by(Duty.VERIFIER)),
            (c.ReturnSheet(id, judge.id, "漏分"), who),
            (c.ExcuseJudge(id, judge.id, self.chance.choice(list(EXCUSES)), "离席"), who),
            (c.RestoreJudge(id, judge.id), who),
            (c.ReplaceJudge(**seat, judge=reserve.id if reserve else "", reason="生病"), who),
            (c.DecideShort(id, self.chance.choice(list(Short)), "见记录", "见证人"), who),
            (c.WithdrawShortDecision(id, "再议"), who),
            (c.ReviewSpread(id, "已复看"), who),
            (c.ConfirmScore(id), who),
            (c.UnconfirmScore(id, "再核"), who),
            (c.EnterDeduction(id, "1", f"原因{self.minute}"), by(Duty.SCOREKEEPER)),
            (c.DecideItem(id, "intro", present=self.chance.random() < 0.5), by(Duty.SCOREKEEPER)),
            (c.CallEntrant(self.chance.choice(IDS), self.chance.choice((0, *WINDOWS))), ORGANISER),
            (c.CheckIn(self.chance.choice(IDS), Step.ARRIVED), who),
            (c.OpenMarking(id), who),
            (c.StartClock(id), who),
            (c.PauseClock(id, PauseReason.DEVICE), who),
            (c.StopClock(id), who),
            (c.ConfirmTime(id), who),
            (c.CloseMarking(id), who),
            (c.StepBack(id, "核对"), who),
            (c.GrantRetake(id, "停电", "见证人"), who),
            (c.SendOn(id), who),
            (c.SetStatus(id.track, id.entrant, self.chance.choice(("withdrawn", None)), "来函"), who),
            (c.RevealScore(id), who),
            (c.RaiseFlag(f"flag{self.minute % 5}", "请核对", id.track), by(Duty.SUPERVISOR)),
            (c.RaiseHand(), own),
            (c.OpenTrial(key.track, key.round, "试评", key.panel), who),
            (c.ReturnEntry(self.some(self.state.entries) or 0, "看不清"), by(Duty.VERIFIER)),
            (c.RemovePerson(f"P-{self.chance.choice(NAMED)}", "换人"), ORGANISER),
            (c.SetPerson(person(self.chance.choice(NAMED))), ORGANISER),
        ]
        if self.chance.random() < 0.3:
            self._sign(self.some(waiting(self.state)))
            return
        self.ask(*self.chance.choice(asked))

    def _on(self) -> list[PerformanceId]:
        return [id for hall in self.state.halls.values() for id in hall.on]

    # How it ends

    def end(self) -> str:
        """Leads it to the lock of both tracks; why it cannot, or ""."""
        for _ in range(MOST_STEPS):
            if set(TRACKS) <= self.state.locked.keys():
                return ""
            self.refusals.clear()
            if not any(step() for step in self._steps()):
                break
        return "；".join(dict.fromkeys(map(str, self.refusals)))

    def whoever_may(self, command: c.Command) -> bool:
        return any(self.ask(command, actor) for actor in self.actors())

    def _steps(self) -> Iterator[Callable[[], bool]]:
        yield from (lambda duty=duty: self._named(duty) for duty in (Duty.SUPERVISOR, Duty.VERIFIER))
        yield self._signed_rules
        yield from (lambda key=key: self.whoever_may(c.CloseTrial(*key)) for key in self.state.trials)
        yield from (lambda each=each: self._sign(each) for each in waiting(self.state))
        yield from (
            lambda flag=flag: self.whoever_may(c.AnswerFlag(flag.id, "已核对"))
            for flag in self.state.flags.values()
            if flag.is_open
        )
        yield from (lambda n=n: self.whoever_may(c.ConfirmEntry(n)) for n in self.state.entries)
        for id in [*self._on(), *IDS]:
            yield lambda id=id: self._led(id)
        for track in TRACKS:
            yield lambda track=track: self._ended(track)

    def _named(self, duty: Duty) -> bool:
        """Whoever a refusal says has to do it, and nobody is: the organiser names somebody."""
        return f"P-{duty}" not in self.state.people and self.whoever_may(c.SetPerson(person(duty)))

    def _signed_rules(self) -> bool:
        digest = rules_digest(self.state.rulebook)
        for actor in self.actors():
            if actor.has(Duty.ORGANISER, Duty.HEAD_JUDGE, Duty.SUPERVISOR):
                self.ask(c.SetPin(pin(actor)), actor)
                if self.ask(c.SignRules(digest, pin(actor)), actor):
                    return True
        return False

    def _sign(self, waits) -> bool:
        supervisor = by(Duty.SUPERVISOR)
        if waits is None or f"P-{Duty.SUPERVISOR}" not in self.state.people:
            return False
        self.ask(c.SetPin(pin(supervisor)), supervisor)
        what = waits.thing
        return self.ask(c.Countersign(what.act, what.subject, what.digest, pin(supervisor)), supervisor)

    def _led(self, id: PerformanceId) -> bool:
        """One step on for a performance."""
        found = self.state.performance(id)
        if (id.track, id.entrant) in self.state.statuses and found.phase is Phase.WAITING:
            return False
        match found.phase:
            case Phase.WAITING:
                window = 0 if id.track == "stage" else self.some(WINDOWS)
                return self.whoever_may(c.CallEntrant(id, window))
            case Phase.CALLED:
                if self._nobody_judges(id) and self._judged_by_another(id, found):
                    return True
                return self.whoever_may(c.StartClock(id)) or self.whoever_may(c.OpenMarking(id))
            case Phase.MARKING:
                return self._marked(id, found)
            case Phase.CONFIRMED:
                return (
                    self.whoever_may(c.ConfirmScore(id))
                    or self.whoever_may(c.RevealScore(id))
                    or self.whoever_may(c.AdvanceReveal(id, whole=True))
                )
            case Phase.REVEALED:
                return self.whoever_may(c.AdvanceReveal(id, whole=True))

    def _marked(self, id: PerformanceId, found: Performance) -> bool:
        entered = [judge for judge, entry in found.entries.items() if entry.phase is EntryPhase.WAITING]
        for judge in entered:
            if self.whoever_may(c.ReturnSheetEntry(id, judge, "看不清")):
                return True
        for judge in found.entries:
            if self.whoever_may(c.WithdrawSheetEntry(id, judge, "改用手机")):
                return True
        for judge in self.state.panel(id):
            sheet = found.sheets.get(judge.id)
            mark = c.SubmitSheet(
                id, (sheet.revision if sheet else 0) + 1, {"all": "88"}, attempt=found.attempt
            )
            if self.ask(mark, acting(Duty.JUDGE, judge.id)):
                return True
        steps = (
            c.ResumeClock(id) if found.clock else c.StartClock(id),
            c.StopClock(id),
            c.ConfirmTime(id),
            c.DecideItem(id, "intro", present=True),
            c.DecideShort(id, Short.SHRINK, "按现有份数", "见证人"),
            c.ReviewSpread(id, "已复看"),
            c.CloseMarking(id),
        )
        if any(map(self.whoever_may, reversed(steps))):
            return True
        return self._judged_by_another(id, found)

    def _judged_by_another(self, id: PerformanceId, found: Performance) -> bool:
        """Nobody is left to give a sheet: a reserve takes a seat, or one who was excused comes back."""
        key = self.state.panel_of(id)
        assert key is not None
        for judge in self.state.panel(id):
            seat = {"track": key.track, "round": key.round, "panel": key.panel, "seat": judge.seat}
            for reserve in self.state.panels[key].reserves:
                if reserve.id not in found.sheets and self.whoever_may(
                    c.ReplaceJudge(**seat, judge=reserve.id, reason="本席回避")
                ):
                    return True
        for judge in self.state.panel(id):
            self.whoever_may(c.WithdrawDeclaration(judge.id, id.track, id.entrant, "核实无关"))
        if any(self.whoever_may(c.RestoreJudge(id, judge.id)) for judge in self.state.panel(id)):
            return True
        return self._nobody_judges(id) and self.whoever_may(c.StepBack(id, "再请一位评委", Phase.MARKING))

    def _nobody_judges(self, id: PerformanceId) -> bool:
        sheets = self.state.performance(id).sheets
        return all(judge.id in sheets and sheets[judge.id].phase in EXCUSES for judge in self.state.panel(id))

    def _ended(self, track: str) -> bool:
        if ("stage", "quiz") not in self.state.components and self.whoever_may(QUIZ):
            return True
        for tie in ties(self.state, track):
            if self.whoever_may(c.DecideTie(track, tuple(tie.entrants), "评委组长决定")):
                return True
        shown = self.state.standings.get(track)
        now = present(self.state, track)
        is_shown = shown is not None and fingerprint(shown) == fingerprint(now)
        if not is_shown and self.whoever_may(c.RevealStandings(track, fingerprint(now), HALL[track])):
            return True
        return self.whoever_may(c.LockTrack(track))


def person(duty: Duty) -> Person:
    return Person(f"P-{duty}", f"{duty}一", appointments=(Appointment(duty),))

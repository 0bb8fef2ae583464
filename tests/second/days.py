"""Random days played through the core's own decisions: taken back, done again, late, excused, withdrawn."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from judging.core import commands as c
from judging.core.apply import apply
from judging.core.decide import decide
from judging.core.events import Event
from judging.core.live import ties
from judging.core.people import Actor, Entrant, Judge, Role
from judging.core.performance import PerformanceId, SheetPhase
from judging.core.refused import Refused
from judging.core.rulebook import Kind, Round, Rulebook
from judging.core.state import State
from judging.files import rules
from tests.day import publish
from tests.second.competitions import Competition

DIRECTOR = Actor(Role.DIRECTOR)


class Day:
    """A day made of a seed. `events` plays it to its end, and `state` is what it has come to."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        made = Competition(seed, live=True)
        self.rulebook: Rulebook = rules.read(made.rules, "rules")
        self.state = State()
        self._now = datetime(2026, 11, 20, 6, tzinfo=UTC)

    def events(self) -> Iterator[Event]:
        for command, by in self._commands():
            try:
                events = decide(self.state, command, by, self._at())
            except Refused:
                continue  # a day is full of what may not be done; what matters is what was logged
            for event in events:
                self.state = apply(self.state, event, self._at(), by.label)
                yield event

    def _at(self) -> str:
        self._now += timedelta(minutes=1)  # every reveal is over by then
        return self._now.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def _commands(self) -> Iterator[tuple[c.Command, Actor]]:
        entrants = {
            track.id: tuple(
                Entrant(f"{track.id}e{n}", f"{track.id}单位{n}") for n in range(self._random.randint(1, 5))
            )
            for track in self.rulebook.tracks
        }
        yield c.CreateCompetition(self.rulebook, entrants), DIRECTOR
        for track in self.rulebook.tracks:
            ids = [entrant.id for entrant in entrants[track.id]]
            for round in track.rounds:
                yield from self._set_up(track.id, round, ids)
            for round in track.rounds:
                if round.kind is Kind.JUDGED:
                    for entrant in ids:
                        yield from self._performance(PerformanceId(track.id, round.id, entrant), round)
            yield from self._end(track.id)

    def _set_up(self, track: str, round: Round, ids: list[str]) -> Iterator[tuple[c.Command, Actor]]:
        if round.kind is Kind.JUDGED:
            size = self._random.randint(max(round.minimum, 1), max(round.minimum, 1) + 4)
            seats = tuple(Judge(f"{self._name(n)}", n, f"评委{self._name(n)}") for n in range(1, size + 1))
            yield c.SeatPanel(track, round.id, seats), DIRECTOR
            yield c.EnterOrder(track, round.id, tuple(ids), "见证人"), DIRECTOR
        else:
            for _ in range(self._random.randint(1, 2)):
                scores = {id: self._random.choice(["0", "3", "8", "6.125", "9.5"]) for id in ids}
                yield c.ImportComponents(track, round.id, scores, "成绩.xlsx"), DIRECTOR

    def _name(self, seat: int) -> str:
        return f"J{20 - seat}"  # seat order is not the order of the ids

    def _performance(self, id: PerformanceId, round: Round) -> Iterator[tuple[c.Command, Actor]]:
        if not self._random.randrange(10):
            yield (
                c.SetStatus(id.track, id.entrant, self._random.choice(["withdrawn", "no_show"]), "来函"),
                DIRECTOR,
            )
            if self._random.randrange(2):
                yield c.SetStatus(id.track, id.entrant, None, "又来了"), DIRECTOR
        yield c.CallEntrant(id), DIRECTOR
        yield c.OpenMarking(id), DIRECTOR
        for _ in range(self._random.choice([1, 1, 1, 2])):
            yield from self._marking(id, round)
            if not self._random.randrange(4):
                yield c.ReturnSheet(id, self._random.choice(self.state.panel(id)).id, "请核对"), DIRECTOR
            yield c.CloseMarking(id), DIRECTOR
            yield c.RevealScore(id), DIRECTOR
            if not self._random.randrange(4):
                yield publish(id.track)(self.state), DIRECTOR
            if self._random.randrange(3):
                break
            yield c.StepBack(id, "核对"), DIRECTOR
            yield c.StepBack(id, "核对"), DIRECTOR
        yield from self._marking(id, round)  # whatever was left open, so that the day goes on
        yield c.CloseMarking(id), DIRECTOR
        yield c.RevealScore(id), DIRECTOR

    def _marking(self, id: PerformanceId, round: Round) -> Iterator[tuple[c.Command, Actor]]:
        for judge in self._random.sample(self.state.panel(id), len(self.state.panel(id))):
            by = Actor(Role.JUDGE, judge.id)
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
            yield c.SubmitSheet(id, (sheet.revision if sheet else 0) + 1, self._marks(round)), by

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

"""One track as it may stand on paper: who takes part, and the scores that were announced."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from judging.core.evaluating.taking import evaluation_of
from judging.core.hall.performance import Announced, PerformanceId
from judging.core.marking.short_deciding import decided_word
from judging.core.publication.equalising import Equalised
from judging.core.scoring.numbers import parse, plain, shortest
from judging.core.scoring.rulebook import Round, Track
from judging.core.state import PanelKey, State
from judging.core.words import STATUSES
from judging.sheets.table import Cell, Column, Line
from judging.views.ledger import totals_of

from .sheet import number_of, printable, seat_cells

PLACE = Column("place", "名次", "place")
NUMBER, NAME = Column("number", "序号", "number"), Column("name", "单位", "name")
WHO = (NUMBER, NAME, Column("district", "区", "district"))
CASE = Column("case", "题目", "name")
PANEL = Column("panel", "评委组", "number")
DEDUCTIONS = Column("deductions", "扣分", "deduction")
NOTE = Column("note", "备注", "note")
STRUCK = "划去的是去掉的最高分（高）、最低分（低），不计入得分。"


class Register(Struct, frozen=True):
    state: State
    track: Track
    scores: Mapping[tuple[str, str], Announced]  # (round, entrant) → what may stand on paper

    @property
    def judged(self) -> list[Round]:
        return [round for round in self.track.rounds if round.is_performed]

    @property
    def complete(self) -> list[str]:
        """The entrants all of whose judged rounds may stand on paper; without any, once all else is in."""
        rounds, entrants = self.judged, taking_part(self.state, self.track.id)
        if not rounds and not all(map(self._is_in, self.track.rounds)):
            return []
        return [id for id in entrants if all((round.id, id) in self.scores for round in rounds)]

    def _is_in(self, round: Round) -> bool:
        if round.is_evaluated:
            return evaluation_of(self.state, self.track.id, round.id).is_closed
        return (self.track.id, round.id) in self.state.components

    def seats(self, round: Round) -> list[int]:
        """All seats that judged anybody in the round."""
        marks = (mark for (of, _), found in self.scores.items() if of == round.id for mark in found.marks)
        return sorted({mark.seat for mark in marks})

    def name(self, entrant: str) -> str:
        return self.state.name_of(self.track.id, entrant)

    @property
    def first(self) -> Round | None:
        """The judged round whose running order numbers the entrants."""
        return self.judged[0] if self.judged else None

    def who(self, entrant: str, round: Round | None) -> tuple[Cell, ...]:
        """The cells of `WHO`; the number is that of the round's running order."""
        found = self.state.entrants[self.track.id][entrant]
        number = number_of(self.state, (self.track.id, round.id), entrant) if round else ""
        return Cell(number), Cell(self.name(entrant)), Cell(found.district)

    def judging(self, round: Round, entrant: str) -> tuple[Cell, ...]:
        """The cells of `seat_columns` and `DEDUCTIONS`."""
        own = self.scores[round.id, entrant]
        return *seat_cells(self.seats(round), own.marks), Cell(off(own))

    def panel(self, round: Round, entrant: str) -> str:
        key = self.state.panel_of(PerformanceId(self.track.id, round.id, entrant))
        return key.panel if key else ""

    def case(self, round: Round, entrant: str) -> str:
        """The name of the case that the performance was about."""
        given = self.state.performance(PerformanceId(self.track.id, round.id, entrant)).case
        return next((case.name for case in round.cases if case.id == given), "")

    def equalised(self, round: Round, entrant: str, par: Equalised | None) -> tuple[Cell, ...]:
        """The cells of `equalised_columns`; what was announced alone as long as not all of it was."""
        announced = Cell(self.scores[round.id, entrant].score)
        if par is None:
            return announced, Cell(), Cell()
        coefficient = par.coefficient(self.panel(round, entrant))
        return announced, Cell(plain(coefficient)), Cell(par.scores[entrant])

    def reasons(self, entrant: str) -> list[str]:
        """Why something was taken off, and that there was a retake."""
        own = [found for (_, id), found in self.scores.items() if id == entrant]
        ids = (PerformanceId(self.track.id, round.id, entrant) for round in self.judged)
        again = ["补赛"] if any(self.state.performance(id).attempts for id in ids) else []
        short = [decided for round in self.judged for decided in self._short(round, entrant)]
        off = (deduction.reason for found in own for deduction in found.deductions)
        found = [
            f"{total.where.removeprefix(self.track.name).strip()}台账扣 {total.total}"
            for total in totals_of(self.state, self.track.id)
            if total.entrant == self.state.name_of(self.track.id, entrant)
        ]
        return [*off, *found, *again, *short, *self.revised(entrant)]

    def revised(self, entrant: str, round: str = "") -> list[str]:
        """By which corrections after the lock; the notes below say what they were."""
        return [
            f"更正{each.number}"
            for each in self.state.corrections.values()
            if each.outcome
            and (each.performance.track, each.performance.entrant) == (self.track.id, entrant)
            and round in ("", each.performance.round)
        ]

    def _short(self, round: Round, entrant: str) -> list[str]:
        """That the head judge decided to score with fewer sheets than the rules ask for."""
        decided = self.state.performance(PerformanceId(self.track.id, round.id, entrant)).short
        found = self.scores.get((round.id, entrant))
        if found is None or decided is None or not (decided.groups or found.count < round.minimum):
            return []
        return [f"{decided_word(round, decided, found.count)}（评委组长决定：{decided.reason}）"]

    def out(self, round: Round | None, blanks: int) -> list[Line]:
        """Withdrawn, no-show and disqualified: below, unranked, never zero (contract 2.11)."""
        return [
            Line(id, (Cell(), *self.who(id, round), *[Cell()] * blanks, Cell(str(STATUSES[status]))))
            for (of, id), status in self.state.statuses.items()
            if of == self.track.id
        ]

    def panel_names(self, round: Round) -> str:
        keys = self.state.panel_keys(self.track.id, round.id)
        return "".join(self._seated(round, key) for key in keys if key in self.state.panels)

    def _seated(self, round: Round, key: PanelKey) -> str:
        panel = self.state.panels[key]
        names = "、".join(f"{judge.seat}号 {judge.name}" for judge in panel.judges)
        return f"{round.name}评委组{key.panel}：{names}。{self._changes(key)}"

    def _changes(self, key: PanelKey) -> str:
        """席位 3：评委三 → 候补评委一, from which entrant on and why."""
        return "".join(
            f"席位 {each.seat}：{each.left.name} → {each.by.name}"
            f"{f'，自{self.name(each.since)}起' if each.since in self.state.entrants[key.track] else ''}"
            f"，{each.reason}。"
            for each in self.state.panels[key].changes
        )

    def recusals(self, rounds: Sequence[Round]) -> list[str]:
        """“甲街道中心：3号评委 评委三 回避：同区。” for each of these rounds."""
        return [
            f"{self.name(entrant)}：{mark.seat}号评委 {mark.name} 回避：{reason}。"
            for (of, entrant), told in self.scores.items()
            if of in {round.id for round in rounds}
            for mark in told.marks
            if mark.state == "recused" and (reason := self._reason(of, entrant, mark.judge))
        ]

    def _reason(self, round: str, entrant: str, judge: str) -> str:
        """As the sheet has it; "" of a score that was announced before the sheet was opened again."""
        sheet = self.state.performance(PerformanceId(self.track.id, round, entrant)).sheets.get(judge)
        return sheet.reason if sheet else ""

    def left_out(self, shown: Sequence[str]) -> list[str]:
        left = len(taking_part(self.state, self.track.id)) - len(shown)
        return [f"另有 {left} 个参赛对象尚未亮分，未列入本表。"] if left else []


def register(state: State, track: Track, whole: bool) -> Register:
    """With *whole* also the scores that are confirmed and not revealed yet."""
    found = {}
    for round in track.rounds:
        for entrant in taking_part(state, track.id):
            performance = state.performance(PerformanceId(track.id, round.id, entrant))
            if performance.phase in printable(whole) and performance.announced:
                found[round.id, entrant] = performance.announced
    return Register(state, track, found)


def taking_part(state: State, track: str) -> list[str]:
    return [id for id in state.entrants.get(track, {}) if (track, id) not in state.statuses]


def seat_columns(seats: Sequence[int]) -> list[Column]:
    return [Column(f"seat:{seat}", f"{seat}号", "mark") for seat in seats]


def equalised_columns(round: Round, heading: str = "折算后\n得分") -> list[Column]:
    return [
        Column(f"announced:{round.id}", "现场\n原始得分", "score"),
        Column(f"coefficient:{round.id}", "系数", "coefficient"),
        Column(f"round:{round.id}", heading, "final"),
    ]


def off(found: Announced) -> str:
    """All deductions together; "" if there was none."""
    total = sum((deduction.points for deduction in found.deductions), parse("0"))
    return shortest(total) if total else ""


def note(*words: str) -> Cell:
    return Cell("　".join(filter(None, words)))

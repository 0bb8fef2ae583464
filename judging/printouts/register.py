"""One track as it may stand on paper: who takes part, and the scores that were announced."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from judging.core.numbers import parse, shortest
from judging.core.performance import Announced, PerformanceId
from judging.core.rulebook import Kind, Round, Track
from judging.core.state import State
from judging.core.words import STATUSES
from judging.sheets.table import Cell, Column, Line

from .sheet import number_of, printable, seat_cells

PLACE = Column("place", "名次", "place")
NUMBER, NAME = Column("number", "序号", "number"), Column("name", "单位", "name")
WHO = (NUMBER, NAME, Column("district", "区", "district"))
DEDUCTIONS = Column("deductions", "扣分", "deduction")
NOTE = Column("note", "备注", "note")
STRUCK = "划去的是去掉的最高分（高）、最低分（低），不计入得分。"


class Register(Struct, frozen=True):
    state: State
    track: Track
    scores: Mapping[tuple[str, str], Announced]  # (round, entrant) → what may stand on paper

    @property
    def judged(self) -> list[Round]:
        return [round for round in self.track.rounds if round.kind is Kind.JUDGED]

    @property
    def complete(self) -> list[str]:
        """The entrants all of whose judged rounds may stand on paper."""
        rounds = self.judged
        entrants = taking_part(self.state, self.track.id) if rounds else []
        return [id for id in entrants if all((round.id, id) in self.scores for round in rounds)]

    def seats(self, round: Round) -> list[int]:
        """All seats that judged anybody in the round."""
        marks = (mark for (of, _), found in self.scores.items() if of == round.id for mark in found.marks)
        return sorted({mark.seat for mark in marks})

    def name(self, entrant: str) -> str:
        return self.state.entrants[self.track.id][entrant].name

    def who(self, entrant: str, round: Round) -> tuple[Cell, ...]:
        """The cells of `WHO`."""
        found = self.state.entrants[self.track.id][entrant]
        number = number_of(self.state, (self.track.id, round.id), entrant)
        return Cell(number), Cell(found.name), Cell(found.district)

    def judging(self, round: Round, entrant: str) -> tuple[Cell, ...]:
        """The cells of `seat_columns` and `DEDUCTIONS`."""
        own = self.scores[round.id, entrant]
        return *seat_cells(self.seats(round), own.marks), Cell(off(own))

    def reasons(self, entrant: str) -> list[str]:
        """Why something was taken off."""
        own = [found for (_, id), found in self.scores.items() if id == entrant]
        return [deduction.reason for found in own for deduction in found.deductions]

    def out(self, round: Round, blanks: int) -> list[Line]:
        """Withdrawn, no-show and disqualified: below, unranked, never zero (contract 2.11)."""
        return [
            Line(id, (Cell(), *self.who(id, round), *[Cell()] * blanks, Cell(str(STATUSES[status]))))
            for (of, id), status in self.state.statuses.items()
            if of == self.track.id
        ]

    def panel_names(self, round: Round) -> str:
        panel = self.state.panels.get((self.track.id, round.id), ())
        return f"{round.name}评委组：{'、'.join(f'{judge.seat}号 {judge.name}' for judge in panel)}。"

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


def off(found: Announced) -> str:
    """All deductions together; "" if there was none."""
    total = sum((deduction.points for deduction in found.deductions), parse("0"))
    return shortest(total) if total else ""


def note(*words: str) -> Cell:
    return Cell("　".join(filter(None, words)))

"""成绩登记表: one judged round by itself, highest score first."""

from judging.core.numbers import parse
from judging.core.rulebook import Equalise, Round
from judging.sheets.table import Cell, Column, Line, Table

from .moment import Moment
from .register import DEDUCTIONS, NOTE, PLACE, STRUCK, WHO, Register, note, register, seat_columns
from .sheet import Place, Sheet
from .words import round_rule

OWN_PLACES = "本表名次只按本环节得分排列，得分相同的名次相同；最终名次以成绩汇总表为准。"


def round_sheet(moment: Moment, place: Place, whole: bool) -> Sheet:
    """Scores as announced; with *whole* also those confirmed and not revealed yet."""
    state = moment.state
    roll = register(state, state.track(place.track), whole)
    track, round = roll.track, roll.track.round(place.round)
    seats, entrants = roll.seats(round), _best_first(roll, round)
    score = Column("score", "得分" if round.equalise is Equalise.NONE else "现场原始得分", "final")
    columns = (PLACE, *WHO, *seat_columns(seats), DEDUCTIONS, score, NOTE)
    lines = tuple(_line(roll, round, entrants, entrant) for entrant in entrants)
    return Sheet(
        form="round",
        place=place,
        title=f"{track.name}{round.name}成绩登记表",
        table=Table(columns, (*lines, *roll.out(round, len(columns) - len(WHO) - 2))),
        notes=(
            round_rule(round, len(seats)),
            STRUCK,
            OWN_PLACES,
            roll.panel_names(round),
            *roll.left_out(entrants),
        ),
        gist=tuple((roll.name(entrant), roll.scores[round.id, entrant].score) for entrant in entrants),
    )


def _best_first(roll: Register, round: Round) -> list[str]:
    own = [entrant for of, entrant in roll.scores if of == round.id]
    return sorted(own, key=lambda entrant: parse(roll.scores[round.id, entrant].score), reverse=True)


def _line(roll: Register, round: Round, entrants: list[str], entrant: str) -> Line:
    falling = [roll.scores[round.id, other].score for other in entrants]
    score = roll.scores[round.id, entrant].score
    return Line(
        entrant,
        (
            Cell(str(falling.index(score) + 1)),
            *roll.who(entrant, round),
            *roll.judging(round, entrant),
            Cell(score),
            note(*(deduction.reason for deduction in roll.scores[round.id, entrant].deductions)),
        ),
    )

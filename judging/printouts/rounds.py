"""成绩登记表: one judged round by itself, highest score first; before equalising panel by panel."""

from judging.core.publication.equalising import Equalised, equalised_of, is_equalised
from judging.core.scoring.numbers import parse
from judging.core.scoring.rulebook import Round
from judging.sheets.table import Cell, Column, Line, Table

from .corrections import correction_notes, mended_notes
from .moment import Moment
from .phrases import panel_means, round_rule
from .register import (
    CASE,
    DEDUCTIONS,
    NOTE,
    PANEL,
    PLACE,
    STRUCK,
    WHO,
    Register,
    equalised_columns,
    note,
    register,
    seat_columns,
)
from .sheet import Sheet, SheetPlace, printable

OWN_PLACES = "本表名次只按本环节得分排列，得分相同的名次相同；最终名次以成绩汇总表为准。"


def round_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    """Scores as announced, and as equalised once they are; with *whole* also those not revealed yet."""
    state = moment.state
    roll = register(state, state.track(place.track), whole)
    track, round = roll.track, roll.track.round(place.round)
    par = equalised_of(state, track.id, round, printable(whole))
    finals = _finals(roll, round, par)
    seats, entrants = roll.seats(round), _listed(roll, round, finals)
    columns = (
        *(PLACE, *WHO),
        *([PANEL] if round.panels else []),
        *([CASE] if round.cases else []),
        *(*seat_columns(seats), DEDUCTIONS),
        *(equalised_columns(round) if is_equalised(round) else []),
        *([] if is_equalised(round) else [Column("score", "得分", "final")]),
        NOTE,
    )
    lines = tuple(_line(roll, round, finals, entrant, par) for entrant in entrants)
    return Sheet(
        form="round",
        place=place,
        title=f"{track.name}{round.name}成绩登记表",
        table=Table(columns, (*lines, *roll.out(round, len(columns) - len(WHO) - 2))),
        notes=(
            round_rule(round, len(seats)),
            STRUCK,
            *([OWN_PLACES] if finals else []),
            *correction_notes(state, track.id, round.id),
            *mended_notes(state, track.id, round.id),
            *(panel_means(round, par) if is_equalised(round) else []),
            roll.panel_names(round),
            *roll.recusals([round]),
            *roll.left_out(entrants),
        ),
        gist=tuple(
            (roll.name(entrant), finals.get(entrant) or roll.scores[round.id, entrant].score)
            for entrant in entrants
        ),
    )


def _finals(roll: Register, round: Round, par: Equalised | None) -> dict[str, str]:
    """By which the round's places go; none while the scores of its panels cannot be compared."""
    if is_equalised(round):
        return dict(par.scores) if par else {}
    return {entrant: found.score for (of, entrant), found in roll.scores.items() if of == round.id}


def _listed(roll: Register, round: Round, finals: dict[str, str]) -> list[str]:
    own = [entrant for of, entrant in roll.scores if of == round.id]
    if finals:
        return sorted(own, key=lambda entrant: parse(finals[entrant]), reverse=True)
    return [
        entrant
        for key in roll.state.panel_keys(roll.track.id, round.id)
        for entrant in roll.state.order_of(key)
        if entrant in own
    ]


def _line(roll: Register, round: Round, finals: dict[str, str], entrant: str, par: Equalised | None) -> Line:
    own = roll.scores[round.id, entrant]
    place = 1 + sum(parse(other) > parse(finals[entrant]) for other in finals.values()) if finals else ""
    return Line(
        entrant,
        (
            Cell(str(place)),
            *roll.who(entrant, round),
            *([Cell(roll.panel(round, entrant))] if round.panels else []),
            *([Cell(roll.case(round, entrant))] if round.cases else []),
            *roll.judging(round, entrant),
            *(roll.equalised(round, entrant, par) if is_equalised(round) else [Cell(own.score)]),
            note(*(deduction.reason for deduction in own.deductions), *roll.revised(entrant, round.id)),
        ),
    )

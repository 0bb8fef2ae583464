"""选手成绩确认单: an entrant's own scores, signed by the entrant; nobody else's stand on it."""

from collections.abc import Iterator

from judging.core.hall.performance import PerformanceId
from judging.core.publication.equalising import is_equalised
from judging.core.publication.standing import StandingRow
from judging.core.scoring.numbers import shortest
from judging.core.scoring.rulebook import Kind, Round
from judging.core.state import State
from judging.sheets.table import Cell, Column, Line, Table

from .corrections import correction_notes
from .moment import Moment
from .register import off, register
from .sheet import Sheet, SheetPlace, printable

COLUMNS = (
    Column("round", "环节", "name"),
    Column("weight", "分值占比", "score"),
    Column("raw", "评委评分", "score"),
    Column("deductions", "扣分", "score"),
    Column("score", "得分", "final"),
)
RAW = "{}由几个评委组评分，以上为现场原始得分，全部亮分后折算。"
READ = "本人（本单位）已核对以上成绩；有异议的，请不要签名，当场向监督员提出。"


def confirmation_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    """Of entrant `place.subject`; composite and place stand on it once the track is locked."""
    state, track = moment.state, moment.state.track(place.track)
    lines = (_line(state, place, round, whole) for round in track.rounds)
    return Sheet(
        form="confirmation",
        place=place,
        title=f"{track.name}成绩确认单",
        heading=(
            ("参赛对象", state.name_of(place.track, place.subject)),
            ("单位", state.entrants[place.track][place.subject].unit),
            ("区", state.entrants[place.track][place.subject].district),
        ),
        table=Table(COLUMNS, tuple(line for line in lines if line)),
        outcome=_final(state, place),
        notes=(
            *correction_notes(state, track.id, entrant=place.subject),
            *(
                RAW.format(round.name)
                for round in track.rounds
                if is_equalised(round) and not _final(state, place)
            ),
            READ,
        ),
        signatures=("参赛对象", "日期", "记分员", "监督员"),
    )


def confirmable(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Who has a score in every judged round."""
    for track in state.rulebook.tracks:
        yield from (SheetPlace(track.id, subject=id) for id in register(state, track, whole).complete)


def own_is_shown(state: State, sheet: Sheet) -> bool:
    """Whether all judged scores on it are out, and its place was shown with the ranking."""
    place = sheet.place
    turns = [
        state.performance(PerformanceId(place.track, round.id, place.subject))
        for round in register(state, state.track(place.track), whole=False).judged
    ]
    published = state.standings.get(place.track)
    is_ranked = published is not None and any(row.entrant == place.subject for row in published.rows)
    return all(turn.revealed_at for turn in turns) and (is_ranked or not sheet.outcome)


def _line(state: State, place: SheetPlace, round: Round, whole: bool) -> Line | None:
    """Of a round; None where nothing of it may stand on paper yet."""
    id = PerformanceId(place.track, round.id, place.subject)
    performance, weight = state.performance(id), f"{shortest(round.weight)}%"
    row = _row(state, place)
    locked = row.scores[round.id] if row else ""
    if told := performance.announced if performance.phase in printable(whole) else None:
        texts = (round.name, weight, told.raw, off(told), locked or told.score)
        return Line(round.id, tuple(map(Cell, texts)))
    if score := locked or _imported(state, place, round):
        return Line(round.id, tuple(map(Cell, (round.name, weight, "", "", score))))
    return None


def _imported(state: State, place: SheetPlace, round: Round) -> str:
    """What was measured becomes a score among all, so it is one only when the track is locked."""
    known = state.components.get((place.track, round.id))
    return known.scores.get(place.subject, "") if known and round.kind is Kind.IMPORTED else ""


def _final(state: State, place: SheetPlace) -> tuple[tuple[str, str], ...]:
    row = _row(state, place)
    return (("综合成绩", row.composite), ("组内名次", str(row.place or ""))) if row else ()


def _row(state: State, place: SheetPlace) -> StandingRow | None:
    """Of the locked ranking."""
    rows = state.locked.get(place.track, ())
    return next((row for row in rows if row.entrant == place.subject), None)

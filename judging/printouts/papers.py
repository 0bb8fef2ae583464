"""评分表 on paper of one judge for one entrant: all but the marks, and the way to the form for them."""

from collections.abc import Iterator
from urllib.parse import urlencode

from judging.core.scoring.numbers import shortest
from judging.core.scoring.rulebook import Criterion, Round
from judging.core.state import State
from judging.sheets.table import Cell, Column, Line, Table

from .blanks import listed_before, seat_of
from .moment import Moment
from .sheet import Sheet, SheetPlace, number_of

COLUMNS = (
    Column("criterion", "评分项", "name"),
    Column("span", "范围", "span"),
    Column("step", "每档", "span"),
    Column("mark", "分值", "blank"),
)
YES_OR_NO = "□有　□缺"


def paper_places(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Of each judge on a panel, one for each entrant before it: ready before the day."""
    for key, panel in state.panels.items():
        for judge in panel.judges:
            for entrant in listed_before(state, key):
                yield SheetPlace(key.track, key.round, judge.id, panel=key.panel, entrant=entrant)


def paper_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    """For judge `place.subject`, of `place.entrant`."""
    state = moment.state
    track, round = state.track(place.track), state.round(place.track, place.round)
    entrant, judge = state.entrants[place.track][place.entrant], seat_of(state, place)
    return Sheet(
        form="paper",
        place=place,
        title=f"{track.name}{round.name}评分表",
        heading=(
            ("序号", number_of(state, (place.track, place.round), place.entrant)),
            ("单位", state.name_of(place.track, place.entrant)),
            ("区", entrant.district),
            *([("评委组", place.panel)] if place.panel else []),
            ("席位", f"{judge.seat}号"),
            ("评委", judge.name),
        ),
        table=Table(COLUMNS, (*map(_line, round.criteria), *_asked(round), _total(round))),
        notes=(
            "未评的格子留空，不填 0。改动处请划去原分，在旁边写新分并签名。",
            "本表须由一人录入、另一人复核后才计分；手机已提交的，本表不再录入。",
        ),
        signatures=("评委", "录入", "复核"),
        link=link_of(place),
    )


def link_of(place: SheetPlace) -> str:
    """The form this sheet is typed into, within the competition's addresses."""
    asked = {
        "track": place.track,
        "round": place.round,
        "entrant": place.entrant,
        "judge": place.subject,
    }
    return f"/entries?{urlencode(asked)}"


def _line(criterion: Criterion) -> Line:
    name = criterion.name if criterion.factor == 1 else f"{criterion.name}（×{shortest(criterion.factor)}）"
    span = f"{shortest(criterion.min)}–{shortest(criterion.max)}"
    return Line(criterion.id, (Cell(name), Cell(span), Cell(shortest(criterion.step)), Cell()))


def _asked(round: Round) -> Iterator[Line]:
    for item in round.asked_of_judges():
        yield Line(f"item:{item.id}", (Cell(f"{item.name}（必备）"), Cell(), Cell(), Cell(YES_OR_NO)))


def _total(round: Round) -> Line:
    """For the judge's own sum; what counts is computed from the marks."""
    return Line(
        "total", (Cell("总分"), Cell(f"满分{shortest(round.highest_total)}"), Cell(), Cell()), final=True
    )

"""The printed forms: how each is made, and which sheets of it there are."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from judging.core.performance import PerformanceId, Phase
from judging.core.state import Order, State

from .blanks import blank_sheet
from .draws import draw_sheet
from .moment import Moment
from .register import register
from .results import result_sheet
from .rounds import round_sheet
from .scores import score_sheet
from .sheet import Place, Sheet


class Form(Struct, frozen=True):
    """The last argument of `build` and of `places`: also what is confirmed, but not revealed yet."""

    name: str
    build: Callable[[Moment, Place, bool], Sheet]
    places: Callable[[State, bool], Iterator[Place]]  # those that can be printed now
    template: str
    is_public: Callable[[State, Sheet], bool]  # whether all that stands on it has been shown to everybody
    is_proven: bool = True  # carries a check code


def sheets(
    moment: Moment, form: str, track: str, round: str = "", subject: str = "", *, whole: bool = False
) -> list[Sheet]:
    """The printable sheets of a form, of all rounds and subjects where none is named."""
    wanted = (track, round, subject)
    return [
        FORMS[form].build(moment, place, whole)
        for place in FORMS[form].places(moment.state, whole)
        if all(want in ("", have) for want, have in zip(wanted, _ids(place), strict=True))
    ]


def _ids(place: Place) -> tuple[str, str, str]:
    return place.track, place.round, place.subject


def _tracks(state: State, whole: bool) -> Iterator[Place]:
    """Where somebody's judged rounds may all stand on paper."""
    for track in state.rulebook.tracks:
        if register(state, track, whole).complete:
            yield Place(track.id)


def _rounds(state: State, whole: bool) -> Iterator[Place]:
    for track in state.rulebook.tracks:
        rounds = {round for round, _ in register(state, track, whole).scores}
        yield from (Place(track.id, round.id) for round in track.rounds if round.id in rounds)


def _performances(state: State, whole: bool) -> Iterator[Place]:
    """In running order."""
    for place in _rounds(state, whole):
        scores = register(state, state.track(place.track), whole).scores
        entrants = [entrant for of, entrant in scores if of == place.round]
        order = state.orders.get((place.track, place.round), Order(()))
        first = [entrant for entrant in order.entrants if entrant in entrants]
        rest = [entrant for entrant in entrants if entrant not in order.entrants]
        yield from (Place(place.track, place.round, entrant) for entrant in first + rest)


def _orders(state: State, whole: bool) -> Iterator[Place]:
    return (Place(*key) for key in state.orders)


def _seats(state: State, whole: bool) -> Iterator[Place]:
    return (Place(*key, judge.id) for key, panel in state.panels.items() for judge in panel)


def _scores_revealed(state: State, sheet: Sheet) -> bool:
    """That of the sheet's entrant, or those of all its lines that are not out."""
    place = sheet.place
    entrants = [place.subject] if place.subject else [line.subject for line in sheet.table.lines]
    return all(
        state.performance(PerformanceId(place.track, place.round, entrant)).phase is Phase.REVEALED
        for entrant in entrants
        if (place.track, entrant) not in state.statuses
    )


def _standings_revealed(state: State, sheet: Sheet) -> bool:
    """Places and composites are public only as the ranking that was shown has them."""
    published = state.standings.get(sheet.place.track)
    if published is None:
        return False
    known = {(row.entrant, str(row.place), row.composite) for row in published.rows}
    columns = [column.key for column in sheet.table.columns]
    place, composite = columns.index("place"), columns.index("composite")
    return all(
        (line.subject, line.cells[place].text, line.cells[composite].text) in known
        for line in sheet.table.lines
        if line.cells[composite].text
    )


def _always(state: State, sheet: Sheet) -> bool:
    return True


# Key in addresses → the form. A new form: a function that builds it, a template, and a line here.
FORMS: dict[str, Form] = {
    "results": Form("成绩汇总表", result_sheet, _tracks, "results.html", _standings_revealed),
    "round": Form("成绩登记表", round_sheet, _rounds, "results.html", _scores_revealed),
    "score": Form("评分表", score_sheet, _performances, "score.html", _scores_revealed),
    "draw": Form("抽签记录", draw_sheet, _orders, "draw.html", _always),
    "blank": Form("备用评分表", blank_sheet, _seats, "blank.html", _always, is_proven=False),
}

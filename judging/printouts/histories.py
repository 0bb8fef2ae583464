"""操作记录: the log in sentences on paper; all that happened to one entrant, or what somebody looked for."""

from collections.abc import Iterator, Sequence

from judging.chronicle.line_kinds import LINE_KINDS, LineKind
from judging.chronicle.log_lines import LogLine, log_lines
from judging.chronicle.sieve import Sieve
from judging.core.state import State
from judging.sheets.table import Cell, Column, Line, Table
from judging.views.naming import who
from judging.views.story_names import entrant_name

from .moment import Moment
from .phrases import local_moment, local_time
from .sheet import Sheet, SheetPlace

POSITION, AT = Column("position", "条", "number"), Column("at", "时间", "moment")
WHO = Column("who", "人员", "who", is_worded=True)
KIND = Column("kind", "类别", "kind", is_worded=True)
HALL = Column("hall", "会场", "kind")
TOLD = Column("told", "内容", "told", is_worded=True)
NOTE = "按系统记录逐条写出，名称是记录当时的名称；不含评委分值和得分。"
OF_ENTRANT = "包括对该参赛对象的每一步，以及对整个组别的每一步。"

_known: list[tuple[Moment, tuple[LogLine, ...]]] = []  # of the moment asked last


def history_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    """All that happened to entrant `place.subject`, whatever has been revealed: no score is in it."""
    state, track = moment.state, moment.state.track(place.track)
    entrant = state.entrants[track.id][place.subject]
    found = filter(Sieve(track=track.id, entrant=entrant.id).takes, _lines(moment))
    return log_sheet(
        state,
        list(found),
        form="history",
        place=place,
        title=f"{track.name}操作记录",
        heading=(("单位", state.name_of(track.id, entrant.id)), ("区", entrant.district)),
        notes=(NOTE, OF_ENTRANT),
    )


def history_places(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Who was called, or is out."""
    called = {(id.track, id.entrant) for id in state.performances} | set(state.statuses)
    for track in state.rulebook.tracks:
        for entrant in state.entrants.get(track.id, {}):
            if (track.id, entrant) in called:
                yield SheetPlace(track.id, subject=entrant)


def whole_log(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    return log_sheet(moment.state, _lines(moment))


def log_sheet(
    state: State,
    lines: Sequence[LogLine],
    *,
    form: str = "log",
    place: SheetPlace = SheetPlace(""),  # noqa: B008 - frozen
    title: str = "操作记录",
    heading: tuple[tuple[str, str], ...] = (),
    notes: tuple[str, ...] = (NOTE,),
    link: str = "",
) -> Sheet:
    """*lines* as a form, oldest first. The day stands in the heading where all of it was on one."""
    days = sorted({local_moment(line.at).split()[0] for line in lines})
    columns = (POSITION, AT, WHO, KIND, *([HALL] if len(state.halls) > 1 else []), TOLD)
    return Sheet(
        form=form,
        place=place,
        title=title,
        heading=(*heading, *([("日期", days[0])] if len(days) == 1 else [])),
        table=Table(columns, tuple(_line(state, columns, line, len(days) == 1) for line in lines)),
        notes=notes,
        signatures=("组织者", "监督员"),
        link=link,
    )


def sought(state: State, sieve: Sieve) -> tuple[tuple[str, str], ...]:
    """What was looked for, for the heading."""
    halls = (sieve.hall,) if sieve.hall else sieve.within or ()
    return (
        ("组别", _track_name(state, sieve.track)),
        ("单位", entrant_name(state, sieve.track, sieve.entrant)),
        ("人员", str(who(state, sieve.who)) if sieve.who else ""),
        ("类别", str(LINE_KINDS[LineKind(sieve.kind)]) if sieve.kind else ""),
        ("会场", "、".join(state.halls[id].name for id in halls if id in state.halls)),
        ("含有", sieve.text),
    )


def _track_name(state: State, id: str) -> str:
    return next((track.name for track in state.rulebook.tracks if track.id == id), id)


def _line(state: State, columns: Sequence[Column], line: LogLine, is_one_day: bool) -> Line:
    halls = "、".join(state.halls[id].name if id in state.halls else id for id in line.halls)
    texts = {
        POSITION: str(line.position),
        AT: local_time(line.at) if is_one_day else local_moment(line.at),
        WHO: str(line.who),
        KIND: str(LINE_KINDS[line.kind]),
        HALL: halls,
        TOLD: str(line.sentence),
    }
    return Line(str(line.position), tuple(Cell(texts[column]) for column in columns))


def _lines(moment: Moment) -> tuple[LogLine, ...]:
    """Of all its history; made once for all sheets of the same moment."""
    if not _known or _known[0][0] is not moment:
        _known[:] = [(moment, tuple(log_lines(moment.history)))]
    return _known[0][1]

"""What the page of the log shows: computed in the worker, which knows no request."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from msgspec import Struct

from judging.chronicle.as_csv import written
from judging.chronicle.keeping import Chronicle, chronicle
from judging.chronicle.line_kinds import LINE_KINDS, LineKind
from judging.chronicle.log_lines import LogLine
from judging.chronicle.sieve import Sieve
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence
from judging.core.state import State
from judging.printouts.books import book
from judging.printouts.histories import log_sheet, sought
from judging.printouts.moment import Moment
from judging.printouts.setting import Setting, document
from judging.store import Unreadable

from .print_jobs import As, Printed

MOST_PRINTED = 1500  # lines: some fifty pages


class Choosable(Struct, frozen=True):
    """What the log can be sifted by: a name that people gave, or a word of ours."""

    id: str
    name: str | Sentence


class ChoosableTrack(Struct, frozen=True):
    id: str
    name: str
    entrants: tuple[Choosable, ...]


class LinesPage(Struct, frozen=True):
    """Acts newest first. `position` and `tail` are those of the log's last entry, whatever is shown of it."""

    competition: str
    rehearsal: bool
    position: int
    tail: str
    count: int  # all that pass the sieve
    older: int  # those of them behind the last of `lines`
    lines: tuple[LogLine, ...]
    who: tuple[Choosable, ...]
    kinds: tuple[Choosable, ...]
    halls: tuple[Choosable, ...]  # none where there is only one
    tracks: tuple[ChoosableTrack, ...]


def lines_page(file: Path, sieve: Sieve, before: int, most: int) -> LinesPage:
    """The newest *most* that pass *sieve*, of those before position *before* if it is one. Raises Refused."""
    known = read(file)
    found = [line for line in known.newest_first() if sieve.takes(line)]
    behind = [line for line in found if not before or line.position < before]
    position, tail = known.tail
    state = known.state
    here = list(filter(Sieve(hall=sieve.hall, within=sieve.within).takes, known.newest_first()))
    readable = tuple(state.halls) if sieve.within is None else sieve.within
    return LinesPage(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        position=position,
        tail=tail,
        count=len(found),
        older=max(0, len(behind) - most),
        lines=tuple(islice(behind, most)),
        who=tuple(_doers(here)),
        kinds=tuple(_kinds(here)),
        halls=tuple(Choosable(id, state.halls[id].name) for id in readable if len(state.halls) > 1),
        tracks=tuple(_tracks(state, (sieve.hall,) if sieve.hall in readable else readable)),
    )


def as_csv(file: Path, sieve: Sieve) -> str:
    """What passes *sieve*, oldest first. Raises Refused."""
    return written(filter(sieve.takes, read(file).lines))


def printed_log(file: Path, sieve: Sieve, kind: As, setting: Setting, link: str) -> Printed:
    """What passes *sieve* as a form; its code leads to *link* at this position of the log. Raises Refused."""
    known = read(file)
    found = list(filter(sieve.takes, known.lines))
    if not found:
        raise Refused(Reason.INCOMPLETE, "没有符合的记录，请换一个筛选条件再打印。")
    if kind is As.HTML and len(found) > MOST_PRINTED:
        raise Refused(
            Reason.TOO_MANY,
            "记录有 {count} 条，一次最多打印 {most} 条：请先筛选，或导出 Excel、CSV。",
            count=len(found),
            most=MOST_PRINTED,
        )
    position, tail = known.tail
    now = Moment(known.state, (), position, tail, known.lines[-1].at)
    sheet = log_sheet(
        known.state, found, heading=sought(known.state, sieve), link=f"{link}before={position + 1}"
    )
    if kind is As.WORKBOOK:
        return Printed(sheet.title, book(now, [sheet]))
    return Printed(sheet.title, document(now, [sheet], setting, sheet.title).encode())


def read(file: Path) -> Chronicle:
    """Raises Refused."""
    try:
        return chronicle(file)
    except Unreadable as unreadable:
        raise Refused(Reason.NOT_NOW, unreadable.sentence) from unreadable


def _doers(lines: Iterable[LogLine]) -> Iterator[Choosable]:
    """Everybody who did something, as they were called last."""
    names: dict[str, Sentence] = {}
    for line in lines:
        names.setdefault(line.by, line.who)
    return (Choosable(label, names[label]) for label in sorted(names))


def _kinds(lines: Iterable[LogLine]) -> Iterator[Choosable]:
    there = {line.kind for line in lines}
    return (Choosable(kind, LINE_KINDS[kind]) for kind in LineKind if kind in there)


def _tracks(state: State, halls: Iterable[str]) -> Iterator[ChoosableTrack]:
    """Those that are judged in one of *halls*."""
    here = {track for hall in halls for track in state.tracks_in(hall)}
    for track in (each for each in state.rulebook.tracks if each.id in here):
        entrants = state.entrants.get(track.id, {}).values()
        yield ChoosableTrack(track.id, track.name, tuple(Choosable(each.id, each.name) for each in entrants))

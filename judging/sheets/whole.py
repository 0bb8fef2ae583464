"""The sheets of the setup, each as a workbook of its own, and all of them in one (全部表格)."""

from collections.abc import Container, Iterator
from functools import partial
from itertools import chain, count
from re import sub

from judging.core.scoring.imported import is_imported
from judging.core.scoring.rulebook import Round, Track
from judging.core.sentence import sentence
from judging.core.setup.classing import classed, classes_of, known_elsewhere
from judging.core.setup.importing import ImportComponents
from judging.core.state import State

from . import components, duties, evaluators, judges, orders, roster
from .form import Faults, Form, Problem
from .listing import parts_of
from .notes import NOTES, Note
from .preview import Opened, Record
from .reader import NoWorkbook, Sheet, read
from .rows import Reading, reading
from .taken import Kind, Placed, Taken, opened, tried
from .template_writer import LISTS, Filling
from .template_writer import template as written

NO_NAME = r"[\[\]:*?/\\']"  # what Excel has in no name of a sheet
MOST_NAME = 31  # characters
OTHER_NAMES = ("名单", NOTES, LISTS, "History")  # Excel keeps the last for itself


def of_roster(found: Reading, state: State, faults: Faults) -> Taken:
    before, present = faults.problems, roster.present(state, None)
    read = roster.checked(found, present, faults)
    told = tuple(change for _, changes in read for change in changes)
    if faults.problems != before:  # each has its cell; the contest would refuse them once more
        return Taken(len(found.rows), told)
    parts = parts_of([listing for listing, changes in read if changes], present)
    return Taken(len(found.rows), told, tuple(Placed(found.place("name"), part) for part in parts))


def of_components(track: str, round: str, found: Reading, state: State, faults: Faults) -> Taken:
    """As long as nobody has filled in any, none are imported."""
    if not any(row.text("score") for row in found.rows):
        return Taken(0)
    of = state.round(track, round)
    entrants = classed(state, track, known_elsewhere(state, track, of))
    rows = components.component_rows(found, entrants, faults, classed=bool(of.within))
    scores = {row.entrant: row.score for row in rows}
    classes = {row.entrant: row.window_class for row in rows if row.window_class}
    changes = tuple(components.changed(state.track(track), of, rows, state.components.get((track, round))))
    part = ImportComponents(track, round, scores, "…", "", classes)  # the file's name is the import's
    return Taken(len(rows), changes, (Placed(found.place("score"), part),) if changes else ())


def component_names(state: State) -> Iterator[tuple[Track, Round, str]]:
    """The imported rounds, and what the sheet of each is called: no two alike, whatever their case."""
    taken = {each.casefold() for each in (*OTHER_NAMES, *TITLES.values())}
    several = len(state.rulebook.tracks) > 1
    for track in state.rulebook.tracks:
        for round in filter(is_imported, track.rounds):
            own = sub(NO_NAME, " ", round.name)[:MOST_NAME]
            room = MOST_NAME - len(own) - 1
            of = sub(NO_NAME, " ", track.name)[:room] if several and room > 0 else ""
            name = _free(f"{of} {own}" if of else own, taken)
            taken.add(name.casefold())
            yield track, round, name


def _free(name: str, taken: Container[str]) -> str:
    """It, or with the first number that makes it another."""
    numbered = (f"{name[: MOST_NAME - 4]} {number}" for number in count(2))
    return next(each for each in chain([name], numbered) if each.casefold() not in taken)


def component_form(track: Track, round: Round, name: str, state: State) -> Form:
    entrants = classed(state, track.id, classes_of(state, track.id))
    classes = tuple(dict.fromkeys(each.window_class for each in entrants.values() if each.window_class))
    form = components.form(round, classes)
    return Form(name, form.columns, form.remedy)


def component_rows(track: Track, round: Round, state: State) -> list[Record]:
    known = state.components.get((track.id, round.id))
    entrants = classed(state, track.id, classes_of(state, track.id))
    return [
        {
            **{key: getattr(each, key) for key in ("id", "name", "district", "window_class")},
            "score": known.scores.get(each.id, "") if known else "",
        }
        for each in entrants.values()
    ]


KINDS: dict[str, Kind] = {
    "roster": Kind(
        lambda state: roster.form(roster.present(state, None)),
        lambda state: roster.known(roster.present(state, None)),
        of_roster,
    ),
    "duties": Kind(duties.form, duties.known, duties.taken),
    "judges": Kind(judges.form, judges.known, judges.taken),
    "orders": Kind(orders.form, orders.known, orders.taken),
    "evaluators": Kind(evaluators.form, evaluators.known, evaluators.taken),
}
TITLES = {"duties": "人员与职责", "judges": "评委", "orders": "出场顺序", "evaluators": "测评名单"}


def kinds(state: State) -> list[Kind]:
    """All sheets of one workbook, each read on what those before it make."""
    found = [kind for name, kind in KINDS.items() if name != "evaluators" or evaluators.rounds_of(state)]
    for track, round, name in component_names(state):
        form, rows = partial(component_form, track, round, name), partial(component_rows, track, round)
        found.append(Kind(form, rows, partial(of_components, track.id, round.id)))
    return found


def file_name_of(name: str, state: State) -> str:
    return f"{state.rulebook.name}-{TITLES[name]}.xlsx"


def file_name(state: State) -> str:
    return f"{state.rulebook.name}-全部表格.xlsx"


def template(name: str, state: State) -> bytes:
    return _written([KINDS[name]], state)


def template_of_all(state: State) -> bytes:
    return _written(kinds(state), state)


def _written(listed: list[Kind], state: State) -> bytes:
    notes = (
        Note("赛事", state.rulebook.name, state.rulebook.id),
        Note("填写", "上传后先看有什么问题、会改动什么，再决定导入；有一处问题就什么也不导入。"),
        Note("", "不用的工作表可以删去，删去的内容不变。不要改工作表的名称和表头，不要合并单元格。"),
        Note("", "不要填身份证号。"),
    )
    return written([Filling(kind.form(state), kind.known(state)) for kind in listed], notes)


def opened_as(name: str, content: bytes, state: State) -> Opened:
    """What an uploaded workbook of one kind would change. Raises NoWorkbook."""
    return filled_as(name, read(content), state)


def filled_as(name: str, sheets: tuple[Sheet, ...], state: State) -> Opened:
    kind, faults = KINDS[name], Faults()
    form = kind.form(state)
    found = reading(form, form.among(sheets), faults)
    if found is None:
        return opened((), faults)
    if not found.rows:
        faults.add(found.place("name"), sentence("表头下面没有内容"), sentence("一行写一个，再上传"))
    taken = read_out(kind, found, state, faults)[0]
    return opened([taken], faults, found.unread)


def opened_all(content: bytes, state: State) -> Opened:
    """What a workbook of many sheets would change, read in the order of `kinds`. Raises NoWorkbook."""
    return filled(read(content), state)


def filled(sheets: tuple[Sheet, ...], state: State) -> Opened:
    by_name, faults, found = {sheet.name: sheet for sheet in sheets}, Faults(), list[Taken]()
    named = [(kind, kind.form(state)) for kind in kinds(state)]
    if not any(form.sheet in by_name for _, form in named):
        raise NoWorkbook(
            "没有找到可以导入的工作表。请下载“全部表格”填写，工作表的名称不要改：{names:、}。",
            names=tuple(form.sheet for _, form in named),
        )
    for kind, form in named:
        before = faults.problems
        own = reading(form, by_name[form.sheet], faults, named=True) if form.sheet in by_name else None
        if own and own.rows:
            taken, state = read_out(kind, own, state, faults, before)
            found.append(taken)
    return opened(found, faults)


def read_out(
    kind: Kind, found: Reading, state: State, faults: Faults, before: tuple[Problem, ...] = ()
) -> tuple[Taken, State]:
    """What a sheet says, and the state after it.

    *before*: the problems of the sheets before it. With one of its own, what the contest refuses is not told:
    that may follow from the wrong cell alone.
    """
    taken = kind.taken(found, state, faults)
    is_clean = faults.problems == before
    return taken, tried(state, taken.parts, faults if is_clean else Faults())

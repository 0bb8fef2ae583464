"""The sheet of the panels (评委): who sits on which seat, who waits for one, and where they come from."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from judging.core.people.appointing import SetPerson
from judging.core.people.person import Person
from judging.core.people.taking_part import Judge
from judging.core.scoring.rulebook import Round
from judging.core.sentence import sentence
from judging.core.setup.grouping import group_name
from judging.core.setup.prepared import Panel, Sitting
from judging.core.setup.seating import MAX_PANEL, SeatPanel
from judging.core.state import PanelKey, State
from judging.files.changes import Change
from judging.files.problems import shown

from .cells import amount, some_words, words
from .form import Choices, Column, Faults, Form, Span, Wrong
from .places import named_place, numbered_ids, one, panel_column, panel_of, place_columns, round_of
from .preview import Record, differences
from .reader import Cell
from .rows import Reading, Row
from .taken import Placed, Taken

KINDS = {"评委": Sitting.SEAT, "候补": Sitting.RESERVE, "见习": Sitting.TRAINEE}
NAMES = {kind: word for word, kind in KINDS.items()}


def kind_of(cell: Cell) -> str | Wrong:
    text = words(cell, 20)
    if isinstance(text, Wrong) or not text:
        return text
    word = text if text in ("", "评委") else text.removesuffix("评委")
    if word in KINDS:
        return word
    return Wrong(sentence("不明白{text}", text=shown(text)), sentence("写评委、候补或见习，空着就是评委"))


# fmt: off
def form(state: State) -> Form:
    texts = partial(words, most=60)
    return Form("评委", (
        *place_columns(state),
        *panel_column(state),
        Column("kind", "身份", kind_of, ("类型", "评委类型"), width=10, check=Choices(tuple(KINDS))),
        Column(
            "seat", "席位", partial(amount, low=1, high=MAX_PANEL, unit="号", whole=True),
            ("席位号", "座位", "座位号", "序号"), check=Span(Decimal(1), Decimal(MAX_PANEL), whole=True),
            hint="1、2、3……；全空着就按行的先后",
        ),
        *group_column(state),
        Column("name", "姓名", partial(some_words, most=40), ("评委姓名", "名字"), required=True, width=16),
        Column("unit", "单位", texts, ("工作单位", "所在单位"), width=30, hint="用来回避"),
        Column("district", "区", texts, ("区县", "所在区"), hint="用来回避"),
        Column("id", "编号", partial(words, most=40), ("评委编号",), width=10, hint="空着的由系统编"),
    ))
# fmt: on


def group_column(state: State) -> tuple[Column, ...]:
    """Where judges count in groups."""
    names = tuple(dict.fromkeys(g.name for _, round in state.performed_rounds() for g in round.groups))
    column = Column(
        "group", "评委分组", partial(words, most=60), ("分组", "评委类别"), width=14, check=Choices(names)
    )
    return (column,) if names else ()


def group_of(row: Row, round: Round, kind: Sitting, faults: Faults) -> str:
    """The id of the group the row names; "" where it names none, or may not."""
    text = row.text("group")
    groups = {group.id: (group.name, group.id) for group in round.groups}
    if not text:
        return ""
    if kind is Sitting.TRAINEE or not groups:
        what = sentence("见习评委不分组") if groups else sentence("“{round}”的评委不分组", round=round.name)
        faults.add(row.place("group"), what, sentence("空着"))
        return ""
    return one(row, "group", groups, faults) or ""


def known(state: State) -> list[Record]:
    return [
        {**named_place(key, state), **record}
        for key, panel in state.panels.items()
        for record in records(state, key, panel).values()
    ]


def records(state: State, key: PanelKey, panel: Panel) -> dict[str, Record]:
    """By judge id, with the keys of the form's columns."""
    return {
        judge.id: {
            "id": judge.id,
            "name": judge.name,
            "kind": NAMES[kind],
            "seat": str(judge.seat),
            "group": group_name(state.round(key.track, key.round), judge),
            "unit": state.people[judge.id].unit if judge.id in state.people else "",
            "district": state.people[judge.id].district if judge.id in state.people else "",
        }
        for kind, judges in zip(Sitting, (panel.judges, panel.reserves, panel.trainees), strict=True)
        for judge in judges
    }


class Line(Struct, frozen=True):
    """A row that was understood; `seat` 0: in the order of the rows."""

    row: Row
    id: str
    name: str
    kind: Sitting
    seat: int
    group: str = ""


def known_group(state: State, key: PanelKey, line: Line) -> str:
    """As it is, where the sheet has no column for it."""
    before = state.panels.get(key, Panel(())).everybody
    is_trainee = line.kind is Sitting.TRAINEE
    return next((judge.group for judge in before if judge.id == line.id and not is_trainee), "")


def taken(found: Reading, state: State, faults: Faults) -> Taken:
    """Of each panel that has a row; the others stay as they are."""
    meant = Meant(state, found)
    lines: dict[PanelKey, list[Line]] = {}
    for row in found.rows:
        place = round_of(row, state, faults)
        key = panel_of(row, *place, faults) if place else None
        line = meant.line(row, faults)
        if place and key and line:
            group = group_of(row, place[1], line.kind, faults)
            if "group" not in found.columns:
                group = known_group(state, key, line)
            lines.setdefault(key, []).append(replace(line, group=group))
    is_whole = sum(map(len, lines.values())) == len(found.rows)
    persons = dict(persons_of(state, [line for own in lines.values() for line in own], faults))
    parts = [Placed(row.place("name"), SetPerson(person)) for person, row in persons.values()]
    after = replace(state, people={**state.people, **{id: person for id, (person, _) in persons.items()}})
    changes = list[Change]()
    for key, own in lines.items():
        before = state.panels.get(key, Panel(()))
        panel = seated(found, own, before, faults, is_whole=is_whole)
        where = tuple(text for text in named_place(key, state).values() if text)
        changes += differences(form(state), where, records(state, key, before), records(after, key, panel))
        if (panel.judges, panel.reserves, panel.trainees) != (
            before.judges,
            before.reserves,
            before.trainees,
        ):
            seat = SeatPanel(*key[:2], panel.judges, key.panel, None, panel.reserves, panel.trainees)
            parts.append(Placed(own[0].row.place("name"), seat))
    return Taken(len(found.rows), tuple(changes), tuple(parts))


class Meant:
    """Who a row is: by the id, else by the name, which is one person's in all panels."""

    def __init__(self, state: State, found: Reading) -> None:
        judges = {judge.name: judge.id for panel in state.panels.values() for judge in panel.everybody}
        self._ids = {person.name: id for id, person in state.people.items()} | judges
        written = {row.text("id") for row in found.rows}
        self._new = numbered_ids("J", {*self._ids.values(), *state.former, *written})

    def line(self, row: Row, faults: Faults) -> Line | None:
        read = {column.key: row.taken(column.key, faults) for column in row.form.columns}
        name = read["name"]
        if name is None or any(value is None for value in read.values()):
            return None
        id = read["id"] or self._ids.get(name) or next(self._new)
        self._ids.setdefault(name, id)
        kind = KINDS[read["kind"] or NAMES[Sitting.SEAT]]
        return Line(row, id, name, kind, int(read["seat"] or 0))


def persons_of(state: State, lines: list[Line], faults: Faults) -> Iterator[tuple[str, tuple[Person, Row]]]:
    """Whose unit or district the sheet tells anew, with the row that does."""
    told: dict[str, tuple[Person, Row]] = {}
    for line in lines:
        before, first = told.get(line.id, (state.people.get(line.id, Person(line.id, line.name)), line.row))
        texts = {key: text for key in ("unit", "district") if (text := line.row.text(key))}
        for key, text in texts.items():
            if line.id in told and getattr(before, key) not in ("", text):
                what = sentence(
                    "{name}在第 {row} 行写的是{text}",
                    name=line.name,
                    row=first.number,
                    text=getattr(before, key),
                )
                faults.add(line.row.place(key), what, sentence("改成一样的"))
        told[line.id] = replace(before, **texts), first
    for id, (person, row) in told.items():
        known = state.people.get(id)
        if person != known and (known or person.unit or person.district):
            yield id, (person, row)


def seated(found: Reading, lines: list[Line], before: Panel, faults: Faults, *, is_whole: bool) -> Panel:
    """The panel as the rows have it; who is beside the seats stays where the sheet has no column for it."""
    first: dict[str, Line] = {}
    for line in lines:
        if line.id in first:
            what = sentence("{name}在第 {row} 行已有一行", name=line.name, row=first[line.id].row.number)
            faults.add(line.row.place("name"), what, sentence("删去多余的一行"))
        first.setdefault(line.id, line)
    judges = {
        kind: in_order([each for each in first.values() if each.kind is kind], faults, is_whole=is_whole)
        for kind in Sitting
    }
    if "kind" not in found.columns:
        return replace(before, judges=judges[Sitting.SEAT])
    return replace(
        before,
        judges=judges[Sitting.SEAT],
        reserves=judges[Sitting.RESERVE],
        trainees=judges[Sitting.TRAINEE],
    )


def in_order(lines: list[Line], faults: Faults, *, is_whole: bool) -> tuple[Judge, ...]:
    """With their numbers, or numbered in the order of the rows where none is written."""
    if not any(line.seat for line in lines):
        return tuple(Judge(line.id, seat, line.name, line.group) for seat, line in enumerate(lines, 1))
    seats: Mapping[int, Line] = {}
    for line in lines:
        if not line.seat:
            faults.add(line.row.place("seat"), sentence("没有席位号"), sentence("都填上，或都空着"))
        elif line.seat in seats:
            what = sentence(
                "席位 {seat} 在第 {row} 行已有人", seat=line.seat, row=seats[line.seat].row.number
            )
            faults.add(line.row.place("seat"), what, sentence("改正其中一个"))
        seats = {**seats, line.seat: line}
    for seat in range(1, len(seats) + 1) if is_whole else ():  # else who could not be read may sit there
        if seat not in seats and all(line.seat for line in lines):
            last = seats[max(seats)].row
            what = sentence("没有席位 {seat}", seat=seat)
            faults.add(last.place("seat"), what, sentence("席位从 1 号起，中间不空"))
            break
    return tuple(
        Judge(line.id, line.seat, line.name, line.group) for line in sorted(lines, key=lambda line: line.seat)
    )

"""The sheet of who does what (人员与职责): a line for each part of the contest that somebody looks after."""

import re
from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from judging.core.people.appointing import NOT_APPOINTED, SetPerson
from judging.core.people.duty import WHOLE, Appointment, Duty, Scope
from judging.core.people.person import Person
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.words import DUTIES
from judging.files.problems import nearest, shown

from .cells import some_words, words
from .form import Choices, Column, Faults, Form
from .places import numbered_ids
from .preview import Record, differences
from .rows import Reading, Row
from .taken import Placed, Taken

ALL = "整个赛事"
OTHER = "其他范围"  # of a part that is no more: empty it would be read as the whole
BETWEEN = re.compile(r"[、,，;；/\s]+")
GIVEN = {DUTIES[duty].template: duty for duty in Duty if duty not in NOT_APPOINTED}
DETAILS = ("unit", "district", "phone")


# fmt: off
def form(state: State) -> Form:
    texts = partial(words, most=60)
    return Form("人员与职责", (
        Column("name", "姓名", partial(some_words, most=40), ("名字", "人员"), required=True, width=16),
        Column(
            "duty", "职责", partial(words, most=200), ("岗位", "分工", "任务"), width=24,
            check=Choices(tuple(GIVEN), open=True), hint="几项职责之间用顿号隔开",
        ),
        Column(
            "scope", "范围", partial(words, most=200), ("负责范围", "会场"), width=28,
            check=Choices(tuple(offered(state))), hint="空着就是整个赛事；管几处的写几行",
        ),
        Column("unit", "单位", texts, ("单位名称", "工作单位", "所在单位", "部门"), width=30),
        Column("district", "区", texts, ("区县", "所在区", "所属区")),
        Column("phone", "电话", texts, ("手机", "手机号", "联系电话"), width=16),
        Column("id", "编号", partial(words, most=40), ("人员编号",), width=10, hint="空着的由系统编"),
    ))
# fmt: on


def scopes(state: State) -> dict[str, Scope]:
    """By what each is called in the sheet."""
    found = {ALL: WHOLE}
    found |= {f"会场 {hall.name}": Scope(hall=hall.id) for hall in state.halls.values()}
    found |= {f"组别 {track.name}": Scope(track=track.id) for track in state.rulebook.tracks}
    for track, round in state.performed_rounds():
        for key in state.panel_keys(track.id, round.id):
            name = " ".join(filter(None, (track.name, round.name, key.panel, "评委组")))
            found[name] = Scope(track=key.track, round=key.round, panel=key.panel)
    given = (each.scope for person in state.people.values() for each in person.appointments)
    others = (scope for scope in dict.fromkeys(given) if scope not in found.values())
    return found | {f"{OTHER} {number}": scope for number, scope in enumerate(others, 1)}


def offered(state: State) -> Iterator[str]:
    """Parts are offered only where there are several."""
    panels = sum(scope.panel is not None for scope in scopes(state).values())
    for name, scope in scopes(state).items():
        is_one_of_several = (
            (scope.hall and len(state.halls) > 1)
            or (scope.panel is not None and panels > 1)
            or (scope.track and scope.panel is None and len(state.rulebook.tracks) > 1)
        )
        if scope.is_whole or (is_one_of_several and not name.startswith(OTHER)):
            yield name


def known(state: State) -> list[Record]:
    return [record for person in state.people.values() for record in lines(state, person)]


def lines(state: State, person: Person) -> Iterator[Record]:
    """One for each scope, in the order of the appointments."""
    called = {scope: name for name, scope in scopes(state).items()}
    about = {"id": person.id, "name": person.name, **{key: getattr(person, key) for key in DETAILS}}
    for scope in dict.fromkeys(each.scope for each in person.appointments) or (WHOLE,):
        duties = [DUTIES[each.duty].template for each in person.appointments if each.scope == scope]
        yield {**about, "duty": "、".join(duties), "scope": called[scope] if duties else ""}


def taken(found: Reading, state: State, faults: Faults) -> Taken:
    """Who is not in the sheet stays as known; who is has just the duties that stand there."""
    meant = Meant(state, found, faults)
    for row in found.rows:
        meant.take(row)
    persons = meant.persons
    after = {id: record(state, person) for id, person in persons.items()}
    before = {id: record(state, state.people[id]) for id in persons if id in state.people}
    before = {id: before[id] for id in after if id in before}
    changes = tuple(differences(form(state), (sentence("人员与职责"),), before, after))
    parts = (
        Placed(meant.rows[id].place("name"), SetPerson(person))
        for id, person in persons.items()
        if state.people.get(id) != person
    )
    return Taken(len(found.rows), changes, tuple(parts))


def record(state: State, person: Person) -> Record:
    """All duties of a person in one, as a change tells them."""
    own = list(lines(state, person))
    told = (f"{line['duty']}（{line['scope']}）" for line in own if line["duty"])
    return {**own[0], "duty": "、".join(told), "scope": ""}


class Meant:
    """Whom each row is about: by the id, else by the name, which nobody shares."""

    def __init__(self, state: State, found: Reading, faults: Faults) -> None:
        self.persons: dict[str, Person] = {}
        self.rows: dict[str, Row] = {}  # the first of each
        self._state, self._faults, self._columns = state, faults, found.columns
        self._scopes = {plain(name): scope for name, scope in scopes(state).items()}
        judges = {judge.name: judge.id for panel in state.panels.values() for judge in panel.everybody}
        self._ids = judges | {person.name: id for id, person in state.people.items()}
        written = {row.text("id") for row in found.rows}
        self._new = numbered_ids("P", {*self._ids.values(), *state.former, *written})

    def take(self, row: Row) -> None:
        read = {column.key: row.taken(column.key, self._faults) for column in row.form.columns}
        appointments = self._appointments(row)
        if any(value is None for value in read.values()) or appointments is None:
            return
        texts = {key: value or "" for key, value in read.items()}
        id = texts["id"] or self._ids.get(texts["name"]) or next(self._new)
        self._ids[texts["name"]] = id
        before = self.persons.get(id)
        if before is None:
            self.rows[id] = row
            known = self._state.people.get(id, Person(id, texts["name"]))
            kept = () if "duty" in self._columns else known.appointments
            before = replace(known, name=texts["name"], appointments=kept)
        elif before.name != texts["name"]:
            what = sentence(
                "编号 {id} 在第 {row} 行是 {name}", id=id, row=self.rows[id].number, name=before.name
            )
            self._faults.add(row.place("name"), what, sentence("一个编号写一个人"))
        details = {key: texts[key] for key in DETAILS if key in self._columns and texts[key]}
        if id not in self.persons:
            details = {key: texts[key] for key in DETAILS if key in self._columns}
        everything = dict.fromkeys((*before.appointments, *appointments))
        self.persons[id] = replace(before, **details, appointments=tuple(everything))

    def _appointments(self, row: Row) -> tuple[Appointment, ...] | None:
        """None, and a problem, for what is no duty or no part."""
        text = plain(row.text("scope"))
        scope = self._scopes.get(text) if text else WHOLE
        if scope is None:
            self._wrong(row, "scope", row.text("scope"), list(offered(self._state)))
        found = list[Appointment]()
        for word in filter(None, BETWEEN.split(row.text("duty"))):
            if word not in GIVEN:
                self._wrong(row, "duty", word, list(GIVEN))
                return None
            found += [Appointment(GIVEN[word], scope)] if scope else []
        return tuple(found) if scope else None

    def _wrong(self, row: Row, key: str, text: str, known: list[str]) -> None:
        remedy: Sentence
        if key == "duty" and text == DUTIES[Duty.JUDGE].template:
            remedy = sentence("评委写在“评委”表里")
        elif near := nearest(text, known):
            remedy = sentence("最接近的是 {nearest}", nearest=near)
        else:
            remedy = sentence("写其中之一：{names}", names=tuple(known))
        what = sentence("没有{text}这个范围", text=shown(text))
        if key == "duty":
            what = sentence("没有{text}这项职责", text=shown(text))
        self._faults.add(row.place(key), what, remedy)


def plain(text: str) -> str:
    """Without the blanks that people leave out or double."""
    return "".join(text.split())

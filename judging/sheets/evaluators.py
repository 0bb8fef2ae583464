"""The sheet of who evaluates whom (测评名单): a line for each evaluator and entrant, or for all entrants."""

from collections.abc import Iterator
from functools import partial

from judging.core.evaluating.evaluation import Evaluator, Owed
from judging.core.evaluating.listing_evaluators import ListEvaluators, groups_in
from judging.core.evaluating.taking import evaluation_of
from judging.core.people.taking_part import names_among
from judging.core.scoring.evaluators import BY_SLIP
from judging.core.scoring.rulebook import Round, Track
from judging.core.sentence import sentence
from judging.core.state import State
from judging.files.changes import Change

from .cells import words
from .form import Choices, Column, Faults, Form
from .orders import entrant_of, taking_part
from .places import numbered_ids, one
from .preview import Record
from .rows import Reading, Row
from .taken import Placed, Taken

ALL = "全部"
Place = tuple[Track, Round]


def rounds_of(state: State) -> list[Place]:
    """The evaluated rounds in which people are listed."""
    return [
        (track, round)
        for track in state.rulebook.tracks
        for round in track.rounds
        if round.is_evaluated and set(groups_in(round).values()) - BY_SLIP
    ]


def form(state: State) -> Form:
    rounds = rounds_of(state)
    tracks = tuple(dict.fromkeys(track.name for track, _ in rounds))
    names = tuple(dict.fromkeys(round.name for _, round in rounds))
    groups = tuple(
        dict.fromkeys(name for _, round in rounds for name in named_groups(round).values() if name)
    )
    read, long = partial(words, most=60), partial(words, most=200)
    places = (
        (len(tracks) > 1, Column("track", "组别", read, ("组", "参赛组别"), width=18, check=Choices(tracks))),
        (len(rounds) > 1, Column("round", "环节", read, ("轮次",), width=18, check=Choices(names))),
    )
    group = Column("group", "测评组", read, ("票种", "类别"), width=14, check=Choices(groups))
    return Form(
        "测评名单",
        (
            *(column for is_needed, column in places if is_needed),
            Column(
                "person",
                "测评人编号",
                partial(words, most=40),
                ("人员编号",),
                width=12,
                hint="空着的由系统编",
            ),
            Column("evaluator", "测评人", read, ("测评人姓名", "填表人"), required=True, width=16),
            *((group,) if groups else ()),
            Column("id", "编号", partial(words, most=40), ("参赛对象编号",), width=12),
            Column(
                *("name", "参赛对象", long, ("名称", "被测评人", "选手", "单位")),
                width=30,
                hint="填“全部”：给所有参赛对象各填一份",
            ),
        ),
    )


def named_groups(round: Round) -> dict[str, str]:
    """Group → its name, of those that people are listed for."""
    names = {group.id: group.name for group in round.groups}
    return {id: names.get(id, "") for id, who in groups_in(round).items() if who not in BY_SLIP}


def known(state: State) -> list[Record]:
    rows: list[Record] = []
    for track, round in rounds_of(state):
        names, groups = names_among(state.entrants.get(track.id, {}).values()), named_groups(round)
        for each in evaluation_of(state, track.id, round.id).evaluators:
            person = state.people.get(each.id)
            rows += [
                {
                    "track": track.name,
                    "round": round.name,
                    "person": each.id,
                    "evaluator": person.name if person else each.id,
                    "group": groups.get(owed.group, ""),
                    "id": owed.entrant,
                    "name": names[owed.entrant],
                }
                for owed in each.owed
                if owed.entrant in names
            ]
    return rows


def taken(found: Reading, state: State, faults: Faults) -> Taken:
    """Of each round that has rows; the others stay as they are."""
    rows: dict[tuple[str, str], list[Row]] = {}
    for row in found.rows:
        if place := _round_of(row, state, faults):
            rows.setdefault((place[0].id, place[1].id), []).append(row)
    persons = _Persons(state)
    changes, parts = list[Change](), list[Placed]()
    for (track, round), own in rows.items():
        evaluators = tuple(_evaluators(own, state, track, round, persons, faults))
        before = evaluation_of(state, track, round).evaluators
        if set(evaluators) == set(before):
            continue
        where = (state.track(track).name, state.round(track, round).name, sentence("测评名单"))
        counts = [sentence("{count} 人", count=len(each)) if each else None for each in (before, evaluators)]
        changes.append(Change(where, *counts))
        parts.append(
            Placed(own[0].place("evaluator"), ListEvaluators(track, round, evaluators, persons.names))
        )
    return Taken(len(found.rows), tuple(changes), tuple(parts))


def _round_of(row: Row, state: State, faults: Faults) -> Place | None:
    rounds = rounds_of(state)
    tracks = {track.id: (track.name, track) for track, _ in rounds}
    track = one(row, "track", tracks, faults)
    if track is None:
        return None
    own = {round.id: (round.name, round) for of, round in rounds if of.id == track.id}
    round = one(row, "round", own, faults)
    return (track, round) if round else None


class _Persons:
    """Who is known by which name; whoever is new gets an id that nobody has."""

    def __init__(self, state: State) -> None:
        self.by_name = {person.name: id for id, person in state.people.items()}
        self._ids = {id: person.name for id, person in state.people.items()}
        entrants = {id for roster in state.entrants.values() for id in roster}
        self._free = numbered_ids("V", {*self._ids, *state.former, *state.judge_ids(), *entrants})
        self.names: dict[str, str] = {}  # of those who are new

    def id_of(self, row: Row, faults: Faults) -> str:
        id, name = row.text("person"), row.text("evaluator")
        if id and (known := self._ids.get(id, self.names.get(id))) not in (None, name):
            what = sentence("编号 {id} 是{known}，这里却写着{name}", id=id, known=str(known), name=name)
            faults.add(row.place("evaluator"), what, sentence("改正编号或姓名"))
            return ""
        if name in self.by_name and id in ("", self.by_name[name]):
            return self.by_name[name]
        if name in self.by_name:
            what = sentence("{name}的编号是 {known}，不是 {id}", name=name, known=self.by_name[name], id=id)
            faults.add(row.place("person"), what, sentence("改正编号；同名的另一人请把姓名写得不同"))
            return ""
        id = id or next(self._free)
        self.names[id], self.by_name[name] = name, id
        return id


def _evaluators(
    rows: list[Row], state: State, track: str, round: str, persons: _Persons, faults: Faults
) -> Iterator[Evaluator]:
    owed: dict[str, dict[str, Owed]] = {}
    groups = {id: (name, id) for id, name in named_groups(state.round(track, round)).items()}
    entrants = taking_part(state, track)
    for row in rows:
        who = persons.id_of(row, faults)
        group = one(row, "group", groups, faults) if any(name for name, _ in groups.values()) else ""
        about = list(entrants) if row.text("name") == ALL else [entrant_of(row, entrants, faults)]
        if not who or group is None or "" in about:
            continue
        for entrant in about:
            if entrant in owed.setdefault(who, {}):
                what = sentence(
                    "{who}给 {name} 已有一行", who=row.text("evaluator"), name=entrants[entrant].name
                )
                faults.add(row.place("name"), what, sentence("同一人给同一个参赛对象只填一份，删去多余的"))
            owed[who][entrant] = Owed(entrant, group)
    for id, sheets in owed.items():
        yield Evaluator(id, tuple(sheets.values()))

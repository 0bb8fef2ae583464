"""The sheet of running orders (出场顺序) that were drawn before a witness."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from judging.core.people.taking_part import Entrant, names_among
from judging.core.scoring.rulebook import Round, Track
from judging.core.sentence import sentence
from judging.core.setup.ordering import EnterOrder
from judging.core.state import State
from judging.files.changes import Change
from judging.files.problems import nearest, shown

from .cells import amount, words
from .form import Column, Faults, Form, Span
from .places import place_columns, round_of
from .preview import Record
from .rows import Reading, Row
from .taken import Placed, Taken

Key = tuple[str, str]  # track, round


def form(state: State) -> Form:
    most = max((len(found) for found in state.entrants.values()), default=1) or 1
    return Form(
        "出场顺序",
        (
            *place_columns(state),
            Column("id", "编号", partial(words, most=40), width=12),
            Column("name", "名称", partial(words, most=200), ("单位", "姓名", "选手", "参赛对象"), width=40),
            Column(
                "number",
                "序号",
                partial(amount, low=1, high=most, unit="号", whole=True),
                ("出场序号", "出场顺序", "签号", "抽签号", "顺序"),
                required=True,
                check=Span(Decimal(1), Decimal(most), whole=True),
                hint="抽到第几个；一个环节要么都填，要么都不填",
            ),
            Column("witness", "见证人", partial(words, most=40), ("监督员", "公证人"), width=14),
        ),
    )


def known(state: State) -> list[Record]:
    return [
        {"track": track.name, "round": round.name, "id": id, "name": name, "number": number}
        for track, round in state.performed_rounds()
        for id, name, number in _listed(state, track, round)
    ]


def _listed(state: State, track: Track, round: Round) -> Iterator[tuple[str, str, str]]:
    entrants = taking_part(state, track.id)
    numbers = {id: str(number) for number, id in enumerate(present(state, track.id, round.id), 1)}
    for id, name in names_among(entrants.values()).items():
        yield id, name, numbers.get(id, "")


def present(state: State, track: str, round: str) -> tuple[str, ...]:
    """The order as it is, of who takes part; () where there is none."""
    order, entrants = state.orders.get((track, round)), taking_part(state, track)
    return tuple(id for id in order.entrants if id in entrants) if order else ()


def taking_part(state: State, track: str) -> dict[str, Entrant]:
    return {
        id: each for id, each in state.entrants.get(track, {}).items() if (track, id) not in state.statuses
    }


def taken(found: Reading, state: State, faults: Faults) -> Taken:
    """Of each round that has numbers; the others stay as they are, and so does an order that is the same."""
    rows: dict[Key, list[Row]] = {}
    for row in found.rows:
        if place := round_of(row, state, faults):
            rows.setdefault((place[0].id, place[1].id), []).append(row)
    changes, parts, count = list[Change](), list[Placed](), 0
    for (track, round), own in rows.items():
        if not any(row.text("number") for row in own):
            continue
        count += len(own)
        order = ordered(found, own, state, track, faults)
        if order == present(state, track, round):
            continue
        witness = witness_of(own, faults)
        if order and witness:
            parts.append(Placed(own[0].place("number"), EnterOrder(track, round, order, witness)))
            changes.append(changed(state, track, round, order))
    return Taken(count, tuple(changes), tuple(parts))


def changed(state: State, track: str, round: str, order: tuple[str, ...]) -> Change:
    names = names_among(state.entrants[track].values())
    said = tuple(names[id] for id in present(state, track, round))
    return Change(
        (state.track(track).name, state.round(track, round).name, sentence("出场顺序")),
        sentence("{names}", names=said) if said else None,
        sentence("{names}", names=tuple(names[id] for id in order)),
    )


def ordered(
    found: Reading, rows: list[Row], state: State, track: str, faults: Faults
) -> tuple[str, ...] | None:
    """The entrants by their numbers; None, and problems, unless each has one of 1, 2, 3, …"""
    entrants = taking_part(state, track)
    numbers, seen, is_whole = dict[int, str](), dict[str, Row](), True
    for row in rows:
        id, number = entrant_of(row, entrants, faults), row.taken("number", faults)
        if id in seen:
            what = sentence("{name}在第 {row} 行已有一行", name=entrants[id].name, row=seen[id].number)
            faults.add(row.place("id"), what, sentence("删去多余的一行"))
        elif number == "":
            faults.add(row.place("number"), sentence("没有序号"), sentence("填上抽到的序号"))
        elif number and int(number) in numbers:
            what = sentence("序号 {number} 有两个", number=number)
            faults.add(row.place("number"), what, sentence("核对抽签结果，改正其中一个"))
        elif id and number:
            numbers[int(number)] = id
            seen[id] = row
            continue
        is_whole = False
    for id in entrants.keys() - seen.keys() if is_whole else ():
        what = sentence("没有 {name}（编号 {id}）", name=entrants[id].name, id=id)
        faults.add(found.place("id"), what, sentence("每个参赛对象写一行"))
        is_whole = False
    if is_whole and sorted(numbers) != list(range(1, len(numbers) + 1)):
        missing = next(number for number in range(1, len(numbers) + 1) if number not in numbers)
        place = seen[numbers[max(numbers)]].place("number")
        faults.add(place, sentence("没有序号 {number}", number=missing), sentence("序号从 1 起，中间不空"))
        is_whole = False
    return tuple(numbers[number] for number in sorted(numbers)) if is_whole else None


def entrant_of(row: Row, entrants: dict[str, Entrant], faults: Faults) -> str:
    """By the id, or by a name that only one has; "", and a problem, for nobody."""
    id, name = row.text("id"), row.text("name")
    names = names_among(entrants.values())
    if not id:
        same = [each for each, known in names.items() if known == name]
        id = same[0] if len(same) == 1 else ""
    if id in entrants and name in ("", names[id], entrants[id].name):
        return id
    if id in entrants:
        what = sentence("编号 {id} 是 {name}，这里却写着{given}", id=id, name=names[id], given=shown(name))
        faults.add(row.place("name"), what, sentence("多半是只排序了部分列，请下载模板重填"))
        return ""
    what = sentence("名单里没有{text}", text=shown(id or name)) if id or name else sentence("没有编号")
    near = nearest(id or name, [*entrants, *names.values()])
    remedy = sentence("最接近的是 {nearest}", nearest=near) if near else sentence("编号和名称以名单为准")
    faults.add(row.place("id" if "id" in row.columns else "name"), what, remedy)
    return ""


def witness_of(rows: list[Row], faults: Faults) -> str:
    """Of the round: the one that its rows name; "", and a problem, for none or several."""
    named = {row.text("witness"): row for row in rows if row.text("witness")}
    if len(named) > 1:
        what = sentence("同一环节写了几位见证人：{names}", names=tuple(named))
        faults.add(list(named.values())[1].place("witness"), what, sentence("只写一位"))
        return ""
    if not named:
        faults.add(rows[0].place("witness"), sentence("没有见证人"), sentence("在“见证人”一列写上姓名"))
        return ""
    [row] = named.values()
    return row.taken("witness", faults) or ""

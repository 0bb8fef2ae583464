"""分组抽签记录: which panel judges whom in a round, and how anybody can check that nobody arranged it."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from judging.core.people.taking_part import Entrant, names_among
from judging.core.scoring.rulebook import Round
from judging.core.setup.assigning import dealt
from judging.core.setup.prepared import Assignment
from judging.core.state import State
from judging.sheets.table import Cell, Column, Line, Table

from .draws import SHOWN_DIGITS
from .moment import Moment
from .phrases import local_moment
from .sheet import Sheet, SheetPlace

COLUMNS = (
    Column("number", "序号", "number"),
    Column("panel", "评委组", "number"),
    Column("name", "单位", "name"),
    Column("district", "区", "district"),
    Column("id", "编号", "id"),
)
DIGESTS = (
    Column("of_district", "区的校验值（前16位）", "digest"),
    Column("digest", "校验值（前16位）", "digest"),
)


def assignment_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    state = moment.state
    track, round = state.track(place.track), state.round(place.track, place.round)
    made, names = state.assignments[track.id, round.id], names_among(state.entrants[track.id].values())
    lines = tuple(
        Line(entrant.id, (*_cells(number, names[entrant.id], entrant, made), *_digests(entrant, made)))
        for number, entrant in enumerate(_listed(state, place.track, round, made), 1)
    )
    return Sheet(
        form="assignment",
        place=place,
        title=f"{track.name}{round.name}分组抽签记录",
        heading=(
            ("参加分组", f"{len(lines)} 个"),
            ("时间", local_moment(made.at)),
            ("种子", made.seed) if made.seed else ("见证人", made.witness),
        ),
        table=Table((*COLUMNS, *DIGESTS) if made.seed else COLUMNS, lines),
        notes=(*_counts(state, place.track, round, made), _how(round, made, lines[0].cells[3].text)),
        signatures=("抽签人", "见证人", "记分员", "监督员"),
        gist=tuple((line.cells[2].text, f"评委组{line.cells[1].text}") for line in lines),
    )


def _listed(state: State, track: str, round: Round, made: Assignment) -> list[Entrant]:
    """As they were dealt; by hand, panel by panel as the roster has them."""
    entrants = [entrant for entrant in state.entrants[track].values() if entrant.id in made.named]
    if made.seed:
        return dealt(entrants, made.seed)
    return sorted(entrants, key=lambda entrant: round.panels.index(made.panels[entrant.id]))


def _cells(number: int, name: str, entrant: Entrant, made: Assignment) -> Iterator[Cell]:
    texts = (str(number), made.panels[entrant.id], name, entrant.district, entrant.id)
    return map(Cell, texts)


def _digests(entrant: Entrant, made: Assignment) -> list[Cell]:
    """The starts of what `dealt` sorted by: district, then entrant."""
    parts = (entrant.district, entrant.id) if made.seed else ()
    return [Cell(sha256(f"{made.seed}:{part}".encode()).hexdigest()[:SHOWN_DIGITS]) for part in parts]


def _counts(state: State, track: str, round: Round, made: Assignment) -> Iterator[str]:
    """“评委组A：12 个（东区 6、西区 6）。”"""
    for panel in round.panels:
        ids = (id for id in made.named if made.panels[id] == panel)
        districts = Counter(state.entrants[track][id].district for id in ids)
        of = "、".join(f"{district} {count}" for district, count in sorted(districts.items()) if district)
        yield f"评委组{panel}：{districts.total()} 个{f'（{of}）' if of else ''}。"


def _how(round: Round, made: Assignment, district: str) -> str:
    if not made.seed:
        return "分组由现场抽签或个别调整产生，由见证人见证后录入。"
    return (
        f"核对方法：各区按文字“种子:区”（例：{made.seed}:{district}）的 SHA-256 值从小到大排列，"
        "同一区内各参赛对象按“种子:编号”的 SHA-256 值从小到大排列（都用半角冒号、不带引号和空格），"
        f"依次轮流分到评委组{'、'.join(round.panels)}。任何 SHA-256 工具都可核对，不需要本系统。"
    )

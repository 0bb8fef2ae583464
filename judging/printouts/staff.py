"""人员与职责表: who does what in this competition, for what, and from which unit; each signs."""

from collections.abc import Iterator

from judging.core import events as e
from judging.core.hall.hall import StoryEntry
from judging.core.people.appointing import SetPerson
from judging.core.setup.file_importing import ImportedPart
from judging.core.signing.digests import digest_of, said
from judging.core.state import State
from judging.sheets.table import Cell, Column, Line, Table
from judging.views.duties import PersonRow, people

from .files import file_note
from .moment import Moment
from .sheet import Correction, Sheet, SheetPlace

COLUMNS = (
    Column("number", "序号", "number"),
    Column("name", "姓名", "who"),
    Column("unit", "单位", "note"),
    Column("district", "区", "district"),
    Column("duties", "职责和范围", "name", is_worded=True),
    Column("sign", "本人签名", "blank"),
)
NOTE = "没有指派的职责由组织者和场控代办；同一个人不兼录入和复核，评委不经手录入和复核，监督员只看、只会签。"


def staff_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    rows = people(moment.state)
    changes = (line for line in moment.history if isinstance(line.event, e.PersonSet | e.PersonRemoved))
    return Sheet(
        form="staff",
        place=place,
        title="人员与职责表",
        heading=(("人员", f"{len(rows)} 人"),),
        table=Table(COLUMNS, tuple(_line(number, row) for number, row in enumerate(rows, 1))),
        corrections=tuple(map(_fact, changes)),
        notes=(NOTE, *file_note(moment, "人员与职责", ImportedPart(SetPerson.__name__))),
        signatures=("组织者", "监督员"),
        gist=tuple((row.name, "、".join(_duties(row))) for row in rows),
    )


def named(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Where anybody is known by more than a seat."""
    if state.people:
        yield SheetPlace("")


def _line(number: int, row: PersonRow) -> Line:
    texts = (str(number), row.name, row.unit, row.district, "；".join(_duties(row)), "")
    return Line(row.id, tuple(map(Cell, texts)))


def _duties(row: PersonRow) -> Iterator[str]:
    yield from (f"评委（{where}）" for where in row.seats)
    yield from (f"{each.word}（{each.where}）" for each in row.appointments)


def _fact(line: StoryEntry) -> Correction:
    """What the check code is made of: each change itself, not how duties are worded."""
    return Correction(
        line.at, type(line.event).__name__, "", is_told=False, about=(line.by, digest_of(said(line.event)))
    )

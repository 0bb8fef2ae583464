"""附件3 集体类奖项申报表 and 附件4 个人类奖项申报表: what the roster knows filled in, the rest left blank.

The cell of the ID number is on the form and stays empty: nobody's is ever asked for or kept.
"""

from base64 import b64encode
from collections.abc import Iterator

from judging.core.people.taking_part import Entrant
from judging.core.pictures.picture import PictureKey, Use
from judging.core.state import State
from judging.sheets.table import Cell, Column, Line, Table

from .masking import is_person
from .moment import Moment
from .sheet import Sheet, SheetPlace

COLUMNS = (Column("what", "项目", "name"), Column("given", "内容", "told"))
# In the order of the form; of the plan's 附件3 and 附件4 word by word.
OF_TEAM = (
    ("name", "集体名称"),
    ("leader", "负责人姓名"),
    ("phone", "联系电话"),
    ("windows", "窗口数量（区运管团队填“无”）"),
    ("team", "集体人数"),
    ("women", "女性占比"),
    ("young", "35岁以下占比"),
    ("rank", "集体行政级别"),
    ("honours", "以往年度立功竞赛活动获奖情况"),
)
TEAM_PARTS = ("工作开展情况", "服务管理情况", "社会美誉情况", "制度建设情况", "工作环境情况", "特色工作情况")
OF_PERSON = (
    ("name", "姓名"),
    ("sex", "性别"),
    ("origin", "籍贯"),
    ("party", "政治面貌"),
    ("schooling", "学历"),
    ("born", "出生年月"),
    ("unit", "工作单位和岗位"),
    ("years", "在岗年限（必须满2年）"),
    ("id", "身份证号"),
    ("phone", "联系电话"),
)
PERSON_PARTS = ("思想品德表现", "业务技能表现", "工作质量表现", "其他事迹")
OPINIONS = ("区民政局意见", "市民政局意见", "组委会意见")


def team_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    entrant = _entrant(moment.state, place)
    known = {"name": entrant.name, "leader": entrant.leader, "team": str(entrant.team or "")}
    return _sheet("team-application", place, "集体类奖项申报表", OF_TEAM, TEAM_PARTS, known)


def person_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    entrant = _entrant(moment.state, place)
    unit = " ".join(filter(None, (entrant.unit, entrant.post)))
    known = {"name": entrant.name, "unit": unit, "years": f"{entrant.years}年" if entrant.years else ""}
    return _sheet(
        "person-application",
        place,
        "个人类奖项申报表",
        OF_PERSON,
        PERSON_PARTS,
        known,
        _photo(moment.state, place),
    )


def teams(state: State, whole: bool) -> Iterator[SheetPlace]:
    return (place for place, is_person in _everybody(state) if not is_person)


def persons(state: State, whole: bool) -> Iterator[SheetPlace]:
    return (place for place, is_person in _everybody(state) if is_person)


def _everybody(state: State) -> Iterator[tuple[SheetPlace, bool]]:
    for track in state.rulebook.tracks:
        for entrant in state.entrants.get(track.id, {}).values():
            yield SheetPlace(track.id, subject=entrant.id), is_person(track, entrant)


def _entrant(state: State, place: SheetPlace) -> Entrant:
    return state.entrants[place.track][place.subject]


def _photo(state: State, place: SheetPlace) -> str:
    """As an address that holds the picture itself; "" without one."""
    found = state.pictures.get(PictureKey(Use.PHOTO, place.track, place.subject))
    if found is None:
        return ""
    return f"data:{found.picture.format.value};base64,{b64encode(found.picture.content).decode()}"


def _sheet(
    form: str,
    place: SheetPlace,
    title: str,
    fields: tuple[tuple[str, str], ...],
    parts: tuple[str, ...],
    known: dict[str, str],
    photo: str = "",
) -> Sheet:
    filled = [Line(key, (Cell(label), Cell(known.get(key, "")))) for key, label in fields]
    blank = [Line(label, (Cell(label), Cell())) for label in (*parts, *OPINIONS)]
    table, name = Table(COLUMNS, (*filled, *blank)), (fields[0][1], known["name"])
    return Sheet(form, place, title, table, heading=(name,), signatures=(), photo=photo)

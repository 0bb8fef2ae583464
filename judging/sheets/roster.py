"""The workbook of the entrants (参赛名单): the template, and what comes back filled in."""

from collections.abc import Iterable
from functools import partial
from itertools import chain

from msgspec.structs import replace

from judging.core.scoring.rulebook import Track
from judging.core.sentence import sentence
from judging.core.setup.roster_checks import gone_from, rosters_of, violations
from judging.core.state import State
from judging.files.changes import Change
from judging.files.explain import about_roster
from judging.files.problems import shown

from .cells import amount, some_words, words
from .form import Choices, Column, Faults, Form, Wrong
from .listing import RESERVE, Listing, Roster, listed, parts_of, records
from .notes import Note, of_another
from .preview import Opened, Record, differences, preview
from .reader import Cell, Sheet, read
from .rows import Reading, reading
from .template_writer import Filling
from .template_writer import template as written

YES = ("候补", "顺延", "替补", "后备", "是", "√", "✓", "Y", "y")
MOST_YEARS, MOST_TEAM = 60, 999

# The last of the names is the unit only where there is another column with names.
NAMES = (
    *("姓名", "选手", "选手姓名", "参赛选手", "参赛单位", "参赛对象", "中心", "受理中心", "队名"),
    *("单位名称", "单位"),
)
UNITS = ("所在单位", "工作单位", "所属中心", "参赛单位", "单位名称")


def present(state: State, track: Track | None) -> Roster:
    """Of one track, or of all."""
    tracks = (track,) if track else state.rulebook.tracks
    return Roster(
        state.rulebook,
        tracks,
        {each.id: tuple(state.entrants.get(each.id, {}).values()) for each in tracks},
        {each.id: state.reserves.get(each.id, ()) for each in tracks},
        frozenset(each.id for each in tracks if state.begun(each.id)),
        rosters_of(state),
        {each.id: gone_from(state, each.id) for each in tracks},
        state.rehearsal,
    )


def reserve(cell: Cell) -> str | Wrong:
    text = words(cell, 20)
    if isinstance(text, Wrong) or not text:
        return text
    if text in YES:
        return RESERVE
    return Wrong(sentence("不明白{text}", text=shown(text)), sentence("候补的写“候补”，其他的空着"))


# fmt: off
OF_TRACK = Column(
    "track", "组别", partial(words, most=60), ("组", "参赛组别", "类别"),
    required=True, width=18, hint="从下拉列表里选",
)
COLUMNS = (
    Column(
        "id", "编号", partial(words, most=40), ("参赛编号", "选手编号", "ID"),
        width=10,
        hint="空着的由系统编；已有的不要改，成绩按它对应",
    ),
    Column(
        "name", "名称", partial(some_words, most=60), NAMES, required=True, width=30, hint="选手或参赛单位",
    ),
    Column("district", "区", partial(words, most=20), ("区县", "所在区", "所属区", "地区", "推荐区")),
    Column("unit", "单位", partial(words, most=60), UNITS, width=30),
    Column("post", "岗位", partial(words, most=40), ("职务", "岗位名称"), width=14),
    Column(
        "years", "在岗年限", partial(amount, low=0, high=MOST_YEARS, unit="年"),
        ("年限", "从业年限", "在岗年数"), hint="几年，例如 2.5",
    ),
    Column(
        "team", "团队人数", partial(amount, low=1, high=MOST_TEAM, unit="人", whole=True),
        ("人数", "成员人数"),
    ),
    Column("leader", "负责人", partial(words, most=40), ("团队负责人", "领队")),
    Column(
        "number", "工号", partial(words, most=40), ("员工号", "人员编号"),
        hint="单位里的工号，不要填身份证号",
    ),
    Column("window_class", "窗口大类", partial(words, most=40), ("大类", "窗口类别")),
    Column("photo", "照片", partial(words, most=100), ("照片文件", "照片文件名"), hint="文件名，例如 01.jpg"),
    Column(
        "reading", "读音", partial(words, most=120), ("拼音", "姓名拼音"), width=18,
        hint="生僻字、多音字的拼音，主持人看得到，例如 Shàn Yì",
    ),
    Column(
        "reserve", "顺延", reserve, ("候补", "是否候补"),
        width=8, check=Choices((RESERVE,)), hint="候补的选“候补”，其他的空着",
    ),
)
# fmt: on


def form(roster: Roster) -> Form:
    """With the words that the rules know in the drop-downs; a track column where there are several."""
    words = {
        "district": tuple(dict.fromkeys(each for track in roster.tracks for each in track.roster.districts)),
        "window_class": tuple(
            dict.fromkeys(each for track in roster.tracks for each in track.roster.classes)
        ),
        "track": tuple(track.name for track in roster.tracks),
    }
    columns = COLUMNS if len(roster.tracks) == 1 else (OF_TRACK, *COLUMNS)
    return Form(
        "名单",
        tuple(
            replace(column, check=Choices(words[column.key], open=column.key != "track"))
            if words.get(column.key)
            else column
            for column in columns
        ),
    )


def file_name(roster: Roster) -> str:
    [track, *others] = roster.tracks
    return f"{'各组' if others else track.name}-参赛名单.xlsx"


def template(roster: Roster) -> bytes:
    """An xlsx with everybody who is known, and room for more."""
    return written([Filling(form(roster), known(roster))], notes(roster))


def known(roster: Roster) -> list[Record]:
    return [
        {"track": track.name, **record}
        for track in roster.tracks
        for record in records(roster.entrants[track.id], roster.reserves[track.id]).values()
    ]


def notes(roster: Roster) -> tuple[Note, ...]:
    [track, *others] = roster.tracks
    return (
        Note("赛事", roster.rules.name, roster.rules.id),
        *(() if others else (Note("组别", track.name, track.id),)),
        *(
            Note("要求", f"{each.name}：{'；'.join(map(str, asked))}")
            for each in roster.tracks
            if (asked := tuple(about_roster(each.roster)))
        ),
        Note("填写", "一行一个，按第三方排名先后。表头可以换次序，不用的列可以删去。"),
        Note("", "上传后先看有什么问题、会改动什么，再决定导入。表里没有的会从名单中移除。"),
        Note("", "不要填身份证号。"),
    )


def opened(content: bytes, roster: Roster) -> Opened:
    """What an uploaded workbook would make of the rosters. Raises NoWorkbook."""
    return filled(read(content), roster)


def filled(sheets: tuple[Sheet, ...], roster: Roster, *, grows: bool = False) -> Opened:
    """*grows*: it is written step by step, so that it may be empty, and what is missing may come later."""
    faults = Faults()
    if len(roster.tracks) == 1:
        [track] = roster.tracks
        of_another(sheets, {"组别": (track.id, track.name)}, faults)
    found = reading(form(roster), form(roster).among(sheets), faults)
    if found is None:
        return Opened(preview(0, faults.problems, ()))
    if not found.rows and not grows:
        faults.add(found.place("name"), sentence("表头下面没有内容"), sentence("一行写一个，再上传"))
    read = checked(found, roster, faults, grows=grows)
    count = sum(len(listing.rows) for listing, _ in read)
    told = preview(count, faults.problems, chain(*(changes for _, changes in read)), found.unread)
    if told.problems:
        return Opened(told)
    return Opened(told, parts_of([listing for listing, changes in read if changes], roster))


def checked(
    found: Reading, roster: Roster, faults: Faults, *, grows: bool = False
) -> tuple[tuple[Listing, tuple[Change, ...]], ...]:
    """Whom the rows list, track by track, with what changes there; all that is wrong is in *faults*."""
    listings = listed(found, roster, faults)
    read = tuple((each, changed(each, found, roster, faults)) for each in listings)
    # Who could not be read would be missed in every number.
    for listing, changes in () if faults.problems else read:
        if changes:
            agree(listing, found, roster, listings, faults, grows=grows)
    return read


def changed(listing: Listing, found: Reading, roster: Roster, faults: Faults) -> tuple[Change, ...]:
    """What it changes in its track; a problem where that has begun."""
    track = listing.track
    before = records(roster.entrants[track.id], roster.reserves[track.id])
    after = records(listing.entrants, listing.reserves)
    changes = tuple(differences(form(roster), (track.name,), before, after))
    if changes and track.id in roster.begun:
        what = sentence("{track}已开始评分，名单不能再改", track=track.name)
        faults.add(found.place("name"), what, sentence("不再参赛的请在场控台标为弃权"))
    return changes


def agree(
    listing: Listing,
    found: Reading,
    roster: Roster,
    listings: Iterable[Listing],
    faults: Faults,
    *,
    grows: bool,
) -> None:
    """What does not agree with the rules of the roster is a problem of its cell, or of the column."""
    if roster.rehearsal:
        return
    track = listing.track.id
    others = {**roster.counted, **{each.track.id: each.entrants for each in listings}}
    gone = roster.gone.get(track, frozenset())
    of_list = violations(roster.rules, track, listing.entrants, others, gone)
    of_reserves = violations(roster.rules, track, listing.reserves, others)
    for each in (*of_list, *(each for each in of_reserves if each.entrant)):
        if grows and each.is_missing:
            continue
        at = listing.rows[each.entrant] if each.entrant else found
        faults.add(at.place(each.field or "name"), each.what, each.remedy)

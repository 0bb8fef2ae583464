"""评审决定书: what one meeting decided on an award, beside what the scores came to; its members sign."""

from collections.abc import Iterator

from judging.core.honours.decided import award_name, awards_of, honour_name, in_force
from judging.core.honours.decision import Decision, Ruling, Verdict
from judging.core.scoring.rulebook import Rulebook
from judging.core.scoring.special import SpecialBy
from judging.core.state import State
from judging.core.words import CHOICES, VERDICTS
from judging.sheets.table import Cell, Column, Line, Table

from .moment import Moment
from .phrases import local_moment
from .sheet import Correction, Sheet, SheetPlace

NUMBER, LEVEL = Column("number", "序号", "number"), Column("level", "等次", "level")
VALUE = Column("figure", "评分项\n得分", "final")
NAME, TRACK = Column("name", "参赛对象", "name"), Column("track", "组别", "track")
FIGURE, WHY = Column("figure", "综合成绩", "final"), Column("figure", "提名理由", "note")
VERDICT, VOTES = Column("verdict", "会议\n决定", "verdict"), Column("votes", "同意–反\n对–弃权", "votes")
REASON = Column("reason", "理由", "note")
PURPOSE = "左为按成绩和规则算出的建议名单，右为会议的决定；会议不改变成绩，也不增加名单以外的人选。"
OVERTAKEN = "本决定作出之后建议名单有了变化，本决定已不再有效。"


def decision_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    state = moment.state
    made = next(each for each in state.decisions[place.pool] if str(each.number) == place.subject)
    columns = tuple(_columns(state, made))
    texts = (_texts(state, ruling, n) for n, ruling in enumerate(made.rulings, 1))
    lines = (tuple(Cell(each[column.key]) for column in columns) for each in texts)
    about = (*made.members, made.note, made.digest)
    return Sheet(
        form="decision",
        place=place,
        title=f"{award_name(state, place.pool)}评审决定书",
        heading=(
            ("会议", f"{state.rulebook.body}第 {made.number} 次"),
            ("决定时间", local_moment(made.at)),
            ("到会", f"{len(made.members)} 人"),
        ),
        table=Table(columns, tuple(Line(str(n), cells) for n, cells in enumerate(lines, 1))),
        notes=tuple(_notes(state, made)),
        corrections=(Correction(made.at, "DecisionRecorded", "", is_told=False, about=about),),
        signatures=(*made.members, "评委组长", "监督员", "记录人"),
        gist=tuple((each[NAME.key], each[VERDICT.key]) for each in map(dict, _named(state, made))),
    )


def decisions_made(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Each that was not withdrawn."""
    for award in awards_of(state):
        for made in state.decisions.get(award, ()):
            if not made.withdrawn:
                yield SheetPlace("", subject=str(made.number), pool=award)


def _columns(state: State, made: Decision) -> Iterator[Column]:
    """What nobody on the list has is left out."""
    lines = [ruling.honour for ruling in made.rulings]
    yield NUMBER
    if any(line.level or line.title for line in lines):
        yield LEVEL
    yield NAME
    if any(line.track for line in lines):
        yield TRACK
    yield _figure(state.rulebook, made.award)
    yield VERDICT
    if any(ruling.votes for ruling in made.rulings):
        yield VOTES
    if any(ruling.reason for ruling in made.rulings):
        yield REASON


def _figure(rules: Rulebook, award: str) -> Column:
    """What the entries of this award are placed by."""
    for special in rules.specials:
        if special.id == award:
            return VALUE if special.by is SpecialBy.CRITERION else WHY
    return FIGURE


def _texts(state: State, ruling: Ruling, number: int) -> dict[str, str]:
    line, votes = ruling.honour, ruling.votes
    title = f"（{line.title}）" if line.title and line.level else line.title
    return {
        NUMBER.key: str(number),
        LEVEL.key: f"{line.level}{title}",
        NAME.key: honour_name(state, line),
        TRACK.key: state.track(line.track).name if line.track else "",
        FIGURE.key: ruling.figure,
        VERDICT.key: str(VERDICTS[ruling.verdict]),
        VOTES.key: f"{votes.in_favour}–{votes.against}–{votes.abstained}" if votes else "",
        REASON.key: ruling.reason,
    }


def _named(state: State, made: Decision) -> Iterator[tuple[tuple[str, str], ...]]:
    for ruling in made.rulings:
        name, verdict = honour_name(state, ruling.honour), str(VERDICTS[ruling.verdict])
        yield ((NAME.key, name), (VERDICT.key, verdict))


def _notes(state: State, made: Decision) -> Iterator[str]:
    rules, counts = state.rulebook, [each.verdict for each in made.rulings]
    told = "，".join(f"{VERDICTS[verdict]} {counts.count(verdict)}" for verdict in Verdict)
    yield f"本次会议决定 {len(counts)} 个：{told}。"
    yield f"到会人员：{'、'.join(made.members)}。"
    if rules.majority:
        yield f"逐个表决，同意票须达到到会人数的{CHOICES[type(rules.majority)][rules.majority]}。"
    if made.note:
        yield f"会议记录：{made.note}"
    if Verdict.VETOED in counts:
        yield "否决后的名额按规则依次递补，递补的人选另行决定。" if rules.fill else "否决后的名额空缺。"
    if made not in in_force(state, made.award):
        yield OVERTAKEN
    yield f"{PURPOSE}建议名单校验值 {made.digest[:16]}。"

"""A copy of an earlier competition: what of its state founds a new one, and what stays behind.

Nothing is carried over but by the commands that an organiser would give. What they refuse stays behind, and
that is told.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from judging.core.apply import replay
from judging.core.commands import Command
from judging.core.decide import decide
from judging.core.hall.hall import NamedHall
from judging.core.hall.windows import AssignWindows
from judging.core.moments import LATER
from judging.core.people.actor import acting
from judging.core.people.appointing import SetPerson
from judging.core.people.duty import Duty
from judging.core.refused import Refused
from judging.core.scoring.rulebook import Rulebook
from judging.core.sentence import Sentence, sentence, template
from judging.core.state import State

from .answering import SettleQuestions
from .founding import CreateCompetition
from .hall_setting import SetHalls
from .origin import Origin
from .roster_checks import rosters_of
from .rostering import SetEntrants
from .seating import SeatPanel

# What becomes of each field of `State`; a test walks them, so that a new one cannot slip into a copy.
COPIED = ("rules", "rules_text", "settled", "halls", "panels", "people")
ROSTER = ("entrants", "reserves")  # copied where that is wanted
OF_ITS_OWN = (
    "rehearsal",
    "days_ahead",
    "created_at",
    "origin",
    "code_digits",
    "entries_made",
    "screens_made",
    "rules_as_set",
)
LEFT: Mapping[str, tuple[str, ...]] = {  # as people call it → fields
    template("评分表、得分、扣分和用时"): ("performances", "trials", "entries", "hands"),
    template("亮分、公布和锁定的排名"): (
        "standings",
        "class_standings",
        "results_open",
        "tie_orders",
        "tie_ballots",
        "locked",
        "locked_at",
    ),
    template("单项成绩和台账"): ("components", "ledger"),
    template("分组和出场顺序"): ("assignments", "orders"),
    template("弃权、缺席、检录和顺延"): ("statuses", "checkins", "replacements"),
    template("回避声明"): ("recusals",),
    template("证件、登录、换机和 PIN"): ("passes", "handovers", "login_closed", "pins"),
    template("测评、测评票和留言"): ("evaluations", "slips", "slip_batches", "visit_codes", "remarks"),
    template("大屏"): ("screens",),
    template("照片、标志和大屏背景"): ("pictures",),
    template("颁奖程序和颁奖记录"): ("ceremonies", "announced"),
    template("自己上传的公文和证书模板"): ("paper_templates",),
    template("证书编号"): ("certificates",),
    template("收件登记"): ("receipts",),
    template("会签、规则签字和监督标记"): ("signatures", "rule_signatures", "flags"),
    template("整改单"): ("rectifications",),
    template("更正记录"): ("corrections", "mended"),
    template("单项奖提名和评审决定"): ("nominees", "decisions"),
    template("锁定之后采纳的奖项方案"): ("adopted", "put_forward"),
    template("异议、公示和定稿"): ("objections", "publicities", "finals", "holidays"),
    template("已删去的人员"): ("former",),
}
OF_A_HALL = ("id", "name", "windows")
OF_A_PANEL = ("judges", "hall", "windows", "reserves", "trainees")

BY = acting(Duty.ORGANISER)


class Founding(Struct, frozen=True):
    """What makes a copy: commands to an empty log, the first of which creates it; and what to tell of it."""

    commands: tuple[Command, ...]
    copied: tuple[Sentence, ...]
    left: tuple[Sentence, ...]
    refused: tuple[Sentence, ...]  # what was to come along and may not, and why


def founding(
    earlier: State, last: tuple[int, str], rules: Rulebook, text: str, *, with_roster: bool, rehearsal: bool
) -> Founding:
    """A copy of *earlier*, whose log ends with *last* (position and hash).

    *rules* and their *text* are those of *earlier*, perhaps by another name.
    """
    create = CreateCompetition(rules, {}, rehearsal, text)
    wanted = (*_rosters(earlier, with_roster=with_roster), *_prepared(earlier))
    commands, refused, made = _taken(create, wanted)
    origin = _origin(earlier, last, made)
    return Founding(
        (replace(create, origin=origin), *commands),
        tuple(_told(origin, made)),
        tuple(_left(earlier, with_roster=with_roster)),
        refused,
    )


def _rosters(earlier: State, *, with_roster: bool) -> Iterator[tuple[Sentence, Command]]:
    """Whoever has somebody's place (顺延) has it in the copy, too."""
    listed = rosters_of(earlier)
    for track in earlier.rulebook.tracks if with_roster else ():
        entrants, reserves = listed.get(track.id, ()), earlier.reserves.get(track.id, ())
        if entrants or reserves:
            what = sentence("{track}的名单", track=track.name)
            yield what, SetEntrants(track.id, entrants, reserves or None)


def _prepared(earlier: State) -> Iterator[tuple[Sentence, Command]]:
    """What each command carries, in words: halls before the panels that sit there, people after both."""
    halls = tuple(NamedHall(hall.id, hall.name, hall.windows) for hall in earlier.halls.values())
    yield sentence("会场"), SetHalls(halls)
    for key, panel in earlier.panels.items():
        what = sentence("{round}的评委", round=earlier.round(key.track, key.round).name)
        seats = SeatPanel(*key[:2], panel.judges, key.panel, panel.hall, panel.reserves, panel.trainees)
        yield what, seats
        if panel.windows:
            yield what, AssignWindows(*key[:2], panel.windows, key.panel)
    for changed in (False, True):
        if keys := tuple(key for key, answer in earlier.settled.items() if answer.changed is changed):
            yield sentence("已经确定的建议"), SettleQuestions(keys, changed)
    for person in earlier.people.values():
        yield sentence("人员{name}", name=person.name), SetPerson(person)


def _taken(
    create: CreateCompetition, wanted: Iterable[tuple[Sentence, Command]]
) -> tuple[tuple[Command, ...], tuple[Sentence, ...], State]:
    """The commands that are not refused, why the others are, and the state that they lead to."""
    made, commands, refused = _after(State(), create), list[Command](), list[Sentence]()
    for what, command in wanted:
        try:
            made = _after(made, command)
        except Refused as refusal:
            refused.append(sentence("{what}没有复制：{why}", what=what, why=refusal.sentence))
        else:
            commands.append(command)
    return tuple(commands), tuple(refused), made


def _after(state: State, command: Command) -> State:
    """Raises Refused."""
    return replay(state, ((event, LATER, BY.label) for event in decide(state, command, BY, LATER)))


def _origin(earlier: State, last: tuple[int, str], made: State) -> Origin:
    rosters = (*made.entrants.values(), *made.reserves.values())
    return Origin(
        earlier.rulebook.name,
        *last,
        halls=len(made.halls),
        judges=len(made.judge_ids()),
        people=len(made.people),
        entrants=sum(map(len, rosters)),
    )


def _told(origin: Origin, made: State) -> Iterator[Sentence]:
    """What comes along."""
    yield sentence("规则：{tracks:、}；评分项和分档说明", tracks=tuple(t.name for t in made.rulebook.tracks))
    if made.rules_text:
        yield sentence("规则文件的原文和注释")
    if origin.entrants:
        yield sentence("参赛名单 {count} 个", count=origin.entrants)
    if origin.judges:
        yield sentence("评委 {count} 位：席位、候补、见习和窗口分工", count=origin.judges)
    if origin.people:
        yield sentence("人员和职责 {count} 人", count=origin.people)
    if origin.halls > 1 or any(hall.name or hall.windows for hall in made.halls.values()):
        yield sentence("会场 {count} 个和窗口数", count=origin.halls)


def _left(earlier: State, *, with_roster: bool) -> Iterator[Sentence]:
    """What there is in the earlier one and stays there."""
    blank = State()
    if not with_roster and any((*earlier.entrants.values(), *earlier.reserves.values())):
        yield sentence("参赛名单")
    if with_roster and earlier.replacements:
        gone = tuple(earlier.name_of(each.track, each.left) for each in earlier.replacements)
        yield sentence("名额已由别人顺延的：{names:、}", names=gone)
    for words, fields in LEFT.items():
        if any(getattr(earlier, field) != getattr(blank, field) for field in fields):
            yield Sentence(words)

"""A change that makes sense of each field of the rulebook, and what the live day has to make of it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from judging.core.scoring.avoid import Avoid
from judging.core.scoring.case import Case
from judging.core.scoring.evaluators import Who
from judging.core.scoring.item import Compulsory, DecidedBy, Lack
from judging.core.scoring.oversight import Act
from judging.core.scoring.points import Measure, Points
from judging.core.scoring.pool import Floor, Level, Pool
from judging.core.scoring.question import Question
from judging.core.scoring.roster_rule import RosterRule
from judging.core.scoring.rulebook import (
    Absent,
    Composite,
    Criterion,
    Equalise,
    Exactness,
    Grade,
    Group,
    Kind,
    Manner,
    Of,
    Round,
    Rounding,
    Rulebook,
    Sheets,
    Track,
    Trim,
)
from judging.core.scoring.schedule import IntakeItem, Phase
from judging.core.scoring.time_limits import Overtime, Segment, Time
from tests.small_day import AUDIENCES, OF_PERFORMANCES

D = Decimal
HALF = D("0.5")
CONTENT = Criterion("content", "内容", D(0), D(60), HALF, scale="紧扣主题")
MANNER = Criterion("manner", "表达", D(0), D(40), HALF)
QUIZ = Round("quiz", "知识竞赛", Kind.IMPORTED, D(50))
SHOW = Round(
    *("show", "风采展示", Kind.JUDGED, D(50)),
    trim=Trim(1, 1, 5),
    minimum=3,
    criteria=(CONTENT, MANNER),
)
TIES = ("round:show", "share")
FRONT = Track("front", "一线组", (QUIZ, SHOW), "person", TIES)
BACK = Track("back", "后台组", (QUIZ, SHOW), "person", TIES)
LEVELS = (Level("特等奖", 1, "金牌店小二"), Level("优胜奖", 2))
POOL = Pool("person", "个人奖", 3, "quota", {"front": 2, "back": 1}, (), LEVELS)
RULES = Rulebook("small", "小型赛", (FRONT, BACK), "市民政局", (POOL,))


def with_tracks(*tracks: Track, **changes: Any) -> Rulebook:
    return replace(RULES, tracks=tracks, **changes)


def with_track(**changes: Any) -> Rulebook:
    """The first track changed."""
    return with_tracks(replace(FRONT, **changes), BACK)


def with_rounds(*rounds: Round, **changes: Any) -> Rulebook:
    return with_track(rounds=rounds, **changes)


def with_show(**changes: Any) -> Rulebook:
    """The judged round of the first track changed."""
    return with_rounds(QUIZ, replace(SHOW, **changes))


def with_criterion(**changes: Any) -> Rulebook:
    return with_show(criteria=(replace(CONTENT, **changes), MANNER))


def with_composite(**changes: Any) -> Rulebook:
    return with_track(composite=Composite(**changes))


def with_pool(pool: Pool = POOL, **changes: Any) -> Rulebook:
    return replace(RULES, pools=(replace(pool, **changes),))


MERGED = replace(POOL, allocate="merged", quota={}, floors=(Floor("back", D(60)),))
BY_CRITERION = {"of": Of.CRITERION}
EXPERT = Group("expert", "专家", D(70), Trim(), "mean", 2, 1)
EACH = {"sheets": Sheets.EACH}
CHOICE = Criterion("vote", "推选", D(0), D(1), D(1))
GRADES = (Grade("优", D(60)), Grade("良", D(40)))
GROUPS = (EXPERT, replace(EXPERT, id="public", name="大众", weight=D(30)))
ITEM = Compulsory("intro", "自我介绍", points=D(5))
CASES = tuple(Case(f"c{n}", f"{n}号题", "一般", "易") for n in range(1, 5))
STEP = Overtime(0, None, D(1))
PANELS = {"panels": ("A", "B"), "equalise": Equalise.COEFFICIENT}
BY_LINE = Points("linear", zero=D(400), full=D(200))
BY_RANK = Points("rank", best="low", top=D(100), less=D(2))
BY_STEPS = Points("steps", best="low", steps=((None, D(0)), (D(320), D(60)), (D(250), D(100))))
TYPED = (*CASES[:2], *(replace(case, type="复杂") for case in CASES[2:]))
OF_TYPE = {"measure": Measure("show", "复杂"), "show": {"cases": TYPED}}
OF_PART = {"time": Time(300, segments=(Segment("intro", "自我介绍"), Segment("talk", "展示")))}


def with_points(
    points: Points, show: Mapping[str, Any] = {}, more: tuple[Round, ...] = (), **changes: Any
) -> Rulebook:
    """The seconds of the judged round count: 335 of e1, 300 of e2, 200 of others; with segments 40 more."""
    indicator = {"kind": Kind.INDICATOR, "points": points, "measure": Measure("show"), **changes}
    return with_rounds(replace(QUIZ, **indicator), replace(SHOW, **{"time": Time(300), **show}), *more)


class Change(Struct, frozen=True):
    """A change that makes sense of one field, and what it does.

    The day tells otherwise in each kind of `differs`; `text` is told to each of `told`.
    """

    to_rules: Rulebook
    differs: tuple[str, ...] = ()
    of: Rulebook = RULES
    text: str = ""
    told: tuple[str, ...] = ()
    scores: Mapping[str, str] = {}
    composites: Mapping[str, str] = {}


def scored(to: Rulebook, of: Rulebook = RULES, **scores: str) -> Change:
    """*scores* by entrant, worked out by hand."""
    return Change(to, ("scores", "standings", "paper"), of, scores=scores)


def ranked(to: Rulebook, of: Rulebook = RULES, **composites: str) -> Change:
    """*composites* by entrant, worked out by hand."""
    return Change(to, ("standings", "paper", "screen", "emcee"), of, composites=composites)


def awarded(to: Rulebook, of: Rulebook = RULES) -> Change:
    return Change(to, ("awards", "paper"), of)


def named(to: Rulebook, *told: str) -> Change:
    """Changed to the text 新名."""
    views = tuple(audience for audience in told if audience in AUDIENCES)
    return Change(to, views, text="新名", told=told)


def with_group(**changes: Any) -> Rulebook:
    return with_show(groups=(replace(EXPERT, **changes), GROUPS[1]))


def of_group(e1: str, **changes: Any) -> Change:
    """*e1*: its score, worked out by hand: 92.5 91 95 of the experts, 90 88 of the public."""
    return scored(with_group(**changes), with_show(groups=GROUPS), e1=e1)


def of_evaluators(*differs: str, **changes: Any) -> Change:
    return Change(with_show(**{**EACH, **changes}), differs, with_show(**EACH))


def of_group_of_evaluators(*differs: str, **changes: Any) -> Change:
    groups = (replace(EXPERT, **changes), GROUPS[1])
    return Change(with_show(**EACH, groups=groups), differs, with_show(**EACH, groups=GROUPS))


def of_grades(differs: tuple[str, ...], *grades: Grade) -> Change:
    changed, of = (
        with_show(**EACH, criteria=(replace(CONTENT, grades=each), MANNER)) for each in (grades, GRADES)
    )
    return Change(changed, differs, of)


def of_item(differs: tuple[str, ...], **changes: Any) -> Change:
    """*scores* among the changes are by entrant, by hand."""
    scores = changes.pop("scores", {})
    changed = with_show(compulsory=(replace(ITEM, **changes),))
    return Change(changed, differs, with_show(compulsory=(ITEM,)), scores=scores)


def of_case(differs: tuple[str, ...], **changes: Any) -> Change:
    changed = with_show(cases=(replace(CASES[0], **changes), *CASES[1:]))
    return Change(changed, differs, with_show(cases=CASES))


def of_points(e1: str, to: Points, of: Points = BY_LINE, **changes: Any) -> Change:
    """*e1* is the composite by hand: the mean of 91.17 and the points of 335 seconds, or of an imported 90.

    Of its class e1 has the lower of two places.
    """
    return ranked(with_points(to, **changes), with_points(of), e1=e1)


def of_panels(e1: str, **changes: Any) -> Change:
    """*e1* is the composite by hand: e1, e3 and e4 are judged by panel A, e2 by panel B."""
    return ranked(with_show(**{**PANELS, **changes}), with_show(**PANELS), e1=e1)


def of_time(to: Time, **scores: str) -> Change:
    return scored(with_show(time=to, overtime=TABLE), with_show(time=Time(300), overtime=TABLE), **scores)


def of_segment(to: Segment, *, text: str = "") -> Change:
    of = with_show(time=Time(300, segments=(INTRO, TALK)))
    told = ("console",) if text else ()
    return Change(with_show(time=Time(300, segments=(to, TALK))), ("console",), of, text, told)


TABLE = (Overtime(0, 30, D(1)), Overtime(30, 60, D(2)), Overtime(60, None, D(3)))
TALK = Segment("talk", "展示")
INTRO = Segment("intro", "自我介绍", 60)
MORE = replace(SHOW, id="more", name="加试", time=Time(300))
THIRD = Criterion("third", "仪态", D(0), D(10), HALF)
EXTRA = Track("extra", "新名", (SHOW,))
RENAMED = Criterion("matter", "内容", D(0), D(60), HALF)

CHANGES: dict[str, Change] = {
    "Rulebook.id": Change(replace(RULES, id="other"), ("paper",)),
    "Rulebook.name": named(replace(RULES, name="新名"), "judge", "screen", "emcee", "console", "paper"),
    "Rulebook.tracks": named(with_tracks(FRONT, BACK, EXTRA), "console"),
    "Rulebook.organiser": named(replace(RULES, organiser="新名"), "screen", "paper"),
    "Rulebook.countersign": awarded(replace(RULES, countersign=(Act.LOCK,))),
    "Rulebook.two_persons": Change(replace(RULES, two_persons=True), ("standings", "awards")),
    "Rulebook.sign_rules": Change(replace(RULES, sign_rules=True), ("scores", "standings")),
    "Rulebook.pools": awarded(with_tracks(replace(FRONT, pool=None), replace(BACK, pool=None), pools=())),
    "Track.id": Change(
        with_tracks(replace(FRONT, id="other"), BACK, pools=(replace(POOL, quota={"other": 2, "back": 1}),)),
        ("standings", "awards", "scores"),
    ),
    "Track.name": named(with_track(name="新名"), "judge", "screen", "emcee", "console", "paper"),
    "Track.rounds": scored(
        with_rounds(QUIZ, SHOW, replace(SHOW, id="more", name="加试")),
    ),
    "Track.pool": awarded(
        with_tracks(FRONT, replace(BACK, pool=None), pools=(replace(MERGED, floors=()),)),
        with_pool(MERGED, floors=()),
    ),
    "Track.ties": ranked(with_track(ties=("share",)), e1="90.59", e2="90.59"),
    "Track.composite": ranked(with_composite(places=1)),
    "Round.id": Change(
        with_rounds(QUIZ, replace(SHOW, id="other"), ties=("round:other", "share")), ("scores", "standings")
    ),
    "Round.name": named(with_show(name="新名"), "judge", "screen", "emcee", "console", "paper"),
    "Round.kind": Change(
        with_rounds(QUIZ, Round("show", "风采展示", Kind.IMPORTED, D(50))),
        ("judge", "scores", "standings", "paper"),
    ),
    "Round.weight": ranked(with_show(weight=D(30)), e1="72.35"),
    "Round.full": ranked(with_rounds(replace(QUIZ, full=D(200)), SHOW), e1="68.09"),
    "Round.places": scored(with_show(places=1), e1="91.2"),
    "Round.rounding": scored(with_show(rounding=Rounding.TRUNCATE), e1="91.16", e2="88.12"),
    "Round.manner": Change(
        with_show(manner=Manner.WALK), ("console", "screen"), text="走场", told=("emcee",)
    ),
    "Round.window_judges": ranked(
        with_show(manner=Manner.WALK, window_judges=3), with_show(manner=Manner.WALK), e1="90.59"
    ),
    "Round.of": scored(with_show(of=Of.CRITERION), e4="85.00"),
    "Round.trim": scored(with_show(trim=Trim()), e1="91.30"),
    "Round.reduce": scored(with_show(reduce="median"), e1="91.00"),
    "Round.criterion_places": scored(
        with_show(**BY_CRITERION, criterion_places=0), with_show(**BY_CRITERION), e1="92.00"
    ),
    "Round.absent": Change(
        with_show(absent=Absent.FILL),
        ("standings", "screen"),
        text="补入",
        told=("emcee", "paper"),
        scores={"e2": "88.21"},
    ),
    "Round.sheets": Change(with_show(**EACH), ("judge", "console", "evaluating")),
    "Round.who": of_evaluators("evaluating", "evaluations", "standings", who=Who.PEER),
    "Round.secret": of_evaluators("evaluating", "evaluations", secret=True),
    "Round.most": Change(
        with_show(**EACH, criteria=(CHOICE,), most=2),
        ("evaluating", "standings"),
        with_show(**EACH, criteria=(CHOICE,)),
    ),
    "Round.avoid": Change(
        with_show(avoid=Avoid.UNIT),
        ("console", "paper", "scores"),
        text="同单位",
        told=("console",),
        scores={"e4": "84.88"},
    ),
    "Round.minimum": Change(with_show(minimum=5), ("refused", "scores", "standings")),
    "Round.hold_first": Change(with_show(hold_first=2), ("refused", "console", "screen")),
    "Round.head_confirms": Change(with_show(head_confirms=True), ("paper",)),
    "Round.spread": Change(with_show(spread=D("1.5")), ("paper",)),
    "Round.floor": scored(with_show(floor=None), e3="-19.50"),
    "Round.criteria": Change(
        with_show(criteria=(CONTENT, MANNER, THIRD)),
        ("judge", "scores", "paper"),
        text="仪态",
        told=("judge", "paper"),
    ),
    "Round.overtime": scored(with_show(overtime=TABLE), e2="86.13"),
    "Round.compulsory": Change(
        with_show(compulsory=(ITEM,)),
        ("scores", "standings"),
        text="自我介绍",
        told=("judge", "console", "screen", "emcee", "paper"),
        scores={"e2": "83.13"},
    ),
    "Round.groups": scored(with_show(groups=GROUPS), e1="91.68", e2="88.08"),
    "Round.panels": Change(with_show(panels=("A", "B")), ("refused", "console", "paper")),
    "Round.equalise": Change(
        with_show(**PANELS),
        ("standings", "screen"),
        with_show(panels=("A", "B")),
        text="现场原始得分",
        told=("emcee", "paper"),
        composites={"e1": "96.29"},
    ),
    "Round.coefficient_places": of_panels("96.06", coefficient_places=2),
    "Round.mean_places": of_panels("96.01", mean_places=0),
    "Round.points": of_points("92.59", BY_RANK),
    "Round.within": of_points("94.59", BY_RANK, BY_RANK, within="class"),
    "Round.measure": of_points("95.59", BY_LINE, measure=None),
    "Measure.round": ranked(
        with_points(BY_LINE, OF_PART, (MORE,), measure=Measure("more")),
        with_points(BY_LINE, OF_PART, (MORE,)),
        e1="107.42",
    ),
    "Measure.type": ranked(
        with_points(replace(BY_LINE, none=D(60)), **OF_TYPE),
        with_points(replace(BY_LINE, none=D(60)), OF_TYPE["show"]),
    ),
    "Measure.segment": ranked(
        with_points(BY_LINE, OF_PART, measure=Measure("show", segment="intro")),
        with_points(BY_LINE, OF_PART),
        e1="95.59",
    ),
    "Criterion.id": Change(with_show(criteria=(RENAMED, MANNER)), ("judge",)),
    "Criterion.name": named(with_criterion(name="新名"), "judge", "console", "paper"),
    "Criterion.min": Change(with_criterion(min=D(10)), ("refused", "judge", "console")),
    "Criterion.max": Change(with_criterion(max=D(50)), ("refused", "judge", "scores", "paper")),
    "Criterion.step": Change(with_criterion(step=D(1)), ("refused", "judge", "scores")),
    "Criterion.factor": scored(with_criterion(factor=D("1.5")), e1="118.50"),
    "Criterion.scale": named(with_criterion(scale="新名"), "judge"),
    "Trim.high": scored(with_show(trim=Trim(2, 1, 5)), e1="90.50"),
    "Trim.low": scored(with_show(trim=Trim(1, 0, 5)), e1="90.38"),
    "Trim.start": scored(with_show(trim=Trim(1, 1, 3)), e2="88.25"),
    "Overtime.over_s": scored(
        with_show(overtime=(Overtime(0, 60, D(1)), Overtime(60, None, D(2)))),
        with_show(overtime=(Overtime(0, 30, D(1)), Overtime(30, None, D(2)))),
        e2="87.13",
    ),
    "Overtime.upto_s": scored(
        with_show(overtime=(Overtime(0, 30, D(1)), Overtime(30, None, D(2)))),
        with_show(overtime=(STEP,)),
        e2="86.13",
    ),
    "Overtime.points": scored(
        with_show(overtime=(Overtime(0, None, D(2)),)), with_show(overtime=(STEP,)), e2="86.13"
    ),
    "Round.time": scored(
        with_show(time=Time(300), overtime=TABLE), with_show(overtime=TABLE), e1="89.17", e2="88.13"
    ),
    "Time.limit_s": of_time(Time(320), e1="90.17"),
    "Time.warn_s": Change(with_show(time=Time(300, (60, 30))), ("console",), with_show(time=Time(300))),
    "Time.segments": of_time(Time(300, segments=(INTRO, TALK)), e1="88.17"),
    "Segment.id": of_segment(replace(INTRO, id="other")),
    "Segment.name": of_segment(replace(INTRO, name="新名"), text="新名"),
    "Segment.limit_s": of_segment(replace(INTRO, limit_s=90)),
    "Segment.warn_s": of_segment(replace(INTRO, warn_s=(10,))),
    "Segment.counts": scored(
        with_show(time=Time(300, segments=(replace(INTRO, counts=False), TALK)), overtime=TABLE),
        with_show(time=Time(300, segments=(INTRO, TALK)), overtime=TABLE),
        e1="89.17",
    ),
    "Round.cases": Change(
        with_show(cases=CASES), ("console", "paper"), text="4号题", told=("console", "paper")
    ),
    "Case.id": of_case(("console", "paper"), id="other"),
    "Case.name": Change(
        with_show(cases=(replace(CASES[0], name="新名"), *CASES[1:])),
        of=with_show(cases=CASES),
        text="新名",
        told=("console", "paper"),
    ),
    "Case.type": of_case(("console", "paper"), type="复杂"),
    "Case.difficulty": of_case(("console", "paper"), difficulty="难"),
    "Compulsory.id": of_item(("judge", "console"), id="other"),
    "Compulsory.name": Change(
        with_show(compulsory=(replace(ITEM, name="新名"),)),
        of=with_show(compulsory=(ITEM,)),
        text="新名",
        told=("judge", "console", "screen", "emcee", "paper"),
    ),
    "Compulsory.by": of_item(("judge", "console", "paper"), by=DecidedBy.SCOREKEEPER),
    "Compulsory.lack": of_item(("scores", "standings", "paper"), lack=Lack.CAP, scores={"e2": "5.00"}),
    "Compulsory.points": of_item(("scores", "standings", "paper"), points=D(7), scores={"e2": "81.13"}),
    "Group.id": Change(with_group(id="other"), ("panels",), with_show(groups=GROUPS)),
    "Group.name": Change(
        with_group(name="新名"),
        OF_PERFORMANCES,
        with_show(groups=GROUPS),
        text="新名",
        told=(*OF_PERFORMANCES, "paper"),
    ),
    "Group.weight": of_group("91.39", weight=D(50)),
    "Group.trim": of_group("91.45", trim=Trim(1, 1, 3)),
    "Group.reduce": of_group("91.45", reduce="median"),
    "Group.places": of_group("91.66", places=1),
    "Group.minimum": Change(with_group(minimum=3), ("refused", "scores"), with_show(groups=GROUPS)),
    "Group.who": of_group_of_evaluators("evaluations", "standings", who=Who.BALLOT),
    "Group.secret": of_group_of_evaluators("evaluating", "evaluations", secret=True),
    "Criterion.grades": of_evaluators(
        "evaluating", "standings", criteria=(replace(CONTENT, grades=GRADES), MANNER)
    ),
    "Grade.name": of_grades(("evaluating",), Grade("好", D(60)), GRADES[1]),
    "Grade.mark": of_grades(("evaluating", "standings"), Grade("优", D(50)), GRADES[1]),
    "Points.by": of_points("92.59", BY_RANK),
    "Points.best": of_points("95.59", replace(BY_RANK, best="high"), BY_RANK),
    "Points.top": of_points("87.59", replace(BY_RANK, top=D(90)), BY_RANK),
    "Points.less": of_points("91.09", replace(BY_RANK, less=D(3)), BY_RANK),
    "Points.bottom": of_points("93.59", replace(BY_RANK, bottom=D(96)), BY_RANK),
    "Points.zero": of_points("73.09", replace(BY_LINE, zero=D(500))),
    "Points.full": of_points("67.25", replace(BY_LINE, full=D(250))),
    "Points.steps": of_points("75.59", replace(BY_STEPS, steps=((None, D(0)), (D(350), D(60)))), BY_STEPS),
    "Points.none": ranked(
        with_points(replace(BY_LINE, none=D(50)), **OF_TYPE),
        with_points(replace(BY_LINE, none=D(60)), **OF_TYPE),
    ),
    "Composite.places": ranked(with_composite(places=1), e1="90.6"),
    "Composite.rounding": ranked(with_composite(rounding=Rounding.TRUNCATE), e1="90.58", e2="90.59"),
    "Composite.weigh": ranked(with_composite(weigh=Exactness.EXACT), e1="90.58", e2="90.59"),
    "Composite.rank_on": ranked(with_composite(rank_on=Exactness.EXACT), e1="90.59", e2="90.59"),
    "Level.name": named(with_pool(levels=(replace(LEVELS[0], name="新名"), LEVELS[1])), "paper"),
    "Level.count": awarded(with_pool(levels=(replace(LEVELS[0], count=2), replace(LEVELS[1], count=1)))),
    "Level.title": named(with_pool(levels=(replace(LEVELS[0], title="新名"), LEVELS[1])), "paper"),
    "Floor.track": awarded(with_pool(MERGED, floors=(Floor("front", D(60)),)), with_pool(MERGED)),
    "Floor.share": awarded(with_pool(MERGED, floors=(Floor("back", D(30)),)), with_pool(MERGED)),
    "Pool.id": awarded(
        with_tracks(
            replace(FRONT, pool="other"), replace(BACK, pool="other"), pools=(replace(POOL, id="other"),)
        )
    ),
    "Pool.name": named(with_pool(name="新名"), "console", "paper"),
    "Pool.slots": awarded(with_pool(MERGED, slots=2, levels=()), with_pool(MERGED, levels=())),
    "Pool.allocate": awarded(with_pool(MERGED, floors=()), with_pool(quota={"front": 1, "back": 2})),
    "Pool.quota": awarded(with_pool(quota={"front": 1, "back": 2})),
    "Pool.floors": awarded(with_pool(MERGED), with_pool(MERGED, floors=())),
    "Pool.levels": awarded(with_pool(levels=())),
}

# What the rules say of themselves: it changes nothing of the day.
ASKING = replace(RULES, proposals=(Question("tracks.front.rounds.show.trim", "去几个最高分、最低分？"),))
ABOUT_THEMSELVES = {
    "Rulebook.about": replace(RULES, about="比窗口服务"),
    "Rulebook.proposals": ASKING,
    "Question.key": replace(ASKING, proposals=(replace(ASKING.proposals[0], key="tracks.back.name"),)),
    "Question.ask": replace(ASKING, proposals=(replace(ASKING.proposals[0], ask="去分？"),)),
}


def asking(**rule: Any) -> Rulebook:
    return with_track(roster=RosterRule(**rule))


def due(**item: Any) -> Rulebook:
    items = (replace(IntakeItem("form", "报名表"), **item),)
    return replace(RULES, intake=items, phases=(ENTRY, replace(ENTRY, id="final", name="终审")))


def dated(**phase: Any) -> Rulebook:
    return replace(RULES, phases=(replace(ENTRY, **phase),))


ENTRY = Phase("entry", "报名", "2024-07-05", "2024-08-09")

# What is asked of who enters, and when: nothing of the day, where they all are as it asks, as here.
BEFORE_THE_DAY = {
    "Track.roster": asking(exactly=4),
    "RosterRule.exactly": asking(exactly=4),
    "RosterRule.most": asking(most=9),
    "RosterRule.districts": asking(districts={"东区": 9}),
    "RosterRule.pooled": asking(most=9, pooled=True),
    "RosterRule.years": asking(years=D(2)),
    "RosterRule.team": asking(team=3),
    "RosterRule.leader": asking(leader=True),
    "RosterRule.classes": asking(classes=("综合", "专窗")),
    "Rulebook.one_track": replace(RULES, one_track=True),
    "Rulebook.intake": due(),
    "IntakeItem.id": due(id="other"),
    "IntakeItem.name": due(name="推荐表"),
    "IntakeItem.phase": due(phase="entry"),
    "Rulebook.phases": dated(),
    "Phase.id": dated(id="other"),
    "Phase.name": dated(name="初赛"),
    "Phase.starts": dated(starts="2024-07-01"),
    "Phase.ends": dated(ends="2024-08-31"),
}

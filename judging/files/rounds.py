"""A round of the rules file, key by key: criteria, trimming, overtime, groups, panels and indicators."""

from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from judging.core.panel import REDUCERS
from judging.core.rulebook import (
    Absent,
    Criterion,
    Equalise,
    Group,
    Kind,
    Manner,
    Of,
    Overtime,
    Reduce,
    Round,
    Rounding,
    Sheets,
    Trim,
)
from judging.core.sentence import sentence

from .keys import Keys, is_id, unique
from .points import read_points

MOST_PLACES = 6  # contract, section 1: places outside 0…6 are refused


class Within(StrEnum):
    CLASS = "class"


def read_round(keys: Keys) -> Round:
    """The round; what is wrong with it is reported on the way."""
    kind = keys.choice("kind", Kind, None)
    trim = read_trim(keys, Trim())
    places = read_places(keys, "places", 2)
    minimum = keys.whole("minimum", 1, least=1)
    reduce = keys.word("reduce", REDUCERS, Reduce.MEAN.value)
    id = keys.id()
    round = Round(
        id=id,
        name=keys.text("name", id),
        kind=kind,
        weight=keys.decimal("weight", least=Decimal(0)),
        full=keys.positive("full", Decimal(100)),
        places=places,
        rounding=keys.choice("rounding", Rounding, Rounding.HALF_UP),
        manner=keys.choice("manner", Manner, Manner.STAGE),
        of=keys.choice("of", Of, Of.TOTAL),
        trim=trim,
        reduce=reduce,
        criterion_places=read_places(keys, "criterion_places", 2) if keys.has("criterion_places") else None,
        absent=keys.choice("absent", Absent, Absent.SHRINK),
        sheets=keys.choice("sheets", Sheets, Sheets.PANEL),
        minimum=minimum,
        hold_first=keys.whole("hold_first", 0, least=0),
        floor=read_floor(keys),
        criteria=read_criteria(keys),
        overtime=read_overtime(keys),
        groups=read_groups(keys, trim, reduce, places, minimum),
        panels=keys.texts(
            "panels", check=is_id, remedy=sentence('评委组编号只用字母、数字、_ 和 -，例如 "A"')
        ),
        equalise=keys.choice("equalise", Equalise, Equalise.NONE),
        coefficient_places=read_places(keys, "coefficient_places", 3),
        mean_places=read_places(keys, "mean_places", 2) if keys.has("mean_places") else None,
        points=read_points(keys),
        within=keys.choice("within", Within, Within.CLASS).value if keys.has("within") else None,
    )
    refuse_contradictions(keys, round)
    keys.done()
    return round


def read_places(keys: Keys, key: str, default: int) -> int:
    return keys.whole(key, default, least=0, most=MOST_PLACES)


def read_floor(keys: Keys) -> Decimal | None:
    """The lowest possible score, None for "none"."""
    if keys.says("floor", "none"):
        return None
    return keys.decimal("floor", Decimal(0))


def read_trim(keys: Keys, default: Trim) -> Trim:
    """An absent `trim` is the default; absent keys of a present one are 0, 0 and high + low + 1."""
    trim = keys.table("trim")
    if not keys.has("trim"):
        return default
    high = trim.whole("high", 0, least=0)
    low = trim.whole("low", 0, least=0)
    start = trim.whole("from", high + low + 1, least=1)
    if trim.good("high", "low", "from") and start <= high + low:
        trim.refuse(
            "from",
            sentence(
                "{start} 位评委时就要去掉 {high} 个最高分和 {low} 个最低分，一个不剩",
                start=start,
                high=high,
                low=low,
            ),
            sentence("写大于 {count} 的整数，例如 from = {start}", count=high + low, start=high + low + 1),
        )
    trim.done()
    return Trim(high, low, start)


def read_criteria(keys: Keys) -> tuple[Criterion, ...]:
    tables = keys.tables("criteria")
    criteria = tuple(map(read_criterion, tables))
    unique(tables, (criterion.id for criterion in criteria))
    return criteria


def read_criterion(keys: Keys) -> Criterion:
    id = keys.id()
    keys.known_as(id)
    criterion = Criterion(
        id=id,
        name=keys.text("name", id),
        min=keys.decimal("min"),
        max=keys.decimal("max"),
        step=keys.positive("step"),
        factor=keys.positive("factor", Decimal(1)),
        scale=keys.text("scale", "", lines=True),
    )
    if keys.good("min", "max") and criterion.max <= criterion.min:
        keys.refuse(
            "max",
            sentence("最高分 {max} 不高于最低分 {min}", max=criterion.max, min=criterion.min),
            sentence("max 要大于 min"),
        )
    keys.done()
    return criterion


def read_overtime(keys: Keys) -> tuple[Overtime, ...]:
    """The steps in ascending order. Together they cover (0, ∞), whatever their order in the file."""
    tables = keys.tables("overtime")
    read = [(read_step(table), table) for table in tables]
    if not all(table.good("over_s", "upto_s") for table in tables):
        return ()
    read.sort(key=lambda pair: pair[0].over_s)
    if read and read[0][0].over_s != 0:
        step, table = read[0]
        table.refuse(
            "over_s",
            sentence("超时 0 到 {over_s} 秒没有规定扣多少", over_s=step.over_s),
            sentence("第一档写 over_s = 0"),
        )
    for (step, _), (after, table) in pairwise(read):
        refuse_seam(step, after, table)
    if read and (last := read[-1][0].upto_s) is not None:
        read[-1][1].refuse(
            "upto_s",
            sentence("超时 {upto_s} 秒以上没有规定扣多少", upto_s=last),
            sentence("最后一档不写 upto_s"),
        )
    return tuple(step for step, _ in read)


def read_step(keys: Keys) -> Overtime:
    step = Overtime(
        over_s=keys.whole("over_s", None, least=0),
        upto_s=keys.whole("upto_s", None, least=1) if keys.has("upto_s") else None,
        points=keys.decimal("points", least=Decimal(0)),
    )
    if keys.good("over_s", "upto_s") and step.upto_s is not None and step.upto_s <= step.over_s:
        keys.refuse(
            "upto_s",
            sentence("到 {upto_s} 秒为止，却从 {over_s} 秒开始", upto_s=step.upto_s, over_s=step.over_s),
            sentence("upto_s 要大于 over_s"),
        )
    keys.done()
    return step


def refuse_seam(step: Overtime, after: Overtime, table: Keys) -> None:
    if step.upto_s is None or step.upto_s > after.over_s:
        end = sentence("没有上限") if step.upto_s is None else sentence("到 {upto_s} 秒", upto_s=step.upto_s)
        what = sentence("与前一档重叠：前一档从 {over_s} 秒起，{end}", over_s=step.over_s, end=end)
        table.refuse(
            "over_s", what, sentence("前一档写 upto_s = {over_s}，或改这一档的 over_s", over_s=after.over_s)
        )
    elif step.upto_s < after.over_s:
        what = sentence(
            "超时 {upto_s} 到 {over_s} 秒之间没有规定扣多少", upto_s=step.upto_s, over_s=after.over_s
        )
        table.refuse("over_s", what, sentence("写 over_s = {upto_s}", upto_s=step.upto_s))


def read_groups(keys: Keys, trim: Trim, reduce: str, places: int, minimum: int) -> tuple[Group, ...]:
    """A group inherits from its round what it does not say."""
    tables = keys.tables("groups")
    groups = []
    for table in tables:
        id = table.id()
        group = Group(
            id=id,
            name=table.text("name", id),
            weight=table.decimal("weight", least=Decimal(0)),
            trim=read_trim(table, trim),
            reduce=table.word("reduce", REDUCERS, reduce),
            places=read_places(table, "places", places),
            minimum=table.whole("minimum", minimum, least=1),
        )
        table.done()
        groups.append(group)
    unique(tables, (group.id for group in groups))
    refuse_no_weight(keys, "groups", tables, [group.weight for group in groups])
    return tuple(groups)


def refuse_no_weight(keys: Keys, key: str, tables: list[Keys], weights: list[Decimal]) -> None:
    """Weights that are all zero weigh nothing."""
    if tables and all(table.good("weight") for table in tables) and not any(weights):
        keys.refuse(key, sentence("权重全部为 0"), sentence("至少一个 weight 写大于 0 的数"))


def refuse_contradictions(keys: Keys, round: Round) -> None:
    """Settings that are right by themselves and wrong together."""
    if not keys.good("kind"):
        return
    if round.kind is Kind.JUDGED:
        if not round.criteria and keys.good("criteria"):
            keys.refuse(
                "criteria",
                sentence("现场评分的环节没有评分项"),
                sentence("至少写一个 [[tracks.rounds.criteria]]"),
            )
    else:
        refuse_judging(keys, round)
    if round.kind is Kind.INDICATOR and not keys.has("points"):
        keys.refuse("points", sentence("缺少这个键"), 'points = { by = "rank", top = "100", less = "2" }')
    if round.kind is not Kind.INDICATOR:
        for key in ("points", "within"):
            if keys.has(key):
                keys.refuse(
                    key,
                    sentence('kind = "{kind}" 的环节用不到', kind=round.kind),
                    sentence('删去，或写 kind = "indicator"'),
                )
    refuse_unequal_panels(keys, round)
    refuse_seats_of_evaluators(keys, round)


def refuse_judging(keys: Keys, round: Round) -> None:
    """What only judges or evaluators need, in a round without any."""
    unused = {"equalise": round.equalise is Equalise.NONE, "sheets": round.sheets is Sheets.PANEL}
    for key in ("criteria", "overtime", "groups", "panels", "equalise", "sheets"):
        if keys.has(key) and not unused.get(key):
            keys.refuse(
                key,
                sentence('kind = "{kind}" 的环节用不到', kind=round.kind),
                sentence('删去，或写 kind = "judged"'),
            )


def refuse_unequal_panels(keys: Keys, round: Round) -> None:
    if len(set(round.panels)) < len(round.panels):
        keys.refuse("panels", sentence("有重复的评委组"), sentence("每组写一次"))
    if round.equalise is Equalise.NONE or not keys.good("equalise", "panels", "floor"):
        return
    if len(round.panels) < 2:
        keys.refuse(
            "equalise",
            sentence("只有一个评委组，无从折算"),
            sentence('写 panels = ["A", "B"]，或 equalise = "none"'),
        )
    if round.floor is None:
        keys.refuse(
            "equalise",
            sentence('不能与 floor = "none" 同用：折算系数要求分数不为负'),
            sentence('写 floor = "0"，或 equalise = "none"'),
        )


def refuse_seats_of_evaluators(keys: Keys, round: Round) -> None:
    """Evaluators without seats form no panels, and none of them is absent (contract 2.13)."""
    if round.sheets is Sheets.PANEL:
        return
    for key, unused, remedy in (
        ("panels", not round.panels, sentence("删去 panels")),
        ("equalise", round.equalise is Equalise.NONE, sentence('写 equalise = "none"')),
        ("absent", round.absent is Absent.SHRINK, sentence('写 absent = "shrink"')),
    ):
        if keys.good(key) and not unused:
            what = sentence('不能与 sheets = "each" 同用：测评人没有固定席位')
            keys.refuse(key, what, sentence('{remedy}，或写 sheets = "panel"', remedy=remedy))

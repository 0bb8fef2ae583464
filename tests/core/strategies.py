"""Made-up rules and days for the property tests: few different marks and small counts, so ties abound."""

from decimal import Decimal

from hypothesis import strategies as st

from judging.core.scoring.day import Day, Deduction, Sheet, SheetState, Turn
from judging.core.scoring.points import Points
from judging.core.scoring.rulebook import (
    Absent,
    Composite,
    Criterion,
    Equalise,
    Exactness,
    Group,
    Kind,
    Of,
    Round,
    Rounding,
    Track,
    Trim,
)

ENTRANTS = ("选手01", "选手02", "选手03", "选手04", "选手05")
REDUCES = st.sampled_from(["mean", "mean", "sum", "median"])
FEW = st.integers(0, 3)
MINIMA = st.sampled_from([0, 1, 1, 1, 2])
PLACES = st.integers(0, 3)


def decimals(*texts):
    return st.sampled_from([Decimal(text) for text in texts])


trims = st.builds(
    lambda high, low, more: Trim(high, low, high + low + 1 + more), st.integers(0, 2), st.integers(0, 2), FEW
)


@st.composite
def criteria(draw, least="0"):
    lows = decimals(*({least, "0"} | {"1"}))
    return tuple(
        Criterion(f"c{n}", f"评分项{n}", draw(lows), Decimal(10), draw(decimals("1", "0.5", "0.05")), factor)
        for n, factor in enumerate(draw(st.lists(decimals("1", "1", "1.5", "0.3"), min_size=1, max_size=3)))
    )


@st.composite
def groups(draw):
    return tuple(
        Group(
            id, id, draw(decimals("1", "30", "0.7")), draw(trims), draw(REDUCES), draw(PLACES), draw(MINIMA)
        )
        for id in draw(st.sampled_from([(), (), ("专家", "大众"), ("自评", "互评", "领导评")]))
    )


@st.composite
def judged_rounds(draw, id="present", **fixed):
    equalise = fixed.pop("equalise", None) or draw(st.sampled_from([Equalise.NONE, *Equalise]))
    floor = (
        decimals("0", "0", "5.005") if equalise is not Equalise.NONE else st.sampled_from([None, Decimal(0)])
    )
    chosen = {
        "weight": draw(decimals("100", "30", "12.5")),
        "full": draw(decimals("100", "30")),
        "places": draw(PLACES),
        "rounding": draw(st.sampled_from(Rounding)),
        "of": draw(st.sampled_from(Of)),
        "trim": draw(trims),
        "reduce": draw(REDUCES),
        "criterion_places": draw(st.none() | PLACES),
        "absent": draw(st.sampled_from(Absent)),
        "minimum": draw(MINIMA),
        "floor": draw(floor),
        "criteria": draw(criteria("0" if equalise is not Equalise.NONE else "-5")),
        "groups": draw(groups()),
        "panels": ("A", "B") if equalise is not Equalise.NONE else (),
        "equalise": equalise,
        "coefficient_places": draw(st.integers(1, 4)),
        "mean_places": draw(st.none() | PLACES),
    }
    return Round(id, "现场汇报展示", Kind.JUDGED, **{**chosen, **fixed})


@st.composite
def marks(draw, criterion):
    steps = int((criterion.max - criterion.min) / criterion.step)
    return criterion.min + draw(st.integers(0, min(steps, 3)) | st.integers(0, steps)) * criterion.step


@st.composite
def sheets(draw, round, number, states):
    """The judges of a round with groups belong to one after the other."""
    state = draw(st.sampled_from(states))
    given = tuple(draw(marks(criterion)) for criterion in round.criteria) if state is SheetState.IN else ()
    group = round.groups[number % len(round.groups)].id if round.groups else None
    return Sheet(f"J{number}", state, given, group)


ALL_IN = (SheetState.IN,)
SOME_OUT = (*[SheetState.IN] * 8, SheetState.ABSENT, SheetState.RECUSED)
SOME_MISSING = (*SOME_OUT, SheetState.MISSING)
deductions = st.lists(
    st.builds(Deduction, decimals("0.5", "1", "0.005", "30"), st.sampled_from(["超时", "缺项"])), max_size=2
)


@st.composite
def turns(draw, round, states=SOME_OUT, off=deductions):
    size = draw(st.integers(max(len(round.groups), 1), 7))
    return Turn(
        [draw(sheets(round, n, states)) for n in range(1, size + 1)],
        draw(off),
        draw(st.sampled_from(round.panels)) if round.panels else None,
    )


points = st.one_of(
    st.builds(
        lambda best, less: Points(
            "rank", best=best, top=Decimal(20), less=less, bottom=Decimal(3), none=Decimal("7.5")
        ),
        st.sampled_from(["high", "low"]),
        decimals("1", "2.5"),
    ),
    st.builds(
        lambda zero, full: Points("linear", zero=zero, full=full, none=Decimal(2)),
        decimals("0", "9"),
        decimals("3", "7"),
    ),
    st.builds(
        lambda high: Points(
            "steps",
            best="high" if high else "low",
            steps=((None, Decimal(1)), (Decimal(6 if high else 8), Decimal(8)), (Decimal(7), Decimal("8.5"))),
            none=Decimal(0),
        ),
        st.booleans(),
    ),
)


@st.composite
def entered_rounds(draw, id, kind):
    return Round(
        id,
        "日常服务能级",
        kind,
        draw(decimals("70", "30")),
        full=draw(decimals("100", "20")),
        places=draw(PLACES),
        rounding=draw(st.sampled_from(Rounding)),
        floor=draw(st.sampled_from([None, Decimal(0)])),
        points=draw(points) if kind is Kind.INDICATOR else None,
        within=draw(st.sampled_from([None, "class"])) if kind is Kind.INDICATOR else None,
    )


@st.composite
def tracks(draw):
    rounds = [draw(judged_rounds("present"))]
    if draw(st.booleans()):
        rounds.append(draw(entered_rounds("daily", Kind.IMPORTED)))
    if draw(st.integers(0, 3)) == 0:
        rounds.append(draw(entered_rounds("calls", Kind.INDICATOR)))
    steps = [
        "round:present",
        "criterion:present.c0",
        "untrimmed:present",
        "highest:present",
        "lowest:present",
    ]
    chain = draw(st.lists(st.sampled_from(steps), max_size=3, unique=True))
    last = draw(st.sampled_from([[], ["share"], ["manual"]]))
    exactness = st.sampled_from(Exactness)
    composite = Composite(
        draw(st.integers(0, 2)), draw(st.sampled_from(Rounding)), draw(exactness), draw(exactness)
    )
    return Track("centre", "受理中心组", tuple(rounds), ties=(*chain, *last), composite=composite)


@st.composite
def days(draw, track):
    """Entrants share a few turns, as equals do."""
    entrants = ENTRANTS[: draw(st.integers(1, 5) | st.integers(3, 5))]
    states = draw(st.sampled_from([ALL_IN, ALL_IN, SOME_OUT, SOME_MISSING]))
    turned, components, unmeasured, off = {}, {}, set(), {}
    for round in track.rounds:
        few = (
            draw(st.lists(turns(round, states), min_size=1, max_size=3)) if round.kind is Kind.JUDGED else []
        )
        for entrant in entrants:
            if few:
                turned[round.id, entrant] = draw(st.sampled_from(few))
                continue
            off[round.id, entrant] = draw(deductions)
            if round.points and draw(st.integers(0, 9)) == 9:
                unmeasured.add((round.id, entrant))
            elif draw(st.integers(0, 9)):
                components[round.id, entrant] = draw(decimals("0", "3", "6.125", "8", "90.005"))
    return Day(
        entrants=entrants,
        turns=turned,
        components=components,
        unmeasured=unmeasured,
        deductions=off,
        statuses=draw(
            st.dictionaries(st.sampled_from(entrants), st.sampled_from(["withdrawn", "no_show"]), max_size=1)
        ),
        orders=draw(st.dictionaries(st.sampled_from(entrants), st.integers(1, 3))),
        classes=draw(st.dictionaries(st.sampled_from(entrants), st.sampled_from(["综合", "专窗"]))),
    )

import tomllib
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from judging.core.scoring.points import Points
from judging.core.scoring.pool import Floor, Level, Pool
from judging.core.scoring.question import Question
from judging.core.scoring.rulebook import (
    Absent,
    Composite,
    Criterion,
    Equalise,
    Exactness,
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
from judging.core.scoring.time_limits import Overtime, Segment, Time
from judging.files import rulesfile
from judging.files.amending import amended
from judging.files.changes import changes
from judging.files.explain import explain

from .examples import RULES

texts = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=8)
ids = st.text("abcXYZ019_-", min_size=1, max_size=4)
positive = st.decimals(Decimal("0.000001"), Decimal("9999"), places=6)
numbers = st.decimals(Decimal("-9999"), Decimal("9999"), places=3)
weights = st.decimals(Decimal("0.01"), Decimal("999"), places=2)
places = st.integers(0, 6)


@st.composite
def trims(draw):
    high, low = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    return Trim(high, low, high + low + draw(st.integers(1, 3)))


@st.composite
def criteria(draw, id):
    low = draw(numbers)
    return Criterion(id, draw(texts), low, low + draw(positive), draw(positive), draw(positive), draw(texts))


@st.composite
def overtimes(draw):
    ends = sorted(draw(st.sets(st.integers(1, 999), max_size=3)))
    return tuple(
        Overtime(start, end, abs(draw(numbers))) for start, end in zip([0, *ends], [*ends, None], strict=True)
    )


@st.composite
def limits(draw):
    limit_s = draw(st.integers(1, 9999))
    warn_s = draw(st.sets(st.integers(1, limit_s - 1), max_size=3)) if limit_s > 1 else ()
    return limit_s, tuple(sorted(warn_s, reverse=True))


@st.composite
def segments(draw, id):
    limit_s, warn_s = draw(st.just((None, ())) | limits())
    return Segment(id, draw(texts), limit_s, warn_s, draw(st.booleans()))


@st.composite
def times(draw):
    limit_s, warn_s = draw(limits())
    parts = draw(st.just(()) | some(segments, some_ids))
    if parts and not any(part.counts for part in parts):
        parts = (*parts[:-1], replace(parts[-1], counts=True))
    return Time(limit_s, warn_s, parts)


def groups(id):
    return st.builds(
        Group,
        st.just(id),
        texts,
        weights,
        trims(),
        st.sampled_from(["mean", "sum", "median"]),
        places,
        st.integers(1, 5),
    )


def some(of, unique):
    """One to three ids, each made into something."""
    return unique.flatmap(lambda found: st.tuples(*(of(id) for id in sorted(found))))


some_ids = st.sets(ids, min_size=1, max_size=3)


def equalised(round):
    if not round.panels or round.floor is None:
        return st.just(round)
    return st.sampled_from(Equalise).map(lambda way: replace(round, equalise=way))


def of_evaluators(round):
    if round.panels or round.absent is Absent.FILL:
        return st.just(round)
    return st.sampled_from(Sheets).map(lambda sheets: replace(round, sheets=sheets))


def judged_rounds(id):
    return st.builds(
        Round,
        id=st.just(id),
        name=texts,
        kind=st.just(Kind.JUDGED),
        weight=weights,
        full=positive,
        places=places,
        rounding=st.sampled_from(Rounding),
        manner=st.sampled_from(Manner),
        of=st.sampled_from(Of),
        trim=trims(),
        reduce=st.sampled_from(["mean", "sum", "median"]),
        criterion_places=st.none() | places,
        absent=st.sampled_from(Absent),
        minimum=st.integers(1, 9),
        hold_first=st.integers(0, 9),
        floor=st.none() | numbers,
        criteria=some(criteria, some_ids),
        time=st.none() | times(),
        overtime=st.just(()) | overtimes(),
        groups=st.just(()) | some(groups, some_ids),
        panels=st.just(()) | st.sets(ids, min_size=2, max_size=3).map(tuple),
        coefficient_places=places,
        mean_places=st.none() | places,
    ).flatmap(equalised).flatmap(of_evaluators)  # fmt: skip


points = st.builds(
    lambda points, none: replace(points, none=none),
    st.builds(
        Points,
        by=st.just("rank"),
        best=st.sampled_from(["high", "low"]),
        top=positive,
        less=positive,
        bottom=positive.map(lambda above: -above),
    )
    | st.builds(Points, by=st.just("linear"), zero=st.just(Decimal(10)), full=st.just(Decimal("0.5")))
    | st.builds(
        Points,
        by=st.just("steps"),
        best=st.just("low"),
        steps=st.just(((None, Decimal(0)), (Decimal(90), Decimal("2.5")), (Decimal(80), Decimal(9)))),
    ),
    st.none() | numbers,
)


def other_rounds(id):
    return st.builds(
        Round, st.just(id), texts, st.just(Kind.IMPORTED), weights, places=places, floor=st.none() | numbers
    ) | st.builds(
        Round,
        st.just(id),
        texts,
        st.just(Kind.INDICATOR),
        weights,
        points=points,
        within=st.none() | st.just("class"),
    )


def tracks(id):
    composites = st.builds(
        Composite, places, st.sampled_from(Rounding), st.sampled_from(Exactness), st.sampled_from(Exactness)
    )
    rounds = some(lambda id: judged_rounds(id) | other_rounds(id), some_ids)
    return st.builds(Track, id=st.just(id), name=texts, rounds=rounds, composite=composites).map(chained)


def chained(track):
    first = track.rounds[0]
    steps = (f"round:{first.id}",)
    if first.kind is Kind.JUDGED:
        steps += (f"untrimmed:{first.id}", f"criterion:{first.id}.{first.criteria[0].id}")
    return replace(track, ties=(*steps, "manual"))


@st.composite
def rulebooks(draw):
    found = draw(some(tracks, some_ids))
    slots = draw(st.integers(1, 60))
    first = found[0].id
    quota = Pool(
        "q", draw(texts), slots, "quota", {first: slots}, (Floor(first, Decimal("12.5")),), levels(slots)
    )
    merged = Pool("m", draw(texts), slots, "merged", levels=levels(slots))
    of_pool = (replace(found[0], pool="q"), *(replace(track, pool="m") for track in found[1:]))
    keys = ("competition.about", "oversight.two_persons", f"tracks.{first}.ties", "pools.q.quota")
    proposals = tuple(Question(key, draw(texts)) for key in draw(st.sets(st.sampled_from(keys))))
    return Rulebook(
        draw(ids), draw(texts), of_pool, draw(texts), (quota, merged), about=draw(texts), proposals=proposals
    )


def levels(slots):
    return (Level("一等奖", 1, "金牌"), Level("二等奖", slots - 1))


# A whole rulebook is many draws, which a busy machine is slow at.
often = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])


@often
@given(rulebooks())
def test_what_is_written_is_read_back_as_an_equal_rulebook(rulebook):
    text = rulesfile.write(rulebook)

    assert rulesfile.read(text, "rules.toml") == rulebook


@often
@given(rulebooks())
def test_the_page_may_send_the_same_structure(rulebook):
    assert rulesfile.build(tomllib.loads(rulesfile.write(rulebook))) == rulebook


@often
@given(rulebooks(), rulebooks())
def test_a_text_amended_for_other_rules_reads_as_those(before, after):
    text = "# 我们的规则\n" + rulesfile.write(before)

    assert rulesfile.read(amended(text, after), "rules.toml") == after


@often
@given(rulebooks(), rulebooks())
def test_what_changes_is_nothing_exactly_where_rules_are_the_same(before, after):
    assert changes(before, before) == ()
    assert bool(changes(before, after)) == (before != after)


@often
@given(rulebooks())
def test_every_rulebook_can_be_explained(rulebook):
    assert len(explain(rulebook)) > len(rulebook.tracks) + len(rulebook.pools)


def test_the_example_survives_the_round_trip():
    rulebook = rulesfile.read(RULES, "rules.toml")

    assert rulesfile.read(rulesfile.write(rulebook), "rules.toml") == rulebook


COMMENTED = RULES.replace('weight = "70"', "weight = 70  # 章程第三条")


def test_comments_stay_where_rules_are_edited():
    rulebook = rulesfile.read(COMMENTED, "rules.toml")
    daily, present = rulebook.tracks[0].rounds
    trimmed = replace(present, trim=Trim(2, 2, 7), criteria=tuple(reversed(present.criteria)))
    track = replace(rulebook.tracks[0], rounds=(replace(daily, weight=Decimal(60)), trimmed))
    after = replace(rulebook, tracks=(track, *rulebook.tracks[1:]))

    text = amended(COMMENTED, after)

    assert rulesfile.read(text, "rules.toml") == after
    assert 'weight = "60"  # 章程第三条' in text
    assert "trim = { high = 2, low = 2, from = 7 }" in text
    assert amended(text, after) == text


def test_a_setting_that_others_take_over_changes_none_of_them():
    rulebook = rulesfile.read(RULES, "rules.toml")
    jury = replace(rulebook.tracks[1].rounds[0], places=4)  # its groups say no places of their own
    track = replace(rulebook.tracks[1], rounds=(jury, rulebook.tracks[1].rounds[1]))
    after = replace(rulebook, tracks=(rulebook.tracks[0], track))

    assert rulesfile.read(amended(RULES, after), "rules.toml") == after


def test_a_group_inherits_what_it_does_not_say():
    text = RULES.replace(
        '  panels = ["A", "B"]',
        '  places = 3\n  trim = { high = 1 }\n  minimum = 2\n  reduce = "median"\n  panels = ["A", "B"]',
    )

    expert, public = rulesfile.read(text, "rules.toml").track("team").round("jury").groups

    assert (expert.places, expert.trim, expert.minimum, expert.reduce) == (3, Trim(1, 0, 2), 2, "median")
    assert public == replace(expert, id="public", name="大众", weight=Decimal(30))


def test_defaults_are_those_of_the_contract():
    text = """
        competition = { id = "x" }
        [[tracks]]
        id = "t"
        [[tracks.rounds]]
        id = "r"
        kind = "judged"
        weight = 1
        criteria = [ { id = "c", min = 0, max = 9, step = 1 } ]
    """

    track = rulesfile.read(text, "x").track("t")

    criterion = Criterion("c", "c", Decimal(0), Decimal(9), Decimal(1))
    assert track == Track("t", "t", (Round("r", "r", Kind.JUDGED, Decimal(1), criteria=(criterion,)),))


@pytest.mark.parametrize(
    ("trim", "start"), [("{ high = 1, low = 2 }", 4), ("{ }", 1), ("{ low = 1, from = 7 }", 7)]
)
def test_trimming_begins_by_default_when_one_would_remain(trim, start):
    text = RULES.replace("trim = { high = 1, low = 1, from = 3 }", f"trim = {trim}")

    assert rulesfile.read(text, "x").track("centre").round("present").trim.start == start

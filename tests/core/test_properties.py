"""What holds of every score, whatever the rules: hypothesis looks for the day on which it does not."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from judging.core.scoring.day import Held, Sheet, SheetState
from judging.core.scoring.panel import totals
from judging.core.scoring.ranking import track_result
from judging.core.scoring.rulebook import Absent, Of
from judging.core.scoring.score import score, still_possible
from tests.core.made import judged
from tests.core.strategies import ALL_IN, SOME_MISSING, days, judged_rounds, marks, tracks, trims, turns

often = settings(max_examples=100)


def scored(round, turn):
    result = score(round, "选手01", turn)
    assume(not isinstance(result, Held))
    return result


def values(result):
    return result.score, result.raw, result.announced, result.exact, result.criteria, result.count


@given(st.data())
@often
def test_the_order_of_judges_never_matters(data):
    round = data.draw(judged_rounds())
    turn = data.draw(turns(round))

    shuffled = replace(turn, sheets=data.draw(st.permutations(turn.sheets)))

    assert values(scored(round, shuffled)) == values(scored(round, turn))


@given(st.data())
@often
def test_judges_who_gave_the_same_may_change_seats(data):
    round = data.draw(judged_rounds())
    turn = data.draw(turns(round))
    first, last = turn.sheets[0], turn.sheets[-1]
    twin = replace(last, state=first.state, marks=first.marks, group=first.group)
    one = replace(turn, sheets=[first, *turn.sheets[1:-1], twin])
    other = replace(turn, sheets=[twin, *turn.sheets[1:-1], first])

    before, after = scored(round, one), scored(round, other)

    assert values(before) == values(after)
    assert seats(one, before.dropped) == seats(other, after.dropped)


def seats(turn, dropped):
    order = [sheet.judge for sheet in turn.sheets]
    return [order.index(judge) for judge in dropped.high], [order.index(judge) for judge in dropped.low]


@given(st.data())
@often
def test_the_order_of_entrants_and_rows_never_matters(data):
    track = data.draw(tracks())
    day = data.draw(days(track))
    other = replace(
        day,
        entrants=tuple(data.draw(st.permutations(day.entrants))),
        turns=dict(reversed(day.turns.items())),
        components=dict(reversed(day.components.items())),
    )

    one, two = track_result(track, day), track_result(track, other)

    assert set(map(str, one.standings)) == set(map(str, two.standings))
    assert set(map(str, one.scores)) == set(map(str, two.scores))
    assert {(h.entrant, h.round, h.reason) for h in one.held} == {
        (h.entrant, h.round, h.reason) for h in two.held
    }


@given(st.data(), trims, st.sampled_from(["0.01", "3", "40.5"]))
@often
def test_a_constant_added_to_all_marks_moves_a_mean_by_it(data, trim, constant):
    round = judged(trim=trim)
    turn = data.draw(turns(round, off=st.just([])))
    raised = [replace(s, marks=tuple(mark + Decimal(constant) for mark in s.marks)) for s in turn.sheets]

    before, after = scored(round, turn), scored(round, replace(turn, sheets=raised))

    assert after.exact - before.exact == Fraction(constant)


@given(st.data())
@often
def test_a_mean_or_median_lies_within_the_kept_totals(data):
    reduce = data.draw(st.sampled_from(["mean", "median"]))
    round = data.draw(judged_rounds(of=Of.TOTAL, reduce=reduce, groups=(), floor=None))
    turn = data.draw(turns(round, off=st.just([])))

    result = scored(round, turn)

    counting = [sheet for sheet in turn.sheets if sheet.state is SheetState.IN]
    dropped = {*result.dropped.high, *result.dropped.low}
    kept = [
        total for s, total in zip(counting, totals(round, counting), strict=True) if s.judge not in dropped
    ]
    filled = [Fraction(sum(totals(round, counting))) / len(counting)] if round.absent is Absent.FILL else []
    assert min([*kept, *filled]) <= result.exact <= max([*kept, *filled])


@given(st.data())
@often
def test_filling_in_is_leaving_out_when_nobody_is_absent(data):
    round = data.draw(judged_rounds())
    turn = data.draw(turns(round, ALL_IN))

    filled, shrunk = (
        score(replace(round, absent=way), "选手01", turn) for way in (Absent.FILL, Absent.SHRINK)
    )

    assert filled == shrunk


@given(st.data())
@often
def test_a_higher_mark_never_lowers_a_score(data):
    round = data.draw(judged_rounds())
    turn = data.draw(turns(round))
    before = scored(round, turn)
    n = data.draw(st.sampled_from([n for n, s in enumerate(turn.sheets) if s.state is SheetState.IN]))
    c = data.draw(st.integers(0, len(round.criteria) - 1))
    old = turn.sheets[n].marks
    raised = (*old[:c], max(old[c], data.draw(marks(round.criteria[c]))), *old[c + 1 :])
    sheets = [replace(s, marks=raised) if i == n else s for i, s in enumerate(turn.sheets)]

    after = scored(round, replace(turn, sheets=sheets))

    assert after.score >= before.score
    assert after.exact >= before.exact


@given(st.data())
@often
def test_whatever_the_missing_give_the_score_stays_in_the_stated_range(data):
    round = data.draw(judged_rounds())
    turn = data.draw(turns(round, SOME_MISSING))
    stated = still_possible(round, turn)
    assume(stated is not None)
    completed = [
        s if s.state is not SheetState.MISSING
        else Sheet(s.judge, SheetState.IN, tuple(data.draw(marks(c)) for c in round.criteria), s.group)
        for s in turn.sheets
    ]  # fmt: skip

    result = scored(round, replace(turn, sheets=completed))

    assert stated[0] <= result.announced <= stated[1]


@given(st.data())
@often
def test_places_follow_composites_and_count_who_is_ahead(data):
    track = data.draw(tracks())
    result = track_result(track, data.draw(days(track)))

    composites = [standing.composite for standing in result.standings]
    assert composites == sorted(composites, reverse=True)
    for standing in result.standings:
        assert standing.place in (standing.rank, None)
        equals = [other for other in result.standings if other.rank == standing.rank]
        assert standing.rank == 1 + sum(other.rank < standing.rank for other in result.standings)
        assert {other.composite for other in equals} == {standing.composite}
        assert (standing.broken_by in ("share", "unbroken")) == (len(equals) > 1)


@given(st.data())
@often
def test_every_ranked_entrant_has_each_round_scored_or_held_and_a_place_if_all_are(data):
    track = data.draw(tracks())
    day = data.draw(days(track))
    result = track_result(track, day)

    ranked = [entrant for entrant in day.entrants if entrant not in day.statuses]
    scored_or_held = [(s.round, s.entrant) for s in result.scores]
    scored_or_held += [(h.round, h.entrant) for h in result.held if h.round]
    assert sorted(scored_or_held) == sorted(
        (round.id, entrant) for round in track.rounds for entrant in ranked
    )
    held = {h.entrant for h in result.held if h.round}
    assert {s.entrant for s in result.standings} == set(ranked) - held

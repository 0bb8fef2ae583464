"""Mistakes in the arithmetic, from marks to places."""

from . import Mutation

SCORING = ("core/test_numbers.py", "core/test_scoring.py", "core/test_equalise.py", "core/test_ranking.py")
AWARDS = ("core/test_awards.py", "core/test_award_orders.py")
EVALUATORS = ("files/test_evaluators.py", "files/test_csv_refused.py")

MISTAKES = (
    Mutation(
        "no trim",
        "core/scoring/panel.py",
        "if len(values) >= trim.start and (trim.high or trim.low):",
        "if False:",
        SCORING,
    ),
    Mutation(
        "drop all copies of an extreme",
        "core/scoring/panel.py",
        "ascending = ascending[trim.low : len(ascending) - trim.high]",
        "ascending = [v for v in ascending if ascending[0] < v < ascending[-1]] or ascending",
        SCORING,
    ),
    Mutation(
        "half-even",
        "core/scoring/numbers.py",
        "away = 2 * rest >= denominator",
        "away = 2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1)",
        SCORING,
    ),
    Mutation(
        "truncate", "core/scoring/numbers.py", "away = 2 * rest >= denominator", "away = False", SCORING
    ),
    Mutation(
        "float arithmetic",
        "core/scoring/panel.py",
        "return Fraction(numerator, denominator * len(kept))",
        "return Fraction(sum(map(float, kept)) / len(kept))",
        SCORING,
    ),
    Mutation(
        "missing as zero",
        "core/scoring/score.py",
        "parts = parts_of(round, turn)\n    held",
        "turn = _completed(round, turn, lambda criterion: ZERO)\n    parts = parts_of(round, turn)\n    held",
        SCORING,
    ),
    Mutation(
        "ties ignored",
        "core/scoring/ranking.py",
        "yield from _after_ties(chain, Run(equals, None), chain.steps)",
        "yield from (Run([contender], None) for contender in equals)",
        SCORING,
    ),
    Mutation(
        "round twice",
        "core/scoring/score.py",
        "raw = rounded(exact, round.places, round.rounding)",
        "raw = rounded(rounded(exact, round.places + 1, round.rounding), round.places, round.rounding)",
        SCORING,
    ),
    Mutation(
        "levels of quotas by composite",
        "core/scoring/awards.py",
        "return candidate.rank, -candidate.standing.composite",
        "return (-candidate.standing.composite,)",
        AWARDS,
    ),
    Mutation(
        "another floor not protected",
        "core/scoring/awards.py",
        "candidate.track != floor.track and taken[candidate.track] > needed(pool, candidate.track)",
        "candidate.track != floor.track",
        AWARDS,
    ),
    Mutation(
        "floors rounded down",
        "core/scoring/awards.py",
        "return -(-numerator * pool.slots //",
        "return (numerator * pool.slots //",
        AWARDS,
    ),
    Mutation(
        "ties of the awards ignored",
        "core/scoring/awards.py",
        "in places or (may_move and bool(others))",
        "in ()",
        AWARDS,
    ),
    Mutation(
        "a pool without entrants is settled",
        "core/scoring/awards.py",
        "if found is None or not (found.standings or found.held or found.unranked):",
        "if found is None:",
        AWARDS,
    ),
    Mutation(
        "all evaluators sit for everybody",
        "files/marks.py",
        "scope = entrant if marks.round.sheets is Sheets.EACH else panel",
        "scope = panel",
        EVALUATORS,
    ),
    Mutation(
        "an evaluator in two groups for one entrant",
        "files/marks.py",
        "if other != group and (judge, other) in seats:",
        "if False:",
        EVALUATORS,
    ),
    Mutation(
        "low steps reached from below",
        "core/scoring/indicators.py",
        "return sum(start is None or value <= start for start in starts)",
        "return sum(start is None or value < start for start in starts)",
        ("core/test_indicators.py",),
    ),
    Mutation(
        "a value of none takes a rank",
        "core/scoring/indicators.py",
        'if value is None or points.by != "rank":',
        'if points.by != "rank":',
        ("core/test_indicators.py",),
    ),
)

"""Mistakes of the second engine of a season, and in what is said where the two engines differ."""

from . import Mutation

ALONE = ("second/test_season.py",)
BOTH = ("season/test_engines.py",)
SERIES, RULES, FIELDS, SEASON = (f"second/season{part}.py" for part in ("_series", "_rules", "_fields", ""))

MISTAKES = (
    Mutation(
        "of equal values the later counts",
        SERIES,
        "sorted(values)[: series.best]",
        "sorted(values, key=lambda each: (each[0], -each[1]))[: series.best]",
        ALONE,
    ),
    Mutation(
        "who was disqualified has taken part",
        SERIES,
        "sum(taken.state == IN for",
        "sum(taken.state in (IN, DISQUALIFIED) for",
        ALONE,
    ),
    Mutation(
        "what is to come makes no minimum", SERIES, "took_part + series.to_come <", "took_part <", ALONE
    ),
    Mutation(
        "a disqualification is an event missed",
        SERIES,
        "DISQUALIFIED_THERE if status == DISQUALIFIED else NOT_THERE",
        "NOT_THERE",
        BOTH,
    ),
    Mutation(
        "who shares a place has all its points",
        SERIES,
        "return sum(points) * (scale // count)",
        "return points[0] * scale",
        ALONE,
    ),
    Mutation("later places have nothing", SERIES, "else series.rest for", "else 0 for", ALONE),
    Mutation(
        "who was excused has 0",
        SERIES,
        '"skip": Taken(EXCUSED, None, None)',
        '"skip": Taken(EXCUSED, 0, None)',
        ALONE,
    ),
    Mutation(
        "an excuse does not end the waiting",
        SERIES,
        "any(taken.state == MISSED for taken in taking)",
        "any(taken.state in (MISSED, EXCUSED) for taken in taking)",
        ALONE,
    ),
    Mutation("a sum is a mean", SERIES, "(1 if found.series.summed else len(values))", "len(values)", ALONE),
    Mutation(
        "every event counts",
        RULES,
        'best=None if raw.get("best") is None else int(raw["best"])',
        "best=None",
        ALONE,
    ),
    Mutation(
        "equals have places of their own",
        FIELDS,
        "ahead += counts[value]",
        "ahead += 1",
        ALONE,
    ),
    Mutation(
        "whoever is held can fall short",
        SEASON,
        "if short and not held:",
        "if short:",
        BOTH,
    ),
    Mutation(
        "a pool is settled while events are to come",
        SEASON,
        "any(each.series.to_come for each in runs.values())",
        "False",
        BOTH,
    ),
    Mutation(
        "the first events part equals first",
        SEASON,
        "map(_taking_part, reversed(taking))",
        "map(_taking_part, taking)",
        ALONE,
    ),
    Mutation(
        "who missed an event is no worse than who had less than nothing",
        SEASON,
        "return taken.state == IN, taken.value or 0",
        "return taken.value or 0, taken.state == IN",
        ALONE,
    ),
    Mutation(
        "whoever is on no row of the roster belongs",
        SEASON,
        "if books.has_roster else found",
        "if False else found",
        ALONE,
    ),
    Mutation(
        "an event that differs is not told",
        "second/compare.py",
        "            if here.get(key, MISSING) != value:",
        "            if False:",
        BOTH,
    ),
    Mutation(
        "what is to come, and what was read, is not compared",
        "second/compare.py",
        "return [] if first == second else [Difference(track",
        "return [] if True else [Difference(track",
        BOTH,
    ),
    Mutation(
        "a season is final although the engines differ",
        "web/seasons/reckoned.py",
        "    if differences:",
        "    if False:",
        ("web/test_seasons.py",),
        only="differ",
    ),
    Mutation(
        "the command line keeps to itself where the engines differ",
        "tally/season.py",
        "return exit_status(recheck.of_season(found, second))",
        "return exit_status([])",
        BOTH,
        only="command_line",
    ),
)

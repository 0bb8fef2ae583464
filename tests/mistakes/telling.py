"""Mistakes in what an audience is told, and when."""

from . import Mutation

PINNED = ("views/test_pinned_scenes.py",)
SECRECY = ("views/test_secrecy.py",)
DISCREET = ("core/test_discreet.py",)

MISTAKES = (
    Mutation(
        "a screen pinned to 亮分 is told the confirmed score",
        "core/beats.py",
        "performance.phase is not Phase.REVEALED or ",
        "",
        PINNED,
    ),
    Mutation(
        "step by step a screen is told all beats at once",
        "views/reveal.py",
        "table.beats[: playback.beats]",
        "table.beats",
        ("views/test_reveal.py",),
    ),
    Mutation(
        "a recused judge is shown as done",
        "views/stage.py",
        "SheetPhase.RECUSED: Seat.RECUSED",
        "SheetPhase.RECUSED: Seat.DONE",
        ("views/test_reveal.py",),
    ),
    Mutation(
        "a ranking that was taken back stays on the screens",
        "core/publication.py",
        "    return taken_back(state, event.track)",
        "    return state",
        PINNED,
    ),
    Mutation(
        "a blank screen is told the show",
        "views/screen.py",
        "if not registered.name or state.rules is None:",
        "if state.rules is None:",
        SECRECY,
    ),
    Mutation(
        "step by step the emcee is told the score with the first beat",
        "views/reveal.py",
        'score=told.score if "final" in let else ""',
        "score=told.score",
        ("views/test_emcee.py",),
    ),
    Mutation(
        "the range still possible betrays a total of two",
        "core/discreet.py",
        "LEAST_MIXED = 3",
        "LEAST_MIXED = 1",
        DISCREET,
    ),
    Mutation(
        "the range still possible betrays totals that lie close together",
        "core/discreet.py",
        "LEAST_APART = 3",
        "LEAST_APART = 1",
        DISCREET,
    ),
    Mutation(
        "the range still possible betrays the extremes",
        "core/discreet.py",
        "<= width(ends) <= width(far) + rounding",
        "<= width(ends)",
        DISCREET,
    ),
    Mutation(
        "the range still possible betrays that all gave the most",
        "core/discreet.py",
        "if within and is_apart",
        "if is_apart",
        DISCREET,
    ),
    Mutation(
        "ranges with one sheet after the other missing betray every total",
        "views/panel.py",
        "    if any((sheet.phase, sheet.revision) != FIRST",
        "    if False and any((sheet.phase, sheet.revision) != FIRST",
        SECRECY,
    ),
    Mutation(
        "the ranking holds who has not been revealed",
        "core/live.py",
        "day(state, track, only_revealed=True))",
        "day(state, track))",
        ("core/test_decide.py", "core/test_ending.py"),
    ),
    Mutation(
        "a judge is shown a colleague's sheet",
        "views/judge.py",
        "sheet = performance.sheets.get(me)",
        "sheet = next(iter(performance.sheets.values()), None)",
        SECRECY,
    ),
)

"""Mistakes in the workbook that computes the result again, and in who gets it."""

from . import Mutation

OFFICE = ("workings/test_locked_day.py",)

MISTAKES = (
    Mutation(
        "half is rounded down in the sheet",
        "workings/rounding.py",
        "INT((2*ABS({n})*{p}+{d})/(2*{d}))",
        "INT((2*ABS({n})*{p}+{d}-1)/(2*{d}))",
        (*OFFICE, "workings/test_random_rules.py"),
    ),
    Mutation(
        "the sheet keeps what is dropped",
        "workings/tallies.py",
        '"IF({s}>={f},{n},0)"',
        '"IF({s}>{f},{n},0)"',
        OFFICE,
    ),
    Mutation(
        "a floor in the sheet moves nobody",
        "workings/prizes.py",
        "MAX({{k}},{{least}}),{{s}}-MAX({{k}},{{least}})",
        "{{k}},{{s}}-{{k}}",
        OFFICE,
    ),
    Mutation(
        "an unlocked track is in the workbook",
        "workings/of_state.py",
        " for track in state.rulebook.tracks if track.id in state.locked}",
        " for track in state.rulebook.tracks}",
        OFFICE,
    ),
    Mutation(
        "whoever prints gets every mark of what is locked",
        "web/prints.py",
        '''the formulas to the awards: the organiser's."""
    session.require(request, Duty.ORGANISER)
''',
        '''the formulas to the awards: the organiser's."""
    session.require(request, *PRINTING)
''',
        ("web/test_prints.py",),
    ),
)

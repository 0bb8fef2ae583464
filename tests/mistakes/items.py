"""Mistakes about compulsory items, cases and measured seconds."""

from . import Mutation

CORE = ("core/test_compulsory.py",)

MISTAKES = (
    Mutation(
        "a tie makes an item lacking",
        "core/scoring/compulsory.py",
        "return 2 * absences(item, sheets) > len(sheets)",
        "return 2 * absences(item, sheets) >= len(sheets)",
        CORE,
    ),
    Mutation(
        "what an item took off is taken off again",
        "core/scoring/compulsory.py",
        "raw - sum((deduction.points for deduction in before), ZERO)",
        "raw",
        CORE,
    ),
    Mutation(
        "what was entered comes before the items",
        "core/marking/turns.py",
        "deductions=(*lacking(round, answers, performance.items, found.raw), *played.deductions),",
        "deductions=(*played.deductions, *lacking(round, answers, performance.items, found.raw)),",
        CORE,
    ),
    Mutation(
        "a sheet may leave an item open",
        "core/marking/submitting.py",
        "    _answered(round, items)\n",
        "",
        CORE,
    ),
    Mutation(
        "marking is closed while the scorekeeper decides",
        "core/marking/opening.py",
        "if waiting := undecided(state, id):",
        "if waiting := ():",
        CORE,
    ),
    Mutation(
        "the second engine forgets the items",
        "second/logged.py",
        "            if round.compulsory\n",
        "            if False\n",
        ("second/test_days.py", "core/test_every_setting.py"),
    ),
    Mutation(
        "the second engine takes a tie for a lack",
        "second/lacks.py",
        "said.count(True) >= said.count(False)",
        "said.count(True) > said.count(False)",
        ("second/test_days.py",),
    ),
    Mutation(
        "the console counts answers before all sheets are in",
        "views/on_stage.py",
        "    if told is None:\n        return found\n    counting = [performance.sheets[mark.judge].items"
        ' for mark in told.marks if mark.state == "in"]\n',
        "    counting = [sheet.items for sheet in performance.sheets.values() if sheet.items]\n",
        ("views/test_items.py",),
    ),
    Mutation(
        "the possible range tells an answer",
        "core/scoring/discreet.py",
        "    if round.compulsory:",
        "    if False:",
        ("views/test_items.py",),
    ),
    Mutation(
        "a case is drawn twice",
        "core/marking/case_giving.py",
        ".cases if case.id not in taken)",
        ".cases)",
        ("core/test_cases.py",),
    ),
    Mutation(
        "a case is drawn until it is liked",
        "core/marking/case_giving.py",
        "    if state.performance(id).has_drawn:",
        "    if False:",
        ("core/test_cases.py",),
    ),
    Mutation(
        "seconds count before they are confirmed",
        "core/timing/measuring.py",
        "            if _lacks(source, measure, performance) is None:",
        "            if performance.clock:",
        ("core/test_measures.py",),
    ),
    Mutation(
        "seconds of a case of another type count",
        "core/timing/measuring.py",
        "    if measure.type and _type(source, performance) != measure.type:",
        "    if False:",
        ("core/test_measures.py",),
    ),
    Mutation(
        "a ranking shows seconds of who is still to be revealed",
        "core/publication/ranked.py",
        "seconds = measured(state, known)",
        "seconds = measured(state, ids)",
        ("core/test_measures.py",),
    ),
    Mutation(
        "to the second engine the seconds of any case count",
        "second/seconds.py",
        'if asks.type not in ("", type) else',
        "if False else",
        ("second/test_days.py",),
    ),
    Mutation(
        "another case is given once the clock is stopped",
        "core/marking/case_giving.py",
        "clock.state is ClockState.STOPPED:",
        "False:",
        ("core/test_measures.py",),
    ),
)

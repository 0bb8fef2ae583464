"""Mistakes in objections, 公示 and 定稿."""

from . import Mutation

APPEALS, WORKDAYS = ("core/test_appeals.py",), ("core/test_workdays.py",)

MISTAKES = (
    Mutation(
        "an award is final although an objection waits",
        "core/appeals/award_phase.py",
        "if each.is_pending and each.about.track in tracks",
        "if not each.decided and each.about.track in tracks",
        APPEALS,
    ),
    Mutation(
        "a 公示 ends with the beginning of its last day",
        "core/appeals/finalising.py",
        "if period is not None and at <= period.ends:",
        "if period is not None and at[:10] < period.ends[:10]:",
        APPEALS,
    ),
    Mutation(
        "a list that has changed needs no new 公示",
        "core/appeals/award_phase.py",
        "    return period is not None and period.digest != published_digest(state, award)",
        "    return False",
        APPEALS,
    ),
    Mutation(
        "what waits for an answer is due as before, though its days were set free",
        "core/appeals/publicising.py",
        "    due = _due_anew(state.objections, known)",
        "    due = {n: each.deadlines for n, each in state.objections.items()}",
        APPEALS,
    ),
    Mutation(
        "a new 公示 is of a day before what it corrects",
        "core/appeals/publicising.py",
        "    since = max(state.publicities[command.award].start, _last_corrected(state, started.tracks))",
        "    since = state.publicities[command.award].start",
        APPEALS,
    ),
    Mutation(
        "the rules lose an award that is being presented",
        "core/setup/founding.py",
        "        if specials.get(special.id) != special and decision_of(state, special.id):",
        "        if specials.get(special.id) != special and special.id in state.finals:",
        ("core/test_specials.py",),
    ),
    Mutation(
        "judges are told that an objection is decided",
        "views/signing.py",
        "NOT_TOLD = (Act.ADOPT, Act.OBJECTION, Act.FINAL)",
        "NOT_TOLD = (Act.ADOPT, Act.FINAL)",
        APPEALS,
    ),
    Mutation(
        "the day of publication counts",
        "core/appeals/workdays.py",
        "        found += timedelta(days=1)\n        yield day(str(found), known)",
        "        yield day(str(found), known)\n        found += timedelta(days=1)",
        WORKDAYS,
    ),
)

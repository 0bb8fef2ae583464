"""Mistakes in what only the head judge decides."""

from . import Mutation

SHORT = ("core/test_short.py",)
GROUPS = ("core/test_judges_in_groups.py",)
TWICE = ("second/test_short.py",)

CONFIRMS = ("core/test_head_confirms.py",)

HEAD = ("views/test_head.py",)
TRIAL = ("core/test_trial.py",)

MISTAKES = (
    Mutation(
        "somebody is called before a panel that tries out",
        "core/hall/staging.py",
        "        if trial.is_open and panel and any(",
        "        if False and panel and any(",
        TRIAL,
    ),
    Mutation(
        "a trial begins while the panel judges",
        "core/marking/trying_out.py",
        "        if state.performance(id).phase in UNDER_WAY and here & judging:",
        "        if False:",
        TRIAL,
    ),
    Mutation(
        "a sheet of the last trial is taken for this one",
        "core/marking/trying_out.py",
        "or trial.number != command.attempt",
        "",
        TRIAL,
    ),
    Mutation(
        "the spread of a trial is told before all sheets are in",
        "views/head.py",
        "if all(judge.id in trial.sheets for judge in judges) else {}",
        "if trial.sheets else {}",
        TRIAL,
    ),
    Mutation(
        "a judge gets a colleague's trial sheet",
        "views/judge.py",
        "        sheet = trial.sheets.get(me)\n",
        "        sheet = next(iter(trial.sheets.values()), None)\n",
        TRIAL,
    ),
    Mutation(
        "a head judge watches another panel",
        "views/watching.py",
        "    return all(whole in (None, own) for",
        "    return any(whole in (None, own) for",
        HEAD,
    ),
    Mutation(
        "the console watches what is the head judge's alone",
        "views/watching.py",
        "    return not is_somebody_s and bool(own & audience.stand_ins)",
        "    return bool(own & audience.stand_ins)",
        HEAD,
    ),
    Mutation(
        "the head of one panel is told of all in the hall",
        "views/head.py",
        "if list(key[: len(within)]) == within]",
        "]",
        HEAD,
    ),
    Mutation(
        "the deviation is told while the marking goes on",
        "core/marking/deviating.py",
        "        if performance.announced and",
        "        if",
        HEAD,
    ),
    Mutation(
        "a score is told before the head judge has confirmed it",
        "core/hall/revealing.py",
        "    if is_unconfirmed(state, id):",
        "    if False:",
        CONFIRMS,
    ),
    Mutation(
        "a confirmation outlives the score it was of",
        "core/marking/opening.py",
        "        head_confirmation=None,\n",
        "",
        CONFIRMS,
    ),
    Mutation(
        "another score is confirmed than was seen",
        "core/marking/head_confirming.py",
        "    if command.seen is not None and (told is None or told.score != command.seen):",
        "    if False:",
        CONFIRMS,
    ),
    Mutation(
        "a told score loses its confirmation",
        "core/marking/head_confirming.py",
        "    checks.in_phase(state, id, Phase.CONFIRMED)\n"
        "    if state.performance(id).head_confirmation is None:",
        "    if state.performance(id).head_confirmation is None:",
        CONFIRMS,
    ),
    Mutation(
        "sheets far apart are closed without another look",
        "core/marking/opening.py",
        "    if is_spread(state, id) and not is_reviewed(state, id):",
        "    if False:",
        CONFIRMS,
    ),
    Mutation(
        "a look at the spread holds for whatever comes later",
        "core/marking/spread_reviewing.py",
        "review is not None and review.revisions == revisions(state, id)",
        "review is not None",
        CONFIRMS,
    ),
    Mutation(
        "a spread as wide as the rules allow is too wide",
        "core/marking/spread_reviewing.py",
        "max(given) - min(given) > round.spread",
        "max(given) - min(given) >= round.spread",
        CONFIRMS,
    ),
    Mutation(
        "the spread is looked at before all sheets are in",
        "core/marking/spread_reviewing.py",
        "    if not complete(state, id):",
        "    if False:",
        CONFIRMS,
    ),
    Mutation(
        "fewer sheets are scored than the head judge decided",
        "core/scoring/score.py",
        "min(group.minimum, turn.short.minimum) if turn.short else",
        "1 if turn.short else",
        SHORT,
    ),
    Mutation(
        "nobody's sheets are scored by decision",
        "core/marking/short_deciding.py",
        "    if is_shrunk and not count:",
        "    if False:",
        SHORT,
    ),
    Mutation(
        "a lower minimum is decided although enough sheets can count",
        "core/marking/short_deciding.py",
        "    if not found:",
        "    if False:",
        SHORT,
    ),
    Mutation(
        "a decision about one group lowers the minimum of all",
        "core/marking/short_deciding.py",
        "decided.groups.get(group.id, group.minimum) if group.id else decided.minimum",
        "decided.minimum",
        GROUPS,
    ),
    Mutation(
        "waiting lowers the minimum",
        "core/marking/turns.py",
        "if short and short.decision is Short.SHRINK else None",
        "if short else None",
        SHORT,
    ),
    Mutation(
        "a decision is taken back under a confirmed score",
        "core/marking/short_deciding.py",
        "    checks.in_phase(state, id, Phase.CALLED, Phase.MARKING)\n"
        "    if state.performance(id).short is None:",
        "    if state.performance(id).short is None:",
        SHORT,
    ),
    Mutation(
        "to the second engine waiting lowers the minimum",
        "second/excused.py",
        'if event.get("decision") == "shrink":',
        'if event.get("decision"):',
        TWICE,
    ),
    Mutation(
        "to the second engine a decision that was taken back stands",
        "second/logged.py",
        '    "ShortDecisionWithdrawn": excused.short,\n',
        "",
        TWICE,
    ),
    Mutation(
        "the export leaves the head judge's decisions out",
        "audit/export.py",
        '"decisions.csv": exports.write_decisions(rulebook, days)',
        '"decisions.csv": exports.write_status(rulebook, days)',
        TWICE,
    ),
)

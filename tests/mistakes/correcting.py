"""Mistakes in what is put right after the lock, and in misprints."""

from . import Mutation

CORRECTING = ("core/test_correcting.py",)
MENDING = ("core/test_mending.py",)
FILE = ("audit/test_corrections.py",)

MISTAKES = (
    Mutation(
        "who proposed a correction puts it into effect",
        "core/correction/applying.py",
        "    if is_same(second, correction.proposed_by):",
        "    if False:",
        CORRECTING,
    ),
    Mutation(
        "a correction needs no signature where the rules want one",
        "core/signing/requiring.py",
        "    require_signature(state, wanted)\n    return",
        "    return",
        CORRECTING,
    ),
    Mutation(
        "a track is corrected before its lock",
        "core/correction/working_out.py",
        "    if id.track not in state.locked:",
        "    if False:",
        CORRECTING,
    ),
    Mutation(
        "a corrected score goes on air by itself",
        "core/correction/applying.py",
        "        if hall.on_stage == id:",
        "        if False:",
        CORRECTING,
    ),
    Mutation(
        "equals that a correction makes keep an order nobody decided",
        "core/correction/working_out.py",
        "    if sorted(order) == sorted(wanted):",
        "    if True:",
        CORRECTING,
    ),
    Mutation(
        "two corrections of one performance wait at once",
        "core/correction/proposing.py",
        "each.performance == id and each.fate is Fate.WAITING",
        "False",
        CORRECTING,
    ),
    Mutation(
        "a correction takes effect without a second look",
        "desk.py",
        "                if each.kind in REFUSALS:",
        "                if each.kind == TrackLocked.__name__:",
        FILE,
    ),
    Mutation(
        "what a sheet said before is not held against the log",
        "audit/corrections.py",
        '    same = ("given", ',
        "    same = (",
        FILE,
    ),
    Mutation(
        "a correction with one name for both hands is not found",
        "audit/corrections.py",
        "            if event.applied_by != entry.by or not _two_hands(state, event):",
        "            if False:",
        FILE,
    ),
    Mutation(
        "anybody who signs sees what a correction would come to",
        "web/previews.py",
        "    access.may_send(state, who, command)\n    return state",
        "    return state",
        ("web/test_correcting.py",),
        "gets_a_preview",
    ),
    Mutation(
        "nobody is told to publish a corrected ranking anew",
        "views/correcting.py",
        "        if track in corrected",
        "        if False",
        ("web/test_correcting.py",),
        "publish_anew",
    ),
    Mutation(
        "a sheet that was superseded does not say so",
        "web/proof_jobs.py",
        "superseded=tuple(superseded(then, now, sheet)) if is_public else (),",
        "superseded=(),",
        ("printouts/test_corrections.py",),
    ),
    Mutation(
        "a record of correction is shown before the ranking is published anew",
        "printouts/corrections.py",
        "    return shown is not None and fingerprint(shown) ==",
        "    return True or fingerprint(shown) ==",
        ("printouts/test_corrections.py",),
    ),
    Mutation(
        "a district changes after the lock",
        "core/correction/mending.py",
        "    if track.id in state.locked:",
        "    if False:",
        MENDING,
    ),
    Mutation(
        "a misprint in the rules voids the names under them",
        "core/signing/things.py",
        "rules_digest(state.agreed_rules)",
        "rules_digest(state.rulebook)",
        MENDING,
    ),
    Mutation(
        "a mended name is not read out",
        "core/correction/renaming.py",
        "            return how + new + called + score",
        "            return spoken",
        MENDING,
    ),
)

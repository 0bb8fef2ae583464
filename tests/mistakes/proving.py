"""Mistakes in verify, in backups and in ending: what nobody looks at until it is needed."""

from . import Mutation

FORGERY = ("audit/test_forgery.py",)
BACKUP = ("test_backup.py",)

EXPORTS = ("hostile/test_exports.py",)

MISTAKES = (
    Mutation(
        "what is logged after a score was announced may change it",
        "audit/verify.py",
        "        differing += standing_unlike(second, track.id)",
        "        pass",
        FORGERY,
    ),
    Mutation(
        "what is logged after a lock may change the ranking",
        "audit/verify.py",
        "        differing += last_ranking_unlike(second, track.id)",
        "        pass",
        FORGERY,
    ),
    Mutation(
        "an exported id is a formula", "files/exports.py", "[harmless(row[n]) for", "[row[n] for", EXPORTS
    ),
    Mutation(
        "an exported id does not read back",
        "files/csvs.py",
        'cells = meant if b"\'" in data',
        'cells = as_written if b"\'" in data',
        EXPORTS,
    ),
    Mutation(
        "verify ignores the marks",
        "audit/verify.py",
        '"marks", "rows", "of", "trace", "spoken"),',
        '"rows", "of", "trace", "spoken"),',
        FORGERY,
    ),
    Mutation(
        "verify ignores the calculation",
        "audit/verify.py",
        '"of", "trace", "spoken"),',
        '"of", "spoken"),',
        FORGERY,
    ),
    Mutation(
        "verify ignores a reveal that differs",
        "audit/verify.py",
        "if state.performance(id).announced != told:",
        "if False:",
        FORGERY,
    ),
    Mutation(
        "verify asks one engine only",
        "audit/verify.py",
        "for each in unlike(second, event)]",
        "for each in ()]",
        FORGERY,
    ),
    Mutation(
        "a step back is not copied",
        "web/posting.py",
        "LockTrack, StepBack)",
        "LockTrack)",
        ("web/test_backups.py",),
    ),
    Mutation(
        "what was opened has no copy before the first score",
        "web/backups.py",
        "return self._copy is not None and",
        "return self._copy is None or",
        ("hostile/test_pulled_stick.py",),
    ),
    Mutation(
        "a copy stays under its temporary name",
        "backup.py",
        "        fresh.replace(target)\n",
        "",
        BACKUP,
    ),
    Mutation(
        "a shorter log replaces the better copy",
        "backup.py",
        "if not former.exists() or _continues(copied, former):",
        "if True:",
        ("hostile/test_lost_end.py",),
    ),
    Mutation(
        "a backup that holds more is not asked about",
        "web/versions.py",
        "if last == BLANK or not _lacks(file, first, last) or not entries(copy):",
        "if True:",
        ("hostile/test_choosing.py",),
    ),
    Mutation(
        "anybody may choose which file is gone on with",
        "web/start.py",
        "    session.require(request, Duty.ORGANISER)\n    wanted",
        "    wanted",
        ("hostile/test_choosing.py",),
    ),
    Mutation("everybody can read the key of the cards", "store/atomically.py", "0o600", "0o644", BACKUP),
    Mutation(
        "the export forgets who was absent",
        "files/exports.py",
        "case SheetState.MISSING:",
        "case SheetState.MISSING | SheetState.ABSENT:",
        ("rehearse/test_day.py",),
        "same_results",
    ),
    Mutation(
        "the export forgets what the head judge decided",
        "files/exports.py",
        "for t in rulebook.tracks for entrant, n in days[t.id].orders.items()]",
        "for t in rulebook.tracks for entrant, n in ()]",
        ("rehearse/test_day.py",),
        "same_results",
    ),
    Mutation(
        "a server in the background outlives its parent",
        "parent.py",
        "os.kill(os.getpid(), signal.SIGTERM)",
        "os.kill(os.getpid(), signal.SIGINT)",
        ("test_parent.py",),
        "after_the_day_was_played",
    ),
    Mutation(
        "a sheet from before panels were put on a par counts as corrected",
        "printouts/proof.py",
        'AWAITED = ("coefficient", "round", "composite")',
        "AWAITED = ()",
        ("printouts/test_panels.py",),
    ),
    Mutation(
        "who is moved to another panel takes the number of who was called there",
        "core/state.py",
        "moved.index(entrant) if entrant in moved else -1",
        "-1",
        ("core/test_assigning.py",),
    ),
)

"""Mistakes in what an archive holds, who gets it, and what its verification notices."""

from . import Mutation

ARCHIVE = ("archive/test_archive.py",)

MISTAKES = (
    Mutation(
        "whoever prints takes the archive away",
        "web/archives.py",
        "    session.require(request, Duty.ORGANISER)\n",
        "",
        ("web/test_prints.py",),
    ),
    Mutation(
        "the seal of an archive is not looked at",
        "archive/package.py",
        "if not found and not _is_sealed(path):",
        "if False:",
        ARCHIVE,
    ),
    Mutation(
        "a file that is in no list of sums is not told",
        "archive/package.py",
        "for name in sorted(names - set(known)))",
        "for name in ())",
        ARCHIVE,
    ),
    Mutation(
        "the tail of the log is not held against the manifest",
        "archive/verify.py",
        "if not log or (log[-1].position, log[-1].hash) != (found.entries, found.tail):",
        "if not log:",
        ARCHIVE,
    ),
    Mutation(
        "a redacted archive tells reasons",
        "archive/redaction.py",
        "Deduction(each.points, LEFT_OUT)",
        "each",
        ARCHIVE,
    ),
    Mutation(
        "a redacted archive has whole names",
        "printouts/masking.py",
        "return masked_name(entrant.name) if may_be or is_person(track, entrant) else entrant.name",
        "return entrant.name",
        ARCHIVE,
    ),
    Mutation(
        "who is honoured is published before anybody knows it",
        "archive/redaction.py",
        "phase_of(state, award) in (",
        "phase_of(state, award) not in (",
        ARCHIVE,
    ),
    Mutation(
        "what is not locked may be published",
        "archive/redaction.py",
        " if track.id not in state.locked):",
        " if False):",
        ARCHIVE,
    ),
)

"""Paper that says too much, too early, or of somebody else."""

from . import Mutation

SLIPS = ("printouts/test_slips.py",)

CERTIFICATES = ("printouts/test_certificates.py",)
NOTICES = ("printouts/test_notices.py",)
WEB = ("web/test_papers.py",)
JOBS = ("printouts/test_jobs.py",)

MISTAKES = (
    Mutation(
        "an entrant's paper with that of others",
        "printouts/jobs.py",
        "if job in jobs_of(state, form, place) and",
        "if (job in jobs_of(state, form, place) or form.is_by_itself) and",
        JOBS,
    ),
    Mutation(
        "a director prints everything before it is shown",
        "web/print_together.py",
        "found = allowed(now, wanted.by, sheets)",
        "found = sheets",
        ("web/test_prints.py",),
    ),
    Mutation(
        "a catalogue without notices",
        "printouts/catalogue.py",
        ", *_notices(moment.state)]",
        "]",
        JOBS,
    ),
    Mutation(
        "a list with whom the meeting refused",
        "printouts/notices/values.py",
        "import award_name, decided, honour_name\n",
        "import agenda, award_name, honour_name\n\ndecided = lambda *of: agenda(*of).lines\n",
        NOTICES,
    ),
    Mutation(
        "names in full where they were to be hidden",
        "printouts/notices/values.py",
        "if entrant is not None and is_masked:",
        "if entrant is not None and not is_masked:",
        NOTICES,
    ),
    Mutation(
        "a person of whom nothing but the name is known is published by it",
        "printouts/masking.py",
        "if may_be or is_person(",
        "if is_person(",
        ("archive/test_archive.py",),
    ),
    Mutation(
        "a template with macros",
        "printouts/notices/opening.py",
        'if b"macroEnabled" in kinds or any(',
        'if b"macroEnabled" in kinds and any(',
        NOTICES,
    ),
    Mutation(
        "a bomb as a template",
        "printouts/notices/opening.py",
        "sum(part.file_size for part in parts) > MOST_BYTES",
        "sum(part.compress_size for part in parts) > MOST_BYTES",
        NOTICES,
    ),
    Mutation(
        "a broken template in force",
        "web/papers.py",
        "    await run(printing.check, kind, content)\n",
        "",
        WEB,
    ),
    Mutation(
        "highlights on paper before the lock",
        "printouts/highlights.py",
        "    for track in state.locked:\n",
        "    for track in state.entrants:\n",
        SLIPS,
    ),
    Mutation(
        "who would be shown is known before the lock",
        "printouts/highlights.py",
        "(SheetPlace(track) for track in state.locked if any(",
        "(SheetPlace(track) for track in state.entrants if any(",
        SLIPS,
    ),
    Mutation(
        "a director who prints places before the ranking was shown",
        "printouts/confirmations.py",
        "and (is_ranked or not sheet.outcome)",
        "and True",
        SLIPS,
    ),
    Mutation(
        "a roster's staff number in the cell of the ID number",
        "printouts/applications.py",
        'known = {"name": entrant.name, "unit": unit,',
        'known = {"name": entrant.name, "id": entrant.id, "unit": unit,',
        SLIPS,
    ),
    Mutation(
        "a number that is given again",
        "core/papers/numbering.py",
        "known = {each.honour for each in state.certificates}",
        "known = {each.honour for each in standing_certificates(state, award)[:1]}",
        CERTIFICATES,
    ),
    Mutation(
        "a revoked certificate that still holds",
        "core/papers/numbering.py",
        "return bool(standing) and certificate.honour not in standing",
        "return False",
        CERTIFICATES,
    ),
    Mutation(
        "a certificate that tells before the stage",
        "printouts/certificates.py",
        "return honour in announced_honours(state) or phase_of(state, honour.award) in OUT",
        "return True",
        CERTIFICATES,
    ),
)

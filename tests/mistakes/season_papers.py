"""Mistakes in what goes back from a season: values nobody measured, and reminders that everybody reads."""

from . import Mutation

PAPERS = ("printouts/seasons/test_papers.py",)
ON_SERVER = ("web/test_season_papers.py",)
FORMS = "printouts/seasons/season_papers.py"

MISTAKES = (
    Mutation(
        "a missed month is drawn as 0",
        "printouts/seasons/year_report.py",
        "if found.state is not State.IN or value is None:",
        "if value is None:",
        PAPERS,
    ),
    Mutation(
        "a letter of reminder is public",
        FORMS,
        '"督促提醒函", is_public=False',
        '"督促提醒函", is_public=True',
        PAPERS,
    ),
    Mutation(
        "the list of the reminded is public",
        FORMS,
        '"督促提醒名单", is_public=False',
        '"督促提醒名单", is_public=True',
        PAPERS,
    ),
    Mutation(
        "the public pack has everything",
        "printouts/seasons/season_pack.py",
        "if is_public and not known.is_public:",
        "if False:",
        PAPERS,
    ),
    Mutation(
        "somebody is reminded who is as good as somebody who is not",
        "printouts/seasons/reminders.py",
        "[row for row in ranked[-count:] if row.place != before]",
        "ranked[-count:]",
        PAPERS,
    ),
    Mutation(
        "what was changed behind our back is printed as final",
        "web/seasons/paper_work.py",
        "return kept.locked if is_same and kept.locked.rules == kept.version else",
        "return kept.locked if kept.locked.rules == kept.version else",
        ON_SERVER,
        "final",
    ),
)

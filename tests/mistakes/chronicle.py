"""Mistakes in the log as people read it: who may, how much of it, and what must never be in it."""

from . import Mutation

OVER_HTTP = ("web/test_log.py",)
LINES = ("chronicle/test_log_lines.py",)

MISTAKES = (
    Mutation(
        "a judge reads the whole log",
        "access.py",
        "READ_LOG = CONSOLE | SUPERVISOR ",
        "READ_LOG = CONSOLE | SUPERVISOR | JUDGE | frozenset({Duty.EMCEE}) ",
        OVER_HTTP,
        "for_organiser_and_director",
    ),
    Mutation(
        "a guest is told where the log ends",
        "web/chronicles.py",
        "    session.require(request, *access.READ_LOG)\n    return json(Tail",
        "    return json(Tail",
        OVER_HTTP,
        "for_organiser_and_director and tail",
    ),
    Mutation(
        "a director reads the log of another hall",
        "web/chronicles.py",
        "return replace(wanted, within=within)",
        "return wanted",
        OVER_HTTP,
        "reads_of_that_hall",
    ),
    Mutation(
        "a director is offered the entrants of another hall",
        "web/chronicle_jobs.py",
        "here = {track for hall in halls for track in state.tracks_in(hall)}",
        "here = {track.id for track in state.rulebook.tracks}",
        OVER_HTTP,
        "reads_of_that_hall",
    ),
    Mutation(
        "the story of a sheet tells its marks",
        "views/story.py",
        'else sentence("{judge}提交 {name} 评分表", judge=_on_panel(s, v), name=_name(s, v.performance))',
        'else sentence("{judge}提交 {name} 评分表", judge=_on_panel(s, v), name=str(dict(v.marks)))',
        LINES,
    ),
    Mutation(
        "a revoked pass is told without whose it was",
        "chronicle/log_lines.py",
        "told(before if isinstance(event, UNDOING) else after, event)",
        "told(after, event)",
        LINES,
    ),
    Mutation(
        "what happened to an entrant has what happened to others",
        "chronicle/sieve.py",
        "not line.entrants or (self.track, self.entrant) in line.entrants",
        "True",
        LINES,
    ),
    Mutation(
        "a director prints the history of a track that is judged elsewhere, too",
        "web/print_jobs.py",
        "halls_of_track(now.state, sheet.place.track) <= frozenset(own)",
        "bool(own)",
        OVER_HTTP,
        only="prints_no_history",
    ),
    Mutation(
        "another log under the same name is shown as the one before",
        "store/sqlite.py",
        '        if not holds(db, End(*after, at="")):',
        "        if False:",
        LINES,
    ),
)

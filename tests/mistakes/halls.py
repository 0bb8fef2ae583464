"""Mistakes in what belongs to one hall, one panel and nobody else."""

from . import Mutation

RIGHTS = ("views/test_hall_rights.py",)
VIEWS = ("views/test_halls.py",)
HTTP = ("web/test_halls.py",)
CORE = ("core/test_halls.py",)
BEFORE = ("versions/test_one_stage.py",)

MISTAKES = (
    Mutation(
        "a director leads every hall",
        "access.py",
        "    return any(covers(scope, acts_on) for scope in scopes)",
        "    return True",
        RIGHTS,
    ),
    Mutation(
        "a director watches every hall",
        "views/watching.py",
        "return topic.argument in halls_of(state, by, duties)",
        "return topic.argument in state.halls",
        RIGHTS,
    ),
    Mutation(
        "a director of a hall closes the login of all",
        "core/people/reaching.py",
        "    if reach is None or (",
        "    if reach is None:\n        return True\n    if (",
        RIGHTS,
    ),
    Mutation(
        "another hall's ranking is shown on the own screens",
        "core/people/acted_on.py",
        "return Reach(frozenset({command.hall}) & halls_of_track(state, command.track), command.track)",
        "return Reach(frozenset({command.hall}), command.track)",
        RIGHTS,
    ),
    Mutation(
        "whoever shares a track withdraws the other hall's entrants",
        "access.py",
        "c.SetStatus: Right(CONSOLE, on.entrant)",
        "c.SetStatus: Right(CONSOLE, on.track)",
        RIGHTS,
    ),
    Mutation(
        "who is on is taken off from another hall",
        "core/hall/whose.py",
        "for id in on or ids)",
        "for id in ids)",
        RIGHTS,
    ),
    Mutation(
        "a screen is taken out of another hall",
        "core/people/acted_on.py",
        "return Reach(frozenset({to}) if known is None or known.hall == to else frozenset())",
        "return Reach(frozenset({to}))",
        RIGHTS,
    ),
    Mutation(
        "another hall's ranking is previewed",
        "web/previews.py",
        "    access.works_in(state, who, access.CONSOLE, halls_of_track(state, track))\n",
        "",
        HTTP,
    ),
    Mutation(
        "a login code is made for another hall's judge",
        "web/passes.py",
        "    access.works_in(state, who, access.CONSOLE, state.halls_of_judge(wanted.judge))\n",
        "",
        HTTP,
    ),
    Mutation(
        "another hall's sheets are printed",
        "web/print_jobs.py",
        "return len(here) == len(now.state.halls) or any(",
        "return True or any(",
        HTTP,
    ),
    Mutation(
        "a screen shows the first hall",
        "views/screen.py",
        "hall = state.halls[registered.hall]",
        "hall = state.first_hall",
        VIEWS,
    ),
    Mutation(
        "a reveal brings the entrant on in the first hall",
        "core/hall/staging.py",
        "    hall = state.hall_of(id)\n    changed = ",
        "    hall = state.first_hall\n    changed = ",
        VIEWS,
    ),
    Mutation(
        "the end of marking moves a judge to another hall",
        "views/judge.py",
        "is_needed, since",
        "is_needed, performance.called_at",
        VIEWS,
    ),
    Mutation(
        "who is excused in one hall is kept from the other",
        "views/judge.py",
        "performance.phase in UNDER_WAY and is_needed",
        "performance.phase in UNDER_WAY",
        VIEWS,
    ),
    Mutation(
        "a judge is asked to be in two halls",
        "core/hall/calling.py",
        "    judges_are_free(state, id)\n",
        "",
        CORE,
    ),
    Mutation(
        "marking is opened again while a judge is needed elsewhere",
        "core/hall/stepping_back.py",
        "            judges_are_free(state, id)\n",
        "",
        CORE,
    ),
    Mutation(
        "somebody is seated who is needed elsewhere",
        "core/setup/seating.py",
        "    _free_for_who_is_called(state, key, judges)\n",
        "",
        CORE,
    ),
    Mutation(
        "every panel is called everybody's entrants",
        "core/state.py",
        "[e for e in listed if self.panel_of(PerformanceId(key.track, key.round, e)) == key]",
        "list(listed)",
        VIEWS,
    ),
    Mutation(
        "who was called changes panels",
        "core/setup/assigning.py",
        "if before and command.panels.get(id.entrant) != before.panels.get(id.entrant):",
        "if False:",
        ("core/test_assigning.py",),
    ),
    Mutation(
        "every console tells of every hall",
        "core/apply.py",
        "if not about or id in about",
        "if True",
        VIEWS,
    ),
    Mutation(
        "what becomes of a track is told in all halls",
        "core/hall/whose.py",
        "return halls_of_track(before, track)",
        "return EVERYWHERE",
        VIEWS,
    ),
    Mutation(
        "a ranking that was taken back stays on in another hall",
        "core/publication/on_air.py",
        "_off_air(hall, track, within) for",
        "_off_air(hall, track, within) if hall is state.first_hall else hall for",
        VIEWS,
    ),
    Mutation(
        "a call of the version before is in no hall",
        "core/hall/calling.py",
        "    hall: str = MAIN",
        '    hall: str = "B"',
        BEFORE,
    ),
    Mutation(
        "a ranking of the version before is on no screen",
        "core/publication/publishing.py",
        "    engine: int = 1  # as of `Announced`\n    hall: str = MAIN",
        '    engine: int = 1  # as of `Announced`\n    hall: str = "B"',
        BEFORE,
    ),
    Mutation(
        "the score of who is disqualified is none to the second engine",
        "second/announcements.py",
        "statuses={})",
        "statuses=log.given(track).statuses)",
        ("second/test_days.py",),
    ),
)

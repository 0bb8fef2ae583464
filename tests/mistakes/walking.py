"""Mistakes in a walk-round: windows, who judges at them, and what is told when."""

from . import Mutation

WALKING = ("core/test_walking.py",)

MISTAKES = (
    Mutation(
        "two stand at one window",
        "core/hall/windows.py",
        "    if other := at_window(state, state.hall_of(id).id, window):",
        "    if False:",
        WALKING,
    ),
    Mutation(
        "a window that is not there is taken",
        "core/hall/windows.py",
        "    if not 0 < window <= hall.windows:",
        "    if False:",
        WALKING,
    ),
    Mutation(
        "whoever is called to a window takes the stage from a reveal",
        "core/hall/staging.py",
        "    if phase in UNDER_WAY and hall.scene in OF_A_STAGE:",
        "    if phase in UNDER_WAY:",
        WALKING,
    ),
    Mutation(
        "a score that is taken back stays in the list on the screen",
        "core/hall/staging.py",
        "    left = tuple(other for other in hall.batch.performances if other != id)",
        "    left = hall.batch.performances",
        WALKING,
    ),
    Mutation(
        "scores are told together though one is not confirmed",
        "core/hall/revealing_together.py",
        "        revealed = replace(reveal_of(state, id), together=True)",
        "        if state.performance(id).announced is None:\n            continue\n"
        "        revealed = replace(reveal_of(state, id), together=True)",
        WALKING,
    ),
    Mutation(
        "judges of another window mark",
        "core/state.py",
        "        return tuple(judge for judge in seated if judge.id in bench) if bench else seated",
        "        return seated",
        WALKING,
    ),
    Mutation(
        "who has been marked comes before other judges",
        "core/hall/windows.py",
        "    if bench != state.performance(id).bench and _given(state, id):",
        "    if False:",
        WALKING,
    ),
    Mutation(
        "who has been marked is called before other judges",
        "core/hall/windows.py",
        "    if bench and not _given(state, id) <= set(bench):",
        "    if False:",
        WALKING,
    ),
    Mutation(
        "an entrant moves to a window that has no judges yet",
        "core/hall/windows.py",
        "    if window > len(state.panels[key].windows) and state.round(id.track, id.round).window_judges:",
        "    if False:",
        WALKING,
    ),
    Mutation(
        "fewer judges than the rules say are at a window",
        "core/hall/windows.py",
        "    return [len(bench) for bench in panel.windows[:windows]] == [of] * windows",
        "    return len(panel.windows) >= windows",
        WALKING,
    ),
    Mutation(
        "the second engine counts judges of other windows",
        "second/logged.py",
        '        return [judge for judge in seated if judge["id"] in bench] if bench else seated',
        "        return seated",
        ("core/test_every_setting.py",),
        "window_judges",
    ),
    Mutation(
        "an export takes judges of other windows for missing",
        "files/exports.py",
        "SheetState.ABSENT if round.window_judges else UNSEATED",
        "SheetState.MISSING if round.window_judges else UNSEATED",
        ("core/test_every_setting.py",),
        "window_judges",
    ),
    Mutation(
        "a score is proposed before those who wait are called",
        "views/steps.py",
        '    for id in ("open", "close", "call"):',
        '    for id in ("open", "reveal", "close", "call"):',
        WALKING,
    ),
    Mutation(
        "the judges of a window are exchanged while somebody is called there",
        "core/setup/seating.py",
        "            if not set(state.performance(id).bench) <= _ids(judges):",
        "            if False:",
        WALKING,
    ),
    Mutation(
        "other scores are told together than were previewed",
        "core/hall/revealing_together.py",
        "    if command.seen is not None and tuple(told) != command.seen:",
        "    if False:",
        WALKING,
    ),
    Mutation(
        "a score on stage is left behind when the hall turns to its windows",
        "core/hall/staging.py",
        "    if state.walks(id):\n        waiting = _on_stage_unrevealed(state, id)",
        "    if state.walks(id):\n        waiting = ()",
        WALKING,
    ),
    Mutation(
        "the console calls to a window while the stage goes on",
        "views/steps.py",
        "    if not here and not (following and state.walks(following)):\n        return None",
        "    if not here and not following:\n        return None",
        WALKING,
    ),
)

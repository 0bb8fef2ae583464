"""Mistakes in what screens and the emcee are told of a walk-round, and when."""

from . import Mutation

WALKING = ("core/test_walking.py",)
SECRECY = ("views/test_walking_secrecy.py",)
SCREENS = ("browser/test_screen_walking.py",)
EMCEE = ("browser/test_emcee.py",)

MISTAKES = (
    Mutation(
        "who is disqualified stays in the list on the screen",
        "core/setup/withdrawing.py",
        "        state = off_list(state, id)\n",
        "        pass\n",
        WALKING,
        only="disqualified",
    ),
    Mutation(
        "an empty list stays on air",
        "core/hall/staging.py",
        "Scene.STANDBY if not left and hall.scene is Scene.SCORES else hall.scene",
        "hall.scene",
        WALKING,
        only="taken_back",
    ),
    Mutation(
        "a list tells what waits for its reveal, too",
        "views/screen.py",
        "rows=tuple(_told(state, id) for id in told),",
        "rows=tuple(_told(state, id) for id in state.performances if state.performance(id).announced),",
        SECRECY,
        only="told",
    ),
    Mutation(
        "a list is told in every hall",
        "views/emcee.py",
        "scores=scores(state, hall) if cue is Cue.SCORES else None",
        "scores=next(filter(None, (scores(state, each) for each in state.halls.values())), None)",
        SECRECY,
        only="no_other",
    ),
    Mutation(
        "a reveal that is taken back leaves its line in the list",
        "core/hall/revealing.py",
        "staged(off_list(state, event.performance), event.performance",
        "staged(state, event.performance",
        SECRECY,
        only="taken_back",
    ),
    Mutation(
        "the emcee reads all scores at once",
        "views/script.py",
        "told.since + place * each_ms",
        "told.since",
        WALKING,
        only="emcee_reads",
    ),
    Mutation(
        "who was sent on is still spoken of as at a window",
        "views/emcee.py",
        "if state.performance(id).window]",
        "]",
        WALKING,
        only="sent_on",
    ),
    Mutation(
        "a call takes a revealed score off the stage",
        "core/hall/staging.py",
        "    return id is not None and state.performance(id).phase is Phase.REVEALED\n",
        "    return False\n",
        WALKING,
    ),
    Mutation(
        "the opening of marking puts who is at a window last",
        "core/hall/staging.py",
        "under_way = here if id in here else (*here, id)",
        "under_way = (*others, id)",
        WALKING,
        only="called_first",
    ),
    Mutation(
        "a long name is cut at its window",
        "../displays/scenes/walk.js",
        "  return isWide && Array.from",
        "  return true || Array.from",
        ("browser/test_screen_walls.py",),
        only="1920x1080",
    ),
    Mutation(
        "a page of scores turns before it has been read",
        "views/screen.py",
        "    page_ms: int = PAGE_ROWS * READ_MS",
        "    page_ms: int = PAGE_MS",
        SCREENS,
        only="turns_its_page",
    ),
    Mutation(
        "minutes at a window stand still on the emcee's page",
        "../displays/emcee.js",
        "${howLong(there, now()).text}",
        "${howLong(there, there.since).text}",
        EMCEE,
        only="at_which_window",
    ),
)

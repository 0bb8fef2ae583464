"""Mistakes in what a judge who walks is shown and asked for."""

from . import Mutation

VIEWS = ("views/test_judge.py",)
PHONE = ("browser/test_walking.py",)
SEAT = "../static/judge/seat.js"

MISTAKES = (
    Mutation(
        "a walking judge is shown one window only",
        "views/judge.py",
        "if not state.walks(id):",
        "if id:",
        VIEWS,
        only="task_for_each_window",
    ),
    Mutation(
        "what waits longest is not first",
        "views/judge.py",
        "key=lambda task: (_is_spared(task), task.since, task.window)",
        "key=lambda task: (_is_spared(task), task.window)",
        VIEWS,
    ),
    Mutation(
        "what is not mine stands before what is",
        "views/judge.py",
        "(_is_spared(task), task.since, task.window)",
        "(task.since, task.window)",
        VIEWS,
    ),
    Mutation(
        "a judge is asked to mark at a window of others",
        "views/judge.py",
        "elsewhere=not _judges(state, id, me),",
        "",
        VIEWS,
    ),
    Mutation(
        "a judge is told what the time costs",
        "views/judge.py",
        "from .clocks import ClockFace, public_face",
        "from .clocks import ClockFace, clock_face as public_face",
        VIEWS,
    ),
    Mutation(
        "a retake goes on from the marks of before",
        "../static/judge/draft.js",
        """(attempt ? `#${attempt}` : "")""",
        '""',
        PHONE,
        only="retake",
    ),
    Mutation(
        "a draft whose entrant leaves is forgotten",
        SEAT,
        "this.forsaken = this.#drafts.forsaken(",
        "this.forsaken = [].concat(",
        PHONE,
        only="lost_silently",
    ),
    Mutation(
        "a new entrant takes the sheet out of the hand",
        SEAT,
        "if (tasks.length && !tasks.some(isWalk))",
        "if (tasks.length)",
        PHONE,
        only="moves_no_page",
    ),
    Mutation(
        "the phone knows of one sheet only that was sent",
        SEAT,
        "if (position > this.#position) this.#acknowledged.set(key,",
        "this.#acknowledged.clear()\n      if (position > this.#position) this.#acknowledged.set(key,",
        PHONE,
        only="in_order",
    ),
    Mutation(
        "a sheet that was in time is said to be missing",
        SEAT,
        "const isIn = sent?.revision > task.revision",
        "const isIn = false",
        PHONE,
        only="in_time",
    ),
)

"""Mistakes in what the people who run a walk-round are shown."""

from . import Mutation

VIEWS = ("views/test_walking.py",)
CLOCK = ("views/test_clock_face.py",)

MISTAKES = (
    Mutation(
        "a score at a window is not computed again",
        "views/unchanged.py",
        "(getattr(state, name) for name in JUDGED_BY), state.performance(id))",
        "(getattr(state, name) for name in JUDGED_BY), state.performance(id).phase)",
        VIEWS,
    ),
    Mutation(
        "scores that are held look as if they could be told together",
        "views/walking.py",
        "return replace(all_of_them, blocked=asked.blocked)",
        "return all_of_them",
        VIEWS,
    ),
    Mutation(
        "the setup forgets how many windows a hall has",
        "views/organising.py",
        "NamedHall(hall.id, hall.name, hall.windows)",
        "NamedHall(hall.id, hall.name)",
        VIEWS,
    ),
    Mutation(
        "everybody is told what the time will cost",
        "views/clocks.py",
        "return replace(face, confirmed=known, proposed=None)",
        "return replace(face, confirmed=known)",
        CLOCK,
    ),
    Mutation(
        "a case is offered at a window though the last one was drawn at another",
        "views/unchanged.py",
        "bool(undrawn(state, id)))",
        "True)",
        VIEWS,
    ),
)

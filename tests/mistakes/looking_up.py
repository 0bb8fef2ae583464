"""结果页: what guests are told, and when."""

from . import Mutation

RESULTS = ("views/test_results.py",)

MISTAKES = (
    Mutation(
        "a phone is told a score while the screen is still on its way to it",
        "views/results.py",
        "or found.announced is None or is_being_told(state, id):",
        "or found.announced is None:",
        RESULTS,
    ),
    Mutation(
        "a black screen lets the phones know before the hall",
        "views/results.py",
        "ON_THE_WAY = (Scene.REVEAL, Scene.SCORES, Scene.BLACK)",
        "ON_THE_WAY = (Scene.REVEAL, Scene.SCORES)",
        RESULTS,
    ),
    Mutation(
        "a closed page tells all the same",
        "views/results.py",
        "    if not state.results_open:\n        return told\n",
        "",
        RESULTS,
    ),
    Mutation(
        "a corrected score is told before it is published",
        "views/results.py",
        "if (track.id, entrant) in state.statuses or corrections_of(state, track.id, entrant):",
        "if (track.id, entrant) in state.statuses:",
        RESULTS,
    ),
    Mutation(
        "a guest is told how far the log is",
        "hub.py",
        "0 if is_public(topic_of(name)) else position",
        "position",
        ("web/test_result_page.py",),
    ),
    Mutation(
        "phones know all who will be presented",
        "views/honours_told.py",
        "announced_honours(state)[::-1]",
        "[who for each in state.ceremonies.values() for step in each.steps for who in step.honours][::-1]",
        ("views/test_honours_told.py",),
    ),
    Mutation(
        "a list goes on being told though a meeting has decided otherwise",
        "views/honours_told.py",
        " or has_changed(state, award):",
        ":",
        ("views/test_honours_told.py",),
    ),
)

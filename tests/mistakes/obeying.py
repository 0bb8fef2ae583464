"""Mistakes in following the rules of the file, and in what is told of awards."""

from . import Mutation

MISTAKES = (
    Mutation(
        "a round the day cannot obey is begun",
        "core/hall/calling.py",
        "of_round(track, round)",
        "()",
        ("core/test_runnable.py",),
    ),
    Mutation(
        "a track the day cannot obey is ranked",
        "core/publication/publishing.py",
        "in of_track(found)",
        "in ()",
        ("core/test_runnable.py",),
    ),
    Mutation(
        "awards are proposed before a ranking of the pool is locked",
        "core/honours/pools.py",
        "if track not in state.locked)",
        "if False)",
        ("printouts/test_proposals.py",),
    ),
    Mutation(
        "a proposal is taken for public",
        "printouts/forms.py",
        '        "awards.html",\n        never,\n',
        '        "awards.html",\n        always,\n',
        ("printouts/test_proposals.py",),
    ),
    Mutation(
        "the second engine is not asked about the proposal",
        "recheck.py",
        "differences(_as_proposed(state, first), log.answer())",
        "differences(first, log.answer())",
        ("second/test_proposals.py",),
    ),
    Mutation(
        "the emcee forgets who was filled in",
        "views/script.py",
        "if mark.total or reveal.filled]",
        "if mark.total]",
        ("views/test_emcee.py",),
    ),
    Mutation(
        "a winner who came in for a floor is not told",
        "core/scoring/awards.py",
        "            *_exchange_notes(pool, names, order),\n",
        "",
        ("core/test_awards.py",),
    ),
)

"""Mistakes in what becomes of imported values: points, ranks, classes, and who waits for whom."""

from . import Mutation

POOLS = ("second/test_unfinished_pools.py",)
CLASSES = ("core/test_class_standings.py",)
VALUES = ("core/test_indicator_values.py",)

MISTAKES = (
    Mutation(
        "scores become values when the rules make their round an indicator",
        "core/setup/founding.py",
        "return is_imported(round) and state.round(track, round.id).kind is round.kind",
        "return is_imported(round)",
        VALUES,
    ),
    Mutation(
        "the class of a workbook goes before that of the roster",
        "core/setup/classing.py",
        "(found | listed)",
        "(listed | found)",
        VALUES,
    ),
    Mutation(
        "an entrant has two window classes",
        "core/setup/classing.py",
        "if known.get(id, each) != each:",
        "if False:",
        VALUES,
    ),
    Mutation(
        "the word none is taken where it is worth nothing",
        "core/setup/importing.py",
        "if score == NOTHING and takes_nothing(round):",
        "if score == NOTHING:",
        VALUES,
    ),
    Mutation(
        "imported values wait for no second person",
        "core/entering/waiting.py",
        "return state.round(entry.asked.track, entry.asked.round).kind is not Kind.JUDGED",
        "return state.round(entry.asked.track, entry.asked.round).points is None",
        VALUES,
    ),
    Mutation(
        "a class that is published shows everybody",
        "core/publication/ranked.py",
        "    if within:\n        among",
        "    if False:\n        among",
        CLASSES,
    ),
    Mutation(
        "the ranking of a class is taken for that of all",
        "core/publication/publishing.py",
        "    if event.within:\n        by_class",
        "    if False:\n        by_class",
        CLASSES,
    ),
    Mutation(
        "a class is published without a signature of its own",
        "core/publication/publishing.py",
        "    require_publication(state, track, within)",
        "    require_publication(state, track) if not within else None",
        CLASSES,
    ),
    Mutation(
        "a ranking is published though a value may still move it",
        "core/publication/publishing.py",
        "if waiting := awaited(state, track):",
        "if waiting := ():",
        CLASSES,
    ),
    Mutation(
        "a ranking of ranks outlives who withdrew",
        "core/publication/on_air.py",
        "is_equalised(round) or is_by_rank(round) for",
        "is_equalised(round) for",
        CLASSES,
    ),
    Mutation(
        "the second engine ranks a class among all",
        "second/announcements.py",
        "        places = standings(",
        "        places = found.standings or standings(",
        CLASSES,
    ),
    Mutation(
        "a pool is settled though somebody of it is held",
        "core/scoring/awards.py",
        "        if waiting:\n            return sentence(",
        "        if False:\n            return sentence(",
        POOLS,
    ),
    Mutation(
        "the second engine settles a pool though somebody of it is held",
        "second/answer.py",
        "return bool(self.given.entrants) and not waiting",
        "return bool(self.given.entrants)",
        POOLS,
    ),
    Mutation(
        "a pool is settled though a track of it is empty",
        "second/answer.py",
        "return bool(self.given.entrants) and not waiting",
        "return not waiting",
        POOLS,
    ),
)

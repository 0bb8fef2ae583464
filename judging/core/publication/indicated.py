"""What an indicator's values have become, in the order in which people look for it."""

from judging.core.scoring.day import Day, Score
from judging.core.scoring.outcomes import round_outcomes
from judging.core.scoring.rulebook import Round


def indicated(round: Round, known: Day) -> list[Score]:
    """Of who has one: class by class, the best of each first."""
    ranked = [entrant for entrant in known.entrants if entrant not in known.statuses]
    outcomes = round_outcomes(round, known, ranked)
    found = [each for each in outcomes.values() if isinstance(each, Score)]
    classes = list(dict.fromkeys(known.classes.values())) if round.within else []

    def key(score: Score) -> tuple[int, object]:
        within = score.measured.within if score.measured else None
        return classes.index(within) if within in classes else 0, -score.score

    return sorted(found, key=key)

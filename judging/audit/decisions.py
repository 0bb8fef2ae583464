"""What meetings decided on the awards: looked over again, and as a table beside the export."""

from collections.abc import Iterator

from judging.core import events as e
from judging.core.honours.computed import computed
from judging.core.honours.decided import (
    agenda,
    award_name,
    awards_of,
    computed_digest,
    decided,
    honour_name,
    in_force,
)
from judging.core.state import State
from judging.files import exports

COLUMNS = (
    "award", "meeting", "at", "level", "title", "track", "entrant", "name",
    "verdict", "reason", "in_favour", "against", "abstained", "stands", "honoured",
)  # fmt: skip


def write_decisions(state: State) -> str:
    """Each ruling of each meeting; `stands`: on the list as it is, `honoured`: confirmed and in force."""
    return exports.text(COLUMNS, (), list(_rows(state)))


def _rows(state: State) -> Iterator[tuple[str, ...]]:
    for award in awards_of(state):
        standing, honoured = in_force(state, award), decided(state, award)
        for made in state.decisions.get(award, ()):
            for ruling in made.rulings:
                line, votes = ruling.honour, ruling.votes
                counted = (votes.in_favour, votes.against, votes.abstained) if votes else ("", "", "")
                stands = made in standing
                yield (
                    *(award, str(made.number), made.at),
                    *(line.level, line.title, line.track, line.entrant, honour_name(state, line)),
                    *(str(ruling.verdict), ruling.reason, *map(str, counted)),
                    *(_yes(stands), _yes(stands and line in honoured)),
                )


def _yes(is_so: bool) -> str:
    return "1" if is_so else "0"


def otherwise(state: State, event: e.DecisionRecorded) -> Iterator[str]:
    """What is wrong with a decision, which comes after *state*: another list, or somebody not on it."""
    name, before = award_name(state, event.award), agenda(state, event.award)
    if event.digest != before.digest or event.computed != computed_digest(computed(state, event.award)):
        yield f"{name}第 {event.meeting} 次评审决定：会前的建议名单与重算的不同"
    if tuple(ruling.honour for ruling in event.rulings) != before.undecided:
        yield f"{name}第 {event.meeting} 次评审决定：决定的人选不是建议名单上待决定的"

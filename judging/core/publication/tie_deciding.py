"""Ties that only the head judge can decide, or a committee by a vote."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .on_air import without_entrant
from .publishing import known_track
from .ranked import ties, to_equalise
from .tie_ballot import TieBallot
from .tie_vote import TieVote, counted


class DecideTie(AnyCommand, frozen=True):
    """The head judge's order of all entrants of one `manual` tie, best first."""

    track: str
    order: tuple[str, ...]
    reason: str
    vote: TieVote | None = None  # where a committee voted on it


class TieDecided(AnyEvent, frozen=True):
    """The order of equals that the head judge, or a committee's vote, decided; best first."""

    track: str
    order: tuple[str, ...]
    reason: str
    ballot: TieBallot | None = None


def decide_tie(state: State, command: DecideTie, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Once decided a tie may be decided anew, until the track is locked."""
    known_track(state, command.track)
    checks.unlocked(state, command.track)
    reason = checks.text(command.reason, sentence("决定依据"))
    if unequal := to_equalise(state, command.track):
        raise Refused(
            Reason.INCOMPLETE,
            "不能定先后：“{round}”由几个评委组评分，全部亮分后才能折算，现在只有现场原始得分",
            round=unequal.name,
        )
    known = [set(tie.entrants) for tie in ties(state, command.track, decided=True)]
    if len(set(command.order)) < len(command.order) or set(command.order) not in known:
        raise Refused(Reason.STALE, "并列的名单已经变化，请按当前页面上的并列重新排定先后")
    decided = {entrant: place for place, entrant in enumerate(command.order, 1)}
    is_known = decided.items() <= state.tie_orders.get(command.track, {}).items()
    if is_known and command.vote is None:
        return ()
    ballot = counted(state, command.track, command.order, command.vote) if command.vote else None
    return (TieDecided(command.track, command.order, reason, ballot),)


def tie_decided(state: State, event: TieDecided, at: str) -> State:
    """A ranking that shows them in another order, or in none, is withdrawn."""
    for entrant in event.order:
        state = without_entrant(state, event.track, entrant)
    decided = {entrant: place for place, entrant in enumerate(event.order, 1)}
    orders = {**state.tie_orders.get(event.track, {}), **decided}
    voted = tuple(
        each for each in state.tie_ballots.get(event.track, ()) if each.votes.keys() != set(event.order)
    )
    if event.ballot:
        voted = (*voted, replace(event.ballot, at=at, reason=event.reason))
    return replace(
        state,
        tie_orders=with_key(state.tie_orders, event.track, orders),
        tie_ballots=with_key(state.tie_ballots, event.track, voted),
    )

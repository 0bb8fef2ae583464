"""A committee's vote that puts equals in order: who was present, how many voted for each."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from judging.core.honours.deciding import members_present
from judging.core.refused import Reason, Refused
from judging.core.scoring.meeting import needed_votes
from judging.core.state import State

from .tie_ballot import TieBallot


class TieVote(Struct, frozen=True, forbid_unknown_fields=True):
    """`votes`: by entrant; whoever is left of the members abstained."""

    members: tuple[str, ...]
    votes: Mapping[str, int]


def counted(state: State, track: str, order: Sequence[str], vote: TieVote) -> TieBallot:
    """The vote as it is logged. Raises Refused unless it leads to *order* by what the rules ask for."""
    members = members_present(state, vote.members)
    if vote.votes.keys() != set(order) or min(vote.votes.values(), default=0) < 0:
        raise Refused(Reason.MALFORMED, "请给并列的每一个都填得票数，没有得票的填 0")
    if (cast := sum(vote.votes.values())) > len(members):
        raise Refused(
            Reason.MALFORMED,
            "得票合计 {cast} 票，比到会的 {present} 人多，请核对：每人投一票，可以弃权",
            cast=cast,
            present=len(members),
        )
    for ahead, behind in pairwise(order):
        names = state.name_of(track, ahead), state.name_of(track, behind)
        if vote.votes[ahead] <= vote.votes[behind]:
            raise Refused(
                Reason.INCOMPLETE,
                "{ahead}得 {more} 票、{behind}得 {fewer} 票，定不出这样的先后：请按得票排，同票的再表决一次",
                ahead=names[0],
                behind=names[1],
                more=vote.votes[ahead],
                fewer=vote.votes[behind],
            )
    needed = needed_votes(state.rulebook.majority, len(members)) if state.rulebook.majority else 0
    if vote.votes[order[0]] < needed:
        raise Refused(
            Reason.INCOMPLETE,
            "{name}得 {votes} 票，规则要求 {needed} 票（到会 {present} 人）：没有通过，请再表决",
            name=state.name_of(track, order[0]),
            votes=vote.votes[order[0]],
            needed=needed,
            present=len(members),
        )
    return TieBallot(state.rulebook.body, members, {each: vote.votes[each] for each in order}, needed)

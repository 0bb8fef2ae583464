"""How a committee voted on equals, as it stands below a result sheet."""

from collections.abc import Iterator

from judging.core.state import State

from .phrases import local_moment


def vote_notes(state: State, track: str) -> Iterator[str]:
    """With the numbers, who was present and why, for each vote that stands."""
    for ballot in state.tie_ballots.get(track, ()):
        votes = "，".join(f"{state.name_of(track, id)} {count} 票" for id, count in ballot.votes.items())
        present, cast = len(ballot.members), sum(ballot.votes.values())
        left = f"，弃权 {present - cast} 票" if present > cast else ""
        needed = f"，第一须 {ballot.needed} 票" if ballot.needed else ""
        yield (
            f"并列的先后由{ballot.body or '会议'}表决（{local_moment(ballot.at)}，到会 {present} 人："
            f"{'、'.join(ballot.members)}）：{votes}{left}{needed}。理由：{ballot.reason}。"
        )

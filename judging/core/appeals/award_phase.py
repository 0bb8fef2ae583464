"""How far an award is on its way to 定稿, and what still stands in the way."""

from collections.abc import Iterator

from judging.core.correction.record import Fate
from judging.core.honours.computed import award_name, awards_of, computed, tracks_of_award
from judging.core.honours.decided import decided, decision_of, honour_name, is_overtaken
from judging.core.honours.decided import undecided as lines_undecided
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, sentence
from judging.core.signing.digests import digest_of
from judging.core.state import State

from .objection import Objection
from .publicity import AwardPhase as AwardPhase


def phase_of(state: State, award: str) -> AwardPhase:
    """A 公示 goes on while what was decided is overtaken: it will have to be begun anew."""
    if award in state.finals:
        return AwardPhase.FINAL
    if award in state.publicities:
        return AwardPhase.PUBLISHED
    if decided(state, award):
        return AwardPhase.DECIDED
    return AwardPhase.OPEN if computed(state, award).open else AwardPhase.PROPOSED


def known_award(state: State, award: str) -> str:
    """Its name. Raises Refused where there is no such award."""
    if award not in awards_of(state):
        raise Refused(Reason.UNKNOWN, "没有这个奖项，请刷新页面后重试")
    return award_name(state, award)


def tracks_concerned(state: State, award: str) -> tuple[str, ...]:
    """The tracks that an award rests on, and rested on when it was made public."""
    period = state.publicities.get(award)
    found = {*tracks_of_award(state, award), *(period.tracks if period else ())}
    return tuple(track.id for track in state.rulebook.tracks if track.id in found)


def pending(state: State, award: str) -> tuple[Objection, ...]:
    """The objections that are not settled and concern the award's tracks, oldest first.

    An award to districts is of no track: each objection may concern it.
    """
    tracks = tracks_concerned(state, award) or [track.id for track in state.rulebook.tracks]
    return tuple(each for each in state.objections.values() if each.is_pending and each.about.track in tracks)


def published_digest(state: State, award: str) -> str:
    """Of what is made public: who is honoured, and the rankings that it rests on."""
    rows = (
        (track, row.place, row.entrant, row.composite)
        for track in tracks_concerned(state, award)
        for row in state.locked.get(track, ())
    )
    return digest_of("publicity", decided(state, award), tuple(rows))


def has_changed(state: State, award: str) -> bool:
    """Whether something else stands now than what was made public."""
    period = state.publicities.get(award)
    return period is not None and period.digest != published_digest(state, award)


def undecided(state: State, award: str) -> Sentence | None:
    """Why there is nothing to make public, if there is not."""
    if award not in awards_of(state):
        return sentence("规则里已没有奖项“{award}”，请改颁奖程序", award=award)
    if decided(state, award):
        return None
    if found := computed(state, award).open:
        return found
    if decision_of(state, award) is None:
        return sentence("还没有会议决定，请先在“评奖与决定”页记录决定")
    if is_overtaken(state, award):
        return sentence("决定之后建议名单有了变化，请先在“评奖与决定”页重新决定")
    return deferred(state, award) or sentence("会议没有同意任何人选；要重新决定，请先撤回决定")


def deferred(state: State, award: str) -> Sentence | None:
    """Who of the list still waits for a meeting to decide."""
    names = tuple(honour_name(state, each) for each in lines_undecided(state, award))
    if not names:
        return None
    return sentence("{names}还没有决定，请先在“评奖与决定”页决定：同意或否决", names=names)


def obstacles(state: State, award: str) -> Iterator[Sentence]:
    """What has to be done before 定稿, apart from waiting and from a signature."""
    if (missing := undecided(state, award)) is not None:
        yield missing
    elif (left := deferred(state, award)) is not None:
        yield left
    if state.rulebook.publicity.days is not None and award not in state.publicities:
        yield sentence("还没有公示")
    elif has_changed(state, award):
        yield sentence("公示之后结果有了变化，请写明原因重新公示")
    if numbers := tuple(each.number for each in pending(state, award)):
        yield sentence("第 {numbers} 号异议还没有办结", numbers=numbers)
    tracks = tracks_concerned(state, award)
    waiting = (each for each in state.corrections.values() if each.fate is Fate.WAITING)
    if numbers := tuple(each.number for each in waiting if each.performance.track in tracks):
        yield sentence("第 {numbers} 号更正还没有生效", numbers=numbers)

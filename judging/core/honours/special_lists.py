"""The lists of special awards: as nominated with reasons, or the best in one criterion."""

from judging.core.scoring.special import Special, SpecialBy
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .best import Candidate, candidates
from .called import called
from .computed_list import Computed
from .honour import Honour
from .nominee import Nominee
from .pools import Passed


def special_list(state: State, special: Special, without: Passed) -> Computed:
    """Of an award by reason whoever is nominated; of a criterion the best, once its tracks are locked."""
    if special.by is SpecialBy.REASON:
        return _nominated(state, special, without)
    if waiting := tuple(state.track(id).name for id in special.tracks if id not in state.locked):
        return Computed((), sentence("{tracks}还没有核分锁定", tracks=waiting))
    return _best(state, special, [c for c in candidates(state, special) if c[:2] not in without])


def on_the_line(state: State, special: Special, without: Passed = frozenset()) -> list[Candidate]:
    """Equals across the last slot, among whom the organiser has to choose; [] where the values decide."""
    if special.by is SpecialBy.REASON or any(id not in state.locked for id in special.tracks):
        return []
    return _tied(special, [c for c in candidates(state, special) if c[:2] not in without])


def free_slots(state: State, special: Special) -> int:
    """How many may be nominated: all of an award by reason, else those that equals are left with."""
    if special.by is SpecialBy.REASON:
        return special.slots
    tied = on_the_line(state, special)
    return special.slots - sum(c.value > tied[0].value for c in candidates(state, special)) if tied else 0


def _nominated(state: State, special: Special, without: Passed) -> Computed:
    named = state.nominees.get(special.id, ())
    if gone := tuple(_called(state, each) for each in named if not may_have(state, special, each)):
        return Computed((), sentence("{names} 已不参赛或不在本奖的范围内：请重新提名", names=gone))
    if len(named) > special.slots:
        return Computed((), _too_many(special, len(named)))
    nominees = [n for n in named if (n.track, n.entrant) not in without]
    if not nominees:
        return Computed((), sentence("还没有提名"))
    lines = tuple(_honour(special, each.track, each.entrant) for each in nominees)
    return Computed(lines, None, (_count(special, len(lines)),), tuple(each.reason for each in nominees))


def _called(state: State, nominee: Nominee) -> str:
    return called(state, nominee.track, nominee.entrant)


def _too_many(special: Special, count: int) -> Sentence:
    return sentence("只有 {slots} 个名额，提名了 {count} 个：请重新提名", slots=special.slots, count=count)


def _best(state: State, special: Special, found: list[Candidate]) -> Computed:
    if not found:
        return Computed((), sentence("还没有可以比较的评分"))
    tied, chosen = _tied(special, found), found[: special.slots]
    if tied:
        named = {(n.track, n.entrant) for n in state.nominees.get(special.id, ())}
        sure = [c for c in found if c.value > tied[0].value]
        chosen = [*sure, *(c for c in tied if c[:2] in named)]
        if len(chosen) != special.slots:
            return Computed((), _tie(state, tied, special.slots - len(sure)))
    lines = tuple(_honour(special, c.track, c.entrant) for c in chosen)
    return Computed(lines, None, (_count(special, len(lines)),), tuple(c.shown for c in chosen))


def _tied(special: Special, found: list[Candidate]) -> list[Candidate]:
    if len(found) <= special.slots or found[special.slots - 1].value != found[special.slots].value:
        return []
    return [c for c in found if c.value == found[special.slots].value]


def _tie(state: State, tied: list[Candidate], left: int) -> Sentence:
    return sentence(
        "{names} 同为 {value}，只剩 {left} 个名额：请组织者与评委组长商定后提名其中 {left} 个，并写明理由",
        names=tuple(state.name_of(c.track, c.entrant) for c in tied),
        value=tied[0].shown,
        left=left,
    )


def _honour(special: Special, track: str, entrant: str) -> Honour:
    return Honour(special.id, "", special.title, track, entrant)


def _count(special: Special, count: int) -> Sentence:
    return sentence("{slots} 个名额，入围 {count} 个", slots=special.slots, count=count)


def may_have(state: State, special: Special, nominee: Nominee) -> bool:
    """Whether it may go to whom somebody nominated: rosters and rules may have changed since."""
    if special.districts or not nominee.track:
        return special.districts and not nominee.track
    known = state.entrants.get(nominee.track, {})
    key = nominee.track, nominee.entrant
    return nominee.track in special.tracks and nominee.entrant in known and key not in state.statuses


def nominee_of(state: State, honour: Honour) -> Nominee | None:
    """Why this entrant was nominated, if it was."""
    for each in state.nominees.get(honour.award, ()):
        if (each.track, each.entrant) == (honour.track, honour.entrant):
            return each
    return None

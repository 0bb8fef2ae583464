"""Special awards are proposed with a reason each, for the meeting to decide on."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.scoring.special import Special, SpecialBy
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent
from judging.core.words import STATUSES

from .called import called
from .decided import in_force
from .nominee import Nominee
from .special_lists import free_slots, on_the_line


class ProposeSpecial(AnyCommand, frozen=True):
    """All that are proposed, the first one first; () takes the proposal back."""

    award: str
    nominees: tuple[Nominee, ...]


class SpecialProposed(AnyEvent, frozen=True):
    award: str
    nominees: tuple[Nominee, ...]


def propose_special(state: State, command: ProposeSpecial, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Refused once a meeting has decided on the award: that decision is withdrawn first."""
    special = _known(state, command.award)
    if in_force(state, special.id):
        raise Refused(Reason.ALREADY, "{award}已有评审决定；要改提名，请先撤回决定", award=special.name)
    _slots(state, special, len(command.nominees))
    nominees = tuple(_checked(state, special, each) for each in command.nominees)
    seen = [(each.track, each.entrant) for each in nominees]
    for each in nominees:
        if seen.count((each.track, each.entrant)) > 1:
            raise Refused(Reason.MALFORMED, "{name}提名了两次", name=_name(state, each))
    if nominees == state.nominees.get(special.id, ()):
        return ()
    return (SpecialProposed(special.id, nominees),)


def _known(state: State, award: str) -> Special:
    for special in state.rulebook.specials:
        if special.id == award:
            return special
    raise Refused(Reason.UNKNOWN, "没有这个单项奖，请刷新页面后重试")


def _slots(state: State, special: Special, count: int) -> None:
    free = free_slots(state, special)
    if not free:
        raise Refused(Reason.NOT_NOW, "{award}由评分算出，不用提名", award=special.name)
    if count > free:
        raise Refused(
            Reason.OUT_OF_RANGE,
            "{award}只有 {slots} 个名额可以提名，提名了 {count} 个",
            award=special.name,
            slots=free,
            count=count,
        )


def _checked(state: State, special: Special, nominee: Nominee) -> Nominee:
    if special.districts:
        if nominee.track:
            raise Refused(Reason.UNKNOWN, "{award}授予区或单位，请填写名称", award=special.name)
        nominee = replace(nominee, entrant=checks.text(nominee.entrant, sentence("区或单位名称"), most=60))
    else:
        _may_be_named(state, special, nominee)
    return replace(nominee, reason=checks.text(nominee.reason, sentence("提名理由")))


def _may_be_named(state: State, special: Special, nominee: Nominee) -> None:
    """An entrant of one of its tracks who takes part; of a criterion one of the equals on the line."""
    if nominee.track not in special.tracks or nominee.entrant not in state.entrants.get(nominee.track, {}):
        raise Refused(Reason.UNKNOWN, "提名里有不属于{award}的参赛对象", award=special.name)
    if status := state.statuses.get((nominee.track, nominee.entrant)):
        raise Refused(
            Reason.NOT_NOW, "{name}已{status}，不能提名", name=_name(state, nominee), status=STATUSES[status]
        )
    if special.by is SpecialBy.CRITERION:
        tied = [(each.track, each.entrant) for each in on_the_line(state, special)]
        if (nominee.track, nominee.entrant) not in tied:
            raise Refused(
                Reason.NOT_NOW, "{name}不在同分的几个里，名次由评分决定", name=_name(state, nominee)
            )


def _name(state: State, nominee: Nominee) -> str:
    return called(state, nominee.track, nominee.entrant)


def special_proposed(state: State, event: SpecialProposed, at: str) -> State:
    return replace(state, nominees=with_key(state.nominees, event.award, event.nominees))

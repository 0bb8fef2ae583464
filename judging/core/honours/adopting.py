"""采纳: the organiser's changed pool comes into force, signed, with its reason.

The rules say how many honours there are before anybody is ranked. Who changes that with the ranking before
the eyes does it in the open: under a name and a PIN, on exactly what was looked at, and where the rules ask
for it only once the supervisor has put his name to it, too.
"""

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key, without_keys
from judging.core.people.actor import Actor, eyes
from judging.core.refused import Reason, Refused
from judging.core.scoring.oversight import Act
from judging.core.scoring.pool import Pool
from judging.core.sentence import sentence
from judging.core.signing.pin_setting import check_pin, without_mistakes
from judging.core.signing.requiring import is_listed
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .adoption import Adoption
from .decided import in_force
from .pools import adoption_digest, pool_of, unlocked_tracks
from .resting import why_it_stands


class AdoptPool(AnyCommand, frozen=True):
    """`rules` have passed the reader of rules files; `digest` is that of `pools.adoption_digest`."""

    pool: str
    rules: Pool
    reason: str
    digest: str
    pin: str


class AdoptionPutForward(AnyEvent, frozen=True):
    """Nothing is changed until the supervisor has signed it."""

    pool: str
    rules: Pool
    reason: str
    digest: str
    who: str


class PoolAdopted(AnyEvent, frozen=True):
    """In force; the pool's own rules again where `rules` are those."""

    pool: str
    rules: Pool
    reason: str
    digest: str
    who: str
    signed_by: str = ""  # the supervisor, where he countersigned


class AdoptionDropped(AnyEvent, frozen=True):
    """What waited for the supervisor is taken back: the pool stays as it is."""

    pool: str
    reason: str
    who: str


def adopt_pool(state: State, command: AdoptPool, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Whoever adopts the pool as it is takes back what waits for the supervisor, whatever else happened."""
    is_back = command.pool in state.put_forward and command.rules == pool_of(state, command.pool)
    present = command.rules if is_back else adoptable(state, command.pool)
    fixed = ("id", "name", "allocate")
    if any(getattr(command.rules, each) != getattr(present, each) for each in fixed):
        raise Refused(Reason.LOCKED, "锁定之后只能改名额、等次和占比下限，奖项的名称和评奖办法不能改")
    if command.rules == present and not is_back:
        raise Refused(Reason.ALREADY, "与现行的方案相同，没有要采纳的改动")
    if command.digest != adoption_digest(state, command.rules):
        raise Refused(Reason.STALE, "名次或方案在打开之后有了变化，没有采纳：请再看一遍模拟结果")
    reason = checks.text(command.reason, sentence("采纳的理由"))
    check_pin(state, by, command.pin)
    if is_back:
        return (AdoptionDropped(command.pool, reason, eyes(by.label)),)
    about = (command.pool, command.rules, reason, command.digest, eyes(by.label))
    return (AdoptionPutForward(*about),) if is_listed(state, Act.ADOPT) else (PoolAdopted(*about),)


def adoptable(state: State, pool: str) -> Pool:
    """The pool in force. Raises Refused unless another one may take its place."""
    try:
        present = pool_of(state, pool)
    except KeyError:
        raise Refused(Reason.UNKNOWN, "没有这个奖项，请刷新页面") from None
    if waiting := unlocked_tracks(state, pool):
        raise Refused(
            Reason.NOT_NOW,
            "{tracks}还没有核分锁定：现在只能模拟，全部锁定之后才能采纳",
            tracks=waiting,
        )
    if why := why_it_stands(state, pool):
        raise Refused(Reason.LOCKED, why)
    if in_force(state, pool):
        raise Refused(
            Reason.NOT_NOW,
            "“{pool}”已有评审决定：要改名额或等次，请先撤回决定，写明原因，再采纳并重新决定",
            pool=present.name,
        )
    return present


def adopted_by_signature(state: State, pool: str, by: Actor) -> PoolAdopted:
    """What the supervisor's signature brings into force. The same eyes never count twice."""
    waits = state.put_forward[pool]
    if eyes(by.label) == waits.by:
        raise Refused(Reason.NOT_ALLOWED, "这个方案是您自己提出的，须由另一人会签")
    return PoolAdopted(pool, waits.rules, waits.reason, waits.digest, waits.by, eyes(by.label))


def adoption_put_forward(state: State, event: AdoptionPutForward, at: str) -> State:
    waits = Adoption(event.rules, event.reason, event.digest, event.who, at)
    state = without_mistakes(state, event.who)
    return replace(state, put_forward=with_key(state.put_forward, event.pool, waits))


def pool_adopted(state: State, event: PoolAdopted, at: str) -> State:
    """Whatever waited was about the pool as it was."""
    adoption = Adoption(event.rules, event.reason, event.digest, event.who, at, event.signed_by)
    return replace(
        without_mistakes(state, event.who),
        adopted=with_key(state.adopted, event.pool, adoption),
        put_forward=without_keys(state.put_forward, event.pool),
    )


def adoption_dropped(state: State, event: AdoptionDropped, at: str) -> State:
    state = without_mistakes(state, event.who)
    return replace(state, put_forward=without_keys(state.put_forward, event.pool))

"""会签: the supervisor's name under an act, before it happens."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.honours.adopting import adopted_by_signature
from judging.core.mappings import with_key
from judging.core.people.actor import Actor, eyes
from judging.core.refused import Reason, Refused
from judging.core.scoring.oversight import Act
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .pin_setting import check_pin, without_mistakes
from .signature import Flag, Signature
from .things import Thing
from .waiting import thing


class Countersign(AnyCommand, frozen=True):
    """`digest`: of the thing as it was looked at. `pin`: its keyed hash."""

    act: Act
    subject: str
    digest: str
    pin: str


class RefuseCountersign(AnyCommand, frozen=True):
    """Leaves a flag under the id `flag`, which has to be answered."""

    act: Act
    subject: str
    reason: str
    flag: str


class Countersigned(AnyEvent, frozen=True):
    act: Act
    subject: str
    digest: str
    who: str
    track: str = ""


class CountersignRefused(AnyEvent, frozen=True):
    act: Act
    subject: str
    digest: str
    reason: str
    flag: str
    who: str
    track: str = ""


def countersign(state: State, command: Countersign, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Nothing where it is signed already. An adopted pool waits for nothing else: it is in force with it."""
    signed = state.signatures.get((command.act, command.subject))
    wanted = thing(state, command.act, command.subject)
    if wanted is None and signed is not None and signed.digest == command.digest:
        return ()
    wanted = _waiting(wanted)
    if command.digest != wanted.digest:
        raise Refused(Reason.STALE, "{thing}在打开之后有了变化，没有签：请再看一遍", thing=wanted.name)
    then = (adopted_by_signature(state, command.subject, by),) if command.act is Act.ADOPT else ()
    check_pin(state, by, command.pin)
    signed_now = Countersigned(command.act, command.subject, wanted.digest, eyes(by.label), wanted.track)
    return (signed_now, *then)


def refuse_countersign(state: State, command: RefuseCountersign, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    wanted = _waiting(thing(state, command.act, command.subject))
    reason = checks.text(command.reason, sentence("不签的理由"))
    flag = checks.text(command.flag, sentence("编号"), most=40)
    if flag in state.flags:
        raise Refused(Reason.ALREADY, "已经提出过，请刷新页面")
    about = (command.act, command.subject, wanted.digest)
    return (CountersignRefused(*about, reason, flag, eyes(by.label), wanted.track),)


def _waiting(wanted: Thing | None) -> Thing:
    if wanted is None:
        raise Refused(Reason.UNKNOWN, "现在没有等您会签的这一项，请刷新页面")
    return wanted


def countersigned(state: State, event: Countersigned, at: str) -> State:
    signed = Signature(event.digest, event.who, at)
    state = without_mistakes(state, event.who)
    return replace(state, signatures=with_key(state.signatures, (str(event.act), event.subject), signed))


def countersign_refused(state: State, event: CountersignRefused, at: str) -> State:
    flag = Flag(event.flag, event.reason, event.who, at, event.track)
    return replace(state, flags=with_key(state.flags, event.flag, flag))

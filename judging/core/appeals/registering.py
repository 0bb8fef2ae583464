"""登记异议: who objects to what is written down with a number; what comes late, only with a reason."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key
from judging.core.moments import is_moment
from judging.core.people.actor import Actor
from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .deadlines import deadlines, late_since
from .objection import About, Channel, Deadlines, Objection, Objector
from .workdays import day_of

MOST_OBJECTIONS = 500  # in one competition: a page that sends without end fills no list


class RegisterObjection(AnyCommand, frozen=True):
    """`received_at`: when it reached us, "" for this moment. `late`: why it is taken although it is late."""

    objector: Objector
    about: About
    text: str
    way: Channel
    received_at: str = ""
    late: str = ""


class ObjectionRegistered(AnyEvent, frozen=True):
    objection: int
    track: str
    objector: Objector
    entrant: str
    round: str
    text: str
    way: Channel
    received_at: str
    who: str
    deadlines: Deadlines
    late: str = ""


def register_objection(state: State, command: RegisterObjection, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    if len(state.objections) >= MOST_OBJECTIONS:
        raise Refused(Reason.TOO_MANY, "已登记 {most} 件异议，请先联系组织者", most=MOST_OBJECTIONS)
    about = _about(state, command.about)
    received = _received(command.received_at, at)
    return (
        ObjectionRegistered(
            objection=len(state.objections) + 1,
            track=about.track,
            objector=_objector(command.objector),
            entrant=about.entrant,
            round=about.round,
            text=checks.text(command.text, sentence("异议内容"), most=1000),
            way=command.way,
            received_at=received,
            who=by.label,
            deadlines=deadlines(state, about, received),
            late=_late(state, command, received, by),
        ),
    )


def _about(state: State, about: About) -> About:
    """Raises Refused where there is no such track, entrant or round."""
    tracks = {track.id: track for track in state.rulebook.tracks}
    if about.track not in tracks:
        raise Refused(Reason.UNKNOWN, "没有这个组别，请刷新页面后重试")
    if about.entrant and about.entrant not in state.entrants.get(about.track, {}):
        raise Refused(Reason.UNKNOWN, "本组没有这个参赛对象，请刷新页面后重试")
    if about.round and about.round not in {round.id for round in tracks[about.track].rounds}:
        raise Refused(Reason.UNKNOWN, "没有这个组别或环节，请刷新页面后重试")
    return about


def _objector(given: Objector) -> Objector:
    """A unit and a way to reach him may be missing; a name may not."""
    unit, contact = given.unit.strip(), given.contact.strip()
    return Objector(
        checks.text(given.name, sentence("提出人"), most=60),
        checks.text(unit, sentence("提出人单位"), most=60) if unit else "",
        checks.text(contact, sentence("联系方式"), most=60) if contact else "",
    )


def _received(given: str, at: str) -> str:
    if not given:
        return at
    if not is_moment(given):
        raise Refused(Reason.MALFORMED, "收到时间写得不对，请在页面上重新选日期和时间")
    if given > at:
        raise Refused(Reason.MALFORMED, "收到时间还没有到，请核对日期和时间")
    return given


def _late(state: State, command: RegisterObjection, received: str, by: Actor) -> str:
    """Why a late one is taken; "" for one in time, whatever was written."""
    since = late_since(state, command.about, received)
    if not since:
        return ""
    if not command.late.strip():
        raise Refused(
            Reason.NOT_NOW,
            "提出的期限到 {day} 为止，已经过了，不能登记；确有理由的，由组织者写明后作为逾期异议受理",
            day=day_of(since),
        )
    if not by.has(Duty.ORGANISER):
        raise Refused(Reason.NOT_ALLOWED, "逾期的异议由组织者写明理由后受理，请联系组织者")
    return checks.text(command.late, sentence("逾期受理的理由"))


def objection_registered(state: State, event: ObjectionRegistered, at: str) -> State:
    found = Objection(
        event.objection,
        event.objector,
        About(event.track, event.entrant, event.round),
        event.text,
        event.way,
        event.received_at,
        at,
        event.who,
        event.deadlines,
        event.late,
    )
    return replace(state, objections=with_key(state.objections, event.objection, found))

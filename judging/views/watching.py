"""Who may watch which view."""

from collections.abc import Iterator

from msgspec.structs import astuple

from judging.access import CONSOLE
from judging.core.people.actor import Actor
from judging.core.people.duty import Scope
from judging.core.people.reaching import halls_of
from judging.core.state import State

from . import VIEWS, Audience, Subject, Topic

VOLATILE = (
    "presence",
    "backup",
    "waiting",
    "storage",
    "readiness",
)  # told, since the log does not know of them


def may_watch(state: State, by: Actor, topic: Topic) -> bool:
    """Whether *topic* is for one of these duties, and where it names somebody or a hall, for that."""
    if topic.name in VOLATILE:
        return topic.argument == "" and by.has(*CONSOLE)
    if topic.name not in VIEWS or not by.has(*VIEWS[topic.name].duties, *VIEWS[topic.name].stand_ins):
        return False
    duties = VIEWS[topic.name].duties
    match VIEWS[topic.name].of:
        case Subject.COMPETITION:
            own = [each.scope for each in by.appointments if each.duty in duties]
            return topic.argument == "" and any(scope.is_whole for scope in own)
        case Subject.EVERYBODY:
            return topic.argument == ""
        case Subject.HALL:
            return topic.argument in halls_of(state, by, duties)
        case Subject.JUDGE:
            return topic.argument == by.judge
        case Subject.PERSON:
            return topic.argument == by.label
        case Subject.SCREEN:
            screens = state.screens.values()
            return any(str(s.number) == topic.argument and s.device == by.device for s in screens)
        case Subject.PANELS:
            return _watches_panels(state, by, VIEWS[topic.name], topic.argument)


def _watches_panels(state: State, by: Actor, audience: Audience, argument: str) -> bool:
    """Whoever has the duty for all that *argument* names; a stand-in where nobody has it for any of it."""
    hall, *panel = argument.split("/")
    if hall not in state.halls or len(panel) not in (0, 3):
        return False
    asked = Scope(hall, *panel)
    own = {each.duty for each in by.appointments if _is_part(asked, each.scope)}
    if own & audience.duties:
        return True
    appointments = (each for person in state.people.values() for each in person.appointments)
    is_somebody_s = any(
        each.duty in audience.duties and (_is_part(asked, each.scope) or _is_part(each.scope, asked))
        for each in appointments
    )
    return not is_somebody_s and bool(own & audience.stand_ins)


def _is_part(part: Scope, of: Scope) -> bool:
    return all(whole in (None, own) for whole, own in zip(astuple(of), astuple(part), strict=True))


def head_topics(state: State, by: Actor) -> Iterator[str]:
    """What somebody watches who is a head judge, or stands in for one: a whole hall, or single panels."""
    for hall in state.halls:
        if may_watch(state, by, whole := Topic("head", hall)):
            yield str(whole)
            continue
        panels = (Topic("head", "/".join((hall, *key))) for key in state.panels_in(hall))
        yield from (str(topic) for topic in panels if may_watch(state, by, topic))

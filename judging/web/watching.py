"""Which topics somebody watches at the places of work, and of which halls."""

from collections.abc import Iterator, Mapping

from judging.core.people.actor import Actor
from judging.core.people.duty import Duty
from judging.core.people.reaching import halls_of
from judging.core.state import State
from judging.views import Topic
from judging.views import topic as topic_of
from judging.views.watching import head_topics, may_watch

ENTRIES = "entries/{hall}"  # one page has those of all halls


def topics_of(state: State, who: Actor, works: Mapping[Duty, tuple[str, ...]]) -> Iterator[str]:
    """What somebody watches at the first place of each duty, of the topics each has."""
    for duty, topics in works.items():
        halls = halls_of(state, who, (duty,)) or (state.first_hall.id,)
        for topic in topics:
            if topic == "{head}":
                yield from head_topics(state, who)
                continue
            for hall in halls if topic == ENTRIES else halls[:1]:
                named = topic.format(judge=who.judge, hall=hall, label=who.label)
                if may_watch(state, who, topic_of(named)):
                    yield named


def watchable(state: State, who: Actor) -> tuple[str, ...]:
    """The halls whose show this device may watch. A judge watches none: only the own seat."""
    shows = ("emcee", "clocks", "supervisor", "entries")
    return tuple(id for id in state.halls if any(may_watch(state, who, Topic(name, id)) for name in shows))

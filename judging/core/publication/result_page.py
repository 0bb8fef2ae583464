"""结果页: the page on which everybody looks up what has been told. It is open or closed.

What stands on it is in views/results.py.
"""

from msgspec.structs import replace

from judging.core.hall.air import Scene
from judging.core.people.actor import Actor
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent


class OpenResults(AnyCommand, frozen=True):
    pass


class CloseResults(AnyCommand, frozen=True):
    pass


class ResultsOpened(AnyEvent, frozen=True):
    """结果页开放: whoever opens its address sees what has been told."""


class ResultsClosed(AnyEvent, frozen=True):
    pass


def open_results(state: State, command: OpenResults, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    return () if state.results_open else (ResultsOpened(),)


def close_results(state: State, command: CloseResults, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    return (ResultsClosed(),) if state.results_open else ()


def results_opened(state: State, event: ResultsOpened, at: str) -> State:
    return replace(state, results_open=True)


def results_closed(state: State, event: ResultsClosed, at: str) -> State:
    """No screen goes on showing a code that leads nowhere."""
    halls = {
        id: replace(hall, scene=Scene.STANDBY) if hall.scene is Scene.RESULTS else hall
        for id, hall in state.halls.items()
    }
    return replace(state, results_open=False, halls=halls)

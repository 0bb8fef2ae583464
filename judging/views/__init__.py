"""What each audience may know: pure functions from State to records.

A view is sent whole. What an audience must not know is not in its view; nothing is filtered later.
"""

from collections.abc import Callable

from msgspec import Struct

from judging.core.people import Role
from judging.core.state import State

from .console import ConsoleView, console
from .emcee import EmceeView, emcee
from .judge import JudgeView, judge
from .screen import ScreenView, screen
from .setup import SetupView, setup

View = JudgeView | ScreenView | EmceeView | ConsoleView | SetupView


class Audience(Struct, frozen=True):
    roles: frozenset[Role]
    view: Callable[[State, str], View]


# Topic → who may watch it and what they see. `judge` and `screen` take an argument: judge/J3, screen/2.
VIEWS: dict[str, Audience] = {
    "judge": Audience(frozenset({Role.JUDGE}), judge),
    "screen": Audience(frozenset({Role.SCREEN}), screen),
    "emcee": Audience(frozenset({Role.EMCEE, Role.DIRECTOR, Role.ORGANISER}), emcee),
    "console": Audience(frozenset({Role.DIRECTOR, Role.ORGANISER}), console),
    "setup": Audience(frozenset({Role.ORGANISER}), setup),
}


def view(state: State, topic: str) -> View:
    """The present view behind *topic*. Raises KeyError."""
    name, _, argument = topic.partition("/")
    return VIEWS[name].view(state, argument)

"""The commands and events of this subject, each with what decides or applies it."""

from collections.abc import Callable
from typing import Any

from judging.core.people.actor import Actor
from judging.core.state import State

from .advancing import (
    AdvanceRectification,
    RectificationAdvanced,
    advance_rectification,
    rectification_advanced,
)
from .opening import OpenRectification, RectificationOpened, open_rectification, rectification_opened

RectifyingCommand = OpenRectification | AdvanceRectification
RectifyingEvent = RectificationOpened | RectificationAdvanced

DECIDERS: dict[type, Callable[[State, Any, Actor, str], tuple[Any, ...]]] = {
    OpenRectification: open_rectification,
    AdvanceRectification: advance_rectification,
}
APPLIERS: dict[type, Callable[[State, Any, str], State]] = {
    RectificationOpened: rectification_opened,
    RectificationAdvanced: rectification_advanced,
}

"""The commands and events of this subject, each with what decides or applies it."""

from collections.abc import Callable
from typing import Any

from judging.core.people.actor import Actor
from judging.core.state import State

from .applying import ApplyCorrection, ResultCorrected, apply_correction, result_corrected
from .mending import MendText, TextMended, mend_text, text_mended
from .proposing import (
    CorrectionDropped,
    CorrectionProposed,
    DropCorrection,
    ProposeCorrection,
    correction_dropped,
    correction_proposed,
    drop_correction,
    propose_correction,
)

CorrectionCommand = ProposeCorrection | ApplyCorrection | DropCorrection | MendText
CorrectionEvent = CorrectionProposed | CorrectionDropped | ResultCorrected | TextMended

DECIDERS: dict[type, Callable[[State, Any, Actor, str], tuple[Any, ...]]] = {
    ProposeCorrection: propose_correction,
    ApplyCorrection: apply_correction,
    DropCorrection: drop_correction,
    MendText: mend_text,
}
APPLIERS: dict[type, Callable[[State, Any, str], State]] = {
    CorrectionProposed: correction_proposed,
    CorrectionDropped: correction_dropped,
    ResultCorrected: result_corrected,
    TextMended: text_mended,
}

"""All that may be asked of evaluations, and all that happens to them."""

from collections.abc import Callable
from typing import Any

from judging.core.people.actor import Actor
from judging.core.state import State

from .filling_in import EvaluationSubmitted, SubmitEvaluation, evaluation_submitted, submit_evaluation
from .listing_evaluators import EvaluatorsListed, ListEvaluators, evaluators_listed, list_evaluators
from .period import (
    CloseEvaluation,
    EvaluationClosed,
    EvaluationOpened,
    EvaluationReopened,
    OpenEvaluation,
    ReopenEvaluation,
    close_evaluation,
    evaluation_closed,
    evaluation_opened,
    evaluation_reopened,
    open_evaluation,
    reopen_evaluation,
)

EvaluationCommand = ListEvaluators | OpenEvaluation | CloseEvaluation | ReopenEvaluation | SubmitEvaluation
EvaluationEvent = (
    EvaluatorsListed | EvaluationOpened | EvaluationClosed | EvaluationReopened | EvaluationSubmitted
)

DECIDERS: dict[type, Callable[[State, Any, Actor, str], tuple[Any, ...]]] = {
    ListEvaluators: list_evaluators,
    OpenEvaluation: open_evaluation,
    CloseEvaluation: close_evaluation,
    ReopenEvaluation: reopen_evaluation,
    SubmitEvaluation: submit_evaluation,
}
APPLIERS: dict[type, Callable[[State, Any, str], State]] = {
    EvaluatorsListed: evaluators_listed,
    EvaluationOpened: evaluation_opened,
    EvaluationClosed: evaluation_closed,
    EvaluationReopened: evaluation_reopened,
    EvaluationSubmitted: evaluation_submitted,
}

"""A trial entrant (试评) before a panel: opened, marked and closed between the entrants who count."""

from collections.abc import Mapping

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId
from judging.core.hall.staging import UNDER_WAY
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import PanelKey, State
from judging.core.tagged import AnyCommand, AnyEvent

from .trial import Trial, TrialSheet

MAX_NAME = 40


class OpenTrial(AnyCommand, frozen=True):
    track: str
    round: str
    name: str
    panel: str = ""


class CloseTrial(AnyCommand, frozen=True):
    track: str
    round: str
    panel: str = ""


class SubmitTrialSheet(AnyCommand, frozen=True):
    """As a `SubmitSheet` of nobody: `performance` has no entrant, `attempt` is the number of the trial."""

    performance: PerformanceId
    panel: str
    attempt: int
    marks: Mapping[str, str]


class TrialOpened(AnyEvent, frozen=True):
    track: str
    round: str
    panel: str
    number: int
    name: str


class TrialSheetSubmitted(AnyEvent, frozen=True):
    track: str
    round: str
    panel: str
    judge: str
    marks: Mapping[str, str]


class TrialClosed(AnyEvent, frozen=True):
    track: str
    round: str
    panel: str


def open_trial(state: State, command: OpenTrial, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    key = _known(state, command)
    checks.unlocked(state, key.track)
    known = state.trials.get(key)
    if known and known.is_open:
        raise Refused(Reason.ALREADY, "本评委组正在试评“{name}”，请先结束这一次", name=known.name)
    here = {judge.id for judge in state.panels[key].judges}
    for id in state.on():
        judging = {judge.id for judge in state.panel(id)}
        if state.performance(id).phase in UNDER_WAY and here & judging:
            raise Refused(
                Reason.STAGE_TAKEN,
                "评委正在评{name}，结束评分后再开始试评",
                name=state.named(id),
            )
    name = checks.text(command.name, sentence("试评对象"), most=MAX_NAME)
    return (TrialOpened(*key, known.number + 1 if known else 1, name),)


def _known(state: State, command: OpenTrial | CloseTrial) -> PanelKey:
    checks.performed(state, command.track, command.round)
    key = PanelKey(command.track, command.round, command.panel)
    if key not in state.panels:
        raise Refused(Reason.INCOMPLETE, "还没有评委组，请先在“评委与席位”中安排")
    return key


def submit_trial_sheet(state: State, command: SubmitTrialSheet, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    round = checks.performed(state, id.track, id.round)
    key = PanelKey(id.track, id.round, command.panel)
    trial, panel = state.trials.get(key), state.panels.get(key)
    if trial is None or not trial.is_open or trial.number != command.attempt:
        raise Refused(Reason.NOT_NOW, "这次试评已经结束，不再收评分表")
    if panel is None or by.judge not in {judge.id for judge in panel.judges}:
        raise Refused(Reason.NOT_ON_PANEL, "您不在本环节的评委组，请与场控核对席位")
    if by.judge in trial.sheets:
        raise Refused(Reason.ALREADY, "您的试评评分表已提交")
    if command.marks.keys() != {criterion.id for criterion in round.criteria}:
        raise Refused(Reason.INCOMPLETE, "试评评分表的评分项不全，请刷新页面后补齐")
    for criterion in round.criteria:
        checks.mark(criterion, command.marks[criterion.id])
    return (TrialSheetSubmitted(*key, by.judge or "", command.marks),)


def close_trial(state: State, command: CloseTrial, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    key = _known(state, command)
    trial = state.trials.get(key)
    return (TrialClosed(*key),) if trial and trial.is_open else ()


def trial_opened(state: State, event: TrialOpened, at: str) -> State:
    return _with(state, event, Trial(event.number, event.name))


def trial_sheet_submitted(state: State, event: TrialSheetSubmitted, at: str) -> State:
    known = state.trials[PanelKey(event.track, event.round, event.panel)]
    sheets = with_key(known.sheets, event.judge, TrialSheet(event.marks, at))
    return _with(state, event, replace(known, sheets=sheets))


def trial_closed(state: State, event: TrialClosed, at: str) -> State:
    known = state.trials[PanelKey(event.track, event.round, event.panel)]
    return _with(state, event, replace(known, is_open=False))


def _with(state: State, event: TrialOpened | TrialSheetSubmitted | TrialClosed, trial: Trial) -> State:
    key = PanelKey(event.track, event.round, event.panel)
    return replace(state, trials=with_key(state.trials, key, trial))

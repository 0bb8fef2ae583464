"""What one judge may see: who is on, and the own sheet of each. Never a colleague's mark, score or rank."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from judging.core.hall.performance import JudgeSheet, PerformanceId, Phase, SheetPhase
from judging.core.hall.staging import UNDER_WAY
from judging.core.marking.avoiding import recusal_of, why
from judging.core.marking.hand import HandReason
from judging.core.marking.training import trainee
from judging.core.people.taking_part import Judge
from judging.core.scoring.rulebook import Criterion, Manner, Round
from judging.core.sentence import Sentence
from judging.core.setup.grouping import group_name
from judging.core.setup.prepared import Sitting
from judging.core.state import State
from judging.core.words import EXCUSES

from .clocks import ClockFace, public_face
from .naming import who
from .stage import stage_as


class AskedItem(Struct, frozen=True):
    """A compulsory item that every sheet answers: was it there?"""

    id: str
    name: str


class JudgeTask(Struct, frozen=True):
    """One performance that is on before a panel of mine, and my sheet of it."""

    performance: PerformanceId
    track: str
    round: str
    manner: Manner
    entrant: str
    district: str = ""
    photo: str = ""  # the hash of the picture, or of the team's
    number: int | None = None  # place in the running order, from 1
    window: int = 0  # where the entrant works in a walk-round; 0: on a stage, or sent on
    since: str = ""  # UTC, when it was called or opened again
    elsewhere: bool = False  # at a window of other judges of the panel
    open: bool = False  # marks are taken now
    confirmed: bool = False  # marking is closed; nothing can be sent any more
    criteria: tuple[Criterion, ...] = ()
    asked: tuple[AskedItem, ...] = ()
    attempt: int = 0  # which of the 补赛: a sheet of another is not taken
    trial: bool = False  # 试评: of nobody, and never counted
    panel: str = ""  # of the trial
    group: str = ""  # as which I judge, 专家 or 大众; "" where judges are in no groups
    sheet: SheetPhase | None = None
    revision: int = 0
    marks: Mapping[str, str] = {}
    items: Mapping[str, bool] = {}  # what was answered: by id, whether it was there
    note: str = ""
    recommended: bool = False
    saved_at: str = ""  # UTC, when the server stored the sheet
    reason: str = ""  # why it was returned, or why this judge is excused
    avoids: Sentence | None = None  # why this judge may not judge it at all
    clock: ClockFace | None = None  # None where nothing is timed


class Relieved(Struct, frozen=True):
    """A reserve has taken this judge's seat."""

    by: str
    seat: int
    reason: str


def _trial(state: State, me: str) -> JudgeTask | None:
    """试评 before a panel on which I sit: my sheet of nobody."""
    for key, trial in state.trials.items():
        panel = state.panels.get(key)
        if not trial.is_open or panel is None or all(judge.id != me for judge in panel.judges):
            continue
        track, round = state.track(key.track), state.round(key.track, key.round)
        sheet = trial.sheets.get(me)
        task = JudgeTask(
            performance=PerformanceId(key.track, key.round, ""),
            track=track.name,
            round=round.name,
            manner=Manner.STAGE,
            entrant=trial.name,
            trial=True,
            panel=key.panel,
            group=_group(round, panel.judges, me),
            open=True,
            criteria=round.criteria,
            attempt=trial.number,
        )
        if sheet is None:
            return task
        return replace(task, sheet=SheetPhase.SUBMITTED, revision=1, marks=sheet.marks, saved_at=sheet.at)
    return None


class JudgeView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    judge: str
    name: str
    seat: int  # on the panel of the round on stage, or else on the first there is
    sitting: Sitting = Sitting.SEAT  # a reserve's and a trainee's number is one of their own
    group: str = ""  # the name of my group of judges, on that panel; "" where there are none
    relieved: Relieved | None = None  # of who has left the seat to a reserve, and sits on no other
    tasks: tuple[JudgeTask, ...] = ()  # on a stage at most one; walking all under way, called first first
    hand_at: str = ""  # UTC, since when this judge calls the scorekeeper, or was answered
    hand_answered: bool = False
    hand_reason: HandReason | None = None
    hand_answered_by: Sentence | None = None  # "场控"; of who is not known any more None


def judge(state: State, me: str) -> JudgeView:
    """Raises KeyError if no panel seats *me*."""
    id = _on_before(state, me)
    known, sitting = _place(state, id, me) if id else (state.judge(me), state.sitting(me) or Sitting.SEAT)
    view = JudgeView(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        judge=me,
        name=known.name,
        seat=known.seat,
        sitting=sitting,
        group=_seated_group(state, id, me),
        relieved=_relieved(state, me) if sitting is Sitting.RESERVE else None,
        tasks=_tasks(state, id, me),
    )
    return _with_hand(view, state)


def _place(state: State, id: PerformanceId, me: str) -> tuple[Judge, Sitting]:
    """Where this judge is before this performance: on a seat, or in training."""
    kinds = (state.seated(id), Sitting.SEAT), (state.trainees(id), Sitting.TRAINEE)
    return next((each, sitting) for judges, sitting in kinds for each in judges if each.id == me)


def _seated_group(state: State, id: PerformanceId | None, me: str) -> str:
    if id is not None:
        return _group(state.round(id.track, id.round), state.seated(id), me)
    seated = ((key, (*panel.judges, *panel.reserves)) for key, panel in state.panels.items())
    found = (_group(state.round(key.track, key.round), judges, me) for key, judges in seated)
    return next((name for name in found if name), "")


def _relieved(state: State, me: str) -> Relieved | None:
    """By whom last."""
    changes = [change for panel in state.panels.values() for change in panel.changes if change.left.id == me]
    last = max(changes, key=lambda change: change.at, default=None)
    return Relieved(last.by.name, last.seat, last.reason) if last else None


def _tasks(state: State, id: PerformanceId | None, me: str) -> tuple[JudgeTask, ...]:
    """That of *id* on a stage; of a walk-round all that are at windows, and last what I do not judge.

    A trial is all there is while it is open: nobody is called before its panel then.
    """
    is_needed = id is not None and _urgency(state, id, me)[0]
    if not is_needed and (trial := _trial(state, me)):
        return (trial,)
    if id is None:
        return ()
    if not state.walks(id):
        return (_task(state, id, me),)
    tasks = [_task(state, other, me) for other in _on(state, me) if state.walks(other)]
    return tuple(sorted(tasks, key=lambda task: (_is_spared(task), task.since, task.window)))


def _is_spared(task: JudgeTask) -> bool:
    return task.elsewhere or task.avoids is not None or task.sheet in EXCUSES


def _task(state: State, id: PerformanceId, me: str) -> JudgeTask:
    performance, stage, round = state.performance(id), stage_as(state, id), state.round(id.track, id.round)
    task = JudgeTask(
        performance=id,
        track=stage.track,
        round=stage.round,
        manner=round.manner,
        entrant=stage.entrant,
        district=stage.district,
        photo=stage.photo or stage.team,
        number=stage.number,
        window=performance.window,
        since=performance.judged_since,
        elsewhere=not _judges(state, id, me),
        open=performance.phase is Phase.MARKING,
        confirmed=performance.phase in (Phase.CONFIRMED, Phase.REVEALED),
        criteria=round.criteria,
        asked=tuple(AskedItem(item.id, item.name) for item in round.asked_of_judges()),
        attempt=performance.attempt,
        group=_group(round, state.seated(id), me),
        clock=public_face(state, id),
    )
    recusal = recusal_of(state, id, me)
    sheet = _sheet_of(state, id, me)
    if recusal and not (sheet and sheet.phase is SheetPhase.SUBMITTED):
        task = replace(task, avoids=why(recusal))
    return _with_sheet(task, sheet) if sheet else task


def _group(round: Round, judges: Iterable[Judge], me: str) -> str:
    return next((group_name(round, judge) for judge in judges if judge.id == me), "")


def _on_before(state: State, me: str) -> PerformanceId | None:
    """What is on before a panel of mine: what waits for me, or else what the panel turned to last.

    What is over stays until then: a sheet or the end of marking moves nobody to another hall.
    """
    return max(_on(state, me), key=lambda id: _urgency(state, id, me), default=None)


def _on(state: State, me: str) -> list[PerformanceId]:
    """What is on before a panel of mine."""
    return [
        id for id in state.on() if any(judge.id == me for judge in (*state.seated(id), *state.trainees(id)))
    ]


def _urgency(state: State, id: PerformanceId, me: str) -> tuple[bool, str]:
    performance = state.performance(id)
    is_excused = me in performance.sheets and performance.sheets[me].phase in EXCUSES
    is_needed = _judges(state, id, me) and not is_excused
    since = performance.called_at if is_excused else performance.judged_since  # a colleague who is restored
    return performance.phase in UNDER_WAY and is_needed, since


def _judges(state: State, id: PerformanceId, me: str) -> bool:
    return trainee(state, id, me) is not None or any(judge.id == me for judge in state.panel(id))


def _sheet_of(state: State, id: PerformanceId, me: str) -> JudgeSheet | None:
    performance = state.performance(id)
    return (performance.trainee_sheets if trainee(state, id, me) else performance.sheets).get(me)


def _with_sheet(task: JudgeTask, sheet: JudgeSheet) -> JudgeTask:
    return replace(
        task,
        sheet=sheet.phase,
        revision=sheet.revision,
        marks=sheet.marks,
        items=sheet.items,
        note=sheet.note,
        recommended=sheet.recommended,
        saved_at=sheet.at,
        reason=sheet.reason,
    )


def _with_hand(view: JudgeView, state: State) -> JudgeView:
    hand = state.hands.get(view.judge)
    if hand is None:
        return view
    by = who(state, hand.answered_by) if hand.answered_by else None
    return replace(
        view,
        hand_at=hand.at,
        hand_answered=hand.answered,
        hand_reason=hand.reason,
        hand_answered_by=by,
    )

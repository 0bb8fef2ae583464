"""What the head judge sees of his panels in a hall: what waits for a decision, each with its button.

Marks are in it only once a sheet set is complete.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.performance import PerformanceId, Phase, Short, ShortDecision
from judging.core.hall.staging import UNDER_WAY
from judging.core.marking.deviating import Deviation, deviations
from judging.core.marking.head_confirming import is_unconfirmed
from judging.core.marking.short_deciding import Shortfall, countable, decided_word, shortfalls
from judging.core.marking.spread_reviewing import is_reviewed, is_spread
from judging.core.marking.trial_spread import trial_ends, trial_spread, trial_totals
from judging.core.marking.turns import complete
from judging.core.scoring.panel import groups_of
from judging.core.sentence import Sentence
from judging.core.state import PanelKey, State
from judging.core.words import RETURN_REASONS, SHORTS

from .console import OpenTie, open_ties
from .correcting import Correctable, WaitingCorrection, correctable, to_publish_anew, waiting_corrections
from .on_stage import OnStage, shown_as
from .steps import Button, button
from .unchanged import Parts, of_hall, remembered

TO_COME = (*UNDER_WAY, Phase.CONFIRMED)


class Choice(Struct, frozen=True):
    step: Button
    word: Sentence


class Shortage(Struct, frozen=True):
    """Fewer sheets can count than have to, or the head judge found them enough."""

    count: int
    least: int
    group: str  # the name of the first group it is about; "" where judges are in none
    choices: tuple[Choice, ...]  # none where they are enough
    decided: Sentence | None  # what was decided last
    reason: str
    withdraw: Button | None


class HeadTask(Struct, frozen=True):
    """A performance that is not told yet. What waits for a decision is not None and not blocked."""

    on: OnStage
    window: int
    returnable: tuple[str, ...]  # judges whose sheet may be returned
    short: Shortage | None = None
    spread: Button | None = None
    confirm: Button | None = None
    unconfirm: Button | None = None


class PanelDeviations(Struct, frozen=True):
    track: str
    round: str
    panel: str
    judges: tuple[Deviation, ...]


class TrialSeat(Struct, frozen=True):
    seat: int
    name: str
    is_in: bool
    total: str | None = None  # once all are in


class PanelTrial(Struct, frozen=True):
    """试评 of a panel: how to begin one, or the last one; its spread once all sheets are in."""

    track: str
    round: str
    panel: str
    begin: Button
    close: Button | None
    name: str = ""
    seats: tuple[TrialSeat, ...] = ()
    spread: str | None = None
    criteria: tuple[tuple[str, str, str], ...] = ()  # name, lowest and highest mark


class HeadView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    hall: str
    hall_name: str  # "" where there is only one
    tasks: tuple[HeadTask, ...]
    ties: tuple[OpenTie, ...]
    deviations: tuple[PanelDeviations, ...]
    corrections: tuple[WaitingCorrection, ...]  # proposed, and not in effect
    to_publish_anew: tuple[str, ...]  # tracks whose published ranking a correction has overtaken
    correctable: tuple[Correctable, ...]  # what is locked
    trials: tuple[PanelTrial, ...]
    return_reasons: tuple[Sentence, ...]


def _of_hall(state: State, argument: str) -> Parts:
    return of_hall(state, argument.partition("/")[0])


@remembered(_of_hall)
def head(state: State, argument: str) -> HeadView:
    """*argument*: "hall", or "hall/track/round/panel". Raises KeyError for no such hall."""
    id, *within = argument.split("/")
    hall = state.halls[id]
    keys = [key for key in state.panels_in(id) if list(key[: len(within)]) == within]
    tracks = {key.track for key in keys}
    return HeadView(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        hall=id,
        hall_name=hall.name if len(state.halls) > 1 else "",
        tasks=tuple(_task(state, each) for each in _to_come(state, keys)),
        ties=tuple(tie for tie in open_ties(state, id) if tie.track in tracks),
        deviations=tuple(_deviations(state, key) for key in keys),
        corrections=tuple(each for each in waiting_corrections(state, id) if each.track in tracks),
        to_publish_anew=to_publish_anew(state, id),
        correctable=tuple(correctable(state, keys)),
        trials=tuple(_trial(state, key) for key in keys if key in state.panels),
        return_reasons=RETURN_REASONS,
    )


def _to_come(state: State, keys: list[PanelKey]) -> list[PerformanceId]:
    """Whose score is not told yet, before these panels; called first, first."""
    found = [id for id, known in state.performances.items() if known.phase in TO_COME]
    mine = [id for id in found if state.panel_of(id) in keys and (id.track, id.entrant) not in state.statuses]
    return sorted(mine, key=lambda id: state.performance(id).called_at)


def _task(state: State, id: PerformanceId) -> HeadTask:
    performance = state.performance(id)
    is_marking = performance.phase is Phase.MARKING
    told = performance.announced
    return HeadTask(
        on=shown_as(state, id),
        window=performance.window,
        returnable=tuple(_returnable(state, id)) if is_marking else (),
        short=_shortage(state, id) if performance.phase in UNDER_WAY else None,
        spread=_spread(state, id) if is_marking else None,
        confirm=button(state, "confirm", c.ConfirmScore(id, told.score if told else None))
        if performance.phase is Phase.CONFIRMED and is_unconfirmed(state, id)
        else None,
        unconfirm=button(state, "unconfirm", c.UnconfirmScore(id, "…"), asks_reason=True)
        if performance.phase is Phase.CONFIRMED and performance.head_confirmation
        else None,
    )


def _returnable(state: State, id: PerformanceId) -> Iterator[str]:
    for seat in shown_as(state, id).seats:
        if seat.state == "submitted":
            yield seat.judge


def _shortage(state: State, id: PerformanceId) -> Shortage | None:
    short = state.performance(id).short
    open, round = shortfalls(state, id), state.round(id.track, id.round)
    if not open and (short is None or short.decision is not Short.SHRINK):
        return None
    commands = [c.DecideShort(id, each, "…", "…") for each in Short] if open else []
    first = open[0] if open else _decided_about(state, id, short)
    return Shortage(
        count=first.count,
        least=first.least,
        group=first.group.name,
        choices=tuple(
            Choice(button(state, each.decision, each, asks_reason=True), SHORTS[each.decision])
            for each in commands
        ),
        decided=decided_word(round, short) if short else None,
        reason=short.reason if short else "",
        withdraw=button(state, "withdraw", c.WithdrawShortDecision(id, "…"), asks_reason=True)
        if short
        else None,
    )


def _decided_about(state: State, id: PerformanceId, short: ShortDecision | None) -> Shortfall:
    """The first group that a decision found enough sheets of."""
    counts, groups = countable(state, id), groups_of(state.round(id.track, id.round))
    asked = short.groups if short and short.groups else {groups[0].id: 0}
    group = next((each for each in groups if each.id in asked), groups[0])
    return Shortfall(group, counts.get(group.id, 0), group.minimum)


def _spread(state: State, id: PerformanceId) -> Button | None:
    if not complete(state, id) or not is_spread(state, id) or is_reviewed(state, id):
        return None
    return button(state, "spread", c.ReviewSpread(id, "…"), asks_reason=True)


def _deviations(state: State, key: PanelKey) -> PanelDeviations:
    track, round = state.track(key.track), state.round(key.track, key.round)
    return PanelDeviations(track.name, round.name, key.panel, deviations(state, key))


def _trial(state: State, key: PanelKey) -> PanelTrial:
    track, round, trial = state.track(key.track), state.round(key.track, key.round), state.trials.get(key)
    found = PanelTrial(
        track=track.name,
        round=round.name,
        panel=key.panel,
        begin=button(state, "begin", c.OpenTrial(key.track, key.round, "…", key.panel)),
        close=button(state, "close", c.CloseTrial(*key)) if trial and trial.is_open else None,
    )
    if trial is None:
        return found
    judges = state.panels[key].judges
    totals = trial_totals(round, trial) if all(judge.id in trial.sheets for judge in judges) else {}
    seats = (TrialSeat(j.seat, j.name, j.id in trial.sheets, totals.get(j.id)) for j in judges)
    return replace(
        found,
        name=trial.name,
        seats=tuple(seats),
        spread=trial_spread(round, trial) if totals else None,
        criteria=trial_ends(round, trial) if totals else (),
    )

"""走场: the windows of a hall, who judges at which, and entrants that change windows or are sent on."""

from collections.abc import Iterator

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key
from judging.core.marking.excusing import bound
from judging.core.marking.hold import awaited, unrevealed
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.scoring.rulebook import Manner
from judging.core.sentence import Sentence, sentence
from judging.core.setup.prepared import Panel
from judging.core.state import PanelKey, State
from judging.core.tagged import AnyCommand, AnyEvent
from judging.core.words import EXCUSES

from .performance import PerformanceId
from .staging import UNDER_WAY, with_performance

MOST_WINDOWS = 12  # of a hall: what a screen shows legibly at once
NOT_ASSIGNED = sentence("还没有给每个窗口分评委，请先在“评委与席位”中安排")


class AssignWindows(AnyCommand, frozen=True):
    """Who of a panel judges at window 1, 2, …: as many as the rules say at each."""

    track: str
    round: str
    windows: tuple[tuple[str, ...], ...]
    panel: str = ""


class MoveToWindow(AnyCommand, frozen=True):
    """Whoever is there comes to the window that is left."""

    performance: PerformanceId
    window: int


class SendOn(AnyCommand, frozen=True):
    """The window is free for the next; sheets may still come."""

    performance: PerformanceId


class WindowsAssigned(AnyEvent, frozen=True):
    track: str
    round: str
    windows: tuple[tuple[str, ...], ...]
    panel: str = ""


class WindowTaken(AnyEvent, frozen=True):
    """This entrant is at another window now, before the judges there."""

    performance: PerformanceId
    window: int
    judges: tuple[str, ...] = ()


class WindowLeft(AnyEvent, frozen=True):
    performance: PerformanceId


def assign_windows(state: State, command: AssignWindows, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Not while somebody is at one of the windows."""
    round = checks.performed(state, command.track, command.round)
    key = PanelKey(command.track, command.round, command.panel)
    panel = state.panels.get(key)
    if panel is None:
        raise Refused(Reason.UNKNOWN, "没有这个评委组，请先在“评委与席位”中安排")
    if not round.window_judges:
        raise Refused(
            Reason.UNKNOWN, "“{round}”的评委不分窗口，请先在规则里写每个窗口几位评委", round=round.name
        )
    for id in state.on():
        if state.panel_of(id) == key and state.performance(id).window:
            raise Refused(Reason.NOT_NOW, "{name}还在窗口，送走后再分", name=state.named(id))
    seated = [judge.id for judge in panel.judges]
    windows = tuple(tuple(sorted(set(each), key=seated.index)) for each in _known(command.windows, seated))
    for number, each in enumerate(windows, 1):
        if len(each) != round.window_judges:
            raise Refused(
                Reason.INCOMPLETE,
                "{window}号窗口须有 {wanted} 位评委，现有 {count} 位",
                window=number,
                wanted=round.window_judges,
                count=len(each),
            )
    return () if windows == panel.windows else (WindowsAssigned(*key[:2], windows, command.panel),)


def _known(windows: tuple[tuple[str, ...], ...], seated: list[str]) -> tuple[tuple[str, ...], ...]:
    if strangers := [judge for each in windows for judge in each if judge not in seated]:
        raise Refused(Reason.UNKNOWN, "评委 {judge} 不在这个评委组，请刷新页面", judge=strangers[0])
    return windows


def move_to_window(state: State, command: MoveToWindow, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    _under_way(state, id)
    if state.performance(id).window == command.window:
        return ()
    _in_hall(state, id, command.window)
    other = at_window(state, state.hall_of(id).id, command.window)
    events: list[AnyEvent] = [_taken(state, id, command.window)]
    if other is not None:
        left = state.performance(id).window
        events.append(_taken(state, other, left) if left else WindowLeft(other))
    taken = (each for each in tuple(events) if isinstance(each, WindowTaken))
    return (*events, *(each for at in taken for each in bound(state, at.performance, at.judges)))


def _taken(state: State, id: PerformanceId, window: int) -> WindowTaken:
    """Before other judges only who has not been marked yet."""
    key = state.panel_of(id)
    assert key is not None  # it was called
    if window > len(state.panels[key].windows) and state.round(id.track, id.round).window_judges:
        raise Refused(Reason.INCOMPLETE, NOT_ASSIGNED)
    bench = _bench_before(state, id, key, window)
    if bench != state.performance(id).bench and _given(state, id):
        raise Refused(
            Reason.BEGUN,
            "{name}已有评委交表，而{window}号窗口是别的评委；请评完再送走",
            name=state.named(id),
            window=window,
        )
    return WindowTaken(id, window, bench)


def send_on(state: State, command: SendOn, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    _under_way(state, command.performance)
    return (WindowLeft(command.performance),) if state.performance(command.performance).window else ()


def _under_way(state: State, id: PerformanceId) -> None:
    round = checks.known(state, id)
    if round.manner is not Manner.WALK:
        raise Refused(Reason.UNKNOWN, "“{round}”在台上评，没有窗口", round=round.name)
    checks.in_phase(state, id, *UNDER_WAY)


def window_is_free(state: State, id: PerformanceId, window: int) -> None:
    """Raises Refused unless it is a free window of the hall; none on a stage."""
    if not state.walks(id):
        if window:
            raise Refused(Reason.MALFORMED, "台上环节不分窗口，请刷新页面后重试")
        return
    _in_hall(state, id, window)
    if other := at_window(state, state.hall_of(id).id, window):
        raise Refused(
            Reason.STAGE_TAKEN,
            "{window}号窗口是{name}，送走后再请下一个",
            window=window,
            name=state.named(other),
        )


def bench_at(state: State, id: PerformanceId, key: PanelKey, window: int) -> tuple[str, ...]:
    """The judges of the window it is called to. Raises Refused where others have begun to mark it."""
    bench = _bench_before(state, id, key, window)
    if bench and not _given(state, id) <= set(bench):
        raise Refused(
            Reason.BEGUN,
            "{name}已有评委交表，而{window}号窗口是别的评委；请到那些评委的窗口",
            name=state.named(id),
            window=window,
        )
    return bench


def _given(state: State, id: PerformanceId) -> set[str]:
    """Who has begun to mark it; who is excused, or has left the seat to a reserve, has not."""
    sheets = state.performance(id).sheets
    return {
        judge.id for judge in state.seated(id) if judge.id in sheets and sheets[judge.id].phase not in EXCUSES
    }


def _in_hall(state: State, id: PerformanceId, window: int) -> None:
    hall = state.hall_of(id)
    if not 0 < window <= hall.windows:
        raise Refused(Reason.UNKNOWN, "窗口须为 1～{most} 号，请改正", most=hall.windows)


def at_window(state: State, hall: str, window: int) -> PerformanceId | None:
    """Who is there."""
    return next((id for id in state.halls[hall].on if state.performance(id).window == window), None)


def free_windows(state: State, hall: str) -> tuple[int, ...]:
    taken = {state.performance(id).window for id in state.halls[hall].on}
    return tuple(number for number in range(1, state.halls[hall].windows + 1) if number not in taken)


def walking_panels(state: State, hall: str) -> tuple[PanelKey, ...]:
    """Those that have been seated in this hall and walk."""
    return tuple(
        key for key in seated_in(state, hall) if state.round(key.track, key.round).manner is Manner.WALK
    )


def seated_in(state: State, hall: str) -> tuple[PanelKey, ...]:
    """The panels that sit here, without those that nobody has seated anywhere yet."""
    return tuple(key for key in state.panels_in(hall) if key in state.panels)


def walking(state: State, hall: str) -> list[PerformanceId]:
    """All under way at the windows of a hall, then those who were sent on."""
    here = [id for id in state.halls[hall].on if state.walks(id) and state.performance(id).phase in UNDER_WAY]
    return sorted(here, key=lambda id: state.performance(id).window or MOST_WINDOWS + 1)


def to_reveal(state: State, hall: str) -> tuple[PerformanceId, ...]:
    """Whose score of a walk-round has been confirmed in this hall and waits to be told.

    Also where the panel has moved to another hall since, and a reveal is taken back.
    """
    keys = _panels_of(state, Manner.WALK)
    return tuple(id for key in keys for id in unrevealed(state, key) if state.hall_of(id).id == hall)


def left_to_reveal(state: State, hall: str) -> tuple[PerformanceId, ...]:
    """The same of a stage that is empty or another's: a retake was taken back, or 定标 is over."""
    keys = (key for key in _panels_of(state, Manner.STAGE) if not awaited(state, key))
    return tuple(id for key in keys for id in unrevealed(state, key) if state.hall_of(id).id == hall)


def _panels_of(state: State, manner: Manner) -> Iterator[PanelKey]:
    """Wherever they sit."""
    for track, round in state.performed_rounds():
        if round.manner is manner:
            yield from state.panel_keys(track.id, round.id)


def bench_of(state: State, key: PanelKey, window: int) -> tuple[str, ...]:
    """The judges of this window, in seat order; () where the whole panel judges."""
    if not window or not state.round(key.track, key.round).window_judges:
        return ()
    return state.panels[key].windows[window - 1]


def _bench_before(state: State, id: PerformanceId, key: PanelKey, window: int) -> tuple[str, ...]:
    """The judges of this window for this performance: with who gave marks before a reserve came."""
    bench = bench_of(state, key, window)
    seats = {judge.seat for judge in state.panels[key].judges if judge.id in bench}
    return tuple(judge.id for judge in state.seated(id) if judge.seat in seats)


def lacks_windows(state: State, key: PanelKey) -> Iterator[Sentence]:
    """What a walk-round still needs of its hall."""
    round, panel = state.round(key.track, key.round), state.panels.get(key)
    if round.manner is not Manner.WALK or panel is None:
        return
    windows = state.halls[panel.hall].windows
    if not windows:
        yield sentence("会场还没有窗口，请先在“会场”中填写窗口数")
    elif round.window_judges and not _has_benches(panel, windows, round.window_judges):
        yield NOT_ASSIGNED


def _has_benches(panel: Panel, windows: int, of: int) -> bool:
    """Also after windows were added, or the rules have come to say otherwise."""
    return [len(bench) for bench in panel.windows[:windows]] == [of] * windows


def windows_assigned(state: State, event: WindowsAssigned, at: str) -> State:
    key = PanelKey(event.track, event.round, event.panel)
    panel = replace(state.panels[key], windows=event.windows)
    return replace(state, panels=with_key(state.panels, key, panel))


def window_taken(state: State, event: WindowTaken, at: str) -> State:
    moved = replace(state.performance(event.performance), window=event.window, bench=event.judges)
    return with_performance(state, event.performance, moved)


def window_left(state: State, event: WindowLeft, at: str) -> State:
    return with_performance(state, event.performance, replace(state.performance(event.performance), window=0))

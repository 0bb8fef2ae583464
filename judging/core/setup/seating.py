"""Panels: who judges on which seat."""

from collections.abc import Mapping

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.hall import MAIN, Hall
from judging.core.hall.performance import Phase
from judging.core.hall.staging import judge_is_free
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.people.appointing import everybody_apart
from judging.core.people.issuing import holding
from judging.core.people.taking_part import Judge
from judging.core.refused import Reason, Refused
from judging.core.scoring.rulebook import Round
from judging.core.sentence import sentence, template
from judging.core.state import PanelKey, State
from judging.core.tagged import AnyCommand, AnyEvent

from .grouping import refuse_wrong_groups
from .hall_setting import nobody_on_before
from .prepared import Panel, Sitting


class SeatPanel(AnyCommand, frozen=True):
    """`hall` None: where the panel sits, or else the first."""

    track: str
    round: str
    judges: tuple[Judge, ...]
    panel: str = ""
    hall: str | None = None
    reserves: tuple[Judge, ...] = ()  # `seat` is the number of each among the reserves, from 1
    trainees: tuple[Judge, ...] = ()  # and among the trainees


class PanelSeated(AnyEvent, frozen=True):
    track: str
    round: str
    judges: tuple[Judge, ...]
    panel: str = ""  # "" in a round with a single one
    hall: str = MAIN
    reserves: tuple[Judge, ...] = ()
    trainees: tuple[Judge, ...] = ()


MAX_PANEL = 15  # seats a screen shows legibly in one row


def seat_panel(state: State, command: SeatPanel, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    round = checks.performed(state, command.track, command.round)
    key = PanelKey(command.track, command.round, command.panel)
    if key not in state.panel_keys(command.track, command.round):
        raise Refused(
            Reason.UNKNOWN,
            "“{round}”没有评委组“{panel}”，请刷新页面后重试",
            round=round.name,
            panel=key.panel,
        )
    hall = _hall(state, key, command.hall)
    if key in state.panels and state.panels[key].hall != hall.id:
        nobody_on_before(state, key)
    judges, reserves, trainees = (
        _numbered(found, kind)
        for found, kind in zip((command.judges, command.reserves, command.trainees), Sitting, strict=True)
    )
    panel = Panel(judges, hall.id, reserves=reserves, trainees=trainees)
    if is_marked(state, key):
        _only_beside_seats(state, key, panel, round)
    least = 1 if round.groups else round.minimum
    if not least <= len(judges) <= MAX_PANEL:
        raise Refused(
            Reason.MALFORMED,
            "评委须为 {least}～{most} 人，现为 {count} 人，请增减席位",
            least=least,
            most=MAX_PANEL,
            count=len(judges),
        )
    if max(len(reserves), len(trainees)) > MAX_PANEL:
        raise Refused(Reason.MALFORMED, "候补评委、见习评委各最多 {most} 人，请删减", most=MAX_PANEL)
    if len({judge.id for judge in panel.everybody}) < len(panel.everybody):
        raise Refused(Reason.MALFORMED, "同一评委不能坐两个席位，请改正评委编号")
    refuse_wrong_groups(round, panel)
    _one_name_per_id(state, key, panel)
    _one_group_per_id(state, key, panel)
    _free_for_who_is_called(state, key, judges)
    everybody_apart(replace(state, panels=with_key(state.panels, key, panel)))
    return (PanelSeated(*key[:2], judges, key.panel, hall.id, reserves, trainees),)


NAMED = {
    Sitting.SEAT: template("{seat}号评委姓名"),
    Sitting.RESERVE: template("候补评委{seat}姓名"),
    Sitting.TRAINEE: template("见习评委{seat}姓名"),
}
MISNUMBERED = {
    Sitting.SEAT: template("席位须从 1 号起连续编号，请改正席位号"),
    Sitting.RESERVE: template("候补评委须从 1 起连续编号，请改正"),
    Sitting.TRAINEE: template("见习评委须从 1 起连续编号，请改正"),
}


def _numbered(judges: tuple[Judge, ...], kind: Sitting) -> tuple[Judge, ...]:
    """In the order of their numbers. Raises Refused for a text that cannot be shown, or a gap."""
    found = tuple(
        Judge(
            checks.text(judge.id, sentence("评委编号"), most=40),
            judge.seat,
            checks.text(judge.name, sentence(NAMED[kind], seat=judge.seat), most=40),
            judge.group,
        )
        for judge in sorted(judges, key=lambda judge: judge.seat)
    )
    if [judge.seat for judge in found] != list(range(1, len(found) + 1)):
        raise Refused(Reason.MALFORMED, MISNUMBERED[kind])
    return found


def _only_beside_seats(state: State, key: PanelKey, wanted: Panel, round: Round) -> None:
    """Once the panel has judged, reserves and trainees may come; who has given a sheet stays on record."""
    before = state.panels[key]
    if (wanted.judges, wanted.hall) != (before.judges, before.hall):
        raise Refused(
            Reason.BEGUN,
            "“{round}”已开始评分，席位不能再改；评委要换，请在控制台由候补评委接替",
            round=round.name,
        )
    stay = {change.left.id for change in before.changes} | _who_marked(state, key)
    groups = {judge.id: judge.group for judge in wanted.everybody}
    for judge in before.everybody:
        if judge.id in stay - groups.keys():
            raise Refused(Reason.BEGUN, "{name}已经评过，须留在名单上", name=judge.name)
        if judge.id in stay and groups[judge.id] != judge.group:
            raise Refused(Reason.BEGUN, "{name}已经评过，分组不能再改", name=judge.name)


def _who_marked(state: State, key: PanelKey) -> set[str]:
    performances = (found for id, found in state.performances.items() if state.panel_of(id) == key)
    return {
        judge
        for found in performances
        for judge in (*found.sheets, *found.trainee_sheets, *_ids(found.seated))
    }


def _hall(state: State, key: PanelKey, wanted: str | None) -> Hall:
    if wanted is not None:
        return checks.hall_of(state, wanted)
    return state.halls[state.panels[key].hall] if key in state.panels else state.first_hall


def _one_name_per_id(state: State, key: PanelKey, wanted: Panel) -> None:
    """A judge id stands for one person and one pass, on however many panels."""
    elsewhere = {
        judge.id: judge.name
        for other, panel in state.panels.items()
        if other != key
        for judge in panel.everybody
    }
    for judge in wanted.everybody:
        if elsewhere.get(judge.id, judge.name) != judge.name:
            raise Refused(
                Reason.MALFORMED,
                "“{written}”在另一评委组是“{name}”，同一位评委请写同一姓名",
                written=judge.name,
                name=elsewhere[judge.id],
            )


def _one_group_per_id(state: State, key: PanelKey, wanted: Panel) -> None:
    """A judge is in one group of the round, on however many of its panels."""
    elsewhere = {
        judge.id: judge.group
        for other, panel in state.panels.items()
        if other != key and other[:2] == key[:2]
        for judge in (*panel.judges, *panel.reserves)
    }
    for judge in (*wanted.judges, *wanted.reserves):
        if elsewhere.get(judge.id, judge.group) != judge.group:
            raise Refused(
                Reason.MALFORMED, "{name}在本环节的另一评委组属于别的分组，请写同一分组", name=judge.name
            )


def _free_for_who_is_called(state: State, key: PanelKey, judges: tuple[Judge, ...]) -> None:
    """Raises Refused where somebody has been called before the panel, and a judge is needed elsewhere.

    Or where the judges of that window would be others.
    """
    for id in state.on():
        if state.panel_of(id) == key and state.performance(id).phase is Phase.CALLED:
            for judge in judges:
                judge_is_free(state, id, judge)
            if not set(state.performance(id).bench) <= _ids(judges):
                raise Refused(
                    Reason.NOT_NOW,
                    "{name}已请到窗口，那里的评委不能换走；请先撤回点名",
                    name=state.named(id),
                )


def is_marked(state: State, key: PanelKey) -> bool:
    """Whether this panel has judged anybody: its seats stand from then on."""
    return any(
        state.panel_of(id) == key
        and (found.sheets or found.attempts or found.phase not in (Phase.WAITING, Phase.CALLED))
        for id, found in state.performances.items()
    )


def panel_seated(state: State, event: PanelSeated, at: str) -> State:
    """Who judges at which window stays as long as the judges do, and so does who took whose seat."""
    key = PanelKey(event.track, event.round, event.panel)
    before = state.panels.get(key)
    panel = Panel(event.judges, event.hall, reserves=event.reserves, trainees=event.trainees)
    if before and _ids(before.judges) == _ids(event.judges):
        panel = replace(panel, windows=before.windows, changes=before.changes, drawn=before.drawn)
    else:
        state = _as_it_is(state, key)
    return seated(state, with_key(state.panels, key, panel))


def _as_it_is(state: State, key: PanelKey) -> State:
    """With no performance before this panel that keeps judges of its own."""
    freed = {
        id: replace(found, seated=()) if found.seated and state.panel_of(id) == key else found
        for id, found in state.performances.items()
    }
    return replace(state, performances=freed)


def _ids(judges: tuple[Judge, ...]) -> set[str]:
    return {judge.id for judge in judges}


def seated(state: State, panels: Mapping[PanelKey, Panel]) -> State:
    """Who sits on no panel any more loses the pass with the seat, and calls nobody."""
    judges = {judge.id for panel in panels.values() for judge in panel.everybody}
    passes = {
        id: held
        for id, held in state.passes.items()
        if not held.holder or held.holder in judges or held.holder in state.people
    }
    hands = {judge: hand for judge, hand in state.hands.items() if judge in judges}
    return holding(replace(state, panels=panels, hands=hands), passes)

"""评委抽签: a panel drawn by lot from a pool, without who comes from where an entrant comes from."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.people.taking_part import Entrant, Judge
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import PanelKey, State
from judging.core.tagged import AnyCommand, AnyEvent

from .draw import shuffled
from .ordering import MAX_SEED, taking_part
from .prepared import Avoided, Candidate, DrawnPanel
from .seating import MAX_PANEL, SeatPanel, is_marked, seat_panel

MAX_POOL = 200  # candidates, whom one sheet of paper set can still list


class DrawPanel(AnyCommand, frozen=True):
    """Of who is known as a person, name, unit and district are the person's."""

    track: str
    round: str
    pool: tuple[Candidate, ...]
    seats: int
    reserves: int
    seed: str
    panel: str = ""


class PanelDrawn(AnyEvent, frozen=True):
    """Why the panel that was seated just before is who it is."""

    track: str
    round: str
    pool: tuple[Candidate, ...]
    avoided: tuple[Avoided, ...]
    seats: int
    reserves: int
    seed: str
    panel: str = ""


def draw_panel(state: State, command: DrawPanel, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    round = checks.performed(state, command.track, command.round)
    key = PanelKey(command.track, command.round, command.panel)
    if is_marked(state, key):
        raise Refused(
            Reason.BEGUN,
            "“{round}”已开始评分，不能再抽签产生评委；评委要换，请在控制台由候补评委接替",
            round=round.name,
        )
    if round.groups:
        raise Refused(
            Reason.NOT_NOW,
            "“{round}”的评委分{groups}计分，抽签定不了谁属于哪一组；请按席位填写评委并选分组",
            round=round.name,
            groups=tuple(group.name for group in round.groups),
        )
    seed = checks.text(command.seed, sentence("抽签种子"), most=MAX_SEED)
    pool = _pool(state, command.pool)
    avoided = avoided_of(state, key, pool)
    _enough(command, pool, avoided)
    drawn = drawn_by_lot(pool, avoided, seed)[: command.seats + command.reserves]
    judges, reserves = _numbered(drawn[: command.seats]), _numbered(drawn[command.seats :])
    trainees = _beside(state, key, {each.id for each in drawn})
    seated = seat_panel(state, SeatPanel(*key[:2], judges, key.panel, None, reserves, trainees), by, at)
    made = PanelDrawn(*key[:2], pool, avoided, len(judges), len(reserves), seed, key.panel)
    return (*seated, made)


def _beside(state: State, key: PanelKey, drawn: set[str]) -> tuple[Judge, ...]:
    """The trainees there are, without who was drawn."""
    before = state.panels.get(key)
    stay = [each for each in (before.trainees if before else ()) if each.id not in drawn]
    return tuple(replace(each, seat=number) for number, each in enumerate(stay, 1))


def drawn_by_lot(pool: Iterable[Candidate], avoided: Iterable[Avoided], seed: str) -> tuple[Candidate, ...]:
    """Who may judge, in the order of the lots: the seats from 1 first, and then the reserves."""
    out = {each.id for each in avoided}
    eligible = {each.id: each for each in pool if each.id not in out}
    return tuple(eligible[id] for id in shuffled(eligible, seed))


def _pool(state: State, given: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    if len(given) > MAX_POOL:
        raise Refused(Reason.MALFORMED, "评委库最多 {most} 人，请分批", most=MAX_POOL)
    pool = tuple(_candidate(state, each) for each in given)
    ids = [each.id for each in pool]
    if twice := [each.name for each in pool if ids.count(each.id) > 1]:
        raise Refused(Reason.MALFORMED, "评委库里“{name}”列了两次，请删去一行", name=twice[0])
    return pool


def _candidate(state: State, given: Candidate) -> Candidate:
    id = checks.text(given.id, sentence("评委编号"), most=40)
    if person := state.people.get(id):
        return Candidate(id, person.name, person.unit, person.district)
    return Candidate(
        id,
        checks.text(given.name, sentence("评委库里的姓名"), most=40),
        checks.text(given.unit, sentence("单位")) if given.unit.strip() else "",
        checks.text(given.district, sentence("区"), most=40) if given.district.strip() else "",
    )


def _judged(state: State, key: PanelKey) -> Iterator[Entrant]:
    """Whom this panel may have to judge: as long as nobody is assigned, the whole track."""
    is_assigned = (key.track, key.round) in state.assignments
    for id in taking_part(state, key.track):
        if not is_assigned or state.panel_of(PerformanceId(key.track, key.round, id)) == key:
            yield state.entrants[key.track][id]


def avoided_of(state: State, key: PanelKey, pool: Iterable[Candidate]) -> tuple[Avoided, ...]:
    """Who is of the unit, or from the district, of an entrant whom the panel may have to judge."""
    entrants = tuple(_judged(state, key))
    districts = {each.district for each in entrants} - {""}
    units = {unit for each in entrants for unit in (each.name, each.unit)} - {""}
    because = {
        each.id: each.unit if each.unit in units else each.district if each.district in districts else ""
        for each in pool
    }
    return tuple(Avoided(id, why) for id, why in because.items() if why)


def _enough(command: DrawPanel, pool: tuple[Candidate, ...], avoided: tuple[Avoided, ...]) -> None:
    if not (0 < command.seats <= MAX_PANEL and 0 <= command.reserves <= MAX_PANEL):
        raise Refused(Reason.OUT_OF_RANGE, "评委须为 1～{most} 人，候补最多 {most} 人", most=MAX_PANEL)
    left, wanted = len(pool) - len(avoided), command.seats + command.reserves
    if left < wanted:
        raise Refused(
            Reason.INCOMPLETE,
            "评委库 {pool} 人，避开本区、本单位的 {avoided} 人后只剩 {left} 人，要抽 {wanted} 人；"
            "请补充外区人选、少抽候补，或先分组再抽",
            pool=len(pool),
            avoided=len(avoided),
            left=left,
            wanted=wanted,
        )


def _numbered(drawn: Iterable[Candidate]) -> tuple[Judge, ...]:
    return tuple(Judge(each.id, number, each.name) for number, each in enumerate(drawn, 1))


def panel_drawn(state: State, event: PanelDrawn, at: str) -> State:
    key = PanelKey(event.track, event.round, event.panel)
    drawn = DrawnPanel(event.pool, event.avoided, event.seats, event.reserves, event.seed, at)
    return replace(state, panels=with_key(state.panels, key, replace(state.panels[key], drawn=drawn)))

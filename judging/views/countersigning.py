"""What the supervisor signs, shown in full, and what he has signed."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from judging.core.honours.decided import agenda, award_name, decided, honour_name
from judging.core.people.taking_part import Entrant
from judging.core.publication.on_air import present
from judging.core.scoring.oversight import Act
from judging.core.sentence import Sentence, sentence
from judging.core.signing.digests import rules_digest
from judging.core.signing.things import Thing
from judging.core.state import State
from judging.core.words import RESOLUTIONS

from .adoption_shown import MOVED, facts_of_adoption, rows_moved
from .appeals import about_names
from .correction_shown import facts as facts_of
from .naming import who
from .signing import awaited
from .unchanged import of_signing, remembered


class Sheet(Struct, frozen=True):
    """One table of the thing: a head for each column, and the rows."""

    title: str
    heads: tuple[Sentence, ...]
    rows: tuple[tuple[str, ...], ...]


class ToSign(Struct, frozen=True):
    """`digest` is sent back with the signature: only what was looked at is signed."""

    act: Act
    subject: str
    digest: str
    name: Sentence
    is_due: bool
    again: bool  # it was signed, and has changed since
    facts: tuple[Sentence, ...]
    sheets: tuple[Sheet, ...]
    shows_rules: bool  # the rules in words belong to it, too


class Signed(Struct, frozen=True):
    act: Act
    subject: str
    who: Sentence
    at: str


class TrackChoice(Struct, frozen=True):
    """What a flag may be about."""

    id: str
    name: str
    entrants: tuple[tuple[str, str], ...]


class CountersigningView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    acts: tuple[Act, ...]  # that the rules list
    waiting: tuple[ToSign, ...]
    signed: tuple[Signed, ...]  # newest first
    tracks: tuple[TrackChoice, ...]


@remembered(of_signing)
def countersigning(state: State, _: str) -> CountersigningView:
    return CountersigningView(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        acts=state.rulebook.countersign,
        waiting=tuple(_to_sign(state, each.thing, each.is_due) for each in awaited(state, "")),
        signed=tuple(reversed([*_signed(state)])),
        tracks=tuple(
            TrackChoice(track.id, track.name, tuple((e.id, e.name) for e in _entrants(state, track.id)))
            for track in state.rulebook.tracks
        ),
    )


def _entrants(state: State, track: str) -> Iterator[Entrant]:
    yield from state.entrants.get(track, {}).values()


def _signed(state: State) -> Iterator[Signed]:
    for (act, subject), each in sorted(state.signatures.items(), key=lambda item: item[1].at):
        yield Signed(Act(act), subject, who(state, each.by), each.at)


def _to_sign(state: State, thing: Thing, is_due: bool) -> ToSign:
    facts, sheets = SHOWN[thing.act](state, thing)
    return ToSign(
        act=thing.act,
        subject=thing.subject,
        digest=thing.digest,
        name=thing.name,
        is_due=is_due,
        again=(thing.act, thing.subject) in state.signatures,
        facts=facts,
        sheets=sheets,
        shows_rules=thing.act is Act.START,
    )


Shown = tuple[tuple[Sentence, ...], tuple[Sheet, ...]]


def _start(state: State, thing: Thing) -> Shown:
    """The rules by their hash, the orders in full."""
    keys = [key for key in state.orders if key[0] == thing.track]
    facts = (sentence("规则校验值 {digest}", digest=rules_digest(state.agreed_rules)),)
    return facts, tuple(_order(state, *key, state.orders[key].entrants) for key in keys)


def _draw(state: State, thing: Thing) -> Shown:
    key = thing.track, thing.subject.partition("/")[2]
    order, made = state.orders.get(key), state.assignments.get(key)
    facts = [
        sentence("种子 {seed}", seed=each.seed)
        if each.seed
        else sentence("见证人 {witness}", witness=each.witness)
        for each in (order, made)
        if each
    ]
    return tuple(facts), (_order(state, *key, order.drawn),) if order else ()


def _order(state: State, track: str, round: str, entrants: tuple[str, ...]) -> Sheet:
    """With the panel of each, where there are several."""
    made = state.assignments.get((track, round))
    found = [state.entrants[track][id] for id in entrants]
    heads: tuple[Sentence, ...] = (sentence("序号"), sentence("参赛对象"), sentence("区"))
    rows = [(str(n), each.name, each.district) for n, each in enumerate(found, 1)]
    if made is None:
        return Sheet(state.round(track, round).name, heads, tuple(rows))
    panels = [made.panels.get(each.id, "") for each in found]
    return Sheet(
        state.round(track, round).name,
        (*heads, sentence("评委组")),
        tuple((*row, panel) for row, panel in zip(rows, panels, strict=True)),
    )


def _ranking(state: State, thing: Thing) -> Shown:
    track, shown = state.track(thing.track), present(state, thing.track)
    rounds = [round for round in track.rounds if any(round.id in row.scores for row in shown.rows)]
    names = (sentence("{round}", round=round.name) for round in rounds)
    heads = (sentence("名次"), sentence("参赛对象"), *names, sentence("综合成绩"))
    rows = tuple(
        (
            str(row.place or ""),
            state.name_of(track.id, row.entrant),
            *(row.scores.get(round.id, "") for round in rounds),
            row.composite,
        )
        for row in shown.rows
    )
    left = shown.of - len(shown.rows)
    facts = (sentence("还有 {n} 个没有亮分", n=left),) if left else ()
    return facts, (Sheet(track.name, heads, rows),)


def _correction(state: State, thing: Thing) -> Shown:
    return facts_of(state, state.corrections[int(thing.subject)]), ()


def _adoption(state: State, thing: Thing) -> Shown:
    title, rows = state.put_forward[thing.subject].rules.name, tuple(rows_moved(state, thing.subject))
    return facts_of_adoption(state, thing.subject), (Sheet(title, MOVED, rows),)


def _decision(state: State, thing: Thing) -> Shown:
    """The list that lies before the meeting, and whom it has still to decide on."""
    before = agenda(state, thing.subject)
    heads = (sentence("等次"), sentence("参赛对象"), sentence("组别"))
    waiting = tuple(honour_name(state, line) for line in before.undecided)
    facts = (*before.notes, sentence("待决定：{names}", names=waiting))
    rows = ((line.level, honour_name(state, line), _track_name(state, line.track)) for line in before.lines)
    return facts, (Sheet(award_name(state, thing.subject), heads, tuple(rows)),)


def _track_name(state: State, track: str) -> str:
    """ "" for what goes to a district."""
    return state.track(track).name if track else ""


def _objection(state: State, thing: Thing) -> Shown:
    found = state.objections[int(thing.subject)]
    assert found.decided is not None  # nothing is signed before
    assert found.resolution is not None
    unit, name = found.objector.unit, found.objector.name
    return (
        sentence("提出人：{unit} {name}", unit=unit, name=name),
        sentence("关于：{about}", about=about_names(state, found.about)),
        sentence("异议：{text}", text=found.text),
        sentence("处理决定：{resolution}", resolution=RESOLUTIONS[found.resolution]),
        sentence("处理意见：{reason}", reason=found.decided.note),
    ), ()


def _final(state: State, thing: Thing) -> Shown:
    """定稿: who is honoured; 撤销定稿: why."""
    award = thing.subject.removeprefix("reopening/")
    final = state.finals.get(award)
    if final is not None and final.reopening is not None:
        return (sentence("撤销定稿的理由：{reason}", reason=final.reopening.note),), ()
    period = state.publicities.get(award)
    facts = (
        (sentence("公示 {start} 至 {last}", start=period.start, last=period.days[-1].date),) if period else ()
    )
    rows = tuple(
        (str(n), honour_name(state, each), each.level, each.title)
        for n, each in enumerate(decided(state, award), 1)
    )
    heads = (sentence("序号"), sentence("参赛对象"), sentence("等次"), sentence("称号"))
    return facts, (Sheet(award_name(state, award), heads, rows),)


SHOWN: dict[Act, Callable[[State, Thing], Shown]] = {
    Act.START: _start,
    Act.DRAW: _draw,
    Act.LOCK: _ranking,
    Act.PUBLISH: _ranking,
    Act.CORRECTION: _correction,
    Act.ADOPT: _adoption,
    Act.DECIDE: _decision,
    Act.OBJECTION: _objection,
    Act.FINAL: _final,
}

"""评审决定: a meeting confirms, defers or vetoes each entry of the computed list; it changes no score."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.scoring.meeting import needed_votes
from judging.core.sentence import sentence
from judging.core.signing.requiring import require_decision
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .computed import computed
from .decided import Agenda, agenda, award_name, awards_of, computed_digest, decision_of, honour_name
from .decision import Decision, Ruling, Verdict, Votes
from .honour import Honour
from .resting import why_it_stands

MOST_MEMBERS = 60
VERDICT_NEEDS_VOTES = (Verdict.CONFIRMED, Verdict.VETOED)


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """What the meeting says of one entry; `track` is "" for a district."""

    track: str
    entrant: str
    verdict: Verdict
    reason: str = ""
    votes: Votes | None = None


class RecordDecision(AnyCommand, frozen=True):
    """`entries`: one for each that is undecided. `digest`: of the list that lay before the meeting."""

    award: str
    members: tuple[str, ...]
    entries: tuple[Entry, ...]
    digest: str
    note: str = ""


class WithdrawDecision(AnyCommand, frozen=True):
    """Takes back the last decision on the award."""

    award: str
    reason: str


class DecisionRecorded(AnyEvent, frozen=True):
    award: str
    meeting: int  # which decision on this award, from 1
    members: tuple[str, ...]
    rulings: tuple[Ruling, ...]
    note: str
    digest: str
    computed: str
    who: str


class DecisionWithdrawn(AnyEvent, frozen=True):
    award: str
    meeting: int
    reason: str
    who: str


def record_decision(state: State, command: RecordDecision, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Refused where the list has changed since it was looked at; nobody is added and nothing left out."""
    before = _before_meeting(state, command)
    members = members_present(state, command.members)
    rulings = _rulings(state, before, command.entries, len(members))
    note = checks.text(command.note, sentence("会议记录")) if command.note.strip() else ""
    require_decision(state, command.award)
    meeting = len(state.decisions.get(command.award, ())) + 1
    computed_now = computed_digest(computed(state, command.award))
    what = members, rulings, note, before.digest, computed_now
    return (DecisionRecorded(command.award, meeting, *what, by.label),)


def _before_meeting(state: State, command: RecordDecision) -> Agenda:
    if command.award not in awards_of(state):
        raise Refused(Reason.UNKNOWN, "没有这个奖项，请刷新页面后重试")
    name, found = award_name(state, command.award), agenda(state, command.award)
    _free(state, command.award)
    if found.open:
        raise Refused(Reason.INCOMPLETE, "{award}还不能决定：{why}", award=name, why=found.open)
    if not found.undecided:
        raise Refused(Reason.ALREADY, "{award}已全部决定；要重新决定，请先撤回决定", award=name)
    if command.digest != found.digest:
        raise Refused(
            Reason.STALE, "{award}的建议名单在打开之后有了变化，没有记下：请按现在的名单重新决定", award=name
        )
    return found


def members_present(state: State, given: tuple[str, ...]) -> tuple[str, ...]:
    """Who was present: named, once each, and enough of them."""
    members = tuple(checks.text(name, sentence("到会人员姓名"), most=40) for name in given)
    if not members or len(members) > MOST_MEMBERS:
        raise Refused(Reason.MALFORMED, "请填写到会人员：1 到 {most} 人", most=MOST_MEMBERS)
    for name in members:
        if members.count(name) > 1:
            raise Refused(Reason.MALFORMED, "到会人员“{name}”写了两次，同名的请加单位或职务区别", name=name)
    if len(members) < state.rulebook.quorum:
        raise Refused(
            Reason.INCOMPLETE,
            "到会 {count} 人，规则要求至少 {least} 人：还差 {short} 人，不能开会决定",
            count=len(members),
            least=state.rulebook.quorum,
            short=state.rulebook.quorum - len(members),
        )
    return members


def _rulings(state: State, before: Agenda, entries: tuple[Entry, ...], present: int) -> tuple[Ruling, ...]:
    """In the order of the list."""
    given = {(entry.track, entry.entrant): entry for entry in entries}
    lines = {(line.track, line.entrant): line for line in before.undecided}
    if len(given) < len(entries) or given.keys() - lines.keys():
        raise Refused(
            Reason.UNKNOWN, "决定里有重复的，或不在建议名单里的：会议只决定建议名单上的人选，不能另外增加"
        )
    if missing := [line for key, line in lines.items() if key not in given]:
        raise Refused(
            Reason.INCOMPLETE,
            "{names}还没有决定：请选“同意”“暂缓”或“否决”",
            names=_names(state, missing),
        )
    figures = dict(zip(before.lines, before.figures, strict=True))
    return tuple(
        replace(_ruling(state, line, given[key], present), figure=figures[line])
        for key, line in lines.items()
    )


def _names(state: State, lines: Iterable[Honour]) -> tuple[str, ...]:
    return tuple(honour_name(state, line) for line in lines)


def _ruling(state: State, line: Honour, entry: Entry, present: int) -> Ruling:
    name, reason = honour_name(state, line), entry.reason
    if entry.verdict is not Verdict.CONFIRMED or reason.strip():
        reason = checks.text(reason, sentence("{name}暂缓或否决的理由", name=name))
    _voted(state, name, entry, present)
    return Ruling(line, entry.verdict, reason.strip(), entry.votes)


def _voted(state: State, name: str, entry: Entry, present: int) -> None:
    """Raises Refused unless the votes are those of who was present and carry what is said to be decided."""
    majority, votes = state.rulebook.majority, entry.votes
    if majority is None:
        if votes is not None:
            raise Refused(Reason.MALFORMED, "规则没有要求表决，{name}不用填票数", name=name)
        return
    if votes is None:
        if entry.verdict in VERDICT_NEEDS_VOTES:
            raise Refused(Reason.INCOMPLETE, "规则要求逐个表决，请填写{name}的票数", name=name)
        return
    _counted(name, votes, present)
    needed = needed_votes(majority, present)
    carried = votes.in_favour >= needed
    if carried != (entry.verdict is Verdict.CONFIRMED) and entry.verdict in VERDICT_NEEDS_VOTES:
        raise Refused(
            Reason.INCOMPLETE,
            "{name}同意 {votes} 票，须 {needed} 票通过（到会 {present} 人）：请核对票数，或改为相应的决定",
            name=name,
            votes=votes.in_favour,
            needed=needed,
            present=present,
        )


def _counted(name: str, votes: Votes, present: int) -> None:
    if min(votes.in_favour, votes.against, votes.abstained) < 0 or votes.cast != present:
        raise Refused(
            Reason.MALFORMED,
            "{name}的同意、反对、弃权合计 {cast} 票，应为到会的 {present} 票",
            name=name,
            cast=votes.cast,
            present=present,
        )


def withdraw_decision(state: State, command: WithdrawDecision, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Refused while it is presented and once it is final; while it is public, that has to begin anew."""
    last = decision_of(state, command.award)
    if last is None:
        raise Refused(Reason.UNKNOWN, "这个奖项没有可以撤回的决定，请刷新页面")
    _free(state, command.award)
    reason = checks.text(command.reason, sentence("撤回原因"))
    return (DecisionWithdrawn(last.award, last.number, reason, by.label),)


def _free(state: State, award: str) -> None:
    if why := why_it_stands(state, award):
        raise Refused(Reason.LOCKED, why)


def decision_recorded(state: State, event: DecisionRecorded, at: str) -> State:
    made = Decision(
        event.award,
        event.meeting,
        event.members,
        event.rulings,
        event.note,
        event.digest,
        event.computed,
        event.who,
        at,
    )
    return _with(state, event.award, (*state.decisions.get(event.award, ()), made))


def decision_withdrawn(state: State, event: DecisionWithdrawn, at: str) -> State:
    kept = tuple(
        replace(each, withdrawn=event.reason, withdrawn_by=event.who, withdrawn_at=at)
        if each.number == event.meeting
        else each
        for each in state.decisions[event.award]
    )
    return _with(state, event.award, kept)


def _with(state: State, award: str, decisions: tuple[Decision, ...]) -> State:
    return replace(state, decisions=with_key(state.decisions, award, decisions))

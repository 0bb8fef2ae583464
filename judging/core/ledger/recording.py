"""记台账: one finding, or a file of them; before the lock of the track, all of them or none."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.appeals.workdays import end_of, is_date
from judging.core.client_data import without_client_data
from judging.core.moments import DAY_MS, after
from judging.core.people.actor import Actor
from judging.core.people.taking_part import names_among
from judging.core.publication.on_air import taken_back
from judging.core.refused import Reason, Refused
from judging.core.scoring.numbers import parse, shortest
from judging.core.scoring.rulebook import Kind, Round
from judging.core.sentence import sentence
from judging.core.setup.source_file import digest
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .ledger_entry import LedgerEntry, LedgerLine

MOST_LINES = 1000  # in one file
MOST_ENTRIES = 5000  # in one competition
MOST_PLACE = 40
EARLIEST = "2000"  # a year that was typed with a digit too few is none


class RecordLedger(AnyCommand, frozen=True):
    """`source`, `sha256`: the file they come from, "" of what was typed."""

    track: str
    round: str
    lines: tuple[LedgerLine, ...]
    source: str = ""
    sha256: str = ""


class LedgerRecorded(AnyEvent, frozen=True):
    """The lines get the numbers from `first` on."""

    track: str
    round: str
    first: int
    lines: tuple[LedgerLine, ...]
    who: str
    source: str = ""
    sha256: str = ""


def record_ledger(state: State, command: RecordLedger, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    round = ledger_round(state, command.track, command.round)
    if not 0 < len(command.lines) <= MOST_LINES:
        raise Refused(Reason.MALFORMED, "一次须记 1～{most} 笔台账", most=MOST_LINES)
    if len(state.ledger) + len(command.lines) > MOST_ENTRIES:
        raise Refused(Reason.TOO_MANY, "台账已有 {count} 笔，请先联系组织者", count=len(state.ledger))
    known, lines = recorded_lines(state, command.track, command.round), list[LedgerLine]()
    for each in command.lines:
        line = checked_line(state, command.track, round, each, at)
        _refuse_again(state, command.track, line, (*known, *lines))
        lines.append(line)
    source = checks.text(command.source, sentence("来源文件名")) if command.source else ""
    sha256 = digest(command.sha256) if command.sha256 else ""
    first = len(state.ledger) + 1
    return (LedgerRecorded(command.track, command.round, first, tuple(lines), by.label, source, sha256),)


def ledger_round(state: State, track: str, round: str) -> Round:
    """An imported or measured round of a track that is not locked. Raises Refused."""
    found = checks.round_of(state, track, round, Kind.IMPORTED, Kind.INDICATOR)
    checks.unlocked(state, track)
    return found


def recorded_lines(state: State, track: str, round: str) -> tuple[LedgerLine, ...]:
    """Of this round, what stands."""
    return tuple(
        each.line
        for each in state.ledger.values()
        if (each.track, each.round) == (track, round) and each.withdrawn is None
    )


def checked_line(state: State, track: str, round: Round, line: LedgerLine, at: str) -> LedgerLine:
    """The line as it is logged. Raises Refused."""
    names = names_among(state.entrants.get(track, {}).values())
    if line.entrant not in names:
        raise Refused(Reason.UNKNOWN, "本组没有这个参赛对象，请刷新页面后重试")
    return replace(
        line,
        day=_past(line.day, at),
        points=_points(round, line.points),
        reason=without_client_data(line.reason, sentence("扣分原因"), most=checks.MAX_TEXT),
        place=without_client_data(line.place, sentence("地点"), most=MOST_PLACE)
        if line.place.strip()
        else "",
    )


def _past(day: str, at: str) -> str:
    if not is_date(day) or day < EARLIEST:
        raise Refused(Reason.MALFORMED, "日期“{day}”写得不对，应如 2024-10-15", day=day[:20])
    if at <= after(end_of(day), -DAY_MS):
        raise Refused(Reason.MALFORMED, "日期 {day} 还没有到，请核对", day=day)
    return day


def _points(round: Round, points: str) -> str:
    try:
        off = parse(points)
    except ValueError:
        raise Refused(
            Reason.MALFORMED, "扣分“{points}”不是普通数字，请用半角数字，如 0.5", points=points[:20]
        ) from None
    if not 0 < off <= round.full:
        raise Refused(Reason.OUT_OF_RANGE, "扣分须大于 0、不超过 {most}", most=round.full)
    return shortest(off)


def _refuse_again(state: State, track: str, line: LedgerLine, known: tuple[LedgerLine, ...]) -> None:
    if line in known:
        raise Refused(
            Reason.ALREADY,
            "台账里已有同样的一笔：{name} {day} 扣 {points}（{reason}）；如确是另一笔，请把原因写得不同",
            name=state.name_of(track, line.entrant),
            day=line.day,
            points=line.points,
            reason=line.reason,
        )


def ledger_recorded(state: State, event: LedgerRecorded, at: str) -> State:
    """A ranking made without them is withdrawn."""
    state = taken_back(state, event.track)
    made = {
        number: LedgerEntry(number, event.track, event.round, line, at, event.who, event.source)
        for number, line in enumerate(event.lines, event.first)
    }
    return replace(state, ledger={**state.ledger, **made})

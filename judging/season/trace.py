"""How a series' score came about, event by event, so that it can be done again by hand (算分过程)."""

from collections.abc import Iterator, Sequence

from judging.core.scoring.day import Score, TraceStep, Turn
from judging.core.scoring.numbers import fraction, plain
from judging.core.scoring.terms import equals, term, whole
from judging.core.scoring.told import TraceLine, told
from judging.core.scoring.trace import deducted, rounding_step
from judging.core.sentence import Sentence, sentence
from judging.core.words import STATUSES

from .gathered import Field, Gathered, Outcome
from .reckoning import reduced
from .rules import Missed, Reduction, Series, SeriesEvent, Shared, Table, Worth, as_round
from .valuing import EventValue, State, filled, total


def series_trace(
    table: Table,
    series: Series,
    gathered: Gathered,
    entrant: str,
    events: Sequence[EventValue],
    score: Score | None,
) -> tuple[TraceLine, ...]:
    """Every event of an entrant, then what of them counts; without a score the events alone."""
    lines = [
        TraceLine((), sentence("{text}", text=event.name), text)
        for event, each in zip(series.events, events, strict=True)
        for text in [event_line(table, series, gathered, event, each, entrant)]
    ]
    if score is not None:
        lines += map(told, _counted(table, series, gathered, events, score))
    return tuple(lines)


def event_line(
    table: Table, series: Series, gathered: Gathered, event: SeriesEvent, each: EventValue, entrant: str
) -> Sentence:
    """What one event was to somebody, and why."""
    found = found_in(table, gathered, event.id, entrant)
    said = _fared(table, series, gathered, each, entrant, found[1] if found else None)
    if found:
        said = sentence(
            "{said}（{file}，组别 {track}）", said=said, file=found[0].source, track=found[0].track
        )
    if each.value is None or each.counts:
        return said
    return sentence("{said}；不在最好的 {best} 场里，不计", said=said, best=series.best or 0)


def found_in(table: Table, gathered: Gathered, event: str, entrant: str) -> tuple[Field, Outcome] | None:
    """Where an event has somebody of the table."""
    for field in gathered.fields.get(event, ()):
        if field.track in table.tracks and entrant in field.outcomes:
            return field, field.outcomes[entrant]
    return None


def _fared(
    table: Table, series: Series, gathered: Gathered, each: EventValue, entrant: str, outcome: Outcome | None
) -> Sentence:
    match each.state:
        case State.IN:
            assert outcome is not None
            return _worth(series, each, outcome)
        case State.DISQUALIFIED:
            return sentence("取消资格，计 0 分")
        case State.EXCUSED:
            reason = gathered.excused[table.id, each.event, entrant].reason
            how = sentence("不计") if each.value is None else sentence("计 0 分")
            return sentence("请假：{reason}，{how}", reason=reason, how=how)
        case State.MISSED:
            return _missed(series, outcome)


def _missed(series: Series, outcome: Outcome | None) -> Sentence:
    status = outcome.status if outcome else None
    why = STATUSES[status] if status in STATUSES else sentence("没有参加")
    match series.missed:
        case Missed.SKIP:
            return sentence("{why}，不计", why=why)
        case Missed.ZERO:
            return sentence("{why}，计 0 分", why=why)
        case Missed.HOLD:
            return sentence("{why}，等补齐", why=why)


def _worth(series: Series, each: EventValue, outcome: Outcome) -> Sentence:
    """The composite; or the points of the place, and how a tie shares them."""
    assert each.value is not None
    place, value = each.place or 0, fraction(each.value)
    if series.by is Worth.SCORE:
        return sentence("{value} 分，第 {place} 名", value=value, place=place)
    if outcome.sharing == 1:
        return sentence("第 {place} 名，得 {value} 分", place=place, value=value)
    if series.shared is Shared.HIGH:
        return sentence(
            "{count} 个并列第 {place} 名，都得 {value} 分", count=outcome.sharing, place=place, value=value
        )
    points = "+".join(term(each) for each in filled(series, place, outcome.sharing))
    formula = f"({points})÷{outcome.sharing}{equals(each.value)}"
    return sentence(
        "{count} 个并列第 {place} 名：{formula}", count=outcome.sharing, place=place, formula=formula
    )


def _counted(
    table: Table, series: Series, gathered: Gathered, events: Sequence[EventValue], score: Score
) -> Iterator[TraceStep]:
    """Sum and divisor of what counts, rounded; less what came off."""
    counting = [each.value for each in events if each.counts and each.value is not None]
    yield TraceStep("added", {"formula": "+".join(map(whole, counting)) + equals(total(events))})
    if series.reduce is Reduction.MEAN:
        formula = f"{whole(total(events))}÷{len(counting)}{equals(reduced(series, events))}"
        yield TraceStep("averaged", {"formula": formula})
    yield rounding_step((), reduced(series, events), series.places, series.rounding)
    off = gathered.deductions.get((table.id, series.id, score.entrant), ())
    yield from deducted(as_round(series, table.weights[series.id]), Turn(deductions=off), score)
    yield TraceStep("score", {"score": plain(score.score)})
